"""How much our own layers cost: a paper against bare WeasyPrint, a page against the bare frame.

Each pair is measured in turns, so that a busy machine slows both; the median of the ratios counts.
"""

from __future__ import annotations

import gc
import io
import logging
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from weasyprint import HTML

from actionplans.documents import plan_document
from actionplans.models import ActionPlan
from communes.models import Role
from foundation.documents.engine import StaticOnly, draw
from tests import make
from tests.bench.plans import full_plan

TIMES = 15


def seconds(act: Callable[[], Any]) -> float:
    """Processor time of one act; what the one before left to collect is not charged to it."""
    gc.collect()
    start = time.process_time()
    act()
    return time.process_time() - start


def ratio(
    ours: Callable[[], Any], bare: Callable[[], Any], times: int = TIMES
) -> tuple[float, float]:
    """How much longer ours takes than the bare thing, and the bare thing's milliseconds."""
    ours(), bare()
    pairs = [(seconds(ours), seconds(bare)) for _ in range(times)]
    quotients = [mine / other for mine, other in pairs if other]
    return statistics.median(quotients), 1000 * statistics.median(other for _mine, other in pairs)


def prepare() -> Any:
    """A database of its own with the example commune; the plan of its last cycle."""

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_territory", stdout=io.StringIO())
    example = settings.BASE_DIR / "consult" / "demo" / "examples" / "dioro.yaml"
    call_command("load_example", str(example), stdout=io.StringIO())
    return ActionPlan.objects.order_by("cycle__number").last()


def paper(plan: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Our way to a PDF without its cache, and WeasyPrint on the very same HTML."""

    html = plan_document(plan).html()

    def ours() -> bytes:
        return draw(plan_document(plan).html(), variant="pdf/ua-1")

    def bare() -> bytes:
        drawn: bytes = HTML(string=html, url_fetcher=StaticOnly()).write_pdf(pdf_variant="pdf/ua-1")
        return drawn

    return ours, bare


def page(plan: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """The plan's page as its secretary opens it, and a page of the frame alone."""

    client = Client()
    client.force_login(make.user(Role.SECRETARY, plan.cycle.commune))
    address = f"/espace/{plan.cycle.commune.slug}/plan/"
    assert client.get(address).status_code == 200
    return lambda: client.get(address), lambda: client.get("/accessibilite/")


def main() -> None:
    logging.disable(logging.CRITICAL)
    plan = prepare()
    full = full_plan(make.cycle(make.framework(make.commune())))
    written = statistics.median(seconds(lambda: plan_document(full).html()) for _ in range(TIMES))
    print(f"HTML of the plan's paper: {1000 * written:.0f} ms")
    for name, pair, times in (
        ("PDF of 15 actions / bare WeasyPrint on the same HTML", paper(full), 7),
        ("page of the plan / page of the bare frame", page(plan), TIMES * 4),
    ):
        quotient, bare = ratio(*pair, times=times)
        print(f"{name}: {quotient:.2f} (bare: {bare:.0f} ms)")
