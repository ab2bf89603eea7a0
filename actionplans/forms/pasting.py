"""Many lines of the development plan in one send, shown as understood before they are written."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Pdesc
from actionplans.pasting import MOST_LINES, Pasted, read_lines
from communes.models import Sector
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from foundation.forms.records import digest

LONGEST_TEXT = 60_000
SAID_AT_MOST = 20


class PasteForm(Form):
    """The text of a table; it is written only once it was shown as it was understood."""

    lines = TextField(
        label=gettext_lazy("Lines copied from a table"),
        rows=12,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "One line each: code, title, axis, sector, cost in all. The last three may be empty. "
            "For example: ECO-07; Storehouse for onions; Economy; Onion; 12 500 000"
        ),
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args: Any, pdesc: Pdesc, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pdesc = pdesc
        self.understood: list[Pasted] = []

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        known = self.pdesc.lines.values_list("code", flat=True)
        sectors = Sector.objects.filter(retired=False)
        self.understood = read_lines(text, sectors=sectors, known=known)
        if not self.understood:
            raise ValidationError(_("There is no line here. Copy some from the table."))
        if len(self.understood) > MOST_LINES:
            raise ValidationError(
                _("Paste at most %(most)s lines at a time."), params={"most": MOST_LINES}
            )
        wrong = [line.sentence for line in self.understood if line.problem]
        if wrong:
            raise ValidationError(wrong[:SAID_AT_MOST])
        return text

    @cached_property
    def fingerprint(self) -> str:
        """Of the text that was shown as understood: only this text is then written."""
        return digest(self.cleaned_data.get("lines", ""))

    @property
    def was_shown(self) -> bool:
        """This very text was shown as it was understood."""
        return bool(self.cleaned_data.get("read") == self.fingerprint)
