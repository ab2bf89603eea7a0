"""One decision as it is typed, with what follows from it, and the parts it already has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from actionplans.rules import sealed
from consult.meetings.choices import needs_for, organisations_for, people_for
from consult.meetings.decided import communes_of, earlier_decisions_for, plan_for
from consult.meetings.forms.meeting import name_choices
from consult.meetings.forms.rows import Choices, FewField, RowForm, share
from consult.meetings.services.deciding import Consequence
from foundation.formats.dates import day_short
from foundation.forms.fields import TextField
from foundation.forms.widgets import Ticks
from foundation.records.today import today
from frameworks.models import AgendaItem, Decision, DecisionPart, Meeting, NeedState, Treatment
from frameworks.rules import meeting_day
from frameworks.services import NeedChoice
from frameworks.services.needs import SAYS_WHY

VOTES = ("votes_for", "votes_against", "abstentions")
LONGEST_PART, MOST_PARTS, LONGEST_ACTION = 300, 20, 400
SAID = (
    "wording", "deadline_words", "deadline_on", "owner", "owner_person", *VOTES, "needs",
    "need_choice", "need_reason", "resumes", "obstacle", "review_on", "concerns", "new_parts",
    "make_action",
)  # fmt: skip
FOLDED = (
    "mode", *VOTES, "needs", "need_choice", "need_reason", "resumes", "obstacle", "review_on",
    "concerns", "new_parts", "make_action",
)  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """What a decision may point to, read from the database once for all rows of the page."""

    lists: dict[str, tuple[Any, Choices]]
    plan: ActionPlan | None
    sealed: str
    plan_ends: str  # the last possible day that is proposed; empty once that plan is over

    @classmethod
    def of(cls, meeting: Meeting, items: list[AgendaItem]) -> Offer:
        plan = plan_for(meeting)
        lists = {**_who(meeting), **_what(meeting, items)}
        day = meeting_day(meeting) or today()
        ends = day_short(plan.ends_on) if plan and plan.ends_on >= day else ""
        return cls(lists=lists, plan=plan, sealed=sealed(plan) if plan else "", plan_ends=ends)


def _who(meeting: Meeting) -> dict[str, tuple[Any, Choices]]:
    commune = meeting.framework.commune
    organisations, people = organisations_for(commune), people_for(commune)
    choose: Choices = [("", gettext("Choose"))]
    parties = [*choose, *((one.pk, str(one)) for one in organisations)]
    communes = communes_of(meeting)
    return {
        "owner": (organisations, parties),
        "owner_person": (people, name_choices(people)),
        "concerns": (communes, [(one.pk, str(one)) for one in communes]),
    }


def _what(meeting: Meeting, items: list[AgendaItem]) -> dict[str, tuple[Any, Choices]]:
    needs, earlier = needs_for(meeting), earlier_decisions_for(meeting)
    passages = meeting.obstacles.select_related("obstacle")
    words = gettext("Meeting no. %(meeting)s, decision %(number)s: %(words)s")
    before = [
        (row.pk, words % {"meeting": row.meeting.number, "number": row.number, "words": row})
        for row in earlier
    ]
    blocked = [(row.pk, str(row.obstacle)) for row in passages]
    none: Choices = [("", gettext("None"))]
    return {
        "agenda_item": (
            meeting.agenda.all(),
            [("", gettext("Outside the agenda")), *((item.pk, numbered(item)) for item in items)],
        ),
        "needs": (needs, [(need.pk, str(need)) for need in needs]),
        "resumes": (earlier, [*none, *before] if before else []),
        "obstacle": (passages, [*none, *blocked] if blocked else []),
    }


def numbered(item: AgendaItem) -> str:
    """A point with its number, the written one first."""
    return f"{item.label or item.position}. {item.title}"


class PartForm(RowForm):
    """A part of a decision: its words, who carries it out, by when."""

    mark_optional = False

    class Meta:
        model = DecisionPart
        fields = ("wording", "owner", "owner_person", "deadline_words", "deadline_on")

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner", "owner_person"):
            share(self, name, *offer.lists[name])
        self.fields["deadline_on"].help_text = ""


class LeanTicks(Ticks):
    """Names to tick on a page that repeats the same list for each of its rows."""

    template_name = "forms/widgets/lean_ticks.html"


class DecisionForm(RowForm):
    """One decision: its words, how it was taken, who carries it out, by when; what follows."""

    mark_optional = False
    said = SAID

    votes_for = FewField(label=_("Votes for"), required=False)
    votes_against = FewField(label=_("Votes against"), required=False)
    abstentions = FewField(label=_("Abstentions"), required=False)
    need_choice = forms.ChoiceField(label=_("These needs are"), required=False)
    need_reason = TextField(
        label=_("Reason if put off or set aside"), max_length=300, required=False
    )
    obstacle: Any = forms.ModelChoiceField(
        label=_("Answers the obstacle"), queryset=None, required=False
    )
    new_parts = TextField(label=_("Add parts, one on each line"), rows=2, required=False)
    make_action = forms.BooleanField(required=False)

    class Meta:
        model = Decision
        fields = (
            "agenda_item", "wording", "nature", "owner", "owner_person", "deadline_words",
            "deadline_on", "mode", *VOTES, "needs", "resumes", "review_on", "concerns",
        )  # fmt: skip
        widgets = {"needs": LeanTicks(), "concerns": LeanTicks()}

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.parts: list[PartForm] = []
        for name, (records, choices) in offer.lists.items():
            if choices:
                share(self, name, records, choices)
            else:
                del self.fields[name]
        self._word_needs()
        self._word_days()
        self._word_action()

    def _word_needs(self) -> None:
        if "needs" not in self.fields:
            del self.fields["need_choice"], self.fields["need_reason"]
            return
        chosen: Any = self.fields["need_choice"]
        to = [(str(one.value), str(one.label).capitalize()) for one in Treatment]
        chosen.choices = [("", gettext("Nothing decided here")), *to]

    def _word_days(self) -> None:
        self.fields["deadline_words"].help_text = _("For example: before Tabaski")
        self.fields["review_on"].help_text = ""
        last = self.fields["deadline_on"]
        last.help_text = _("The day these words stand for at the latest, for example 28/08/2026")
        if self.offer.plan_ends:
            words = gettext("At the latest. The plan ends on %(day)s.")
            last.help_text = words % {"day": self.offer.plan_ends}
            last.widget.attrs["list"] = "plan-end"

    def _word_action(self) -> None:
        if self.offer.plan is None or self.made:
            del self.fields["make_action"]
            return
        words = gettext("Create an action in plan no. %(number)s")
        self.fields["make_action"].label = words % {"number": self.offer.plan.cycle.number}

    @property
    def made(self) -> list[Any]:
        """The actions that were decided here."""
        return [] if self.is_new else list(self.instance.actions.all())

    @property
    def offers_action(self) -> bool:
        """The box is shown while the plan may still change, or to say why it may not."""
        return "make_action" in self.fields and (
            not self.offer.sealed or "make_action" in self.errors
        )

    @property
    def more(self) -> bool:
        """The folded part is open where a vote was typed or something there was refused."""
        return self.instance.mode == "vote" or bool(set(FOLDED) & set(self.errors))

    @property
    def refused(self) -> bool:
        """Something typed of the decision or of one of its parts is refused."""
        return bool(self.errors) or any(part.errors for part in self.parts)

    def has_changed(self) -> bool:
        if not self.is_new:
            return super().has_changed()
        said = [self[name].data for name in self.said if name in self.fields]
        return any(str(data or "").strip() for data in said)

    def clean_new_parts(self) -> list[str]:
        typed = str(self.cleaned_data["new_parts"] or "").splitlines()
        parts = [line.strip() for line in typed if line.strip()]
        if any(len(part) > LONGEST_PART for part in parts):
            raise forms.ValidationError(gettext("A part has 300 letters at most."))
        if len(parts) > MOST_PARTS:
            raise forms.ValidationError(gettext("Add 20 parts at most in one go."))
        return parts

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("remove"):
            return cleaned
        to = cleaned.get("need_choice")
        if to in SAYS_WHY and not cleaned.get("need_reason"):
            self.add_error(
                "need_reason", gettext("Say in one sentence why the need is put off or set aside.")
            )
        if to and not cleaned.get("needs") and "needs" not in self.errors:
            self.add_error("needs", gettext("Tick the needs this decision is about."))
        if cleaned.get("make_action"):
            self._may_make(cleaned)
        return cleaned

    def _may_make(self, cleaned: dict[str, Any]) -> None:
        if self.offer.sealed:
            self.add_error("make_action", self.offer.sealed)
        elif len(cleaned.get("wording") or "") > LONGEST_ACTION:
            words = gettext("An action has 400 letters at most: write it on the page of the plan.")
            self.add_error("make_action", words)

    @property
    def consequence(self) -> Consequence:
        """What the services do once the decision itself is stored."""
        said, changed = self.cleaned_data, set(self.changed_data)
        return Consequence(
            decision=self.instance,
            parts=said["new_parts"],
            needs=self._choices() if changed & {"needs", "need_choice", "need_reason"} else [],
            answers="obstacle" in changed,
            passage=said.get("obstacle"),
            plan=self.offer.plan if said.get("make_action") else None,
        )

    def _choices(self) -> list[NeedChoice]:
        """What was decided of its needs; emptied, what this decision had said is taken back."""
        said = self.cleaned_data
        to, reason = said.get("need_choice"), said.get("need_reason") or ""
        if not to and not self.initial.get("need_choice"):
            return []
        state = NeedState(to) if to else None
        return [NeedChoice(need, state, reason) for need in said.get("needs") or ()]
