"""The form by which a commune publishes an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Sector
from consult.review import answers
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from monitoring.models import ObstacleCategory, ObstaclePassage


class PublishForm(Form):
    """What blocked and what was answered, without anybody's name or telephone."""

    problem = TextField(label=_("What blocked"), rows=3, max_length=400)
    answer = TextField(label=_("What was answered, and what it changed"), rows=3, max_length=400)
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.order_by("name_fr"), required=False
    )
    category = forms.ChoiceField(label=_("Kind of obstacle"), choices=ObstacleCategory)

    def __init__(self, *args: Any, passage: ObstaclePassage, commune: Commune, **kwargs: Any):
        self.commune = commune
        kwargs["initial"] = _proposed(passage)
        super().__init__(*args, **kwargs)

    def clean_problem(self) -> str:
        return self._without_people("problem")

    def clean_answer(self) -> str:
        return self._without_people("answer")

    def _without_people(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        refused = answers.against_words(text, self.commune)
        if refused:
            raise ValidationError(refused)
        return text


def _proposed(passage: ObstaclePassage) -> dict[str, Any]:
    """The words published once and withdrawn since; else those of the record."""
    earlier = getattr(passage, "published", None)
    if earlier is not None:
        return {
            "problem": earlier.problem,
            "answer": earlier.answer,
            "sector": earlier.sector_id,
            "category": earlier.category,
        }
    obstacle = passage.obstacle
    return {
        "problem": obstacle.description,
        "answer": passage.answer,
        "sector": obstacle.action.sector_id if obstacle.action else None,
        "category": obstacle.category,
    }
