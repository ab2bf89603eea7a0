"""How sums, days, hours, numbers and phones are written in each language."""

import datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation

from foundation.formats import dates, money, numbers, phones, words
from foundation.formats.partial import PartialDate

DAY = datetime.date(2026, 9, 1)


def test_a_sum_on_screen_uses_the_wide_no_break_space() -> None:
    assert money.fcfa(2_450_000) == "2\u00a0450\u00a0000\u00a0FCFA"


def test_a_printed_sum_uses_the_narrow_no_break_space() -> None:
    assert money.fcfa_print(2_450_000) == "2\u202f450\u202f000\u00a0FCFA"


def test_an_english_sum_names_the_currency_first() -> None:
    with translation.override("en"):
        assert money.fcfa(2_450_000) == "FCFA\u00a02,450,000"


def test_an_unknown_sum_prints_nothing_and_zero_prints_zero() -> None:
    assert (money.fcfa(None), money.fcfa(0)) == ("", "0\u00a0FCFA")


def test_the_first_of_a_month_has_its_er() -> None:
    assert dates.day(DAY) == "1er\u00a0septembre 2026"


def test_a_day_may_carry_its_weekday() -> None:
    assert dates.day(datetime.date(2026, 8, 28), weekday=True) == "vendredi 28\u00a0août 2026"


def test_a_day_in_english() -> None:
    with translation.override("en"):
        assert dates.day(DAY, weekday=True) == "Tuesday 1\u00a0September 2026"


def test_a_short_day_reads_as_on_paper_in_both_languages() -> None:
    with translation.override("en"):
        assert dates.day_short(DAY) == "01/09/2026"


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2007", "2007", "2007"),
        ("2007-03", "mars 2007", "March 2007"),
        ("2007-03-15", "15\u00a0mars 2007", "15\u00a0March 2007"),
    ],
)
def test_a_partial_date_shows_what_is_known(iso: str, french: str, english: str) -> None:
    partial = PartialDate.from_iso(iso)

    with translation.override("en"):
        in_english = dates.day(partial)

    assert (dates.day(partial), in_english) == (french, english)


@pytest.mark.parametrize(
    ("hour", "written"),
    [((9, 0), "9\u00a0h"), ((14, 30), "14\u00a0h\u00a030"), ((8, 5), "8\u00a0h\u00a005")],
)
def test_an_hour_is_written_with_an_h(hour: tuple[int, int], written: str) -> None:
    assert dates.hour(datetime.time(*hour)) == written


def test_an_instant_is_shown_in_bamako_time() -> None:
    instant = datetime.datetime(2026, 8, 28, 10, 42, tzinfo=datetime.UTC)

    assert dates.hour(instant) == "10\u00a0h\u00a042"


def test_how_long_ago_is_counted_in_days() -> None:
    with translation.override("en"):
        assert [dates.age_days(n) for n in (0, 1, 6)] == ["today", "1 day ago", "6 days ago"]


def test_numbers_follow_the_language() -> None:
    with translation.override("en"):
        english = numbers.number(12345.5)

    assert (numbers.number(12345.5), english) == ("12\u00a0345,5", "12,345.5")


def test_a_share_is_a_percentage_and_nothing_to_share_is_said() -> None:
    with translation.override("en"):
        assert (numbers.percent(0.58), numbers.percent(None)) == ("58%", "n/a")


def test_a_decimal_share_keeps_the_asked_places() -> None:
    assert numbers.percent(Decimal("0.585"), 1) == "58,5\u00a0%"
    assert numbers.percent(0.625) == "63\u00a0%"


@pytest.mark.parametrize(
    ("size", "written"),
    [(812, "812\u00a0o"), (38_200, "38\u00a0Ko"), (1_250_000, "1,2\u00a0Mo"), (1_000, "1\u00a0Ko")],
)
def test_a_file_says_its_weight(size: int, written: str) -> None:
    assert numbers.filesize(size) == written


def test_ranks_agree_with_their_noun() -> None:
    assert [numbers.ordinal(1, "f"), numbers.ordinal(1), numbers.ordinal(2)] == ["1re", "1er", "2e"]


def test_english_ranks_know_eleven() -> None:
    with translation.override("en"):
        assert [numbers.ordinal(n) for n in (1, 2, 3, 11, 22)] == [
            "1st",
            "2nd",
            "3rd",
            "11th",
            "22nd",
        ]


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (7_130_000, "sept millions cent trente mille francs CFA"),
        (1_000_000, "un million de francs CFA"),
        (80_000_000, "quatre-vingts millions de francs CFA"),
        (80_000, "quatre-vingt mille francs CFA"),
        (200_200, "deux cent mille deux cents francs CFA"),
        (1, "un franc CFA"),
        (0, "zéro franc CFA"),
    ],
)
def test_sums_are_written_in_words(amount: int, written: str) -> None:
    assert words.fcfa_in_words(amount) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (datetime.date(2024, 2, 15), "quinze février deux mille vingt-quatre"),
        (datetime.date(2025, 3, 1), "premier mars deux mille vingt-cinq"),
    ],
)
def test_days_are_written_in_words(day: datetime.date, written: str) -> None:
    assert words.day_in_words(day) == written


def test_a_phone_is_read_in_pairs_and_can_be_dialled() -> None:
    stored = "+22376123456"

    assert (phones.phone(stored), phones.phone_link(stored)) == (
        "+223\u00a076\u00a012\u00a034\u00a056",
        "tel:+22376123456",
    )


def test_a_number_of_the_demonstration_is_shown_though_it_cannot_be_typed() -> None:
    assert (phones.phone("+22300000000"), phones.parse_phone("00 00 00 00")) == (
        "+223\u00a000\u00a000\u00a000\u00a000",
        None,
    )


def test_a_variable_the_page_lacks_prints_nothing() -> None:
    names = (
        *("fcfa", "fcfa_print", "amount_print", "number", "filesize", "ordinal", "phone"),
        *("day", "day_short", "day_brief", "month", "hour", "moment", "age_days"),
    )
    source = "".join(f"{{{{ absent|{name} }}}}" for name in names)

    assert engines["django"].from_string(source).render({}) == ""
