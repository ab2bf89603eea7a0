"""manage.py write_vocabulary: renews docs/vocabulary.md from the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from consult.web.vocabulary import vocabulary


class Command(BaseCommand):
    help = "Write docs/vocabulary.md from the models and their codes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "vocabulary.md"
        path.write_text(vocabulary(), encoding="utf-8")
        self.stdout.write(str(path.relative_to(settings.BASE_DIR)))
