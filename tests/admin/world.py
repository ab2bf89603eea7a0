"""One record of every kind, in one commune, for the pages of the admin."""

from __future__ import annotations

import uuid

from django.utils import timezone

from actionplans.models import ActionPlan, Payment, Pdesc, PdescLine, PlanVersion
from communes.models import (
    Arrondissement,
    Attachment,
    Commune,
    CommuneAlias,
    CommuneName,
    Executive,
    FormalisationEvent,
    Organisation,
    Pause,
    ServiceKind,
    Thresholds,
)
from foundation.accounts.models import User
from foundation.accounts.services import issue_code
from foundation.capture.models import Submission
from foundation.files.models import StoredFile
from foundation.journal.models import Verb
from foundation.journal.services import journal
from frameworks.models import (
    AgendaItem,
    CountedAttendance,
    Framework,
    FrameworkMember,
    LegalText,
    Meeting,
    MinutesVersion,
)
from monitoring.models import CommitteeMandate, CommitteeMember, PublishedAnswer
from tests import make, make_learning, make_review, make_sheets


def fill(place: Commune | None = None) -> Commune:
    """A commune with at least one record of every kind; everything is still open to change."""
    here = place or make.commune()
    _place(here)
    who = make.secretary(here)
    party = make.organisation(here, sectors=[make.sector()])
    make.member_count(party)
    FormalisationEvent.objects.create(
        organisation=party, stage="immatriculee", reached_on=make.partial("2023")
    )
    of = make.framework(here)
    FrameworkMember.objects.create(framework=of, organisation=party, college="secteur_prive")
    make.priority(of)
    make.need(of, sector=make.sector(), organisation=party)
    _kept(here, who)
    _acts(of)
    meeting = _meeting(of)
    _papers(meeting, party, who)
    _left_open(meeting, who)
    _plan(of, party, who)
    _committee(of)
    _revenue(of)
    _taught(meeting, party)
    make_review.kept(here, who)
    make_sheets.kept(here, who)
    return here


def _place(here: Commune) -> None:
    n = f"{Arrondissement.objects.count()}"
    near = Arrondissement.objects.create(
        code=f"A{n}", name=f"Arrondissement {n}", cercle=here.cercle
    )
    CommuneName.objects.create(commune=here, name=here.name)
    CommuneAlias.objects.create(commune=here, alias=f"{here.name} bis")
    Attachment.objects.create(commune=here, cercle=here.cercle, arrondissement=near)
    Executive.objects.create(commune=here, head="Awa PERSONNE (démo)")
    make.local_date(here)
    Pause.objects.create(commune=here, reason="Crue", valid_to=make.day("2023-01-01"))
    ServiceKind.objects.create(code=f"kind-{n}", name_fr="Agriculture", name_en="Agriculture")
    LegalText.objects.create(code=f"loi-{n}", title_fr="Loi", title_en="Law")


def _meeting(of: Framework) -> Meeting:
    meeting = make.meeting(of)
    make.attendance(meeting)
    make.decision(meeting).parts.create(position=1, wording="Borner le site")
    AgendaItem.objects.create(meeting=meeting, position=1, title="Le plan")
    CountedAttendance.objects.create(meeting=meeting, label="des femmes", number=10, women=10)
    meeting.sittings.create(day=make.DAY)
    meeting.bureau.create(person=make.person(of.commune), role="rapporteur")
    return meeting


def _acts(of: Framework) -> None:
    """An act on paper: what it enters, how it reads once signed, what was answered to it."""
    act = make.deliberation(of.commune)
    act.lines.create(position=1, wording="Borner le site", cost=25_000)
    act.texts.create(paper="acte", html="Acte", sha256="d" * 64, kept_at=timezone.now())
    act.controls.create(outcome="approuvee", dated=make.DAY, number="12/SP")


