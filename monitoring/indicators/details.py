"""Everything that splits or completes the figures of a framework, read once for all its cycles."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from foundation.records.today import today
from frameworks.models import Cycle, Decision, Framework
from monitoring.indicators.decisions import DecisionFigures, decisions_due, executed
from monitoring.indicators.mandates import MandateFigures, mandate_figures, mandates_of
from monitoring.indicators.meeting_splits import meeting_splits, sectors_of_seats
from monitoring.indicators.meetings import MeetingFigures, belongs, meetings_of
from monitoring.indicators.money_splits import MoneySplits, money_splits
from monitoring.indicators.need_splits import NeedSplits, need_splits, needs_by_cycle
from monitoring.indicators.organisation_splits import (
    formalised_by_sector,
    registered_between,
    registrations,
)
from monitoring.indicators.organisations import OrganisationFigures, organisations_of
from monitoring.indicators.plan_splits import plan_splits
from monitoring.indicators.production import ProductionFigures, production_of
from monitoring.indicators.programme import ProgrammeFigures, programme_of
from monitoring.indicators.rhythm import RhythmFigures, period_of, rhythm_of
from monitoring.indicators.splits import Row, Split
from monitoring.indicators.training import TrainingFigures, training_by_cycle
from monitoring.indicators.voices import VoiceFigures, seats_of, voices
from monitoring.models import CommitteeMandate, CommitteeMember


@dataclass(frozen=True)
class Gathered:
    """What several cycles need of one framework, read once."""

    framework: Framework
    cycles: list[Cycle]
    meetings: list[MeetingFigures]
    needs: NeedSplits
    organisations: OrganisationFigures
    sectors: list[Row]
    seats: list[CommitteeMember]
    mandates: list[CommitteeMandate]
    decisions: list[Decision]
    day: datetime.date


@dataclass(frozen=True)
class CycleDetails:
    """What completes `CycleFigures`: I01, I05–I07 of its needs, I20 new, I24, I26–I31, splits."""

    cycle: Cycle
    rhythm: RhythmFigures
    plan: tuple[Split, ...]
    money: MoneySplits
    meetings: tuple[MeetingFigures, ...]
    came: tuple[Split, ...]
    needs: NeedSplits
    registered: int
    mandates: MandateFigures
    training: TrainingFigures
    voices: tuple[VoiceFigures, ...]
    decisions: DecisionFigures


@dataclass(frozen=True)
class FrameworkDetails:
    """What completes the figures of all cycles together."""

    rhythm: RhythmFigures | None
    needs: NeedSplits
    organisations: OrganisationFigures
    formalised: Split
    mandates: MandateFigures
    voices: tuple[VoiceFigures, ...]
    decisions: DecisionFigures
    programme: list[ProgrammeFigures]
    production: list[ProductionFigures]


def gather(framework: Framework) -> Gathered:
    """Meetings, needs, organisations, seats, mandates and decisions of a framework."""
    day = today()
    return Gathered(
        framework=framework,
        cycles=list(framework.cycles.order_by("number")),
        meetings=meetings_of(framework),
        needs=need_splits(framework),
        organisations=organisations_of(framework),
        sectors=sectors_of_seats(framework),
        seats=seats_of(framework),
        mandates=mandates_of(framework),
        decisions=decisions_due(framework, day),
        day=day,
    )


def details_of(known: Gathered, cycles: QuerySet[Cycle]) -> list[CycleDetails]:
    """The details of these cycles, in the order of their numbers, in five queries more."""
    plans, money, training = plan_splits(cycles), money_splits(cycles), training_by_cycle(cycles)
    needs, registered = (
        needs_by_cycle(known.needs, known.cycles),
        registrations(known.organisations),
    )
    chosen = set(cycles.order_by().values_list("pk", flat=True))
    found = []
    for cycle in known.cycles:
        if cycle.pk not in chosen:
            continue
        meetings = [each for each in known.meetings if belongs(each, cycle)]
        said, (first, last) = needs.get(cycle.pk, NeedSplits()), period_of(cycle, known.day)
        found.append(
            CycleDetails(
                cycle=cycle,
                rhythm=_rhythm(known, meetings, first, last),
                plan=plans.get(cycle.pk, ()),
                money=money.get(cycle.pk, MoneySplits()),
                meetings=tuple(meetings),
                came=meeting_splits(meetings, known.sectors),
                needs=said,
                registered=registered_between(registered, first, last),
                mandates=mandate_figures(known.mandates, cycle.pk),
                training=training.get(cycle.pk, TrainingFigures()),
                voices=voices(meetings, known.seats, said, last),
                decisions=executed(_taken_at(known.decisions, meetings)),
            )
        )
    return found


def together_of(known: Gathered) -> FrameworkDetails:
    """The details of the whole life of the framework, in four queries more."""
    return FrameworkDetails(
        rhythm=_whole_rhythm(known),
        needs=known.needs,
        organisations=known.organisations,
        formalised=formalised_by_sector(known.organisations, known.sectors),
        mandates=mandate_figures(known.mandates),
        voices=voices(known.meetings, known.seats, known.needs, known.day),
        decisions=executed(known.decisions),
        programme=programme_of(known.framework),
        production=production_of(known.framework),
    )


def _rhythm(
    known: Gathered, meetings: Sequence[MeetingFigures], first: datetime.date, last: datetime.date
) -> RhythmFigures:
    return rhythm_of(known.framework, [each.meeting for each in meetings], first, last)


def _whole_rhythm(known: Gathered) -> RhythmFigures | None:
    """From the first cycle's opening, or the first meeting, to the day the last cycle closed."""
    held = [each.meeting.held_on.first_day for each in known.meetings if each.meeting.held_on]
    starts = held + [cycle.opened_on for cycle in known.cycles]
    if not starts:
        return None
    ends = [cycle.closed_on for cycle in known.cycles if cycle.closed_on]
    is_over = known.framework.state == "clos" and ends
    return _rhythm(known, known.meetings, min(starts), max(ends) if is_over else known.day)


def _taken_at(decisions: Sequence[Decision], meetings: Sequence[MeetingFigures]) -> list[Decision]:
    there = {each.meeting.pk for each in meetings}
    return [each for each in decisions if each.meeting_id in there]
