"""The programme's commitments as the commune reads them, below `espace/<commune>/`."""

from django.urls import URLPattern

app_name = "commitments"
urlpatterns: list[URLPattern] = []
