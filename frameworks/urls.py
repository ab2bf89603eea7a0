"""Addresses of frameworks, below a commune's address."""

from django.urls import URLPattern

app_name = "frameworks"
urlpatterns: list[URLPattern] = []
