"""Addresses of the quarterly reports and of the inclusion mirror."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []
