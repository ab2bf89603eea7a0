"""Copying and replacing an SQLite database that a server may be using."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundation.backups.errors import BackupRefused

BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}


def dump(settings: dict[str, Any], target: Path) -> tuple[dict[str, int], list[str]]:
    """Copy through SQLite's online backup: writers go on, every row committed before is in it."""
    with (
        closing(sqlite3.connect(settings["NAME"], timeout=20)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
    return examine(target)


def examine(path: Path) -> tuple[dict[str, int], list[str]]:
    """Rows per table and applied migrations of a whole database; a damaged one is refused."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise BackupRefused(_("The database is damaged: SQLite's own check refuses it."))
            tables = copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            rows = {
                table: int(copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 -- the database's own table names
                for (table,) in tables
            }
            done = copy.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
            return rows, [name for (name,) in done]
    except sqlite3.DatabaseError as error:
        raise BackupRefused(_("The database is damaged: SQLite's own check refuses it.")) from error


def replace(settings: dict[str, Any], source: Path, stamp: str, rows: dict[str, int]) -> str:
    """Put a checked database in place; the old one stays beside it, under the name returned."""
    if examine(source)[0] != rows:
        raise BackupRefused(_("The database in this file is not the one that was backed up."))
    current = Path(settings["NAME"])
    aside = current.with_name(f"{current.name}.before-{stamp}")
    incoming = current.with_name(f"{current.name}.incoming")
    current.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, incoming)
    with incoming.open("rb+") as content:
        os.fsync(content.fileno())
    try:
        if current.exists():
            _settle(current, aside)
            os.link(current, aside)
        incoming.replace(current)
    finally:
        incoming.unlink(missing_ok=True)
    return aside.name


def _settle(current: Path, aside: Path) -> None:
    """Fold the write-ahead log in, which works only when no server has the file open."""
    try:
        with closing(sqlite3.connect(current, timeout=1)) as live:
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            live.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") in BUSY:
            raise BackupRefused(
                _("The application is running. Stop it first, then restore.")
            ) from error
    for suffix in ("-wal", "-shm"):  # left only by a damaged file: it must not touch the new one
        log = current.with_name(current.name + suffix)
        if log.exists():
            log.rename(aside.with_name(aside.name + suffix))
