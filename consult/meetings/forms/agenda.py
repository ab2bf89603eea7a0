"""The agenda on one page: its points, what comes back under each, and why something does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.forms import BoundField
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.agenda import frozen
from consult.meetings.forms.rows import FewField, RowForm, all_valid, lines
from consult.meetings.services.lines import Line
from consult.meetings.subjects import Subject, missing, rows_of, still_open, subject_of
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from foundation.forms.records import digest
from frameworks.models import AgendaItem, AgendaState, Meeting, OpenSubject

USUAL_POINTS, BLANK = 8, 3
AS_SENT = ("position", "title", "label", "proposed_by", "remove")
ADOPTED = ("state", "result")


class AgendaForm(RowForm):
    """One point: its order, its words, who proposes it; once held, what became of it."""

    mark_optional = False
    said = ("title", "label", "proposed_by")

    position = FewField(label=_("Order"))

    class Meta:
        model = AgendaItem
        fields = ("position", "title", "label", "proposed_by", *ADOPTED)

    def __init__(self, *args: Any, sent: bool = False, held: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].label = _("Written number")
        self.fields["result"].label = _("What came of it")
        stays = sent and not self.is_new and not self.instance.late
        dropped = (*(AS_SENT if stays else ()), *(() if held and not self.is_new else ADOPTED))
        for name in dropped:
            self.fields.pop(name, None)
        if not {*AS_SENT, *ADOPTED} & set(self.fields):
            self.fields.pop("seen", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("remove") and self.instance.decisions.exists():
            self.add_error("remove", gettext("Decisions were taken on this point: it stays."))
        again = any(row.put_off_id for row in brought_back(self.instance))
        gone = cleaned.get("state") == AgendaState.WITHDRAWN and not cleaned.get("result")
        if again and gone and not cleaned.get("remove"):
            self.add_error(
                "result",
                gettext("This point was put off before. Say in one sentence why it is withdrawn."),
            )
        return cleaned


def brought_back(item: AgendaItem) -> list[OpenSubject]:
    """What comes back under a point, as the page read it."""
    return list(getattr(item, "brought_back", ()))


class WhyForm(Form):
    """One line for each subject: empty, it comes back; else why it does not.

    `seen` remembers the reasons the page showed, so that nobody's reason is overwritten unseen.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, reasons: dict[Subject, str]) -> None:
        self.now = {subject.key: reason for subject, reason in reasons.items()}
        self.subjects = {subject.key: subject for subject in reasons}
        super().__init__(data, prefix="why")
        for subject in reasons:
            field = TextField(label=subject.words, required=False, max_length=300)
            field.initial = self.now[subject.key]
            field.widget.attrs["class"] = "in"
            field.silent_optional = True  # type: ignore[attr-defined]
            self.fields[subject.key] = field
        self.initial["seen"] = _packed(self.now)

    def clean(self) -> dict[str, Any]:
        shown = dict(part.split(":", 1) for part in self._seen().split() if ":" in part)
        fresh = dict(shown)
        self.changed: dict[str, str] = {}
        for key, stored in self.now.items():
            mine, before = self.cleaned_data.get(key), shown.get(key, digest(""))
            if mine is None or digest(mine) in (before, digest(stored)):
                continue
            if digest(stored) != before:
                fresh[key] = digest(stored)
                self._show_theirs(key, stored)
            self.changed[key] = mine
        if fresh != shown:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix("seen")] = _joined(fresh)  # type: ignore[index]
        return self.cleaned_data

    def _seen(self) -> str:
        return str(self.cleaned_data.get("seen") or "")

    def _show_theirs(self, key: str, stored: str) -> None:
        words = gettext("Meanwhile somebody else wrote “%(words)s”. Save again to keep yours.")
        self.add_error(key, words % {"words": stored or pgettext("reason", "nothing")})

    @property
    def reasons(self) -> list[tuple[Subject, str]]:
        """What this person changed."""
        return [(self.subjects[key], reason) for key, reason in self.changed.items()]

    def stays_out(self, subject: Subject) -> bool:
        """Whether the page, as sent, says why this subject does not come back."""
        return bool(str(self[subject.key].value() or "").strip())


def _packed(reasons: dict[str, str]) -> str:
    return _joined({key: digest(reason) for key, reason in reasons.items() if reason})


def _joined(digests: dict[str, str]) -> str:
    return " ".join(f"{key}:{text}" for key, text in digests.items())


@dataclass(frozen=True)
class PointRow:
    """One point on the page, and the lines of what comes back under it."""

    form: AgendaForm
    returning: list[BoundField]

    @property
    def number(self) -> str:
        item = self.form.instance
        return item.label or str(item.position)

    @property
    def open(self) -> bool:
        """What comes back is unfolded where a reason was refused, or the point cannot go."""
        return "remove" in self.form.errors or any(field.errors for field in self.returning)

    @property
    def more(self) -> bool:
        """The lesser fields are unfolded where something stands in them or was refused."""
        fields = [self.form[name] for name in ("label", "proposed_by") if name in self.form.fields]
        refused = {"label", "proposed_by", "remove"} & set(self.form.errors)
        return bool(refused) or any(field.value() for field in fields)


class AgendaPage:
    """The whole page: points in order, blank ones, what comes back and what does not."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        self.meeting, self.sent = meeting, frozen(meeting)
        rows = list(rows_of(meeting))
        absent = missing(meeting)
        reasons = {subject_of(row): row.left_out_reason for row in rows}
        self.why = WhyForm(data, reasons={**reasons, **dict.fromkeys(absent, "")})
        self.rows = self._rows(data)
        self.points = [
            PointRow(form, [self._line(row) for row in brought_back(form.instance)])
            for form in self.rows
        ]
        self.left_out = [(row, self._line(row)) for row in rows if row.item_id is None]
        self.absent = [self.why[subject.key] for subject in absent]

    def _rows(self, data: Any) -> list[AgendaForm]:
        """The points already written, and blank rows up to eight in all (three at least)."""
        here = Prefetch("subjects", rows_of(self.meeting), to_attr="brought_back")
        items: list[AgendaItem] = list(self.meeting.agenda.prefetch_related(here))
        last = max((item.position for item in items), default=0)
        state = {"sent": self.sent, "held": self.meeting.is_held}
        rows = [AgendaForm(data, prefix=f"i{item.pk}", instance=item, **state) for item in items]
        for place in range(max(USUAL_POINTS - len(items), BLANK)):
            item = AgendaItem(meeting=self.meeting, position=last + 1 + place)
            rows.append(AgendaForm(data, prefix=f"n{place}", instance=item, **state))
        return rows

    def _line(self, row: OpenSubject) -> BoundField:
        return self.why[subject_of(row).key]

    @property
    def forms(self) -> list[Any]:
        return [*self.rows, self.why]

    def is_valid(self) -> bool:
        right = all_valid(self.forms)
        return self._nothing_lost() and right

    def _nothing_lost(self) -> bool:
        """A point is not taken away with what comes back under it, unless each says why not."""
        kept = True
        for form in self.rows:
            if not getattr(form, "cleaned_data", {}).get("remove"):
                continue
            here = [subject_of(row) for row in brought_back(form.instance)]
            coming = [one for one in here if not self.why.stays_out(one)]
            if coming and still_open(self.meeting, coming):
                form.add_error(
                    "remove",
                    gettext(
                        "Something comes back under this point. Say below why it does not, "
                        "or keep the point."
                    ),
                )
                kept = False
        return kept

    @property
    def lines(self) -> list[Line]:
        return lines(self.rows)
