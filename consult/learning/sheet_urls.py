"""Addresses of a commune's experience sheets, below `espace/<commune>/`."""

from django.urls import URLPattern

app_name = "sheets"
urlpatterns: list[URLPattern] = []
