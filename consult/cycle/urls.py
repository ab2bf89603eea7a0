"""Addresses of a commune's home and of its cycles, below `espace/<slug>/`."""

from django.urls import path

from consult.cycle.views import carrying, closing, cycles, home

app_name = "cycle"
urlpatterns = [
    path("", home.home, name="home"),
    path("documents/", home.documents, name="documents"),
    path("journal/", home.commune_journal, name="journal"),
    path("cycle/ouvrir/", cycles.open_page, name="open"),
    path("cycle/clore/", closing.close_page, name="close"),
    path("cycles/<int:number>/", cycles.cycle, name="cycle"),
    path("plan/reporter/", carrying.carry, name="carry"),
    path("plan/reporter/<int:pk>/abandonner/", carrying.drop, name="drop"),
]
