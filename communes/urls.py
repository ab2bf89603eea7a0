"""Addresses of communes, below a commune's address."""

from django.urls import URLPattern

app_name = "communes"
urlpatterns: list[URLPattern] = []
