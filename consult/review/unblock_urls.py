"""Addresses of obstacles across communes, service sheets and published answers."""

from django.urls import path

from consult.review.views import answers, service_sheets, unblock

app_name = "unblock"
urlpatterns = [
    path("obstacles/", unblock.obstacles, name="obstacles"),
    path("obstacles/obstacles.csv", unblock.obstacles_csv, name="obstacles-csv"),
    path("obstacles/obstacles.xlsx", unblock.obstacles_xlsx, name="obstacles-xlsx"),
    path("obstacles/services/", service_sheets.services, name="services"),
    path("obstacles/services/<int:pk>/<str:month>/", service_sheets.sheet, name="service-sheet"),
    path(
        "obstacles/services/<int:pk>/<str:month>/fiche.pdf",
        service_sheets.sheet_pdf,
        name="service-sheet-pdf",
    ),
    path(
        "obstacles/services/nature/<slug:kind>/<str:month>/",
        service_sheets.kind_sheet,
        name="kind-sheet",
    ),
    path(
        "obstacles/services/nature/<slug:kind>/<str:month>/fiche.pdf",
        service_sheets.kind_sheet_pdf,
        name="kind-sheet-pdf",
    ),
    path("reponses/", answers.found, name="answers"),
]
