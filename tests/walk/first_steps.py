"""Koula's first cycle up to its meeting: what its secretary types from old papers, page by page."""

from __future__ import annotations

from tests.walk.browser import Walker

NEEDS = (
    ("Échalote / oignon", "Un magasin de stockage « dɔgɔ »", "03/2024"),
    ("Petits ruminants", "Un parc de vaccination", "12/04/2024"),
)
ORGANISATIONS = (
    ("Coopérative Jɛkabaara (démo)", "organisation professionnelle", "Échalote / oignon"),
    ("Éleveurs de Koula (démo)", "organisation professionnelle", "Petits ruminants"),
    ("ONG Sahel Ŋaniya (démo)", "ONG", "Petits ruminants"),
)


def create_the_framework(who: Walker) -> None:
    who.follow("Continuer")
    who.press("Créer le cadre")


def open_the_cycle(who: Walker) -> None:
    who.follow("Continuer")
    who.fill({"Ouvert le": "15/02/2024"})
    who.press("Ouvrir le cycle")


def choose_two_sectors(who: Walker) -> None:
    who.follow("Continuer")
    who.tick_row(*(sector for sector, _need, _day in NEEDS))
    who.press("Enregistrer les filières")


def record_the_founding_act(who: Walker) -> None:
    who.follow("Continuer")
    who.fill({"Numéro au registre": "2024-007/CR-KOU", "Date": "15/02/2024"})
    who.fill({"Membres en exercice": "11", "Membres présents": "9", "Voix pour": "9"})
    who.press("Enregistrer la délibération")


def list_the_organisations(who: Walker) -> None:
    who.follow("Continuer")
    for name, kind, sector in ORGANISATIONS:
        who.follow("Ajouter une organisation")
        who.fill({"Nom": name, "Femmes": "64", "Hommes": "21", "Compté le": "2024"})
        who.choose({"Nature": kind})
        who.tick(sector)
        who.press("Ajouter l’organisation")
        assert who.reads(f"{name} est dans la liste")
        who.follow("Ajouter sa présidente ou son président")
        who.fill({"Prénom": "Awa (démo)", "Nom": f"DE {name[:9].upper()}"})
        who.tick("femme")
        who.press("Ajouter la personne")
        who.follow("Acteurs")


def seat_the_members(who: Walker) -> None:
    who.follow("Continuer")
    who.tick_row("Commune rurale de Koula", *(name for name, _kind, _sector in ORGANISATIONS))
    who.fill({"Elles siègent depuis le": "15/02/2024"})
    who.press("Ajouter au cadre")
    assert who.reads("4 organisations siègent")


def record_the_needs(who: Walker) -> None:
    who.follow("Continuer")
    who.follow("Ajouter un besoin")
    for sector, words, day in NEEDS:
        who.choose({"Filière": sector})
        who.fill({"Le besoin en une phrase": words, "Dit le": day, "Femmes": "40", "Hommes": "12"})
        who.press("Enregistrer et")
        assert who.reads("est enregistré.")


def record_a_past_meeting(who: Walker) -> None:
    who.follow("Continuer")
    who.follow("Nouvelle réunion")
    who.choose({"Nature": "constitutive"})
    who.fill({"Jour où elle s’est tenue, si elle a déjà eu lieu": "18/04/2024"})
    who.fill({"Lieu": "Salle de la mairie"})
    who.press("Créer la réunion")
    assert who.reads("saisie après coup")


def write_the_agenda(who: Walker) -> None:
    for place, title in enumerate(("Choix des besoins", "Plan de trois mois")):
        who.fill({"Point": title}, nth=place)
    who.press("Enregistrer")
    assert who.reads("2 points")


def note_who_came(who: Walker) -> None:
    who.tick("présent", nth=0)
    who.tick("excusé", nth=1)
    who.unfold("Autre personne, ligne 1")
    who.unfold("Autre personne, ligne 2")
    for place, (first, last, sex, party) in enumerate(
        (
            ("Issa (démo)", "DIARRA", "homme", "Commune rurale de Koula"),
            ("Oumou (démo)", "COULIBALY", "femme", ORGANISATIONS[1][0]),
        )
    ):
        who.fill({"Prénom": first, "Nom": last}, nth=place)
        # A list inside its own label has no exact label for the tool that drives the browser.
        for name, words in (("sex", sex), ("organisation", party)):
            who.page.locator(f"select[name=n{place}-{name}]").select_option(label=words)
            who.fields += 1
    who.press("Enregistrer les présences")
    assert who.reads("3 personnes présentes")


def choose_the_needs(who: Walker) -> None:
    who.follow("Réunion n° 1")
    who.follow("Choisir les besoins")
    for place in range(len(NEEDS)):
        who.tick("Retenu", nth=place)
    who.press("Enregistrer le choix")


def write_the_decision(who: Walker) -> None:
    who.fill({"Décision": "Le plan de trois mois est adopté."})
    who.choose({"Point de l’ordre du jour": "2. Plan de trois mois", "Sujet": "plan"})
    who.press("Enregistrer les décisions")
    assert who.reads("Décision 1")


def hold_the_meeting(who: Walker) -> None:
    """The whole meeting of last April, typed afterwards from its paper."""
    record_a_past_meeting(who)
    write_the_agenda(who)
    note_who_came(who)
    choose_the_needs(who)
    write_the_decision(who)
