"""What a promise in things and days is worth, by the rules of the commune."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from actionplans import services
from actionplans.forms.promises import QuantityField
from actionplans.models import Action, FundingLine, ValuationRule
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from tests import make
from tests.actionplans.conftest import Place
from tests.wrong_input import try_everything

WORK = {"kind": "main_oeuvre", "quantity": 8, "unit": "Manœuvres", "days": 5}


@pytest.fixture
def action(place: Place) -> Action:
    return make.action(place.plan(), estimated_cost=500_000)


def save(place: Place, line: FundingLine, **changes: Any) -> FundingLine:
    """Send a promise through the service, as a form does."""
    for name, value in changes.items():
        setattr(line, name, value)
    services.record_promises(line.action.plan, [Line(line, line.save)], by=place.by)
    line.refresh_from_db()
    return line


def new(place: Place, action: Action, **fields: Any) -> FundingLine:
    return FundingLine(action=action, party=place.group, **WORK | fields)


def test_labour_without_an_amount_takes_the_value_of_the_rule(place: Place, action: Action) -> None:
    make.valuation(place.commune, unit="manœuvre", rate=1_500)

    line = save(place, new(place, action))

    assert line.promised == 60_000
    assert line.valuation_note.replace("\u00a0", " ") == (
        "8 Manœuvres × 5 jours × 1 500 FCFA (règle du 1er janvier 2024)"
    )


def test_an_amount_that_was_typed_wins(place: Place, action: Action) -> None:
    make.valuation(place.commune)

    line = save(place, new(place, action, promised=45_000))

    assert (line.promised, line.valuation_note) == (45_000, "")


@pytest.mark.parametrize(
    "rule",
    [
        {"unit": "briques"},
        {"kind": "nature"},
        {"valid_from": datetime.date(2025, 3, 4)},
        {"valid_to": datetime.date(2025, 3, 2)},
    ],
)
def test_without_a_rule_on_the_first_day_of_the_plan_it_stays_without_a_value(
    place: Place, action: Action, rule: dict[str, Any]
) -> None:
    make.valuation(place.commune, **rule)
    make.valuation(make.commune())

    line = save(place, new(place, action))

    assert (line.promised, line.valuation_note) == (None, "")


def test_a_reckoned_value_follows_its_quantity(place: Place, action: Action) -> None:
    make.valuation(place.commune)
    line = save(place, new(place, action))

    save(place, line, quantity=10, days=None)

    assert line.promised == 15_000
    assert line.valuation_note.startswith("10")


def test_an_amount_typed_over_a_reckoned_one_drops_the_reckoning(
    place: Place, action: Action
) -> None:
    make.valuation(place.commune)
    line = save(place, new(place, action))

    save(place, line, promised=50_000)
    save(place, line, quantity=99)

    assert (line.promised, line.valuation_note) == (50_000, "")


def test_a_reckoned_value_falls_when_nothing_is_counted_any_more(
    place: Place, action: Action
) -> None:
    make.valuation(place.commune)
    line = save(place, new(place, action))

    save(place, line, unit="charrettes")

    assert (line.promised, line.valuation_note) == (None, "")


def test_a_value_beyond_all_measure_is_refused_in_words(place: Place, action: Action) -> None:
    make.valuation(place.commune, rate=999_999_999_999)

    with pytest.raises(NotReady):
        save(place, new(place, action))


def test_the_page_says_how_many_values_were_reckoned(place: Place, action: Action) -> None:
    make.valuation(place.commune)
    row = {"party": place.group.pk, "kind": "main_oeuvre", "category": "autre"}
    row |= {"quantity": "1,5", "unit": "manœuvres"}
    sent = {f"n{action.pk}_0-{name}": value for name, value in row.items()}

    answer = place.client.post(place.url("funding", pk=action.pk), sent, follow=True)

    assert action.funding.get().promised == 2_250
    assert "1 promesse sans montant a été valorisée" in answer.content.decode()


@pytest.mark.parametrize("quantity", ["2000", "1.5", "1234567.25"])
def test_a_quantity_is_read_again_as_it_was_written_in_english_too(quantity: str) -> None:
    with override("en"):
        assert QuantityField().clean(QuantityField().prepare_value(Decimal(quantity))) == Decimal(
            quantity
        )


def test_thousands_after_a_comma_are_asked_for_again() -> None:
    with pytest.raises(ValidationError):
        QuantityField().clean("2,000")


def test_a_new_rule_ends_the_one_before_it(place: Place) -> None:
    old = make.valuation(place.commune)
    sent = {"kind": "main_oeuvre", "unit": "Manœuvre", "rate": "2 000", "valid_from": "01/06/2025"}

    place.client.post(place.url("add-valuation"), sent)

    old.refresh_from_db()
    assert old.valid_to == make.day("2025-05-31")
    assert ValuationRule.objects.latest("pk").valid_to is None


def test_a_rule_that_begins_before_another_ends_the_day_before_it(place: Place) -> None:
    make.valuation(place.commune, valid_from=make.day("2025-06-01"))
    sent = {"kind": "main_oeuvre", "unit": "manœuvres", "rate": "1", "valid_from": "01/01/2025"}

    place.client.post(place.url("add-valuation"), sent)

    assert ValuationRule.objects.latest("pk").valid_to == make.day("2025-05-31")


def test_a_rule_is_ended_on_a_day(place: Place) -> None:
    rule = make.valuation(place.commune)

    place.client.post(place.url("end-valuation", pk=rule.pk), {"valid_to": "30/06/2025"})

    rule.refresh_from_db()
    assert rule.valid_to == make.day("2025-06-30")
    assert "Terminées" in place.client.get(place.url("valuations")).content.decode()


def test_wrong_rules_are_refused_beside_their_field(place: Place) -> None:
    rule = make.valuation(place.commune, valid_from=make.day("2025-01-01"))
    valid = {
        "kind": "main_oeuvre", "unit": "maçons", "rate": "3 000", "valid_from": "01/02/2025",
        "source": "",
    }  # fmt: skip

    try_everything(
        place.client, place.url("add-valuation"), valid, watch=[ValuationRule],
        must_refuse={"kind": ["especes"], "rate": ["-5", ""], "valid_from": [""]},
    )  # fmt: skip
    try_everything(
        place.client, place.url("end-valuation", pk=rule.pk),
        {"valid_to": "01/03/2025", "source": "", "seen": ""},
        must_refuse={"valid_to": ["31/12/2024"]},
    )  # fmt: skip

    again = valid | {"unit": "Manœuvre", "valid_from": "01/01/2025"}
    answer = place.client.post(place.url("add-valuation"), again)

    assert list(answer.context["form"].errors) == ["valid_from"]
