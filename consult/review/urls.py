"""Addresses of the adviser's pages."""

from django.urls import path

from consult.review.tables import CSV, XLSX
from consult.review.views import areas, communes

FILE = communes.matrix_table_file

app_name = "review"
urlpatterns = [
    path("suivi-communes/", communes.matrix_page, name="matrix"),
    path("suivi-communes/communes.csv", FILE, {"kind": CSV}, name="table"),
    path("suivi-communes/communes.xlsx", FILE, {"kind": XLSX}, name="table-xlsx"),
    path("suivi-communes/calendrier.ics", communes.calendar_file, name="calendar-file"),
    path("suivi-communes/<slug:slug>/pause/", communes.pause_page, name="pause"),
    path("mesures/", areas.areas, name="areas"),
    path("mesures/mesures.csv", areas.table, {"kind": CSV}, name="areas-csv"),
    path("mesures/mesures.xlsx", areas.table, {"kind": XLSX}, name="areas-xlsx"),
]
