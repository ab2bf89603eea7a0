"""The rules of the framework itself: sectors, founding act, needs, rhythm, the council's vote."""

from __future__ import annotations

import calendar
import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import dates
from foundation.records.rules import Finding, Strength
from foundation.records.today import today
from frameworks.models import (
    Deliberation,
    DeliberationState,
    Framework,
    FrameworkState,
    Meeting,
    MeetingKind,
)
from frameworks.partnership import is_intersectoral, sectors_present

FEWEST_SECTORS, MOST_SECTORS = 2, 3
LONGEST_INTERVAL_MONTHS = 4
DORMANT_AFTER_MONTHS = 6
ADOPTED = (
    DeliberationState.VOTED,
    DeliberationState.SIGNED,
    DeliberationState.SENT,
    DeliberationState.ENFORCEABLE,
    DeliberationState.OBSERVATIONS,
)
# From each state of a deliberation, those the register may give it next.
DELIBERATION_MOVES: dict[str, tuple[DeliberationState, ...]] = {
    DeliberationState.DRAFT: ADOPTED[:4],
    DeliberationState.VOTED: (
        DeliberationState.DRAFT,
        DeliberationState.SIGNED,
        DeliberationState.SENT,
        DeliberationState.ENFORCEABLE,
    ),
    DeliberationState.SIGNED: (
        DeliberationState.SENT,
        DeliberationState.ENFORCEABLE,
        DeliberationState.OBSERVATIONS,
        DeliberationState.ANNULLED,
        DeliberationState.REFUSED,
    ),
    DeliberationState.SENT: (
        DeliberationState.ENFORCEABLE,
        DeliberationState.OBSERVATIONS,
        DeliberationState.ANNULLED,
        DeliberationState.REFUSED,
    ),
    DeliberationState.OBSERVATIONS: (
        DeliberationState.SENT,
        DeliberationState.ENFORCEABLE,
        DeliberationState.ANNULLED,
        DeliberationState.REFUSED,
    ),
    DeliberationState.ENFORCEABLE: (DeliberationState.ANNULLED, DeliberationState.REPEALED),
    DeliberationState.ANNULLED: (),
    DeliberationState.REFUSED: (),
    DeliberationState.REPEALED: (),
}


def is_frozen(deliberation: Deliberation) -> bool:
    """Signed: only its transmission, control and posting are still written."""
    return deliberation.state not in (DeliberationState.DRAFT, DeliberationState.VOTED)


def is_adopted(deliberation: Deliberation) -> bool:
    """Voted and standing; a vote lost is no adoption."""
    lost = (deliberation.votes_for or 0) < (deliberation.votes_against or 0)
    return deliberation.state in ADOPTED and not lost


def sectors_sentence(count: int) -> str:
    """R1 for this many chosen sectors, in one sentence; empty when 2 or 3 are chosen."""
    if count < FEWEST_SECTORS:
        return ngettext(
            "Choose 2 or 3 sectors. %(count)s is missing.",
            "Choose 2 or 3 sectors. %(count)s are missing.",
            FEWEST_SECTORS - count,
        ) % {"count": FEWEST_SECTORS - count}
    if count > MOST_SECTORS:
        return ngettext(
            "Choose 2 or 3 sectors. Take %(count)s away.",
            "Choose 2 or 3 sectors. Take %(count)s away.",
            count - MOST_SECTORS,
        ) % {"count": count - MOST_SECTORS}
    return ""


def r1_priority_sectors(framework: Framework) -> list[Finding]:
    """R1: two or three priority sectors before the framework leaves its preparation."""
    sentence = sectors_sentence(framework.priority_sectors.active().count())
    return [Finding("R1", Strength.BLOCK, sentence)] if sentence else []


def r2_founding_act(framework: Framework, meeting: Meeting | None = None) -> list[Finding]:
    """R2: the council's founding deliberation is adopted, on or before the first meeting.

    An act lost or older than the application is marked *à régulariser*: it warns, never blocks.
    """
    if framework.act_to_regularise:
        sentence = _("The founding act is to be regularised: %(note)s")
        return [Finding("R2", Strength.WARN, sentence % {"note": framework.regularise_note})]
    sentence = _founding_fault(framework, meeting)
    return [Finding("R2", Strength.BLOCK, sentence)] if sentence else []


def _founding_fault(framework: Framework, meeting: Meeting | None) -> str:
    act = framework.founding_deliberation
    if act is None:
        return _("Record the founding deliberation, or mark the act as to be regularised.")
    if not is_adopted(act):
        return _("The founding deliberation is not adopted. Record the council's vote.")
    first = first_meeting_day(framework, meeting)
    if first and act.dated.first_day > first:
        return _(
            "The founding deliberation of %(act)s comes after the first meeting of %(meeting)s. "
            "Correct the date, or mark the act as to be regularised."
        ) % {"act": dates.day(act.dated), "meeting": dates.day(first)}
    return ""


def r4_needs_before_first_meeting(
    framework: Framework, meeting: Meeting | None = None
) -> list[Finding]:
    """R4: every priority sector has said a need before the first meeting of the framework.

    Asked of a later meeting it finds nothing; of a first meeting entered afterwards it only warns.
    """
    first = first_meeting_day(framework, meeting)
    if meeting and (day := meeting_day(meeting)) and first and first < day:
        return []
    if meeting and meeting.kind == MeetingKind.PREPARATORY:
        return []
    limit = first or today() + datetime.timedelta(days=1)
    strength = Strength.WARN if meeting and meeting.entered_afterwards else Strength.BLOCK
    said = {
        need.sector_id for need in framework.needs.all() if need.identified_on.first_day < limit
    }
    sentence = _(
        "The sector %(sector)s has no need said before the first meeting. Record at least one."
    )
    return [
        Finding("R4", strength, sentence % {"sector": chosen.sector})
        for chosen in framework.priority_sectors.active(first).select_related("sector")
        if chosen.sector_id not in said
    ]


