"""Addresses of the adviser's visits, commune files and briefs."""

from django.urls import URLPattern

app_name = "visits"
urlpatterns: list[URLPattern] = []
