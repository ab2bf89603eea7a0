"""`manage.py clean_files`: removes bytes that belong to no record, and names records without."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.files.services import lost_files, remove_orphans


class Command(BaseCommand):
    help = "Removes uploaded bytes no record names; fails when a record's file is lost or altered."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = remove_orphans()
        self.stdout.write(
            ngettext(
                "%(count)s file that belonged to nothing was removed.",
                "%(count)s files that belonged to nothing were removed.",
                count,
            )
            % {"count": count}
        )
        lost = [f"{stored.scope} {stored.sha256} {stored.filename}" for stored in lost_files()]
        if lost:
            raise CommandError(
                "\n".join([_("These files are missing or altered; restore a backup:"), *lost])
            )
