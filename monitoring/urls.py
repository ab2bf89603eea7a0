"""Addresses of the follow-up, below `espace/<slug>/`."""

from django.urls import path

from monitoring.views import committee, followup

app_name = "monitoring"
urlpatterns = [
    path("suivi/", followup.followup, name="followup"),
    path("suivi/<int:pk>/", followup.update, name="update"),
    path("comite/", committee.committee_page, name="committee"),
    path("comite/installer/", committee.set_up, name="set-up"),
    path("comite/membres/ajouter/", committee.seat, name="seat"),
    path("comite/membres/<int:pk>/fin/", committee.leave, name="leave"),
    path("comite/mandat/", committee.mandate, name="mandate"),
]
