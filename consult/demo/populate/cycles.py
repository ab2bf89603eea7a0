"""Cycle after cycle of a practice commune: a meeting, a plan, news, what blocks, the closing."""

from __future__ import annotations

import datetime
from typing import cast

from actionplans.models import Action, ActionPlan, FundingLine
from actionplans.services.actions import add_action
from actionplans.services.funding import record_payment, record_promises
from actionplans.services.plans import draw_up
from communes.models import Organisation
from consult.cycle.carrying import Decided, carry_over, to_carry
from consult.cycle.services import close_cycle, open_cycle
from consult.demo.populate.founding import Place, say_a_need
from consult.demo.populate.words import ANSWERS, BLOCKS, THEMES
from consult.meetings.services.attending import Mark, Newcomer, record_attendance
from consult.meetings.services.closing import approve
from consult.meetings.services.obstacles import answer_obstacles
from consult.meetings.services.preparing import call_meeting
from foundation.formats.partial import PartialDate
from foundation.records.lines import Line
from frameworks.models import Cycle, Meeting, MeetingKind, Need, NeedState
from frameworks.services.choices import NeedChoice, retain_needs
from monitoring.models import Committee, Obstacle, Situation, Voice
from monitoring.services.committee import give_mandate, seat, set_up
from monitoring.services.obstacles import raise_obstacle
from monitoring.services.statements import say

APART = datetime.timedelta(days=95)
DAY = datetime.timedelta(days=1)


def turn(place: Place, number: int, opened_on: datetime.date, until: datetime.date) -> Cycle:
    """One cycle: the meeting that opens it agrees its plan; news until a day, never later."""
    meeting = _meet(place, number, opened_on)
    last = place.framework.cycles.order_by("-number").first()
    if last is not None:
        close_cycle(last, by=place.by, closed_on=opened_on, end_report_on=opened_on)
    cycle = open_cycle(place.framework, by=place.by, opened_on=opened_on, opened_at=meeting)
    plan = _plan(place, cycle, meeting)
    _mandate(place, cycle, meeting)
    approve(meeting, by=place.by, on=min(opened_on + 7 * DAY, until))
    for action in Action.objects.filter(plan=plan.pk).select_related("plan__cycle"):
        _follow(place, action, opened_on, until)
    return cycle


def _meet(place: Place, number: int, on: datetime.date) -> Meeting:
    """The meeting with who came; every obstacle before it gets an answer, every need its choice."""
    kind = MeetingKind.CONSTITUTIVE if number == 1 else MeetingKind.ORDINARY
    meeting = Meeting(
        framework=place.framework,
        number=number,
        kind=kind,
        held_on=PartialDate.from_iso(on.isoformat()),
        place="Salle de la mairie",
        chair=place.people[0],
        secretary=place.people[1],
        invitation_sent_on=on - place.rng.randrange(5, 15) * DAY,
    )
    call_meeting(meeting, by=place.by)
    came = place.people if number == 1 else [p for p in place.people if place.chance(0.8)]
    sheet = [Newcomer(person, Mark("present")) for person in came]
    record_attendance(meeting, by=place.by, marks={}, newcomers=sheet)
    _answer(place, meeting)
    if number > 1:
        say_a_need(place, place.rng.choice(place.sectors), on - DAY)
    heard = place.framework.needs.filter(state=NeedState.IDENTIFIED)
    retain_needs(meeting, [NeedChoice(n, NeedState.RETAINED) for n in heard], by=place.by)
    return meeting


def _mandate(place: Place, cycle: Cycle, meeting: Meeting) -> None:
    """The first meeting sets the committee up, one of each party; each cycle has its mandate."""
    committee = Committee.objects.filter(framework=place.framework).first()
    if committee is None:
        committee = set_up(
            place.framework, by=place.by, set_up_on=cycle.opened_on, set_up_at=meeting
        )
        for person in place.people[::3]:
            seat(committee, person, by=place.by, since=cycle.opened_on)
    give_mandate(
        committee,
        by=place.by,
        tasks="Aller voir chaque action et dire ce qui bloque",
        valid_from=cycle.opened_on,
        cycle=cycle,
        agreed_at=meeting,
        change_reason="" if cycle.number == 1 else "Reconduit sans changement",
    )


