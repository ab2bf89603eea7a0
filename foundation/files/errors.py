"""The refusals that more than one examination speaks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def damaged() -> ValidationError:
    return ValidationError(
        _("This file is damaged or cut short. Scan the paper again, or take a photo of it."),
        code="damaged",
    )
