"""The indicators in the words of the pages: a name, a value or « n.d. », and how it is reckoned."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from actionplans.documents.pictures import COLOURS
from actionplans.models import COLUMN_OF_KIND
from communes.models import OrganisationKind
from foundation.formats.money import fcfa
from foundation.formats.numbers import number, percent
from foundation.forms.bars import Segment, segments
from monitoring.indicators.money import MoneyFigures
from monitoring.indicators.needs import NeedFigures
from monitoring.indicators.obstacles import ObstacleFigures
from monitoring.indicators.organisations import OrganisationFigures
from monitoring.indicators.plans import PlanFigures
from monitoring.indicators.revenue import StreamFigures


class Told(NamedTuple):
    """One indicator as a page tells it: its value, what it was reckoned from, and its rule."""

    code: str
    name: str
    value: str
    counted: str
    rule: str


class PartyMoney(NamedTuple):
    """What one kind of party promised and paid, in FCFA, and its share of each sum."""

    code: str
    name: str
    css: str
    promised: int
    promised_share: float | None
    paid: int
    paid_share: float | None


def of_part(part: int | None, whole: int | None) -> str:
    """« 4 sur 6 »."""
    if part is None or whole is None:
        return ""
    return _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(whole)}


def or_unknown(text: str) -> str:
    return text or _("n/a")


def of_plan(plan: PlanFigures) -> list[Told]:
    """How the actions went."""
    return [
        Told(
            "I08", _("Actions done"), percent(plan.completion), of_part(plan.done, plan.actions),
            _("Actions done, out of the actions of the plan."),
        ),
        Told(
            "I09", _("Done on time"), percent(plan.punctuality),
            of_part(plan.on_time, plan.actions),
            _("Actions done by their last possible day, out of the actions of the plan."),
        ),
        Told(
            "I10", _("Weighted progress"), percent(plan.weighted_progress), "",
            _("How far the actions are, each weighing what it costs."),
        ),
        Told(
            "I16", _("Entered in the PDESC"), percent(plan.pdesc_share),
            of_part(plan.structural_in_pdesc, plan.structural),
            _(
                "Of the actions for infrastructure, equipment, a communal service or land: "
                "those that stand on a line of the PDESC."
            ),
        ),
        Told(
            "I25", _("Led by the organisations"), percent(plan.op_led_share),
            of_part(plan.op_led, plan.actions),
            _("Actions a professional organisation answers for, out of the actions of the plan."),
        ),
        Told(
            "I29", _("Carried-over actions done"), percent(plan.carried_done_share),
            of_part(plan.carried_done, plan.carried),
            _("Of the actions that come from an earlier cycle: those done in this one."),
        ),
    ]  # fmt: skip


def of_money(plan: PlanFigures, money: MoneyFigures) -> list[Told]:
    """What the plan costs and who bears it."""
    return [
        Told(
            "I11", _("Cost of the plan"), or_unknown(fcfa(plan.cost)), "",
            _("What the actions are estimated to cost, together."),
        ),
        Told(
            "I12", _("Mobilisation"), percent(money.mobilisation),
            _("%(paid)s of %(promised)s")
            % {"paid": fcfa(money.paid), "promised": fcfa(money.promised)},
            _("Paid or valued, out of what was promised."),
        ),
        Told(
            "I14", _("Local share"), percent(money.local_share),
            _("%(share)s of what was paid") % {"share": percent(money.local_share_paid)},
            _("The commune and the organisations together, out of what was promised."),
        ),
    ]  # fmt: skip


def by_party(money: MoneyFigures) -> list[PartyMoney]:
    """I13: each kind of party that promised or paid something, in the order of the catalogue."""
    there = {**money.promised_by, **money.paid_by}
    shares, paid_shares = money.shares, money.paid_shares
    return [
        PartyMoney(
            kind.value,
            str(kind.label),
            COLOURS[COLUMN_OF_KIND[kind]].removeprefix("f-"),
            money.promised_by.get(kind, 0),
            shares.get(kind),
            money.paid_by.get(kind, 0),
            paid_shares.get(kind),
        )
        for kind in OrganisationKind
        if kind in there
    ]


def bars_of(money: MoneyFigures) -> dict[str, list[Segment]]:
    """Two bars of one scale: what each kind of party promised, and paid."""
    most = max(money.promised, money.paid)
    return {
        name: segments(
            [
                (amounts.get(kind, 0), COLOURS[COLUMN_OF_KIND[kind]])
                for kind in OrganisationKind
                if amounts.get(kind, 0) > 0
            ],
            most,
        )
        for name, amounts in (("promised", money.promised_by), ("paid", money.paid_by))
    }


def of_obstacles(obstacles: ObstacleFigures) -> list[Told]:
    """What blocked, and what meetings answered."""
    days = obstacles.median_days
    return [
        Told(
            "I23", _("Obstacles passed to a meeting"), percent(obstacles.passed_share),
            of_part(obstacles.passed, obstacles.raised),
            _("Obstacles passed to a meeting, out of those raised."),
        ),
        Told(
            "I23", _("Obstacles solved"), percent(obstacles.solved_share),
            of_part(obstacles.passed_and_closed, obstacles.passed),
            _("Obstacles answered or lifted, out of those passed to a meeting."),
        ),
        Told(
            "I23", _("Days until solved"), or_unknown(number(days)), "",
            _("Days from the day it was raised to its answer: the obstacle in the middle."),
        ),
    ]  # fmt: skip


def of_needs(needs: NeedFigures) -> list[Told]:
    """What became of the needs."""
    return [
        Told(
            "I05", _("Needs identified"), number(needs.identified), "",
            _("Needs the sectors stated."),
        ),
        Told(
            "I06", _("Needs taken up"), percent(needs.taken_up),
            of_part(needs.retained, needs.presented),
            _("Needs a meeting retained, out of those presented to one."),
        ),
        Told(
            "I07", _("Needs satisfied"), percent(needs.strict),
            of_part(needs.satisfied, needs.identified),
            _("Needs declared satisfied, out of those identified."),
        ),
        Told(
            "I07", _("Needs satisfied, partly counting half"), percent(needs.weighted), "",
            _("Satisfied needs and half of those partly satisfied, out of those identified."),
        ),
    ]  # fmt: skip


def of_organisations(figures: OrganisationFigures) -> list[Told]:
    """The organisations and their members."""
    members = _("%(women)s women, %(young)s of 35 years or younger") % {
        "women": or_unknown(number(figures.women)),
        "young": or_unknown(number(figures.young)),
    }
    return [
        Told(
            "I20", _("Organisations registered"), percent(figures.formalised_share),
            of_part(figures.formalised, figures.count),
            _("Cooperative societies and economic interest groups, out of the organisations."),
        ),
        Told(
            "I21", _("Members reached"), or_unknown(number(figures.members)), members,
            _("Members of the professional organisations of the framework, as last counted."),
        ),
        Told(
            "I21", _("Members per organisation"), or_unknown(number(figures.mean)),
            _("%(usual)s of %(count)s have 60 to 120 members")
            % {"usual": figures.usual, "count": figures.count},
            _("The mean of the organisations whose members were counted."),
        ),
    ]  # fmt: skip


def of_streams(figures: StreamFigures) -> Told:
    """The new revenues."""
    return Told(
        "I19", _("New revenues"), number(figures.count), or_unknown(fcfa(figures.collected)),
        _("Revenues the commune did not have before the framework, and what they brought."),
    )  # fmt: skip
