"""One photo beside a word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.files.forms import FileField
from foundation.files.models import Kind
from foundation.forms.base import Form
from foundation.forms.fields import TextField


class PhotoForm(Form):
    """The picture and what it shows; `data-consult-photo`: made small before it leaves."""

    photo = FileField(
        label=_("The photo"),
        help_text=_("JPEG or PNG. A large photo is made smaller before it leaves."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "data-consult-photo": ""}),
    )
    caption = TextField(
        label=_("What it shows"), required=False, max_length=200,
        help_text=_("In a few words, for those who do not see it."),
    )  # fmt: skip

    def clean_photo(self) -> Any:
        found = self.cleaned_data["photo"]
        if found and found.kind == Kind.PDF:
            raise ValidationError(gettext("Choose a photo (JPEG or PNG), not a PDF."))
        return found