def _papers(meeting: Meeting, party: Organisation, who: User) -> None:
    here = meeting.framework.commune
    meeting.invitations.create(organisation=party)
    meeting.absent_organisations.create(organisation=party)
    meeting.costs.create(party=party, planned=60_000)
    meeting.signatories.create(quality="Maire", person=make.person(here))
    meeting.corrections.create(made_on=make.DAY, wording="Lire : 12 femmes.", by=who)
    meeting.files.create(file=StoredFile.objects.latest("pk"), kind="pv_signe", added_by=who)
    meeting.steps_back.create(state="tenue", note="Mauvais jour", by=who)
    text = {"paper": "pv", "part": "cloture", "text": "Fait à Dioro"}
    here.paper_texts.create(at=timezone.now(), by=who, **text)
    MinutesVersion.objects.create(
        meeting=meeting, number=1, approved_on=make.DAY, approved_by=who, html="PV", sha256="b" * 64
    )


def _left_open(meeting: Meeting, who: User) -> None:
    of = meeting.framework
    need = make.need(of, assembly=make.assembly(of))
    need.proposals.create(wording="Bâtir les murs", offered=25_000)
    meeting.treatments.create(need=need, choice="retenu")
    meeting.subjects.create(need=need, item=meeting.agenda.get())
    obstacle = of.obstacles.create(category="foncier", raised_on=make.DAY)
    passage = obstacle.passages.create(meeting=meeting, passed_on=make.DAY, by=who)
    words = {"category": "foncier", "problem": "Le site", "answer": "Borné"}
    PublishedAnswer.objects.create(
        passage=passage, published_on=make.DAY, published_by=who, **words
    )


def _plan(of: Framework, party: Organisation, who: User) -> None:
    cycle = make.cycle(of)
    action = make.action(make.plan(cycle), responsible=party)
    line = make.promise(action, party)
    Payment.objects.create(line=line, amount=5_000, recorded_by=who)
    make.photo(make.statement(action), who)
    cycle.snapshots.create(data="{}", sha256="d" * 64, taken_by=who)
    report = make.report(cycle, [action])
    report.visits.create(visited_on=make.DAY, place="Koila")
    make.support(of, party, action=action)
    make.production(party, make.sector())
    make.valuation(of.commune)
    make.incentive(of, beneficiary=party, action=action)
    _taken_back(action.plan, who)
    plan = Pdesc.objects.create(commune=of.commune, first_year=2022, last_year=2026)
    line_of_plan = PdescLine.objects.create(pdesc=plan, code="1.1", title="Marchés")
    line_of_plan.amounts.create(year=2023, source="Commune", amount=5_000)


def _taken_back(plan: ActionPlan, who: User) -> None:
    """A version withdrawn and an amendment dropped, so that the plan is open to change."""
    code = f"{plan.pk:012}"
    PlanVersion.objects.create(
        plan=plan, number=1, agreed_on=make.DAY, sha256="c" * 64, code=code,
        withdrawn_at=timezone.now(), withdrawn_reason="Un nom manque",
    )  # fmt: skip
    plan.amendments.create(
        number=1, reason="La crue", opened_on=make.DAY, opened_by=who, dropped_on=make.DAY
    )


def _committee(of: Framework) -> None:
    committee = make.committee(of)
    CommitteeMember.objects.create(committee=committee, person=make.person(of.commune))
    CommitteeMandate.objects.create(
        committee=committee, version=1, valid_from=make.DAY, tasks="Suivre le plan"
    )


def _kept(here: Commune, who: User) -> None:
    Thresholds.objects.get_or_create(pk=1)
    issue_code(who, by=None)
    journal(here, by=who, verb=Verb.CREATED, scope=here.code)
    StoredFile.objects.create(
        scope=here.code, sha256="a" * 64, kind="pdf", size=1, title="PV", pages=1, added_by=who
    )
    Submission.objects.create(op_id=uuid.uuid4(), user=who, path="/espace/", body="secret=1")


def _revenue(of: Framework) -> None:
    make.tax(of.commune)
    of.commune.revenue_streams.create(year=2024, title="Redevance de la mare", collected=50_000)
    make.survey(of.cycles.get())


def _taught(meeting: Meeting, party: Organisation) -> None:
    """Trainings, exchanges, adoptions, a method, the partnership and a note in confidence."""
    of = meeting.framework
    make_learning.training(of.commune)
    make_learning.exchange(of.commune)
    make_learning.adoption(of.commune)
    make_learning.method()
    make_learning.wocat_answer(of)
    make_learning.tension(meeting)
    make_learning.partnership(of)
    of.partner_shares.create(organisation=party, complementarity="Connaît la mare")
    make_learning.tag(of.cycles.get().plan.actions.get())
