"""The trust survey, typed from the paper tallies: a mean, or how many answered 1, 2, 3 and 4."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from foundation.formats import numbers
from foundation.forms.fields import CountField, TypedField
from foundation.forms.records import RecordForm
from frameworks.forms.frameworks import not_to_come
from frameworks.models import Framework, TrustItem, TrustSide, TrustSurvey

RESPONDENTS = {
    TrustSide.COMMUNE: "respondents_commune",
    TrustSide.ORGANISATIONS: "respondents_op",
}
_CENT = Decimal("0.01")


def read_tally(text: str) -> tuple[int, int, int, int] | None:
    """« 1 3 5 2 »: how many answered 1, 2, 3 and 4; nothing when the text is no tally."""
    if not re.fullmatch(r"\s*\d{1,4}(\s*[\s;,/+-]\s*\d{1,4}){3}\s*", text):
        return None
    one, two, three, four = (int(figure) for figure in re.findall(r"\d+", text))
    return one, two, three, four


class ScoreField(TypedField):
    """The mean answer to one question: « 2,4 », or the tally « 1 3 5 2 » it is reckoned from."""

    input_attrs: ClassVar = {"class": "w-day"}

    def read(self, text: str) -> Decimal:
        tally = read_tally(text)
        if tally:
            if not sum(tally):
                raise ValidationError(_("Nobody answered: leave the box empty."))
            points = sum(answer * people for answer, people in enumerate(tally, 1))
            return (Decimal(points) / sum(tally)).quantize(_CENT, ROUND_HALF_UP)
        if not re.fullmatch(r"\d([.,]\d{1,2})?", text):
            raise ValidationError(
                _("Type a mean such as 2,4, or how many answered 1, 2, 3 and 4: 1 3 5 2.")
            )
        value = Decimal(text.replace(",", "."))
        if not 1 <= value <= 4:
            raise ValidationError(_("A mean lies between 1 and 4."))
        return value.quantize(_CENT)

    def write(self, value: Any) -> str:
        return numbers.number(Decimal(str(value)))


class Question(NamedTuple):
    """One question with the box of each side."""

    title: str
    boxes: list[BoundField]


def box_of(item: TrustItem, side: TrustSide) -> str:
    """The name of the box of one question and side."""
    return f"{item.value}_{side.value}"


_BOXES = {
    box_of(item, side): ScoreField(label=side.label, required=False)
    for item in TrustItem
    for side in TrustSide
}
Scores: Any = type("Scores", (forms.Form,), dict(_BOXES))


class TrustForm(RecordForm, Scores):
    """When it was asked, how many answered on each side, and what they answered. Never who."""

    class Meta:
        model = TrustSurvey
        fields = ["cycle", "asked_on", "respondents_commune", "respondents_op"]
        field_classes = {"respondents_commune": CountField, "respondents_op": CountField}

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        kwargs["initial"] = {**_means(kwargs["instance"]), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        cycles: Any = self.fields["cycle"]
        cycles.queryset = framework.cycles.order_by("-number")
        cycles.empty_label = None
        for name in _BOXES:
            box: Any = self.fields[name]
            box.label = str(box.label).capitalize()
            box.silent_optional = True

    def questions(self) -> Iterator[Question]:
        """The five questions in the order of the paper."""
        for item in TrustItem:
            yield Question(str(item.label), [self[box_of(item, side)] for side in TrustSide])

    @property
    def means(self) -> dict[tuple[str, str], Decimal | None]:
        """What the services write."""
        return {
            (item.value, side.value): self.cleaned_data.get(box_of(item, side))
            for item in TrustItem
            for side in TrustSide
        }

    def clean_asked_on(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["asked_on"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for side, name in RESPONDENTS.items():
            people = self.cleaned_data.get(name)
            if people is not None:
                self._check_side(side, people)
        if not self.errors and not any(mean is not None for mean in self.means.values()):
            first = box_of(TrustItem.DIALOGUE, TrustSide.COMMUNE)
            self.add_error(first, _("Type the answers to one question at least."))
        return cleaned

    def _check_side(self, side: TrustSide, people: int) -> None:
        """Nobody answers a question without answering the survey."""
        for item in TrustItem:
            name = box_of(item, side)
            if self.cleaned_data.get(name) is None:
                continue
            answers = sum(read_tally(str(self[name].data or "")) or ())
            if people == 0 and RESPONDENTS[side] not in self.errors:
                sentence = _("Answers are typed below: say how many people answered.")
                self.add_error(RESPONDENTS[side], sentence)
            elif answers > people:
                self.add_error(name, _("More people answered this question than the survey."))


def _means(survey: TrustSurvey) -> dict[str, Decimal]:
    if survey.pk is None:
        return {}
    return {
        box_of(TrustItem(score.item), TrustSide(score.side)): score.mean
        for score in survey.scores.all()
    }
