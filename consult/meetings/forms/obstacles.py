"""The obstacles before a meeting on one page: its answer to each, or why it does not treat it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.forms.rows import Choices, RowForm, all_valid, lines, share
from consult.meetings.services.lines import Line
from foundation.forms.fields import TextField
from frameworks.models import DecisionNature, Meeting
from monitoring.models import ObstaclePassage


class AnswerForm(RowForm):
    """What the meeting answered to one obstacle, the decision that says so, or why it waits."""

    mark_optional = False

    answer = TextField(label=_("Answer of the meeting"), rows=2, max_length=400, required=False)

    class Meta:
        model = ObstaclePassage
        fields = ("answer", "decision", "left_out_reason")

    def __init__(self, *args: Any, decisions: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "decision", decisions, choices)
        self.fields["decision"].label = _("Decision that gave it")
        self.fields["left_out_reason"].label = _("Or: will not be treated, because")
        self.fields.pop("remove", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        answer, reason = cleaned.get("answer"), cleaned.get("left_out_reason")
        if answer and reason:
            self.add_error(
                "left_out_reason",
                gettext("Write the answer, or why it is not treated, but not both."),
            )
        if cleaned.get("decision") and not answer and "answer" not in self.errors:
            self.add_error("answer", gettext("Say in words what the decision answers."))
        return cleaned


class ObstaclesPage:
    """Every obstacle before the meeting, the oldest first."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        passages = meeting.obstacles.select_related(
            "obstacle__framework__commune", "obstacle__action", "obstacle__party"
        ).order_by("obstacle__raised_on", "pk")
        decisions = list(meeting.decisions.order_by("number"))
        decisions.sort(key=lambda row: row.nature != DecisionNature.OBSTACLE)
        words = gettext("Decision %(number)s: %(words)s")
        choices = [("", gettext("No decision was needed"))] + [
            (row.pk, words % {"number": row.number, "words": row}) for row in decisions
        ]
        offer: dict[str, Any] = {"decisions": meeting.decisions.all(), "choices": choices}
        self.forms = [
            AnswerForm(data, prefix=f"o{row.pk}", instance=row, **offer) for row in passages
        ]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def lines(self) -> list[Line]:
        return lines(self.forms)
