"""A visit from commune to commune; who took the approach up, when and how."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Organisation
from consult.learning.forms.common import (
    CLASSES,
    LINKS,
    PEOPLE,
    LinkedForm,
    PlaceField,
    check_people,
    labels_of_people,
)
from consult.learning.models import Adoption, ExchangeVisit
from consult.learning.sharing import sheets_offered
from foundation.forms.widgets import Pick
from foundation.records.today import today
from frameworks.forms.frameworks import not_to_come

NAME_OF_PLACE = gettext_lazy("The name of the commune; add the cercle where two bear it.")


class ExchangeForm(LinkedForm):
    """Where people went or who came, what was shown, who took part, what was learned."""

    other = PlaceField(label=gettext_lazy("The other commune"), help_text=NAME_OF_PLACE)

    class Meta:
        model = ExchangeVisit
        fields = (
            "other", "hosted", "held_on", "level", "subject", "audience", *PEOPLE, "cost",
            "paid_by", "lessons", "sheet", *LINKS,
        )  # fmt: skip
        field_classes = CLASSES
        labels = labels_of_people()
        help_texts = {"audience": gettext_lazy("For example: committee, cooperatives of rice.")}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosted: Any = self.fields["hosted"]
        hosted.widget.attrs.pop("class", None)
        level: Any = self.fields["level"]
        level.widget = Pick(two=True)
        level.choices = [("", _("Not given")), *(c for c in level.choices if c[0])]
        parties: Any = self.fields["paid_by"]
        known = Organisation.objects.usable_in(self.instance.commune).active()
        parties.queryset = known.order_by("name")
        offer_sheets(self, user)
        if self.is_new:
            self.initial.setdefault("held_on", today())

    def clean_held_on(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("other") == self.instance.commune:
            self.add_error("other", _("Choose another commune than your own."))
        check_people(self)
        return cleaned


class AdoptionForm(LinkedForm):
    """A commune by its name, or a programme or body in words: one of the two."""

    by_commune = PlaceField(
        label=gettext_lazy("Taken up by the commune"), required=False, help_text=NAME_OF_PLACE
    )

    class Meta:
        model = Adoption
        fields = ("by_commune", "by_other", "adopted_on", "adaptation", "sheet", *LINKS)
        field_classes = CLASSES
        help_texts = {
            "adaptation": gettext_lazy("What was kept, what was changed, and why."),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_sheets(self, user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"by_commune", "by_other"} & set(self.errors):
            if bool(cleaned.get("by_commune")) == bool(cleaned.get("by_other")):
                sentence = _("Choose the commune, or write the name: one of the two.")
                self.add_error("by_other", sentence)
            elif cleaned.get("by_commune") == self.instance.commune:
                self.add_error("by_commune", _("Choose another commune than your own."))
        return cleaned


def offer_sheets(form: LinkedForm, user: Any) -> None:
    """Published sheets of the commune and its region, and the one already named."""
    field: Any = form.fields["sheet"]
    record = form.instance
    field.queryset = sheets_offered(record.commune, user, record.sheet_id)
    field.empty_label = _("None")
