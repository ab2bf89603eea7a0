"""Addresses of method sheets and of the totals by measure area."""

from django.urls import URLPattern

app_name = "methods"
urlpatterns: list[URLPattern] = []
