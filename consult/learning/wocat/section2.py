"""Section 2: the approach described."""

from consult.learning.wocat.fields import (
    because,
    date,
    file,
    group,
    link,
    long,
    number,
    radio,
    text,
    year,
)
from consult.learning.wocat.kinds import Part, Section, Words, options

STARTED = options(
    ("less_than_10", "less than 10 years ago", "il y a moins de 10 ans"),
    ("between_10_50", "10 to 50 years ago", "il y a 10 à 50 ans"),
    ("more_than_50", "more than 50 years ago (traditional)",
     "il y a plus de 50 ans (traditionnelle)"),
)  # fmt: skip
TYPES = options(
    ("traditional", "traditional, indigenous", "traditionnelle, locale"),
    ("recent_local", "recent local initiative, innovative", "initiative locale récente"),
    ("project", "project or programme based", "fondée sur un projet ou un programme"),
    ("other", "other", "autre"),
)
THEMES = options(
    ("norms", "social, cultural, religious norms and values", "normes et valeurs sociales"),
    ("finance", "availability of or access to finance and services", "accès au financement"),
    ("institutional", "institutional setting", "cadre institutionnel"),
    ("coordination", "collaboration, coordination of actors", "coordination des acteurs"),
    ("legal", "legal framework (land and water rights)", "cadre juridique"),
    ("policies", "policies", "politiques"),
    ("governance", "land governance", "gouvernance foncière"),
    ("knowledge", "knowledge, access to technical support", "connaissances, appui technique"),
    ("markets", "markets and prices", "marchés et prix"),
    ("workload", "workload, availability of labour", "charge de travail, main-d’œuvre"),
    ("other", "other", "autre"),
)

SHORT = Part(2, 1, Words("Short description", "Description courte"), (
    text("app_definition", "The approach in one or two sentences",
         "L’approche en une ou deux phrases", counts=True, limit=600,
         source=("commune, sectors and cycles", "commune, filières et cycles")),
))  # fmt: skip
DETAILED = Part(2, 2, Words("Detailed description", "Description détaillée"), (
    long("app_description", "Detailed description", "Description détaillée", counts=True,
         limit=3500, hint=("Ideally 2,500 to 3,000 characters, at most 3,500.",
                           "De préférence 2 500 à 3 000 caractères, 3 500 au plus."),
         source=("framework, meetings, plans, follow-up", "cadre, réunions, plans, suivi")),
))  # fmt: skip
PHOTO = (
    file("image_file", "Name of the file (at most 3 MB)", "Nom du fichier (3 Mo au plus)"),
    text("image_caption", "Caption", "Légende"),
    text("image_remark", "Remarks", "Remarques"),
    date("image_date", "Date", "Date"),
    text("image_location", "Place", "Lieu"),
    text("image_author", "Author", "Auteur"),
)
PHOTOS = Part(2, 3, Words("Photos", "Photos"), (
    group("image", "Photos of the approach", "Photos de l’approche", 50, PHOTO, counts=True,
          hint=("At least two are asked.", "Deux au moins sont demandées."),
          source=("photos of sites", "photos des sites")),
    text("image_remarks", "General remarks on the photos", "Remarques générales sur les photos"),
))  # fmt: skip
VIDEO = (
    link("video_id", "Address of the video", "Adresse de la vidéo"),
    text("video_description", "Description", "Description"),
    date("video_date", "Date", "Date"),
    text("video_location", "Place", "Lieu"),
    text("video_author", "Author", "Auteur"),
)
VIDEOS = Part(2, 4, Words("Videos", "Vidéos"), (
    group("video", "Videos of the approach", "Vidéos de l’approche", 3, VIDEO),
))  # fmt: skip
POINT = (
    text("location_map_place", "Place", "Lieu", limit=120),
    number("location_map_latitude", "Latitude", "Latitude", least=-90, largest=90),
    number("location_map_longitude", "Longitude", "Longitude", least=-180, largest=180),
)
PLACES = Part(2, 5, Words("Where the approach was applied", "Lieux d’application"), (
    group("location_map", "Points on the map", "Points sur la carte", 50, POINT, counts=True,
          source=("position of the commune", "position de la commune")),
    text("location_map_comments", "Comments", "Commentaires"),
))  # fmt: skip
DATES = Part(2, 6, Words("Start and end", "Début et fin"), (
    year("app_initiation_year", "Year of start", "Année de début", counts=True,
         source=("founding act, else first meeting", "acte de création, sinon première réunion")),
    radio("app_initiation", "If the year is not known", "Si l’année n’est pas connue", STARTED),
    year("app_termination_year", "Year of end, if it ended", "Année de fin, s’il y a lieu"),
    text("app_initiation_comments", "Comments", "Commentaires"),
))  # fmt: skip
TYPE = Part(2, 7, Words("Type of approach", "Type d’approche"), (
    radio("app_type", "Type", "Type", TYPES, counts=True,
          source=("a programme sits in the framework or pays",
                  "un programme siège au cadre ou le finance")),
    because("app_type"),
))  # fmt: skip
AIMS = Part(2, 8, Words("Main aims", "Objectifs principaux"), (
    long("app_main_aims", "Main aims", "Objectifs principaux", counts=True, limit=1500,
         source=("priority sectors", "filières prioritaires")),
))  # fmt: skip

CONDITIONS = Part(2, 9, Words("What enables or hinders", "Ce qui favorise ou freine"), (
    group("app_condition_enabling", "Conditions that enable", "Conditions favorables", 12, (
        radio("app_condition_enabling_theme", "Theme", "Thème", THEMES),
        because("app_condition_enabling"),
    ), counts=True, once=True, others=2),
    group("app_condition_hindering", "Conditions that hinder", "Conditions défavorables", 12, (
        radio("app_condition_hindering_theme", "Theme", "Thème", THEMES),
        because("app_condition_hindering"),
    ), counts=True, once=True, others=2, source=("obstacles by kind", "obstacles par nature")),
))  # fmt: skip

SECTION = Section(2, Words("Description of the approach", "Description de l’approche"),
                  (SHORT, DETAILED, PHOTOS, VIDEOS, PLACES, DATES, TYPE, AIMS,
                   CONDITIONS))  # fmt: skip
