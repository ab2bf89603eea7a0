"""I20 by sector and I21 by who the members are; organisations registered in each cycle."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from communes.models import FormalisationEvent, FormalisationStage
from foundation.formats.partial import PartialDate
from monitoring.indicators.organisations import FORMALISED, OrganisationFigures
from monitoring.indicators.splits import BY_SECTOR, Measure, Row, Split, ratio_where, split

FORMAL = Measure(
    "I20", "formalised_rate", "rate", ratio_where(lambda row: row["legal_form"] in FORMALISED)
)


def formalised_by_sector(figures: OrganisationFigures, organisations: Sequence[Row]) -> Split:
    """I20: registered organisations ÷ organisations; one of two sectors counts in both."""
    sitting = {each.pk for each in figures.organisations}
    return split([row for row in organisations if row["pk"] in sitting], BY_SECTOR, (FORMAL,))


def registrations(figures: OrganisationFigures) -> list[PartialDate]:
    """The day each organisation was registered: as typed, else its step « registered »."""
    sitting = [each.pk for each in figures.organisations]
    steps: Any = FormalisationEvent.objects.filter(
        organisation__in=sitting, stage=FormalisationStage.REGISTERED
    )
    found = dict(steps.order_by().values_list("organisation", "reached_on"))
    found |= {each.pk: each.registered_on for each in figures.organisations if each.registered_on}
    return list(found.values())


def registered_between(
    days: Sequence[PartialDate], first: datetime.date, last: datetime.date
) -> int:
    """I20, new in a cycle: registered between two days, both included."""
    return sum(first <= day.first_day <= last for day in days)
