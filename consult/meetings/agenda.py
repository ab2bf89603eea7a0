"""The agenda that writes itself by rule: its points, their order, what comes back under each.

The titles are French: they are printed as they stand in letters and minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actionplans.models import ActionPlan
from communes.models import Sector
from consult.meetings.balance import plan_before
from consult.meetings.subjects import Subject, kept_back, open_before
from frameworks.models import (
    AgendaItem,
    AgendaOrigin,
    AgendaState,
    Decision,
    Meeting,
    MeetingKind,
    MeetingState,
    Need,
)
from frameworks.rules import meeting_day
from monitoring.models import Obstacle
from monitoring.voices import Disagreement, disagreements_in

PRESENTATION = "Présentation du cadre de concertation"
OTHER_NEEDS = "Autres besoins"
CONTESTED = "Actions dont la situation est contestée"
TITLES = {
    AgendaOrigin.COMMITMENTS: "Suivi des engagements échus ou restés ouverts",
    AgendaOrigin.BALANCE: "Bilan du plan d’action",
    AgendaOrigin.OBSTACLES: "Obstacles transmis à la réunion",
    AgendaOrigin.PLAN: "Plan d’action trimestriel",
    AgendaOrigin.COMMITTEE: "Comité de suivi et mandat",
    AgendaOrigin.OTHER_BUSINESS: "Divers",
}
# The order of the points; a point put off that somebody had written comes after the commitments.
USUAL = (
    AgendaOrigin.COMMITMENTS, AgendaOrigin.TYPED, AgendaOrigin.BALANCE, AgendaOrigin.OBSTACLES,
    AgendaOrigin.NEEDS, AgendaOrigin.PLAN, AgendaOrigin.COMMITTEE, AgendaOrigin.OTHER_BUSINESS,
)  # fmt: skip
BALANCE_FIRST = (AgendaOrigin.BALANCE, *(one for one in USUAL if one != AgendaOrigin.BALANCE))
# Points every meeting of a kind has, whatever is open.
STANDING = {
    MeetingKind.CONSTITUTIVE: (AgendaOrigin.PLAN, AgendaOrigin.COMMITTEE),
    MeetingKind.ORDINARY: (AgendaOrigin.PLAN, AgendaOrigin.COMMITTEE),
    MeetingKind.REVIEW: (AgendaOrigin.PLAN, AgendaOrigin.COMMITTEE),
}

Key = tuple[str, int | None, str]


class Point(NamedTuple):
    """A point as the rules write it, with what comes back under it."""

    origin: AgendaOrigin
    title: str
    sector: Sector | None = None
    subjects: tuple[Subject, ...] = ()

    @property
    def key(self) -> Key:
        return key_of(self.origin, self.sector.pk if self.sector else None, self.title)


def key_of(origin: str, sector: int | None, title: str) -> Key:
    """What makes two points the same: their rule and sector; for typed ones, their words."""
    typed = origin == AgendaOrigin.TYPED
    return (str(origin), None if typed else sector, title.casefold().strip() if typed else "")


def frozen(meeting: Meeting) -> bool:
    """The invitations left with the agenda on them: its points change no more, others are late."""
    sent = meeting.invitation_sent_on is not None and meeting.state != MeetingState.DRAFT
    return sent and not meeting.entered_afterwards


def rank(meeting: Meeting, point: Point | AgendaItem) -> int:
    """The place of a rule's points on the agenda of this kind of meeting."""
    if point.title == PRESENTATION:
        return -1
    order: Sequence[str] = BALANCE_FIRST if meeting.kind == MeetingKind.REVIEW else USUAL
    return order.index(point.origin)


def points_by_rule(meeting: Meeting, subjects: Iterable[Subject] | None = None) -> list[Point]:
    """The agenda by rule, in order: points a meeting of this kind has, and those of the subjects.

    1. commitments fallen due or left open, points put off, actions on which voices differ;
    2. balance of the running plan (first at a review); 3. obstacles passed on; 4. needs, sector by
    sector; 5. three-month plan; 6. committee and mandate; 7. any other business. A preparatory
    meeting has its own sector's needs only, an extraordinary one what is left open and its own
    matter, the constitutive one starts with the framework itself. A meeting entered afterwards
    gets no point without a reason in the record: its paper says what its agenda was.
    """
    found = open_before(meeting) if subjects is None else subjects
    coming = [subject for subject in found if not kept_back(meeting, subject)]
    sectors = _sectors(meeting)
    points: dict[Key, Point] = {point.key: point for point in _standing(meeting)}
    for subject in coming:
        point = _under(meeting, subject, sectors)
        known = points.setdefault(point.key, point)
        points[point.key] = known._replace(subjects=(*known.subjects, subject))
    order = {pk: place for place, pk in enumerate(sectors)}
    return sorted(points.values(), key=lambda point: _place(meeting, point, order))


