"""One training: for whom, on what, by whom, how many people, at whose cost."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Organisation
from consult.learning.forms.common import (
    CLASSES,
    LINKS,
    PEOPLE,
    LinkedForm,
    check_people,
    labels_of_people,
)
from consult.learning.models import TOPICS_OF, Audience, Topic, Training
from foundation.forms.fields import CountField
from foundation.forms.widgets import Pick
from foundation.records.today import today
from frameworks.forms.frameworks import not_to_come


class TrainingForm(LinkedForm):
    """The title, the day, the audience and the topic are asked for; the rest if it is known."""

    class Meta:
        model = Training
        fields = (
            "title", "audience", "topic", "held_on", "days", "place", "provider", *PEOPLE, "cost",
            "paid_by", "note", *LINKS,
        )  # fmt: skip
        field_classes = {**CLASSES, "days": CountField}
        labels = labels_of_people()
        help_texts = {
            "title": gettext_lazy("For example: keeping the cash book of a cooperative."),
            "women": gettext_lazy("People reached, as totals: nobody's name is written."),
            "note": gettext_lazy("What people do differently since."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audience: Any = self.fields["audience"]
        audience.widget = Pick(two=True)
        audience.choices = [(code, capfirst(words)) for code, words in Audience.choices]
        topic: Any = self.fields["topic"]
        topic.choices = [("", _("Choose")), *topics()]
        parties = Organisation.objects.usable_in(self.instance.commune).active().order_by("name")
        offered = [("", _("Not given")), *((one.pk, str(one)) for one in parties)]
        for name in ("provider", "paid_by"):
            field: Any = self.fields[name]
            field.queryset = parties
            field.choices = offered
        if self.is_new:
            self.initial.setdefault("held_on", today())

    def clean_held_on(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        audience, topic = cleaned.get("audience"), cleaned.get("topic")
        if audience and topic and topic not in TOPICS_OF[audience]:
            self.add_error("topic", _("This topic is not for this audience: choose another."))
        check_people(self)
        return cleaned


def topics() -> list[tuple[str, list[tuple[str, str]]]]:
    """The seven topics, under the audience each is for."""
    return [
        (
            capfirst(str(Audience(audience).label)),
            [(topic.value, capfirst(str(Topic(topic).label))) for topic in found],
        )
        for audience, found in TOPICS_OF.items()
    ]
