"""Koula's plan, its agreement, its follow-up and the passage to the second cycle, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from tests.walk.browser import Walker
from tests.walk.first_steps import NEEDS, ORGANISATIONS

COMMUNE = "Commune rurale de Koula"
COOPERATIVE, BREEDERS, NGO = (name for name, _kind, _sector in ORGANISATIONS)


@dataclass(frozen=True)
class Promise:
    """Who brings what to an action; without an amount it has no value yet."""

    party: str
    how: str
    amount: str = ""
    quantity: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Planned:
    """One action as the meeting agreed it."""

    wording: str
    responsible: str
    month: str
    due: str
    cost: str
    promises: tuple[Promise, ...]


STORE, PARK, TRAINING = (
    Planned(
        NEEDS[0][1],
        COOPERATIVE,
        "Mois 1",
        "31/05/2024",
        "1 500 000",
        (
            Promise(COMMUNE, "en espèces", "900 000"),
            Promise(COOPERATIVE, "en nature", "150 000"),
            Promise(BREEDERS, "en nature", quantity="20", unit="sacs de ciment"),
        ),
    ),
    Planned(
        NEEDS[1][1],
        COMMUNE,
        "Mois 3",
        "31/07/2024",
        "725 500",
        (Promise(COMMUNE, "en espèces", "725 500"),),
    ),
    Planned(
        "Former 40 éleveuses à la santé animale",
        NGO,
        "Mois 2",
        "30/06/2024",
        "80 000",
        (Promise(NGO, "service", "80 000"),),
    ),
)
PLANNED = (STORE, PARK, TRAINING)


def set_the_three_months(who: Walker) -> None:
    who.follow("Continuer")
    who.fill({"Commence le": "01/05/2024"})
    who.choose({"Validé à la réunion": "Réunion n° 1"})
    who.press("Commencer le plan")


def take_up_the_needs(who: Walker) -> None:
    who.follow("Continuer")
    who.follow("Reprendre les besoins retenus")
    who.press("Reprendre ces besoins")


def add_an_action(who: Walker) -> None:
    who.follow("Plan")
    who.follow("Ajouter une action")
    who.fill({"L’action en une phrase": TRAINING.wording})
    who.choose({"Filière": "Petits ruminants", "Responsable": TRAINING.responsible})
    _plan_it(who, TRAINING)
    who.press("Ajouter l’action")


def complete_the_actions(who: Walker) -> None:
    for planned in (STORE, PARK):
        _to_action(who, planned)
        who.follow("Modifier l’action")
        who.choose({"Responsable": planned.responsible})
        _plan_it(who, planned)
        who.press("Enregistrer")
        assert who.reads("L’action est enregistrée.")


def say_who_pays(who: Walker) -> None:
    for planned in PLANNED:
        _to_action(who, planned)
        who.follow("Dire qui paie")
        for place, promise in enumerate(planned.promises):
            _promise(who, promise, place)
        who.press("Enregistrer qui paie")
        assert who.reads("Total promis")


def approve_the_minutes(mayor: Walker) -> None:
    mayor.follow("Continuer")
    mayor.follow("Réunion n° 1")
    mayor.follow("Vérifier et approuver le procès-verbal")
    mayor.fill({"Procès-verbal approuvé le": "20/04/2024"})
    mayor.press("Approuver le procès-verbal")
    assert mayor.reads("approuvé")


def set_up_the_committee(who: Walker) -> None:
    who.follow("Continuer")
    who.follow("Installer le comité")
    who.fill({"Installé le": "18/04/2024"})
    who.choose({"Installé à la réunion": "Réunion n° 1"})
    who.press("Enregistrer")
    who.follow("Ajouter un membre")
    who.choose({"Personne": "Issa (démo) DIARRA"})
    who.press("Enregistrer")


def write_the_mandate(who: Walker) -> None:
    who.follow("Suivi")
    who.follow("Le comité et son mandat")
    who.follow("Écrire un mandat")
    who.fill({"Tâches": "Visiter chaque chantier une fois par mois."})
    who.press("Enregistrer")


def say_how_it_goes(who: Walker) -> None:
    for planned, situation in ((STORE, "Réalisée"), (TRAINING, "Réalisée"), (PARK, "En cours")):
        who.follow("Suivi")
        who.follow(planned.wording)
        who.tick_row(situation)
        who.unfold("Qui le dit")
        who.fill({"Dit le": "05/08/2024"})
        who.press("Enregistrer")


def close_the_cycle(who: Walker) -> None:
    who.follow("Continuer")
    assert who.reads(PARK.wording)
    who.fill({"Clos le": "20/08/2024", "Date du rapport de fin du comité": "12/08/2024"})
    who.press("Clore le cycle")


def open_the_second_cycle(who: Walker) -> None:
    who.follow("Continuer")
    who.fill({"Ouvert le": "20/08/2024"})
    who.press("Ouvrir le cycle")


def carry_over_what_is_unfinished(who: Walker) -> None:
    who.follow("Plan")
    who.follow("Fixer les trois mois")
    who.fill({"Commence le": "01/09/2024"})
    who.press("Commencer le plan")
    who.follow("Actions non terminées des cycles passés")
    assert who.reads(PARK.wording)
    assert not who.reads(STORE.wording)
    who.fill({"Pourquoi elles ne sont pas finies": "Les pluies sont venues tôt."})
    who.press("Les mettre dans le plan")
    assert who.reads(PARK.wording)


def _to_action(who: Walker, planned: Planned) -> None:
    who.follow("Plan")
    who.follow(planned.wording)


def _plan_it(who: Walker, planned: Planned) -> None:
    who.tick(planned.month)
    who.fill({"Dernier délai": planned.due, "Coût estimé": planned.cost})


def _promise(who: Walker, promise: Promise, place: int) -> None:
    who.choose({"Qui apporte": promise.party, "Comment": promise.how}, nth=place)
    who.fill({"Montant promis": promise.amount}, nth=place)
    if promise.quantity:
        who.unfold("Quantité", nth=place)
        who.fill(
            {"Quantité": promise.quantity, "De quoi (manœuvres, briques…)": promise.unit}, nth=place
        )
