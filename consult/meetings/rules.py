"""What a meeting still needs before its minutes are approved, in the sentences shown beforehand."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, PlanState
from actionplans.rules import ready_to_seal
from communes.models import College
from consult.meetings.seats import Figures, figures_of, quorum_of
from consult.meetings.subjects import missing as absent_from
from foundation.records.rules import Finding, Strength
from frameworks.models import Meeting, MeetingKind
from frameworks.rules import (
    meeting_day,
    r2_founding_act,
    r4_needs_before_first_meeting,
    r5_meeting_interval,
)
from monitoring.models import Obstacle


class Check(NamedTuple):
    """A finding and the page of the meeting where it is put right."""

    page: str
    finding: Finding


def checks(meeting: Meeting) -> list[Check]:
    """Everything that is missing, page by page, in the order a meeting is held."""
    figures = figures_of(meeting)
    found = {
        "hold": held(meeting),
        "edit": bureau(meeting),
        "invitations": r17_notice(meeting),
        "agenda": [*agenda(meeting), *open_items(meeting)],
        "attendance": [
            *somebody_came(figures),
            *r3_colleges(meeting, figures),
            *quorum(meeting),
        ],
        "framework": [*r2(meeting), *r5_meeting_interval(meeting.framework, meeting)],
        "needs": r4_needs_before_first_meeting(meeting.framework, meeting),
        "obstacles": [*r11_obstacles_answered(meeting), *obstacles_passed_on(meeting)],
        "decisions": [*decisions(meeting), *days_in_words(meeting)],
        "plan": plan_ready(meeting),
    }
    return [Check(page, finding) for page, findings in found.items() for finding in findings]


def missing(meeting: Meeting) -> list[Finding]:
    """What stops the approval, and what only warns."""
    return [check.finding for check in checks(meeting)]


def held(meeting: Meeting) -> list[Finding]:
    """Minutes are those of a meeting that took place, on a day that is at least partly known."""
    if meeting.is_held and meeting.held_on:
        return []
    return [Finding("", Strength.BLOCK, _("Say on which day the meeting was held."))]


def bureau(meeting: Meeting) -> list[Finding]:
    """Minutes name who chaired and who wrote; old papers may not say."""
    found = []
    if meeting.chair_id is None:
        found.append(_("Nobody is named as chair of the meeting."))
    if meeting.secretary_id is None:
        found.append(_("Nobody is named as secretary of the meeting."))
    return [Finding("", Strength.WARN, sentence) for sentence in found]


def agenda(meeting: Meeting) -> list[Finding]:
    """A meeting has an agenda; that of one entered afterwards may be lost."""
    if meeting.agenda.exists():
        return []
    strength = Strength.WARN if meeting.entered_afterwards else Strength.BLOCK
    return [Finding("", strength, _("The agenda is empty. Write at least one point."))]


def open_items(meeting: Meeting) -> list[Finding]:
    """What earlier meetings left open is on the agenda or says why not; approving says so."""
    count = len(absent_from(meeting))
    if not count:
        return []
    sentence = ngettext(
        "%(count)s subject left open before is not on the agenda. Complete the agenda if it was "
        "dealt with; otherwise the approval notes that it was not, and it comes back.",
        "%(count)s subjects left open before are not on the agenda. Complete the agenda if they "
        "were dealt with; otherwise the approval notes that they were not, and they come back.",
        count,
    )
    return [Finding("", Strength.WARN, sentence % {"count": count})]


def somebody_came(figures: Figures) -> list[Finding]:
    """At least one person was in the room, by name or counted."""
    if figures.present:
        return []
    return [Finding("", Strength.BLOCK, _("Nobody is recorded as present. Fill in who came."))]


def r3_colleges(meeting: Meeting, figures: Figures | None = None) -> list[Finding]:
    """R3: at the constitutive meeting the commune, the private sector and the services are present.

    The first two block; technical services far away only warn.
    """
    if meeting.kind != MeetingKind.CONSTITUTIVE:
        return []
    there = figures or figures_of(meeting)
    sentences = (
        (College.COMMUNE, Strength.BLOCK, _("Nobody of the commune is recorded as present.")),
        (
            College.PRIVATE_SECTOR,
            Strength.BLOCK,
            _("Nobody of the private sector is recorded as present."),
        ),
        (
            College.SERVICES,
            Strength.WARN,
            _("Nobody of the technical services is recorded as present."),
        ),
    )
    return [
        Finding("R3", strength, sentence)
        for college, strength, sentence in sentences
        if not there.has(college)
    ]


def quorum(meeting: Meeting) -> list[Finding]:
    """The framework's quorum of member organisations, where it set one; a second call has none."""
    figures = quorum_of(meeting)
    if figures is None or figures.is_reached:
        return []
    sentence = ngettext(
        "The quorum is %(needed)s member organisation; %(came)s came or was represented.",
        "The quorum is %(needed)s member organisations; %(came)s came or were represented.",
        figures.needed,
    )
    return [Finding("", Strength.WARN, sentence % figures._asdict())]


