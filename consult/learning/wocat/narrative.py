"""The texts the record writes by itself, in French, the language of the draft: figures and facts
in whole sentences, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable

from consult.learning.wocat.record import Record
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP, number, percent
from frameworks.models import Cycle

FULL = 3500


def listed(words: Iterable[str]) -> str:
    """« riz, échalote et pêche »."""
    found = [word for word in words if word]
    return " et ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def several(count: int, one: str, more: str) -> str:
    return f"{number(count)}{NBSP}{one if count in (0, 1) else more}"


def definition(record: Record) -> str:
    """2.1: one or two sentences."""
    sectors = [sector.lower() for sector in record.sectors]
    about = f" dans les filières {listed(sectors)}" if sectors else ""
    return (
        "Un cadre de concertation réunit la commune et le secteur privé de "
        f"{record.commune.name} pour choisir ensemble des priorités{about}, les financer à "
        "plusieurs et en suivre l’exécution. Le dialogue se renouvelle de réunion en réunion, "
        "avec un plan d’action de trois mois chaque fois."
    )


def aims(record: Record) -> str:
    """2.8: the aims of the approach, then the sectors."""
    found = [
        "Connaître ensemble les besoins des acteurs économiques ; améliorer les services que la "
        "commune leur rend ; mobiliser les moyens de la commune, des organisations et des "
        "partenaires ; installer un dialogue durable, de réunion en réunion."
    ]
    if record.sectors:
        found.append(f"Filières prioritaires{NBSP}: {listed(record.sectors)}.")
    return " ".join(found)


def description(record: Record) -> str:
    """2.2: paragraphs, whole ones only, within the limit."""
    kept: list[str] = []
    for paragraph in _paragraphs(record):
        if paragraph and len("\n\n".join([*kept, paragraph])) <= FULL:
            kept.append(paragraph)
    return "\n\n".join(kept)


def _paragraphs(record: Record) -> list[str]:
    return [
        _purpose(record),
        _parties(record),
        _steps(),
        _meetings(record),
        *(_cycle(each.cycle, each.plan.actions, each.plan.done) for each in record.cycles),
        _money(record),
        _followed(record),
        _needs(record),
        _trust(record),
    ]


def _purpose(record: Record) -> str:
    cercle = record.commune.cercle
    act = record.framework.founding_deliberation
    founded = f", créé par délibération du {day(act.dated)}" if act else ""
    return (
        f"« {record.framework.name} »{founded}, travaille dans la commune de "
        f"{record.commune.name} (cercle de {cercle.name}, région de {cercle.region.name}). "
        "La commune, les organisations professionnelles, les services techniques et les "
        "partenaires s’y rencontrent pour traiter des besoins économiques que chacun ne peut "
        "satisfaire seul."
    )


def _parties(record: Record) -> str:
    figures = record.organisations
    if not figures.count:
        return ""
    said = several(figures.count, "organisation professionnelle", "organisations professionnelles")
    text = f"{said} y siège{'nt' if figures.count > 1 else ''}"
    if figures.members is not None:
        text += f", pour {several(figures.members, 'membre', 'membres')}"
        if figures.women is not None:
            text += f" dont {several(figures.women, 'femme', 'femmes')}"
    return (
        f"{text}. {several(figures.formalised, 'est formalisée', 'sont formalisées')} "
        "(coopérative ou groupement d’intérêt économique)."
    )


def _steps() -> str:
    return (
        "Chaque cycle suit cinq étapes : les filières disent leurs besoins entre elles ; une "
        "réunion de tous choisit et décide ; un plan de trois mois répartit les actions et les "
        "apports de chaque partie ; un comité suit sur le terrain et nomme ce qui bloque ; un "
        "bilan ouvre le cycle suivant."
    )


def _meetings(record: Record) -> str:
    held = record.meetings
    if not held:
        return ""
    present, women = sum(each.present for each in held), sum(each.women for each in held)
    youth = sum(each.youth for each in held)
    return (
        f"{several(len(held), 'réunion a été tenue', 'réunions ont été tenues')}, "
        f"avec {several(present, 'présence', 'présences')} au total, dont {number(women)} de "
        f"femmes et {number(youth)} de jeunes de 35 ans ou moins."
    )


def _cycle(cycle: Cycle, actions: int, done: int) -> str:
    if not actions:
        return ""
    ended = f"clos le {day(cycle.closed_on)}" if cycle.closed_on else "encore ouvert"
    said = several(actions, "action convenue", "actions convenues")
    return (
        f"Cycle {cycle.number} (ouvert le {day(cycle.opened_on)}, {ended}){NBSP}: {said}, "
        f"{several(done, 'réalisée', 'réalisées')}."
    )


def _money(record: Record) -> str:
    money = record.money
    if not money.promised:
        return ""
    return (
        f"Les parties ont promis {number(money.promised)}{NBSP}FCFA, en argent, en nature, en "
        f"travail ou en service, et versé ou valorisé {number(money.paid)}{NBSP}FCFA "
        f"({percent(money.mobilisation)}). La commune et les organisations portent "
        f"{percent(money.local_share)} des promesses."
    )


def _followed(record: Record) -> str:
    if not record.seats and not record.obstacles:
        return ""
    text = (
        f"Le suivi revient à un comité de {several(len(record.seats), 'membre', 'membres')}, dont "
        f"{several(record.women_seats, 'femme', 'femmes')}. "
        if record.seats
        else ""
    )
    settled = sum(each.is_settled for each in record.obstacles)
    named = several(len(record.obstacles), "obstacle nommé", "obstacles nommés")
    return f"{text}{named}, {several(settled, 'traité ou levé', 'traités ou levés')}."


def _needs(record: Record) -> str:
    needs = record.needs
    if not needs.identified:
        return ""
    return (
        f"{several(needs.identified, 'besoin exprimé', 'besoins exprimés')}, "
        f"{several(needs.retained, 'retenu', 'retenus')}, "
        f"{several(needs.satisfied, 'satisfait', 'satisfaits')} et "
        f"{several(needs.partly, 'satisfait en partie', 'satisfaits en partie')}."
    )


def _trust(record: Record) -> str:
    both = [each for each in record.surveys if None not in (each.commune, each.organisations)]
    if len(both) < 2:
        return ""
    first, last = both[0], both[-1]
    return (
        "La confiance, notée de 1 à 4, est passée de "
        f"{number(first.commune, 1)} à {number(last.commune, 1)} du côté de la commune et de "
        f"{number(first.organisations, 1)} à {number(last.organisations, 1)} du côté des "
        "organisations."
    )
