"""Addresses of method sheets and of the totals by measure area."""

from django.urls import path

from consult.learning.views import methods

app_name = "methods"
urlpatterns = [
    path("methodes/", methods.methods, name="methods"),
    path("methodes/<int:pk>/", methods.method, name="method"),
    path("methodes/<int:pk>/fichier/", methods.file, name="file"),
]
