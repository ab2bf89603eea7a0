"""Dates of which only the year or the month may be known, as old registers give them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.formats.partial import PartialDate

if TYPE_CHECKING:
    _Text = models.CharField[PartialDate | str | None, Any]
else:
    _Text = models.CharField


class PartialDateField(_Text):
    """Stores "2007", "2007-03" or "2007-03-15"; text order is time order on both databases."""

    description = _("A day, a month or a year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_args: Any) -> PartialDate | None:
        return PartialDate.from_iso(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value in (None, ""):
            return None
        try:
            return PartialDate.from_iso(str(value))
        except ValueError as error:
            raise ValidationError(
                _("This date does not exist. Check the day and the month.")
            ) from error

    def run_validators(self, value: Any) -> None:
        super().run_validators(str(value) if value else value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value in (None, "") else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return str(value) if value else ""
