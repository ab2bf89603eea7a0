"""The attendance sheet: everybody on one page, in the order of the printed sheet, in one send."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.forms.absent import AbsentForm
from consult.meetings.forms.boxes import boxes
from consult.meetings.forms.newcomers import NameOffer, NewPersonForm, each_once
from consult.meetings.forms.rows import FewField, RowForm, all_valid, lines, share
from consult.meetings.forms.seating import MODES, SheetForm
from consult.meetings.services.attending import Absence, Newcomer
from consult.meetings.services.lines import Line
from foundation.forms.records import RecordForm
from frameworks.models import AttendanceMode, Capacity, CountedAttendance, Meeting

__all__ = ["MODES", "Sheet"]

NEW_PEOPLE, NEW_COUNTS = 10, 1
MANY, FEW_NEW = 30, 4  # a long sheet stays light: fewer blank lines where most are known
CAME = (AttendanceMode.PRESENT, AttendanceMode.BY_PROXY)


class CountedForm(RowForm):
    """People the paper counts without naming: « une dizaine de femmes »."""

    said = ("label", "number", "women", "young")

    number = FewField(label=_("How many"))
    women = FewField(label=_("of which women"), required=False)
    young = FewField(label=_("of which 35 years or younger"), required=False)

    class Meta:
        model = CountedAttendance
        fields = (
            "label", "number", "approximate", "women", "young", "organisation", "college",
            "capacity",
        )  # fmt: skip

    def __init__(self, *args: Any, offer: NameOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "organisation", offer.organisations, offer.organisation_choices)
        self.fields["label"].help_text = _("For example: women of the market")
        self.fields["approximate"].label = _("This number is about right, not exact.")

        self.fields["capacity"].required = False

    def clean_capacity(self) -> str:
        return self.cleaned_data["capacity"] or Capacity.MEMBER.value

    @property
    def drawn(self) -> list[list[BoundField]]:
        """Everything to type, line by line."""
        return [
            boxes(self, "label", "number", "women", "young"),
            boxes(self, "organisation", "college", "capacity"),
        ]

    @property
    def ticks(self) -> list[BoundField]:
        return boxes(self, "approximate", "remove")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.get("number")
        for name in ("women", "young"):
            if number is not None and (cleaned.get(name) or 0) > number:
                self.add_error(
                    name, gettext("This is more than the number of people counted on this line.")
                )
        return cleaned


class DisplacedForm(RecordForm):
    """Displaced people in the room: one total, never a mark on a person."""

    displaced_present = FewField(
        label=_("Displaced people present"),
        help_text=_("One number for the whole meeting. Nobody is named as displaced."),
        required=False,
    )

    class Meta:
        model = Meeting
        fields = ("displaced_present",)

    @property
    def line(self) -> Line | None:
        fields = [name for name in self.changed_data if name != "seen"]
        return Line(self.instance, self.save, fields) if fields else None


def _blank_lines(known: int, data: Any) -> int:
    """How many people can be added at once; what a longer page sent is always read."""
    sent = [place + 1 for place in range(NEW_PEOPLE) if data and f"n{place}-last_name" in data]
    return max([FEW_NEW if known > MANY else NEW_PEOPLE, *sent])


class Sheet:
    """The whole page: known people, lines for others, people counted, organisations absent."""

    def __init__(self, meeting: Meeting, data: Any = None, *, fares: bool = False) -> None:
        offer = NameOffer(meeting)
        shared: Any = {"offer": offer, "auto_id": "id_%s" if data else False}
        self.offer = offer
        self.known = SheetForm(data, meeting=meeting, fares=fares)
        self.added = [
            NewPersonForm(data, prefix=f"n{place}", **shared)
            for place in range(_blank_lines(len(self.known.seats), data))
        ]
        rows: list[Any] = list(meeting.counted.select_related("organisation"))
        self.counted = [
            CountedForm(data, prefix=f"c{row.pk}", instance=row, offer=offer) for row in rows
        ]
        self.counted += [
            CountedForm(
                data,
                prefix=f"k{place}",
                instance=CountedAttendance(meeting=meeting),
                offer=offer,
            )
            for place in range(NEW_COUNTS)
        ]
        self.displaced = DisplacedForm(data, prefix="m", instance=meeting)
        self.absent = AbsentForm(
            data, meeting=meeting, parties=offer.organisations, choices=offer.organisation_choices
        )

    @property
    def forms(self) -> list[Any]:
        return [self.known, *self.added, *self.counted, self.displaced, self.absent]

    def is_valid(self) -> bool:
        if not self.known.is_bound:
            return False  # an empty send says nothing
        right = all_valid(self.forms)
        once = each_once(self.added)
        agreed = [self._agrees_with_the_sheet(form) for form in self.added if form.found]
        return self.absent.refuse_who_came(self._came()) and once and all(agreed) and right

    def _agrees_with_the_sheet(self, form: NewPersonForm) -> bool:
        """Somebody recognised may stand on the list above, but not with another mark."""
        if form.found is None:
            return True
        noted = self.known.noted(form.found)
        if noted in ("", form.cleaned_data.get("mode")):
            return True
        sentence = gettext("%(name)s stands on the list above with another mark.")
        form.add_error("same", sentence % {"name": form.found})
        return False

    def _came(self) -> set[int]:
        """The organisations somebody came for, as the whole page was sent."""
        came = self.known.parties_that_come()
        for form in self.added:
            values = form.cleaned_data if form.has_changed() else {}
            if values.get("organisation") and values.get("mode") in CAME:
                came.add(values["organisation"].pk)
        for row in self.counted:
            party = row.cleaned_data.get("organisation")
            if party and not row.cleaned_data.get("remove"):
                came.add(party.pk)
        return came

    @property
    def newcomers(self) -> list[Newcomer]:
        return [form.newcomer for form in self.added if form.has_changed()]

    @property
    def counted_lines(self) -> list[Line]:
        return lines(self.counted)

    @property
    def absences(self) -> list[Absence]:
        return self.absent.absences
