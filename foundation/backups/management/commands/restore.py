"""`manage.py restore FILE`: put a backup in the place of what is there, keeping the old aside."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.backups.errors import BackupRefused
from foundation.backups.services import restore


class Command(BaseCommand):
    help = "Restores the database and the uploaded files from FILE. Stop the server first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            kept = restore(file)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("Restored. What was there before is kept as: %(names)s") % {"names": ", ".join(kept)}
        )
        self.stdout.write(_("Now run: manage.py migrate"))
