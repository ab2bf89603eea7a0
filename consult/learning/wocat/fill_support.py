"""Sections 4 and 7 as the record answers them: training, advice, institutions, monitoring."""

from __future__ import annotations

from typing import Any

from communes.models import FundingCategory, FundingKind
from consult.learning.models import Training
from consult.learning.wocat.narrative import listed, several
from consult.learning.wocat.record import Record
from foundation.formats.numbers import NBSP
from foundation.formats.ratios import known_sum

Answers = dict[str, Any]
WHO = {"acteurs": "land_users", "commune": "other"}


def filled(record: Record) -> Answers:
    return {
        **_training(record),
        **_advice(record),
        **_institutions(record),
        **_monitoring(record),
        **_sources(record),
    }


def _training(record: Record) -> Answers:
    """Trainings written down; else the funding lines that paid for one."""
    given: list[Training] = record.trainings
    paid = [each for each in record.lines if each.category == FundingCategory.TRAINING]
    if not given:
        return {"app_training": True} if paid else {}
    audiences = dict.fromkeys(WHO[each.audience] for each in given)
    titles = [f"{each.title} ({each.get_topic_display()})" for each in given]
    return {
        "app_training": True,
        "app_training_who": [code for code in ("land_users", "other") if code in audiences],
        "app_training_who_specify": _reached(given),
        "app_training_subjects": "\n".join(titles),
        "app_training_comments": listed(
            dict.fromkeys(str(each.provider) for each in given if each.provider)
        ),
    }


def _reached(given: list[Training]) -> str:
    women = known_sum(each.women for each in given)
    men = known_sum(each.men for each in given)
    counted = [
        several(women, "femme", "femmes") if women is not None else "",
        several(men, "homme", "hommes") if men is not None else "",
    ]
    people = listed(counted)
    return f"Personnes formées{NBSP}: {people}." if people else ""


def _advice(record: Record) -> Answers:
    helpful = [each for each in record.lines if each.category == FundingCategory.TECHNICAL_SUPPORT]
    if not record.supports and not helpful:
        return {}
    services = dict.fromkeys(str(each.service) for each in record.supports)
    payers = dict.fromkeys(str(each.party) for each in helpful)
    said = [
        f"Appui des services{NBSP}: {listed(services)}." if services else "",
        f"Appui technique prévu aux plans par{NBSP}: {listed(payers)}." if payers else "",
    ]
    return {"app_advisory": True, "app_advisory_description": " ".join(filter(None, said))}


def _institutions(record: Record) -> Answers:
    figures = record.organisations
    if not figures.count:
        return {}
    parties = several(
        figures.count,
        "organisation professionnelle siège",
        "organisations professionnelles siègent",
    )
    text = f"{parties} au cadre ; {several(figures.formalised, 'formalisée', 'formalisées')} (I20)."
    if figures.members is not None:
        text += f" {several(figures.members, 'membre', 'membres')} (I21)."
    if record.seats:
        text += (
            f" Comité de suivi de {several(len(record.seats), 'membre', 'membres')}, mandat écrit "
            f"{several(record.mandates, 'fois', 'fois')}."
        )
    return {
        "app_institutions_level": ["local"],
        "app_institutions_description": text,
        "app_institutions_support": _supports(record),
    }


def _supports(record: Record) -> list[str]:
    lines = record.lines
    cash = any(each.kind == FundingKind.CASH for each in lines)
    trained = bool(record.trainings) or any(
        each.category in (FundingCategory.TRAINING, FundingCategory.FORMALISATION) for each in lines
    )
    equipped = any(each.category == FundingCategory.EQUIPMENT for each in lines)
    found = (("financial", cash), ("training", trained), ("equipment", equipped))
    return [code for code, known in found if known]


def _monitoring(record: Record) -> Answers:
    if not record.seats and not record.reports:
        return {}
    said = [
        f"Comité de suivi de {several(len(record.seats), 'membre', 'membres')}."
        if record.seats
        else "",
        f"{several(record.reports, 'rapport validé', 'rapports validés')}."
        if record.reports
        else "",
        f"{several(record.visits, 'visite', 'visites')} de terrain." if record.visits else "",
    ]
    return {"app_monitoring": True, "app_monitoring_comments": " ".join(filter(None, said))}


def _sources(record: Record) -> Answers:
    found = (("field_visits", record.visits), ("reports", record.reports))
    return {
        "sources": [code for code, count in found if count],
        "sources_field_visits_number": record.visits or None,
        "sources_reports_number": record.reports or None,
    }
