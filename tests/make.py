"""Plain functions that make what a test needs, in a few lines each. Everything is invented."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    Amendment,
    FundingLine,
    Incentive,
    PlanVersion,
    ValuationRule,
)
from actionplans.models.actions import three_months_after
from actionplans.services.sealing import keep_version
from communes.models import (
    Assignment,
    Cercle,
    Commune,
    LocalDate,
    LocalDateKind,
    MemberCount,
    Organisation,
    OrganisationKind,
    Person,
    Region,
    Role,
    Sector,
)
from consult.meetings.documents.minutes import drawn_minutes
from consult.meetings.services.keeping import fingerprint
from foundation.accounts.models import User
from foundation.files.models import StoredFile
from foundation.formats.partial import PartialDate
from frameworks.models import (
    Attendance,
    Cycle,
    Decision,
    Deliberation,
    Framework,
    FrameworkState,
    Meeting,
    MeetingFile,
    MeetingState,
    MinutesVersion,
    Need,
    NeedAssembly,
    PrioritySector,
    TaxRecord,
    TrustSurvey,
)
from monitoring.models import (
    Committee,
    Obstacle,
    ObstaclePassage,
    ProductionMeasure,
    Report,
    ReportLine,
    ServiceSupport,
    Situation,
    Statement,
    StatementPhoto,
    Voice,
)

PASSWORD = "un mot de passe d'essai"
DAY = datetime.date(2025, 3, 3)
_next = itertools.count(1)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def partial(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


def commune(name: str = "", **fields: Any) -> Commune:
    n = next(_next)
    name = name or f"Commune {n}"
    region, _ = Region.objects.get_or_create(code="R1", defaults={"name": "Ségou"})
    cercle, _ = Cercle.objects.get_or_create(
        code="C1", defaults={"name": "Dioro", "region": region}
    )
    fields.setdefault("cercle", cercle)
    return Commune.objects.create(code=f"9{n:07}", slug=f"commune-{n}", name=name, **fields)


def user(role: str | None = None, place: Commune | None = None, **fields: Any) -> User:
    """An account; with a role it is assigned to `place`, or to the whole country without one."""
    n = next(_next)
    fields.setdefault("full_name", f"Personne {n} (démo)")
    made = User.objects.create_user(fields.pop("username", f"compte-{n}"), PASSWORD, **fields)
    if role:
        assign(made, role, place)
    return made


def assign(to: User, role: str, place: Commune | None = None, **fields: Any) -> Assignment:
    return Assignment.objects.create(
        user=to, role=role, commune=place, nationwide=place is None, **fields
    )


def secretary(place: Commune) -> User:
    return user(Role.SECRETARY, place)


def mayor(place: Commune) -> User:
    return user(Role.MAYOR, place)


def sector(code: str = "", **fields: Any) -> Sector:
    code = code or f"filiere-{next(_next)}"
    fields.setdefault("name_fr", code.capitalize())
    fields.setdefault("name_en", code.capitalize())
    return Sector.objects.get_or_create(code=code, defaults=fields)[0]


def organisation(
    place: Commune | None, kind: str = OrganisationKind.PROFESSIONAL, **fields: Any
) -> Organisation:
    fields.setdefault("name", f"Organisation {next(_next)} (démo)")
    sectors = fields.pop("sectors", [])
    made = Organisation.objects.create(commune=place, kind=kind, **fields)
    made.sectors.set(sectors)
    return made


def person(place: Commune | None, **fields: Any) -> Person:
    fields.setdefault("first_name", "Awa (démo)")
    fields.setdefault("last_name", f"PERSONNE {next(_next)}")
    fields.setdefault("sex", "F")
    return Person.objects.create(commune=place, **fields)


def deliberation(place: Commune, **fields: Any) -> Deliberation:
    fields.setdefault("number", f"2024-{next(_next):03}/CR")
    fields.setdefault("dated", partial("2024-02-15"))
    fields.setdefault("object", "Création du cadre de concertation")
    fields.setdefault("kind", "creation")
    return Deliberation.objects.create(commune=place, **fields)


def framework(place: Commune | None = None, **fields: Any) -> Framework:
    place = place or commune()
    fields.setdefault("name", f"Cadre de concertation de {place.name}")
    fields.setdefault("state", FrameworkState.ACTIVE)
    if "founding_deliberation" not in fields:
        fields["founding_deliberation"] = deliberation(place)
    return Framework.objects.create(commune=place, **fields)


def priority(
    of: Framework, what: Sector | None = None, rank: int = 1, **fields: Any
) -> PrioritySector:
    return PrioritySector.objects.create(framework=of, sector=what or sector(), rank=rank, **fields)


def cycle(
    of: Framework | None = None, number: int = 1, opened_on: datetime.date = DAY, **fields: Any
) -> Cycle:
    of = of or framework()
    for step, days in (
        ("sectors", 14),
        ("needs", 28),
        ("meeting", 42),
        ("plan", 49),
        ("follow_up", 140),
    ):
        fields.setdefault(f"{step}_due_on", opened_on + datetime.timedelta(days=days))
    return Cycle.objects.create(
        framework=of, commune=of.commune, number=number, opened_on=opened_on, **fields
    )


def need(of: Framework, **fields: Any) -> Need:
    fields.setdefault("code", f"N{next(_next):02}")
    fields.setdefault("statement", "Un site de vente reconnu et borné")
    fields.setdefault("identified_on", partial("2024-03-05"))
    return Need.objects.create(framework=of, **fields)


def assembly(of: Framework, **fields: Any) -> NeedAssembly:
    """An assembly of a profession; of a sector of its own unless one is given."""
    fields.setdefault("held_on", partial("2024-03-05"))
    if "organisation" not in fields:
        fields.setdefault("sector", sector())
    return NeedAssembly.objects.create(framework=of, **fields)


def meeting(
    of: Framework, number: int | None = None, held: str | None = "2024-03-20", **fields: Any
) -> Meeting:
    if held:
        fields.setdefault("held_on", partial(held))
        fields.setdefault("state", MeetingState.HELD)
    number = number or of.meetings.count() + 1
    return Meeting.objects.create(framework=of, number=number, **fields)


def attendance(of: Meeting, who: Person | None = None, **fields: Any) -> Attendance:
    who = who or person(of.framework.commune)
    fields.setdefault("sex", who.sex)
    fields.setdefault("organisation", who.organisation)
    fields.setdefault("college", who.college or "autre")
    return Attendance.objects.create(meeting=of, person=who, **fields)


def decision(of: Meeting, **fields: Any) -> Decision:
    fields.setdefault("number", of.decisions.count() + 1)
    fields.setdefault("wording", "Le plan est adopté")
    return Decision.objects.create(meeting=of, **fields)


def plan(of: Cycle | None = None, starts_on: datetime.date = DAY, **fields: Any) -> ActionPlan:
    fields.setdefault("ends_on", three_months_after(starts_on))
    if fields.get("state", "brouillon") != "brouillon":
        fields.setdefault("agreed_on", starts_on)
    return ActionPlan.objects.create(cycle=of or cycle(), starts_on=starts_on, **fields)


def seal(plan: ActionPlan) -> PlanVersion:
    """Seal a plan as its meeting's approved minutes would: the database then refuses changes."""
    if plan.state == "brouillon":
        plan.state, plan.agreed_on = "valide", plan.starts_on
        plan.save()
    return keep_version(plan, by=None, on=plan.agreed_on or plan.starts_on)


