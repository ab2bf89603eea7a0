"""Section 7: sources, publications and links."""

from consult.learning.wocat.fields import group, link, multi, text, whole
from consult.learning.wocat.kinds import Part, Section, Words, options

SOURCES = options(
    ("field_visits", "field visits, surveys", "visites de terrain, enquêtes"),
    ("interviews_landusers", "interviews with land users", "entretiens avec des exploitants"),
    ("interviews_experts", "interviews with specialists", "entretiens avec des spécialistes"),
    ("reports", "reports and other documents", "rapports et autres documents"),
    ("other", "other", "autre"),
)

METHODS = Part(7, 1, Words("Sources of information", "Sources d’information"), (
    multi("sources", "Sources", "Sources", SOURCES, counts=True,
          source=("field visits and reports", "visites de terrain et rapports")),
    whole("sources_field_visits_number", "Field visits: number of informants or visits",
          "Visites de terrain : nombre", source=("visits of the committee", "visites du comité")),
    whole("sources_interviews_landusers_number", "Interviews with land users: number",
          "Entretiens avec des exploitants : nombre"),
    whole("sources_interviews_experts_number", "Interviews with specialists: number",
          "Entretiens avec des spécialistes : nombre"),
    whole("sources_reports_number", "Reports: number", "Rapports : nombre",
          source=("validated reports", "rapports validés")),
    text("sources_other_specify", "Other: specify", "Autre : précisez"),
))  # fmt: skip
PUBLICATIONS = Part(7, 2, Words("Publications", "Publications"), (
    group("references", "Publications", "Publications", 20, (
        text("references_title", "Title, author, year, ISBN", "Titre, auteur, année, ISBN"),
        text("references_available", "Where available", "Où la trouver"),
        text("references_cost", "Cost", "Prix", limit=60),
    ), counts=True),
))  # fmt: skip
LINKS = Part(7, 3, Words("Links", "Liens"), (
    group("links", "Links to online information", "Liens vers des informations en ligne", 10, (
        text("links_title", "Title", "Titre"),
        link("links_url", "Address", "Adresse"),
    )),
))  # fmt: skip

SECTION = Section(7, Words("References and links", "Références et liens"),
                  (METHODS, PUBLICATIONS, LINKS))  # fmt: skip
