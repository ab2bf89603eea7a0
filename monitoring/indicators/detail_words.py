"""The indicators that complete those of a cycle, in the words of the pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.formats.money import fcfa
from foundation.formats.numbers import number, percent
from foundation.formats.ratios import mean, share
from monitoring.indicators.decisions import DecisionFigures
from monitoring.indicators.mandates import MandateFigures
from monitoring.indicators.money_splits import MoneySplits
from monitoring.indicators.need_splits import NeedSplits
from monitoring.indicators.production import ProductionFigures
from monitoring.indicators.programme import ProgrammeFigures
from monitoring.indicators.rhythm import RhythmFigures
from monitoring.indicators.training import TrainingFigures
from monitoring.indicators.words import Told, of_needs, of_part, or_unknown


def _sums(part: int, whole: int) -> str:
    """« 300 FCFA sur 1 000 FCFA », nothing of nothing is not told."""
    if not whole:
        return ""
    return _("%(part)s of %(whole)s") % {"part": fcfa(part), "whole": fcfa(whole)}


def of_rhythm(rhythm: RhythmFigures) -> Told:
    return Told(
        "I01", _("Meetings held"), percent(rhythm.rate), of_part(rhythm.held, rhythm.due),
        _("Meetings held, out of those due by the framework’s own rhythm."),
    )  # fmt: skip


def of_decisions(decisions: DecisionFigures) -> Told:
    return Told(
        "I31", _("Decisions carried out"), percent(decisions.executed),
        of_part(decisions.in_time, decisions.due),
        _("Decisions done by their deadline, out of those whose deadline has come."),
    )  # fmt: skip


def of_mandates(mandates: MandateFigures) -> Told:
    return Told(
        "I24", _("Versions of the mandate"), number(mandates.versions),
        _("%(changed)s with other content") % {"changed": number(mandates.changed)},
        _("Versions of the committee’s mandate, and those whose tasks or rhythm changed."),
    )  # fmt: skip


def of_training(training: TrainingFigures) -> Told:
    said = _("%(women)s women, %(young)s of 35 years or younger") % {
        "women": or_unknown(number(training.women)),
        "young": or_unknown(number(training.young)),
    }
    return Told(
        "I28", _("People trained"), or_unknown(number(training.people)), said,
        _("People reached by the actions that train; as counted at trainings, else as achieved."),
    )  # fmt: skip


def of_registered(registered: int) -> Told:
    return Told(
        "I20", _("Newly registered"), number(registered), "",
        _("Organisations of the framework registered since the cycle opened."),
    )  # fmt: skip


def of_private(money: MoneySplits) -> Told:
    return Told(
        "I26", _("Private share of investment"), percent(money.private_investment),
        _sums(money.invested_privately, money.invested),
        _("Promises of organisations and firms, out of all promises to invest or equip."),
    )  # fmt: skip


def of_services(needs: NeedSplits) -> Told:
    return Told(
        "I27", _("Services rendered"), number(needs.services),
        of_part(needs.services, needs.services_asked),
        _("Needs of a communal service or infrastructure that are satisfied."),
    )  # fmt: skip


def of_said(needs: NeedSplits) -> list[Told]:
    """I05–I07 and I27 of these needs."""
    return [*of_needs(needs.figures), of_services(needs)]


def of_programme(years: list[ProgrammeFigures]) -> Told:
    amount, priority = sum(y.amount for y in years), sum(y.priority for y in years)
    return Told(
        "I33", _("Priority sectors in the annual programme"), percent(share(priority, amount)),
        _sums(priority, amount),
        _("Amounts of the PDESC for lines of the priority sectors, out of all amounts."),
    )  # fmt: skip


def of_production(products: list[ProductionFigures]) -> Told:
    known = [each.sold_change for each in products if each.sold_change is not None]
    changed = mean(known)
    value = percent(changed)
    return Told(
        "I32", _("Change of quantities sold"), f"+{value}" if changed and changed > 0 else value,
        _("%(known)s of %(whole)s products compared")
        % {"known": number(len(known)), "whole": number(len(products))},
        _("The latest season against the one measured before the framework: the mean change."),
    )  # fmt: skip
