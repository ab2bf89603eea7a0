"""Opening a stranger's file. Run as a program of its own, with little memory and little time.

`python -m foundation.files.examine KIND PAGES POINTS` reads the file from its input and writes one
line of JSON, then the file as it may be kept. Knows no Django: it starts in a fifth of a second.
"""

import json
import resource
import sys
from typing import Any, NamedTuple

from foundation.files.refused import Refused

SECONDS = 10
MEMORY = 1_500_000_000


class Found(NamedTuple):
    """A file as it may be kept, and its measures."""

    content: bytes
    measures: dict[str, int]


def examine(content: bytes, kind: str, *, most_pages: int, most_points: int) -> Found:
    """The file drawn or written afresh; Refused when it may not be kept."""
    if kind == "pdf":
        from foundation.files.pdfs import rewrite  # noqa: PLC0415 -- only one of the two is needed

        paper = rewrite(content, most_pages)
        return Found(paper.content, {"pages": paper.pages})
    from foundation.files.images import redraw  # noqa: PLC0415

    picture = redraw(content, kind, most_points)
    return Found(picture.content, {"width": picture.width, "height": picture.height})


def main(kind: str, most_pages: str, most_points: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = {"most_pages": int(most_pages), "most_points": int(most_points)}
    try:
        found = examine(sys.stdin.buffer.read(), kind, **limits)
    except Refused as refusal:
        _say({"code": refusal.code, "number": refusal.number})
    else:
        _say({"measures": found.measures}, found.content)


def _say(line: dict[str, Any], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + content)


if __name__ == "__main__":
    main(*sys.argv[1:])
