"""`python -m tests.bench`: the ratios of design.md § 7 on this machine, in its own database."""

import os
import tempfile
from pathlib import Path

import django
from django.test.utils import setup_test_environment

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as var:
        os.environ["CONSULT_VAR"] = var
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.settings")
        os.environ.pop("DATABASE_URL", None)
        (Path(var) / "static").mkdir()
        django.setup()
        setup_test_environment()
        from tests.bench.ratios import main

        main()
