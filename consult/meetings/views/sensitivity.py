"""Notes in confidence on a meeting: secretary, mayor and adviser write and read them, nobody else.

No paper, export, table or other page reads these records.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune
from consult.meetings.forms.sensitivity import TensionForm
from consult.meetings.services import sensitivity as services
from consult.meetings.views.finding import address, the_meeting
from foundation.records.errors import Stale
from frameworks.models import ConflictNote


@require_http_methods(["GET", "POST"])
@guarded(Action.READ_SENSITIVE)
def notes(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The notes of one meeting, the latest first, and a form for one more."""
    meeting = the_meeting(request, commune, pk)
    form = TensionForm(request.POST or None, instance=ConflictNote(meeting=meeting))
    if form.is_valid():
        services.note_tension(form.save(commit=False), by=request.user)
        sentence = _("The note is kept: the secretary, the mayor and the adviser alone read it.")
        messages.success(request, sentence)
        return redirect(address("sensitivity", meeting))
    written = meeting.conflict_notes.select_related("noted_by")
    context = {"meeting": meeting, "form": form, "notes": list(written)}
    return render(request, "meetings/sensitivity.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.READ_SENSITIVE)
def change(request: SignedInRequest, commune: Commune, pk: int, number: int) -> HttpResponse:
    """Correct a note, or say what eased the tension since."""
    meeting = the_meeting(request, commune, pk)
    rows = meeting.conflict_notes.select_related("meeting__framework__commune")
    note: ConflictNote = get_visible(rows, request.user, pk=number)
    form = TensionForm(request.POST or None, instance=note)
    if form.is_valid():
        try:
            services.correct_tension(note, by=request.user, save=form.save)
        except Stale:
            form.add_error(None, _("Somebody else changed this note meanwhile. Read it again."))
        else:
            messages.success(request, _("The note is changed."))
            return redirect(address("sensitivity", meeting))
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/sensitivity_change.html", context)
