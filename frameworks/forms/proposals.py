"""What the forms propose before anybody types: names in French, as the paper has them."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from communes.models import Commune
from foundation.formats.partial import PartialDate
from foundation.formats.search import search_key
from foundation.records.today import today


def of_place(name: str) -> str:
    """« de Dioro », « d’Ouélessébougou »."""
    return f"d’{name}" if search_key(name)[:1] in set("aeiouyh") else f"de {name}"


def framework_name(commune: Commune) -> str:
    """What the commune's framework is usually called; a French name in either language."""
    with translation.override("fr"):
        sentence = _("Consultation framework of the commune and the private sector %(of_place)s")
        return sentence % {"of_place": of_place(commune.name)}


def founding_object(commune: Commune) -> str:
    """The object of the founding deliberation, in French."""
    with translation.override("fr"):
        sentence = _("Creation of the consultation framework %(of_place)s")
        return sentence % {"of_place": of_place(commune.name)}


def next_number(commune: Commune) -> str:
    """The next free number of the year in the register, such as « 2025-004/CR-DIO »."""
    year = today().year
    given = commune.deliberations.filter(number__startswith=f"{year}-")
    found = [re.match(rf"{year}-(\d{{1,4}})\b", act.number) for act in given]
    last = max((int(match[1]) for match in found if match), default=0)
    return f"{year}-{last + 1:03}/{commune.initials or 'CR'}"


def past(day: PartialDate | None) -> None:
    """A fact lies in the past."""
    if day and day.first_day > today():
        raise ValidationError(_("This day has not come yet. Check the year."))
