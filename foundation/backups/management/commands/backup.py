"""`manage.py backup [DIR]`: one file with the database and the uploaded files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.backups.errors import BackupRefused
from foundation.backups.services import back_up


class Command(BaseCommand):
    help = "Backs up the database and the uploaded files into one file of DIR."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=settings.BACKUPS)

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        try:
            target = back_up(folder)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("Backed up and read back: %(file)s") % {"file": target})
