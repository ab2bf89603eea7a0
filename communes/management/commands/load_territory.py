"""manage.py load_territory: the communes, their districts and the closed lists. Twice is once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from communes.models import Commune
from communes.services.territory import load_territory


class Command(BaseCommand):
    help = "Enter the twenty communes, the catalogues and the legal texts that are not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        communes, entries = load_territory()
        sentence = _(
            "Territory: %(all)s communes, %(communes)s of them new; "
            "%(entries)s new entries in the catalogues."
        )
        self.stdout.write(
            sentence % {"all": Commune.objects.count(), "communes": communes, "entries": entries}
        )
