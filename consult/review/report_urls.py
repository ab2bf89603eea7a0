"""Addresses of the quarterly reports: all communes, a cercle, and one commune in its own space."""

from django.urls import include, path, register_converter

from consult.review.quarters import QuarterConverter
from consult.review.views import reports

register_converter(QuarterConverter, "quarter")

app_name = "reports"
of_all = [
    path("", reports.programme, name="programme"),
    path("rapport.pdf", reports.programme_pdf, name="programme-pdf"),
    path("rapport.xlsx", reports.programme_xlsx, name="programme-xlsx"),
    path("cercle/<int:pk>/", reports.cercle, name="cercle"),
    path("cercle/<int:pk>/rapport.pdf", reports.cercle_pdf, name="cercle-pdf"),
    path("cercle/<int:pk>/rapport.xlsx", reports.cercle_xlsx, name="cercle-xlsx"),
]
of_one = [
    path("", reports.quarters, name="quarters"),
    path("<quarter:quarter>/", reports.commune, name="commune"),
    path("<quarter:quarter>/rapport.pdf", reports.commune_pdf, name="commune-pdf"),
    path("<quarter:quarter>/rapport.xlsx", reports.commune_xlsx, name="commune-xlsx"),
]
urlpatterns = [
    path("rapports/", reports.listed, name="list"),
    path("rapports/<quarter:quarter>/", include(of_all)),
    path("espace/<slug:slug>/trimestres/", include(of_one)),
]
