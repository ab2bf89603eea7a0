"""One record of every kind, in one commune, for the pages of the admin."""

from __future__ import annotations

import uuid

from django.db import models

from actionplans.models import Payment, Pdesc, PdescLine
from communes.models import (
    Arrondissement,
    Attachment,
    Commune,
    CommuneAlias,
    CommuneName,
    Executive,
    FormalisationEvent,
    Pause,
    ServiceKind,
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
    FrameworkMember,
    LegalText,
)
from monitoring.models import CommitteeMandate, CommitteeMember
from tests import make


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
    _meeting(of)
    _plan(of, party, who)
    _committee(of)
    _kept(here, who)
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
    Pause.objects.create(commune=here, reason="Crue", valid_to=make.day("2023-01-01"))
    ServiceKind.objects.create(code=f"kind-{n}", name_fr="Agriculture", name_en="Agriculture")
    LegalText.objects.create(code=f"loi-{n}", title_fr="Loi", title_en="Law")


def _meeting(of: models.Model) -> None:
    meeting = make.meeting(of)  # type: ignore[arg-type]
    make.attendance(meeting)
    make.decision(meeting)
    AgendaItem.objects.create(meeting=meeting, position=1, title="Le plan")
    CountedAttendance.objects.create(meeting=meeting, label="des femmes", number=10, women=10)


def _plan(of: models.Model, party: models.Model, who: User) -> None:
    action = make.action(make.plan(make.cycle(of)), responsible=party)  # type: ignore[arg-type]
    line = make.promise(action, party)  # type: ignore[arg-type]
    Payment.objects.create(line=line, amount=5_000, recorded_by=who)
    make.statement(action)
    plan = Pdesc.objects.create(commune=of.commune, first_year=2022, last_year=2026)  # type: ignore[attr-defined]
    PdescLine.objects.create(pdesc=plan, code="1.1", title="Marchés")


def _committee(of: models.Model) -> None:
    committee = make.committee(of)  # type: ignore[arg-type]
    CommitteeMember.objects.create(committee=committee, person=make.person(of.commune))  # type: ignore[attr-defined]
    CommitteeMandate.objects.create(
        committee=committee, version=1, valid_from=make.DAY, tasks="Suivre le plan"
    )


def _kept(here: Commune, who: User) -> None:
    issue_code(who, by=None)
    journal(here, by=who, verb=Verb.CREATED, scope=here.code)
    StoredFile.objects.create(
        scope=here.code, sha256="a" * 64, kind="pdf", size=1, title="PV", pages=1, added_by=who
    )
    Submission.objects.create(op_id=uuid.uuid4(), user=who, path="/espace/", body="secret=1")
