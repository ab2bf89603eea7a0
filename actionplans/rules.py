"""What a three-month plan must satisfy (R6, R8, R13, R14, R18): the sentence that stops an act
is the sentence shown beforehand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, CarryChoice, FundingCategory, FundingLine
from actionplans.models.actions import three_months_after
from communes.models import Organisation, OrganisationKind
from foundation.formats.dates import day
from foundation.records.rules import Finding, Strength
from frameworks.models import CycleState


def r6_three_months(plan: ActionPlan) -> list[Finding]:
    """R6: a plan lasts three months, unless a reason is written down."""
    sentence = r6_length(plan.starts_on, plan.ends_on)
    if not sentence:
        return []
    strength = Strength.WARN if plan.length_reason else Strength.BLOCK
    return [Finding("R6", strength, sentence)]


def r6_length(starts_on: datetime.date, ends_on: datetime.date) -> str:
    """The sentence of R6 for these two days; empty when the plan lasts three months."""
    expected = three_months_after(starts_on)
    if ends_on == expected:
        return ""
    return _(
        "A plan lasts three months: from %(start)s it runs until %(end)s. "
        "Correct the days, or write why it is shorter or longer."
    ) % {"start": day(starts_on), "end": day(expected)}


def r6_actions_complete(plan: ActionPlan) -> list[Finding]:
    """R6: before the plan is agreed, every action has one responsible and a last possible day."""
    if not plan.actions.exists():
        return [Finding("R6", Strength.BLOCK, _("The plan has no action yet. Add the first one."))]
    nobody = _numbers(plan.actions.without_responsible())
    no_day = _numbers(plan.actions.without_due_date())
    found = []
    if nobody:
        sentence = ngettext(
            "Name a responsible for action no. %(numbers)s.",
            "Name a responsible for actions nos. %(numbers)s.",
            len(nobody),
        )
        found.append(Finding("R6", Strength.BLOCK, sentence % {"numbers": _listed(nobody)}))
    if no_day:
        sentence = ngettext(
            "Give action no. %(numbers)s its last possible day.",
            "Give actions nos. %(numbers)s their last possible day.",
            len(no_day),
        )
        found.append(Finding("R6", Strength.BLOCK, sentence % {"numbers": _listed(no_day)}))
    return found


def r8_programme_never_invests(plan: ActionPlan) -> list[Finding]:
    """R8: a support programme pays for no investment, unless an adviser wrote why."""
    lines = _lines(plan).programme_investments().not_excused()
    numbers = sorted(set(lines.values_list("action__number", flat=True)))
    if not numbers:
        return []
    sentence = ngettext(
        "In action no. %(numbers)s a programme pays for an investment. "
        "It cannot: choose another party or another use.",
        "In actions nos. %(numbers)s a programme pays for an investment. "
        "It cannot: choose another party or another use.",
        len(numbers),
    )
    return [Finding("R8", Strength.BLOCK, sentence % {"numbers": _listed(numbers)})]


def r8_line(party: Organisation, category: str, reason: str = "") -> str:
    """The sentence of R8 for one promise; empty when it may stand."""
    if party.kind != OrganisationKind.PROGRAMME or category != FundingCategory.INVESTMENT:
        return ""
    if reason:
        return ""
    return _(
        "A programme cannot pay for an investment. Choose another use, "
        "or ask your adviser to allow it with a reason."
    )


def r13_cost_covered(plan: ActionPlan) -> list[Finding]:
    """R13: every action has an estimated cost; more promised or paid than agreed wants a look."""
    missing = _numbers(plan.actions.without_cost())
    over = _numbers(plan.actions.over_covered())
    paid = sorted(set(_lines(plan).overpaid().values_list("action__number", flat=True)))
    sentences = [_no_cost(missing), _too_much(over)]
    if paid:
        sentences.append(
            ngettext(
                "More was paid than promised for action no. %(numbers)s. Check the amounts.",
                "More was paid than promised for actions nos. %(numbers)s. Check the amounts.",
                len(paid),
            )
            % {"numbers": _listed(paid)}
        )
    return [Finding("R13", Strength.WARN, sentence) for sentence in sentences if sentence]


def r13_action(number: int, cost: int | None, promised: int) -> str:
    """The sentence of R13 for one action; empty when nothing wants a look."""
    if cost is None:
        return _no_cost([number])
    return _too_much([number]) if promised > cost else ""


def _no_cost(numbers: list[int]) -> str:
    if not numbers:
        return ""
    sentence = ngettext(
        "Estimate the cost of action no. %(numbers)s (0 is allowed).",
        "Estimate the cost of actions nos. %(numbers)s (0 is allowed).",
        len(numbers),
    )
    return sentence % {"numbers": _listed(numbers)}


def _too_much(numbers: list[int]) -> str:
    if not numbers:
        return ""
    sentence = ngettext(
        "More is promised than action no. %(numbers)s costs. Check the amounts.",
        "More is promised than actions nos. %(numbers)s cost. Check the amounts.",
        len(numbers),
    )
    return sentence % {"numbers": _listed(numbers)}


def against_taking_over(line: FundingLine, party: Organisation) -> list[str]:
    """Why this party cannot take over this promise, in sentences; empty when it can."""
    if line.replaced_by_id:
        return [_("Another party already took over this promise.")]
    if party.pk == line.party_id:
        return [_("Choose another party than the one that promised.")]
    paid = line.payments.aggregate(total=Sum("amount"))["total"] or 0
    if paid and line.promised is not None and paid >= line.promised:
        return [_("This promise was kept: all of it is paid. There is nothing to take over.")]
    sentence = r8_line(party, line.category)
    return [sentence] if sentence else []


def r14_sector_and_need(plan: ActionPlan) -> list[Finding]:
    """R14: an action belongs to a priority sector and answers at least one need."""
    priority = plan.cycle.framework.priority_sectors.active(plan.starts_on).values("sector")
    aside = _numbers(plan.actions.filter(Q(sector=None) | ~Q(sector__in=priority)))
    no_need = _numbers(plan.actions.without_need())
    found = []
    if aside:
        sentence = ngettext(
            "Action no. %(numbers)s belongs to no priority sector.",
            "Actions nos. %(numbers)s belong to no priority sector.",
            len(aside),
        )
        found.append(Finding("R14", Strength.WARN, sentence % {"numbers": _listed(aside)}))
    if no_need:
        sentence = ngettext(
            "Action no. %(numbers)s answers no need. Tick the need it answers.",
            "Actions nos. %(numbers)s answer no need. Tick the needs they answer.",
            len(no_need),
        )
        found.append(Finding("R14", Strength.WARN, sentence % {"numbers": _listed(no_need)}))
    return found


def third_return(plan: ActionPlan) -> list[Finding]:
    """Actions that come back for the third time and that the council or the adviser looks at."""
    found = []
    for action in plan.actions.asked_on_return().order_by("number"):
        if action.carry_choice == CarryChoice.COUNCIL:
            sentence = _("Action no. %(number)s comes back once more: take it to the council.")
        else:
            sentence = _("Action no. %(number)s comes back once more: ask the adviser about it.")
        found.append(Finding("", Strength.WARN, sentence % {"number": action.number}))
    return found


def r18_closed_cycle(
    plan: ActionPlan, *, paid_on: datetime.date | None, note: str
) -> list[Finding]:
    """R18: payments of a closed cycle are frozen; what comes later is a dated adjustment."""
    if plan.cycle.state != CycleState.CLOSED or (paid_on and note):
        return []
    sentence = _(
        "This cycle is closed. A payment added now is an adjustment: give its day and say why."
    )
    return [Finding("R18", Strength.BLOCK, sentence)]


def ready_to_seal(plan: ActionPlan) -> list[Finding]:
    """Everything the plan still lacks, what stops it first."""
    found = [
        *r6_three_months(plan),
        *r6_actions_complete(plan),
        *r8_programme_never_invests(plan),
        *r13_cost_covered(plan),
        *r14_sector_and_need(plan),
        *third_return(plan),
    ]
    return sorted(found, key=lambda finding: finding.strength is not Strength.BLOCK)


def sealed(plan: ActionPlan) -> str:
    """Why the plan can no longer be changed; empty while it is a draft."""
    if not plan.is_sealed:
        return ""
    return _(
        "The framework agreed this plan on %(day)s: it changes no more. "
        "Payments and news can still be recorded."
    ) % {"day": day(plan.agreed_on)}


def _numbers(actions: Any) -> list[int]:
    """The numbers of some actions, in order, each once."""
    return sorted(set(actions.order_by().values_list("number", flat=True)))


def _lines(plan: ActionPlan) -> Any:
    return FundingLine.objects.filter(action__plan=plan).standing().order_by()


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)
