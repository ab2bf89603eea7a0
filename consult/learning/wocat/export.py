"""The draft as JSON keyed by the questionnaire's keywords, for retyping by hand. No upload."""

from __future__ import annotations

import json
from typing import Any

from django.utils import translation

from consult.learning.wocat.draft import Draft, Line
from consult.learning.wocat.suggest import Suggestion

EDITION = "2015"


def exported(draft: Draft) -> dict[str, Any]:
    """Answers by keyword; the record beside what was declared; suggestions with their reasons."""
    with translation.override("fr"):
        lines = list(draft.lines.values())
        return {
            "questionnaire": "approaches",
            "edition": EDITION,
            "code": draft.code,
            "title": draft.title,
            "as_of": draft.as_of.isoformat(),
            "completion": draft.completion.percent,
            "answers": {each.question.keyword: each.value for each in lines if _told(each)},
            "declared": sorted(draft.declared),
            "beside": {each.question.keyword: each.recorded for each in lines if each.differs},
            "suggestions": [
                _suggestion(each, each.suggestion) for each in lines if each.suggestion
            ],
        }


def _told(line: Line) -> bool:
    return line.value is not None


def _suggestion(line: Line, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "keyword": line.question.keyword,
        "value": suggestion.value,
        "declared": line.declared,
        "contradicts": line.contradicted,
        "reasons": [
            {
                "indicator": reason.indicator,
                "name": reason.name,
                "value": round(reason.value, 4),
                "shown": reason.shown,
                "threshold": reason.threshold,
            }
            for reason in suggestion.reasons
        ],
    }


def as_json(draft: Draft) -> str:
    return json.dumps(exported(draft), ensure_ascii=False, indent=1, sort_keys=True)
