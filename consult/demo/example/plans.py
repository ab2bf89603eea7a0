"""The cycles with their three-month plans: actions, who promised what, what was paid."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from actionplans.models import (
    Action,
    ActionPlan,
    FundingCategory,
    FundingKind,
    FundingLine,
    Payment,
    PlanState,
)
from actionplans.services.sealing import keep_version
from consult.cycle.rules import r9_report_or_default
from consult.cycle.services import due_days
from consult.demo.example.book import Book, find, find_all, find_needed, pointed
from consult.demo.example.reading import Item
from frameworks.models import Cycle, CycleState, Meeting


def load_cycles(book: Book) -> None:
    """Cycle n closes on the day of the meeting that opens cycle n + 1; the last stays open."""
    items = book.item.items("cycles", _("cycle"), known_by="no")
    items.sort(key=lambda item: item.number("no"))
    reports = end_reports(book)
    for item, following in zip(items, [*items[1:], None], strict=True):
        number = item.text("no")
        known = Cycle.objects.filter(framework=book.framework, number=item.number("no")).first()
        closed_on = _held_on(book, following) if following else None
        book.cycles[number] = known or _cycle(book, item, closed_on, reports.get(number))
        _load_plan(book, item, book.cycles[number])


def _held_on(book: Book, item: Item) -> datetime.date:
    opened_at: Meeting = find_needed(item, "opened_by", book.meetings)
    if opened_at.held_on is None:
        raise item.refuse(_("The meeting that opens the cycle was not held."))
    held_on: datetime.date = opened_at.held_on.first_day
    return held_on


def end_reports(book: Book) -> dict[str, Item]:
    """The committee's end report of each cycle."""
    reports = book.item.items("reports", _("report"))
    return {
        report.text("cycle"): report for report in reports if report.text("kind") == "fin_cycle"
    }


def _cycle(book: Book, item: Item, closed_on: datetime.date | None, report: Item | None) -> Cycle:
    opened_on = _held_on(book, item)
    reported_on = report.day_needed("date") if report else None
    if closed_on:
        _check_report(item, reported_on, report)
    dues = {
        **due_days(opened_on, at_meeting=True),
        "follow_up_due_on": item.part("plan").day("end") or opened_on,
    }
    return book.enter(
        item,
        Cycle,
        framework=book.framework,
        commune=book.commune,
        number=item.number("no"),
        state=CycleState.CLOSED if closed_on else CycleState.OPEN,
        opened_on=opened_on,
        opened_at=find_needed(item, "opened_by", book.meetings),
        closed_on=closed_on,
        end_report_on=reported_on,
        default_note=item.text("default_note_fr"),
        default_signed_by=item.text("default_signed_by"),
        closing_note=report.text("summary_fr") if closed_on and report else "",
        **dues,
    )


def _check_report(item: Item, reported_on: datetime.date | None, report: Item | None) -> None:
    """R9: a closed cycle has an end report on every action of its plan, or a note of default."""
    note, signed_by = item.text("default_note_fr"), item.text("default_signed_by")
    for finding in r9_report_or_default(reported_on, note, signed_by):
        raise item.refuse(finding.sentence, finding.code)
    told = set(map(str, report.part("action_progress").facts)) if report else set()
    planned = item.part("plan").items("actions", _("action"), known_by="no")
    untold = [action.text("no") for action in planned if action.text("no") not in told]
    if report and untold:
        sentence = _("The end report says nothing of these actions: %(numbers)s.")
        raise report.refuse(sentence % {"numbers": ", ".join(untold)}, "R9")


def _load_plan(book: Book, item: Item, cycle: Cycle) -> None:
    facts = item.part("plan")
    if not facts.facts:
        return
    item = Item(facts.facts, item.place, _("plan %(number)s") % {"number": cycle.number})
    known = ActionPlan.objects.filter(cycle=cycle).first()
    plan = known or _plan(book, item, cycle)
    for action in item.items("actions", _("action"), known_by="no"):
        key = (str(cycle.number), action.text("no"))
        kept = plan.actions.filter(number=action.number("no")).first() if known else None
        if known and kept is None and plan.is_sealed:
            raise action.refuse(_("The plan is sealed: no action is added to it."))
        book.actions[key] = kept or _action(book, action.within(item), plan)


def _plan(book: Book, item: Item, cycle: Cycle) -> ActionPlan:
    agreed_at: Meeting = find_needed(item, "adopted_at", book.meetings)
    return book.enter(
        item,
        ActionPlan,
        cycle=cycle,
        state=PlanState.AGREED if cycle.state == CycleState.OPEN else PlanState.CLOSED,
        starts_on=item.day_needed("start"),
        ends_on=item.day_needed("end"),
        length_reason=item.text("length_reason_fr"),
        agreed_at=agreed_at,
        agreed_on=agreed_at.approved_on,
        deliberation=find(item, "deliberation", book.deliberations),
    )


def _action(book: Book, item: Item, plan: ActionPlan) -> Action:
    months = item.words("months")
    if not set(months) <= {"1", "2", "3"}:
        raise item.refuse(_("The months of a plan are 1, 2 and 3."))
    origin = _carried_from(book, item)
    action = book.enter(
        item,
        Action,
        plan=plan,
        number=item.number("no"),
        wording=item.text("title_fr", needed=True),
        sector=find_needed(item, "sector", book.sectors),
        expected_result=item.text("expected_result_fr"),
        indicator=item.text("indicator_fr"),
        target=item.text("target"),
        responsible=book.organisation(item, "responsible"),
        due_on=item.day("due_date"),
        estimated_cost=item.count("cost_xof"),
        pdesc_line=find(item, "pdesc_ref", book.pdesc_lines),
        carried_from=origin,
        carried_on=plan.agreed_on if origin else None,
        carried_reason=origin.observations[:300] if origin else "",
        observations=item.text("observations_fr"),
        **{f"month_{month}": str(month) in months for month in (1, 2, 3)},
    )
    action.needs.set(find_all(item, "needs", book.needs))
    action.partners.set(find_all(item, "partners", book.organisations))
    for number, line in enumerate(_lines(item), 1):
        name = _("funding line %(number)s") % {"number": number}
        _promise(book, Item(line.facts, item.place, f"{item.name}, {name}"), action)
    return action


def _lines(item: Item) -> list[Item]:
    """Funding lines have no identifier of their own."""
    lines = item.facts.get("funding") or []
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise item.refuse(_("“funding” is a list of promises."))
    return [Item(line, item.place, item.name) for line in lines]


def _carried_from(book: Book, item: Item) -> Action | None:
    origin = item.part("carried_from")
    if not origin.facts:
        return None
    key = (origin.text("cycle"), origin.text("no"))
    known = {"/".join(pair): action for pair, action in book.actions.items()}
    return pointed(item, "carried_from", "/".join(key), known)


def _promise(book: Book, item: Item, action: Action) -> None:
    line = book.enter(
        item,
        FundingLine,
        action=action,
        party=find_needed(item, "party", book.organisations),
        kind=item.code("kind", FundingKind.values),
        category=item.code("category", FundingCategory.values),
        promised=item.count("planned_xof"),
        override_reason=item.text("override_reason_fr"),
    )
    if paid := item.count("paid_xof"):
        book.enter(item, Payment, line=line, amount=paid)


def seal_plans(book: Book) -> None:
    """The plans just entered were agreed long ago: keep them as they stand."""
    for _item, plan in book.plan_entered():
        keep_version(plan, by=None, on=plan.agreed_on or plan.starts_on)
