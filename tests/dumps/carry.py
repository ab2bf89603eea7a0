"""Writing a populated database as text, and reading it back at the migrations it was taken at.

The text names tables and columns and holds values as Django's fields write them, so that a dump
taken on SQLite is read on PostgreSQL as well.
"""

import contextlib
import datetime
import gzip
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.encoding import is_protected_type

from foundation.records import triggers

PRIVATE = {"sessions", "axes"}  # sign-ins: nothing a later version must carry


def _kept(candidates: Iterable[Any]) -> list[Any]:
    """Models with a table of their own, but for the private ones."""
    return [
        model
        for model in candidates
        if not model._meta.proxy and model._meta.app_label not in PRIVATE
    ]


def _text(value: Any) -> str:
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID | datetime.timedelta):
        return str(value)
    raise TypeError(f"No text form for {type(value)}.")


def _value(field: Any, record: models.Model) -> Any:
    value = field.value_from_object(record)
    if is_protected_type(value):
        return value
    return field.value_to_string(record)


def write(target: Path) -> int:
    """Keep every row of the configured database; gives their number."""
    tables: dict[str, dict[str, list[Any]]] = {
        model._meta.label_lower: {
            "columns": [field.attname for field in model._meta.local_concrete_fields],
            "rows": [
                [_value(field, record) for field in model._meta.local_concrete_fields]
                for record in model._base_manager.order_by("pk")
            ],
        }
        for model in _kept(apps.get_models(include_auto_created=True))
    }
    state = dict(MigrationLoader(connection).graph.leaf_nodes())
    text = json.dumps({"state": state, "tables": tables}, default=_text, ensure_ascii=False)
    target.write_bytes(gzip.compress(text.encode(), mtime=0))
    return sum(len(table["rows"]) for table in tables.values())


def load(source: Path) -> int:
    """Fill an empty database, migrated to the dump's own state; gives the number of rows."""
    dump = json.loads(gzip.decompress(source.read_bytes()))
    executor = MigrationExecutor(connection)
    nodes = [(app, name) for app, name in dump["state"].items()]
    executor.migrate(nodes)
    historical = executor.loader.project_state(nodes).apps
    written = 0
    with _unguarded(), transaction.atomic():
        for label, table in dump["tables"].items():
            model = historical.get_model(label)
            _empty(model)  # what migrations put there is in the dump too
            for row in table["rows"]:
                _insert(model, table["columns"], row)
            written += len(table["rows"])
        found = [historical.get_model(label) for label in dump["tables"]]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), found):
                cursor.execute(statement)
    return written


@contextlib.contextmanager
def _unguarded() -> Iterator[None]:
    """What migrations put into tables that only grow may be taken out meanwhile."""
    guarded = sorted(set(triggers.TABLES) & set(connection.introspection.table_names()))
    with connection.schema_editor() as editor:
        for table in guarded:
            triggers.remove(editor, table)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for table in guarded:
                triggers.install(editor, table)


def _empty(model: type[models.Model]) -> None:
    """Every row at once, whatever points to it: the constraints are looked at in the end."""
    model._base_manager.all()._raw_delete(connection.alias)


def _insert(model: type[models.Model], columns: list[str], row: list[Any]) -> None:
    """One row exactly as kept: `raw`, so that no field stamps the present time."""
    by_name = {field.attname: field for field in model._meta.local_concrete_fields}
    values = {
        name: None if value is None else by_name[name].to_python(value)
        for name, value in zip(columns, row, strict=True)
    }
    model(**values).save_base(raw=True, force_insert=True)


def migrate_to_head() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def columns() -> dict[str, list[str]]:
    """The columns of each table as the database has them now."""
    with connection.cursor() as cursor:
        return {
            table: [
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            ]
            for table in connection.introspection.table_names(cursor)
            if table != "django_migrations"
        }


def rows(table: str, names: list[str]) -> list[tuple[Any, ...]]:
    """Every row of a table under the named columns, as the database gives it."""
    listed = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {listed} FROM {connection.ops.quote_name(table)}")
        return list(cursor.fetchall())


def lost(source: Path, accepted: dict[str, str]) -> list[str]:
    """What migrating a dump to today's state loses: tables, columns, rows. Best is nothing.

    `accepted` names "table" or "table.column" that a migration changes on purpose, with the reason.
    """
    load(source)
    old = columns()
    before = {table: rows(table, names) for table, names in old.items()}
    migrate_to_head()
    new = columns()
    losses = []
    for table, names in sorted(old.items(), reverse=True):
        if table in accepted:
            continue
        if table not in new:
            losses.append(f"{table}: the table is gone")
            continue
        watched = [name for name in names if f"{table}.{name}" not in accepted]
        common = [name for name in watched if name in new[table]]
        losses += [f"{table}.{name}: the column is gone" for name in watched if name not in common]
        missing = _counted(before[table], names, common) - _counted(rows(table, common))
        losses += [f"{table}: {row}" for row in missing.elements()]
    return losses


def _counted(
    content: list[tuple[Any, ...]], names: list[str] | None = None, kept: list[str] | None = None
) -> Counter[str]:
    """Rows as text with their number, narrowed to the kept columns."""
    places = [names.index(name) for name in kept] if names and kept else None
    return Counter(
        repr(row if places is None else tuple(row[place] for place in places)) for row in content
    )
