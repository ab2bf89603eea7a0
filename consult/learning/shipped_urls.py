"""Addresses of the WOCAT drafts that ship with the product."""

from django.urls import URLPattern

app_name = "shipped"
urlpatterns: list[URLPattern] = []
