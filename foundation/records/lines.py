"""One row of a page with several records, as the services that write it take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models


@dataclass
class Line:
    """One row of a page: the record as typed, how to store it, or that it is taken away."""

    record: models.Model
    save: Callable[[], Any]
    fields: list[str] = field(default_factory=list)
    remove: bool = False
