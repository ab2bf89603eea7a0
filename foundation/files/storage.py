"""Where the bytes of scans and photos lie: below MEDIA_ROOT, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class WholeFileStorage(FileSystemStorage):
    """Django's own file system storage, except that a file appears complete, under its own name.

    A name is made from the content, so writing it twice puts the same bytes in the same place.
    Halves are written beside the folder, never inside it: a backup meets only whole files.
    """

    def __init__(self, **options: Any) -> None:
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        super().__init__(**{**modes, **options, "allow_overwrite": True})

    def url(self, name: str | None) -> str:
        """None: a file is only handed out by a page that has checked who asks."""
        raise ValueError("A file has no address of its own.")

    def _save(self, name: str, content: File[Any]) -> str:
        target, halves = Path(self.path(name)), Path(f"{self.location}.incoming")
        for folder in (target.parent, halves):
            folder.mkdir(parents=True, exist_ok=True, mode=self.directory_permissions_mode or 0o777)
        with tempfile.NamedTemporaryFile(dir=halves, delete=False) as half:
            try:
                for chunk in content.chunks():
                    half.write(chunk)
                half.flush()
                os.fsync(half.fileno())
                Path(half.name).chmod(self.file_permissions_mode or 0o666)
                Path(half.name).replace(target)
            except BaseException:
                Path(half.name).unlink(missing_ok=True)
                raise
        _settle(target.parent)
        return name


def _settle(folder: Path) -> None:
    """The new name itself reaches the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
