"""Addresses of a commune's indicators, below `espace/<commune>/indicateurs/`."""

from django.urls import path

from consult.review.tables import CSV, XLSX
from consult.review.views import inclusion, indicators

app_name = "indicators"
urlpatterns = [
    path("", indicators.across, name="across"),
    path("indicateurs.csv", indicators.table, {"kind": CSV}, name="table"),
    path("indicateurs.xlsx", indicators.table, {"kind": XLSX}, name="table-xlsx"),
    path("inclusion/", inclusion.of_commune, name="inclusion"),
    path("inclusion/inclusion.csv", inclusion.commune_table, {"kind": CSV}, name="inclusion-table"),
    path(
        "inclusion/inclusion.xlsx",
        inclusion.commune_table,
        {"kind": XLSX},
        name="inclusion-table-xlsx",
    ),
    path("<int:number>/", indicators.cycle, name="cycle"),
]
