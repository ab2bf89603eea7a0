"""What the pages of a framework share: finding it, and telling why an act was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from communes.guard import SignedInRequest
from communes.models import Commune
from foundation.records.errors import NotReady, Stale
from frameworks.models import Framework


def current(request: SignedInRequest, commune: Commune) -> Framework | None:
    """The commune's framework that is not closed, as this person may see it."""
    mine = Framework.objects.visible_to(request.user).in_commune(commune).current()
    return mine.select_related("commune", "founding_deliberation", "chair", "secretary").first()


def no_framework_yet(commune: Commune) -> HttpResponse:
    """Pages that need a framework lead to the one that creates it."""
    return redirect("frameworks:framework", slug=commune.slug)


def done(request: SignedInRequest, sentence: str, page: str, **kwargs: Any) -> HttpResponse:
    """What happened and what comes next, then the page where it shows."""
    messages.success(request, sentence)
    answer: HttpResponse = redirect(page, slug=request.commune.slug, **kwargs)
    return answer


def accepted(form: BaseForm, act: Callable[[], Any], field: str | None = None) -> bool:
    """Do the act; when it is refused, its sentences stand in the form and nothing is written."""
    try:
        act()
    except NotReady as refusal:
        place = field if field in form.fields else None
        for sentence in refusal.reasons:
            form.add_error(place, sentence)
        return False
    except Stale:
        form.add_error(
            None, _("Somebody else changed this meanwhile. Read the page again, then save again.")
        )
        return False
    return True
