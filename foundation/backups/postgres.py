"""Dumping and replacing a PostgreSQL database with its own tools, pg_dump and pg_restore."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from foundation.backups.errors import BackupRefused

PASSWORD = "password"  # noqa: S105 -- the name of a connection parameter


def dump(_settings: dict[str, Any], target: Path) -> tuple[dict[str, int], list[str]]:
    """Write what is committed at this instant; rows are counted in the very same snapshot."""
    with transaction.atomic(durable=False), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _tool("pg_dump", "-Fc", "--no-owner", "--no-privileges", "--exclude-schema=before_*",
              f"--snapshot={snapshot}", "-f", str(target), database=True)  # fmt: skip
        return _examine(cursor)


def _examine(cursor: Any) -> tuple[dict[str, int], list[str]]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    rows = {}
    for (table,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM public."{table}"')  # noqa: S608 -- the database's own table names
        rows[table] = int(cursor.fetchone()[0])
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    return rows, [name for (name,) in cursor.fetchall()]


def replace(_settings: dict[str, Any], source: Path, stamp: str, rows: dict[str, int]) -> str:
    """Fill a clean schema `public`; the old one is kept as `before_…`, or comes back on failure."""
    _tool("pg_restore", "--list", str(source))
    aside = f"before_{stamp.lower()}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise BackupRefused(_("The application is running. Stop it first, then restore."))
        with transaction.atomic():
            cursor.execute(f"ALTER SCHEMA public RENAME TO {aside}")
            cursor.execute("CREATE SCHEMA public")
        try:
            _tool("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
                  "--no-privileges", str(source), database=True)  # fmt: skip
            if _examine(cursor)[0] != rows:
                raise BackupRefused(
                    _("The database in this file is not the one that was backed up.")
                )
        except BackupRefused:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f"ALTER SCHEMA {aside} RENAME TO public")
            raise
    return aside


def _tool(name: str, *arguments: str, database: bool = False) -> None:
    """Run one of PostgreSQL's tools; the password goes by the environment, never by argument."""
    program = shutil.which(name)
    if not program:
        raise BackupRefused(
            _("The program %(name)s is missing: install the package postgresql-client.")
            % {"name": name}
        )
    parameters = {
        key: str(value)
        for key, value in connection.get_connection_params().items()
        if isinstance(value, str | int)
    }
    secret = parameters.pop(PASSWORD, "")
    where = ["-d", " ".join(f"{key}={_quoted(value)}" for key, value in parameters.items())]
    environment = {**os.environ, **({"PGPASSWORD": secret} if secret else {})}
    answer = subprocess.run(  # noqa: S603 -- our own words, no shell
        [program, *arguments, *(where if database else [])],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if answer.returncode != 0:
        raise BackupRefused(
            _("%(name)s refused: %(reason)s") % {"name": name, "reason": answer.stderr.strip()}
        )


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