def r5_meeting_interval(framework: Framework, meeting: Meeting | None = None) -> list[Finding]:
    """R5: while the framework is active, at most four months between two meetings.

    Counted from the last meeting held before `meeting`, or before today.
    """
    if framework.state != FrameworkState.ACTIVE:
        return []
    until = (meeting and meeting_day(meeting)) or today()
    last = last_meeting_day(framework, before=until)
    if last is None or months_after(last, LONGEST_INTERVAL_MONTHS) >= until:
        return []
    if meeting is None:
        sentence = _(
            "The last meeting was on %(day)s, more than four months ago. Prepare the next meeting."
        )
    else:
        sentence = _("The meeting before was on %(day)s, more than four months earlier.")
    return [Finding("R5", Strength.WARN, sentence % {"day": dates.day(last)})]


def sectors_at_the_table(framework: Framework) -> list[Finding]:
    """§ 9.2: business, civil society and government; with one of them alone, a warning.

    While nobody sits yet there is nothing to say.
    """
    seats = framework.members.sitting().select_related("organisation")
    organisations = [seat.organisation for seat in seats]
    there = sectors_present(organisations)
    if not organisations or is_intersectoral(there):
        return []
    if there:
        sentence = _(
            "Only one sector sits at the table (%(sector)s): this is not an intersectoral "
            "partnership. Seat the commune, an organisation or an association of another sector."
        ) % {"sector": there[0].label}
    else:
        sentence = _(
            "Only donors sit at the table: this is not an intersectoral partnership. "
            "Seat the commune and the organisations."
        )
    return [Finding("ISP", Strength.WARN, sentence)]


def may_rest(framework: Framework) -> bool:
    """No meeting for more than six months: the page proposes to say that the framework rests."""
    last = last_meeting_day(framework, before=today())
    resting = last is not None and months_after(last, DORMANT_AFTER_MONTHS) < today()
    return framework.state == FrameworkState.ACTIVE and resting


def r16_council_vote(deliberation: Deliberation) -> list[Finding]:
    """R16, council only: the votes add up to those who could vote, and the quorum was reached.

    An old act may lack its counts: it is kept as it is, with a warning.
    """
    blocked = [votes_fault(deliberation), quorum_fault(deliberation)]
    findings = [Finding("R16", Strength.BLOCK, sentence) for sentence in blocked if sentence]
    return findings or [
        Finding("R16", Strength.WARN, sentence) for sentence in _slips(deliberation)
    ]


def votes_fault(act: Deliberation) -> str:
    """What does not add up in the votes; an empty box counts as nobody once others are filled."""
    votes = (act.votes_for, act.votes_against, act.abstentions, act.not_voting)
    if act.present is None or all(vote is None for vote in votes):
        return ""
    counted, voters = sum(vote or 0 for vote in votes), act.present + (act.represented or 0)
    if counted == voters:
        return ""
    return _(
        "The votes add up to %(counted)s, but %(voters)s members were present or represented. "
        "Check the four figures of the vote."
    ) % {"counted": counted, "voters": voters}


def quorum_fault(act: Deliberation) -> str:
    """Whether too few came: more than half of the members in office, save at a second call."""
    if act.second_call or act.present is None or act.in_office is None:
        return ""
    if act.present * 2 > act.in_office:
        return ""
    return _(
        "%(present)s members of %(office)s were present: the council needs %(needed)s. "
        "Correct the figure, or tick “second call”."
    ) % {"present": act.present, "office": act.in_office, "needed": act.in_office // 2 + 1}


def _slips(act: Deliberation) -> list[str]:
    """What looks wrong on the paper and is kept as written."""
    if act.present is None or act.in_office is None or act.votes_for is None:
        return [_("The counts of the session are incomplete. Copy them from the register.")]
    found = []
    seats = act.present + (act.absent or 0)
    if act.absent is not None and act.in_office not in (seats, seats + (act.represented or 0)):
        found.append(
            _("Present, represented and absent members do not add up to the members in office.")
        )
    if act.votes_for < (act.votes_against or 0):
        found.append(_("There are more votes against than for: the act is not adopted."))
    return found


def meeting_day(meeting: Meeting) -> datetime.date | None:
    """The latest day the meeting can have been held, else the day it is planned for."""
    return meeting.held_on.last_day if meeting.held_on else meeting.planned_on


def first_meeting_day(framework: Framework, meeting: Meeting | None = None) -> datetime.date | None:
    """When the framework first met, `meeting` counted in, preparatory meetings left out."""
    days = _days_held(framework)
    if meeting and meeting.kind != MeetingKind.PREPARATORY:
        days.append(meeting_day(meeting))
    return min((day for day in days if day), default=None)


def last_meeting_day(framework: Framework, *, before: datetime.date) -> datetime.date | None:
    """The last meeting held before a day."""
    return max((day for day in _days_held(framework) if day and day < before), default=None)


def _days_held(framework: Framework) -> list[datetime.date | None]:
    met = framework.meetings.held().exclude(kind=MeetingKind.PREPARATORY)
    return [meeting_day(meeting) for meeting in met]


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )
