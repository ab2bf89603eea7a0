"""The test database, migrated once and copied for every worker: migrating takes most of a minute.

Runs that share the folder `TESTS_MIGRATED` (script/test) share the migrated SQLite file as well.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

MODEL = "migrated"  # the one that is copied


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database that stands ready is used; all of them go with the run's own var/."""
    return True


@pytest.fixture(scope="session")
def migrated_database(django_db_blocker: DjangoDbBlocker) -> str:
    """The migrated database that nobody has open, for `scratch_database(…, like=…)`."""
    with django_db_blocker.unblock():
        if connections["default"].vendor == "sqlite":
            return str(_model_file())
        with _alone(Path(settings.VAR)), _server() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MODEL])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {MODEL}")
                _migrate(MODEL)
    return MODEL


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    migrated_database: str,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Puts this worker's copy where the test database is looked for."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        shutil.copy(migrated_database, connection.settings_dict["TEST"]["NAME"])
        return
    mine = connection.creation._get_test_db_name()
    copy = f'CREATE DATABASE "{mine}" TEMPLATE {migrated_database}'
    with django_db_blocker.unblock(), _alone(Path(settings.VAR)), _server() as cursor:
        cursor.execute(copy)


def _server() -> Any:
    """A cursor of no database in particular: it may make databases."""
    return connections["default"]._nodb_cursor()


def _model_file() -> Path:
    shared = Path(os.environ.get("TESTS_MIGRATED") or settings.VAR)
    model = shared / f"{MODEL}.sqlite3"
    with _alone(shared):
        if not model.exists():
            half = model.with_suffix(".half")
            _migrate(str(half))
            half.rename(model)
    return model


def _migrate(name: str) -> None:
    """Every migration, on an empty database that takes the place of the default one meanwhile."""
    original = connections["default"]
    empty = original.copy()
    empty.settings_dict["NAME"] = name
    connections["default"] = empty
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        empty.close()
        connections["default"] = original


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One worker at a time; the others find what it made."""
    with (place / f"{MODEL}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
