"""Addresses of the words of a commune's papers, below `espace/<commune>/papiers/`."""

from django.urls import path

from consult.meetings.views import wording

app_name = "papers"
urlpatterns = [
    path("", wording.wordings, name="wordings"),
    path("texte/", wording.wording, name="wording"),
]
