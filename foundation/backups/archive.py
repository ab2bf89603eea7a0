"""The backup file: a compressed tar of the database, the uploaded files and, last, a manifest.

The manifest comes last: a file that was cut anywhere has none, and is refused.
"""

import gzip
import hashlib
import json
import os
import shutil
import tarfile
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from foundation.backups.errors import BackupRefused

MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"


@dataclass(frozen=True)
class Manifest:
    """What the file says of itself; `rows` counts the rows of each table."""

    engine: str
    taken_at: str
    sha256: str
    rows: dict[str, int]
    migrations: list[str]
    files: int


def sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def pack(target: Path, database: Path, files: Path, manifest: Manifest) -> None:
    """Write the file beside its place, flush it to the disk, then give it its name at once."""
    partial = target.with_name(target.name + ".partial")
    note = database.with_name(MANIFEST)
    note.write_text(json.dumps(asdict(manifest), indent=1))
    try:
        with partial.open("xb") as stream:
            partial.chmod(0o600)
            with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=6) as tar:
                tar.add(database, DATABASE)
                _add_files(tar, files)
                tar.add(note, MANIFEST)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _add_files(tar: tarfile.TarFile, files: Path) -> None:
    """Every uploaded file; one that goes while we pack belonged to no record of this database."""
    for path in sorted(files.rglob("*")):
        with suppress(FileNotFoundError):
            tar.add(path, f"{FILES}/{path.relative_to(files)}", recursive=False)


def unpack(source: Path, folder: Path) -> Manifest:
    """Read the whole file into an empty folder; refuse it unless every byte is as it was."""
    try:
        with gzip.open(source) as stream:
            with tarfile.open(fileobj=stream, mode="r:") as tar:
                for member in tar:
                    if member.isfile() and (content := tar.extractfile(member)):
                        _write(content, folder, member.name)
            while stream.read(1 << 20):  # to the very end, where the checksum stands
                pass
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, TypeError) as error:
        raise BackupRefused(
            _("The file %(name)s is damaged or incomplete: it cannot be restored.")
            % {"name": source.name}
        ) from error
    if sha256(folder / DATABASE) != manifest.sha256:
        raise BackupRefused(_("The database in this file is not the one that was backed up."))
    return manifest


def _write(content: IO[bytes], folder: Path, name: str) -> None:
    """Only the three names we write ourselves, and nothing that climbs out of the folder."""
    parts = PurePosixPath(name).parts
    if ".." in parts or parts[0] not in {DATABASE, FILES, MANIFEST}:
        raise ValueError(name)
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        shutil.copyfileobj(content, target)
