"""Dates of which only the year or the month is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.formats.partial import PartialDate


@pytest.mark.parametrize("iso", ["2007", "2007-03", "2007-03-15"])
def test_a_partial_date_reads_back_as_it_was_written(iso: str) -> None:
    assert str(PartialDate.from_iso(iso)) == iso


@pytest.mark.parametrize(
    "text",
    ["", "07", "2007-13", "2007-02-30", "2007-00", "2007-01-00", "2007-3", "15/03/2007", "0000"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.from_iso(text)


@pytest.mark.parametrize(
    ("iso", "first", "last", "precision"),
    [
        ("2007", (2007, 1, 1), (2007, 12, 31), "year"),
        ("2008-02", (2008, 2, 1), (2008, 2, 29), "month"),
        ("2007-03-15", (2007, 3, 15), (2007, 3, 15), "day"),
    ],
)
def test_a_partial_date_spans_the_days_it_can_mean(
    iso: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: str
) -> None:
    partial = PartialDate.from_iso(iso)

    assert (partial.first_day, partial.last_day, partial.precision) == (
        datetime.date(*first),
        datetime.date(*last),
        precision,
    )


def test_a_year_stands_before_its_months_and_they_before_their_days() -> None:
    wanted = ["2006-12-31", "2007", "2007-03", "2007-03-15", "2007-04", "2008"]

    assert [str(p) for p in sorted(map(PartialDate.from_iso, reversed(wanted)))] == wanted


@given(st.dates())
def test_every_day_survives_as_a_partial_date(day: datetime.date) -> None:
    assert PartialDate.from_iso(str(PartialDate.from_date(day))).first_day == day
