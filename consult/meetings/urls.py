"""Addresses of the meetings, below `espace/<commune>/reunions/`."""

from django.urls import path

from consult.meetings.views import (
    agenda,
    closing,
    deciding,
    inviting,
    keeping,
    pages,
    papers,
    preparing,
)

app_name = "meetings"
urlpatterns = [
    path("", pages.meeting_list, name="list"),
    path("nouvelle/", preparing.meeting_new, name="new"),
    path("<int:pk>/", pages.meeting_hub, name="meeting"),
    path("<int:pk>/modifier/", preparing.meeting_edit, name="edit"),
    path("<int:pk>/ordre-du-jour/", agenda.agenda, name="agenda"),
    path("<int:pk>/invitations/", inviting.invitations, name="invitations"),
    path("<int:pk>/tenue/", preparing.hold, name="hold"),
    path("<int:pk>/presences/", deciding.attendance, name="attendance"),
    path("<int:pk>/decisions/", deciding.decisions, name="decisions"),
    path("decisions/<int:pk>/situation/", deciding.decision_situation, name="decision-situation"),
    path("<int:pk>/verifier/", closing.check, name="check"),
    path("<int:pk>/rouvrir/", closing.reopen, name="reopen"),
    path("<int:pk>/classer/", closing.file_away, name="close"),
    path("<int:pk>/rectificatif/", keeping.correction, name="correction"),
    path("<int:pk>/proces-verbal/versions/", keeping.versions, name="versions"),
    path("<int:pk>/proces-verbal/versions/<int:number>/", keeping.version, name="version"),
    path(
        "<int:pk>/proces-verbal/versions/<int:number>.pdf",
        keeping.version_pdf,
        name="version-pdf",
    ),
    path("<int:pk>/invitations/message/", inviting.message, name="message"),
    path("<int:pk>/reunion.ics", inviting.calendar, name="calendar"),
    path("<int:pk>/invitations/communique/", papers.radio, name="radio"),
    path("<int:pk>/invitations/communique.pdf", papers.radio_pdf, name="radio-pdf"),
    path("<int:pk>/invitations/lettres/", papers.letters, name="letters"),
    path("<int:pk>/invitations/lettres.pdf", papers.letters_pdf, name="letters-pdf"),
    path("<int:pk>/presences/feuille/", papers.sheet, name="sheet"),
    path("<int:pk>/presences/feuille.pdf", papers.sheet_pdf, name="sheet-pdf"),
    path("<int:pk>/presences/liste/", papers.attendance, name="attendance-list"),
    path("<int:pk>/presences/liste.pdf", papers.attendance_pdf, name="attendance-list-pdf"),
    path("<int:pk>/proces-verbal/", papers.minutes, name="minutes"),
    path("<int:pk>/proces-verbal.pdf", papers.minutes_pdf, name="minutes-pdf"),
]
