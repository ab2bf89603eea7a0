"""Having a file examined by a program of its own: whatever it does, the application goes on."""

import json
import subprocess
import sys
import threading

from django.conf import settings

from foundation.files.examine import SECONDS, Found, examine
from foundation.files.models import Kind
from foundation.files.refused import Refused

_ONE_AT_A_TIME = threading.BoundedSemaphore(1)  # of this process: each takes a core and memory
TOO_MUCH = "too_much"
MODULE = "foundation.files.examine"


def examined(content: bytes, kind: Kind) -> Found:
    """The file as it may be kept, or Refused."""
    pages, points = settings.FILES_MOST_PAGES, settings.FILES_MOST_POINTS
    with _ONE_AT_A_TIME:
        if settings.FILES_APART:
            return _answer(_run(content, kind.value, str(pages), str(points)))
        return examine(content, kind.value, most_pages=pages, most_points=points)


def _run(content: bytes, *limits: str) -> bytes:
    program = [sys.executable, "-m", MODULE, *limits]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program and words, no shell
            program, input=content, capture_output=True, check=True,
            timeout=3 * SECONDS, cwd=settings.BASE_DIR, env={"LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as stopped:
        raise Refused(TOO_MUCH) from stopped
    return done.stdout


def _answer(said: bytes) -> Found:
    line, _newline, content = said.partition(b"\n")
    facts = json.loads(line)
    if "code" in facts:
        raise Refused(facts["code"], facts["number"])
    return Found(content, facts["measures"])