def _answer(place: Place, meeting: Meeting) -> None:
    rows = []
    for passage in meeting.obstacles.all():
        passage.answer = place.rng.choice(ANSWERS)
        rows.append(Line(passage, passage.save, ["answer"]))
    answer_obstacles(meeting, rows, by=place.by)


def _plan(place: Place, cycle: Cycle, meeting: Meeting) -> ActionPlan:
    """What waits is carried over, each retained need gets its action, each action its money."""
    plan = draw_up(cycle, by=place.by, starts_on=cycle.opened_on, agreed_at=meeting)
    waiting = to_carry(place.framework)[:2]
    if waiting:
        decided = {action.pk: Decided("conseil") for action in waiting}
        reason = "Pas finie au cycle précédent"
        carry_over(plan, waiting, by=place.by, on=cycle.opened_on, reason=reason, decided=decided)
    for need in place.framework.needs.filter(state=NeedState.RETAINED, actions=None):
        _act(place, plan, need)
    promises = [
        _promise(place, action, party)
        for action in plan.actions.all()
        for party in place.rng.sample([place.town_hall, *place.organisations], 2)
    ]
    record_promises(plan, [Line(row, row.save, ["promised"]) for row in promises], by=place.by)
    return plan


def _act(place: Place, plan: ActionPlan, need: Need) -> Action:
    theme = next((t for t in THEMES if t.nature == need.nature), THEMES[0])
    return add_action(
        plan,
        by=place.by,
        needs=[need],
        wording=theme.action,
        sector=need.sector,
        responsible=place.rng.choice([place.town_hall, *place.organisations, place.service]),
        due_on=plan.starts_on + place.rng.randrange(30, 90) * DAY,
        estimated_cost=place.rng.randrange(2, 40) * 50_000,
        month_1=True,
        month_2=place.chance(0.5),
    )


def _promise(place: Place, action: Action, party: Organisation) -> FundingLine:
    amount = place.rng.randrange(1, 20) * 25_000
    return FundingLine(action=action, party=party, promised=amount, category="fonctionnement")


def _follow(place: Place, action: Action, opened_on: datetime.date, until: datetime.date) -> None:
    """What the committee says half-way and at the end, what was paid, and what blocks."""
    half, end = opened_on + 45 * DAY, opened_on + APART - 3 * DAY
    if half > until:
        return
    _tell(place, action, Situation.RUNNING, half)
    for line in action.funding.all():
        if place.chance(0.7):
            paid = max((line.promised or 0) // 25_000 * place.rng.randrange(2, 5) // 4, 1) * 25_000
            record_payment(line, by=place.by, amount=paid, paid_on=half)
    if place.chance(0.2):
        _block(place, action, half)
    if end > until:
        return
    wanted = place.rng.choice((Situation.DONE, Situation.DONE, Situation.PARTLY, Situation.RUNNING))
    _tell(place, action, wanted, end)


def _tell(place: Place, action: Action, situation: Situation, on: datetime.date) -> None:
    progress = {Situation.DONE: 100, Situation.PARTLY: 60}.get(situation, 40)
    late = place.rng.randrange(0, 20) * DAY
    done_on = min(cast("datetime.date", action.due_on) + late - 5 * DAY, on)
    say(
        action,
        by=place.by,
        voice=Voice.COMMITTEE,
        situation=situation,
        said_on=on,
        progress=progress,
        done_on=done_on if situation == Situation.DONE else None,
    )


def _block(place: Place, action: Action, on: datetime.date) -> None:
    category, words = place.rng.choice(BLOCKS)
    obstacle = Obstacle(
        framework=place.framework,
        action=action,
        category=category,
        description=words,
        unblocker=place.rng.choice(("comite", "mairie", "partie", "conseiller", "etat")),
        raised_on=on,
    )
    raise_obstacle(obstacle, by=place.by)
