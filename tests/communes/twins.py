"""A commune, its pages, and somebody entered twice."""

from __future__ import annotations

from django.urls import reverse

from communes.models import Commune, Person
from tests import make


def url(name: str, place: Commune, **kwargs: int) -> str:
    return reverse(f"communes:{name}", kwargs={"slug": place.slug, **kwargs})


def two(place: Commune) -> tuple[Person, Person]:
    """Somebody entered twice: the duplicate, then the record that stays."""
    gone = make.person(place, first_name="Fatoumata", last_name="TRAORE", phone="+22376123456")
    return gone, make.person(place, first_name="Traoré", last_name="Fatoumata")
