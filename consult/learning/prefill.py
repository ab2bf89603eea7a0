"""What the record says already: a sentence for each field of a sheet, and where it comes from.

Names of persons, phone numbers and notes in confidence are never read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Action, ActionPlan, FundingLine, Payment
from communes.models import Organisation, OrganisationKind
from consult.learning.models import ExperienceSheet
from consult.learning.outline import Kind, fields
from consult.learning.phones import phones_in
from foundation.formats.dates import day
from foundation.formats.money import fcfa
from frameworks.models import Cycle, Deliberation, Framework, Need
from monitoring.models import Report, ReportState, Situation
from monitoring.querysets import with_situation

MOST = 20  # sentences of one field: what is longer is read in the record itself


class Said(NamedTuple):
    """One sentence and the record that holds it."""

    text: str
    source: models.Model
    label: str


@dataclass(frozen=True)
class Proposal:
    """What a field may say: the answer, and each sentence with its record."""

    value: Any
    sources: list[Said] = field(default_factory=list)

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """As a sheet keeps it: the sentence, the kind and key of the record, its name."""
        return [
            {
                "text": said.text,
                "model": said.source._meta.label_lower,
                "id": said.source.pk,
                "label": said.label,
                **_number(said.source),
            }
            for said in self.sources
        ]


def _number(source: models.Model) -> dict[str, int]:
    """The number by which an address names a plan or a cycle."""
    if isinstance(source, ActionPlan):
        return {"number": source.cycle.number}
    return {"number": source.number} if isinstance(source, Cycle) else {}


def proposals(sheet: ExperienceSheet) -> dict[str, Proposal]:
    """What the record says of each field of this sheet; nothing where it says nothing."""
    facts = Facts(sheet)
    found: dict[str, Proposal] = {}
    for one in fields(sheet.variant, sheet.edition):
        if one.key not in PROPOSED:
            continue
        told = PROPOSED[one.key](facts)
        said = [each for each in told if each.text and not phones_in(each.text)][:MOST]
        if not said:
            continue
        value: Any = "\n".join(each.text for each in said)
        if one.kind is Kind.LIST:
            value = [each.text for each in said]
        elif one.kind in WHOLE:
            value = WHOLE[one.kind](facts)
        found[one.key] = Proposal(value, said)
    return found


class Facts:
    """The records a sheet tells of, each kind read once."""

    def __init__(self, sheet: ExperienceSheet) -> None:
        self.sheet = sheet
        self.commune = sheet.commune

    @cached_property
    def framework(self) -> Framework | None:
        action, cycle = self.sheet.action, self.sheet.cycle
        if action:
            return action.plan.cycle.framework
        return cycle.framework if cycle else self.sheet.framework

    @cached_property
    def plans(self) -> list[ActionPlan]:
        """The agreed plans of what is told, the oldest first."""
        if self.framework is None:
            return []
        found = ActionPlan.objects.sealed().filter(cycle__framework=self.framework)
        if self.sheet.action:
            found = found.filter(pk=self.sheet.action.plan_id)
        elif self.sheet.cycle:
            found = found.filter(cycle=self.sheet.cycle)
        chosen = found.select_related("cycle", "deliberation", "agreed_at")
        return list(chosen.order_by("cycle__number"))

    @cached_property
    def actions(self) -> list[Any]:
        chosen = Action.objects.filter(plan__in=self.plans)
        if self.sheet.action:
            chosen = chosen.filter(pk=self.sheet.action.pk)
        rows = with_situation(chosen).select_related("plan__cycle", "responsible")
        return list(rows.prefetch_related("partners").order_by("plan__cycle__number", "number"))

    @cached_property
    def done(self) -> list[Any]:
        """Actions done; an action carried over and done counts where it was done."""
        return [action for action in self.actions if action.situation == Situation.DONE]

    @cached_property
    def professionals(self) -> list[Any]:
        """The professional organisations of the framework, with their members as last counted."""
        if self.framework is None:
            return []
        seats = self.framework.members.sitting().order_by().values("organisation")
        kind = OrganisationKind.PROFESSIONAL
        chosen = Organisation.objects.filter(pk__in=seats, kind=kind)
        return list(chosen.with_members().order_by("name"))

    @cached_property
    def needs(self) -> list[Need]:
        chosen = Need.objects.filter(actions__in=[action.pk for action in self.actions])
        rows = chosen.distinct().select_related("organisation", "sector")
        return list(rows.order_by("code"))


def about(action: Action) -> str:
    """The name of an action in a list of sources."""
    said = {"number": action.number, "plan": action.plan.cycle.number}
    return _("action no. %(number)s of plan no. %(plan)s") % said


def _name(facts: Facts) -> Iterator[Said]:
    action = facts.sheet.action
    if action:
        yield Said(action.wording, action, about(action))
    elif facts.framework:
        yield Said(facts.framework.name, facts.framework, _("the framework"))


def _place(facts: Facts) -> Iterator[Said]:
    cercle = facts.commune.cercle
    names = {"commune": facts.commune, "cercle": cercle.name, "region": cercle.region.name}
    text = _("%(commune)s, cercle of %(cercle)s, region of %(region)s") % names
    yield Said(text, facts.framework or facts.commune, _("the commune’s record"))


def _period(facts: Facts) -> Iterator[Said]:
    for plan in facts.plans:
        said = {
            "number": plan.cycle.number,
            "first": day(plan.starts_on),
            "last": day(plan.ends_on),
        }
        text = _("Plan no. %(number)s: from %(first)s to %(last)s.") % said
        yield Said(text, plan, str(plan))


def _days(facts: Facts) -> dict[str, str]:
    first = min(plan.starts_on for plan in facts.plans)
    return {
        "start": first.isoformat(),
        "end": max(plan.ends_on for plan in facts.plans).isoformat(),
    }


def _members(facts: Facts) -> Iterator[Said]:
    for party in facts.professionals:
        if party.members is None:
            continue
        said = {"name": party.name, "women": party.members_women, "men": party.members_men}
        text = _("%(name)s: %(women)s women and %(men)s men are members.") % said
        yield Said(text, party, party.name)


def _counts(facts: Facts) -> dict[str, int]:
    counted = [party for party in facts.professionals if party.members is not None]
    villages = {need.village for need in facts.needs if need.village}
    found = {
        "communes": 1,
        "women": sum(party.members_women or 0 for party in counted),
        "men": sum(party.members_men or 0 for party in counted),
    }
    return found | ({"villages": len(villages)} if villages else {})


def _activities(facts: Facts) -> Iterator[Said]:
    for action in facts.done:
        yield Said(action.wording, action, about(action))


def _results(facts: Facts) -> Iterator[Said]:
    for action in facts.done:
        said = {"result": action.expected_result or action.wording, "achieved": action.achieved}
        text = _("%(result)s: %(achieved)s") % said if action.achieved else action.expected_result
        yield Said(text, action, about(action))


def _beneficiaries(facts: Facts) -> Iterator[Said]:
    for party in facts.professionals:
        yield Said(party.name, party, party.name)


def _groups(facts: Facts) -> dict[str, str]:
    return {"groups": ", ".join(party.name for party in facts.professionals), "criteria": ""}


def _design(facts: Facts) -> Iterator[Said]:
    for need in facts.needs:
        who = need.organisation or need.sector
        said = {"need": need.statement.rstrip("."), "who": who, "day": day(need.identified_on)}
        text = _("Need said by %(who)s on %(day)s: %(need)s.") % said
        yield Said(text, need, _("need %(code)s") % {"code": need.code})


def _approval(facts: Facts) -> Iterator[Said]:
    founding = facts.framework.founding_deliberation if facts.framework else None
    if founding:
        text = _("The council created the framework by deliberation no. %(number)s of %(day)s.")
        yield _act(text, founding)
    for plan in facts.plans:
        if plan.agreed_on:
            said = {"number": plan.cycle.number, "day": day(plan.agreed_on)}
            text = _("The framework agreed plan no. %(number)s on %(day)s.") % said
            yield Said(text, plan, str(plan))
        if plan.deliberation:
            text = _("The council voted its share by deliberation no. %(number)s of %(day)s.")
            yield _act(text, plan.deliberation)


def _act(text: str, act: Deliberation) -> Said:
    said = {"number": act.number, "day": day(act.dated)}
    return Said(text % said, act, _("deliberation no. %(number)s") % {"number": act.number})


def _roles(facts: Facts) -> Iterator[Said]:
    for action in facts.actions:
        if action.responsible is None:
            continue
        partners = ", ".join(party.name for party in action.partners.all())
        said = {"action": action.wording.rstrip("."), "who": action.responsible.name}
        text = _("%(action)s: %(who)s answers for it.") % said
        if partners:
            more = said | {"partners": partners}
            text = _("%(action)s: %(who)s answers for it, with %(partners)s.") % more
        yield Said(text, action, about(action))


def _monitoring(facts: Facts) -> Iterator[Said]:
    committee = getattr(facts.framework, "committee", None)
    if committee:
        count = committee.members.running(facts.sheet.as_of).count()
        said = {"count": count, "day": day(committee.set_up_on)}
        text = ngettext(
            "A committee of %(count)s member, set up on %(day)s, follows the plan.",
            "A committee of %(count)s members, set up on %(day)s, follows the plan.",
            count,
        )
        yield Said(text % said, committee, _("the committee"))
    cycles = [plan.cycle_id for plan in facts.plans]
    reports = Report.objects.filter(cycle__in=cycles, state=ReportState.VALIDATED).defer("html")
    for report in reports.order_by("written_on").select_related("cycle"):
        said = {"kind": report.get_kind_display(), "day": day(report.written_on)}
        text = _("The committee wrote a report (%(kind)s) on %(day)s.") % said
        number = {"number": report.cycle.number}
        yield Said(text, report, _("report on cycle no. %(number)s") % number)


def _contributions(facts: Facts) -> Iterator[Said]:
    lines = FundingLine.objects.standing().filter(action__in=facts.actions).order_by()
    promised = _sums(lines, "party", "promised")
    paid = _sums(Payment.objects.filter(line__action__in=facts.actions), "line__party", "amount")
    parties = Organisation.objects.filter(pk__in={*promised, *paid}).order_by("name")
    for party in parties:
        amounts = promised.get(party.pk, 0), paid.get(party.pk, 0)
        said = {"who": party.name, "promised": fcfa(amounts[0]), "paid": fcfa(amounts[1])}
        text = _("%(who)s: %(promised)s promised, %(paid)s paid or brought.") % said
        yield Said(text, party, party.name)


def _sums(rows: Any, party: str, amount: str) -> dict[int, int]:
    sums = rows.order_by().values(party).annotate(total=models.Sum(amount))
    return {row[party]: row["total"] for row in sums if row["total"]}


PROPOSED: Final[dict[str, Callable[[Facts], Iterable[Said]]]] = {
    "1.1": _name,
    "1.2": _place,
    "1.3": _period,
    "1.4": _members,
    "1.6": _activities,
    "1.7": _results,
    "1.9": _beneficiaries,
    "2.2": _design,
    "2.3": _approval,
    "2.4": _roles,
    "2.5": _monitoring,
    "2.7": _contributions,
}
WHOLE: Final[dict[Kind, Callable[[Facts], Any]]] = {
    Kind.PERIOD: _days,
    Kind.SCALE: _counts,
    Kind.BENEFICIARIES: _groups,
}


def causes_of(sheet: ExperienceSheet) -> list[str]:
    """The kinds of obstacle met by what the sheet tells: codes, each once."""
    framework = Facts(sheet).framework
    if framework is None:
        return []
    told = Q()
    if sheet.action:
        told = Q(action=sheet.action)
    elif sheet.cycle:
        told = Q(action__plan__cycle=sheet.cycle)
    return sorted(set(framework.obstacles.filter(told).values_list("category", flat=True)))


def needs_of(sheet: ExperienceSheet) -> list[Need]:
    """The needs what the sheet tells answered."""
    return Facts(sheet).needs
