"""manage.py load_example FILE…: one or several files in the form of the examples. Twice is once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consult.demo.example.loading import load_example
from consult.demo.example.reading import Refused


class Command(BaseCommand):
    help = "Load example files; a file that breaks a blocking rule is refused whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)

    def handle(self, *_args: Any, files: list[Path], **_options: Any) -> None:
        for path in files:
            try:
                lines = load_example(path)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            for line in lines:
                self.stdout.write(line)
