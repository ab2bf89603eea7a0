"""The lines of an action's page, in the order of its form; what says nothing rare is left out."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.forms.shape import in_its_plan
from actionplans.models import Action
from communes.models import MeasureArea
from foundation.formats.dates import day
from foundation.formats.money import fcfa

Fact = dict[str, Any]


def facts_of(found: Action) -> list[Fact]:
    """What everybody fills in, then what is rarer, only when it was said."""
    rarer = [line for line in _rarer(found) if line["value"]]
    return [*_usual(found), *rarer]


def _usual(found: Action) -> list[Fact]:
    partners = ", ".join(str(partner) for partner in found.partners.all())
    months = ", ".join(_("month %s") % month for month in found.months)
    return [
        _line(_("Sector"), found.sector),
        _line(_("Responsible"), found.responsible),
        _line(_("Partners"), partners),
        _line(_("Months"), months),
        _line(_("Deadline as the meeting said it"), found.due_words),
        _line(_("Last possible day"), day(found.due_on)),
        _line(_("Estimated cost"), fcfa(found.estimated_cost)),
        _line(_("Line of the PDESC"), found.pdesc_line),
        _line(_("Expected result"), found.expected_result),
        _line(_("Indicator"), found.indicator),
        _line(_("Baseline"), found.baseline),
        _line(_("Target"), found.target),
        _line(_("Observations"), found.observations),
    ]


def _rarer(found: Action) -> list[Fact]:
    words = dict(MeasureArea.choices)
    areas = ", ".join(str(words.get(code, code)) for code in found.measure_areas)
    contract = [found.get_contract_kind_display(), found.contract_note]
    water = [found.get_water_use_display(), found.water_site]
    return [
        _line(_("What was reached"), found.achieved),
        _line(_("Jobs expected"), _jobs(found, "jobs_expected")),
        _line(_("Jobs created"), _jobs(found, "jobs_created")),
        _line(_("Entry in the PDESC"), _("To be entered") if found.to_enter else ""),
        _line(_("Water"), _joined(water)),
        _line(_("Public–private contract"), _joined(contract)),
        _line(_("Measure areas"), capfirst(areas)),
        _line(_("Replaces"), in_its_plan(found.replaces) if found.replaces else ""),
    ]


def _line(label: str, value: Any) -> Fact:
    return {"label": label, "value": value}


def _joined(parts: list[str]) -> str:
    return capfirst(" – ".join(str(part) for part in parts if part))


def _jobs(found: Action, name: str) -> str:
    """« 12, of which 5 for women, 4 for people of 35 or younger »; empty when nobody counted."""
    total, women, young = (getattr(found, name + part) for part in ("", "_women", "_young"))
    if total is None:
        return ""
    parts = []
    if women is not None:
        parts.append(_("%(n)s for women") % {"n": women})
    if young is not None:
        parts.append(_("%(n)s for people of 35 or younger") % {"n": young})
    if not parts:
        return str(total)
    return _("%(total)s, of which %(parts)s") % {"total": total, "parts": ", ".join(parts)}
