"""The commune's own words for one part of a paper."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.forms.base import Form
from foundation.forms.fields import TextField
from frameworks.models import PaperPart, PaperText
from frameworks.wording import usual_words

MOST_LINES: Final = {PaperPart.HEADER: 8, PaperPart.SIGNATURES: 8}
HELP: Final = {
    PaperPart.HEADER: _("One line of the header per line, at most 8."),
    PaperPart.OPENING: _("What the paper says first. Left empty, the usual words return."),
    PaperPart.CLOSING: _("What the paper says last. Left empty, the usual words return."),
    PaperPart.SIGNATURES: _(
        "One place to sign per line, at most 8: the quality, a colon, then the name if it is known."
    ),
}


class WordingForm(Form):
    """The words of one part. `seen` remembers which wording the page showed."""

    mark_optional = False

    text = TextField(label=_("Words of this part"), max_length=1500, required=False, rows=6)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    data: Any

    def __init__(self, data: Any = None, *, paper: str, part: str, rows: list[PaperText]) -> None:
        self.part, self.latest = part, rows[0] if rows else None
        now = self.latest.text if self.latest else ""
        self.stamp = str(self.latest.pk) if self.latest else "0"
        shown = {"text": now or usual_words(paper, part), "seen": self.stamp}
        super().__init__(data, initial=shown)
        self.words: Any = self.fields["text"]
        self.words.help_text = HELP[PaperPart(part)]

    def clean_text(self) -> str:
        """Tidy lines; a list of lines that the paper has no room for is refused."""
        lines = [line.rstrip() for line in self.cleaned_data["text"].splitlines()]
        most = MOST_LINES.get(PaperPart(self.part))
        if most:
            lines = [line.strip() for line in lines if line.strip()]
            if len(lines) > most:
                sentence = gettext("Write at most %(most)s lines.")
                raise ValidationError(sentence % {"most": most})
        if self.part == PaperPart.SIGNATURES and any(line.startswith(":") for line in lines):
            raise ValidationError(gettext("Write the quality before the colon."))
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """Words somebody else saved meanwhile are shown before mine replace them."""
        shown = self.cleaned_data.get("seen")
        if shown and shown != self.stamp and "text" in self.cleaned_data:
            theirs = self.latest.text if self.latest else ""
            if theirs != self.cleaned_data["text"]:
                self.words.theirs = theirs or gettext("(the usual words)")
                self.add_error(
                    "text",
                    gettext(
                        "Meanwhile somebody else wrote something different here. "
                        "Save again to keep yours, or copy theirs."
                    ),
                )
            self.data = {**self.data.dict(), "seen": self.stamp}
        return self.cleaned_data
