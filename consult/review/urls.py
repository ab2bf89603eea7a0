"""Addresses of the adviser's pages."""

from django.urls import path

from consult.review.views import communes

app_name = "review"
urlpatterns = [
    path("suivi-communes/", communes.matrix_page, name="matrix"),
    path("suivi-communes/communes.csv", communes.matrix_table, name="table"),
    path("suivi-communes/<slug:slug>/pause/", communes.pause_page, name="pause"),
]
