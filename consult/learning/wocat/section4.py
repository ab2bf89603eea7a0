"""Section 4: training, advice, institutions, monitoring, research."""

from consult.learning.wocat.fields import measure, multi, text, yes_no
from consult.learning.wocat.kinds import Part, Section, Words, options

OTHER = ("other", "other", "autre")
TRAINED = options(
    ("land_users", "land users", "exploitants"),
    ("field_staff", "field staff, advisers", "agents de terrain, conseillers"),
    OTHER,
)
FORMS = options(
    ("on_the_job", "on the job", "sur le tas"),
    ("farmer_to_farmer", "farmer to farmer", "de producteur à producteur"),
    ("demonstration", "demonstration areas", "parcelles de démonstration"),
    ("public_meetings", "public meetings", "réunions publiques"),
    ("courses", "courses", "cours"),
    OTHER,
)
ADVICE = options(
    ("fields", "on land users' fields", "sur les parcelles"),
    ("centres", "at permanent centres", "dans des centres permanents"),
    OTHER,
)
INSTITUTION_LEVELS = options(
    ("local", "local", "local"),
    ("regional", "regional", "régional"),
    ("national", "national", "national"),
    OTHER,
)
SUPPORTS = options(
    ("financial", "financial", "financier"),
    ("training", "capacity building, training", "formation"),
    ("equipment", "equipment", "équipement"),
    OTHER,
)
TOPICS = options(
    ("sociology", "sociology", "sociologie"),
    ("economics", "economics, marketing", "économie, commercialisation"),
    ("ecology", "ecology", "écologie"),
    ("technology", "technology", "technologie"),
    OTHER,
)

TRAINING = Part(4, 1, Words("Training", "Formation"), (
    yes_no("app_training", "Was training given?", "Des formations ont-elles été données ?",
           counts=True, source=("trainings", "formations")),
    multi("app_training_who", "Who was trained", "Qui a été formé", TRAINED, counts=True,
          source=("audience of the trainings", "public des formations")),
    text("app_training_who_specify", "Details: sex, age, status", "Précisions : sexe, âge",
         source=("people reached", "personnes touchées")),
    multi("app_training_form", "Form", "Forme", FORMS, counts=True),
    text("app_training_subjects", "Subjects", "Sujets", limit=600, counts=True,
         source=("topics of the trainings", "thèmes des formations")),
    text("app_training_comments", "Comments", "Commentaires"),
))  # fmt: skip
ADVISORY = Part(4, 2, Words("Advisory service", "Conseil"), (
    yes_no("app_advisory", "Do land users have access to advice?",
           "Les exploitants ont-ils accès à un conseil ?", counts=True,
           source=("support of technical services", "appuis des services techniques")),
    multi("app_advisory_where", "Where", "Où", ADVICE),
    text("app_advisory_description", "Description", "Description", limit=600, counts=True,
         source=("support of technical services", "appuis des services techniques")),
))  # fmt: skip
INSTITUTIONS = Part(4, 3, Words("Institutions strengthened", "Institutions renforcées"), (
    measure("app_institutions", "Were institutions strengthened or founded?",
            "Des institutions ont-elles été renforcées ou créées ?", counts=True),
    multi("app_institutions_level", "At which level", "À quel niveau", INSTITUTION_LEVELS,
          counts=True, source=("organisations of the commune", "organisations de la commune")),
    text("app_institutions_description", "Institutions, roles, members",
         "Institutions, rôles, membres", limit=600, counts=True,
         source=("I20, I21, committee", "I20, I21, comité")),
    multi("app_institutions_support", "Kind of support", "Nature de l’appui", SUPPORTS,
          counts=True, source=("funding lines by category", "lignes de financement")),
    text("app_institutions_support_details", "Details of the support", "Détails de l’appui"),
))  # fmt: skip
MONITORING = Part(4, 4, Words("Monitoring and evaluation", "Suivi-évaluation"), (
    yes_no("app_monitoring", "Is monitoring part of the approach?",
           "Le suivi fait-il partie de l’approche ?", counts=True,
           source=("committee and reports", "comité et rapports")),
    text("app_monitoring_comments", "Comments", "Commentaires", limit=1000,
         source=("committee and reports", "comité et rapports")),
    yes_no("app_documentation_monitoring", "Is this documentation meant for monitoring?",
           "Cette documentation sert-elle au suivi ?", counts=True),
    text("app_documentation_comments", "Comments", "Commentaires"),
))  # fmt: skip
RESEARCH = Part(4, 5, Words("Research", "Recherche"), (
    yes_no("app_research", "Was research part of the approach?",
           "La recherche a-t-elle fait partie de l’approche ?", counts=True),
    multi("app_research_topics", "Topics", "Domaines", TOPICS),
    text("app_research_details", "Details: who did it", "Précisions : par qui"),
))  # fmt: skip

SECTION = Section(4, Words("Support, capacity and knowledge", "Appui technique et savoirs"),
                  (TRAINING, ADVISORY, INSTITUTIONS, MONITORING, RESEARCH))  # fmt: skip
