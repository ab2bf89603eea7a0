"""Tables to which rows are only added: the database itself refuses the rest, on both engines."""

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
)
