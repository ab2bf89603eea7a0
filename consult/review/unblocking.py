"""What still blocks in many communes: by kind, by age, by who can unblock it, and how fast."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.models import Action
from communes.models import Commune, Organisation, OrganisationKind
from foundation.accounts.models import User
from foundation.formats.cells import Column, Kind
from foundation.formats.search import search_key
from foundation.forms.bars import Segment, segments
from frameworks.models import Cycle, FrameworkState
from monitoring.indicators.obstacles import ObstacleFigures, figures_of_obstacles
from monitoring.models import Obstacle, ObstacleCategory, ObstaclePassage, Unblocker
from monitoring.querysets import ObstacleQuerySet

# The last day of each age an obstacle is told by, and the colour of its stretch of a bar.
BANDS: tuple[tuple[int | None, str], ...] = (
    (14, "f-go"),
    (30, "f-co"),
    (90, "f-pr"),
    (None, "f-late"),
)


@dataclass
class Group:
    """The open obstacles of one kind, or that one party can unblock: how many, of what age."""

    code: str
    name: str
    counts: list[int] = field(default_factory=lambda: [0] * len(BANDS))
    oldest: int = 0
    bar: list[Segment] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts)

    def add(self, counts: Iterable[int], oldest: int) -> None:
        """Count obstacles of this group by age; `oldest` is the greatest of their ages in days."""
        self.counts = [one + more for one, more in zip(self.counts, counts, strict=True)]
        self.oldest = max(self.oldest, oldest)


class Groups(NamedTuple):
    """The same open obstacles twice: by kind, most frequent first, and by who can unblock them."""

    by_kind: list[Group]
    by_unblocker: list[Group]
    total: int


@dataclass(frozen=True)
class Speed:
    """How obstacles raised in a period were dealt with; `without` communes ran no cycle in it."""

    figures: ObstacleFigures
    without: int


def of_user(user: User) -> ObstacleQuerySet:
    """Every obstacle of the communes this person may see, in frameworks that are not closed."""
    closed = Q(framework__state=FrameworkState.CLOSED)
    found: ObstacleQuerySet = Obstacle.objects.visible_to(user).exclude(closed)
    return found


def concerning(obstacles: Any, services: Any) -> Any:
    """Those whose party is one of these services, or whose action one of them leads or joins."""
    return obstacles.filter(
        Q(party__in=services)
        | Q(action__responsible__in=services)
        | Exists(Action.objects.filter(pk=OuterRef("action"), partners__in=services))
    )


def services_named(words: str) -> Any:
    """Technical services whose name, or whose kind of service, holds every word."""
    found = Organisation.objects.filter(kind=OrganisationKind.SERVICE)
    for word in words.split():
        kind = Q(service_kind__name_fr__icontains=word) | Q(service_kind__name_en__icontains=word)
        found = found.filter(Q(search_key__contains=search_key(word)) | kind)
    return found.order_by().values("pk")


def grouped(obstacles: Any, day: datetime.date) -> Groups:
    """How many obstacles are how old, read in one query."""
    rows = (
        obstacles.order_by()
        .values("category", "unblocker")
        .annotate(first=Min("raised_on"), **_by_age(day))
    )
    kinds: dict[str, Group] = {}
    unblockers = {code: Group(code, capfirst(str(name))) for code, name in Unblocker.choices}
    unblockers[""] = Group("", _("Not given"))
    for row in rows:
        counts = [row[f"band_{number}"] for number in range(len(BANDS))]
        oldest = max((day - row["first"]).days, 0)
        code = row["category"]
        kind = kinds.setdefault(code, Group(code, capfirst(str(ObstacleCategory(code).label))))
        kind.add(counts, oldest)
        unblockers[row["unblocker"]].add(counts, oldest)
    by_kind = sorted(kinds.values(), key=lambda group: (-group.total, group.name))
    most = max((group.total for group in by_kind), default=0)
    for group in by_kind:
        parts = zip(group.counts, (css for _last, css in BANDS), strict=True)
        group.bar = segments(parts, most)
    told = [group for group in unblockers.values() if group.total]
    return Groups(by_kind, told, sum(group.total for group in by_kind))


def _by_age(day: datetime.date) -> dict[str, Count]:
    counts = {}
    since: datetime.date | None = None
    for number, (last, _css) in enumerate(BANDS):
        until, within = since, Q()
        if last is not None:
            since = day - datetime.timedelta(days=last)
            within &= Q(raised_on__gte=since)
        if until is not None:
            within &= Q(raised_on__lt=until)
        counts[f"band_{number}"] = Count("pk", filter=within)
    return counts


def by_kind_then_age(obstacles: Any, groups: Groups) -> Any:
    """The most frequent kind first, and within a kind the oldest, with all a line shows."""
    order = [When(category=group.code, then=rank) for rank, group in enumerate(groups.by_kind)]
    # A constant alone names a column's place on PostgreSQL: without kinds there is no rank.
    ranked = [Case(*order, default=len(order))] if order else []
    last = ObstaclePassage.objects.filter(obstacle=OuterRef("pk")).order_by("-passed_on", "-pk")
    place = "framework__commune__cercle__region"
    return (
        obstacles.select_related("action", "party", place)
        .annotate(
            meeting_number=Subquery(last.values("meeting__number")[:1]),
            said=Subquery(last.exclude(answer="").values("answer")[:1]),
        )
        .order_by(*ranked, "raised_on", "pk")
    )


def speed(
    obstacles: Any, communes: QuerySet[Commune], first: datetime.date, last: datetime.date
) -> Speed:
    """I23 of the obstacles raised between two days: answered or lifted, and in how many days."""
    ran = Cycle.objects.filter(
        Q(closed_on=None) | Q(closed_on__gte=first), commune=OuterRef("pk"), opened_on__lte=last
    )
    counted = communes.order_by().aggregate(
        communes=Count("pk", distinct=True),
        running=Count("pk", distinct=True, filter=Exists(ran)),
    )
    return Speed(
        figures_of_obstacles(obstacles.filter(raised_on__range=(first, last))),
        counted["communes"] - counted["running"],
    )


def columns() -> tuple[Column, ...]:
    """The columns of the list as a table; their codes never change."""
    return (
        Column("commune_code", _("Code of the commune")),
        Column("commune", _("Commune")),
        Column("cercle", _("Cercle")),
        Column("region", _("Region")),
        Column("category", _("Kind of obstacle")),
        Column("obstacle", _("Obstacle")),
        Column("concerns", _("It concerns")),
        Column("severity", _("How serious")),
        Column("unblocker", _("Who can unblock it")),
        Column("turn", _("To act now")),
        Column("raised_on", _("Raised on"), Kind.DATE),
        Column("age_days", _("Days"), Kind.INT),
        Column("state", _("State")),
        Column("meeting", _("Last meeting it came before"), Kind.INT),
        Column("answer", _("Answer")),
    )


def as_table(obstacles: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """One line per obstacle, as the page shows it."""
    for one in obstacles:
        commune = one.framework.commune
        yield (
            commune.code, commune.name, commune.cercle.name, commune.cercle.region.name,
            capfirst(str(one.get_category_display())), str(one),
            one.concerns or _("the whole commune"), str(one.get_severity_display()),
            str(one.get_unblocker_display()), str(one.turn.label) if one.turn else "",
            one.raised_on, one.age, str(one.get_state_display()), one.meeting_number, one.said,
        )  # fmt: skip
