"""Amendments: a sealed plan is opened with a reason, changed, shown before and after, sealed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, Amendment, PlanVersion
from actionplans.services import amending, plans
from actionplans.services.refusing import said_when_sealed
from communes.models import Commune, Organisation, Role
from consult.cycle.services import close_cycle
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from foundation.records.today import today
from tests import make

REASON = "La pluie est venue tôt."


class Hall:
    """A commune whose plan of one action is sealed; its mayor and its secretary."""

    def __init__(self) -> None:
        self.commune: Commune = make.commune()
        self.mayor, self.secretary = make.mayor(self.commune), make.secretary(self.commune)
        framework = make.framework(self.commune)
        self.party: Organisation = make.organisation(self.commune, name="Coopérative Jɛkafɔ")
        self.plan: ActionPlan = make.plan(make.cycle(framework), state="valide")
        self.action: Action = make.action(
            self.plan,
            responsible=self.party,
            estimated_cost=500_000,
            due_on=self.plan.ends_on,
            sector=make.priority(framework).sector,
        )
        self.action.needs.add(make.need(framework))
        make.promise(self.action, self.party, 200_000)
        make.seal(self.plan)
        meeting = make.meeting(framework)
        self.decision = make.decision(meeting, wording="Augmenter le coût du puits")

    def url(self, name: str, **kwargs: object) -> str:
        return reverse(f"actionplans:{name}", kwargs={"slug": self.commune.slug, **kwargs})

    def opened(self) -> Amendment:
        return amending.open_amendment(
            self.plan, by=self.secretary, reason=REASON, decision=self.decision
        )

    def sealed(self) -> Amendment:
        """An amendment that added an action and raised a promise, sealed by the mayor."""
        amendment = self.opened()
        self.plan.actions.update(estimated_cost=750_000)
        self.action.funding.update(promised=300_000)
        amending.seal_amendment(amendment, by=self.mayor, on=today())
        amendment.refresh_from_db()
        return amendment


@pytest.fixture
def hall(db: None) -> Hall:
    return Hall()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(response: Any) -> str:
    text: str = response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    return text


def test_an_amendment_goes_from_the_sealed_plan_to_its_next_version(hall: Hall) -> None:
    secretary, mayor = signed_in(hall.secretary), signed_in(hall.mayor)
    assert hall.url("amend") in words(secretary.get(hall.url("plan")))

    opened = secretary.post(
        hall.url("amend"), {"reason": REASON, "decision": hall.decision.pk}, follow=True
    )
    assert REASON in words(opened)
    assert hall.url("amend") not in words(opened)

    change = hall.url("change-action", pk=hall.action.pk)
    form = secretary.get(change).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value()}
    typed["estimated_cost"] = "750000"
    assert REASON in words(secretary.get(change))
    answer = secretary.post(change, typed)
    assert answer.status_code == 302, answer.context["form"].errors

    page = words(secretary.get(hall.url("amendment", number=1)))
    assert "500 000 FCFA" in page
    assert "750 000 FCFA" in page
    assert secretary.post(hall.url("seal-amendment", number=1), {}).status_code == 403

    sealed = mayor.post(
        hall.url("seal-amendment", number=1), {"agreed_on": today().isoformat()}, follow=True
    )
    assert "750 000 FCFA" in words(sealed)
    second = hall.plan.versions.in_force().get()
    assert (second.number, second.code in words(sealed)) == (2, True)
    assert "Modifié par l’avenant n° 1" in words(mayor.get(hall.url("preview")))
    assert secretary.post(change, typed).status_code == 200


def test_before_and_after_of_a_sealed_amendment_stay_for_ever(hall: Hall) -> None:
    hall.sealed()
    again = amending.open_amendment(hall.plan, by=hall.mayor, reason="Encore")
    hall.plan.actions.update(estimated_cost=900_000)
    amending.seal_amendment(again, by=hall.mayor, on=today())
    page = words(signed_in(hall.secretary).get(hall.url("amendment", number=1)))
    assert ("500 000 FCFA" in page, "750 000 FCFA" in page, "900 000" in page) == (1, 1, 0)


def test_the_paper_says_why_by_which_decision_and_both_texts(hall: Hall) -> None:
    hall.opened()
    hall.plan.actions.update(estimated_cost=750_000)
    client, address = signed_in(hall.secretary), hall.url("amendment-paper", number=1)
    draft = words(client.get(address))
    amending.seal_amendment(hall.plan.amendments.get(), by=hall.mayor, on=today())
    paper = words(client.get(address))
    version = hall.plan.versions.in_force().get()
    for said in (
        "Avenant n° 1 au plan d’action n° 1", REASON, "Augmenter le coût du puits",
        "500 000 FCFA", "750 000 FCFA", "Le maire",
    ):  # fmt: skip
        assert said in draft
        assert said in paper
    assert ("PROJET" in draft, "PROJET" in paper, version.code in paper) == (True, False, True)


def test_added_and_removed_actions_and_promises_are_told_apart(hall: Hall) -> None:
    hall.opened()
    other = make.organisation(hall.commune, name="Union des femmes")
    added = make.action(hall.plan, wording="Former 20 femmes", responsible=hall.party)
    make.promise(added, other, 40_000)
    hall.action.funding.all().delete()
    page = signed_in(hall.secretary).get(hall.url("amendment", number=1))
    changes = page.context["changes"]
    told = [(one.title, one.what) for one in changes.actions]
    assert told == [
        ("1. Borner le site de demi-gros", "Action modifiée"),
        ("2. Former 20 femmes", "Action ajoutée"),
    ]
    parties = {line.label: (line.before != "", line.after != "") for line in changes.parties}
    assert parties == {"Coopérative Jɛkafɔ": (True, False), "Union des femmes": (False, True)}


def test_an_amendment_of_which_nothing_came_is_dropped(hall: Hall) -> None:
    hall.opened()
    client, drop = signed_in(hall.secretary), hall.url("drop-amendment", number=1)
    hall.plan.actions.update(estimated_cost=1)
    assert client.post(drop).status_code == 200
    hall.plan.actions.update(estimated_cost=500_000)
    assert client.post(drop).status_code == 302
    assert ActionPlan.objects.get().is_sealed
    assert "abandonné" in words(client.get(hall.url("plan")))


def test_an_amendment_is_not_sealed_unready_or_on_an_impossible_day(hall: Hall) -> None:
    hall.opened()
    client, seal = signed_in(hall.mayor), hall.url("seal-amendment", number=1)
    hall.plan.actions.update(estimated_cost=1, responsible=None)
    answers = [
        client.post(seal, {"agreed_on": day}) for day in ("2099-01-01", "1999-01-01", "2025-03-03")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert PlanVersion.objects.count() == 1


def test_every_version_stays_readable(hall: Hall) -> None:
    hall.sealed()
    client = signed_in(hall.secretary)
    plan, first, second = (
        words(client.get(address))
        for address in (hall.url("plan"), *(hall.url("version", number=n) for n in (1, 2)))
    )
    codes = hall.plan.versions.values_list("code", flat=True)
    assert all(code in plan for code in codes)
    assert ("500 000" in first, "750 000" in first) == (True, False)
    assert ("500 000" in second, "750 000" in second) == (False, True)


def test_a_plan_with_an_amendment_neither_reopens_nor_closes_under_it(hall: Hall) -> None:
    hall.opened()
    with pytest.raises(NotReady, match="avenant"):
        plans.unseal(hall.plan, by=hall.mayor, reason="Une faute")
    day, said = today(), {"default_note": "Sans rapport", "default_signed_by": "Awa (démo)"}
    with pytest.raises(NotReady, match="avenant"):
        close_cycle(hall.plan.cycle, by=hall.mayor, closed_on=day, **said)


FORMS: dict[str, Callable[[Hall], dict[str, Any]]] = {
    "add-action": lambda hall: {"wording": "Creuser un puits"},
    "change-action": lambda hall: {"wording": "Creuser un puits"},
    "remove-action": lambda hall: {},
    "change-plan": lambda hall: {"starts_on": "2025-03-10", "length_reason": "Creuser un puits"},
    "funding": lambda hall: {
        f"n{hall.action.pk}_0-{name}": value
        for name, value in {
            "party": hall.party.pk,
            "kind": "especes",
            "category": "autre",
            "promised": "77000",
            "valuation_note": "Creuser un puits",
        }.items()
    },
    "excuse": lambda hall: {
        "party": make.organisation(hall.commune, "programme").pk,
        "promised": "77000",
        "reason": "Creuser un puits",
    },
}
ABOUT_ACTION = ("change-action", "remove-action", "funding", "excuse")


@pytest.mark.parametrize("name", list(FORMS))
def test_a_form_opened_before_the_seal_says_so_and_keeps_what_was_typed(
    hall: Hall, name: str
) -> None:
    kwargs = {"pk": hall.action.pk} if name in ABOUT_ACTION else {}
    who = make.user(Role.ADVISER, hall.commune) if name == "excuse" else hall.secretary
    typed = FORMS[name](hall)
    answer = signed_in(who).post(hall.url(name, **kwargs), typed)
    page = words(answer)
    assert (answer.status_code, "Le cadre a validé ce plan" in page) == (200, True)
    assert all(str(text) in page for text in typed.values() if text == "Creuser un puits")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(FORMS))
def test_no_form_of_any_role_changes_a_sealed_plan(hall: Hall, name: str, role: Role) -> None:
    kwargs = {"pk": hall.action.pk} if name in ABOUT_ACTION else {}
    client = signed_in(make.user(role, hall.commune))
    assert client.post(hall.url(name, **kwargs), FORMS[name](hall)).status_code in (200, 403)
    kept = PlanVersion.objects.get()
    assert not amending.differs(kept, amending.canonical(ActionPlan.objects.get()))


def test_what_the_database_refuses_is_said_in_a_sentence(hall: Hall) -> None:
    with pytest.raises(NotReady, match="avenant"):
        said_when_sealed(lambda: hall.plan.actions.update(estimated_cost=1))()


def test_plans_agreed_before_seals_get_theirs_once(hall: Hall) -> None:
    older = make.plan(make.cycle(make.framework(make.commune())), state="cloture")
    make.action(older)
    draft = make.plan(make.cycle(make.framework(make.commune())))
    first, again = io.StringIO(), io.StringIO()
    call_command("seal_agreed_plans", stdout=first)
    call_command("seal_agreed_plans", stdout=again)
    assert ("1" in first.getvalue(), again.getvalue()) == (True, "")
    assert (older.versions.count(), draft.versions.count()) == (1, 0)
    assert hall.plan.versions.count() == 1
