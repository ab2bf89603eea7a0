"""A party withdraws, or hands its promise over: what falls, what counts."""

from __future__ import annotations

import pytest

from actionplans import services
from actionplans.documents import plan_sheet
from actionplans.models import Action, FundingLine
from communes.models import OrganisationKind, Role
from foundation.records.errors import NotReady
from tests import make
from tests.actionplans.conftest import Place

WHY = {"replaced_on": make.day("2025-04-01"), "replaced_reason": "La caisse est vide"}


@pytest.fixture
def action(place: Place) -> Action:
    return make.action(place.plan(), estimated_cost=1_000, responsible=place.town)


def test_what_is_paid_stays_and_the_rest_falls(place: Place, action: Action) -> None:
    line = make.promise(action, place.town, 600, confirmed=500)
    line.payments.create(amount=200)
    make.promise(action, place.group, 300)

    loss = place.client.get(place.url("withdraw", pk=place.town.pk)).context["loss"]

    row = loss.rows[0]
    assert (row.promised, row.confirmed, row.paid, row.falls) == (600, 500, 200, 400)
    assert (row.left, row.sought, loss.weak, loss.leads) == (500, 500, [], [action])


def test_an_action_left_below_half_of_its_cost_is_named(place: Place, action: Action) -> None:
    make.promise(action, place.town, 501)
    make.promise(action, place.group, 499)
    poor = make.action(action.plan, estimated_cost=1_000)
    make.promise(poor, place.town, 499)

    loss = place.client.get(place.url("withdraw", pk=place.town.pk)).context["loss"]

    assert (loss.weak, loss.falls, loss.sought) == ([action], 1_000, 1_501)


def test_things_without_a_value_and_partnerships_are_named(place: Place, action: Action) -> None:
    make.promise(action, place.group, None, kind="nature", quantity=2_000, unit="briques")
    action.partners.add(place.group)

    answer = place.client.get(place.url("withdraw", pk=place.group.pk))

    assert "briques" in answer.content.decode()
    assert (answer.context["loss"].falls, answer.context["loss"].joins) == (0, [action])


def test_a_party_without_a_part_falls_with_nothing(place: Place, action: Action) -> None:
    make.promise(action, place.town)

    answer = place.client.get(place.url("withdraw", pk=place.group.pk))

    assert "aucune part dans le plan" in answer.content.decode()


def test_a_promise_taken_over_counts_once(place: Place, action: Action) -> None:
    old = make.promise(action, place.town, 600)

    new = services.take_over(old, by=place.by, party=place.group, promised=450, **WHY)

    old.refresh_from_db()
    row = plan_sheet(action.plan).rows[0]
    assert (old.replaced_by, old.replaced_reason) == (new, "La caisse est vide")
    assert (row.covered, row.missing, action.funding.standing().total_promised()) == (450, 550, 450)


def test_the_paid_part_stays_with_the_first_party(place: Place, action: Action) -> None:
    old = make.promise(action, place.town, 600, confirmed=600)
    services.record_payment(old, by=place.by, amount=200)

    new = services.take_over(old, by=place.by, party=place.group, promised=400, **WHY)

    old.refresh_from_db()
    rest = FundingLine.objects.get(replaced_by=new)
    assert (old.promised, old.confirmed, old.replaced_by) == (200, 200, None)
    assert (rest.party, rest.promised) == (place.town, 400)
    assert plan_sheet(action.plan).covered == 600


def test_a_promise_is_taken_over_on_its_page(place: Place, action: Action) -> None:
    old = make.promise(action, place.town, 600)
    sent = {"party": place.group.pk, "promised": "600", "replaced_on": "01/04/2025",
            "replaced_reason": "La caisse est vide"}  # fmt: skip

    answer = place.client.post(place.url("take-over", pk=old.pk), sent, follow=True)

    page = answer.content.decode()
    assert "reprend ce que Commune de Dioro avait promis" in page
    assert "La caisse est vide" in page