def r2(meeting: Meeting) -> list[Finding]:
    """R2 as the framework states it, measured against this meeting."""
    if meeting.kind == MeetingKind.PREPARATORY:
        return []
    return r2_founding_act(meeting.framework, meeting)


def r17_notice(meeting: Meeting) -> list[Finding]:
    """R17: invitations leave some days before the meeting, as many as the commune set."""
    day, sent = meeting_day(meeting), meeting.invitation_sent_on
    if sent is None or day is None:
        return []
    if meeting.held_on and meeting.held_on.precision != "day":
        return []
    notice, usual = (day - sent).days, meeting.framework.commune.notice_days
    if notice < 0:
        sentence = _("The invitations are dated after the meeting. Check both days.")
        return [Finding("R17", Strength.WARN, sentence)]
    if notice >= usual:
        return []
    sentence = ngettext(
        "The invitations left %(days)s day before the meeting; the commune gives %(usual)s.",
        "The invitations left %(days)s days before the meeting; the commune gives %(usual)s.",
        notice,
    )
    return [Finding("R17", Strength.WARN, sentence % {"days": notice, "usual": usual})]


def decisions(meeting: Meeting) -> list[Finding]:
    """A meeting usually decides something."""
    if meeting.decisions.exists():
        return []
    return [Finding("", Strength.WARN, _("No decision is recorded."))]


def days_in_words(meeting: Meeting) -> list[Finding]:
    """A deadline in words is kept as written; without its last possible day nobody is reminded."""
    vague = meeting.decisions.exclude(deadline_words="").filter(deadline_on=None)
    sentence = _(
        "Decision %(number)s has a deadline in words without its last possible day: "
        "nobody will be reminded."
    )
    return [
        Finding("", Strength.WARN, sentence % {"number": number})
        for number in vague.values_list("number", flat=True)
    ]


def r11_obstacles_answered(meeting: Meeting) -> list[Finding]:
    """R11: an obstacle passed to a meeting has its answer in words, or says why it has none."""
    silent = meeting.obstacles.silent().select_related("obstacle")
    sentence = _("The obstacle “%(obstacle)s” has no answer. Write what the meeting answered.")
    return [Finding("R11", Strength.BLOCK, sentence % {"obstacle": row.obstacle}) for row in silent]


def obstacles_passed_on(meeting: Meeting) -> list[Finding]:
    """What blocks comes before the meeting; approving notes that the rest was not dealt with."""
    if meeting.kind == MeetingKind.PREPARATORY:
        return []
    count = Obstacle.objects.waiting_for(meeting).count()
    if not count:
        return []
    sentence = ngettext(
        "%(count)s obstacle raised before is not passed to this meeting. Pass it on if it was "
        "dealt with; otherwise the approval notes that it was not, and it comes back.",
        "%(count)s obstacles raised before are not passed to this meeting. Pass them on if they "
        "were dealt with; otherwise the approval notes that they were not, and they come back.",
        count,
    )
    return [Finding("", Strength.WARN, sentence % {"count": count})]


def plans_to_seal(meeting: Meeting) -> list[ActionPlan]:
    """The plans this meeting agreed that are still drafts: its approved minutes seal them."""
    return list(meeting.plans.filter(state=PlanState.DRAFT).select_related("cycle__framework"))


def plan_ready(meeting: Meeting) -> list[Finding]:
    """R6 and the other rules of a plan, for the plan agreed at this meeting."""
    return [finding for plan in plans_to_seal(meeting) for finding in ready_to_seal(plan)]
