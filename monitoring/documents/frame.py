"""What the papers of the follow-up share: their heading, and who holds which seat on a day."""

from __future__ import annotations

import datetime

from communes.documents import Head, Signature, head_of
from communes.models import Commune
from frameworks.documents.organ import organ_on
from frameworks.wording import headed
from monitoring.models import Committee


def head_on(commune: Commune, dated: datetime.date) -> Head:
    """The heading of the commune as it was that day, with the lines it wants on its papers."""
    return headed(commune, head_of(commune, dated, in_words=True), dated)


def executive(commune: Commune, dated: datetime.date) -> Signature:
    """Who heads the commune that day: « Le Maire », or the president of a special delegation."""
    organ = organ_on(commune, dated)
    return Signature(organ.chief, organ.head_name)


def names_of(committee: Committee | None, role: str, dated: datetime.date) -> str:
    """The person who holds a role of the committee that day; nothing when nobody does."""
    if committee is None:
        return ""
    seats = committee.members.running(dated).filter(role=role).select_related("person")
    seat = seats.first()
    return str(seat.person) if seat else ""