@pytest.mark.parametrize(
    "case", ["the same party", "twice", "paid in full", "programme", "stranger"]
)
def test_some_promises_cannot_be_taken_over(place: Place, action: Action, case: str) -> None:
    old, party = make.promise(action, place.town, 600, category="investissement"), place.group
    if case == "the same party":
        party = place.town
    elif case == "twice":
        services.take_over(old, by=place.by, party=place.group, promised=1, **WHY)
    elif case == "paid in full":
        services.record_payment(old, by=place.by, amount=600)
    elif case == "programme":
        party = make.organisation(None, OrganisationKind.PROGRAMME)
    else:
        party = make.organisation(make.commune())
    before = FundingLine.objects.count()

    with pytest.raises(NotReady):
        services.take_over(old, by=place.by, party=party, promised=1, **WHY)

    assert FundingLine.objects.count() == before


def test_in_a_sealed_plan_only_an_amendment_lets_it_be_taken_over(
    place: Place, action: Action
) -> None:
    old = make.promise(action, place.town, 600)
    make.seal(action.plan)
    address = place.url("take-over", pk=old.pk)

    told = place.client.get(address, follow=True).content.decode()
    with pytest.raises(NotReady):
        services.take_over(old, by=place.by, party=place.group, promised=1, **WHY)
    make.amendment(action.plan, place.by)
    services.take_over(old, by=place.by, party=place.group, promised=600, **WHY)

    assert "Ouvrez d’abord un avenant" in told
    assert FundingLine.objects.standing().get().party == place.group


def test_taking_the_new_promise_away_lets_the_old_one_stand_again(
    place: Place, action: Action
) -> None:
    old = make.promise(action, place.town, 600)
    new = services.take_over(old, by=place.by, party=place.group, promised=450, **WHY)
    sent = {f"p{new.pk}-seen": "", f"p{new.pk}-remove": "on"}

    place.client.post(place.url("funding", pk=action.pk), sent)

    old.refresh_from_db()
    assert (list(action.funding.all()), old.replaced_by) == ([old], None)


def test_an_action_with_a_promise_taken_over_can_be_removed(place: Place, action: Action) -> None:
    old = make.promise(action, place.town, 600)
    services.take_over(old, by=place.by, party=place.group, promised=450, **WHY)

    services.remove_action(action, by=place.by)

    assert not FundingLine.objects.exists()


def test_promises_are_confirmed_and_paid_in_one_send_after_the_seal(
    place: Place, action: Action
) -> None:
    agreed, other = make.promise(action, place.town, 600), make.promise(action, place.group, 300)
    make.seal(action.plan)
    sent = {
        f"p{agreed.pk}-seen": "", f"p{agreed.pk}-as_promised": "on", f"v{agreed.pk}-paid": "150",
        f"v{agreed.pk}-paid_on": "03/03/2025", f"v{agreed.pk}-evidence": "Reçu 4",
        f"p{other.pk}-seen": "", f"p{other.pk}-confirmed": "250",
    }  # fmt: skip

    answer = place.client.post(place.url("confirm"), sent)

    confirmed = action.funding.order_by("pk").values_list("confirmed", flat=True)
    paid = agreed.payments.values_list("amount", "evidence", "recorded_by")
    assert (answer.status_code, list(confirmed)) == (302, [600, 250])
    assert list(paid) == [(150, "Reçu 4", place.by.pk)]


def test_a_day_without_an_amount_is_asked_for_and_nothing_is_written(
    place: Place, action: Action
) -> None:
    line = make.promise(action, place.town, 600)
    sent = {f"p{line.pk}-seen": "", f"p{line.pk}-confirmed": "7", f"v{line.pk}-evidence": "Reçu"}

    answer = place.client.post(place.url("confirm"), sent)

    line.refresh_from_db()
    assert (list(answer.context["forms"][1].errors), line.confirmed) == (["paid"], None)


def test_a_partner_reads_what_falls_and_confirms_nothing(place: Place, action: Action) -> None:
    place.client.force_login(make.user(Role.PARTNER, place.commune))

    answers = [place.client.get(place.url("withdraw", pk=place.town.pk)),
               place.client.get(place.url("confirm"))]  # fmt: skip

    assert [answer.status_code for answer in answers] == [200, 403]
