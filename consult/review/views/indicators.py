"""The indicators of one commune: one cycle, and all of them side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.review.tables import csv_answer
from foundation.forms.bars import segments
from frameworks.models import Framework
from monitoring.indicators import words
from monitoring.indicators.cycles import CycleFigures, figures_of
from monitoring.indicators.export import (
    COLUMNS,
    as_rows,
    belongs,
    framework_of,
    indicators_of,
)
from monitoring.indicators.meetings import meetings_of
from monitoring.indicators.money import together
from monitoring.indicators.needs import needs_of
from monitoring.indicators.organisations import organisations_of
from monitoring.indicators.revenue import new_streams_of, taxes_compared
from monitoring.indicators.trust import trust_by_survey


@require_safe
@guarded(Action.READ)
def across(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every cycle side by side, the money of all of them, needs, organisations, taxes, trust."""
    framework = framework_of(commune)
    context: dict[str, Any] = {
        "taxes": taxes_compared(commune, framework),
        "streams": words.of_streams(new_streams_of(commune)),
        "show_few": may_here(request, Action.READ_PERSONS),
        "may_export": may_here(request, Action.READ_PERSONS),
    }
    if framework:
        context |= _of_framework(framework)
    return render(request, "review/indicators.html", context)


def _of_framework(framework: Framework) -> dict[str, Any]:
    cycles = figures_of(framework.cycles.all())
    money = together([each.money for each in cycles])
    return {
        "cycles": [_drawn(each) for each in cycles],
        "money": money,
        "parties": words.by_party(money),
        "bars": words.bars_of(money),
        "needs": words.of_needs(needs_of(framework)),
        "organisations": words.of_organisations(organisations_of(framework)),
        "surveys": trust_by_survey(framework.cycles.all()),
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
    found = figures_of(framework.cycles.filter(number=number)) if framework else []
    if framework is None or not found:
        raise Http404
    figures = found[0]
    meetings = [each for each in meetings_of(framework) if belongs(each, figures.cycle)]
    return render(
        request,
        "review/indicators_cycle.html",
        {
            "cycle": figures.cycle,
            "plan": words.of_plan(figures.plan),
            "money": figures.money,
            "costs": words.of_money(figures.plan, figures.money),
            "parties": words.by_party(figures.money),
            "bars": words.bars_of(figures.money),
            "obstacles": words.of_obstacles(figures.obstacles),
            "meetings": meetings,
            "surveys": trust_by_survey(framework.cycles.filter(number=number)),
            "show_few": may_here(request, Action.READ_PERSONS),
        },
    )


@require_safe
@guarded(Action.READ_PERSONS)
def table(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The same figures as a table for a spreadsheet; columns and codes never change."""
    rows = as_rows(indicators_of(commune))
    return csv_answer(f"indicateurs-{commune.slug}", COLUMNS, rows)
