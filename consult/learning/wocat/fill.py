"""What the record answers by itself, keyword by keyword. It proposes; what is declared stands.

Every value is one its field allows; a field nothing is known of is left out. No phone number is
read, and persons are named only after somebody declared that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from communes.models import OrganisationKind, Person
from consult.learning.phones import WRITTEN
from consult.learning.wocat import fill_money, fill_support, narrative
from consult.learning.wocat.kinds import Kind, Question
from consult.learning.wocat.questions import QUESTIONS
from consult.learning.wocat.record import OUTSIDE, Record
from monitoring.indicators.revenue import started_in
from monitoring.models import ObstacleCategory

Answers = dict[str, Any]
CONSENT = "person_consent"
RATE = "app_annual_budget_rate"
LOCAL_NAME = "Cadre de concertation commune – secteur privé"
THEME_OF: dict[str, str] = {
    ObstacleCategory.FUNDING: "finance",
    ObstacleCategory.LAND: "governance",
    ObstacleCategory.TECHNICAL: "knowledge",
    ObstacleCategory.SUPPLY: "markets",
    ObstacleCategory.PROCEDURE: "institutional",
    ObstacleCategory.ORGANISATION: "coordination",
}
# What these say may name a quarrel or a danger: they are counted, never quoted.
NOT_QUOTED = (ObstacleCategory.CONFLICT, ObstacleCategory.SECURITY)


def filled(record: Record, declared: Answers) -> Answers:
    """Every field the record answers; `declared` gives the consent and the exchange rate."""
    with translation.override("fr"):
        found: Answers = {
            **_cover(record),
            **_place(record),
            **_dates(record),
            **_told(record),
            **_who(record),
            **fill_support.filled(record),
            **fill_money.filled(record, declared.get(RATE)),
        }
        if declared.get(CONSENT) is True:
            found["person"] = _people(record)
    return {
        keyword: fitted(QUESTIONS[keyword], value)
        for keyword, value in found.items()
        if value not in (None, "", [])
    }


def fitted(question: Question, value: Any) -> Any:
    """Texts without telephone numbers, cut at a word within the limit; lines as many as allowed."""
    if question.kind is Kind.GROUP:
        parts = {part.keyword: part for part in question.parts}
        return [
            {name: fitted(parts[name], said) for name, said in line.items() if said != ""}
            for line in value[: question.most]
        ]
    if not isinstance(value, str):
        return value
    text = WRITTEN.sub("…", value)
    if question.limit and len(text) > question.limit:
        return text[: question.limit - 1].rsplit(" ", 1)[0] + "…"
    return text


def _cover(record: Record) -> Answers:
    photos = [_photo(photo, record.commune.name) for photo in record.photos]
    first = photos[0] if photos else {}
    return {
        "image": photos,
        "image_cover": first.get("image_file"),
        "image_cover_caption": first.get("image_caption"),
        "image_cover_date": first.get("image_date"),
        "image_cover_location": first.get("image_location"),
    }


def _photo(photo: Any, place: str) -> Answers:
    said = photo.statement
    return {
        "image_file": photo.file.filename,
        "image_caption": photo.caption or said.action.wording,
        "image_date": said.said_on.isoformat(),
        "image_location": place,
    }


def _place(record: Record) -> Answers:
    commune = record.commune
    point: Answers = {"location_map_place": commune.name}
    if commune.latitude is not None and commune.longitude is not None:
        point["location_map_latitude"] = float(commune.latitude)
        point["location_map_longitude"] = float(commune.longitude)
    return {
        "name": record.framework.name,
        "name_local": LOCAL_NAME,
        "country": "country_MLI",
        "state_province": commune.cercle.region.name,
        "further_location": f"Cercle de {commune.cercle.name}, commune de {commune.name}",
        "location_map": [point] if len(point) > 1 else [],
    }


def _dates(record: Record) -> Answers:
    closed = record.last_closed
    return {
        "date_documentation": closed.isoformat() if closed else None,
        "app_initiation_year": started_in(record.framework),
    }


def _told(record: Record) -> Answers:
    by_project = bool(record.of_kind(OrganisationKind.PROGRAMME))
    names = [each.name for each in record.of_kind(OrganisationKind.PROGRAMME)]
    return {
        "app_definition": narrative.definition(record),
        "app_description": narrative.description(record),
        "app_type": "project" if by_project else None,
        "app_type_specify": narrative.listed(names),
        "app_main_aims": narrative.aims(record),
        "app_condition_hindering": list(_hindering(record)),
        "weaknesses_compiler": list(_weaknesses(record)),
    }


def _hindering(record: Record) -> Iterator[Answers]:
    """One line for each theme that blocked, with how often and an example."""
    by_theme: dict[str, list[Any]] = {}
    for obstacle in record.obstacles:
        by_theme.setdefault(THEME_OF.get(obstacle.category, "other"), []).append(obstacle)
    for theme, found in by_theme.items():
        quoted = [each.description for each in found if each.category not in NOT_QUOTED]
        times = narrative.several(len(found), "obstacle nommé", "obstacles nommés")
        example = next((words for words in quoted if words), "")
        yield {
            "app_condition_hindering_theme": theme,
            "app_condition_hindering_specify": f"{times}. {example}".strip(),
        }


def _weaknesses(record: Record) -> Iterator[Answers]:
    """What blocked, and what a meeting answered."""
    for obstacle in record.obstacles:
        answers = [passage.answer for passage in obstacle.passages.all() if passage.answer]
        if obstacle.description and answers and obstacle.category not in NOT_QUOTED:
            yield {
                "weaknesses_compiler_text": obstacle.description,
                "weaknesses_compiler_overcome": answers[-1],
            }


# Which kinds of party WOCAT means, and what they do in the framework.
STAKEHOLDERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("community_organisations", (OrganisationKind.PROFESSIONAL,),
     "Disent les besoins, portent des actions, apportent une part"),
    ("private_sector", (OrganisationKind.FIRM,), "Financent ou vendent aux organisations"),
    ("specialists", (OrganisationKind.SERVICE,), "Conseillent et donnent un avis technique"),
    ("local_government", (OrganisationKind.COMMUNE,),
     "Convoque, délibère, apporte une part, rend des services"),
    ("national_government", (OrganisationKind.SERVICE,), "Représente l’État"),
    ("ngo", (OrganisationKind.NGO,), "Appuie et finance"),
    ("international_organisation", (OrganisationKind.DONOR, OrganisationKind.PROGRAMME),
     "Accompagne et finance en partie"),
)  # fmt: skip


def _who(record: Record) -> Answers:
    found = [_members(record), *(_party(record, *each) for each in STAKEHOLDERS)]
    agreed = [each for each in record.meetings if _both(each.by_college)]
    institutions = record.of_kind(*OUTSIDE[:2], OrganisationKind.SERVICE)
    return {
        "funding_project": [
            {"funding_project_name": each.name}
            for each in record.of_kind(OrganisationKind.PROGRAMME)
        ],
        "funding_institution": [{"funding_institution_name": each.name} for each in institutions],
        "app_stakeholders": [line for line in found if line],
        "app_stakeholders_lead_agency": f"Commune de {record.commune.name}",
        "app_flowchart": "schema-du-cycle.svg",
        "app_flowchart_description": "Cinq étapes qui recommencent : besoins, réunion, plan, "
        "suivi, bilan. Ce qui reste ouvert passe à la réunion suivante.",
        "app_decisions_by": "all_participatory" if agreed and record.actions else None,
        "app_decisions_by_explain": narrative.several(
            len(agreed),
            "réunion a compté des présents de la commune et du secteur privé",
            "réunions ont compté des présents de la commune et du secteur privé",
        )
        if agreed
        else "",
    }


def _both(by_college: dict[str, int]) -> bool:
    return bool(by_college.get("commune")) and bool(by_college.get("secteur_prive"))


def _party(record: Record, code: str, kinds: tuple[str, ...], role: str) -> Answers:
    names = [each.name for each in record.of_kind(*kinds)]
    if code == "local_government":
        names = [f"Commune de {record.commune.name}"]
    if not names:
        return {}
    return {
        "app_stakeholders_type": code,
        "app_stakeholders_comments": narrative.listed(names),
        "app_stakeholders_roles": role,
    }


def _members(record: Record) -> Answers:
    members = record.organisations.members
    if not members:
        return {}
    said = narrative.several(members, "membre", "membres")
    return {
        "app_stakeholders_type": "land_users",
        "app_stakeholders_comments": f"{said} des organisations du cadre",
        "app_stakeholders_roles": "Produisent, transforment, vendent ; proposent leurs besoins",
    }


def _people(record: Record) -> list[Answers]:
    """The secretary and the presidents, by name and function: consent was declared."""
    secretary = record.framework.secretary
    found = [_person(secretary, "other", f"Commune de {record.commune.name}")] if secretary else []
    found += [
        _person(party.president, "landuser", party.name)
        for party in record.members
        if party.kind == OrganisationKind.PROFESSIONAL and party.president
    ]
    return found


def _person(person: Person, kind: str, institution: str) -> Answers:
    return {
        "user_resourceperson_type": kind,
        "person_lastname": person.last_name,
        "person_firstname": person.first_name,
        "person_gender": person.sex,
        "person_institution": institution,
        "person_country": "country_MLI",
    }
