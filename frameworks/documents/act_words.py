"""The text proposed for an act before anybody types: visas by date, reasons and articles."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db.models import Count

from communes.models import College
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP, number
from foundation.formats.partial import PartialDate
from foundation.formats.words import number_in_words
from frameworks.documents.organ import Organ, organ_on
from frameworks.models import (
    Deliberation,
    DeliberationKind,
    Framework,
    LegalText,
    PrioritySector,
    SessionKind,
)

COLLEGES: dict[str, str] = {
    College.COMMUNE: "commune",
    College.PRIVATE_SECTOR: "secteur privé",
    College.SERVICES: "services techniques",
    College.DONORS: "partenaires techniques et financiers",
    College.NGOS: "ONG",
    College.OTHER: "autres",
}


class ActText(NamedTuple):
    """One line per visa, reason and article, as the fields of the act keep them."""

    visas: str
    considerants: str
    articles: str


def proposed_text(act: Deliberation, framework: Framework | None) -> ActText:
    """What the record gives for this act: everything for a founding act, the visas for others."""
    organ = organ_on(act.commune, act.dated.first_day)
    visas = "\n".join(visas_of(act))
    if act.kind != DeliberationKind.FOUNDING or framework is None:
        return ActText(visas, "", closing_article(organ))
    sectors = list(framework.priority_sectors.active().select_related("sector").order_by("rank"))
    return ActText(
        visas,
        "\n".join(_reasons(sectors)),
        "\n".join(_articles(framework, organ, sectors)),
    )


def visas_of(act: Deliberation, more: tuple[str, ...] = ()) -> list[str]:
    """The texts in force on the day of the act, in the order of citation, then the session's."""
    texts: list[str] = [text.title_fr for text in LegalText.objects.cited_on(act.dated.first_day)]
    kind = SESSION_WORDS[act.session_kind]
    session = f"Vu le procès-verbal de la session {kind} {on(act.dated)}"
    return [*map(seen, texts), *more, session]


SESSION_WORDS: dict[str, str] = {
    SessionKind.ORDINARY: "ordinaire",
    SessionKind.EXTRAORDINARY: "extraordinaire",
}


def seen(text: str) -> str:
    """A visa begins with « Vu »."""
    return text if text.lower().startswith("vu") else f"Vu {text}"


def on(when: PartialDate | datetime.date) -> str:
    """« du 15 février 2024 », « de février 2024 », « d’octobre 2024 », « de l’année 2024 »."""
    if isinstance(when, datetime.date) or when.precision == "day":
        return f"du {day(when)}"
    if when.precision == "year":
        return f"de l’année {when.year}"
    words = day(when)
    return f"d’{words}" if words[0] in "aeiouéh" else f"de {words}"


def place_words(framework: Framework, when: datetime.date) -> str:
    """« commune rurale de Dioro »."""
    commune = framework.commune
    return f"commune {commune.kind} de {commune.name_on(when)}"


def _reasons(sectors: list[PrioritySector]) -> list[str]:
    need = (
        "Considérant la nécessité d’un dialogue régulier entre la commune et les acteurs "
        "économiques de son territoire"
    )
    weight = "Considérant le poids des filières prioritaires dans l’économie de la commune"
    return [need, *([weight] if sectors else []), *filter(None, map(_of_sector, sectors))]


def _of_sector(row: PrioritySector) -> str:
    """What is known of a sector: its actors, the share of women, why it was chosen."""
    facts = []
    if row.actors_known:
        facts.append(f"compte {number(row.actors_known)} acteurs connus")
    if row.womens_share is not None:
        facts.append(f"occupe {row.womens_share}{NBSP}% de femmes")
    name = f"la filière «{NBSP}{row.sector.name_fr}{NBSP}»"
    known = f" {' et '.join(facts)}" if facts else ""
    if not known and not row.reason:
        return ""
    if not row.reason:
        return f"Considérant que {name}{known}"
    reason = row.reason.rstrip(". ")
    said = f"que {name}{known}{NBSP}: {reason}" if known else f"{name}{NBSP}: {reason}"
    return f"Considérant {said}"


def _articles(framework: Framework, organ: Organ, sectors: list[PrioritySector]) -> list[str]:
    names = f"{NBSP}; ".join(row.sector.name_fr for row in sectors) or "……………………………"
    months, days = framework.meeting_period_months, framework.commune.notice_days
    every = "chaque mois" if months == 1 else f"tous les {number_in_words(months)} mois"
    return [
        "Il est créé un cadre de concertation entre la commune et le secteur privé de la "
        f"commune {framework.commune.kind} de {framework.commune.name}.",
        "Le cadre a pour objet de recueillir les besoins des acteurs économiques, d’arrêter avec "
        "eux un plan d’action, d’en suivre l’exécution et d’en rendre compte.",
        f"Les filières prioritaires sont{NBSP}: {names}.",
        _members(framework),
        f"Le cadre est présidé par {organ.chief_after}{NBSP}; le secrétaire général de la commune "
        "en tient le secrétariat.",
        f"Le cadre se réunit {every}, sur convocation de son président adressée au moins "
        f"{number_in_words(days)} jours à l’avance.",
        "Chaque réunion arrête un plan d’action de trois mois. Un comité de suivi en suit "
        "l’exécution et en fait rapport à la réunion suivante.",
        "Les frais de fonctionnement du cadre sont supportés par le budget de la commune, dans la "
        "limite des crédits ouverts, et par les contributions de ses membres.",
        f"{organ.chief} rend compte des travaux du cadre {organ.to} à chacune de ses sessions.",
        closing_article(organ),
    ]


def _members(framework: Framework) -> str:
    rows = framework.members.sitting().order_by().values_list("college").annotate(n=Count("pk"))
    counted = dict(rows)
    if not counted:
        return "La liste des membres du cadre, par collège, est annexée à la présente délibération."
    parts = [f"{words} ({counted[code]})" for code, words in COLLEGES.items() if code in counted]
    total = sum(counted.values())
    return (
        f"Le cadre compte {number(total)} membre{'s' if total > 1 else ''}, par collège{NBSP}: "
        f"{', '.join(parts)}. Leur liste est annexée à la présente délibération."
    )


def closing_article(organ: Organ) -> str:
    """Every act ends with who carries it out, posts it and sends it."""
    return (
        f"{organ.chief} est chargé de l’exécution de la présente délibération, qui sera affichée "
        "et transmise au représentant de l’État."
    )
