"""Addresses of the inclusion mirror across communes."""

from django.urls import path

from consult.review.tables import CSV, XLSX
from consult.review.views import inclusion

app_name = "inclusion"
urlpatterns = [
    path("inclusion/", inclusion.across, name="across"),
    path("inclusion/inclusion.csv", inclusion.across_table, {"kind": CSV}, name="table"),
    path("inclusion/inclusion.xlsx", inclusion.across_table, {"kind": XLSX}, name="table-xlsx"),
]
