"""Each page of each moment as it was answered once, for every gate that only reads.

The first gate that asks opens the pages and keeps the answers in the run's own var/; the other
gates, whichever worker runs them, read them there. Whoever sends something opens its own pages.
"""

from __future__ import annotations

import fcntl
import functools
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from communes.models import Commune, Role
from tests.project.pages import Page, Undone, forms_of, is_page, pages, readers
from tests.project.pages import Shown as Live
from tests.project.stages import STAGES, Stage, example

# Who else opens each page, beside its first reader: who works at that moment, who only reads.
OTHERS: dict[str, list[Role]] = {
    "preparing": [Role.SECRETARY],
    "drafting": [Role.SECRETARY],
    "agreed": [Role.SECRETARY, Role.ADVISER, Role.PARTNER],
}
# Papers and headers are looked at on one database.
ON_SECOND = bool(os.environ.get("WITH_PG"))
# Moments that have no rows.
ALIKE = {"empty", "example"}


class Seen(NamedTuple):
    """One answer: who got it, what it said, with how many queries; `forms` are those to send."""

    name: str
    role: str
    first: bool
    path: str
    status: int
    headers: dict[str, str]
    content: bytes
    template: str
    queries: int
    forms: list[tuple[str, ...]]

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.headers["Content-Type"].startswith("text/html")


def answers(moment: str, rows: int = 1, language: str = "fr") -> list[Seen]:
    """What every address of a moment answers those who open it."""
    return _recorded(moment, 1 if moment in ALIKE else rows, language)


def seen_at(moment: str, rows: int = 1, language: str = "fr") -> Iterator[Seen]:
    """The pages among them, as their first readers see them."""
    return (one for one in answers(moment, rows, language) if one.first and one.is_page)


def asking(moment: str) -> set[str]:
    """The names of the pages that ask for something: only these need opening to be sent."""
    return {one.name for one in seen_at(moment) if one.forms}


@functools.cache
def _recorded(moment: str, rows: int, language: str) -> list[Seen]:
    """From the file when another worker has been there, which is waited for."""
    place = Path(settings.VAR) / "walks"
    place.mkdir(exist_ok=True)
    file = place / f"{moment}-{rows}-{language}"
    with (place / f"{file.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(pickle.dumps([*_walk(moment, rows, language)]))
    found: list[Seen] = pickle.loads(file.read_bytes())
    return found


def _walk(moment: str, rows: int, language: str) -> Iterator[Seen]:
    assert not Commune.objects.exists(), "Ask for what is recorded before anything is made."
    with Undone():
        if rows > 1:
            STAGES[moment](1)  # a neighbour, for those who read every commune
        stage = example() if moment == "example" else STAGES[moment](rows)
        for page in pages(stage, language):
            if is_drawn(page.name) and ((rows, language) != (1, "fr") or ON_SECOND):
                continue
            others = OTHERS.get(moment, []) if language == "fr" and not ON_SECOND else []
            for role in [page.role, *sorted({*others} & {*readers(page.route)} - {page.role})]:
                yield _open(page, stage, role)


def is_drawn(name: str) -> bool:
    """A PDF: drawn once for each moment. Its preview, the same paper, is opened like any page."""
    return name.endswith("-pdf")


def _open(page: Page, stage: Stage, role: str) -> Seen:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        response = stage.clients[role].get(page.url)
    shown = is_page(response)
    return Seen(
        name=page.name,
        role=role,
        first=role == page.role,
        path=response.wsgi_request.get_full_path(),
        status=response.status_code,
        headers=dict(response.headers),
        content=response.content if shown else b"",
        template=str(response.templates[0].name) if shown else "",
        queries=sum("django_session" not in sql for sql in asked),
        forms=[tuple(form.kinds) for form in forms_of(Live(page, response))] if shown else [],
    )
