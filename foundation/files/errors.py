"""The sentences with which a file is refused: what is wrong, and what to do."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.files.apart import TOO_MUCH
from foundation.files.refused import ACTIVE, DAMAGED, LOCKED, PAGES, POINTS, Refused

_SENTENCES = {
    DAMAGED: _("This file is damaged or cut short. Scan the paper again, or take a photo of it."),
    LOCKED: _(
        "This PDF is locked with a password. Print it to a new PDF without a password, "
        "or take a photo of the paper."
    ),
    ACTIVE: _(
        "This PDF holds more than pages: a program, an attached file or an automatic action. "
        "Print it to a new PDF, or take a photo of the paper."
    ),
    PAGES: _("This PDF has %(number)s pages; the most is %(pages)s. Split it into several files."),
    POINTS: _(
        "This picture has too many points: the most is %(points)s million. "
        "Take it again with a lower resolution."
    ),
    TOO_MUCH: _(
        "This file is too complicated to be examined. Print it to a new PDF, "
        "or take a photo of the paper."
    ),
}


def sentence_of(refusal: Refused) -> ValidationError:
    """The refusal as the person who sent the file reads it."""
    params = {
        "number": refusal.number,
        "pages": settings.FILES_MOST_PAGES,
        "points": settings.FILES_MOST_POINTS // 1_000_000,
    }
    return ValidationError(_SENTENCES[refusal.code], code=refusal.code, params=params)
