"""What the database itself refuses, on both engines: rows changed where rows are only added, and
what a room says of its sealed things."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION consult_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_PG = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH {unit} EXECUTE FUNCTION consult_append_only()
"""


def install(schema_editor: Any, table: str) -> None:
    """Refuse UPDATE, DELETE and TRUNCATE on a table."""
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(_SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
        return
    schema_editor.execute(_PG_FUNCTION, params=None)  # its % is not a parameter
    for verb, unit in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        schema_editor.execute(_PG.format(table=table, verb=verb, VERB=verb.upper(), unit=unit))


def remove(schema_editor: Any, table: str) -> None:
    """Allow changes again: to take a migration back, or to empty a test database."""
    verbs = ["update", "delete"]
    if schema_editor.connection.vendor == "sqlite":
        for verb in verbs:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        return
    for verb in [*verbs, "truncate"]:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}")


def refuse(
    schema_editor: Any, table: str, verb: str, condition: str, *, name: str, message: str
) -> None:
    """Refuse one verb (insert, update, delete) for the rows of a table that fit a condition.

    `condition` is SQL about OLD and NEW; `name` names the trigger, and on PostgreSQL its function.
    """
    sqlite = schema_editor.connection.vendor == "sqlite"
    write = _refusal_on_sqlite if sqlite else _refusal_on_postgres
    for statement in write(table, verb, condition, name, message):
        schema_editor.execute(statement, params=None)


def _refusal_on_sqlite(
    table: str, verb: str, condition: str, name: str, message: str
) -> tuple[str, ...]:
    # Older SQLite knows IS NOT, and not yet IS DISTINCT FROM; they mean the same here.
    asked = condition.replace("IS DISTINCT FROM", "IS NOT")
    return (
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
        f"WHEN {asked} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    )


def _refusal_on_postgres(
    table: str, verb: str, condition: str, name: str, message: str
) -> tuple[str, ...]:
    answer = "OLD" if verb == "delete" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {answer}; END $$",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


def allow(schema_editor: Any, table: str, *, name: str) -> None:
    """Take one refusal away."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{'' if sqlite else f' ON {table}'}")
    if not sqlite:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def append_only(table: str) -> migrations.RunPython:
    """Migration step that makes a table append-only."""
    return migrations.RunPython(
        lambda _apps, schema_editor: install(schema_editor, table),
        lambda _apps, schema_editor: remove(schema_editor, table),
    )


# Every append-only table, for the tests that empty a database and the check after a migration.
TABLES = (
    "journal_entry",
    "monitoring_statement",
    "actionplans_payment",
    "monitoring_cyclesnapshot",
    "consult_learning_sheetversion",
    "consult_learning_wocatanswer",
)
