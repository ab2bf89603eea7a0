"""Each kept dump, migrated from the state it was taken at to today's, loses nothing."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from foundation.accounts.models import User
from tests.dumps import carry
from tests.plugins.database import scratch_database

DUMPS = sorted((Path(__file__).parent.parent / "dumps").glob("*.json.gz"))

# "table" or "table.column" that a migration changes on purpose: the reason.
ACCEPTED: dict[str, str] = {}


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.name)
def test_a_kept_dump_reaches_todays_state_without_loss(
    empty_database: BaseDatabaseWrapper, dump: Path
) -> None:
    assert carry.lost(dump, ACCEPTED) == []


class Today(NamedTuple):
    """A dump of today's state with a group and an account, and a database without them."""

    dump: Path
    database: str


@pytest.fixture(scope="module")
def today(
    migrated_database: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Today]:
    """Made once: both tests read the same dump into a copy of the same database."""
    place = tmp_path_factory.mktemp("today")
    with scratch_database(django_db_blocker, place, like=migrated_database) as scratch:
        Group.objects.create(name="Dioro")
        User.objects.create_user("secretaire-dioro", full_name="Secrétaire de Dioro")
        carry.write(place / "today.json.gz")
        Group.objects.all().delete()
        User.objects.all().delete()
        scratch.close()
        yield Today(place / "today.json.gz", str(scratch.settings_dict["NAME"]))


@pytest.fixture
def dump(today: Today, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Path]:
    """The dump of today, to be read into a database at the same state."""
    with scratch_database(django_db_blocker, tmp_path, like=today.database):
        yield today.dump


def test_a_dump_comes_back_with_its_rows_their_times_and_their_numbers(dump: Path) -> None:
    created = json.loads(gzip.decompress(dump.read_bytes()))["tables"]["accounts.user"]["rows"]

    assert carry.lost(dump, {}) == []

    assert list(Group.objects.values_list("name", flat=True)) == ["Dioro"]
    assert User.objects.get().created_at.isoformat() in created[0]
    assert Group.objects.create(name="Koula").pk == 2


def test_a_migration_that_loses_a_row_or_a_column_is_named_unless_accepted(
    dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful() -> None:
        Group.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.remove_field(User, User._meta.get_field("phone"))
            editor.remove_field(User, User._meta.get_field("full_name"))

    monkeypatch.setattr(carry, "migrate_to_head", forgetful)

    assert carry.lost(dump, {"accounts_user.phone": "Phones moved to people."}) == [
        "auth_group: (1, 'Dioro')",
        "accounts_user.full_name: the column is gone",
    ]
