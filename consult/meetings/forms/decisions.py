"""What was said on each point and what was decided: the whole meeting on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.decided import written_decisions
from consult.meetings.forms.decision_rows import DecisionForm, Offer, PartForm, numbered
from consult.meetings.forms.rows import RowForm, all_valid, lines
from consult.meetings.services.deciding import Consequence
from consult.meetings.services.lines import Line
from frameworks.models import AgendaItem, Decision, Meeting

USUAL_DECISIONS, BLANK = 8, 3


class DiscussionForm(RowForm):
    """What was said on one point of the agenda."""

    class Meta:
        model = AgendaItem
        fields = ("discussion",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discussion"].label = _("What was said on this point")
        self.fields["discussion"].widget.attrs["rows"] = 4
        self.fields.pop("remove", None)


@dataclass(frozen=True)
class Point:
    """One point of the agenda on the page: what was said, and the decisions taken on it."""

    title: str
    discussion: DiscussionForm | None
    decisions: list[DecisionForm]


class Minutes:
    """The whole page: points in order, decisions outside the agenda, and blank rows.

    There are eight lines in all, three blank ones at least.
    """

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        items = list(meeting.agenda.all())
        self.offer = Offer.of(meeting, items)
        self.written = self._written(meeting, data)
        self.blank = [
            DecisionForm(
                data, prefix=f"n{place}", instance=Decision(meeting=meeting), offer=self.offer
            )
            for place in range(max(USUAL_DECISIONS - len(self.written), BLANK))
        ]
        self.discussions = [
            DiscussionForm(data, prefix=f"i{item.pk}", instance=item) for item in items
        ]
        self.points = [
            Point(numbered(item), form, self._on(item.pk))
            for item, form in zip(items, self.discussions, strict=True)
        ]
        if outside := self._on(None):
            self.points.append(Point(gettext("Outside the agenda"), None, outside))

    def _written(self, meeting: Meeting, data: Any) -> list[DecisionForm]:
        """The decisions already stored, with their parts and what was decided of their needs."""
        treated = {row.need_id: row for row in meeting.treatments.all()}
        forms = []
        for row in written_decisions(meeting):
            initial = _chosen(row, treated) | _answered(row)
            form = DecisionForm(
                data, prefix=f"d{row.pk}", instance=row, offer=self.offer, initial=initial
            )
            form.parts = [
                PartForm(data, prefix=f"p{part.pk}", instance=part, offer=self.offer)
                for part in row.parts.all()
            ]
            forms.append(form)
        return forms

    def _on(self, item_pk: int | None) -> list[DecisionForm]:
        """Decisions of one point as they are stored, wherever a refused page would move them."""
        return [form for form in self.written if form.initial.get("agenda_item") == item_pk]

    @property
    def forms(self) -> list[RowForm]:
        """Every row in the order of the page: points with their decisions, then the blank ones."""
        shown: list[RowForm] = []
        for point in self.points:
            shown += [point.discussion] if point.discussion else []
            for form in point.decisions:
                shown += [form, *form.parts]
        return [*shown, *self.blank]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def discussion_lines(self) -> list[Line]:
        return lines(self.discussions)

    @property
    def decision_lines(self) -> list[Line]:
        return lines([*self.written, *self.blank])

    @property
    def part_lines(self) -> list[Line]:
        """Parts somebody changed, without those that go with their decision."""
        staying = [form for form in self.written if not form.cleaned_data.get("remove")]
        return lines(part for form in staying for part in form.parts)

    @property
    def consequences(self) -> list[Consequence]:
        """What follows from the decisions that were typed or changed."""
        changed = [form for form in (*self.written, *self.blank) if form.has_changed()]
        return [form.consequence for form in changed if not form.cleaned_data.get("remove")]


def _chosen(row: Decision, treated: dict[int, Any]) -> dict[str, Any]:
    """What the meeting decided of the needs of a decision, when it is the same for all of them."""
    found = {treated.get(need.pk) for need in row.needs.all()}
    said = {(one.choice, one.reason) for one in found if one}
    if None in found or len(said) != 1:
        return {}
    choice, reason = said.pop()
    return {"need_choice": choice, "need_reason": reason}


def _answered(row: Decision) -> dict[str, Any]:
    passage = next(iter(row.obstacles_answered.all()), None)
    return {"obstacle": passage.pk} if passage else {}
