"""What the database itself refuses once a report is validated, on SQLite and on PostgreSQL alike.

Its text, lines, visits and new needs are frozen; only when and by whom the town hall received it
is written later, once.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import migrations

from foundation.records import triggers

MESSAGE: Final = "the report is validated"
_REPORT: Final = "monitoring_report"
_FROZEN: Final = (
    "id", "cycle_id", "kind", "state", "from_on", "to_on", "written_on", "written_by_id", "team",
    "summary", "difficulties", "recommendations", "reason", "signed_by", "to_meeting_id",
    "validated_on", "recorded_by_id", "html", "sha256", "external_id",
)  # fmt: skip
_ONCE: Final = (("received_on", "NULL"), ("received_by", "''"))
_PARTS: Final = ("monitoring_reportline", "monitoring_reportvisit", "monitoring_report_new_needs")


def _of_validated(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {_REPORT} "  # noqa: S608 -- names of this file
        f"WHERE id = {row}.report_id AND state = 'valide')"
    )


def _conditions() -> dict[tuple[str, str], str]:
    """When each verb is refused, by table and verb."""
    changed = [f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _FROZEN]
    changed += [
        f"(OLD.{name} IS DISTINCT FROM {empty} AND OLD.{name} IS DISTINCT FROM NEW.{name})"
        for name, empty in _ONCE
    ]
    found = {
        (_REPORT, "update"): f"OLD.state = 'valide' AND ({' OR '.join(changed)})",
        (_REPORT, "delete"): "OLD.state = 'valide'",
    }
    for table in _PARTS:
        old, new = _of_validated("OLD"), _of_validated("NEW")
        found |= {
            (table, "insert"): new,
            (table, "update"): f"{old} OR {new}",
            (table, "delete"): old,
        }
    return found


def install(_apps: Any, schema_editor: Any) -> None:
    """Create the triggers; run again after any migration that rebuilds one of these tables."""
    for (table, verb), condition in _conditions().items():
        name = f"{table}_validated_{verb}"
        triggers.refuse(schema_editor, table, verb, condition, name=name, message=MESSAGE)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Allow changes again: to take the migration back, or to empty a test database."""
    for table, verb in _conditions():
        triggers.allow(schema_editor, table, name=f"{table}_validated_{verb}")


guard_validated_reports = migrations.RunPython(install, remove)
