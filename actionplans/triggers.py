"""What the database itself refuses once a plan is sealed, on SQLite and on PostgreSQL alike.

Sealed means: a version is in force and no amendment is open. Payments, statements and what may
still be written of an action (what was achieved, observations) are not concerned.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import migrations

from foundation.records import triggers

MESSAGE = "the plan is sealed"


class Guarded(NamedTuple):
    """A table whose rows belong to a plan: how to find it, and the columns that are frozen."""

    table: str
    plan: str  # SQL for the plan of a row, {row} being OLD or NEW
    frozen: tuple[str, ...]
    inserts: bool = True


_OF_ACTION = "(SELECT plan_id FROM actionplans_action WHERE id = {row}.action_id)"
GUARDED = (
    Guarded(
        "actionplans_action",
        "{row}.plan_id",
        (
            "plan_id",
            "number",
            "wording",
            "sector_id",
            "expected_result",
            "indicator",
            "baseline",
            "target",
            "responsible_id",
            "month_1",
            "month_2",
            "month_3",
            "due_words",
            "due_on",
            "estimated_cost",
            "pdesc_line_id",
            "decided_in_id",
            "carried_from_id",
            "carried_on",
            "carried_reason",
            "carry_choice",
            "replaces_id",
            "water_use",
            "water_site",
            "contract_kind",
            "contract_note",
            "jobs_expected",
            "jobs_expected_women",
            "jobs_expected_young",
            "measure_areas",
            "to_enter",
        ),
    ),
    Guarded(
        "actionplans_fundingline",
        _OF_ACTION,
        (
            "action_id",
            "party_id",
            "kind",
            "category",
            "promised",
            "quantity",
            "unit",
            "days",
            "valuation_note",
            "override_reason",
            "replaced_by_id",
            "replaced_on",
            "replaced_reason",
        ),
    ),
    Guarded("actionplans_action_needs", _OF_ACTION, ("action_id", "need_id")),
    Guarded("actionplans_action_partners", _OF_ACTION, ("action_id", "organisation_id")),
    Guarded(
        "actionplans_actionplan",
        "{row}.id",
        ("id", "cycle_id", "starts_on", "ends_on", "length_reason", "agreed_at_id", "agreed_on"),
        inserts=False,
    ),
)
# A version is never deleted; only its withdrawal and the digest of its PDF are written later, once.
_VERSION = "actionplans_planversion"
_FIXED = (
    "plan_id", "number", "agreed_on", "sealed_at", "sealed_by_id", "data", "sha256", "code", "html",
)  # fmt: skip
_ONCE = (("pdf_sha256", "''"), ("withdrawn_at", "NULL"))


def _sealed(plan: str) -> str:
    in_force = f"WHERE plan_id = {plan} AND withdrawn_at IS NULL"
    amended = f"WHERE plan_id = {plan} AND version_id IS NULL AND dropped_on IS NULL"
    return (
        f"EXISTS (SELECT 1 FROM {_VERSION} {in_force}) "  # noqa: S608 -- names of this file
        f"AND NOT EXISTS (SELECT 1 FROM actionplans_amendment {amended})"
    )


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)


def _conditions(guarded: Guarded) -> dict[str, str]:
    """When each verb is refused."""
    old, new = (_sealed(guarded.plan.format(row=row)) for row in ("OLD", "NEW"))
    changed = _changed(guarded.frozen)
    if guarded.table == "actionplans_actionplan":
        changed += " OR (NEW.state = 'brouillon' AND OLD.state <> 'brouillon')"
    found = {"update": f"(({old}) OR ({new})) AND ({changed})", "delete": old}
    return {**found, "insert": new} if guarded.inserts else found


def _version_conditions() -> dict[str, str]:
    once = " OR ".join(
        f"(OLD.{name} IS DISTINCT FROM {empty} AND OLD.{name} IS DISTINCT FROM NEW.{name})"
        for name, empty in _ONCE
    )
    return {"update": f"{_changed(_FIXED)} OR {once}", "delete": "1 = 1"}


def _all(guarded: tuple[Guarded, ...] = GUARDED) -> dict[str, dict[str, str]]:
    found = {table.table: _conditions(table) for table in guarded}
    return {**found, _VERSION: _version_conditions()}


def _as_it_stands(schema_editor: Any) -> tuple[Guarded, ...]:
    """The tables with the columns they have by now: later migrations add some and install again."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        known = {
            guarded.table: {
                column.name
                for column in connection.introspection.get_table_description(cursor, guarded.table)
            }
            for guarded in GUARDED
        }
    return tuple(
        guarded._replace(
            frozen=tuple(name for name in guarded.frozen if name in known[guarded.table])
        )
        for guarded in GUARDED
    )


def install(_apps: Any, schema_editor: Any) -> None:
    """Create the triggers; run again after any migration that rebuilds one of these tables."""
    for table, verbs in _all(_as_it_stands(schema_editor)).items():
        for verb, condition in verbs.items():
            name = f"{table}_sealed_{verb}"
            triggers.refuse(schema_editor, table, verb, condition, name=name, message=MESSAGE)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Allow changes again: to take the migration back, or to rebuild a table."""
    for table, verbs in _all().items():
        for verb in verbs:
            triggers.allow(schema_editor, table, name=f"{table}_sealed_{verb}")


guard_sealed_plans = migrations.RunPython(install, remove)
unguard_sealed_plans = migrations.RunPython(remove, install)
