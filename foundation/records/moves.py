"""State moves by compare-and-swap, true on SQLite and PostgreSQL alike."""

from typing import Any

from django.db import models

from foundation.records.errors import Stale


def move(record: models.Model, field: str, *, to: Any, **stamps: Any) -> None:
    """Change a state and its stamps together, only if nobody changed the state meanwhile.

    Raises Stale when the stored state is no longer the one `record` was read with.
    """
    changes = {field: to, **stamps}
    rows = (
        type(record)
        ._base_manager.filter(pk=record.pk, **{field: getattr(record, field)})
        .update(**changes)
    )
    if rows != 1:
        raise Stale
    for name, value in changes.items():
        setattr(record, name, value)
