"""manage.py seal_agreed_plans: seals the plans agreed before the application kept their text."""

from typing import Any

from django.core.management.base import BaseCommand

from actionplans.services import seal_agreed_plans


class Command(BaseCommand):
    help = "Keep the text of every agreed plan that has no sealed version; nothing a second time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        sealed = seal_agreed_plans()
        if sealed:
            self.stdout.write(f"Plans scellés : {sealed}.")
