"""Addresses of a commune's indicators, below `espace/<commune>/indicateurs/`."""

from django.urls import path

from consult.review.views import indicators

app_name = "indicators"
urlpatterns = [
    path("", indicators.across, name="across"),
    path("indicateurs.csv", indicators.table, name="table"),
    path("<int:number>/", indicators.cycle, name="cycle"),
]
