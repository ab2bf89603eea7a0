"""Each kept dump, migrated from the state it was taken at to today's, loses nothing."""

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.accounts.models import User
from tests.dumps import carry

DUMPS = sorted((Path(__file__).parent.parent / "dumps").glob("*.json.gz"))

# "table" or "table.column" that a migration changes on purpose: the reason.
ACCEPTED: dict[str, str] = {}


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.name)
def test_a_kept_dump_reaches_todays_state_without_loss(
    empty_database: BaseDatabaseWrapper, dump: Path
) -> None:
    assert carry.lost(dump, ACCEPTED) == []


@pytest.fixture
def dump(empty_database: BaseDatabaseWrapper, tmp_path: Path) -> Path:
    """A dump of today's state with two groups and one account; the database is emptied after it."""
    carry.migrate_to_head()
    Group.objects.create(name="Dioro")
    User.objects.create_user("secretaire-dioro", full_name="Secrétaire de Dioro")
    carry.write(tmp_path / "today.json.gz")
    _empty()
    return tmp_path / "today.json.gz"


def _empty() -> None:
    with connection.schema_editor() as editor:
        for table in connection.introspection.table_names():
            editor.execute(f"DROP TABLE {editor.quote_name(table)} {CASCADE[connection.vendor]}")


CASCADE = {"sqlite": "", "postgresql": "CASCADE"}


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
