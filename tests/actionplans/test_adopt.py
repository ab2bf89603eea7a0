"""The council adopts the communal share of a sealed plan: the text proposed, and what it enters."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan
from foundation.records.errors import NotReady
from frameworks.documents import act_paper
from frameworks.models import Deliberation, DeliberationKind
from frameworks.services import write_text
from tests import make
from tests.frameworks.world import Place
from tests.make import partial
from tests.papers import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day(settings: Any) -> None:
    settings.TODAY = datetime.date(2025, 5, 7)


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def plan(place: Place) -> ActionPlan:
    """Two actions; the commune gives 1 500 000 in money and 250 000 in work, both to the first."""
    meeting = make.meeting(place.its, state="pv_approuve", approved_on=make.day("2025-03-10"))
    cycle = make.cycle(place.its, opened_on=make.day("2025-03-03"))
    made = make.plan(cycle, state="valide", agreed_on=make.day("2025-03-05"), agreed_at=meeting)
    line = place.commune.pdescs.create(first_year=2022, last_year=2026).lines.create(
        code="2.1", title="Marchés"
    )
    first = make.action(made, wording="Borner le site", estimated_cost=7_000_000, pdesc_line=line)
    make.action(made, wording="Former les productrices", number=2, estimated_cost=None)
    town = make.organisation(place.commune, "commune")
    make.promise(first, town, 1_500_000)
    make.promise(first, town, 250_000, kind="main_oeuvre")
    make.promise(first, make.organisation(place.commune), 90_000)
    return made


@pytest.fixture
def act(place: Place, plan: ActionPlan) -> Deliberation:
    return make.deliberation(
        place.commune, kind=DeliberationKind.PLAN, dated=partial("2025-04-02"), state="projet",
        object="Adoption de la part communale du plan d’action",
    )  # fmt: skip


def text_url(place: Place, act: Deliberation, query: str = "") -> str:
    kwargs = {"slug": place.commune.slug, "pk": act.pk}
    return reverse("actionplans:act-text", kwargs=kwargs) + query


def proposed(place: Place, act: Deliberation, query: str = "") -> dict[str, Any]:
    form = place.client.get(text_url(place, act, query)).context["form"]
    return {name: form.initial.get(name, "") or "" for name in (*form.fields, "seen")}


def save(place: Place, act: Deliberation, **changes: Any) -> Any:
    answer = place.client.post(text_url(place, act), proposed(place, act) | changes)
    act.refresh_from_db()
    return answer


def test_the_text_is_proposed_from_the_sealed_plan(place: Place, act: Deliberation) -> None:
    found = proposed(place, act)

    assert "réunion n° 1 du cadre de concertation" in plain(found["visas"])
    assert "2 actions pour un coût estimé de 7 000 000 FCFA (sept millions de francs CFA)" in plain(
        found["considerants"]
    )
    assert "1 action sans coût estimé non comprise" in plain(found["considerants"])
    share = "1 750 000 FCFA (un million sept cent cinquante mille francs CFA)"
    assert f"arrêtée à {share}" in plain(found["articles"])
    assert "La dépense en espèces, soit 1 500 000 FCFA" in plain(found["articles"])
    assert "évaluées à 250 000 FCFA" in plain(found["articles"])
    assert found["budget_year"] == 2025


def test_saving_the_text_enters_the_actions_and_ties_the_act_to_the_plan(
    place: Place, act: Deliberation, plan: ActionPlan
) -> None:
    save(place, act)

    rows = act.lines.values_list("wording", "pdesc_line", "cost", "communal_share")
    assert list(rows) == [
        ("Borner le site", "2.1 – Marchés", 7_000_000, 1_750_000),
        ("Former les productrices", "", None, 0),
    ]
    assert list(act.plans.all()) == [plan]


def test_the_paper_prints_the_table_with_sums_of_its_rows(place: Place, act: Deliberation) -> None:
    save(place, act)

    paper = plain(act_paper(act).html())

    assert "Actions inscrites au programme annuel 2025" in paper
    assert "À inscrire" in paper
    assert "non renseigné" in paper
    assert "Part communale : <b>un million sept cent cinquante mille francs CFA</b>" in paper


def test_what_was_typed_stays_until_a_new_proposal_is_asked_for(
    place: Place, act: Deliberation, plan: ActionPlan
) -> None:
    save(place, act, articles="Le plan est adopté.")

    assert proposed(place, act)["articles"] == "Le plan est adopté."
    again = proposed(place, act, f"?plan={plan.pk}&exercice=2026&proposer=1")
    assert "exercice 2026" in again["articles"]
    assert act.articles == "Le plan est adopté."


def test_a_plan_adopted_by_another_act_is_not_adopted_twice(
    place: Place, act: Deliberation, plan: ActionPlan
) -> None:
    first = make.deliberation(place.commune, kind="plan", dated=partial("2025-04-01"))
    plan.deliberation = first
    plan.save(update_fields=["deliberation"])

    page = place.client.post(text_url(place, act, f"?plan={plan.pk}"), proposed(place, act))

    assert first.number in page.content.decode()
    assert act.lines.count() == 0


def test_an_act_dated_before_the_plan_was_agreed_does_not_adopt_it(
    place: Place, act: Deliberation
) -> None:
    Deliberation.objects.filter(pk=act.pk).update(dated=partial("2025-02-01"))

    save(place, act)

    assert (act.lines.count(), act.articles) == (0, "")


def test_a_signed_act_takes_no_other_text(place: Place, act: Deliberation) -> None:
    typed = proposed(place, act) | {"articles": "Autre chose."}
    Deliberation.objects.filter(pk=act.pk).update(state="signee")

    page = place.client.post(text_url(place, act), typed)
    act.refresh_from_db()

    assert (page.status_code, act.articles) == (200, "")
    with pytest.raises(NotReady):
        write_text(act, by=place.user, save=act.save)


@pytest.mark.parametrize("role", ["partenaire", "comite"])
def test_who_may_not_edit_acts_is_refused(place: Place, act: Deliberation, role: str) -> None:
    place.become(role)

    assert place.client.get(text_url(place, act)).status_code == 403
