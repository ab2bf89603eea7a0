"""Section 1: general information, with the cover."""

from consult.learning.wocat.fields import (
    date,
    file,
    group,
    link,
    radio,
    text,
    yes_no,
)
from consult.learning.wocat.kinds import Part, Section, Words, options

COUNTRIES = options(("country_MLI", "Mali", "Mali"))
SEXES = options(("F", "woman", "femme"), ("M", "man", "homme"))
PERSON_KINDS = options(
    ("landuser", "land user", "exploitant, usager des terres"),
    ("specialist", "SLM specialist or adviser", "spécialiste ou conseiller en gestion durable"),
    ("other", "other", "autre"),
)

COVER = Part(1, 0, Words("Cover", "Couverture"), (
    file("image_cover", "Cover image: name of the file", "Image de couverture : nom du fichier",
         counts=True, source=("latest photo of a site", "dernière photo d’un site")),
    text("image_cover_caption", "Caption", "Légende"),
    date("image_cover_date", "Date of the image", "Date de l’image"),
    text("image_cover_location", "Place of the image", "Lieu de l’image"),
    text("image_cover_photographer", "Photographer", "Photographe"),
))  # fmt: skip
NAME = Part(1, 1, Words("Name and place of the approach", "Nom et lieu de l’approche"), (
    text("name", "Name of the approach", "Nom de l’approche", counts=True,
         source=("name of the framework", "nom du cadre")),
    text("name_local", "Locally used name", "Nom local", counts=True,
         source=("usual name", "appellation d’usage")),
    radio("country", "Country", "Pays", COUNTRIES, counts=True,
          source=("territory", "territoire")),
    text("state_province", "State or province", "Région", counts=True,
         source=("region today", "région en vigueur")),
    text("further_location", "Further specification of place", "Précision du lieu", counts=True,
         source=("cercle and commune", "cercle et commune")),
    text("location_comments", "Comments on the place", "Commentaires sur le lieu"),
))  # fmt: skip
PERSON = (
    radio("user_resourceperson_type", "Kind of person", "Qualité", PERSON_KINDS),
    text("person_lastname", "Surname", "Nom", limit=80),
    text("person_firstname", "First name", "Prénom", limit=80),
    radio("person_gender", "Sex", "Sexe", SEXES),
    text("person_institution", "Institution", "Institution"),
    text("person_address", "Address", "Adresse"),
    radio("person_country", "Country", "Pays", COUNTRIES),
    text("person_phone_1", "Phone 1", "Téléphone 1", limit=30),
    text("person_phone_2", "Phone 2", "Téléphone 2", limit=30),
    text("person_email_1", "E-mail 1", "Courriel 1", limit=100),
    text("person_email_2", "E-mail 2", "Courriel 2", limit=100),
)
PEOPLE = Part(1, 2, Words("Resource persons and institutions",
                          "Personnes ressources et institutions"), (
    yes_no("person_consent", "The persons named agree that their name is published",
           "Les personnes citées acceptent que leur nom soit publié", ours=True,
           hint=("Without « yes », no name leaves the record, and the names below are not shown.",
                 "Sans « oui », aucun nom ne sort du dossier et les noms ci-dessous ne sont pas "
                 "montrés.")),
    group("person", "Resource persons", "Personnes ressources", 20, PERSON, counts=True,
          source=("secretary of the framework, presidents of organisations; never their phones",
                  "secrétaire du cadre, présidents des organisations ; jamais leurs téléphones")),
    group("funding_project", "Projects that facilitated", "Projets qui ont facilité", 5,
          (text("funding_project_name", "Project", "Projet"),), counts=True,
          source=("programmes of the framework", "programmes du cadre")),
    group("funding_institution", "Institutions that facilitated", "Institutions d’appui", 5,
          (text("funding_institution_name", "Institution", "Institution"),), counts=True,
          source=("donors, NGOs and services of the framework",
                  "partenaires, ONG et services du cadre")),
))  # fmt: skip
CONDITIONS = Part(1, 3, Words("Compilation and conditions", "Compilation et conditions"), (
    date("date_documentation", "When the data were compiled", "Date de compilation", counts=True,
         source=("closing of the last cycle", "clôture du dernier cycle")),
    yes_no("accept_conditions", "Compiler and resource persons accept the conditions of use of "
           "documented data", "Le compilateur et les personnes ressources acceptent les conditions "
           "d’utilisation des données", counts=True,
           hint=("Only a person can answer this.", "Seule une personne peut répondre.")),
))  # fmt: skip
LINKS = Part(1, 4, Words("Technologies linked", "Technologies liées"), (
    group("link_id", "Technology sheets linked", "Fiches de technologies liées", 10,
          (link("link_id_address", "Address of the sheet", "Adresse de la fiche"),)),
))  # fmt: skip

SECTION = Section(1, Words("General information", "Informations générales"),
                  (COVER, NAME, PEOPLE, CONDITIONS, LINKS))  # fmt: skip
