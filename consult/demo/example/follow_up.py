"""The committee, its mandates, and what it said of each action, report after report."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from actionplans.models import Action
from communes.models import Person
from consult.demo.example.book import Book, find, find_needed, pointed
from consult.demo.example.reading import Item
from foundation.records.today import today
from monitoring.models import (
    Committee,
    CommitteeMandate,
    CommitteeMember,
    CommitteeRole,
    Situation,
    Statement,
    Voice,
)

REPORT_KINDS = ("mi_parcours", "fin_cycle")


def load_committee(book: Book) -> None:
    """The committee, its members and the versions of its mandate."""
    facts = book.item.part("committee")
    if not facts.facts:
        return
    item = Item(facts.facts, facts.place, _("committee %(id)s") % {"id": facts.text("id")})
    known = Committee.objects.filter(framework=book.framework).first()
    committee = known or _committee(book, item)
    for mandate in item.items("mandates", _("mandate"), known_by="version"):
        if not committee.mandates.filter(version=mandate.number("version")).exists():
            _mandate(book, mandate.within(item), committee)


def _committee(book: Book, item: Item) -> Committee:
    meeting = find_needed(item, "set_up_at", book.meetings)
    day = meeting.held_on.first_day if meeting.held_on else meeting.planned_on
    committee = book.enter(
        item, Committee, framework=book.framework, set_up_at=meeting, set_up_on=day
    )
    for member in item.items("members", _("member"), known_by="person"):
        _member(book, member.within(item), committee)
    return committee


def _member(book: Book, item: Item, committee: Committee) -> None:
    person: Person = find_needed(item, "person", book.people)
    book.enter(
        item,
        CommitteeMember,
        committee=committee,
        person=person,
        role=item.code("role", CommitteeRole.values),
        college=person.college,
        since=committee.set_up_on,
    )


def _mandate(book: Book, item: Item, committee: Committee) -> None:
    starts_on = item.day_needed("valid_from")
    held = (meeting for meeting in book.meetings.values() if str(meeting.held_on) == str(starts_on))
    book.enter(
        item,
        CommitteeMandate,
        committee=committee,
        version=item.number("version"),
        cycle=find(item, "cycle", book.cycles),
        valid_from=starts_on,
        valid_to=item.day("valid_to"),
        tasks="\n".join(item.words("tasks_fr")),
        change_reason=item.text("change_reason_fr"),
        agreed_at=next(held, None),
    )


def load_statements(book: Book) -> None:
    """Of each new action: a statement per report, and last what the action itself says."""
    reports = book.item.items("reports", _("report"))
    for report in reports:
        _check(book, report)
    reports.sort(key=lambda report: report.day_needed("date"))
    for item, action in book.entered(Action):
        cycle = str(action.plan.cycle.number)
        told = [report for report in reports if report.text("cycle") == cycle]
        _say_all(book, item, action, told)


def _check(book: Book, report: Item) -> None:
    """The report is of a kind we know, and speaks of actions its cycle has."""
    report.code("kind", REPORT_KINDS)
    find_needed(report, "cycle", book.cycles)
    book.person(report, "written_by")
    known = {
        no: action for (cycle, no), action in book.actions.items() if cycle == report.text("cycle")
    }
    for number in report.part("action_progress").facts:
        pointed(report, "action_progress", str(number), known)


def _say_all(book: Book, item: Item, action: Action, reports: list[Item]) -> None:
    """The words of the reports, then the last word; said on the same day, the last word stands."""
    done_on = item.day("done_date")
    last_day = reports[-1].day_needed("date") if reports else None
    final_on = _last_word_on(action, done_on, last_day)
    for report in reports:
        progress = progress_in(report, action.number)
        said_on = report.day_needed("date")
        if progress is not None and said_on != final_on:
            situation = situation_of(progress)
            done = (
                done_on if situation == Situation.DONE and done_on and done_on <= said_on else None
            )
            _say(
                book, report, action, said_on, situation=situation, progress=progress, done_on=done
            )
    last = item.code("status", Situation.values)
    if last != Situation.PLANNED or reports:
        _say(
            book,
            item,
            action,
            final_on,
            situation=last,
            progress=item.count("progress_pct"),
            done_on=done_on,
            note=item.text("observations_fr"),
        )


def _last_word_on(
    action: Action, done_on: datetime.date | None, last_report: datetime.date | None
) -> datetime.date:
    """The last word comes after the reports, and not before the action was done."""
    known = [day for day in (done_on, last_report) if day]
    return max(known) if known else min(action.plan.ends_on, today())


def progress_in(report: Item, number: int) -> int | None:
    """What a report says of one action, in per cent; a key of YAML may be 1 or "1"."""
    part = report.part("action_progress")
    said = Item({str(key): value for key, value in part.facts.items()}, part.place, part.name)
    return said.count(str(number))


def situation_of(progress: int) -> Situation:
    """What a percentage tells when nothing else is said."""
    if progress == 0:
        return Situation.PLANNED
    return Situation.DONE if progress >= 100 else Situation.RUNNING


def _say(book: Book, item: Item, action: Action, said_on: datetime.date, **said: Any) -> None:
    closed_on = action.plan.cycle.closed_on
    book.enter(
        item,
        Statement,
        action=action,
        voice=Voice.COMMITTEE,
        said_on=said_on,
        after_closing=bool(closed_on and said_on > closed_on),
        **said,
    )
