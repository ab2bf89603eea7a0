"""Reading what advisers noted of their visits and what the programme promised."""

from __future__ import annotations

from typing import Any, Self

from communes.querysets import InCommuneQuerySet


class VisitQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"


class CommitmentQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"

    def open(self) -> Self:
        return self.filter(state="ouvert")
