"""From whom and from what the pages of a meeting let one choose."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from communes.models import Commune, Organisation, Person, Sector
from communes.querysets import OrganisationQuerySet, PersonQuerySet
from foundation.formats.search import search_key
from frameworks.models import Framework, Meeting
from frameworks.querysets import NeedQuerySet


def people_for(commune: Commune) -> PersonQuerySet:
    """Who may chair, write or carry out: the commune's people and the shared ones."""
    return Person.objects.usable_in(commune).select_related("organisation")


def organisations_for(commune: Commune) -> OrganisationQuerySet:
    """Who may be put in charge: the commune's organisations and the shared ones."""
    return Organisation.objects.usable_in(commune)


def sectors_for(framework: Framework) -> Any:
    """The sectors the framework chose, now or before."""
    return Sector.objects.filter(priorities__framework=framework).distinct()


def needs_for(meeting: Meeting) -> NeedQuerySet:
    """Needs not settled yet, and those decisions of this meeting already name."""
    needs = meeting.framework.needs
    return needs.filter(
        Q(pk__in=needs.unsettled().order_by().values("pk"))
        | Q(pk__in=meeting.decisions.order_by().values("needs"))
    )


def communes_named(text: str) -> tuple[list[Commune], list[str]]:
    """The communes of a list of names, and the names that are none or several of them."""
    found: list[Commune] = []
    unclear: list[str] = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        key = search_key(name)
        near = list(Commune.objects.matching(name).with_place()[:20])
        same = [one for one in near if key in (search_key(one.name), label_key(one))]
        if len(same) == 1:
            found.append(same[0])
        else:
            unclear.append(name)
    return found, unclear


def label_key(commune: Commune) -> str:
    """« Koula (Koulikoro) », as homonyms are told apart, for comparing."""
    return search_key(f"{commune.name} ({commune.cercle.name})")
