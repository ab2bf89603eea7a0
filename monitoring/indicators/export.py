"""The indicators of a commune as `manage.py indicators` writes them: rates to four decimals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communes.models import Commune
from frameworks.models import Framework, TaxRecord
from frameworks.trust import TrustFigures
from monitoring.indicators.cycles import CycleFigures, figures_of
from monitoring.indicators.meetings import MeetingFigures, belongs, meetings_of
from monitoring.indicators.needs import NeedFigures, needs_of
from monitoring.indicators.organisations import OrganisationFigures, organisations_of
from monitoring.indicators.revenue import new_streams_of, taxes_of
from monitoring.indicators.trust import trust_by_survey

Facts = dict[str, Any]
PLACES = 4
# What names each row of a part; the other parts are a single row.
ROW_NAMES = {
    "meetings": ("meeting",),
    "cycles": ("cycle",),
    "taxes": ("year", "kind"),
    "trust": ("cycle",),
}


def framework_of(commune: Commune) -> Framework | None:
    """The framework that is not closed, else the last one."""
    found = commune.frameworks.select_related("founding_deliberation")
    return found.current().first() or found.order_by("-pk").first()


def indicators_of(commune: Commune, number: int | None = None) -> Facts:
    """Every indicator; with the number of a cycle, meetings, cycles and trust are those of it."""
    framework = framework_of(commune)
    return {
        **(_of_framework(framework, number) if framework else _without_framework()),
        "taxes": [_tax(row) for row in taxes_of(commune)],
        "new_streams": _streams(commune),
    }


def _of_framework(framework: Framework, number: int | None) -> Facts:
    cycles = framework.cycles.all()
    meetings = meetings_of(framework)
    if number is not None:
        cycles = cycles.filter(number=number)
        meetings = [each for each in meetings if belongs(each, cycles.first())]
    return {
        "meetings": [_meeting(each) for each in meetings],
        "cycles": [_cycle(each) for each in figures_of(cycles)],
        "needs": _needs(needs_of(framework)),
        "organisations": _organisations(organisations_of(framework)),
        "trust": [_trust(each) for each in trust_by_survey(cycles)],
    }


def _without_framework() -> Facts:
    return {
        "meetings": [],
        "cycles": [],
        "needs": _needs(NeedFigures()),
        "organisations": _organisations(OrganisationFigures((), ())),
        "trust": [],
    }


def _rate(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def _meeting(figures: MeetingFigures) -> Facts:
    meeting = figures.meeting
    return {
        "meeting": meeting.external_id or f"R{meeting.number}",
        "present": figures.present,
        "women": figures.women,
        "youth": figures.youth,
        "idp": figures.displaced,
        "by_college": figures.by_college,
        "ops_present": figures.ops_present,
        "ops_total": figures.ops_total,
        "invitation_days": figures.notice_days,
        "meeting_cost_xof": figures.cost,
        "share_without_programme": _rate(figures.own_share),
    }


def _cycle(figures: CycleFigures) -> Facts:
    plan, money, obstacles = figures.plan, figures.money, figures.obstacles
    return {
        "cycle": figures.cycle.number,
        "actions": plan.actions,
        "done": plan.done,
        "on_time": plan.on_time,
        "completion_rate": _rate(plan.completion),
        "on_time_rate": _rate(plan.punctuality),
        "weighted_progress": _rate(plan.weighted_progress),
        "planned_xof": money.promised,
        "paid_xof": money.paid,
        "mobilisation_rate": _rate(money.mobilisation),
        "planned_by_party_kind": money.promised_by,
        "local_share": _rate(money.local_share),
        "op_led_actions": plan.op_led,
        "investment_need_actions": plan.structural,
        "investment_need_actions_in_pdesc": plan.structural_in_pdesc,
        "carried_over": plan.carried,
        "obstacles": obstacles.raised,
        "obstacles_passed": obstacles.passed,
        "obstacles_closed": obstacles.closed,
    }


def _needs(figures: NeedFigures) -> Facts:
    return {
        "identified": figures.identified,
        "retained": figures.retained,
        "satisfied": figures.satisfied,
        "partly": figures.partly,
        "satisfaction_strict": _rate(figures.strict),
        "satisfaction_weighted": _rate(figures.weighted),
    }


def _organisations(figures: OrganisationFigures) -> Facts:
    return {
        "count": figures.count,
        "members": figures.members,
        "women": figures.women,
        "youth": figures.young,
        "idp": figures.displaced,
        "formalised": figures.formalised,
        "in_band_60_120": figures.usual,
        "mean_members": _rate(figures.mean),
    }


def _tax(row: TaxRecord) -> Facts:
    return {
        "year": row.year,
        "kind": row.kind,
        "recovery_rate": _rate(row.recovery),
        "op_member_compliance": _rate(row.compliance),
    }


def _streams(commune: Commune) -> Facts:
    figures = new_streams_of(commune)
    return {"count": figures.count, "collected_xof": figures.collected}


def _trust(figures: TrustFigures) -> Facts:
    return {
        "cycle": figures.survey.cycle.number,
        "commune": _rate(figures.commune),
        "op": _rate(figures.organisations),
    }


COLUMNS = ("part", "row", "indicator", "value")


def as_rows(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """One line per figure: part, what names the row, indicator, value (empty when not known)."""
    for part, found in facts.items():
        names = ROW_NAMES.get(part, ())
        for row in found if isinstance(found, list) else [found]:
            title = " ".join(str(row[name]) for name in names)
            for key, value in _flat(row):
                if key not in names:
                    yield part, title, key, value


def _flat(row: Facts) -> Iterator[tuple[str, Any]]:
    """A group within a row is written as group.key."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value
