"""Addresses of a commune's WOCAT draft, below `espace/<commune>/`."""

from django.urls import path

from consult.learning.views import wocat

app_name = "wocat"
urlpatterns = [
    path("wocat/", wocat.overview, name="overview"),
    path("wocat/papier/", wocat.preview, name="paper"),
    path("wocat/brouillon.pdf", wocat.pdf, name="pdf"),
    path("wocat/brouillon.json", wocat.data, name="data"),
    path("wocat/schema-du-cycle.svg", wocat.chart, name="chart"),
    path("wocat/<int:section>/", wocat.section, name="section"),
    path("wocat/<int:section>/question/<int:part>/", wocat.answer, name="answer"),
]
