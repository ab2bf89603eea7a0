"""Addresses of a commune's WOCAT draft, below `espace/<commune>/`."""

from django.urls import URLPattern

app_name = "wocat"
urlpatterns: list[URLPattern] = []
