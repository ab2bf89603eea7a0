"""Addresses of actionplans, below a commune's address."""

from django.urls import URLPattern

app_name = "actionplans"
urlpatterns: list[URLPattern] = []
