"""Rows of a meeting's pages, and how many people or votes one box holds."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.forms.fields import CountField
from foundation.forms.rows import Choices, RowForm, all_valid, lines, share

__all__ = ["Choices", "FewField", "RowForm", "all_valid", "lines", "share"]


class FewField(CountField):
    """A count of people in a room or of votes: 0 to 9 999."""

    MOST = 9_999

    def read(self, text: str) -> int:
        count = super().read(text)
        if count > self.MOST:
            raise ValidationError(_("This number is too large. The most is 9 999."))
        return int(count)
