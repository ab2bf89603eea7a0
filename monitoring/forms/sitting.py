"""The whole follow-up sheet on one page: a row for each action, in one send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from foundation.forms.rows import all_valid
from foundation.forms.widgets import Face
from foundation.records.today import today
from monitoring.forms.obstacles import ICONS
from monitoring.forms.statements import LARGE, SMALL
from monitoring.lateness import SETTLED
from monitoring.models import ObstacleCategory, Situation, Voice
from monitoring.services.sitting import Word

OTHER = ObstacleCategory.OTHER
# How the four large choices look, on the page and on the paper sheet.
FACES = {
    Situation.PLANNED: Face("todo", "tag"),
    Situation.RUNNING: Face("half", "go"),
    Situation.BLOCKED: Face("stop", "late"),
    Situation.DONE: Face("check", "ok"),
}
# What blocks, in the words of the street; each stands for a kind of obstacle.
TILES = {
    ObstacleCategory.FUNDING: _("Money"),
    ObstacleCategory.SUPPLY: _("Equipment"),
    ObstacleCategory.ORGANISATION: _("Somebody absent"),
    ObstacleCategory.SEASON: _("Rain or road"),
    ObstacleCategory.CONFLICT: _("Disagreement"),
    ObstacleCategory.OTHER: _("Something else"),
}
DATED = (Situation.DONE, Situation.PARTLY)


class Choice(NamedTuple):
    """One large choice: its code, its word, its drawing."""

    code: str
    word: Any
    icon: str
    tint: str = ""


def large_choices() -> list[Choice]:
    """Not started, in progress, blocked, done: in the order of the paper sheet."""
    return [Choice(one.value, one.label, face.icon, face.tint) for one, face in FACES.items()]


def tiles() -> list[Choice]:
    """What may block an action, with the drawing of its kind."""
    return [Choice(kind.value, word, ICONS[kind]) for kind, word in TILES.items()]


class SaidForm(Form):
    """What the sheet says of one action; a row nobody touches says nothing."""

    mark_optional = False

    situation = forms.ChoiceField(
        label=_("How is the action going?"),
        choices=[("", _("Nothing new")), *((s.value, s.label) for s in (*LARGE, *SMALL))],
        widget=forms.RadioSelect,
        required=False,
    )
    blocks = forms.MultipleChoiceField(
        label=_("What blocks?"),
        choices=[(kind.value, word) for kind, word in TILES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What else?"),
        choices=[("", _("Not given")), *ObstacleCategory.choices],
        required=False,
    )
    note = TextField(label=_("In one sentence"), required=False, max_length=400)
    done_on = DayField(label=_("Done on"), required=False)

    def __init__(self, data: Any, *, action: Any, names: bool) -> None:
        super().__init__(data, prefix=f"a{action.pk}", empty_permitted=True)
        self.action, self.names = action, names
        if not names:
            del self.fields["blocks"], self.fields["kind"]

    @property
    def picked(self) -> str:
        """The situation chosen so far; none at first."""
        return str(self["situation"].value() or "")

    @property
    def ticked(self) -> list[str]:
        """What is ticked so far as blocking."""
        return list(self["blocks"].value() or []) if self.names else []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        situation = cleaned.get("situation", "")
        if not situation:
            if "situation" not in self.errors:
                self.add_error("situation", gettext("Choose how the action is going."))
            return cleaned
        if situation == Situation.BLOCKED:
            self._say_what_blocks(cleaned)
        if situation in SETTLED and self._kinds(cleaned):
            self.add_error(
                "blocks", gettext("What is settled is not blocked: correct one or the other.")
            )
        if situation == Situation.DROPPED and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", gettext("Say in one sentence why the action is dropped."))
        if cleaned.get("done_on") and situation not in DATED:
            self.add_error("done_on", gettext("Only a done action carries the day it was done."))
        return cleaned

    def _say_what_blocks(self, cleaned: dict[str, Any]) -> None:
        """A tick is enough, or the sentence of somebody who names no obstacle."""
        if self.names:
            if not (self._kinds(cleaned) or self.action.blocking or "blocks" in self.errors):
                self.add_error("blocks", gettext("Tick what blocks the action."))
        elif not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", gettext("Say in one sentence what is in the way."))

    def _kinds(self, cleaned: dict[str, Any]) -> list[str]:
        """The kinds of obstacle ticked; « something else » may be one of the full list."""
        ticked, kind = list(cleaned.get("blocks") or []), cleaned.get("kind") or ""
        if OTHER in ticked or kind:
            ticked = [*(one for one in ticked if one != OTHER), kind or OTHER.value]
        return list(dict.fromkeys(str(one) for one in ticked))

    @property
    def word(self) -> Word:
        """What is to be added."""
        told = self.cleaned_data
        return Word(
            self.action, told["situation"], self._kinds(told), told["note"], told["done_on"]
        )

    def refuse(self, reasons: Iterable[str]) -> None:
        """Put the sentences of the rules beside the row."""
        for reason in reasons:
            self.add_error("situation", reason)


class SheetForm(Form):
    """Who speaks, which day, and who called: the same for the whole sheet."""

    voice = forms.ChoiceField(label=_("Who says so"), choices=Voice.choices)
    said_on = DayField(
        label=_("Said on"), help_text=_("The day of the paper sheet or of the call; else today.")
    )
    by_phone_from = TextField(
        label=_("Received by telephone from"), required=False, max_length=120,
        help_text=_("The name of who called."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, voices: list[Voice]) -> None:
        super().__init__(data)
        chosen: Any = self.fields["voice"]
        chosen.choices = [(voice.value, voice.label) for voice in voices]
        chosen.initial = voices[0].value
        if len(voices) == 1:
            chosen.widget = forms.HiddenInput()
        self.fields["said_on"].initial = today()

    def clean_said_on(self) -> Any:
        day = self.cleaned_data["said_on"]
        if day and day > today():
            raise forms.ValidationError(gettext("This day has not come yet."))
        return day


class Sitting:
    """The whole page: what holds for the sheet, and its rows in the order given."""

    def __init__(
        self, actions: Iterable[Any], data: Any = None, *, voices: list[Voice], names: bool
    ) -> None:
        self.sheet = SheetForm(data, voices=voices)
        self.rows = [SaidForm(data, action=action, names=names) for action in actions]

    @property
    def forms(self) -> list[Form]:
        return [self.sheet, *self.rows]

    def is_valid(self) -> bool:
        """All rows are checked, so that every mistake is shown at once; nothing said is one."""
        right = all_valid(self.forms)
        if self.sheet.is_bound and not self.told:
            self.sheet.add_error(
                None, gettext("Nothing is chosen yet: say how at least one action is going.")
            )
            return False
        return right

    @property
    def told(self) -> list[SaidForm]:
        """The rows somebody touched."""
        return [row for row in self.rows if row.has_changed()]

    def refuse(self, reasons: dict[int, list[str]]) -> None:
        """Rules that refused rows, by the action's number in the record."""
        for row in self.rows:
            row.refuse(reasons.get(row.action.pk, []))
