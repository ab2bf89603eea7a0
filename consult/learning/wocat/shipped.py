"""The drafts that ship with the product: read from a file, put into the base once."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Final

import yaml

FILE: Final = Path(__file__).parents[1] / "data" / "approaches_2512.yaml"


def read_file(file: Path = FILE) -> dict[str, Any]:
    """The code, the title, the day and the answers of the file."""
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def ship(drafts: Any, answers: Any, file: Path = FILE) -> int:
    """Write the draft, and each answer that is not the one that stands: twice is once.

    `drafts` and `answers` are the managers of the two models, today's or a migration's.
    """
    facts = read_file(file)
    draft, _created = drafts.get_or_create(
        code=facts["code"],
        defaults={"title": facts["title"], "started_on": _day(facts["started_on"])},
    )
    rows = answers.filter(draft=draft).order_by("pk").values_list("keyword", "value")
    stands = dict(rows)
    new = [
        (keyword, value)
        for keyword, value in facts["answers"].items()
        if stands.get(keyword) != value
    ]
    for keyword, value in new:
        answers.create(draft=draft, keyword=keyword, value=value)
    return len(new)


def _day(value: Any) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
