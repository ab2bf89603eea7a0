"""The outline of an experience sheet: one table of fields, from which both variants are made.

From the two outlines annexed to letter 247/KTHT-GN of 10 June 2013 (domain § 8): A for models paid
from public budgets, B for those run by NGOs, donors, programmes or the private sector. The letter
numbers 1.7 twice; here the second is 1.9, and `original` keeps its number.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from django.utils.translation import get_language

from consult.learning.models import Variant

A, B = Variant.PUBLIC, Variant.PARTNER
EDITION: Final = "2013"


class Kind(enum.Enum):
    """What an answer is made of."""

    LINE = "one line of text"
    TEXT = "a text"
    LIST = "texts, one per line"
    PERSON = "a name, with the identifier it was loaded under"
    PERIOD = "first and last day"
    SCALE = "how many of each"
    IMPACT = "economic, social, environmental"
    BENEFICIARIES = "groups, and how they were chosen"
    APPROACHES = "name, use and benefit of each approach"


class Words(NamedTuple):
    """The same words in both languages."""

    en: str
    fr: str

    def __str__(self) -> str:
        return self.en if (get_language() or "fr").startswith("en") else self.fr


@dataclass(frozen=True)
class Field:
    """One field: its key, its words, what it holds, and where it stands in the exchange file.

    `note` says what only that variant asks; a field absent from a variant is not `within` it.
    """

    key: str
    label: Words
    path: str
    kind: Kind = Kind.TEXT
    within: tuple[Variant, ...] = (A, B)
    note_a: Words | None = None
    note_b: Words | None = None
    original: str = ""
    needed: bool = False
    left_out_when_empty: bool = False

    def note(self, variant: str) -> Words | None:
        return self.note_a if variant == A else self.note_b

    @property
    def original_number(self) -> str:
        """The number in the letter of 2013."""
        return self.original or self.key

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Section:
    """One section, under its title in each variant; `pages` cuts it where a page would be long."""

    key: str
    title_a: Words
    title_b: Words
    fields: tuple[Field, ...]
    note_a: Words | None = None
    note_b: Words | None = None
    pages: tuple[int, ...] = ()

    def title(self, variant: str) -> Words:
        return self.title_a if variant == A else self.title_b

    def note(self, variant: str) -> Words | None:
        return self.note_a if variant == A else self.note_b


_G = (
    Field("g1", Words("Name of the organisation", "Nom de l’organisation"),
          "general.organisation_name", Kind.LINE, (B,), needed=True),
    Field("g2", Words("Address in the country, phone, e-mail",
                      "Adresse dans le pays, téléphone, courriel"),
          "general.address_fr", within=(B,)),
    Field("g3", Words("Area of activity in the country", "Zone d’intervention dans le pays"),
          "general.activity_areas", Kind.LIST, (B,)),
    Field("g4", Words("Person giving the information", "Personne qui renseigne"),
          "general.informant", Kind.PERSON, (B,)),
)  # fmt: skip
_ONE = (
    Field("1.1", Words("Name of the model/project", "Nom du modèle / projet"),
          "s1.name_fr", Kind.LINE, needed=True),
    Field("1.2", Words("Place", "Lieu"), "s1.place", Kind.LINE, needed=True),
    Field("1.3", Words("Period of execution", "Période d’exécution"),
          "s1.period", Kind.PERIOD, needed=True),
    Field("1.4", Words("Scale", "Ampleur"), "s1.scale", Kind.SCALE,
          note_a=Words("communes, villages, area, households or direct participants",
                       "communes, villages, surface, ménages ou participants directs"),
          note_b=Words("also regions and cercles", "aussi les régions et les cercles")),
    Field("1.5", Words("Objectives", "Objectifs"), "s1.objective_fr", needed=True),
    Field("1.6", Words("Main activities", "Activités principales"),
          "s1.main_activities_fr", Kind.LIST, needed=True),
    Field("1.7", Words("Main results", "Résultats principaux"),
          "s1.main_results_fr", Kind.LIST, needed=True),
    Field("1.8", Words("Economic, social, environmental impact",
                       "Effets économiques, sociaux, environnementaux"),
          "s1.impact_fr", Kind.IMPACT),
    Field("1.9", Words("Direct beneficiary group and selection criteria",
                       "Bénéficiaires directs et critères de choix"),
          "s1.direct_beneficiaries", Kind.BENEFICIARIES, original="1.7"),
)  # fmt: skip
_TWO = (
    Field("2.1", Words("Main approaches: name, use in practice, benefit",
                       "Approches : nom, application, intérêt"),
          "s2.approaches_fr", Kind.APPROACHES,
          note_a=Words(
              "also which crop or animal, and who chose it: the household, a consultation meeting "
              "with people and bodies, the project unit alone, the plan",
              "aussi quelle culture ou quel animal, et qui l’a choisi : le ménage, une réunion de "
              "concertation avec la population et les organes, l’unité de projet seule, le plan")),
    Field("2.2", Words("Design: whose need, who was mainly responsible, coordination of parties",
                       "Conception : besoin de qui, responsable principal, coordination"),
          "s2.design_fr",
          note_a=Words(
              "also which body set up the model, and how the project was written (who, how): "
              "objectives, activities, results, cost estimate",
              "aussi quel organe a monté le modèle, et comment le projet a été écrit (qui, "
              "comment) : objectifs, activités, résultats, estimation du coût")),
    Field("2.3", Words("Approval: procedure, steps, levels, time taken",
                       "Approbation : procédure, étapes, niveaux, délai"),
          "s2.approval_fr",
          note_a=Words("also views on improving the sequence from base to final level",
                       "aussi les avis pour améliorer la suite des étapes, de la base au dernier "
                       "niveau")),
    Field("2.4", Words(
              "Implementation: management, organisation of activities, cooperating unit, unit of "
              "work (household, group, community, village), roles",
              "Exécution : gestion, organisation, unité d’appui, unité de travail, rôles"),
          "s2.implementation_fr"),
    Field("2.5", Words("Monitoring and evaluation: method, roles, tools",
                       "Suivi-évaluation : méthode, rôles, outils"), "s2.monitoring_fr"),
    Field("2.6", Words(
              "Dissemination and scaling: method, leading role, handover, result of scaling",
              "Diffusion, mise à l’échelle : méthode, rôle principal, transfert, résultat"),
          "s2.dissemination_fr",
          note_a=Words(
              "also, after the end: could households copy it? If not, why? Which conditions are "
              "needed?",
              "aussi, après la fin : les ménages ont-ils pu le reprendre ? Sinon, pourquoi ? "
              "Quelles conditions faut-il ?")),
    Field("2.7", Words("Resources contributed: money, labour, ability, relations",
                       "Apports : argent, travail, capacités, relations"),
          "s2.contributions_fr",
          note_a=Words("from the State, cooperating bodies, local level, beneficiaries",
                       "de l’État, des organes partenaires, du niveau local, des bénéficiaires"),
          note_b=Words("from donors, cooperating bodies, local level, beneficiaries",
                       "des bailleurs, des organes partenaires, du niveau local, des "
                       "bénéficiaires")),
    Field("2.8a", Words("Sustainability: measures for the present participants",
                        "Durabilité : mesures pour les participants actuels"),
          "s2.sustainability_fr.current_participants"),
    Field("2.8b", Words("… for those receiving or about to receive it",
                        "… pour ceux qui reprennent le modèle"),
          "s2.sustainability_fr.receiving_parties"),
    Field("2.8c", Words("… policy advocacy", "… plaidoyer politique"),
          "s2.sustainability_fr.advocacy", within=(B,)),
    Field("2.8d", Words("… other measures", "… autres mesures"), "s2.sustainability_fr.other"),
)  # fmt: skip
_THREE = (
    Field("3", Words("Lessons in short, one per line", "Les leçons en bref, une par ligne"),
          "s3.lessons_fr", Kind.LIST),
    Field("3.1", Words(
              "Process from idea to design, execution, monitoring, scaling, fitted to needs and "
              "conditions (nature, economy, society, customs)",
              "Processus de l’idée à la mise à l’échelle, adapté aux besoins et au milieu"),
          "s3.points_fr.process", left_out_when_empty=True),
    Field("3.2", Words("Giving power to the local level and beneficiaries",
                       "Responsabiliser le niveau local et les bénéficiaires"),
          "s3.points_fr.empowerment", left_out_when_empty=True),
    Field("3.3", Words("Building on results of models already in the area",
                       "S’appuyer sur les modèles déjà présents"),
          "s3.points_fr.existing_models", left_out_when_empty=True),
    Field("3.4", Words(
              "Making external support and local means work together so poor households and hard "
              "areas progress lastingly",
              "Combiner appui extérieur et moyens locaux"),
          "s3.points_fr.support_and_means", left_out_when_empty=True),
)  # fmt: skip
_FOUR = (
    Field("4A1", Words("How to improve the making of models",
                       "Améliorer l’élaboration des modèles"), "s4.making_fr", within=(A,)),
    Field("4A2", Words("Approval and execution", "Approbation et exécution"),
          "s4.approval_execution_fr", within=(A,)),
    Field("4A3", Words("Monitoring and evaluation mechanism", "Dispositif de suivi-évaluation"),
          "s4.monitoring_fr", within=(A,)),
    Field("4A4", Words("Scaling mechanism and its conditions",
                       "Mise à l’échelle et ses conditions"), "s4.scaling_fr", within=(A,)),
    Field("4B1", Words("Advantages and difficulties met", "Avantages et difficultés"),
          "s4.strengths_difficulties_fr", within=(B,)),
    Field("4B2", Words("Possibility to scale the present models", "Possibilité de réplication"),
          "s4.replicability_fr", within=(B,)),
    Field("4B3", Words("Conditions for spreading to new places", "Conditions de diffusion"),
          "s4.conditions_fr", within=(B,)),
    Field("4B4", Words("Strategy of the organisation", "Stratégie de l’organisation"),
          "s4.strategy_fr", within=(B,)),
    Field("4B5", Words(
              "Proposals to local level, government, NGOs, partners on public–private "
              "coordination in design, execution, evaluation",
              "Propositions pour la coordination public-privé"),
          "s4.proposals_fr", within=(B,)),
)  # fmt: skip
_FIVE = (
    Field("5", Words("Case", "Cas"), "s5.suggested_case_fr",
          note_a=Words("one typical local model, with its figures",
                       "un modèle local typique, avec ses chiffres"),
          note_b=Words("one typical model proposed for in-depth study",
                       "un modèle typique proposé pour une étude approfondie")),
    Field("N", Words("Attachments: own reports and evaluations",
                     "Pièces jointes : rapports et évaluations"),
          "attachments", Kind.LIST,
          note_a=Words("internal reports", "rapports internes"),
          note_b=Words("also independent evaluations", "aussi les évaluations indépendantes")),
)  # fmt: skip

_GENERAL = Words("General information", "Informations générales")
_MODEL = Words("Model/project", "Modèle / projet")
_RUNNING = Words("Building and running it", "Construction et conduite")
_ONE_EACH = Words("one sheet per model", "une fiche par modèle")
_CASE = Words("Case", "Cas")
SECTIONS: Final = (
    Section("G", _GENERAL, _GENERAL, _G),
    Section("1", _MODEL, _MODEL, _ONE, _ONE_EACH, _ONE_EACH, pages=(5, 4)),
    Section("2", _RUNNING, _RUNNING, _TWO,
            Words("written per model", "à écrire pour chaque modèle"),
            Words("per model, or once for the whole organisation",
                  "par modèle, ou une fois pour toute l’organisation"), pages=(3, 4, 4)),
    Section("3", Words("Lessons on building, running and scaling",
                       "Leçons sur la construction, la conduite et la mise à l’échelle"),
            Words("Lessons on building and running", "Leçons sur la construction et la conduite"),
            _THREE),
    Section("4", Words("Recommendations", "Recommandations"),
            Words("Strengths, difficulties, proposals", "Atouts, difficultés, propositions"),
            _FOUR),
    Section("5", _CASE, _CASE, _FIVE),
)  # fmt: skip
EDITIONS: Final[dict[str, tuple[Section, ...]]] = {EDITION: SECTIONS}


def sections(variant: str, edition: str = EDITION) -> list[Section]:
    """The sections of a variant, each with its own fields only; an empty one is left out."""
    cut = (
        replace(section, fields=tuple(one for one in section.fields if variant in one.within))
        for section in EDITIONS.get(edition, SECTIONS)
    )
    return [section for section in cut if section.fields]


def fields(variant: str, edition: str = EDITION) -> list[Field]:
    """Every field of a variant, in the order of the outline."""
    return [field for section in sections(variant, edition) for field in section.fields]


class Page(NamedTuple):
    """What is typed on one page: a section, or a part of a long one."""

    number: int
    section: Section
    fields: tuple[Field, ...]
    part: int
    parts: int


def pages(variant: str, edition: str = EDITION) -> list[Page]:
    """The pages on which a sheet is typed, small enough for a slow network."""
    cut = [piece for section in sections(variant, edition) for piece in _pieces(section)]
    return [Page(number, *piece) for number, piece in enumerate(cut, 1)]


def _pieces(section: Section) -> Iterator[tuple[Section, tuple[Field, ...], int, int]]:
    if len(section.fields) <= max(section.pages, default=len(section.fields)):
        yield section, section.fields, 1, 1
        return
    start = 0
    for part, size in enumerate(section.pages, 1):
        yield section, section.fields[start : start + size], part, len(section.pages)
        start += size
