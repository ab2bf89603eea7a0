"""Experience sheets, their versions and photos, and collections, for the tests. All invented."""

from __future__ import annotations

import hashlib
import io
import itertools
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from actionplans.models import Action
from communes.models import Commune
from consult.learning.content import canonical, digest, published
from consult.learning.models import (
    Campaign,
    ExperienceSheet,
    SheetCopy,
    SheetPhoto,
    SheetState,
    SheetVersion,
)
from consult.learning.outline import EDITION
from foundation.accounts.models import User
from foundation.files.models import StoredFile
from tests import make

_next = itertools.count(1)
ANSWERS: dict[str, Any] = {
    "g1": "Une ONG (démo)",
    "g4": {"text": "Awa PERSONNE (démo)"},
    "1.1": "Une case de conservation",
    "1.2": "Dioro",
    "1.3": {"start": "2024-03-20", "end": "2025-01-20"},
    "1.5": "Vendre au bon moment",
    "1.6": ["Bâtir deux cases"],
    "1.7": ["20 tonnes gardées"],
    "3": ["Bâtir avant l’hivernage"],
}


def sheet(place: Commune, **fields: Any) -> ExperienceSheet:
    """A sheet whose needed fields are answered; a draft unless another state is said."""
    fields = {"variant": "B", "answers": dict(ANSWERS), "as_of": make.DAY} | fields
    fields = {"title": f"Une fiche {next(_next)}", "edition": EDITION} | fields
    if fields.get("state") in (SheetState.SUBMITTED, SheetState.REVIEWED):
        fields.setdefault("submitted_on", make.DAY)
    return ExperienceSheet.objects.create(commune=place, **fields)


def shared(place: Commune, by: User, **fields: Any) -> ExperienceSheet:
    """A published sheet."""
    state = {"state": SheetState.PUBLISHED, "published_on": make.DAY}
    made = sheet(place, **(state | fields))
    version(made, by)
    return made


def begun_again(place: Commune, by: User, **fields: Any) -> ExperienceSheet:
    """A sheet that is a draft again while its first version stays published."""
    made = sheet(place, **fields)
    version(made, by)
    return made


def version(of: ExperienceSheet, by: User) -> SheetVersion:
    """What publishing keeps."""
    text = canonical(published(of))
    number = of.versions.count() + 1
    return SheetVersion.objects.create(
        sheet=of, number=number, data=text, sha256=digest(text), kept_by=by
    )


def photo(of: ExperienceSheet, by: User, **fields: Any) -> SheetPhoto:
    """A photo of two colours, as if it had been examined and drawn afresh."""
    content = _drawn(next(_next))
    stored = StoredFile.objects.create(
        scope=of.commune.code, sha256=hashlib.sha256(content).hexdigest(), kind="jpeg",
        size=len(content), title="La case", width=8, height=6, added_by=by,
    )  # fmt: skip
    default_storage.save(stored.place, ContentFile(content))
    fields = {"caption": "La case n° 1", "consent": True} | fields
    return SheetPhoto.objects.create(sheet=of, file=stored, **fields)


def _drawn(number: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 6), (200, 90, 30)).save(target, "JPEG")
    return target.getvalue() + b"%d" % number


def campaign(by: User, *communes: Commune, **fields: Any) -> Campaign:
    """A collection that asks these communes."""
    fields = {"title": f"Une collecte {next(_next)}", "opened_on": make.DAY} | fields
    fields.setdefault("due_on", make.day("2025-06-30"))
    made = Campaign.objects.create(opened_by=by, **fields)
    made.communes.set(communes)
    return made


def kept(place: Commune, who: User) -> None:
    """One of everything: a published sheet with its photo, taken up by a plan, and a collection."""
    published_one = shared(place, who)
    photo(published_one, who)
    action = Action.objects.filter(plan__cycle__framework__commune=place).latest("pk")
    SheetCopy.objects.create(sheet=published_one, action=action, copied_on=make.DAY)
    campaign(who, place)
