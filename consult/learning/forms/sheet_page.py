"""One page of a sheet's answers as it is typed, beside what the record says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consult.learning.answers import says_something, texts_in
from consult.learning.documents.shown import Source, source_url
from consult.learning.forms.sheet_answers import WAYS
from consult.learning.models import ExperienceSheet
from consult.learning.outline import Field, Kind, Page, Words
from consult.learning.prefill import Proposal
from consult.learning.sheet_rules import phone_sentence
from foundation.forms.records import RecordForm

WIDTH, MOST_ROWS = 30, 18  # letters of a line on a telephone; lines of a box before it scrolls
SELF_TITLED = ("3", "5", "N")  # keys that are no number of a field


class Group(NamedTuple):
    """One field of the outline as it is typed: its boxes, and what the record says of it."""

    field: Field
    note: Words | None
    boxes: list[BoundField]
    sources: list[Source]
    proposal: list[str]

    @property
    def one_box(self) -> bool:
        return len(self.boxes) == 1


class AnswersForm(RecordForm):
    """The answers of one page of the outline, each noticing what somebody else typed meanwhile."""

    mark_optional = False  # everything may wait: what must be said is asked before submitting

    class Meta:
        model = ExperienceSheet
        fields: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, page: Page, proposals: Mapping[str, Proposal], **kwargs: Any
    ) -> None:
        sheet: ExperienceSheet = kwargs["instance"]
        self.page, self.proposals = page, proposals
        made: dict[str, Any] = {}
        shown: dict[str, Any] = {}
        for one in page.fields:
            stored, way = sheet.answers.get(one.key), WAYS[one.kind]
            boxes = way.boxes(one, sheet.variant, stored)
            for end, box in boxes.items():
                made[_name(one, end)] = box
            if len(boxes) == 1:
                _ask_alone(one, sheet.variant, box, way.shown(stored)[""])
            shown |= {_name(one, end): value for end, value in way.shown(stored).items()}
        self.base_fields = {**type(self).base_fields, **made}
        kwargs["initial"] = shown
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.page.fields:
            self._refuse_phones(one)
            if one.kind is Kind.PERIOD:
                self._refuse_backwards(one)
        return cleaned

    def _refuse_phones(self, one: Field) -> None:
        for name in self._names(one):
            texts = texts_in(self.cleaned_data.get(name))
            if texts and (sentence := phone_sentence(self.instance.commune, one.key, texts)):
                self.add_error(name, sentence)

    def _refuse_backwards(self, one: Field) -> None:
        first, last = (self.cleaned_data.get(_name(one, end)) for end in ("start", "end"))
        if first and last and last < first:
            self.add_error(_name(one, "end"), _("The end comes before the beginning."))

    def changed_answers(self) -> dict[str, Any]:
        """The answers that read differently now, by key."""
        found = {}
        for one in self.page.fields:
            stored = self.instance.answers.get(one.key)
            typed = {name.partition("__")[2]: self.cleaned_data[name] for name in self._names(one)}
            value = WAYS[one.kind].read(typed, stored)
            if value != stored and (says_something(value) or says_something(stored)):
                found[one.key] = value
        return found

    def _names(self, one: Field) -> list[str]:
        start = _name(one, "")
        return [name for name in self.fields if name.startswith(start)]

    def groups(self) -> list[Group]:
        """The fields of the page in the order of the outline."""
        sheet = self.instance
        return [
            Group(
                one,
                one.note(sheet.variant),
                [self[name] for name in self._names(one)],
                self._sources(one),
                self._proposal(one),
            )
            for one in self.page.fields
        ]

    def _sources(self, one: Field) -> list[Source]:
        """The records the stored answer came from."""
        if not says_something(self.instance.answers.get(one.key)):
            return []
        slug, evidence = self.instance.commune.slug, self.instance.evidence.get(one.key, [])
        records = {(said["model"], said["id"]): said for said in evidence}
        return [
            Source(number, said["label"], source_url(said, slug))
            for number, said in enumerate(records.values(), 1)
        ]

    def _proposal(self, one: Field) -> list[str]:
        """What the record says, where the answer says something else."""
        proposal = self.proposals.get(one.key)
        if proposal is None or proposal.value == self.instance.answers.get(one.key):
            return []
        return [said.text for said in proposal.sources]


def _ask_alone(one: Field, variant: str, box: forms.Field, stored: str) -> None:
    """The only box of a field asks by itself: its key and words, its note, room for its text."""
    box.label = str(one) if one.key in SELF_TITLED else f"{one.key} {one}"
    note = one.note(variant)
    if note:
        box.help_text = f"{capfirst(str(note))} {box.help_text}".strip()
    if isinstance(box.widget, forms.Textarea):
        lines = sum(1 + len(line) // WIDTH for line in stored.splitlines())
        box.widget.attrs["rows"] = min(max(lines + 1, 3), MOST_ROWS)


def _name(one: Field, end: str) -> str:
    """« f1_4__villages »: dots are not for names."""
    return f"f{one.key.replace('.', '_')}__{end}"
