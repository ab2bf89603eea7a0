"""manage.py indicators --commune CODE [--cycle N] --format json|csv: what a commune comes to."""

import csv
import json
from argparse import ArgumentParser
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from communes.models import Commune
from foundation.formats.cells import safe_cell
from monitoring.indicators.export import COLUMNS, as_rows, framework_of, indicators_of
from monitoring.indicators.export_details import detail_rows


class Command(BaseCommand):
    help = "Write the indicators of one commune, read from its live record; null is « n.d. »."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commune", metavar="CODE", required=True, help="number of a commune")
        parser.add_argument("--cycle", metavar="N", type=int, help="meetings, plan, trust of one")
        parser.add_argument("--format", choices=("json", "csv"), default="json")

    def handle(self, *_args: Any, commune: str, cycle: int | None, **options: Any) -> None:
        place = Commune.objects.filter(code=commune).first()
        if place is None:
            raise CommandError(_("No commune has the number %(code)s.") % {"code": commune})
        framework = framework_of(place)
        if cycle is not None and not (framework and framework.cycles.filter(number=cycle).exists()):
            said = {"commune": place, "number": cycle}
            raise CommandError(_("%(commune)s has no cycle %(number)s.") % said)
        facts = indicators_of(place, cycle)
        if options["format"] == "json":
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
        else:
            writer = csv.writer(self.stdout, lineterminator="\n")
            writer.writerow(COLUMNS)
            rows = chain(as_rows(facts), detail_rows(place, cycle))
            writer.writerows([safe_cell(cell) for cell in row] for row in rows)
