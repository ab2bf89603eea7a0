"""Addresses where a commune publishes its answers, below `espace/<commune>/`."""

from django.urls import URLPattern

app_name = "answers"
urlpatterns: list[URLPattern] = []
