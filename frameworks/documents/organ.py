"""Who deliberates: the elected council, or the délégation spéciale, in every formula of an act."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from communes.models import Commune, ExecutiveKind, Person
from communes.models.people import Sex
from foundation.formats.numbers import NBSP
from foundation.formats.search import search_key


@dataclass(frozen=True)
class Organ:
    """The assembly on a day, its head, and the words that follow from which of the two it is."""

    delegation: bool
    head_name: str

    @property
    def name(self) -> str:
        """« Conseil communal », « Délégation spéciale »."""
        return "Délégation spéciale" if self.delegation else "Conseil communal"

    @property
    def the(self) -> str:
        """At the beginning of a sentence."""
        return "La Délégation spéciale" if self.delegation else "Le Conseil communal"

    @property
    def of(self) -> str:
        return "de la Délégation spéciale" if self.delegation else "du Conseil communal"

    @property
    def to(self) -> str:
        return "à la Délégation spéciale" if self.delegation else "au Conseil communal"

    @property
    def met(self) -> str:
        """« réuni », « réunie »."""
        return "réunie" if self.delegation else "réuni"

    @property
    def chief(self) -> str:
        """Who carries the acts out."""
        return "Le Président de la Délégation spéciale" if self.delegation else "Le Maire"

    @property
    def chief_after(self) -> str:
        """The same in the middle of a sentence."""
        return f"le {self.chief.removeprefix('Le ')}"

    def is_head(self, person: Person | None) -> bool:
        """Whether the person who chaired heads the commune; nobody named means yes."""
        if person is None or not self.head_name:
            return True
        known = set(search_key(self.head_name).split())
        return set(search_key(f"{person.first_name} {person.last_name}").split()) <= known


def organ_on(commune: Commune, day: datetime.date) -> Organ:
    """The assembly that could deliberate on that day."""
    executive = commune.executive_on(day)
    if executive is None:
        return Organ(delegation=False, head_name="")
    return Organ(
        delegation=executive.kind == ExecutiveKind.SPECIAL_DELEGATION, head_name=executive.head
    )


def named(person: Person | None) -> str:
    """« M. Prénom NOM », or dots to write it by hand."""
    if person is None:
        return "……………………………"
    title = "Mme" if person.sex == Sex.WOMAN else "M."
    return f"{title}{NBSP}{person.first_name} {person.last_name.upper()}"
