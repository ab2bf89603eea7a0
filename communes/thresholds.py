"""The figures an administrator sets for the whole country, read where a rule needs them."""

from __future__ import annotations

from django.db.models import IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from communes.models import Thresholds


def thresholds() -> Thresholds:
    """The one row; its defaults while nobody set anything. One query."""
    return Thresholds.objects.filter(pk=1).first() or Thresholds(pk=1)


def threshold(name: str) -> Coalesce:
    """One figure as a column, so that a list knows it without a further query."""
    stored = Thresholds.objects.filter(pk=1).values(name)[:1]
    default = Value(getattr(Thresholds(), name))
    return Coalesce(Subquery(stored), default, output_field=IntegerField())
