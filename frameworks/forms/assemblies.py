"""An assembly of a profession as its paper has it: who came, what was said, the needs in rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.forms.sections import Sectioned
from communes.querysets import OrganisationQuerySet
from foundation.formats.partial import PartialDate
from foundation.forms.base import ModelForm
from foundation.forms.fields import CountField, MoneyField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.rows import RowForm, all_valid
from frameworks.forms.needs import COUNTS, check_among, priority_first
from frameworks.forms.proposals import past
from frameworks.models import Framework, Need, NeedAssembly
from frameworks.services import SpokenNeed

BLANK_NEEDS = 8
_FIELDS = [
    "sector", "organisation", "held_on", "place", "method", "led_by", *COUNTS, "account",
]  # fmt: skip
_CLASSES = dict.fromkeys(COUNTS, CountField)


class _AssemblyFields(Sectioned, ModelForm):
    """What recording and changing an assembly share."""

    SECTIONS = (
        (
            gettext_lazy("The assembly"),
            ("sector", "organisation", "held_on", "place", "method", "led_by"),
        ),
        (gettext_lazy("How many people came"), COUNTS),
        (gettext_lazy("What was said"), ("account",)),
    )

    def __init__(
        self, *args: Any, framework: Framework, organisations: OrganisationQuerySet, **kwargs: Any
    ) -> None:
        """The priority sectors first, then the others; the organisations of this commune."""
        super().__init__(*args, **kwargs)
        party: Any = self.fields["organisation"]
        party.queryset, party.empty_label = organisations, _("Several organisations")
        priority_first(self.fields["sector"], framework)

    def clean_held_on(self) -> PartialDate:
        day: PartialDate = self.cleaned_data["held_on"]
        past(day)
        return day

    def clean(self) -> dict[str, Any] | None:
        """A profession is named; an organisation of one sector names it too."""
        super().clean()
        cleaned = self.cleaned_data
        organisation = cleaned.get("organisation")
        if organisation and not cleaned.get("sector"):
            sectors = list(organisation.sectors.all()[:2])
            cleaned["sector"] = sectors[0] if len(sectors) == 1 else None
        if not organisation and not cleaned.get("sector") and "sector" not in self.errors:
            self.add_error("sector", _("Say the sector, the organisation, or both."))
        check_among(
            self,
            young=_("There cannot be more young people than people present."),
            displaced=_("There cannot be more displaced people than people present."),
        )
        return cleaned


class AssemblyForm(_AssemblyFields):
    """An assembly typed from its paper; a sector and a date are enough."""

    class Meta:
        model = NeedAssembly
        fields = _FIELDS
        field_classes = _CLASSES


class AssemblyChangeForm(_AssemblyFields, RecordForm):
    """An assembly that stands in the record."""

    class Meta:
        model = NeedAssembly
        fields = _FIELDS
        field_classes = _CLASSES


class SpokenRow(RowForm):
    """One need as a line of the paper has it; an untouched line is no need."""

    mark_optional = False
    said = (
        "statement", "urgency", "nature", *COUNTS, "estimated_cost", "proposal", "share",
    )  # fmt: skip

    proposal = TextField(
        label=gettext_lazy("What they propose to do"), max_length=300, required=False
    )
    share = TextField(
        label=gettext_lazy("Share they offer"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("For example: 8 labourers, 3 days"),
    )

    class Meta:
        model = Need
        fields = ["statement", "urgency", "nature", *COUNTS, "estimated_cost"]
        field_classes = {**_CLASSES, "estimated_cost": MoneyField}
        labels = {
            "women": gettext_lazy("Women concerned"),
            "men": gettext_lazy("Men concerned"),
            "estimated_cost": gettext_lazy("Estimated cost"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_among(
            self,
            young=_("There cannot be more young people than people concerned."),
            displaced=_("There cannot be more displaced people than people concerned."),
        )
        if cleaned.get("share") and not cleaned.get("proposal"):
            self.add_error("proposal", _("Say what they propose to do with this share."))
        return cleaned

    @property
    def spoken(self) -> SpokenNeed:
        said = self.cleaned_data
        return SpokenNeed(self.instance, said["proposal"], said["share"])


class AssemblyPage:
    """The assembly and the lines of its paper, sent together."""

    def __init__(self, form: Any, framework: Framework, data: Any = None) -> None:
        self.form = form
        self.rows = [
            SpokenRow(data, prefix=f"b{place}", instance=Need(framework=framework))
            for place in range(1, BLANK_NEEDS + 1)
        ]

    @property
    def forms(self) -> list[forms.BaseForm]:
        return [self.form, *self.rows]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def spoken(self) -> list[SpokenNeed]:
        """The needs of the lines something was typed in."""
        return [row.spoken for row in self.rows if row.has_changed()]
