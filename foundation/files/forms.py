"""The field with which a scan or a photo is chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.files.checks import Checked, check

ACCEPTED = ".pdf,.jpg,.jpeg,.png"


class BoundFile(BoundField):
    """A browser never fills a file in again: the page asks for it when it comes back refused."""

    @property
    def errors(self) -> ErrorList:
        found = super().errors
        if found or not self.form.is_bound or not self.form.errors or not self.data:
            return found
        again = _("Choose the file “{name}” again: it goes together with the corrections.")
        sentence = format_lazy(again, name=self.data.name)
        return self.form.error_class([str(sentence)], renderer=self.form.renderer)


class FileField(forms.FileField):
    """A PDF, a JPEG photo or a PNG picture; it cleans to a `Checked`, for `services.keep`."""

    bound_field_class = BoundFile
    default_error_messages = {
        "invalid": _("The file did not arrive. Choose it again."),
        "missing": _("The file did not arrive. Choose it again."),
        "not_kept": _("The file “%(name)s” could not be kept meanwhile. Choose it again."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        super().__init__(**kwargs)
        self.help_text = self.help_text or format_lazy(
            _("PDF, JPEG or PNG, at most {most} MB."), most=settings.FILES_LARGEST // 1_000_000
        )

    def to_python(self, data: Any) -> Checked | None:  # type: ignore[override]
        """The examined file; one that was left behind at an expired sign-in is asked for again."""
        if data in self.empty_values:
            return None
        if getattr(data, "not_kept", False):
            raise ValidationError(
                self.error_messages["not_kept"], code="not_kept", params={"name": data.name}
            )
        if not hasattr(data, "chunks"):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return check(data)
