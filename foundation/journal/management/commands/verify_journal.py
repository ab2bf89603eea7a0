"""manage.py verify_journal: says whether any line of the journal was altered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.journal.services import broken_lines


class Command(BaseCommand):
    help = "Check every chain of the journal; ends with an error naming the first altered line."

    def handle(self, *_args: Any, **_options: Any) -> None:
        broken = broken_lines()
        if broken:
            lines = ", ".join(f"{fault.scope or 'national'} n° {fault.number}" for fault in broken)
            raise CommandError(f"Journal altéré : {lines}.")
        self.stdout.write("Journal intact.")
