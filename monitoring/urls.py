"""Addresses of monitoring, below a commune's address."""

from django.urls import URLPattern

app_name = "monitoring"
urlpatterns: list[URLPattern] = []
