"""Section 3: who takes part, and who decided."""

from consult.learning.wocat.fields import file, group, multi, radio, text
from consult.learning.wocat.kinds import Part, Question, Section, Words, options

STAKEHOLDERS = options(
    ("land_users", "local land users, local communities",
     "exploitants et communautés locales"),
    ("community_organisations", "community-based organisations",
     "organisations de la base, coopératives"),
    ("specialists", "SLM specialists, agricultural advisers",
     "spécialistes, conseillers techniques"),
    ("researchers", "researchers", "chercheurs"),
    ("teachers", "teachers, school children, students", "enseignants, élèves, étudiants"),
    ("ngo", "NGO", "ONG"),
    ("private_sector", "private sector", "secteur privé"),
    ("local_government", "local government", "collectivité locale"),
    ("national_government", "national government (planners, decision-makers)",
     "État (planificateurs, décideurs)"),
    ("international_organisation", "international organisation", "organisation internationale"),
    ("other", "other", "autre"),
)  # fmt: skip
INVOLVEMENT = options(
    ("none", "none", "aucune"),
    ("passive", "passive", "passive"),
    ("external_support", "payment or external support", "contre paiement ou appui extérieur"),
    ("interactive", "interactive", "interactive"),
    ("self_mobilization", "self-mobilization", "auto-mobilisation"),
)
PHASES = (
    ("initiation", "Initiation, motivation", "Lancement, motivation"),
    ("planning", "Planning", "Planification"),
    ("implementation", "Implementation", "Mise en œuvre"),
    ("monitoring", "Monitoring, evaluation", "Suivi, évaluation"),
    ("other", "Other phase: research", "Autre phase : recherche"),
)
DECIDERS = options(
    ("land_users_alone", "land users alone (self-initiative)", "les exploitants seuls"),
    ("land_users_supported", "mainly land users, supported by SLM specialists",
     "surtout les exploitants, appuyés par des spécialistes"),
    ("all_participatory", "all relevant actors, in a participatory approach",
     "tous les acteurs, de façon participative"),
    ("specialists_consulting", "mainly SLM specialists, after consulting land users",
     "surtout les spécialistes, après consultation des exploitants"),
    ("specialists_alone", "SLM specialists alone", "les spécialistes seuls"),
    ("politicians", "politicians, leaders", "les responsables politiques"),
    ("other", "other", "autre"),
)  # fmt: skip
BASES = options(
    ("documented", "evaluation of documented knowledge", "savoirs documentés"),
    ("research", "research findings", "résultats de recherche"),
    ("experience", "personal experience and opinions", "expérience et avis personnels"),
    ("other", "other", "autre"),
)


def _phase(code: str, en: str, fr: str) -> tuple[Question, Question]:
    return (
        radio(f"app_involvement_type_{code}", en, fr, INVOLVEMENT, counts=True),
        text(f"app_involvement_who_{code}", "Who was involved, and what they did",
             "Qui a participé, et comment"),
    )  # fmt: skip


WHO = Part(3, 1, Words("Stakeholders and their roles", "Parties prenantes et rôles"), (
    group("app_stakeholders", "Stakeholders", "Parties prenantes", 11, (
        radio("app_stakeholders_type", "Kind", "Catégorie", STAKEHOLDERS),
        text("app_stakeholders_comments", "Who they are", "Qui", limit=600),
        text("app_stakeholders_roles", "Their role", "Leur rôle"),
    ), counts=True, once=True, source=("members of the framework", "membres du cadre")),
    text("app_stakeholders_lead_agency", "Lead agency", "Chef de file", counts=True,
         source=("commune", "commune")),
))  # fmt: skip
PHASES_TOLD = Part(
    3, 2, Words("Involvement of local people, phase by phase",
                "Participation locale, phase par phase"),
    tuple(question for phase in PHASES for question in _phase(*phase)),
)  # fmt: skip
CHART = Part(3, 3, Words("Flow chart", "Schéma"), (
    file("app_flowchart", "File of the flow chart", "Fichier du schéma", counts=True,
         source=("drawing of the five steps, printed with the draft",
                 "dessin des cinq étapes, imprimé avec le brouillon")),
    text("app_flowchart_description", "Description", "Description", limit=600,
         source=("five steps of the cycle", "cinq étapes du cycle")),
    text("app_flowchart_author", "Author", "Auteur"),
))  # fmt: skip
CHOICE = Part(3, 4, Words("Who chose the measures", "Qui a choisi les mesures"), (
    radio("app_decisions_by", "Decided by", "Décidé par", DECIDERS, counts=True,
          source=("plan agreed at a meeting of both colleges",
                  "plan adopté par les deux collèges réunis")),
    text("app_decisions_by_explain", "Explanation", "Explication",
         source=("meetings", "réunions")),
    multi("app_decisions_based", "Based on", "Sur la base de", BASES, counts=True),
))  # fmt: skip

SECTION = Section(3, Words("Who takes part and who decides", "Participation et décisions"),
                  (WHO, PHASES_TOLD, CHART, CHOICE))  # fmt: skip