def amendment(of: ActionPlan, by: User, **fields: Any) -> Amendment:
    """An open amendment of a plan, which is sealed first unless it was."""
    if not of.versions.exists():
        seal(of)
    fields.setdefault("number", of.amendments.count() + 1)
    fields.setdefault("reason", "La pluie est venue tôt.")
    return Amendment.objects.create(plan=of, opened_on=DAY, opened_by=by, **fields)


def action(of: ActionPlan, **fields: Any) -> Action:
    fields.setdefault("number", of.actions.count() + 1)
    fields.setdefault("wording", "Borner le site de demi-gros")
    return Action.objects.create(plan=of, **fields)


def promise(
    of: Action, party: Organisation | None = None, amount: int | None = 100_000, **fields: Any
) -> FundingLine:
    party = party or organisation(of.plan.cycle.commune)
    return FundingLine.objects.create(action=of, party=party, promised=amount, **fields)


def valuation(place: Commune, **fields: Any) -> ValuationRule:
    """A day of labour at 1 500 FCFA, agreed long ago."""
    fields = {"kind": "main_oeuvre", "unit": "manœuvres", "rate": 1_500} | fields
    fields.setdefault("valid_from", day("2024-01-01"))
    return ValuationRule.objects.create(commune=place, **fields)


def incentive(of: Framework, **fields: Any) -> Incentive:
    fields.setdefault("kind", "mise_en_relation")
    fields.setdefault("description", "Un commerçant de Ségou rencontré")
    return Incentive.objects.create(framework=of, given_on=DAY, **fields)


def committee(of: Framework, **fields: Any) -> Committee:
    fields.setdefault("set_up_on", DAY)
    return Committee.objects.create(framework=of, **fields)


def statement(
    of: Action, situation: str = Situation.RUNNING, voice: str = Voice.COMMITTEE, **fields: Any
) -> Statement:
    fields.setdefault("said_on", DAY)
    return Statement.objects.create(action=of, situation=situation, voice=voice, **fields)


