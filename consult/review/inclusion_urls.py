"""Addresses of the inclusion mirror across communes."""

from django.urls import URLPattern

app_name = "inclusion"
urlpatterns: list[URLPattern] = []
