"""Addresses of the library of sheets and of the collections."""

from django.urls import URLPattern

app_name = "library"
urlpatterns: list[URLPattern] = []
