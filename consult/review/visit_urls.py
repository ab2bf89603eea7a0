"""Addresses of the adviser's visits, commune files and briefs."""

from django.urls import path

from consult.review.views import commitments, commune_file, visits

app_name = "visits"
urlpatterns = [
    path("suivi-communes/visites/", visits.next_page, name="next"),
    path("suivi-communes/<slug:slug>/", commune_file.file_page, name="file"),
    path("suivi-communes/<slug:slug>/fiche-visite/", commune_file.brief, name="brief"),
    path("suivi-communes/<slug:slug>/fiche-visite.pdf", commune_file.brief_pdf, name="brief-pdf"),
    path("suivi-communes/<slug:slug>/visites/noter/", visits.visit_add, name="add"),
    path("suivi-communes/<slug:slug>/visites/<int:pk>/note/", visits.note, name="note"),
    path("suivi-communes/<slug:slug>/engagements/<int:pk>/", commitments.settle, name="settle"),
]
