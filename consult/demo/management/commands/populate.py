"""manage.py populate --communes N --cycles M --seed S: marked practice data of any size."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consult.demo.populate.filling import populate


class Command(BaseCommand):
    help = "Make invented communes with cycles, through the services people use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--communes", type=int, default=20)
        parser.add_argument("--cycles", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *_args: Any, communes: int, cycles: int, seed: int, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                _("Practice data go into a demonstration only: set CONSULT_DEMO=1 first.")
            )
        if communes < 1 or cycles < 1:
            raise CommandError(_("Ask for at least one commune and one cycle."))
        made = sum(1 for _commune in populate(communes, cycles, seed))
        self.stdout.write(_("Practice communes made: %(count)s.") % {"count": made})
