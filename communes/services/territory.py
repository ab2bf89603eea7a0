"""Loading the communes and the closed lists the application starts with. Twice is once.

What is already there is never changed: people may have corrected it since.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db import transaction
from django.utils.text import slugify

from communes.models import (
    Arrondissement,
    Attachment,
    Cercle,
    Commune,
    CommuneAlias,
    CommuneName,
    Executive,
    Organisation,
    OrganisationKind,
    Region,
)
from communes.models.territory import Place
from foundation.journal.models import Entry, Verb
from foundation.journal.services import journal

DATA = Path(__file__).resolve().parent.parent / "data"
Facts = dict[str, Any]


def read(name: str) -> Facts:
    """One of the files that come with the application."""
    facts: Facts = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return facts


@transaction.atomic
def load_territory() -> tuple[int, int]:
    """Enter the communes, their districts and the closed lists; says how many were new."""
    entries = sum(_add_entries(label, rows) for label, rows in read("catalogues.yaml").items())
    entries += sum(_add_texts(label, rows) for label, rows in read("methods.yaml").items())
    facts = read("territory.yaml")
    _add_places(facts)
    added = [
        _add_commune(row, facts["reform"])
        for row in facts["communes"]
        if not Commune.objects.filter(code=row["code"]).exists()
    ]
    _add_programme(facts["programme"], [row["code"] for row in facts["communes"]])
    return len(added), entries


def _add_entries(label: str, rows: list[Facts]) -> int:
    """Rows of a closed list that are not there yet, known by their code."""
    entries = apps.get_model(label)._default_manager
    made = [entries.get_or_create(code=row["code"], defaults=row) for row in rows]
    return sum(new for _entry, new in made)


def _add_texts(label: str, rows: list[Facts]) -> int:
    """Texts that ship with the application, each entered once: people retitle or retire them.

    The journal of the country remembers which, by their code.
    """
    model = apps.get_model(label)
    known = Entry.objects.filter(scope="", kind=model._meta.label_lower, verb=Verb.LOADED)
    there = set(known.values_list("note", flat=True))
    new = [dict(row) for row in rows if row["code"] not in there]
    for row in new:
        code = row.pop("code")
        text = model._default_manager.create(**row)
        journal(text, by=None, verb=Verb.LOADED, scope="", note=code)
    return len(new)


def _add_places(facts: Facts) -> None:
    """Regions, cercles and arrondissements; each code begins with that of the place above."""
    for row in facts["regions"]:
        _add_place(Region, row)
    for row in facts["cercles"]:
        _add_place(Cercle, row, region=Region.objects.get(code=row["code"][:2]))
    for row in facts["arrondissements"]:
        _add_place(Arrondissement, row, cercle=Cercle.objects.get(code=row["code"][:4]))


def _add_place(model: type[Place], row: Facts, **above: Place) -> None:
    model._default_manager.get_or_create(code=row["code"], defaults={**row, **above})


def slug_for(name: str, cercle: Cercle) -> str:
    """The address of a commune; it carries the cercle only when two communes bear the name."""
    slug = slugify(name)
    taken = Commune.objects.filter(slug=slug).exists()
    return f"{slug}-{slugify(cercle.name)}" if taken else slug


def _add_commune(row: Facts, reform: Facts) -> Commune:
    """A commune with all that is known of it; its mayor's name is for the commune to type."""
    cercle = Cercle.objects.get(code=row["code"][:4])
    arrondissement = Arrondissement.objects.get(code=row["code"][:6])
    plain = {key: row[key] for key in row.keys() - {"aliases", "cercle_before"}}
    commune = Commune.objects.create(
        **plain, slug=slug_for(row["name"], cercle), cercle=cercle, arrondissement=arrondissement
    )
    CommuneName.objects.create(commune=commune, name=commune.name)
    CommuneAlias.objects.bulk_create(
        CommuneAlias(commune=commune, alias=alias) for alias in row["aliases"]
    )
    _attach(commune, Cercle.objects.get(code=row["cercle_before"]), reform)
    Executive.objects.create(commune=commune)
    Organisation.objects.create(
        commune=commune,
        kind=OrganisationKind.COMMUNE,
        name=f"Commune rurale de {commune.name}",
        partner_sector="government",
    )
    journal(commune, by=None, verb=Verb.LOADED, scope=commune.code)
    return commune


def _attach(commune: Commune, before: Cercle, reform: Facts) -> None:
    """The cercle before the reform of March 2023, and the cercle and arrondissement since."""
    Attachment.objects.create(commune=commune, cercle=before, valid_to=reform["last_day_before"])
    Attachment.objects.create(
        commune=commune,
        cercle=commune.cercle,
        arrondissement=commune.arrondissement,
        valid_from=reform["first_day_since"],
        legal_basis=reform["legal_basis_since"],
    )


def _add_programme(row: Facts, codes: list[str]) -> None:
    """The programme that supports the communes, shared by all of them."""
    programme, new = Organisation.objects.get_or_create(
        commune=None,
        external_id=row["external_id"],
        defaults={**row, "kind": OrganisationKind.PROGRAMME},
    )
    if new:
        programme.supported_communes.set(Commune.objects.filter(code__in=codes))
