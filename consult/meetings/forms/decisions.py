"""What was said on each point and what was decided: the whole meeting on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.choices import needs_for, organisations_for, people_for
from consult.meetings.forms.meeting import name_choices
from consult.meetings.forms.rows import FewField, RowForm, all_valid, lines, share
from consult.meetings.services.lines import Line
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from foundation.forms.widgets import Face, Pick, Ticks
from frameworks.models import AgendaItem, Decision, DecisionState, Meeting

BLANK_ROWS = 3
VOTES = ("votes_for", "votes_against", "abstentions")


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


class DecisionForm(RowForm):
    """One decision: its words, how it was taken, who carries it out, by when."""

    said = ("wording", "deadline_words", "deadline_on", "votes_for", "owner", "owner_person")

    votes_for = FewField(label=_("Votes for"), required=False)
    votes_against = FewField(label=_("Votes against"), required=False)
    abstentions = FewField(label=_("Abstentions"), required=False)

    class Meta:
        model = Decision
        fields = (
            "agenda_item", "wording", "nature", "owner", "owner_person", "deadline_words",
            "deadline_on", "mode", *VOTES, "needs",
        )  # fmt: skip
        widgets = {"needs": Ticks()}

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "agenda_item", offer.items, offer.item_choices)
        share(self, "owner", offer.organisations, offer.organisation_choices)
        share(self, "owner_person", offer.people, offer.people_choices)
        share(self, "needs", offer.needs, offer.need_choices)
        self.fields["deadline_words"].help_text = _("For example: before Tabaski")
        self.fields["deadline_on"].help_text = _(
            "The day these words stand for at the latest, for example 28/08/2026"
        )
        if not offer.need_choices:
            del self.fields["needs"]


@dataclass(frozen=True)
class Offer:
    """What a decision may point to, read from the database once for all rows of the page."""

    items: Any
    item_choices: list[tuple[Any, str]]
    organisations: Any
    organisation_choices: list[tuple[Any, str]]
    people: Any
    people_choices: list[tuple[Any, str]]
    needs: Any
    need_choices: list[tuple[Any, str]]

    @classmethod
    def of(cls, meeting: Meeting, items: list[AgendaItem]) -> Offer:
        commune = meeting.framework.commune
        organisations, people = organisations_for(commune), people_for(commune)
        needs = needs_for(meeting)
        nowhere = [("", gettext("Outside the agenda"))]
        choose = [("", gettext("Choose"))]
        return cls(
            items=meeting.agenda.all(),
            item_choices=nowhere + [(item.pk, numbered(item)) for item in items],
            organisations=organisations,
            organisation_choices=choose + [(found.pk, str(found)) for found in organisations],
            people=people,
            people_choices=name_choices(people),
            needs=needs,
            need_choices=[(need.pk, str(need)) for need in needs],
        )


def numbered(item: AgendaItem) -> str:
    """A point with its number, the written one first."""
    return f"{item.label or item.position}. {item.title}"


@dataclass(frozen=True)
class Point:
    """One point of the agenda on the page: what was said, and the decisions taken on it."""

    title: str
    discussion: DiscussionForm | None
    decisions: list[DecisionForm]


class Minutes:
    """The whole page: points in order, decisions outside the agenda, blank rows for new ones."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        items = list(meeting.agenda.all())
        offer = Offer.of(meeting, items)
        written = meeting.decisions.order_by("number").prefetch_related("needs")
        self.written = [
            DecisionForm(data, prefix=f"d{row.pk}", instance=row, offer=offer) for row in written
        ]
        self.blank = [
            DecisionForm(data, prefix=f"n{place}", instance=Decision(meeting=meeting), offer=offer)
            for place in range(BLANK_ROWS)
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

    def _on(self, item_pk: int | None) -> list[DecisionForm]:
        """Decisions of one point as they are stored, wherever a refused page would move them."""
        return [form for form in self.written if form.initial.get("agenda_item") == item_pk]

    @property
    def forms(self) -> list[RowForm]:
        """Every row in the order of the page: points with their decisions, then the blank ones."""
        shown: list[RowForm] = []
        for point in self.points:
            shown += [point.discussion] if point.discussion else []
            shown += point.decisions
        return [*shown, *self.blank]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def discussion_lines(self) -> list[Line]:
        return lines(self.discussions)

    @property
    def decision_lines(self) -> list[Line]:
        return lines([*self.written, *self.blank])


FACES = {
    DecisionState.OPEN: Face("todo", "tag"),
    DecisionState.DISCUSSED: Face("talk", "go"),
    DecisionState.DONE: Face("check", "ok"),
    DecisionState.DROPPED: Face("cross", "tag"),
}


class SituationForm(Form):
    """What became of a decision."""

    state = forms.ChoiceField(
        label=_("What became of this decision?"),
        choices=DecisionState.choices,
        widget=Pick(faces={str(state.value): face for state, face in FACES.items()}),
    )
    note = TextField(label=_("In one sentence"), max_length=300, required=False)
