"""Taking a backup, restoring one, and knowing how old the last one is."""

import datetime
import shutil
import tempfile
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from foundation.backups import archive, postgres, sqlite
from foundation.backups.errors import BackupRefused

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
NAME = "consult-{stamp}.tar.gz"


def _stamp() -> str:
    """The instant in UTC: real time, since it names what happened to a machine."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%fZ")


def back_up(folder: Path) -> Path:
    """Write one file with the database and the uploaded files; it is read back before it counts."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = _stamp()
    target = folder / NAME.format(stamp=stamp)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        database = Path(name) / archive.DATABASE
        rows, migrations = ENGINES[connection.vendor].dump(connection.settings_dict, database)
        files = Path(settings.MEDIA_ROOT)
        manifest = archive.Manifest(
            engine=connection.vendor,
            taken_at=stamp,
            sha256=archive.sha256(database),
            rows=rows,
            migrations=migrations,
            files=sum(path.is_file() for path in files.rglob("*")),
        )
        archive.pack(target, database, files, manifest)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        archive.unpack(target, Path(name))
    return target


def restore(source: Path) -> list[str]:
    """Put a backup in the place of what is there; gives the names under which the old is kept."""
    files = Path(settings.MEDIA_ROOT)
    files.parent.mkdir(parents=True, exist_ok=True)
    connection.close()  # our own, so that only a running application is in the way
    with tempfile.TemporaryDirectory(dir=files.parent) as name:
        folder = Path(name)
        manifest = archive.unpack(source, folder)
        _refuse_foreign(manifest)
        stamp = _stamp()
        kept = [
            ENGINES[manifest.engine].replace(
                connection.settings_dict, folder / archive.DATABASE, stamp, manifest.rows
            )
        ]
        if files.exists():
            aside = files.with_name(f"{files.name}.before-{stamp}")
            files.rename(aside)
            kept.append(aside.name)
        if (folder / archive.FILES).exists():
            shutil.move(folder / archive.FILES, files)
    return kept


def _refuse_foreign(manifest: archive.Manifest) -> None:
    """A backup of another engine, or of a newer version of the application, does not fit here."""
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            _("This backup was taken from %(other)s, but the application runs on %(here)s.")
            % {"other": manifest.engine, "here": connection.vendor}
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not set(manifest.migrations) <= known:
        raise BackupRefused(
            _("This backup comes from a newer version of the application. Update it first.")
        )


def hours_since_last(folder: Path) -> float | None:
    """Age of the newest backup in hours; None when there is none."""
    made = [path.stat().st_mtime for path in folder.glob(NAME.format(stamp="*"))]
    if not made:
        return None
    now = datetime.datetime.now(datetime.UTC).timestamp()
    return (now - max(made)) / 3600
