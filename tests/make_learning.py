"""What a commune learned, for the tests: trainings, visits, adoptions, sheets. All invented."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from actionplans.models import Action
from communes.models import Commune
from consult.learning.models import (
    ActionTag,
    Adoption,
    ExchangeVisit,
    MethodSheet,
    Training,
    WocatAnswer,
    WocatDraft,
)
from consult.learning.wocat.shipped import ship
from foundation.accounts.models import User
from foundation.files.models import StoredFile
from frameworks.models import ConflictNote, Framework, Meeting, Partnership
from tests import make


def wocat_answer(
    of: Framework, keyword: str = "name", value: Any = "Le cadre", **fields: Any
) -> WocatAnswer:
    """An answer declared in the WOCAT draft of a framework."""
    facts = {"code": f"cadre-{of.pk}", "title": of.name, "started_on": make.DAY}
    draft, _new = WocatDraft.objects.get_or_create(framework=of, defaults=facts)
    return WocatAnswer.objects.create(draft=draft, keyword=keyword, value=value, **fields)


def shipped() -> None:
    """The WOCAT record that ships, should a test have emptied every table before."""
    ship(WocatDraft.objects, WocatAnswer.objects)


def training(place: Commune, **fields: Any) -> Training:
    """A training of twelve women and three men on keeping a cooperative's books."""
    fields = {"audience": "acteurs", "topic": "formalisation", "women": 12, "men": 3} | fields
    fields.setdefault("title", "Tenir le cahier de caisse")
    return Training.objects.create(commune=place, held_on=make.DAY, **fields)


def exchange(place: Commune, other: Commune | None = None, **fields: Any) -> ExchangeVisit:
    """A visit to another commune."""
    fields = {"subject": "La mare aménagée", "women": 4, "men": 6} | fields
    return ExchangeVisit.objects.create(
        commune=place, other=other or make.commune(), held_on=make.DAY, **fields
    )


def adoption(place: Commune, **fields: Any) -> Adoption:
    """A programme that took the approach up."""
    fields = {"by_other": "Un autre programme (démo)"} | fields
    return Adoption.objects.create(commune=place, adopted_on=make.partial("2024"), **fields)


def method(**fields: Any) -> MethodSheet:
    fields = {"title": "Tenir une assemblée", "summary": "Que chacun parle."} | fields
    return MethodSheet.objects.create(issued_on=make.DAY, **fields)


def tension(of: Meeting, **fields: Any) -> ConflictNote:
    """A note in confidence on a meeting."""
    fields = {"tension": "Le bord de la mare est disputé."} | fields
    return ConflictNote.objects.create(meeting=of, noted_on=make.DAY, **fields)


def partnership(of: Framework, **fields: Any) -> Partnership:
    fields = {"measure_areas": ["economie_emploi"], "duration": "permanent"} | fields
    return Partnership.objects.create(framework=of, **fields)


def tag(of: Action, outcome: str = "produit", **fields: Any) -> ActionTag:
    return ActionTag.objects.create(action=of, outcome=outcome, **fields)


def method_file(by: User) -> StoredFile:
    """The file of a method, as if it had been examined."""
    content = b"%PDF method"
    facts = {"kind": "pdf", "size": len(content), "title": "Méthode", "pages": 1, "added_by": by}
    stored, _new = StoredFile.objects.get_or_create(
        scope="", sha256=hashlib.sha256(content).hexdigest(), defaults=facts
    )
    default_storage.save(stored.place, ContentFile(content))
    return stored
