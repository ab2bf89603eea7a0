"""What a meeting costs, on one page: rows already written, blank ones, those of last time."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from communes.models import FundingCategory
from consult.meetings.choices import organisations_for
from consult.meetings.costs import is_same, last_time, proposed_again
from consult.meetings.forms.rows import Choices, RowForm, all_valid, lines, share
from consult.meetings.services.costs import PAID_LATER
from consult.meetings.services.lines import Line
from foundation.formats.money import fcfa
from foundation.forms.base import Form
from foundation.forms.fields import MoneyField
from foundation.records.today import today
from frameworks.models import Meeting, MeetingCost

BLANK_ROWS = 5
OF_MEETINGS = (
    FundingCategory.ROOM,
    FundingCategory.LODGING,
    FundingCategory.TRAVEL,
    FundingCategory.MEALS,
    FundingCategory.INVITATIONS,
    FundingCategory.WORKSHOP,
    FundingCategory.FACILITATION,
    FundingCategory.RADIO,
    FundingCategory.OTHER,
)


class CostForm(RowForm):
    """One line: who bears what, how, for how much; after the minutes only what was paid since."""

    mark_optional = False
    said = ("party", "wording", "planned", "paid", "paid_on", "evidence", "valuation_note")

    planned = MoneyField(label=_("Amount planned"), required=False)
    paid = MoneyField(label=_("Amount paid or valued"), required=False)

    class Meta:
        model = MeetingCost
        fields = (
            "party", "category", "kind", "wording", "planned", "paid", "paid_on", "evidence",
            "valuation_note",
        )  # fmt: skip

    def __init__(
        self, *args: Any, parties: Any, offered: Choices, locked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if locked:
            for name in [name for name in self.fields if name not in (*PAID_LATER, "seen")]:
                del self.fields[name]
        else:
            share(self, "party", parties, [*offered, *self._its_own(offered)])
            fields: Any = self.fields
            fields["category"].choices = self._categories()
        self.fields["paid_on"].help_text = ""

    def _its_own(self, offered: Choices) -> Choices:
        """The party a written row names stays on its list, even once it is retired."""
        party = self.instance.party if self.instance.party_id else None
        known = {key for key, _label in offered}
        return [(party.pk, str(party))] if party and party.pk not in known else []

    def _categories(self) -> list[tuple[str, Any]]:
        kept = [] if self.is_new else [FundingCategory(self.instance.category)]
        return [(one.value, one.label) for one in dict.fromkeys((*OF_MEETINGS, *kept))]

    def clean_paid_on(self) -> datetime.date | None:
        paid_on: datetime.date | None = self.cleaned_data["paid_on"]
        if paid_on and paid_on > today():
            raise ValidationError(_("This day is still to come. Write it once it is paid."))
        return paid_on

    @property
    def tells_more(self) -> bool:
        """Something stands, or is refused, in the folded part: it is shown open."""
        names = ("paid_on", "evidence", "valuation_note")
        shown = [self[name] for name in names if name in self.fields]
        return any(field.errors or field.value() for field in shown)


class LastTimeForm(Form):
    """The lines of the latest earlier meeting: those ticked are taken up, with their amounts."""

    take = forms.MultipleChoiceField(
        label=_("Take up again"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, meeting: Meeting, written: list[MeetingCost]) -> None:
        super().__init__(data, prefix="last")
        self.meeting = meeting
        self.before = last_time(meeting)
        self.new = [row for row in self.before if not any(is_same(row, known) for known in written)]
        offered = self.new if data is None else self.before
        field: Any = self.fields["take"]
        field.choices = [(str(row.pk), _in_one_line(row, meeting)) for row in offered]
        field.silent_optional = True

    @property
    def lines(self) -> list[Line]:
        """The ticked ones that do not stand on the page meanwhile."""
        ticked = set(self.cleaned_data["take"])
        added = [proposed_again(row, self.meeting) for row in self.new if str(row.pk) in ticked]
        names = ["party", "category", "kind", "wording", "planned"]
        return [Line(cost, cost.save, list(names)) for cost in added]


def _in_one_line(row: MeetingCost, meeting: Meeting) -> str:
    """« Commune de Dioro : salle et chaises, en nature, 60 000 FCFA »."""
    planned = proposed_again(row, meeting).planned
    amount = fcfa(planned) if planned is not None else pgettext("amount", "not given")
    said = (row.get_category_display(), row.wording, row.get_kind_display(), amount)
    words = gettext("%(party)s: %(what)s")
    return words % {"party": row.party, "what": ", ".join(str(part) for part in said if part)}


class CostsPage:
    """The whole page: what is written, five blank rows at least, what last time proposes."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        self.locked = meeting.is_locked
        written = list(meeting.costs.select_related("party"))
        parties = organisations_for(meeting.framework.commune)
        offered: Choices = [("", gettext("Choose")), *((one.pk, str(one)) for one in parties)]
        state: dict[str, Any] = {"parties": parties, "offered": offered, "locked": self.locked}
        self.rows = [CostForm(data, prefix=f"c{row.pk}", instance=row, **state) for row in written]
        self.blank: list[CostForm] = []
        self.last: LastTimeForm | None = None
        if not self.locked:
            self.blank = [
                CostForm(data, prefix=f"n{place}", instance=MeetingCost(meeting=meeting), **state)
                for place in range(BLANK_ROWS)
            ]
            self.last = LastTimeForm(data, meeting=meeting, written=written)

    @property
    def forms(self) -> list[Any]:
        return [*self.rows, *self.blank, *([self.last] if self.last else [])]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def lines(self) -> list[Line]:
        """What the services write."""
        return [*lines([*self.rows, *self.blank]), *(self.last.lines if self.last else [])]


def was_open(data: Any) -> bool:
    """Whether a send comes from the page as it was before the minutes were approved."""
    return any(name.endswith("-category") for name in data)
