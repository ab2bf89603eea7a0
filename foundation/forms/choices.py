"""Choosing several records, whatever keys a page that is not ours sends."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_KEY = 18  # digits a database's largest key surely holds


class SeveralField(forms.ModelMultipleChoiceField):
    """Some records of a list; a key too large for the database is refused like any other."""

    def _check_values(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > LONGEST_KEY:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super()._check_values(value)
