"""Which published sheets a record of one commune may name."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from communes.models import Commune
from consult.learning.models import ExperienceSheet


def sheets_offered(commune: Commune, user: Any, chosen: int | None) -> Any:
    """Published sheets of the commune's region; the one already named stays."""
    near = Q(commune__cercle__region=commune.cercle.region_id) | Q(pk=chosen)
    shared = ExperienceSheet.objects.all().shared_with(user).filter(near)
    return shared.select_related("commune").order_by("commune__name", "title")
