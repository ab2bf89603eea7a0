"""The indicators of one commune: one cycle, and all of them side by side."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.review.tables import Column, Kind, table_answer
from foundation.forms.bars import segments
from foundation.records.today import today
from frameworks.models import Framework
from monitoring.indicators import detail_words, tables, words
from monitoring.indicators.cycles import CycleFigures, figures_of
from monitoring.indicators.details import CycleDetails, details_of, gather, together_of
from monitoring.indicators.export import COLUMNS, as_rows, framework_of, indicators_of
from monitoring.indicators.export_details import detail_rows
from monitoring.indicators.money import together
from monitoring.indicators.revenue import new_streams_of, taxes_compared
from monitoring.indicators.split_words import tables as told
from monitoring.indicators.trust import trust_by_survey


@require_safe
@guarded(Action.READ)
def across(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every cycle side by side, the money of all of them, needs, organisations, taxes, trust."""
    framework = framework_of(commune)
    few = may_here(request, Action.READ_PERSONS)
    context: dict[str, Any] = {
        "taxes": taxes_compared(commune, framework),
        "streams": words.of_streams(new_streams_of(commune)),
        "show_few": few,
        "may_export": few,
    }
    if framework:
        context |= _of_framework(framework) | _details_of(framework, few)
    return render(request, "review/indicators.html", context)


def _of_framework(framework: Framework) -> dict[str, Any]:
    cycles = figures_of(framework.cycles.all())
    money = together([each.money for each in cycles])
    return {
        "cycles": [_drawn(each) for each in cycles],
        "money": money,
        "parties": words.by_party(money),
        "bars": words.bars_of(money),
        "surveys": trust_by_survey(framework.cycles.all()),
    }


def _details_of(framework: Framework, few: bool) -> dict[str, Any]:
    """Needs, organisations, what was agreed and who is heard, over the life of the framework."""
    found = together_of(gather(framework))
    members = tables.member_split(found.organisations)
    programme, production = found.programme, found.production
    return {
        "needs": detail_words.of_said(found.needs),
        "need_tables": told(found.needs.splits, show_few=few),
        "organisations": words.of_organisations(found.organisations),
        "organisation_tables": told([found.formalised, members], show_few=few),
        "life": [
            *([detail_words.of_rhythm(found.rhythm)] if found.rhythm else []),
            detail_words.of_mandates(found.mandates),
            detail_words.of_decisions(found.decisions),
            detail_words.of_programme(programme),
            detail_words.of_production(production),
        ],
        "life_tables": told(
            [
                tables.voice_split(found.voices),
                tables.programme_split(programme),
                tables.production_by_sector(production),
                tables.production_split(production),
            ],
            show_few=few,
        ),
    }


def _drawn(figures: CycleFigures) -> dict[str, Any]:
    """A cycle's line with its two bars: done above, done on time below."""
    plan = figures.plan
    return {
        "figures": figures,
        "done": segments([(plan.done, "f-et")], plan.actions),
        "on_time": segments([(plan.on_time, "f-co")], plan.actions),
    }


@require_safe
@guarded(Action.READ)
def cycle(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """Every indicator of one cycle, with the sentence that says how it is reckoned."""
    framework = framework_of(commune)
    chosen = framework.cycles.filter(number=number) if framework else None
    found = figures_of(chosen) if chosen is not None else []
    if framework is None or chosen is None or not found:
        raise Http404
    (details,), few = (
        details_of(gather(framework), chosen),
        may_here(request, Action.READ_PERSONS),
    )
    context = _of_cycle(found[0], details) | _tables_of(found[0], details, few)
    return render(
        request,
        "review/indicators_cycle.html",
        context | {"surveys": trust_by_survey(chosen), "show_few": few},
    )


def _of_cycle(figures: CycleFigures, details: CycleDetails) -> dict[str, Any]:
    plan, money = figures.plan, figures.money
    return {
        "cycle": figures.cycle,
        "plan": words.of_plan(plan),
        "money": money,
        "costs": [*words.of_money(plan, money), detail_words.of_private(details.money)],
        "parties": words.by_party(money),
        "bars": words.bars_of(money),
        "needs": detail_words.of_said(details.needs),
        "obstacles": words.of_obstacles(figures.obstacles),
        "meetings": details.meetings,
        "life": [
            detail_words.of_rhythm(details.rhythm),
            detail_words.of_decisions(details.decisions),
            detail_words.of_mandates(details.mandates),
            detail_words.of_training(details.training),
            detail_words.of_registered(details.registered),
        ],
    }


def _tables_of(figures: CycleFigures, details: CycleDetails, few: bool) -> dict[str, Any]:
    """The splits of a cycle, card by card."""
    heard = (tables.kind_split(details.rhythm), tables.voice_split(details.voices), *details.came)
    splits = {
        "plan_tables": details.plan,
        "money_tables": details.money.splits,
        "need_tables": details.needs.splits,
        "obstacle_tables": [tables.obstacle_split(figures.obstacles)],
        "life_tables": heard,
    }
    return {name: told(each, show_few=few) for name, each in splits.items()}


@require_safe
@guarded(Action.READ_PERSONS)
def table(request: SignedInRequest, commune: Commune, kind: str) -> HttpResponse:
    """The same figures and their splits as a table; columns and codes never change."""
    rows = chain(as_rows(indicators_of(commune)), detail_rows(commune))
    columns = [Column(code, code, Kind.TEXT) for code in COLUMNS[:-1]]
    columns.append(Column(COLUMNS[-1], _("Value"), Kind.NUMBER))
    return table_answer(f"indicateurs-{commune.slug}", kind, columns, rows, as_of=today())
