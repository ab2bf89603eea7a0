"""`python -m tests.bench.memory`: three hundred papers drawn one after another, and what stays.

Run by hand, in a database of its own; never part of the suite.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

import django

TIMES: Final = int(os.environ.get("PAPERS", "300"))
STEP: Final = TIMES // 6


def resident() -> float:
    """Megabytes of memory the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def main() -> None:
    """Draw a plan of three actions again and again, another title each time."""
    from django.core.management import call_command  # noqa: PLC0415 -- Django is set up by then

    from actionplans.documents import plan_document  # noqa: PLC0415
    from foundation.documents.engine import draw  # noqa: PLC0415
    from tests import make  # noqa: PLC0415
    from tests.bench.plans import full_plan  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    plan = full_plan(make.cycle(make.framework(make.commune())), actions=3)
    for done in range(1, TIMES + 1):
        html = plan_document(plan).html().replace("Plan d’action", f"Plan {done} d’action")
        drawn = draw(html, variant="pdf/ua-1")
        if done == 1 or done % STEP == 0:
            print(f"{done}: {resident():.0f} MB, PDF {len(drawn)} bytes", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as var:
        os.environ["CONSULT_VAR"] = var
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.settings")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        main()
