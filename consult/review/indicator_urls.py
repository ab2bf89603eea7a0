"""Addresses of a commune's indicators, below `espace/<commune>/indicateurs/`."""

from django.urls import path

from consult.review.tables import CSV, XLSX
from consult.review.views import indicators

app_name = "indicators"
urlpatterns = [
    path("", indicators.across, name="across"),
    path("indicateurs.csv", indicators.table, {"kind": CSV}, name="table"),
    path("indicateurs.xlsx", indicators.table, {"kind": XLSX}, name="table-xlsx"),
    path("<int:number>/", indicators.cycle, name="cycle"),
]
