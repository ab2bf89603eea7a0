"""Writing the agenda: by rule, by hand, what does not come back and why, what was adopted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consult.meetings.agenda import (
    CONTESTED,
    Point,
    frozen,
    matching,
    point_of,
    points_by_rule,
    rank,
)
from consult.meetings.services.lines import Line, log, require_open, write_lines
from consult.meetings.subjects import (
    NOT_DEALT_WITH,
    Subject,
    kept_back,
    missing,
    recorded,
    still_open,
    subject_of,
)
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import (
    AgendaItem,
    AgendaOrigin,
    AgendaState,
    Meeting,
    MeetingKind,
    OpenSubject,
)
from monitoring.services.obstacles import pass_all_on

LAST = 9_999  # the largest order number the page reads


@transaction.atomic
def set_agenda(
    meeting: Meeting,
    lines: Iterable[Line],
    *,
    by: User,
    reasons: Iterable[tuple[Subject, str]] = (),
) -> None:
    """Store what was typed: points, and why a subject does not come back (empty: it does)."""
    require_open(meeting, by=by)
    lines, reasons = list(lines), list(reasons)
    for subject, reason in reasons:
        if reason:
            leave_out(meeting, subject, reason=reason, by=by)
    _mark_late(meeting, lines)
    _forget_settled(meeting, [line.record for line in lines if line.remove])
    write_lines(meeting, lines, by=by)
    for subject, reason in reasons:
        if not reason:
            take_back(meeting, subject, by=by)


@transaction.atomic
def write_agenda(meeting: Meeting, *, by: User) -> int:
    """Add the points the rules ask for and what is open under them; what was typed stays.

    Done twice it adds nothing. Answers how many points and subjects were added.
    """
    require_open(meeting, by=by)
    pass_all_on(meeting, by=by)
    absent = missing(meeting)
    return _complete(meeting, points_by_rule(meeting, absent), absent, by=by)


@transaction.atomic
def add_what_is_open(meeting: Meeting, *, by: User) -> int:
    """Before the invitations leave: what is open and not on the agenda yet, and nothing else."""
    require_open(meeting, by=by)
    pass_all_on(meeting, by=by)
    absent = missing(meeting)
    points = [
        point
        for point in points_by_rule(meeting, absent)
        if point.subjects or point.origin == AgendaOrigin.OBSTACLES or point.title == CONTESTED
    ]
    return _complete(meeting, points, absent, by=by)


def close_agenda(meeting: Meeting, *, by: User) -> None:
    """Before the minutes are approved: nothing open goes unsaid.

    What has its point on the agenda stands under it; the rest was not dealt with at this meeting,
    which is noted with the day: it comes back at the next one.
    """
    absent, items = missing(meeting), list(meeting.agenda.all())
    points = [
        point
        for point in points_by_rule(meeting, absent)
        if point.subjects and matching(items, point)
    ]
    _complete(meeting, points, absent, by=by)
    rest = [(subject, NOT_DEALT_WITH) for subject in missing(meeting)]
    _leave_out_by_rule(meeting, rest, by=by)


def _complete(meeting: Meeting, points: list[Point], absent: list[Subject], *, by: User) -> int:
    """Find or add the item of each point, and stand its subjects under it."""
    reasons = ((subject, kept_back(meeting, subject)) for subject in absent)
    kept = [(subject, reason) for subject, reason in reasons if reason]
    _leave_out_by_rule(meeting, kept, by=by)
    items = list(meeting.agenda.all())
    added = _add_points(meeting, items, points, by=by)
    rows = [
        OpenSubject(meeting=meeting, item=matching(items, point), **{subject.kind: subject.record})
        for point in points
        for subject in point.subjects
    ]
    _store(meeting, rows, by=by)
    return added + len(rows)


def _leave_out_by_rule(meeting: Meeting, reasons: list[tuple[Subject, str]], *, by: User) -> None:
    rows = [
        OpenSubject(
            meeting=meeting, left_out_reason=reason, left_out_on=today(), left_out_by=by,
            **{subject.kind: subject.record},
        )
        for subject, reason in reasons
    ]  # fmt: skip
    _store(meeting, rows, by=by)


def _store(meeting: Meeting, rows: list[OpenSubject], *, by: User) -> None:
    """Write the rows with one line in the journal for all."""
    OpenSubject.objects.bulk_create(rows)
    if rows:
        log(meeting, meeting, Verb.RECORDED, by=by, fields=["subjects"], note=f"+{len(rows)}")


@transaction.atomic
def leave_out(meeting: Meeting, subject: Subject, *, reason: str, by: User) -> None:
    """Say, with the day, why something open does not come back at this meeting."""
    require_open(meeting, by=by)
    reason = reason.strip()
    if not reason:
        raise NotReady(_("Say why this does not come back."))
    if not _concerns(meeting, subject):
        raise NotReady(_("This was not left open by an earlier meeting."))
    said = {"left_out_reason": reason[:300], "left_out_on": today(), "left_out_by": by}
    which: dict[str, Any] = {subject.kind: subject.record}
    row, _new = OpenSubject.objects.update_or_create(
        meeting=meeting, **which, defaults={"item": None, **said}
    )
    log(meeting, row, Verb.CHANGED, by=by, fields=["left_out_reason"], note=row.left_out_reason)


@transaction.atomic
def take_back(meeting: Meeting, subject: Subject, *, by: User) -> None:
    """What was left out comes back after all, under its point."""
    require_open(meeting, by=by)
    row = meeting.subjects.filter(**{subject.kind: subject.record}).first()
    if row is None or row.item_id:
        return
    point, items = point_of(meeting, subject), list(meeting.agenda.all())
    _add_points(meeting, items, [point], by=by)
    row.item, row.left_out_reason = matching(items, point), ""
    row.left_out_on = row.left_out_by = None
    row.save()
    log(meeting, row, Verb.CHANGED, by=by, fields=["item", "left_out_reason"])


@transaction.atomic
def copy_agenda(meeting: Meeting, *, by: User) -> int:
    """Take over the points somebody wrote for the meeting before; answers how many."""
    require_open(meeting, by=by)
    before = agenda_to_copy(meeting)
    items = list(meeting.agenda.all())
    points = [Point(AgendaOrigin.TYPED, item.title, item.sector) for item in before]
    return _add_points(meeting, items, points, by=by)


def agenda_to_copy(meeting: Meeting) -> list[AgendaItem]:
    """The points written by hand of the meeting before of this kind, and not here yet.

    A second call takes up those of the meeting that was not held.
    Those put off come back by rule; those withdrawn do not.
    """
    before = meeting.second_call_of or _held_before(meeting)
    if before is None:
        return []
    here = {title.casefold() for title in meeting.agenda.values_list("title", flat=True)}
    left = (AgendaState.PUT_OFF, AgendaState.WITHDRAWN)
    typed = before.agenda.filter(origin=AgendaOrigin.TYPED).exclude(state__in=left)
    points = [item for item in typed.select_related("sector") if item.title.casefold() not in here]
    return list({item.title.casefold(): item for item in points}.values())


def _held_before(meeting: Meeting) -> Meeting | None:
    earlier = meeting.framework.meetings.held().filter(number__lt=meeting.number)
    if meeting.kind == MeetingKind.PREPARATORY:
        earlier = earlier.filter(kind=meeting.kind, sector=meeting.sector)
    else:
        earlier = earlier.exclude(kind=MeetingKind.PREPARATORY)
    return earlier.order_by("-number").first()


@transaction.atomic
def adopt_agenda(meeting: Meeting, *, by: User) -> int:
    """The meeting adopted the agenda as it was proposed; answers how many points."""
    require_open(meeting, by=by)
    if not meeting.is_held:
        raise NotReady(_("An agenda is adopted once the meeting is held."))
    proposed = list(meeting.agenda.filter(state=AgendaState.PROPOSED))
    for item in proposed:
        item.state = AgendaState.ADDED if item.late else AgendaState.ADOPTED
        item.save(update_fields=["state"])
        log(meeting, item, Verb.CHANGED, by=by, fields=["state"])
    return len(proposed)


def _concerns(meeting: Meeting, subject: Subject) -> bool:
    known = {found.key for found in recorded(meeting)}
    return subject.key in known or bool(still_open(meeting, [subject]))


def _add_points(meeting: Meeting, items: list[AgendaItem], points: list[Point], *, by: User) -> int:
    """Add the items the points lack where their rule puts them; others keep their order.

    Once the invitations left, a new point comes last and is marked as late.
    """
    late, added = frozen(meeting), []
    ranks = [None if one.origin == AgendaOrigin.TYPED else rank(meeting, one) for one in items]
    for point in points:
        if matching(items, point):
            continue
        item = AgendaItem(
            meeting=meeting, title=point.title, origin=point.origin, sector=point.sector, late=late
        )
        mine = rank(meeting, point)
        place = len(items) if late else _where(ranks, mine)
        items.insert(place, item)
        ranks.insert(place, mine)
        added.append(item)
    _number(items)
    for item in added:
        log(meeting, item, Verb.CREATED, by=by)
    return len(added)


def _where(ranks: list[int | None], mine: int) -> int:
    """After the points the rules put before it, or before those they put after it, or last."""
    before = [place for place, found in enumerate(ranks) if found is not None and found <= mine]
    if before:
        return before[-1] + 1
    after = [place for place, found in enumerate(ranks) if found is not None and found > mine]
    return after[0] if after else len(ranks)


def _number(items: list[AgendaItem]) -> None:
    """Give each new item its order number; those after it move on only where they must."""
    last, moving = 0, False
    for item in items:
        moving = moving or item._state.adding
        if moving and (item._state.adding or item.position <= last):
            item.position = min(last + 1, LAST)
            item.save()
        last = item.position


def _mark_late(meeting: Meeting, lines: list[Line]) -> None:
    """A point typed after the invitations left says so; once the meeting is held, it was added."""
    if not frozen(meeting):
        return
    for line in lines:
        item = line.record
        if isinstance(item, AgendaItem) and item._state.adding:
            item.late = True
            if meeting.is_held:
                item.state = AgendaState.ADDED


def _forget_settled(meeting: Meeting, removed: list[object]) -> None:
    """A point taken away takes with it what is no longer open; the rest keeps it in place."""
    pks = [item.pk for item in removed if isinstance(item, AgendaItem)]
    rows = list(meeting.subjects.filter(item__in=pks).select_related("decision", "need", "put_off"))
    if not rows:
        return
    still = still_open(meeting, [subject_of(row) for row in rows])
    for row in rows:
        if subject_of(row).key not in still:
            row.delete()
