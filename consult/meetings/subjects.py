"""What earlier meetings left open: one identity for life, from one agenda to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from actionplans.models import PlanState
from frameworks.models import (
    AgendaItem,
    AgendaState,
    Decision,
    Meeting,
    MeetingKind,
    MeetingState,
    Need,
    NeedState,
    OpenSubject,
)

HELD = (MeetingState.HELD, MeetingState.APPROVED, MeetingState.CLOSED)
PLANS_AT_WORK = (PlanState.DRAFT, PlanState.AGREED, PlanState.RUNNING)
# Reasons a rule writes; they are kept in the record, whose words are French.
OTHER_SECTOR = "La réunion prépare une seule filière : revient à la prochaine réunion du cadre."
ONE_MATTER = "Réunion extraordinaire : les besoins attendent la prochaine réunion du cadre."
NOT_DEALT_WITH = "N’était pas à l’ordre du jour de cette réunion : revient à la prochaine."


class Subject(NamedTuple):
    """A decision not settled, a need still waiting, or a point put off: what must come back."""

    kind: str  # the column of OpenSubject that holds it: decision, need or put_off
    record: Decision | Need | AgendaItem

    @property
    def key(self) -> str:
        """Its name on the page of the agenda: d12, n7, p3."""
        return f"{self.kind[0]}{self.record.pk}"

    @property
    def words(self) -> str:
        """What it is and where it comes from, in one line."""
        if isinstance(self.record, Need):
            return str(self.record)
        number = self.record.meeting.number
        if isinstance(self.record, Decision):
            words = _("Decision %(number)s of meeting no. %(meeting)s: %(words)s")
            said = {"number": self.record.number, "meeting": number, "words": self.record}
            return words % said
        words = _("Put off at meeting no. %(meeting)s: %(words)s")
        return words % {"meeting": number, "words": self.record.title}


def open_before(meeting: Meeting) -> list[Subject]:
    """Everything still open that a meeting finds, as it is known now.

    An open item is one of three things, of the same framework:
    - a decision that an earlier held meeting took and that is neither done nor dropped, unless a
      later decision took it up: then that one is the open item;
    - a need neither satisfied nor set aside and not named by a plan at work: one in a plan comes
      back with the balance of that plan. A meeting already held finds only needs said by its day;
    - a point that an earlier held meeting put off, until a later held meeting has it on its
      agenda. If that one puts it off again, its own point is the open item; if it withdraws it
      and says why, nothing is open any more.
    """
    decisions = [Subject("decision", row) for row in _decisions(meeting)]
    put_off = [Subject("put_off", row) for row in _points(meeting)]
    return [*decisions, *put_off, *(Subject("need", row) for row in _needs(meeting))]


def missing(meeting: Meeting) -> list[Subject]:
    """What is open before a meeting and has no row there yet; needs it dealt with need none."""
    known = {subject.key for subject in recorded(meeting)}
    dealt_with = set(meeting.treatments.values_list("need", flat=True))
    return [
        subject
        for subject in open_before(meeting)
        if subject.key not in known and not _dealt_with(meeting, subject, dealt_with)
    ]


def rows_of(meeting: Meeting) -> QuerySet[OpenSubject]:
    """What comes back at a meeting and what does not, with all the page says of it."""
    return meeting.subjects.select_related(
        "decision__meeting", "need__sector", "put_off__meeting", "left_out_by"
    )


def recorded(meeting: Meeting) -> list[Subject]:
    """The subjects that stand under a point of this meeting, or say why they do not."""
    return [subject_of(row) for row in rows_of(meeting)]


def subject_of(row: OpenSubject) -> Subject:
    """The one thing a row is about."""
    for kind in ("decision", "need"):
        if record := getattr(row, kind):
            return Subject(kind, record)
    return Subject("put_off", row.put_off)  # type: ignore[arg-type]  # one of the three is there


def kept_back(meeting: Meeting, subject: Subject) -> str:
    """Why by rule a subject does not come at this kind of meeting; empty when it comes."""
    record = subject.record
    if meeting.kind == MeetingKind.EXTRAORDINARY and isinstance(record, Need):
        return ONE_MATTER
    if meeting.kind != MeetingKind.PREPARATORY:
        return ""
    if isinstance(record, Need):
        same = meeting.sector_id in (None, record.sector_id)
    else:
        at = record.meeting
        same = at.kind == MeetingKind.PREPARATORY and at.sector_id == meeting.sector_id
    return "" if same else OTHER_SECTOR


def still_open(meeting: Meeting, subjects: Iterable[Subject]) -> set[str]:
    """The keys of those of these subjects that are open before the meeting."""
    keys = {subject.key for subject in open_before(meeting)}
    return keys & {subject.key for subject in subjects}


def _decisions(meeting: Meeting) -> QuerySet[Decision]:
    earlier = Decision.objects.unsettled().filter(
        meeting__framework=meeting.framework_id,
        meeting__number__lt=meeting.number,
        meeting__state__in=HELD,
    )
    resumed = Decision.objects.filter(
        meeting__state__in=HELD,
        meeting__number__lt=meeting.number,
        resumes__meeting__number__lt=F("meeting__number"),
    )
    standing = earlier.exclude(pk__in=resumed.order_by().values("resumes"))
    return standing.select_related("meeting").order_by("meeting__number", "number")


def _points(meeting: Meeting) -> QuerySet[AgendaItem]:
    earlier = AgendaItem.objects.filter(
        meeting__framework=meeting.framework_id,
        meeting__number__lt=meeting.number,
        meeting__state__in=HELD,
        state=AgendaState.PUT_OFF,
    )
    on_an_agenda = OpenSubject.objects.filter(
        meeting__number__lt=meeting.number,
        meeting__state__in=HELD,
        put_off__isnull=False,
        item__isnull=False,
    ).exclude(item__state=AgendaState.WITHDRAWN, item__result="")
    standing = earlier.exclude(pk__in=on_an_agenda.order_by().values("put_off"))
    return standing.select_related("meeting", "sector").order_by("meeting__number", "position")


def _needs(meeting: Meeting) -> QuerySet[Need]:
    needs = meeting.framework.needs.unsettled()
    waiting = Q(state__in=(NeedState.IDENTIFIED, NeedState.PRESENTED, NeedState.DEFERRED))
    planned = Need.objects.filter(
        framework=meeting.framework_id, actions__plan__state__in=PLANS_AT_WORK
    )
    found = needs.filter(waiting | ~Q(pk__in=planned.order_by().values("pk")))
    if meeting.held_on:
        found = found.filter(identified_on__lte=str(meeting.held_on.last_day))
    return found.select_related("sector").by_sector()


def _dealt_with(meeting: Meeting, subject: Subject, treated: set[int]) -> bool:
    record = subject.record
    if not isinstance(record, Need):
        return False
    return record.pk in treated or record.retained_at_id == meeting.pk
