"""What the record already holds for each measure area of a framework (domain § 9.1).

Nothing is typed twice: each fact is read where it is kept, and an empty one says where to enter it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, ContractKind, FundingLine
from communes.models import FundingCategory, MeasureArea, OrganisationKind
from consult.learning.models import ExchangeLevel, ExchangeVisit, ExperienceSheet, Training
from foundation.formats.dates import day
from foundation.formats.money import fcfa
from foundation.formats.numbers import number
from foundation.formats.ratios import known_sum
from frameworks.models import Framework, Meeting, MeetingKind, Need, TaxRecord, TrustSurvey
from frameworks.models.revenue import FEW
from monitoring.indicators.money import money_by_cycle, together
from monitoring.indicators.organisations import organisations_of
from monitoring.indicators.plans import actions_agreed
from monitoring.models import Situation

PRIVATE = (OrganisationKind.PROFESSIONAL, OrganisationKind.FIRM)
INVESTED = (FundingCategory.INVESTMENT, FundingCategory.EQUIPMENT)


class Fact(NamedTuple):
    """One field an area implies: what the record says, or nothing, and where it is entered."""

    label: str
    value: str
    url: str


class Area(NamedTuple):
    """A measure area and its facts."""

    code: str
    name: str
    facts: list[Fact]


class Reader(NamedTuple):
    """Who reads: fewer than five displaced people are not told to those who read no names."""

    framework: Framework
    show_few: bool
    confides: bool

    def page(self, name: str) -> str:
        return reverse(name, kwargs={"slug": self.framework.commune.slug})

    def few(self, people: int | None) -> str:
        if people is not None and 0 < people < FEW and not self.show_few:
            return _("fewer than 5")
        return number(people)


def areas_of(
    framework: Framework, codes: list[str], *, show_few: bool, confides: bool
) -> list[Area]:
    """The chosen areas in the order of the list, in a number of queries the rows do not change."""
    reader = Reader(framework, show_few, confides)
    return [
        Area(area.value, str(area.label), FACTS[area](reader))
        for area in MeasureArea
        if area.value in codes
    ]


def _budget(reader: Reader) -> list[Fact]:
    framework = reader.framework
    plans = ActionPlan.objects.sealed().filter(cycle__framework=framework).order_by()
    counted = plans.aggregate(
        agreed=Count("pk"),
        voted=Count("pk", filter=Q(deliberation__isnull=False)),
        posted=Count("pk", filter=Q(deliberation__posted_on__isnull=False)),
        budgeted=Count("pk", filter=Q(deliberation__budget_year__isnull=False)),
    )
    money = together(money_by_cycle(framework.cycles.all()).values())
    years = TaxRecord.objects.filter(commune=framework.commune).order_by("-year")
    noted = list(years.values_list("year", flat=True).distinct())
    held = Meeting.objects.filter(framework=framework).held()
    accounts = held.filter(kind=MeetingKind.REVIEW).count()
    acts = reader.page("frameworks:deliberations")
    return [
        Fact(_("Communal share voted"), _of(counted["voted"], counted["agreed"]), acts),
        Fact(_("Budget year named"), _of(counted["budgeted"], counted["agreed"]), acts),
        Fact(_("Deliberation posted"), _of(counted["posted"], counted["agreed"]), acts),
        Fact(_("Promised"), fcfa(money.promised or None), reader.page("actionplans:plan")),
        Fact(_("Paid or valued"), fcfa(money.paid or None), reader.page("actionplans:plan")),
        Fact(
            _("Years of taxes noted"),
            ", ".join(str(year) for year in sorted(noted)),
            reader.page("frameworks:revenue"),
        ),
        Fact(_("Public account (review meetings)"), _some(accounts), reader.page("meetings:list")),
    ]


def _dialogue(reader: Reader) -> list[Fact]:
    framework = reader.framework
    seats = framework.members.sitting().aggregate(
        women=Count("pk", filter=Q(organisation__womens_organisation=True)),
        young=Count("pk", filter=Q(organisation__youth_organisation=True)),
    )
    trained = Training.objects.filter(commune=framework.commune).aggregate(
        n=Count("pk"), women=Sum("women"), men=Sum("men")
    )
    asked = TrustSurvey.objects.filter(cycle__framework=framework)
    surveys = list(asked.order_by("-asked_on").values_list("asked_on", flat=True))
    members, trainings = reader.page("frameworks:members"), reader.page("training:trainings")
    facts = [
        Fact(_("Women’s organisations that sit"), _some(seats["women"]), members),
        Fact(_("Youth organisations that sit"), _some(seats["young"]), members),
        Fact(_("Trainings"), _some(trained["n"]), trainings),
        Fact(_("People trained"), number(known_sum((trained["women"], trained["men"]))), trainings),
        Fact(_("Trust surveys"), _surveys(surveys), reader.page("frameworks:trust")),
    ]
    if reader.confides:
        noted = framework.meetings.filter(conflict_notes__isnull=False).distinct().count()
        label = _("Meetings with a note in confidence")
        facts.append(Fact(label, _some(noted), reader.page("meetings:list")))
    return facts


def _economy(reader: Reader) -> list[Fact]:
    framework = reader.framework
    agreed = actions_agreed(framework.cycles.all())
    names = [
        f"jobs_{when}{who}" for when in ("expected", "created") for who in ("", "_women", "_young")
    ]
    sums = agreed.aggregate(**{name: Sum(name) for name in names})
    contracts = agreed.exclude(contract_kind="").values_list("contract_kind", flat=True).distinct()
    lines = FundingLine.objects.standing().filter(action__plan__cycle__framework=framework)
    private = lines.filter(party__kind__in=PRIVATE, category__in=INVESTED)
    invested = private.aggregate(total=Sum("promised"))["total"]
    kinds = sorted(str(ContractKind(kind).label) for kind in contracts)
    plan = reader.page("actionplans:plan")
    return [
        Fact(_("Jobs expected"), _jobs(sums, "jobs_expected"), plan),
        Fact(_("Jobs created"), _jobs(sums, "jobs_created"), plan),
        Fact(_("Private investment promised"), fcfa(invested), plan),
        Fact(_("Public–private contracts"), ", ".join(kinds), plan),
    ]


def _network(reader: Reader) -> list[Fact]:
    commune = reader.framework.commune
    visits = ExchangeVisit.objects.filter(commune=commune)
    counted = visits.order_by().aggregate(n=Count("pk"), women=Sum("women"), men=Sum("men"))
    levels = set(visits.order_by().values_list("level", flat=True).distinct())
    audiences = visits.exclude(audience="").values_list("audience", flat=True)[:3]
    shared = ExperienceSheet.objects.filter(commune=commune).published().count()
    exchanges = reader.page("training:exchanges")
    people = known_sum((counted["women"], counted["men"]))
    return [
        Fact(_("Exchange visits"), _some(counted["n"]), exchanges),
        Fact(_("People who took part"), number(people), exchanges),
        Fact(
            _("Level"),
            ", ".join(str(level.label) for level in ExchangeLevel if level.value in levels),
            exchanges,
        ),
        Fact(_("Audience"), ", ".join(audiences), exchanges),
        Fact(_("Experience sheets published"), _some(shared), ""),
        Fact(
            _("Taken up by others"),
            _some(commune.adoptions.count()),
            reader.page("training:adoptions"),
        ),
    ]


def _displaced(reader: Reader) -> list[Fact]:
    framework = reader.framework
    members = organisations_of(framework).displaced
    met = framework.meetings.aggregate(present=Sum("displaced_present"))["present"]
    needs = Need.objects.filter(framework=framework, displaced__gt=0)
    villages = needs.exclude(village="").order_by("village")
    hosts = list(villages.values_list("village", flat=True).distinct())
    agreed = actions_agreed(framework.cycles.all()).values_list("measure_areas", "situation")
    hosting = [situation for areas, situation in agreed if MeasureArea.DISPLACED in areas]
    actions = _of(hosting.count(Situation.DONE), len(hosting))
    page = reader.page("frameworks:needs")
    return [
        Fact(_("Displaced members"), reader.few(members), reader.page("communes:organisations")),
        Fact(_("Displaced people at meetings"), reader.few(met), reader.page("meetings:list")),
        Fact(_("Services opened (actions done)"), actions, reader.page("actionplans:plan")),
        Fact(_("Villages concerned"), ", ".join(hosts), page),
        Fact(_("Needs that concern them"), _some(needs.count()), page),
    ]


FACTS: dict[MeasureArea, Callable[[Reader], list[Fact]]] = {
    MeasureArea.BUDGET: _budget,
    MeasureArea.DIALOGUE: _dialogue,
    MeasureArea.ECONOMY: _economy,
    MeasureArea.LEARNING: _network,
    MeasureArea.DISPLACED: _displaced,
}


def _some(count: int) -> str:
    """A count as far as anything was counted; none at all is « to be completed »."""
    return number(count) if count else ""


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole} if whole else ""


def _surveys(days: list[Any]) -> str:
    if not days:
        return ""
    counted = ngettext("%(n)s survey", "%(n)s surveys", len(days)) % {"n": len(days)}
    return _("%(surveys)s, the last on %(day)s") % {"surveys": counted, "day": day(days[0])}


def _jobs(sums: dict[str, Any], name: str) -> str:
    if sums[name] is None:
        return ""
    parts = [number(sums[name])]
    if sums[f"{name}_women"] is not None:
        parts.append(_("of which %(n)s for women") % {"n": number(sums[f"{name}_women"])})
    if sums[f"{name}_young"] is not None:
        parts.append(_("of which %(n)s for young people") % {"n": number(sums[f"{name}_young"])})
    return ", ".join(parts)