def report(
    of: Cycle, actions: Iterable[Action] = (), validated: bool = False, **fields: Any
) -> Report:
    """A report of the committee on these actions; an end report unless another kind is told."""
    fields.setdefault("kind", "fin_cycle")
    fields.setdefault("written_on", DAY)
    made = Report.objects.create(cycle=of, **fields)
    for told in actions:
        ReportLine.objects.create(report=made, action=told, situation=Situation.RUNNING)
    if validated:
        made.state, made.validated_on = "valide", DAY
        made.save()
    return made


def photo(of: Statement, by: User, **fields: Any) -> StatementPhoto:
    """The photo of a word, as if it had been examined and drawn afresh."""
    content = b"\xff\xd8\xff no. %d" % next(_next)
    stored = StoredFile.objects.create(
        scope=of.action.plan.cycle.commune.code, sha256=hashlib.sha256(content).hexdigest(),
        kind="jpeg", size=len(content), title="Le puits", width=3, height=2, added_by=by,
    )  # fmt: skip
    default_storage.save(stored.place, ContentFile(content))
    return StatementPhoto.objects.create(statement=of, file=stored, **fields)


def support(of: Framework, service: Organisation, **fields: Any) -> ServiceSupport:
    """An opinion of a technical service."""
    fields = {"kind": "avis", "given_on": DAY, "text": "Le site est sain."} | fields
    return ServiceSupport.objects.create(framework=of, service=service, **fields)


def production(of: Organisation, what: Sector, **fields: Any) -> ProductionMeasure:
    """A hundred bags in one season."""
    fields = {"measured_on": DAY, "unit": "sac", "quantity": 100} | fields
    fields.setdefault("season", f"campagne {next(_next)}")
    return ProductionMeasure.objects.create(organisation=of, sector=what, **fields)


def obstacle(of: Framework, **fields: Any) -> Obstacle:
    fields.setdefault("category", "foncier")
    fields.setdefault("description", "Le site est contesté")
    fields.setdefault("raised_on", DAY)
    return Obstacle.objects.create(framework=of, **fields)


def passage(of: Obstacle, at: Meeting, **fields: Any) -> ObstaclePassage:
    """The obstacle before a meeting, as passed on."""
    fields.setdefault("passed_on", of.raised_on)
    if of.state == "ouvert":
        of.state = "transmis"
        of.save()
    return ObstaclePassage.objects.create(obstacle=of, meeting=at, **fields)


def member_count(of: Organisation, women: int = 40, men: int = 30, **fields: Any) -> MemberCount:
    fields.setdefault("counted_on", partial("2024-03"))
    return MemberCount.objects.create(organisation=of, women=women, men=men, **fields)


def local_date(of: Commune, kind: str = LocalDateKind.MARKET, **fields: Any) -> LocalDate:
    """A line of the calendar: a market day, or the feast whose days are given."""
    if kind == LocalDateKind.MARKET:
        fields.setdefault("weekday", 3)
    return LocalDate.objects.create(commune=of, kind=kind, **fields)


def scan(of: Meeting, by: User, **fields: Any) -> MeetingFile:
    """A scan of a signed paper of the meeting, as if it had been examined."""
    content = b"%%PDF no. %d" % next(_next)
    stored = StoredFile.objects.create(
        scope=of.framework.commune.code, sha256=hashlib.sha256(content).hexdigest(), kind="pdf",
        size=len(content), title="PV signé", pages=1, added_by=by,
    )  # fmt: skip
    default_storage.save(stored.place, ContentFile(content))
    fields.setdefault("kind", "pv_signe")
    return MeetingFile.objects.create(meeting=of, file=stored, added_by=by, **fields)


def minutes_version(of: Meeting, by: User, **fields: Any) -> MinutesVersion:
    """A version of the minutes, reopened since unless `reopened_at` says it is in force."""
    html = drawn_minutes(of, alone=True).html()
    fields.setdefault("number", of.versions.count() + 1)
    if fields.setdefault("reopened_at", timezone.now()):
        fields |= {"reopened_by": by, "reopened_reason": "Un nom manque."}
    return MinutesVersion.objects.create(
        meeting=of, approved_on=DAY, approved_by=by, html=html, sha256=fingerprint(html), **fields
    )


def tax(of: Commune, **fields: Any) -> TaxRecord:
    """One tax of 2024, half of it collected."""
    fields = {"year": 2024, "kind": "tdrl", "forecast": 1_000_000, "collected": 500_000} | fields
    return TaxRecord.objects.create(commune=of, **fields)


def survey(of: Cycle, **fields: Any) -> TrustSurvey:
    """A trust survey in which both sides answered the first question."""
    fields = {"asked_on": DAY, "respondents_commune": 5, "respondents_op": 12} | fields
    made = TrustSurvey.objects.create(cycle=of, **fields)
    for side, mean in (("commune", "2.50"), ("op", "2.00")):
        made.scores.create(item="dialogue_frequency", side=side, mean=mean)
    return made
