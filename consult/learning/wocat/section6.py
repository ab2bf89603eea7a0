"""Section 6: impacts, motives, sustainability, strengths and weaknesses."""

from consult.learning.wocat.fields import because, group, measure, radio, text
from consult.learning.wocat.kinds import Part, Question, Section, Words, options

# The nineteen impacts: the end of the keyword, and the words.
IMPACTS = (
    ("empowerment", "Local people empowered, participation improved",
     "Responsabilisation et participation des acteurs locaux"),
    ("evidence", "Decisions based on evidence", "Décisions fondées sur des faits"),
    ("implementation", "Measures put in place and kept up", "Mise en œuvre et entretien"),
    ("coordination", "Coordination, at a reasonable cost", "Coordination, à un coût raisonnable"),
    ("finance", "Access to finance", "Accès au financement"),
    ("knowledge_users", "Knowledge of land users", "Connaissances des exploitants"),
    ("knowledge_others", "Knowledge of other stakeholders", "Connaissances des autres acteurs"),
    ("institutions", "Institutions and collaboration", "Institutions et collaboration"),
    ("conflicts", "Conflicts mitigated", "Conflits atténués"),
    ("disadvantaged", "Socially or economically disadvantaged groups", "Groupes défavorisés"),
    ("gender", "Gender equality, women and girls", "Égalité, femmes et filles"),
    ("youth", "Youth encouraged", "Engagement des jeunes"),
    ("land_rights", "Land tenure and user rights", "Droits fonciers et droits d’usage"),
    ("food", "Food security and nutrition", "Sécurité alimentaire et nutrition"),
    ("markets", "Access to markets", "Accès aux marchés"),
    ("water", "Access to water and sanitation", "Accès à l’eau et à l’assainissement"),
    ("energy", "Sustainable use of energy", "Usage durable de l’énergie"),
    ("climate", "Adapting to climate change", "Adaptation au changement climatique"),
    ("income", "Employment and income", "Emploi et revenus"),
)  # fmt: skip
MOTIVES = options(
    ("production", "increased production", "production accrue"),
    ("profit", "increased profit, better cost-benefit", "profit accru"),
    ("degradation", "reduced land degradation", "moins de dégradation des terres"),
    ("disasters", "reduced risk of disasters", "moins de risques de catastrophe"),
    ("workload", "reduced workload", "moins de travail"),
    ("payments", "payments, subsidies", "paiements, subventions"),
    ("rules", "rules and regulations", "règles et règlements"),
    ("prestige", "prestige, social pressure", "prestige, pression sociale"),
    ("affiliation", "affiliation to a movement or network", "appartenance à un réseau"),
    ("consciousness", "environmental consciousness", "conscience de l’environnement"),
    ("customs", "customs, beliefs, morals", "coutumes, croyances"),
    ("knowledge", "better knowledge and skills", "connaissances et compétences"),
    ("beauty", "aesthetic improvement", "embellissement"),
    ("conflict", "conflict mitigation", "atténuation des conflits"),
    ("other", "other", "autre"),
)
SUSTAIN = options(
    ("no", "no", "non"), ("yes", "yes", "oui"), ("uncertain", "uncertain", "incertain")
)


def _impact(code: str, en: str, fr: str) -> tuple[Question, Question]:
    keyword = f"app_impacts_{code}"
    return measure(keyword, en, fr, counts=True), because(keyword)


IMPACT = Part(6, 1, Words("Impacts of the approach", "Impacts de l’approche"), (
    *(question for impact in IMPACTS for question in _impact(*impact)),
    group("app_impacts_other", "Own impacts", "Autres impacts", 3, (
        text("app_impacts_other_name", "Impact", "Impact"),
        measure("app_impacts_other_level", "Level", "Niveau"),
        because("app_impacts_other"),
    )),
))  # fmt: skip
MOTIVATION = Part(6, 2, Words("What moved people", "Motivations"), (
    group("app_motivation", "Motivations", "Motivations", 19, (
        radio("app_motivation_type", "Motivation", "Motivation", MOTIVES),
        because("app_motivation"),
    ), counts=True, once=True, others=5),
))  # fmt: skip
ALONE = Part(6, 3, Words("Without external support", "Sans appui extérieur"), (
    radio("app_can_lu_sustain", "Can people carry on alone?",
          "Les acteurs peuvent-ils continuer seuls ?", SUSTAIN, counts=True),
    because("app_can_lu_sustain", source=("I14, I15", "I14, I15")),
))  # fmt: skip
STRENGTHS = Part(6, 4, Words("Strengths", "Points forts"), (
    group("strengths_landuser", "In the view of land users", "Selon les exploitants", 10,
          (text("strengths_landuser_text", "Strength", "Point fort"),), counts=True),
    group("strengths_compiler", "In the view of the compiler", "Selon le compilateur", 10,
          (text("strengths_compiler_text", "Strength", "Point fort"),), counts=True),
))  # fmt: skip


def _weaknesses(who: str, en: str, fr: str, **more: object) -> Question:
    return group(f"weaknesses_{who}", en, fr, 10, (
        text(f"weaknesses_{who}_text", "Weakness or risk", "Point faible ou risque", limit=400),
        text(f"weaknesses_{who}_overcome", "How to overcome it", "Comment y remédier", limit=400),
    ), counts=True, **more)  # fmt: skip


WEAKNESSES = Part(6, 5, Words("Weaknesses and how to overcome them",
                              "Points faibles et remèdes"), (
    _weaknesses("landuser", "In the view of land users", "Selon les exploitants"),
    _weaknesses("compiler", "In the view of the compiler", "Selon le compilateur",
                source=("obstacles and answers of the meetings",
                        "obstacles et réponses des réunions")),
))  # fmt: skip

SECTION = Section(6, Words("Impacts and conclusions", "Impacts et conclusions"),
                  (IMPACT, MOTIVATION, ALONE, STRENGTHS, WEAKNESSES))  # fmt: skip
