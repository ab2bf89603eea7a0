"""An empty database of one's own, for tests of backups and of migrations from an earlier state."""

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django import DjangoDbBlocker

from actionplans import triggers as sealed_plans
from foundation.records import triggers
from monitoring import triggers as validated_reports


@contextlib.contextmanager
def scratch_database(
    blocker: DjangoDbBlocker, place: Path, like: str = ""
) -> Iterator[BaseDatabaseWrapper]:
    """Stands in the place of the default database meanwhile, on the same engine.

    Empty, or `like` another one of these, which nobody has open.
    """
    original = connections["default"]
    scratch = original.copy()
    name = f"scratch_{uuid.uuid4().hex}"
    with blocker.unblock():
        if original.vendor == "sqlite":
            scratch.settings_dict["NAME"] = str(place / f"{name}.sqlite3")
            if like:
                shutil.copy(like, scratch.settings_dict["NAME"])
        else:
            with original._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like or 'template1'}")
            scratch.settings_dict["NAME"] = name
        connections["default"] = scratch
        try:
            yield scratch
        finally:
            scratch.close()
            connections["default"] = original
            if original.vendor != "sqlite":
                with original._nodb_cursor() as cursor:
                    cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_database(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[BaseDatabaseWrapper]:
    """One for the length of a test."""
    with scratch_database(django_db_blocker, tmp_path) as scratch:
        yield scratch


@pytest.fixture(autouse=True, scope="session")
def _empty_append_only_tables_too() -> Iterator[None]:
    """Let Django empty the test database: tables that only grow lose their guard meanwhile."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        connection = operations.connection
        tables = set(connection.introspection.table_names())
        guarded, plans = set(triggers.TABLES) & tables, "actionplans_planversion" in tables
        reports = "monitoring_report" in tables
        with connection.schema_editor() as editor:
            for table in guarded:
                triggers.remove(editor, table)
            if plans:
                sealed_plans.remove(None, editor)
            if reports:
                validated_reports.remove(None, editor)
        from consult.learning.models import WocatAnswer, WocatDraft  # noqa: PLC0415 -- once set up
        from consult.learning.wocat.shipped import ship  # noqa: PLC0415

        flush(operations, statements)
        with connection.schema_editor() as editor:
            for table in guarded:
                triggers.install(editor, table)
            if plans:
                sealed_plans.install(None, editor)
            if reports:
                validated_reports.install(None, editor)
        if "consult_learning_wocatdraft" in tables:
            ship(WocatDraft.objects, WocatAnswer.objects)  # what a migration put there stays

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded)
        yield
