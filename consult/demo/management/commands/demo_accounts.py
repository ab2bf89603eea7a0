"""manage.py demo_accounts: the accounts of a demonstration, printed with their password."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from communes.models import Commune
from consult.demo.accounts import PASSWORD, Account, refresh_accounts


class Command(BaseCommand):
    help = "Create or refresh the demonstration accounts; only where CONSULT_DEMO is on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="of this server")

    def handle(self, *_args: Any, address: str, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("Demonstration accounts are made in demonstration mode only."))
        try:
            accounts = refresh_accounts()
        except Commune.DoesNotExist as error:
            raise CommandError(_("Run manage.py load_territory first.")) from error
        self.stdout.write(_("Accounts of the demonstration, all with one password."))
        rows = [_row(account, address.rstrip("/")) for account in accounts]
        for row in _table([(_("Account"), _("Role"), _("Address")), *rows]):
            self.stdout.write(row)
        self.stdout.write(_("Password: %(password)s") % {"password": PASSWORD})


def _row(account: Account, address: str) -> tuple[str, str, str]:
    return account.username, str(account.role.label), f"{address}{account.page}"


def _table(rows: list[tuple[str, str, str]]) -> list[str]:
    """Columns as wide as their widest word."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
