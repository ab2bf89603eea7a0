"""Addresses of trainings, exchanges, adoptions and partnership of a commune."""

from django.urls import URLPattern

app_name = "training"
urlpatterns: list[URLPattern] = []
