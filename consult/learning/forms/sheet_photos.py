"""A photo of a sheet: what it shows, who took it, whether the people on it agreed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.learning.models import ExperienceSheet, SheetPhoto
from consult.learning.sheet_rules import phone_sentence
from foundation.files.forms import FileField
from foundation.files.models import Kind
from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from foundation.forms.rows import RowForm

CONSENT = _("The people shown agreed that this photo is printed and shared")


class PhotoForm(Form):
    """One new photo; `data-consult-photo`: made small before it leaves."""

    photo = FileField(
        label=_("The photo"),
        help_text=_("JPEG or PNG. A large photo is made smaller before it leaves."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "data-consult-photo": ""}),
    )
    caption = TextField(label=_("What it shows"), max_length=200)
    taken_on = DayField(label=_("Taken on"), required=False)
    author = TextField(label=_("Photo by"), max_length=120, required=False)
    consent = forms.BooleanField(
        label=CONSENT, required=False, help_text=_("Without this the photo is kept, not printed.")
    )

    def __init__(self, *args: Any, sheet: ExperienceSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet

    def clean_photo(self) -> Any:
        found = self.cleaned_data["photo"]
        if found and found.kind == Kind.PDF:
            raise ValidationError(gettext("Choose a photo (JPEG or PNG), not a PDF."))
        return found

    def clean_caption(self) -> str:
        return without_phone(self.sheet, self.cleaned_data["caption"])

    def clean_author(self) -> str:
        return without_phone(self.sheet, self.cleaned_data["author"])


class PhotoRow(RowForm):
    """A photo already sent: its words and consent, or that it is taken away."""

    remove = forms.BooleanField(label=_("Take this photo away"), required=False)

    class Meta:
        model = SheetPhoto
        fields = ("caption", "taken_on", "author", "consent")
        labels = {"consent": CONSENT}

    def clean_caption(self) -> str:
        return without_phone(self.instance.sheet, self.cleaned_data["caption"])

    def clean_author(self) -> str:
        return without_phone(self.instance.sheet, self.cleaned_data["author"])


def without_phone(sheet: ExperienceSheet, text: str) -> str:
    """The words, refused when a telephone number stands in them."""
    if sentence := phone_sentence(sheet.commune, "photo", [text]):
        raise ValidationError(sentence)
    return text
