"""Signs that a framework is tiring (domain § 3.3): told to advisers, never to the public.

Few resources on both sides, no investment by the programme, loss of interest: the record shows it
before anybody says it. How soon is for administrators to set (`communes.models.Thresholds`).
"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Action, FundingLine, Payment, PlanState
from communes.models import Commune, FundingCategory, OrganisationKind, Thresholds
from communes.thresholds import thresholds
from foundation.formats.numbers import percent
from foundation.formats.ratios import share
from foundation.records.today import today
from frameworks.models import Attendance, CountedAttendance, Cycle, Meeting, Need
from frameworks.models.needs import INVESTMENT_NATURES
from monitoring.models import Situation
from monitoring.querysets import with_situation

COMMUNE = OuterRef("pk")
INVESTS = (FundingCategory.INVESTMENT, FundingCategory.EQUIPMENT)


class Sign(NamedTuple):
    """One sign of fatigue: *investment*, *mobilisation*, *attendance* or *meeting*, in words."""

    code: str
    sentence: str


def warnings(
    communes: Iterable[Commune],
    day: datetime.date | None = None,
    limits: Thresholds | None = None,
) -> dict[int, list[Sign]]:
    """The signs of each commune, by its key; two queries whatever the communes and cycles."""
    day, limits = day or today(), limits or thresholds()
    rows = list(_read([commune.pk for commune in communes], day, limits))
    meetings = [pk for row in rows for pk in (row.last_meeting, row.meeting_before) if pk]
    came = _professionals_at(meetings)
    return {row.pk: list(_signs(row, came, day, limits)) for row in rows}


def _read(communes: list[int], day: datetime.date, limits: Thresholds) -> Any:
    """What the four signs are read from, one row for each commune."""
    ended, held, opened = _ended(day), _held(), Cycle.objects.filter(commune=COMMUNE)
    counted_from = limits.cycles_without_investment - 1
    rows: Any = (
        Commune.objects.filter(pk__in=communes)
        .order_by()
        .annotate(
            since=Subquery(ended.values("opened_on")[counted_from : counted_from + 1]),
            ended=Subquery(ended.values("pk")[:1]),
            last_meeting=Subquery(held.values("pk")[:1]),
            meeting_before=Subquery(held.values("pk")[1:2]),
            last_held=Subquery(held.values("held_on")[:1]),
            first_opened=Subquery(opened.order_by("opened_on").values("opened_on")[:1]),
        )
    )
    return rows.annotate(
        invested=Exists(_invested()),
        promised=_sum_of(
            FundingLine.objects.standing().filter(action__plan__cycle=OuterRef("ended")), "promised"
        ),
        paid=_sum_of(Payment.objects.filter(line__action__plan__cycle=OuterRef("ended")), "amount"),
    )


def _ended(day: datetime.date) -> QuerySet[Cycle]:
    """Cycles whose agreed plan is over, the latest first."""
    over = Q(state="clos") | Q(plan__ends_on__lt=day)
    agreed = Cycle.objects.filter(plan__isnull=False).exclude(plan__state=PlanState.DRAFT)
    return agreed.filter(over, commune=COMMUNE).order_by("-opened_on", "-pk")


def _held() -> QuerySet[Meeting]:
    """Meetings of the whole framework, the latest first."""
    held = Meeting.objects.held().exclude(kind="preparatoire")
    return held.filter(framework__commune=COMMUNE).order_by("-held_on", "-number")


def _invested() -> Any:
    """Investments finished since the first of the cycles that count, the running one included."""
    needed = Need.objects.filter(actions=OuterRef("pk"), nature__in=INVESTMENT_NATURES)
    paid_for = FundingLine.objects.filter(action=OuterRef("pk"), category__in=INVESTS)
    actions: Any = Action.objects.filter(
        Exists(needed) | Exists(paid_for),
        plan__cycle__commune=COMMUNE,
        plan__cycle__opened_on__gte=OuterRef("since"),
    )
    situated: Any = with_situation(actions)
    return situated.filter(situation=Situation.DONE)


def _sum_of(rows: QuerySet[Any], column: str) -> Subquery:
    totals = rows.order_by().values(one=Value(1)).annotate(total=Sum(column))
    return Subquery(totals.values("total"))


def _professionals_at(meetings: list[int]) -> dict[int, int]:
    """I04, by meeting: professional organisations somebody came for; nothing where none noted."""
    ours = Case(
        When(organisation__kind=OrganisationKind.PROFESSIONAL, then=F("organisation")),
        default=None,
    )
    named, counted = (
        rows.filter(meeting__in=meetings).order_by().values_list("meeting", ours)
        for rows in (Attendance.objects.present(), CountedAttendance.objects.all())
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for meeting, organisation in named.union(counted):
        found[meeting] |= {organisation} - {None}
    return {meeting: len(organisations) for meeting, organisations in found.items()}


def _signs(
    row: Any, came: dict[int, int], day: datetime.date, limits: Thresholds
) -> Iterator[Sign]:
    if row.since and not row.invested:
        yield Sign("investment", _no_investment(limits.cycles_without_investment))
    mobilised = share(row.paid or 0, row.promised)
    if mobilised is not None and mobilised * 100 < limits.mobilisation_percent:
        yield Sign("mobilisation", _mobilised(mobilised, limits.mobilisation_percent))
    now, before = came.get(row.last_meeting), came.get(row.meeting_before)
    if now is not None and before is not None and now < before:
        yield Sign("attendance", _fewer(now, before))
    last = row.last_held.last_day if row.last_held else row.first_opened
    if last and last < months_before(day, limits.months_without_meeting):
        yield Sign("meeting", _no_meeting(months_between(last, day)))


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def months_between(first: datetime.date, last: datetime.date) -> int:
    """Whole months from one day to the other."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (first > months_before(last, months))


def _no_investment(cycles: int) -> str:
    return ngettext(
        "No investment was finished in the last cycle.",
        "No investment was finished in the last %(cycles)s cycles.",
        cycles,
    ) % {"cycles": cycles}


def _mobilised(mobilised: float, least: int) -> str:
    return _("Of the money promised, %(share)s was mobilised: less than %(least)s.") % {
        "share": percent(mobilised),
        "least": percent(least / 100),
    }


def _fewer(now: int, before: int) -> str:
    return _(
        "Fewer professional organisations came to the last meeting: %(now)s, after %(before)s."
    ) % {"now": now, "before": before}


def _no_meeting(months: int) -> str:
    return ngettext(
        "No meeting for %(months)s month.", "No meeting for %(months)s months.", months
    ) % {"months": months}
