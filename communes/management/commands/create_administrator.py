"""manage.py create_administrator NAME --full-name "…": the first account of an installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from communes.accounts import create_administrator
from foundation.accounts.models import User


class Command(BaseCommand):
    help = "Create an administrator for the whole country and print the code to sign in with."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="user name, for example admin-programme")
        parser.add_argument("--full-name", required=True, help="first and last name")

    def handle(self, *_args: Any, **options: Any) -> None:
        name, full_name = options["name"].strip().lower(), options["full_name"].strip()
        try:
            User(username=name, full_name=full_name).full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        code = create_administrator(name, full_name=full_name)
        self.stdout.write(
            f"Compte {name} créé. Code à usage unique, valable 24 heures : {code}\n"
            "Choisir le mot de passe à l’adresse /mot-de-passe/."
        )
