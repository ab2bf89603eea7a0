"""Who pays what: promises, payments, and the rules on both."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from actionplans import rules, services
from actionplans.models import Action, FundingLine, Payment, PlanState
from communes.models import OrganisationKind, Role
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from frameworks.models import CycleState
from tests import make
from tests.actionplans.conftest import Place
from tests.wrong_input import WRONG, try_everything


@pytest.fixture
def action(place: Place) -> Action:
    return make.action(place.plan(), estimated_cost=500_000)


@pytest.fixture
def programme(place: Place) -> Any:
    return make.organisation(None, OrganisationKind.PROGRAMME, name="PACT")


def _rows(action: Action, *rows: dict[str, Any]) -> dict[str, Any]:
    """What the funding page sends in its blank lines."""
    sent: dict[str, Any] = {}
    for number, row in enumerate(rows):
        base = {"kind": "especes", "category": "autre"}
        sent |= {f"n{action.pk}_{number}-{name}": value for name, value in (base | row).items()}
    return sent


def _line(promise: FundingLine, **changes: Any) -> Line:
    """A row as the forms hand it to the services."""
    for name, value in changes.items():
        setattr(promise, name, value)
    return Line(promise, promise.save, list(changes))


def test_the_promises_given_are_the_promises_kept(place: Place, action: Action) -> None:
    kept = make.promise(action, place.town, 100_000)
    gone = make.promise(action, place.group, 50_000)
    new = FundingLine(action=action, party=place.group, kind="main_oeuvre", unit="manœuvres")

    services.record_promises(
        action.plan,
        [_line(kept, promised=150_000), Line(gone, gone.save, remove=True), _line(new, days=3)],
        by=place.by,
    )

    rows = action.funding.order_by("pk").values_list("party__name", "promised")
    assert list(rows) == [("Commune de Dioro", 150_000), ("Coopérative Jɛkafɔ", None)]


def test_a_programme_never_invests(place: Place, action: Action, programme: Any) -> None:
    invests = FundingLine(action=action, party=programme, category="investissement")

    with pytest.raises(NotReady) as refused:
        services.record_promises(action.plan, [_line(invests)], by=place.by)

    assert refused.value.code == "R8"


def test_a_programme_that_invests_stops_the_seal(action: Action, programme: Any) -> None:
    make.promise(action, programme, category="investissement")

    assert [f.code for f in rules.r8_programme_never_invests(action.plan)] == ["R8"]


def test_an_adviser_allows_it_with_a_reason(place: Place, action: Action, programme: Any) -> None:
    adviser = make.user(Role.ADVISER, place.commune)

    services.excuse_investment(
        action, party=programme, promised=1, reason="Accord du bailleur", by=adviser
    )

    assert rules.r8_programme_never_invests(action.plan) == []


def test_a_secretary_cannot_allow_it(place: Place, action: Action, programme: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.excuse_investment(action, party=programme, promised=1, reason="x", by=place.by)


def test_the_adviser_has_a_page_for_it(place: Place, action: Action, programme: Any) -> None:
    place.client.force_login(make.user(Role.ADVISER, place.commune))
    sent = {"party": programme.pk, "promised": "75 000", "reason": "Accord du bailleur"}

    place.client.post(place.url("excuse", pk=action.pk), sent)

    assert FundingLine.objects.get().override_reason == "Accord du bailleur"


def test_more_promised_than_the_cost_warns(place: Place, action: Action) -> None:
    make.promise(action, place.town, 600_000)

    assert [f.strength.value for f in rules.r13_cost_covered(action.plan)] == ["warn"]


def test_more_paid_than_promised_warns(place: Place, action: Action) -> None:
    line = make.promise(action, place.town, 100_000)

    services.record_payment(line, by=place.by, amount=150_000)

    assert [f.strength.value for f in rules.r13_cost_covered(action.plan)] == ["warn"]


def test_payments_stay_possible_on_a_sealed_plan(place: Place) -> None:
    plan = place.plan(state=PlanState.AGREED)
    line = make.promise(make.action(plan), place.town)

    services.record_payment(line, by=place.by, amount=40_000)

    assert Payment.objects.get().recorded_by == place.by


@pytest.mark.parametrize(
    ("paid_on", "note"), [(None, "Reçu retrouvé"), (datetime.date(2025, 4, 1), "")]
)
def test_a_closed_cycle_takes_only_dated_adjustments(
    place: Place, action: Action, paid_on: Any, note: str
) -> None:
    action.plan.cycle.state = CycleState.CLOSED
    line = make.promise(action, place.town)
    line.action = action

    with pytest.raises(NotReady) as refused:
        services.record_payment(line, by=place.by, amount=1, paid_on=paid_on, note=note)

    assert refused.value.code == "R18"


def test_a_promise_that_was_paid_cannot_be_taken_away(place: Place, action: Action) -> None:
    line = make.promise(action, place.town)
    services.record_payment(line, by=place.by, amount=1)

    with pytest.raises(NotReady):
        services.record_promises(action.plan, [Line(line, line.save, remove=True)], by=place.by)


def test_several_promises_go_in_one_send(place: Place, action: Action) -> None:
    sent = _rows(
        action,
        {"party": place.town.pk, "promised": "350 000"},
        {"party": place.group.pk, "kind": "main_oeuvre", "quantity": "8", "unit": "manœuvres"},
        {},
    )

    place.client.post(place.url("funding", pk=action.pk), sent)

    assert list(action.funding.order_by("pk").values_list("promised", flat=True)) == [350_000, None]


def test_a_promise_ticked_away_is_gone(place: Place, action: Action) -> None:
    line = make.promise(action, place.town)
    sent = {f"p{line.pk}-seen": "", f"p{line.pk}-remove": "on"}

    place.client.post(place.url("funding", pk=action.pk), sent)

    assert not action.funding.exists()


def test_the_rule_stands_beside_the_use(place: Place, action: Action, programme: Any) -> None:
    row = {"party": programme.pk, "category": "investissement", "promised": "5"}

    answer = place.client.post(place.url("funding", pk=action.pk), _rows(action, row))

    assert answer.context["forms"][0].errors == {
        "category": [rules.r8_line(programme, "investissement")]
    }


@pytest.mark.parametrize("field", ["party", "kind", "category", "promised", "quantity", "unit",
                                   "days"])  # fmt: skip
@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_in_a_promise_is_never_a_500(
    place: Place, action: Action, field: str, wrong: str
) -> None:
    row = {"party": place.town.pk, "promised": "5", field: wrong}

    answer = place.client.post(place.url("funding", pk=action.pk), _rows(action, row))

    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) == action.funding.exists()


def test_a_party_of_another_commune_promises_nothing(place: Place, action: Action) -> None:
    stranger = make.organisation(make.commune())

    answer = place.client.post(
        place.url("funding", pk=action.pk), _rows(action, {"party": stranger.pk, "promised": "5"})
    )

    assert (answer.status_code, action.funding.exists()) == (200, False)
    assert "party" in answer.context["forms"][0].errors


def test_wrong_payments_are_refused_beside_their_field(place: Place, action: Action) -> None:
    line = make.promise(action, place.town)
    stranger = make.promise(make.action(make.plan()))
    valid = {
        "line": line.pk, "amount": "40 000", "paid_on": "01/04/2025", "evidence": "Reçu 3",
        "note": "",
    }  # fmt: skip

    try_everything(
        place.client,
        place.url("payments", pk=action.pk),
        valid,
        watch=[Payment],
        must_refuse={"line": [stranger.pk], "paid_on": ["01/01/2099"], "amount": ["-5"]},
    )


def test_wrong_lines_of_the_pdesc_are_refused(place: Place) -> None:
    pdesc = services.add_pdesc(place.commune, by=place.by, first_year=2022, last_year=2026)
    services.add_pdesc_line(pdesc, by=place.by, code="ECO-07", title="Conservation")
    period = {"first_year": "2027", "last_year": "2031", "adopted_on": ""}
    line = {"code": "INF-09", "title": "Pistes", "axis": ""}

    try_everything(
        place.client, place.url("add-pdesc"), period,
        must_refuse={"first_year": ["2022", "x"], "last_year": ["2020", "2099"]},
    )  # fmt: skip
    try_everything(
        place.client, place.url("add-pdesc-line", pk=pdesc.pk), line,
        must_refuse={"code": ["ECO-07"]},
    )  # fmt: skip

    assert "ECO-07" in place.client.get(place.url("pdesc", pk=pdesc.pk)).content.decode()


@pytest.mark.django_db
def test_an_amount_noted_too_high_is_corrected_by_a_line_with_a_minus_and_a_note() -> None:
    commune = make.commune()
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")
    line = make.promise(make.action(plan), amount=500_000)
    secretary = make.secretary(commune)
    services.record_payment(line, by=secretary, amount=500_000)

    services.record_payment(line, by=secretary, amount=50_000, less=True, note="Reçu de 450 000")

    assert [payment.amount for payment in line.payments.order_by("pk")] == [500_000, -50_000]


@pytest.mark.django_db
@pytest.mark.parametrize(("amount", "note"), [(50_000, " "), (600_000, "Trop")])
def test_a_correction_says_why_and_takes_away_no_more_than_was_paid(amount: int, note: str) -> None:
    commune = make.commune()
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")
    line = make.promise(make.action(plan))
    secretary = make.secretary(commune)
    services.record_payment(line, by=secretary, amount=500_000)

    with pytest.raises(NotReady):
        services.record_payment(line, by=secretary, amount=amount, less=True, note=note)
    assert line.payments.count() == 1
