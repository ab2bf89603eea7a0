"""The journal says who did what, and nobody rewrites it unseen."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import DatabaseError
from django.test import override_settings

from communes.models import Commune
from foundation.journal.models import Entry, Head, Verb
from foundation.journal.services import Fault, broken_lines, journal
from foundation.records import triggers
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Commune:
    """A commune with three lines in its journal."""
    place = make.commune()
    for verb in (Verb.CREATED, Verb.CHANGED, Verb.CLOSED):
        journal(place, by=make.user(), verb=verb, scope="12345678", fields=["name"], note="« é »")
    return place


def tamper(sql: str, *values: object) -> None:
    """What a person with the database in hand could do, the triggers taken away."""
    with connection.schema_editor() as editor:
        triggers.remove(editor, "journal_entry")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_each_place_has_its_own_numbers(commune: Commune) -> None:
    elsewhere = journal(commune, by=None, verb=Verb.LOADED, scope="")

    numbers = Entry.objects.filter(scope="12345678").order_by("number")
    assert ([entry.number for entry in numbers], elsewhere.number) == ([1, 2, 3], 1)


def test_an_untouched_journal_is_whole(commune: Commune) -> None:
    assert broken_lines() == []


def test_the_record_s_own_lines_are_read_latest_first(commune: Commune) -> None:
    make.commune()

    assert [entry.verb for entry in Entry.objects.about(commune)] == [
        Verb.CLOSED,
        Verb.CHANGED,
        Verb.CREATED,
    ]


@pytest.mark.parametrize(
    "sql", ["UPDATE journal_entry SET note = 'autre'", "DELETE FROM journal_entry"]
)
def test_the_database_refuses_to_change_a_line(commune: Commune, sql: str) -> None:
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("UPDATE journal_entry SET note = 'autre' WHERE number = 2", 2),
        ("UPDATE journal_entry SET actor_id = NULL WHERE number = 1", 1),
        ("DELETE FROM journal_entry WHERE number = 2", 2),
        ("DELETE FROM journal_entry WHERE number = 3", 3),
        ("DELETE FROM journal_entry", 1),
    ],
)
def test_the_first_altered_line_is_named(commune: Commune, sql: str, number: int) -> None:
    try:
        tamper(sql)
        assert broken_lines() == [Fault("12345678", number)]
    finally:
        with connection.schema_editor() as editor:
            triggers.install(editor, "journal_entry")


def test_lines_sealed_with_an_earlier_key_stay_genuine(commune: Commune) -> None:
    old = settings.SECRET_KEY

    with override_settings(SECRET_KEY="une nouvelle clef", SECRET_KEY_FALLBACKS=[old]):
        assert broken_lines() == []
    with override_settings(SECRET_KEY="une nouvelle clef", SECRET_KEY_FALLBACKS=[]):
        assert broken_lines() == [Fault("12345678", 1)]


def test_the_command_says_intact_or_names_the_line(
    commune: Commune, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_journal")
    Head.objects.filter(scope="12345678").update(number=9)

    assert "intact" in capsys.readouterr().out
    with pytest.raises(CommandError, match="12345678 n° 4"):
        call_command("verify_journal")
