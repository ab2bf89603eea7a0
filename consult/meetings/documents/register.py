"""The register of decisions on paper: one line for each, due first, days late in words."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils import translation
from django.utils.text import slugify

from communes.documents import Signature, head_of
from communes.models import Commune
from consult.meetings.documents import frame
from consult.meetings.documents.words import deadline, in_charge
from consult.meetings.register import Entry
from foundation.documents.document import Document
from foundation.formats.dates import day, day_short
from frameworks.models import Decision

TITLE = "Registre des décisions"


class Line(NamedTuple):
    """One decision in the words of the paper."""

    meeting: str
    number: int
    wording: str
    in_charge: str
    deadline: str
    late: str
    state: str
    said: str


def decision_register(
    commune: Commune, rows: list[Entry], on: datetime.date, *, chosen: bool = False
) -> Document:
    """The register as it stands that day; `chosen` says that only some decisions stand on it."""
    with translation.override("fr"):
        context = {
            "head": head_of(commune, on, in_words=False),
            "title": TITLE,
            "day": day(on),
            "chosen": chosen,
            "lines": [_line(row) for row in rows],
            "footer": f"Commune de {commune.name_on(on)}",
            "signatures": [Signature("Le (la) secrétaire"), frame.executive(commune, on)],
        }
    return Document(
        template="documents/meetings/register.html",
        filename=f"registre-decisions-{slugify(commune.name)}-{on:%Y-%m-%d}.pdf",
        title=f"{TITLE} – Commune de {commune.name_on(on)}",
        context=context,
    )


def _line(row: Entry) -> Line:
    decision = row.decision
    return Line(
        meeting=_meeting(decision),
        number=decision.number,
        wording=decision.wording,
        in_charge=in_charge(decision),
        deadline=deadline(decision),
        late=_late(row.days_late),
        state=str(decision.get_state_display()).capitalize(),
        said=_said(row),
    )


def _meeting(decision: Decision) -> str:
    """« n° 3 du 20/03/2024 »."""
    held = decision.meeting.held_on
    number = f"n°\u00a0{decision.meeting.number}"
    return f"{number} du {day_short(held)}" if held else number


def _late(days: int) -> str:
    if not days:
        return ""
    return f"en retard de {days}\u00a0jour{'s' if days > 1 else ''}"


def _said(row: Entry) -> str:
    """What became of it, the day, and the decision that took it up."""
    decision, later = row.decision, row.taken_up_by
    settled = f"le {day_short(decision.settled_on)}" if decision.settled_on else ""
    again = ""
    if later:
        number = f"n°\u00a0{later.meeting.number}"
        again = f"reprise par la décision {later.number} de la réunion {number}"
    return " – ".join(filter(None, (settled, decision.settled_note, again)))
