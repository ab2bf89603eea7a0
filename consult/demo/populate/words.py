"""What practice communes are about: products, needs, what blocks and what is answered."""

from __future__ import annotations

from typing import NamedTuple

MARK = "(exercice)"


class Theme(NamedTuple):
    """One thing a sector needs: its nature, the need, the action that answers it."""

    nature: str
    need: str
    action: str


THEMES = (
    Theme("infrastructure", "Un magasin pour garder la récolte", "Bâtir un magasin de 20 tonnes"),
    Theme("equipement", "Une décortiqueuse près du village", "Installer une décortiqueuse"),
    Theme("formation", "Apprendre à trier et à conserver", "Former 30 membres au tri"),
    Theme("acces_au_foncier", "Un site de vente reconnu", "Borner le site de vente"),
    Theme("environnement_affaires", "Une piste praticable", "Remettre la piste en état"),
    Theme("service_communal", "Un point d’eau pour les bêtes", "Curer la mare communale"),
    Theme("mise_en_relation", "Des acheteurs avant la récolte", "Réunir acheteurs et producteurs"),
    Theme("formalisation", "Être une coopérative reconnue", "Déposer le dossier d’immatriculation"),
    Theme("fiscalite", "Savoir où vont les taxes du marché", "Afficher les recettes du marché"),
)
BLOCKS = (
    ("financement", "La part promise n’est pas encore versée"),
    ("climat_saison", "Les pluies ont coupé la piste"),
    ("foncier", "Deux familles réclament la parcelle"),
    ("procedure", "Le service n’a pas encore signé"),
    ("approvisionnement", "Le ciment manque au marché"),
    ("organisation", "Le responsable est absent"),
)
ANSWERS = (
    "La commune avance la somme et la reprend à la récolte.",
    "Le comité va voir les familles avec le chef de village.",
    "L’action est reportée après l’hivernage.",
)
REASONS = ("Rendement élevé et marchés proches", "Tenue surtout par des femmes")
FIRST_NAMES = ("Awa", "Binta", "Fanta", "Kadia", "Moussa", "Issa", "Seydou", "Bakary")
