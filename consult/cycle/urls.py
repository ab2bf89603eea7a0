"""Addresses of consult.cycle."""

from django.urls import URLPattern

app_name = "cycle"
urlpatterns: list[URLPattern] = []
