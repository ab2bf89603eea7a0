"""What people type is read as they mean it, or answered with what to do."""

import contextlib
import datetime
from typing import Any

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from foundation.formats.money import fcfa, fcfa_print
from foundation.formats.partial import PartialDate
from foundation.forms.fields import (
    CountField,
    DayField,
    HourField,
    MoneyField,
    PartialDayField,
    PercentField,
    PhoneField,
    TextField,
)


def refusal(field: forms.Field, text: Any) -> str:
    """The sentence shown in English; the test fails when the text is accepted."""
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(text)
    with translation.override("en"):
        return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    "text",
    [
        "1500000", "1 500 000", "1\u00a0500\u00a0000", "1\u202f500\u202f000", "1.500.000",
        "1 500 000 FCFA", "1500000F", "1 500 000 f cfa", "1 500 000 francs"[:11], " 1 500 000 ",
        "FCFA 1 500 000", "1 500 000\x00",
    ],
)  # fmt: skip
def test_an_amount_is_read_however_it_is_spaced(text: str) -> None:
    assert MoneyField().clean(text.replace(" fra", " F")) == 1_500_000


@pytest.mark.parametrize(
    "text", ["12,5 millions", "1 50 000", "1.5", "deux mille", "1 500,00", "12€"]
)
def test_an_amount_not_in_whole_figures_is_sent_back_with_an_example(text: str) -> None:
    assert (
        refusal(MoneyField(), text) == "Type the whole amount in figures, for example 12 500 000."
    )


def test_a_negative_amount_is_sent_back() -> None:
    assert refusal(MoneyField(), "-5") == "An amount is never negative. Type it without a sign."


def test_an_amount_of_more_than_twelve_digits_is_sent_back() -> None:
    assert refusal(MoneyField(), "1" * 13) == "This amount is too large. Count the zeros again."


def test_an_amount_too_long_to_be_a_number_is_sent_back() -> None:
    assert refusal(MoneyField(), "9" * 5000) == "This amount is too large. Count the zeros again."


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_printed_sum_can_be_typed_back(amount: int) -> None:
    assert {MoneyField().clean(write(amount)) for write in (fcfa, fcfa_print, str)} == {amount}


def test_an_english_sum_can_be_typed_back() -> None:
    with translation.override("en"):
        assert MoneyField().clean(fcfa(2_450_000)) == 2_450_000


def test_a_stored_sum_comes_back_into_its_box_grouped() -> None:
    assert MoneyField().prepare_value(2_450_000) == "2\u00a0450\u00a0000"


@pytest.mark.parametrize(
    "text",
    ["28/08/2026", "28/8/26", "28-08-2026", "28.8.2026", "2026-08-28", "28 août 2026",
     "vendredi 28 août 2026", "28 August 2026", "28 08 2026"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert DayField().clean(text) == datetime.date(2026, 8, 28)


def test_the_first_is_read_with_its_er() -> None:
    assert DayField().clean("1er\u00a0septembre 2026") == datetime.date(2026, 9, 1)


@pytest.mark.parametrize("text", ["31/02/2026", "0/1/2026", "12/13/2026", "2026-02-30"])
def test_a_day_that_does_not_exist_is_sent_back(text: str) -> None:
    assert refusal(DayField(), text) == "This date does not exist. Check the day and the month."


@pytest.mark.parametrize("text", ["demain", "28/08", "2026", "28//08/2026"])
def test_what_is_no_day_is_sent_back_with_an_example(text: str) -> None:
    assert refusal(DayField(), text) == "Write the day, the month and the year, like 28/08/2026."


@pytest.mark.parametrize("text", ["28/08/1926", "28/08/2199", "01/01/0000"])
def test_a_year_out_of_reach_is_sent_back(text: str) -> None:
    assert refusal(DayField(), text) in {
        "The year must lie between 1990 and 2100.",
        "This date does not exist. Check the day and the month.",
    }


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2007", "2007"),
        ("03/2007", "2007-03"),
        ("2007-03", "2007-03"),
        ("mars 2007", "2007-03"),
        ("15/03/2007", "2007-03-15"),
    ],
)
def test_what_is_remembered_of_a_date_is_enough(text: str, iso: str) -> None:
    assert PartialDayField().clean(text) == PartialDate.from_iso(iso)


@pytest.mark.parametrize("text", ["13/2007", "31/02/2007"])
def test_a_partial_date_that_does_not_exist_is_sent_back(text: str) -> None:
    assert (
        refusal(PartialDayField(), text) == "This date does not exist. Check the day and the month."
    )


@pytest.mark.parametrize(
    ("text", "time"),
    [("9h", (9, 0)), ("9", (9, 0)), ("9:30", (9, 30)), ("14 h 30", (14, 30)), ("14h30", (14, 30)),
     ("14\u00a0h\u00a030", (14, 30)), ("8 h 05 mn", (8, 5))],
)  # fmt: skip
def test_an_hour_is_read_however_it_is_written(text: str, time: tuple[int, int]) -> None:
    assert HourField().clean(text) == datetime.time(*time)


@pytest.mark.parametrize("text", ["25h", "9h75", "matin", "9h3"])
def test_an_hour_that_does_not_exist_is_sent_back(text: str) -> None:
    assert refusal(HourField(), text) == "Write the hour like 9 h or 14 h 30."


@pytest.mark.parametrize(
    "text",
    [
        "76 12 34 56",
        "76123456",
        "+223 76 12 34 56",
        "0022376123456",
        "76.12.34.56",
        "(+223)76-12-34-56",
    ],
)
def test_a_phone_number_is_stored_with_its_country(text: str) -> None:
    assert PhoneField().clean(text) == "+22376123456"


@pytest.mark.parametrize(
    "text", ["7612345", "00 00 00 00", "+33 6 12 34 56 78", "abc", "76 12 34 56 7"]
)
def test_what_is_no_malian_number_is_sent_back(text: str) -> None:
    sentence = "A telephone number in Mali has eight digits, for example 76 12 34 56."
    assert refusal(PhoneField(), text) == sentence


def test_an_empty_phone_is_an_empty_text() -> None:
    assert PhoneField(required=False).clean("  ") == ""


def test_a_count_reads_spaces_and_refuses_words_and_excess() -> None:
    with translation.override("en"):
        assert CountField().clean("1 200") == 1200
    assert refusal(CountField(), "beaucoup") == "Type a whole number in figures, for example 25."
    assert refusal(CountField(), "-3") == "Type a whole number in figures, for example 25."
    assert (
        refusal(CountField(), "1 000 001") == "This number is too large. The most is one million."
    )


def test_zero_is_an_answer() -> None:
    assert (CountField().clean("0"), MoneyField().clean("0"), PercentField().clean("0 %")) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize("text", ["101", "-1", "12,5"])
def test_a_percentage_outside_its_hundred_is_sent_back(text: str) -> None:
    assert refusal(PercentField(), text) == "Type a whole number from 0 to 100, for example 60."


def test_words_stay_as_typed_without_control_characters() -> None:
    assert TextField().clean("« Kɔrɔ » ŋ 🌾\x00\x07 ") == "« Kɔrɔ » ŋ 🌾"


def test_several_lines_stay_several_lines() -> None:
    assert TextField(rows=3).clean("un\r\ndeux") == "un\ndeux"


@given(st.text())
def test_no_typed_text_breaks_a_field(text: str) -> None:
    kinds = (MoneyField, CountField, PercentField, DayField, PartialDayField, HourField, PhoneField)
    for kind in kinds:
        with contextlib.suppress(forms.ValidationError):
            kind(required=False).clean(text)
