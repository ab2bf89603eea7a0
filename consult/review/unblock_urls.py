"""Addresses of obstacles across communes, service sheets and published answers."""

from django.urls import URLPattern

app_name = "unblock"
urlpatterns: list[URLPattern] = []
