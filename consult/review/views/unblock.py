"""What blocks in every commune a person follows, on screen and as a table."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, guarded
from communes.models import Commune
from consult.review import unblocking
from consult.review.tables import CSV, XLSX, table_answer
from consult.review.unblock_filters import EVER, UnblockFilters
from foundation.records.today import today
from monitoring.indicators import words
from monitoring.ladder import with_age

PER_PAGE = 50


class Asked:
    """What the address asks for: the filters, the open obstacles they choose, the rates."""

    def __init__(self, request: SignedInRequest) -> None:
        communes = Commune.objects.visible_to(request.user)
        self.filters = UnblockFilters(request.GET, unblocking.of_user(request.user), communes)
        self.day = today()
        self.groups = unblocking.grouped(self.filters.open(), self.day)

    @property
    def rows(self) -> Any:
        """The obstacles in the order of the page."""
        return unblocking.by_kind_then_age(self.filters.open(), self.groups)

    def speed(self) -> unblocking.Speed:
        found, places = self.filters.whatever_the_age(), self.filters.of_places()
        return unblocking.speed(found, places, self.first_day, self.day)

    @property
    def first_day(self) -> datetime.date:
        return self.filters.first_day


@require_safe
@guarded(Action.REVIEW)
def obstacles(request: SignedInRequest) -> HttpResponse:
    """Everything that still blocks, by kind, by who can unblock it, one by one."""
    asked = Asked(request)
    page = Paginator(asked.rows, PER_PAGE).get_page(request.GET.get("page"))
    speed = asked.speed()
    context = {
        "filters": asked.filters,
        "groups": asked.groups,
        "page": page,
        "rows": with_age(page.object_list, asked.day),
        "told": words.of_obstacles(speed.figures),
        "without": speed.without,
        "since": asked.first_day if asked.first_day > EVER else None,
        "today": asked.day,
        "query": request.GET.urlencode(),
    }
    return render(request, "review/obstacles.html", context)


def _as(kind: str) -> View:
    """The same obstacles, all pages of them, as a table of one kind."""

    @require_safe
    @guarded(Action.REVIEW)
    def table(request: SignedInRequest) -> HttpResponse:
        asked = Asked(request)
        rows = with_age(asked.rows, asked.day)
        return table_answer(
            f"obstacles-{asked.day:%Y-%m-%d}",
            kind,
            unblocking.columns(),
            unblocking.as_table(rows),
            as_of=asked.day,
            without=asked.speed().without,
        )

    return table


obstacles_csv, obstacles_xlsx = _as(CSV), _as(XLSX)
