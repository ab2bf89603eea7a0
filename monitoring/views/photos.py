"""The photo of a word: its own small page, after the words; and the picture to save and look at."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.files.views import respond_file
from foundation.records.errors import NotReady
from monitoring.forms.photos import PhotoForm
from monitoring.models import Statement, StatementPhoto, Voice
from monitoring.services.photos import add_photo
from monitoring.services.statements import ACT_OF_VOICE


@require_http_methods(["GET", "POST"])
@guarded(Action.READ_PERSONS)
def photo_add(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Add the photo of one word; who may not speak with its voice is led back to the action."""
    words = Statement.objects.in_commune(commune).select_related(
        "action__plan__cycle__commune", "action__responsible"
    )
    statement: Statement = get_visible(words, request.user, pk=pk)
    speaks = may_here(request, ACT_OF_VOICE[Voice(statement.voice)])
    if request.method == "POST" and not speaks:
        raise PermissionDenied
    form = PhotoForm(request.POST or None, request.FILES or None)
    added = speaks and form.is_valid() and _added(request, statement, form)
    if added or not speaks or statement.photos.exists():
        return redirect("monitoring:update", slug=commune.slug, pk=statement.action_id)
    context = {"statement": statement, "action": statement.action, "form": form}
    return render(request, "monitoring/photo.html", context)


def _added(request: SignedInRequest, statement: Statement, form: PhotoForm) -> bool:
    """Whether the photo was taken; if not, the form says why beside the field."""
    told = form.cleaned_data
    try:
        add_photo(statement, told["photo"], by=request.user, caption=told["caption"])
    except ValidationError as error:
        form.add_error("photo", error)
    except NotReady as error:
        form.add_error("photo", error.reasons)
    else:
        messages.success(request, _("The photo is kept beside the word."))
    return not form.errors


@require_safe
@guarded(Action.READ_PERSONS)
def photo(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One photo to save and look at; people may be on it, so partners are not handed any."""
    photos = StatementPhoto.objects.in_commune(commune).select_related("file")
    return respond_file(get_visible(photos, request.user, pk=pk).file)