def point_of(meeting: Meeting, subject: Subject) -> Point:
    """The point under which one subject comes back, even where the kind of meeting keeps it."""
    return _under(meeting, subject, _sectors(meeting))._replace(subjects=(subject,))


def matching(items: Iterable[AgendaItem], point: Point) -> AgendaItem | None:
    """The point of an agenda under which a rule's subjects come; a withdrawn one takes none."""
    standing = (item for item in items if item.state != AgendaState.WITHDRAWN)
    return next(
        (item for item in standing if key_of(item.origin, item.sector_id, item.title) == point.key),
        None,
    )


def _place(meeting: Meeting, point: Point, sectors: dict[int, int]) -> tuple[int, int]:
    sector = sectors.get(point.sector.pk, 0) if point.sector else len(sectors)
    return (rank(meeting, point), sector)


def _sectors(meeting: Meeting) -> dict[int, Sector]:
    """The sectors whose needs have a point of their own, in the framework's order."""
    if meeting.kind == MeetingKind.PREPARATORY:
        return {meeting.sector.pk: meeting.sector} if meeting.sector else {}
    day = meeting_day(meeting)
    chosen = meeting.framework.priority_sectors.active(day).select_related("sector")
    return {row.sector_id: row.sector for row in chosen.order_by("rank")}


def _standing(meeting: Meeting) -> list[Point]:
    found = _from_the_record(meeting)
    if meeting.entered_afterwards:
        return found
    if meeting.kind == MeetingKind.CONSTITUTIVE:
        found.append(Point(AgendaOrigin.TYPED, PRESENTATION))
    if meeting.kind == MeetingKind.PREPARATORY and meeting.sector:
        found.append(_needs_of(meeting.sector))
    always = STANDING.get(MeetingKind(meeting.kind), ())
    named = (*always, AgendaOrigin.OTHER_BUSINESS)
    return [*found, *(Point(origin, _title(meeting, origin)) for origin in named)]


def _from_the_record(meeting: Meeting) -> list[Point]:
    """Balance, actions on which voices differ, and obstacles: when there are any."""
    if meeting.kind == MeetingKind.PREPARATORY:
        return []
    found, plan = [], plan_before(meeting)
    if plan and meeting.kind in (MeetingKind.ORDINARY, MeetingKind.REVIEW):
        found.append(Point(AgendaOrigin.BALANCE, _title(meeting, AgendaOrigin.BALANCE)))
    if plan and contested_before(meeting, plan):
        found.append(Point(AgendaOrigin.TYPED, CONTESTED))
    if Obstacle.objects.found_by(meeting).exists():
        found.append(Point(AgendaOrigin.OBSTACLES, TITLES[AgendaOrigin.OBSTACLES]))
    return found


def contested_before(meeting: Meeting, plan: ActionPlan) -> list[Disagreement]:
    """The disagreements a meeting finds; one already held finds only what was said by its day."""
    if plan.is_closed:
        return []
    held = meeting.held_on.last_day if meeting.held_on else None
    return disagreements_in(plan, until=held)


def _under(meeting: Meeting, subject: Subject, sectors: dict[int, Sector]) -> Point:
    """Where a subject comes back: a point put off as itself, the rest under its rule's point."""
    record = subject.record
    if isinstance(record, Decision):
        return Point(AgendaOrigin.COMMITMENTS, TITLES[AgendaOrigin.COMMITMENTS])
    if isinstance(record, Need) or record.origin == AgendaOrigin.NEEDS:
        return _needs_of(sectors.get(record.sector_id or 0))
    if record.origin == AgendaOrigin.TYPED:
        return Point(AgendaOrigin.TYPED, record.title, record.sector)
    origin = AgendaOrigin(record.origin)
    return Point(origin, _title(meeting, origin))


def _needs_of(sector: Sector | None) -> Point:
    title = f"Besoins de la filière {sector.name_fr.lower()}" if sector else OTHER_NEEDS
    return Point(AgendaOrigin.NEEDS, title[:200], sector)


def _title(meeting: Meeting, origin: AgendaOrigin) -> str:
    """The words of a point, with the number of the plan it speaks of."""
    number = None
    if origin == AgendaOrigin.BALANCE and (plan := plan_before(meeting)):
        number = plan.cycle.number
    if origin == AgendaOrigin.PLAN:
        number = _next_number(meeting)
    return f"{TITLES[origin]} n°\u00a0{number}" if number else TITLES[origin]


def _next_number(meeting: Meeting) -> int | None:
    """The number of the plan this meeting is to agree: its own, else the one after the last."""
    own = meeting.plans.select_related("cycle").first()
    if own:
        return own.cycle.number
    before = plan_before(meeting)
    if before:
        return before.cycle.number + 1
    current = meeting.framework.cycles.open().order_by("-number").first()
    return current.number if current else None
