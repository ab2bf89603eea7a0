"""Addresses of the adviser's pages."""

from django.urls import path

from consult.review import views

app_name = "review"
urlpatterns = [
    path("suivi-communes/", views.matrix_page, name="matrix"),
    path("suivi-communes/<slug:slug>/pause/", views.pause_page, name="pause"),
]
