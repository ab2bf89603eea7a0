"""The picture of a cycle on its closing day: kept for good, and read beside the live figures."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actionplans.models import Payment
from communes.models import Commune
from consult.cycle import services, snapshot
from consult.cycle.closing import ActionChoice, Fate
from foundation.accounts.models import User
from frameworks.models import Cycle
from monitoring.models import CycleSnapshot
from tests import make

pytestmark = pytest.mark.django_db

CLOSED = make.day("2025-06-10")


@pytest.fixture
def cycle(commune: Commune) -> Cycle:
    """One action done and partly paid by two parties, one running, one obstacle open."""
    cycle = make.cycle(make.framework(commune))
    plan = make.plan(cycle, state="valide")
    done, running = make.action(plan, wording="Parc"), make.action(plan, wording="Piste")
    make.statement(done, "realisee", done_on=make.DAY)
    make.statement(running, "en_cours", progress=40)
    line = make.promise(done, make.organisation(commune, name="Union (démo)"), 100_000)
    make.promise(running, line.party, 50_000)
    make.promise(running, make.organisation(commune, name="ONG (démo)"), None)
    Payment.objects.create(line=line, amount=60_000)
    make.obstacle(cycle.framework)
    make.committee(cycle.framework)
    return cycle


@pytest.fixture
def kept(cycle: Cycle, secretary: User) -> CycleSnapshot:
    (running,) = services.unfinished(cycle)
    return services.close_cycle(
        cycle,
        by=secretary,
        closed_on=CLOSED,
        end_report_on=CLOSED,
        actions=[ActionChoice(running, Fate.CARRIED, "La pluie")],
    )


def test_the_picture_says_what_became_of_each_action(kept: CycleSnapshot) -> None:
    rows = snapshot.read(kept)["actions"]

    assert [(row["action"], row["fate"], row["reason"], row["done_on"]) for row in rows] == [
        ("Parc", "realisee", "", "2025-03-03"),
        ("Piste", "a_reporter", "La pluie", None),
    ]


def test_its_parties_bear_together_what_its_actions_say(kept: CycleSnapshot) -> None:
    data = snapshot.read(kept)

    assert [(row["party"], row["promised"], row["paid"]) for row in data["parties"]] == [
        ("Union (démo)", 150_000, 60_000),
        ("ONG (démo)", 0, 0),
    ]
    assert (data["promised"], data["paid"]) == (150_000, 60_000)


def test_it_carries_the_digest_of_its_own_text(kept: CycleSnapshot) -> None:
    assert kept.sha256 == hashlib.sha256(kept.data.encode()).hexdigest()
    assert snapshot.is_intact(kept)


def test_the_database_refuses_to_change_it(kept: CycleSnapshot) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CycleSnapshot.objects.update(data="{}")
    with pytest.raises(IntegrityError), transaction.atomic():
        CycleSnapshot.objects.all().delete()


def test_it_names_no_person(kept: CycleSnapshot, cycle: Cycle) -> None:
    seat = cycle.framework.committee.members.create(person=make.person(cycle.commune))

    assert seat.person.last_name not in snapshot.as_text(snapshot.picture(cycle))
    assert snapshot.picture(cycle)["committee"]["women"] == 1


def test_what_changed_after_the_closing_stands_beside_the_closing_day(
    client: Client, kept: CycleSnapshot, cycle: Cycle, secretary: User, commune: Commune
) -> None:
    running = cycle.plan.actions.get(wording="Piste")
    make.statement(running, "realisee", said_on=make.day("2025-07-01"), after_closing=True)
    client.force_login(secretary)

    answer = client.get(reverse("cycle:cycle", kwargs={"slug": commune.slug, "number": 1}))

    moved = {row.what: (row.before, row.now) for row in answer.context["figures"] if row.moved}
    assert moved == {"done": (1, 2), "carried": (1, 0)}
    assert [then["action"] for then, _now in answer.context["moved"]] == ["Piste"]
    assert "Au jour de la clôture" in answer.content.decode()
