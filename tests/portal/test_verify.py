"""Anybody learns whether the plan in hand is the agreed text, and nothing of a person."""

from __future__ import annotations

import pytest
from django.test import Client

from actionplans.models import ActionPlan, PlanVersion
from actionplans.services import amending, sealing
from communes.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> ActionPlan:
    framework = make.framework(make.commune("Kolo"))
    plan = make.plan(make.cycle(framework), state="valide")
    party = make.organisation(framework.commune)
    make.action(plan, estimated_cost=750_000, responsible=party, due_on=plan.ends_on)
    return plan


def read(client: Client, code: str) -> str:
    words = client.get(f"/verifier/{code}/").content.decode()
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_code_of_a_sealed_plan_tells_what_was_agreed(client: Client, plan: ActionPlan) -> None:
    version = make.seal(plan)
    page = read(client, version.code)
    assert "texte validé, en vigueur" in page
    assert "750 000" in page
    assert version.sha256 in page


def test_the_code_may_be_typed_with_spaces_and_small_letters(
    client: Client, plan: ActionPlan
) -> None:
    code = make.seal(plan).code
    typed = f"{code[:5]} {code[5:]}".lower()
    answer = client.get("/verifier/", {"code": typed}, follow=True)
    assert "texte validé, en vigueur" in answer.content.decode()


def test_a_replaced_text_leads_to_the_later_one(client: Client, plan: ActionPlan) -> None:
    first, mayor = make.seal(plan), make.mayor(plan.cycle.framework.commune)
    amendment = amending.open_amendment(plan, by=mayor, reason="Le prix du ciment a monté.")
    plan.actions.update(estimated_cost=900_000)
    second = amending.seal_amendment(amendment, by=mayor, on=make.DAY)
    old = read(client, first.code)
    assert "remplacé par une version plus récente" in old
    assert f"/verifier/{second.code}/" in old
    assert "750 000" in old


def test_a_text_withdrawn_says_so(client: Client, plan: ActionPlan) -> None:
    version = make.seal(plan)
    mayor = make.mayor(plan.cycle.framework.commune)
    sealing.withdraw(plan, by=mayor, reason="Erreur de montant.")
    assert "puis retiré" in read(client, version.code)
    assert "Erreur de montant" not in read(client, version.code)


@pytest.mark.parametrize("code", ["AAAAAAAAAA", "x", "a-b"])
def test_an_unknown_code_is_told_without_a_stack(client: Client, code: str) -> None:
    answer = client.get(f"/verifier/{code}/")
    assert answer.status_code == 404
    assert "Aucun plan validé ne porte ce code" in answer.content.decode()


def test_no_two_sealed_texts_share_a_code(plan: ActionPlan) -> None:
    other = make.plan(make.cycle(make.framework(make.commune())), state="valide")
    codes = {make.seal(plan).code, make.seal(other).code}
    assert len(codes) == PlanVersion.objects.count() == 2


def test_the_paper_of_a_sealed_plan_stays_when_names_change(
    client: Client, plan: ActionPlan
) -> None:
    version = make.seal(plan)
    responsible = Organisation.objects.get(actions_led__plan=plan)
    Organisation.objects.filter(pk=responsible.pk).update(name="Nouveau nom")
    client.force_login(make.secretary(plan.cycle.framework.commune))
    page = client.get(f"/espace/{plan.cycle.framework.commune.slug}/plan/apercu/", follow=True)
    assert version.code in page.content.decode()
    assert responsible.name in page.content.decode()
    assert "Nouveau nom" not in page.content.decode()
