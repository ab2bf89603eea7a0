"""Addresses of the meetings, below `espace/<commune>/reunions/`."""

from django.urls import path

from consult.meetings.views import closing, deciding, pages, preparing

app_name = "meetings"
urlpatterns = [
    path("", pages.meeting_list, name="list"),
    path("nouvelle/", preparing.meeting_new, name="new"),
    path("<int:pk>/", pages.meeting_hub, name="meeting"),
    path("<int:pk>/modifier/", preparing.meeting_edit, name="edit"),
    path("<int:pk>/ordre-du-jour/", preparing.agenda, name="agenda"),
    path("<int:pk>/invitations/", preparing.invitations, name="invitations"),
    path("<int:pk>/tenue/", preparing.hold, name="hold"),
    path("<int:pk>/presences/", deciding.attendance, name="attendance"),
    path("<int:pk>/decisions/", deciding.decisions, name="decisions"),
    path("decisions/<int:pk>/situation/", deciding.decision_situation, name="decision-situation"),
    path("<int:pk>/verifier/", closing.check, name="check"),
    path("<int:pk>/rouvrir/", closing.reopen, name="reopen"),
]
