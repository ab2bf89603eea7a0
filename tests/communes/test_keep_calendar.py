"""The local calendar: typed by the commune, said in sentences beside a date, never blocking."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from communes import calendar
from communes.models import Commune, LocalDate, Role
from foundation.journal.models import Entry, Verb
from tests import make

pytestmark = pytest.mark.django_db
RAMADAN: dict[str, Any] = {
    "first_day": datetime.date(2025, 3, 1),
    "last_day": datetime.date(2025, 3, 30),
}
THURSDAY = datetime.date(2025, 3, 6)


def url(name: str, place: Commune, **kwargs: int) -> str:
    return reverse(f"communes:{name}", kwargs={"slug": place.slug, **kwargs})


def said(place: Commune, day: datetime.date) -> list[str]:
    return [remark.sentence for remark in calendar.on_day(place, day)]


def test_a_day_says_what_is_on_in_the_commune(
    place: Commune, django_assert_num_queries: Any
) -> None:
    make.local_date(place, weekday=3)
    make.local_date(place, "ramadan", **RAMADAN)
    make.local_date(place, "hivernage", first_month=11, last_month=3)
    make.local_date(make.commune(), "fete", label="Ailleurs", **RAMADAN)

    with django_assert_num_queries(1):
        sentences = said(place, THURSDAY)

    assert sorted(sentences) == [
        "C’est jour de marché.",
        "Ramadan (du 1er au 30 mars 2025).".replace("30 mars", "30\u00a0mars"),
        "Saison des pluies\u00a0: les routes peuvent être coupées.",
    ]
    assert said(place, datetime.date(2025, 4, 4)) == []


@pytest.mark.parametrize(
    ("month", "on"), [(6, True), (7, True), (9, True), (10, False), (5, False)]
)
def test_a_season_comes_back_every_year(place: Commune, month: int, on: bool) -> None:
    line = make.local_date(place, "hivernage", first_month=6, last_month=9)

    assert line.covers(datetime.date(2031, month, 15)) is on


def test_a_feast_close_by_is_said_with_its_distance(
    place: Commune, django_assert_num_queries: Any
) -> None:
    make.local_date(place, weekday=4)
    tabaski = datetime.date(2025, 6, 7)
    make.local_date(place, "tabaski", first_day=tabaski, last_day=tabaski)
    days = {n: tabaski + datetime.timedelta(days=n) for n in (-4, -3, 0, 1, 4)}

    with django_assert_num_queries(5):
        near = {n: [r.sentence for r in calendar.around(place, day)] for n, day in days.items()}

    assert near == {
        -4: [],
        -3: ["Tabaski\u00a0: 3 jours plus tard (le 7\u00a0juin 2025)."],
        0: [],
        1: ["Tabaski\u00a0: 1 jour plus tôt (le 7\u00a0juin 2025)."],
        4: [],
    }


def test_the_secretary_types_a_market_day_a_feast_and_a_season(
    place: Commune, client: Client
) -> None:
    client.post(url("add-weekday", place), {"kind": "marche", "weekday": "3"})
    client.post(
        url("add-days", place),
        {"kind": "fete", "label": "Maouloud", "first_day": "5/9/2025", "last_day": ""},
    )
    client.post(
        url("add-season", place), {"kind": "hivernage", "first_month": "6", "last_month": "9"}
    )

    page = client.get(url("calendar", place)).content.decode()
    lines = {str(line): line for line in place.local_dates.all()}
    assert set(lines) == {
        "jour de marché, jeudi",
        "Maouloud, le 5\u00a0septembre 2025",
        "saison des pluies, juin – septembre",
    }
    assert all(line.when in page for line in lines.values())
    assert Entry.objects.filter(kind="communes.localdate", verb=Verb.CREATED).count() == 3


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "fete", "first_day": "5/9/2025"}, "label"),
        ({"kind": "ramadan", "first_day": "30/3/2025", "last_day": "1/3/2025"}, "last_day"),
        ({"kind": "ramadan", "first_day": "1/3/2025", "last_day": "30/3/2026"}, "last_day"),
        ({"kind": "ramadan", "first_day": "le mois prochain"}, "first_day"),
        ({"kind": "tabaski", "first_day": "7/6/2025"}, "first_day"),
        ({"first_day": "7/6/2025"}, "kind"),
    ],
)
def test_a_slip_is_said_beside_its_field(
    place: Commune, client: Client, typed: dict[str, str], field: str
) -> None:
    day = datetime.date(2025, 6, 7)
    make.local_date(place, "tabaski", first_day=day, last_day=day)

    response = client.post(url("add-days", place), typed)

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert place.local_dates.count() == 1


def test_a_line_is_corrected_then_taken_away_and_the_journal_keeps_it(
    place: Commune, client: Client
) -> None:
    line = make.local_date(place, weekday=2)

    client.post(
        url("change-line", place, pk=line.pk), {"kind": "marche", "label": "", "weekday": "5"}
    )
    line.refresh_from_db()
    client.post(url("remove-line", place, pk=line.pk))

    assert line.weekday == 5
    assert list(place.local_dates.all()) == []
    entries = Entry.objects.about(line)
    assert [(entry.verb, entry.note) for entry in entries] == [
        (Verb.REMOVED, "jour de marché, samedi"),
        (Verb.CHANGED, ""),
    ]


def test_last_years_feasts_are_offered_for_new_days_and_never_computed(
    place: Commune, client: Client, settings: Any
) -> None:
    settings.TODAY = datetime.date(2026, 1, 10)
    ramadan = make.local_date(place, "ramadan", **RAMADAN)
    tabaski = datetime.date(2025, 6, 7)
    feast = make.local_date(place, "tabaski", first_day=tabaski, last_day=tabaski)
    old = datetime.date(2024, 6, 16)
    make.local_date(place, "tabaski", first_day=old, last_day=old)
    make.local_date(place)

    rows = client.get(url("write-again", place)).context["rows"]
    client.post(
        url("write-again", place),
        {
            f"{ramadan.pk}-first_day": "18/2/2026",
            f"{ramadan.pk}-last_day": "19/3/2026",
            f"{feast.pk}-first_day": "",
        },
    )

    assert [row.was for row in rows] == [ramadan, feast]
    assert [line.when for line in place.local_dates.filter(first_day__year=2026)] == [
        "du 18\u00a0février 2026 au 19\u00a0mars 2026"
    ]
    assert [row.was for row in client.get(url("write-again", place)).context["rows"]] == [feast]


def test_others_read_the_calendar_and_a_neighbour_does_not_see_it(place: Commune) -> None:
    line = make.local_date(place)
    answers = {}
    for who in (make.user(Role.COMMITTEE, place), make.secretary(make.commune())):
        client = Client()
        client.force_login(who)
        answers[who] = [
            client.get(url("calendar", place)).status_code,
            client.post(url("remove-line", place, pk=line.pk)).status_code,
        ]

    assert list(answers.values()) == [[200, 403], [404, 404]]


def test_a_line_of_another_commune_is_not_found(place: Commune, client: Client) -> None:
    line = make.local_date(make.commune())

    assert client.post(url("remove-line", place, pk=line.pk)).status_code == 404
    assert LocalDate.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("local_date_as_its_kind", {"kind": "marche", "weekday": None, **RAMADAN}),
        ("local_date_as_its_kind", {"kind": "hivernage", "weekday": 2}),
        ("local_date_as_its_kind", {"kind": "autre", "label": "x", "weekday": 2, **RAMADAN}),
        ("local_date_other_is_named", {"kind": "fete", **RAMADAN}),
        (
            "local_date_days_ordered",
            {"kind": "ramadan", **RAMADAN, "last_day": datetime.date(2025, 2, 1)},
        ),
        ("local_date_months_and_weekdays_exist", {"kind": "marche", "weekday": 7}),
        ("local_date_weekday_once", {"kind": "marche", "weekday": 3}),
    ],
)
def test_the_database_holds_the_shape_of_each_kind(
    place: Commune, name: str, fields: dict[str, Any]
) -> None:
    make.local_date(place, weekday=3)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        LocalDate.objects.create(commune=place, **fields)

    assert name in str(refused.value) or "UNIQUE" in str(refused.value)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_line_and_three(
    place: Commune, client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        make.local_date(place, weekday=n)
        make.local_date(place, "fete", label=str(n), **RAMADAN)
    client.get(url("calendar", place))

    with django_assert_num_queries(5):
        client.get(url("calendar", place))
