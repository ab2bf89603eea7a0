"""`python -m tests.bench.volume [--postgres]`: the adviser's pages over the whole country.

819 communes with 3 and with 12 cycles each, an adviser of 20 of them, on one machine in one run:
what counts are the ratios. Twice the communes should cost at most twice; the cycles nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import statistics
import tempfile
import time
from typing import Any

import django

PAGES = (
    ("matrix", "/suivi-communes/"),
    ("next visits", "/suivi-communes/visites/"),
    ("obstacles", "/obstacles/"),
    ("matrix as CSV", "/suivi-communes/communes.csv"),
)
SCANNED = re.compile(r"(?:\bSCAN (?!CONSTANT)|Seq Scan on )(\w+)")
COUNTRY, CYCLES, MINE = 819, (3, 12), (20, 40)
TIMES = 7


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    with contextlib.ExitStack() as held:
        os.environ["CONSULT_VAR"] = held.enter_context(tempfile.TemporaryDirectory())
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.settings")
        os.environ.pop("DATABASE_URL", None)
        if chosen.postgres:
            from tests.plugins.postgres import cluster  # noqa: PLC0415 -- only then is one started

            os.environ["DATABASE_URL"] = held.enter_context(cluster())
        django.setup()
        measure()


def measure() -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- after setup
    from django.db import connection, transaction  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}, {COUNTRY} communes")
    found: dict[tuple[str, int, int], float] = {}
    for cycles in CYCLES:
        with transaction.atomic():
            found |= _times(cycles)
            transaction.set_rollback(True)
    for name, _address in PAGES:
        few, many = CYCLES
        deeper = found[name, MINE[0], many] / found[name, MINE[0], few]
        wider = found[name, MINE[1], few] / found[name, MINE[0], few]
        base = 1000 * found[name, MINE[0], few]
        print(f"{name}: {base:.0f} ms; cycles × 4: {deeper:.2f}; communes × 2: {wider:.2f}")


def _times(cycles: int) -> dict[tuple[str, int, int], float]:
    """The median processor time of each page for an adviser of 20 and of 40 communes."""
    from django.test import Client  # noqa: PLC0415 -- after setup

    from foundation.records.today import today  # noqa: PLC0415
    from tests import make  # noqa: PLC0415
    from tests.crowd import crowd  # noqa: PLC0415

    places, found = crowd(COUNTRY, cycles, today()), {}
    for mine in MINE:
        user = make.user()
        for place in places[:mine]:
            make.assign(user, "conseiller", place)
        client = Client()
        client.force_login(user)
        for name, address in PAGES:
            found[name, mine, cycles] = _median(client, address)
            if cycles == CYCLES[-1] and mine == MINE[0]:
                print(f"{name}: read from end to end: {', '.join(sorted(_scans(client, address)))}")
    return found


def _open(client: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    b"".join(response)


def _median(client: Any, address: str) -> float:
    """Wall time, so that the database's own work counts too; the first call warms up."""
    _open(client, address)
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        _open(client, address)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _scans(client: Any, address: str) -> set[str]:
    """Tables a page's queries read from end to end, as the database plans them."""
    from django.db import connection  # noqa: PLC0415 -- after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        _open(client, address)
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    found: set[str] = set()
    for query in captured:
        if query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"{explain} {query['sql']}")
                lines = " | ".join(str(row[-1]) for row in cursor.fetchall())
            found |= set(SCANNED.findall(lines))
    return found


if __name__ == "__main__":
    main()
