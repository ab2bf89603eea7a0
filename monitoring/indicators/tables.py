"""Splits of figures already reckoned: obstacles, groups heard, members, items, years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from foundation.formats.ratios import mean
from frameworks.models import MeetingKind
from frameworks.trust import TrustFigures
from monitoring.indicators.obstacles import ObstacleFigures
from monitoring.indicators.organisations import OrganisationFigures
from monitoring.indicators.production import ProductionFigures
from monitoring.indicators.programme import ProgrammeFigures
from monitoring.indicators.rhythm import RhythmFigures
from monitoring.indicators.splits import Cell, Line, Measure, Ratio, Split
from monitoring.indicators.voices import DISPLACED, VoiceFigures, group_word
from monitoring.models import ObstacleCategory


def _measure(code: str, key: str, kind: str) -> Measure:
    return Measure(code, key, kind, lambda _rows: None)


def obstacle_split(figures: ObstacleFigures) -> Split:
    """I23 by category: raised, passed ÷ raised, solved ÷ passed, median days."""
    measures = (
        _measure("I23", "raised", "count"),
        _measure("I23", "passed_rate", "rate"),
        _measure("I23", "solved_rate", "rate"),
        _measure("I23", "median_days", "days"),
    )
    lines = (
        Line(
            kind,
            str(ObstacleCategory(kind).label),
            (
                each.raised,
                Ratio(each.passed, each.raised),
                Ratio(each.passed_and_closed, each.passed),
                each.median_days,
            ),
        )
        for kind, each in figures.by_category.items()
    )
    return Split("category", measures, tuple(lines))


def kind_split(rhythm: RhythmFigures) -> Split:
    """I01 by type: meetings held of each kind."""
    lines = (
        Line(kind, str(MeetingKind(kind).label), (number,))
        for kind, number in rhythm.by_kind.items()
    )
    return Split("kind", (_measure("I01", "held", "count"),), tuple(lines))


def voice_split(voices: Iterable[VoiceFigures]) -> Split:
    """I30: share of the room, share of the committee, needs retained ÷ said, group by group."""
    measures = (
        _measure("I30", "present_share", "rate"),
        _measure("I30", "committee_share", "rate"),
        _measure("I30", "needs_retained", "rate"),
    )
    lines = (
        Line(
            each.group,
            group_word(each.group),
            (each.present, each.seats, each.needs),
            private=each.group == DISPLACED,
        )
        for each in voices
    )
    return Split("voice", measures, tuple(lines))


def member_split(figures: OrganisationFigures) -> Split:
    """I21 by women, young and displaced people: members of the group ÷ members."""
    groups = (("women", figures.women), ("young", figures.young), ("displaced", figures.displaced))
    lines = (
        Line(
            group,
            group_word(group),
            (None if number is None else Ratio(number, figures.members or 0),),
            private=group == DISPLACED,
        )
        for group, number in groups
    )
    return Split("members", (_measure("I21", "members_share", "rate"),), tuple(lines))


def item_split(figures: TrustFigures) -> Split:
    """I22 by item: the mean of each side from 1 to 4, and commune − organisations."""
    measures = tuple(_measure("I22", key, "mean") for key in ("commune", "op", "gap"))
    lines = (
        Line(item.item.value, str(item.item.label), (item.commune, item.organisations, item.gap))
        for item in figures.items
    )
    return Split("item", measures, tuple(lines))


def programme_split(years: Iterable[ProgrammeFigures]) -> Split:
    """I33 by year: FCFA of the annual programme, and what goes to priority sectors."""
    measures = (
        _measure("I33", "programme_xof", "money"),
        _measure("I33", "priority_share", "progress"),
    )
    lines = (
        Line(str(each.year), str(each.year), (each.amount, Ratio(each.priority, each.amount)))
        for each in years
    )
    return Split("year", measures, tuple(lines))


PRODUCTION = (_measure("I32", "sold_change", "change"), _measure("I32", "loss_change", "points"))


def production_split(products: Iterable[ProductionFigures]) -> Split:
    """I32 by organisation and product."""
    lines = (
        Line(
            f"{each.organisation.pk} {each.sector.code}",
            _("%(organisation)s, %(sector)s")
            % {"organisation": each.organisation, "sector": each.sector},
            (each.sold_change, each.loss_change),
        )
        for each in products
    )
    return Split("organisation", PRODUCTION, tuple(lines))


def production_by_sector(products: Sequence[ProductionFigures]) -> Split:
    """I32 by sector: the mean of its organisations, whose units differ; unknown ones left out."""
    sectors = {each.sector.code: each.sector for each in products}
    lines = []
    for code, sector in sorted(sectors.items()):
        of_it = [each for each in products if each.sector.code == code]
        cells: tuple[Cell, ...] = (
            mean(each.sold_change for each in of_it if each.sold_change is not None),
            mean(each.loss_change for each in of_it if each.loss_change is not None),
        )
        lines.append(Line(code, str(sector), cells))
    return Split("sector", PRODUCTION, tuple(lines))
