"""Loaded by `addopts = -p tests.plugins.early`, before the settings are read.

Gives the run its own var/ and its own database: a SQLite file there, or with WITH_PG=1 a
throwaway PostgreSQL. Workers of pytest-xdist inherit both from the process that started them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.plugins.postgres import cluster


def _forget_the_operator() -> None:
    """Tests never see the operator's own settings, nor write under the operator's var/."""
    for name in [name for name in os.environ if name.startswith("CONSULT_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)


def _own_var() -> None:
    var = Path(tempfile.mkdtemp(prefix="consult-test-"))
    (var / "static").mkdir()
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["CONSULT_VAR"] = str(var)


if "PYTEST_XDIST_WORKER" not in os.environ:
    _forget_the_operator()
    _own_var()
    if os.environ.get("WITH_PG"):
        running = cluster()
        os.environ["DATABASE_URL"] = running.__enter__()
        atexit.register(running.__exit__, None, None, None)
