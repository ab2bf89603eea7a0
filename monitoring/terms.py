"""Terms that end soon: the committee's mandate and the seats of its members."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from foundation.formats.dates import day as in_words
from monitoring.models import Committee

SOON = datetime.timedelta(days=60)


class Ending(NamedTuple):
    """A term, the day it ends, whose it is (nobody for the mandate)."""

    ends_on: datetime.date
    over: bool
    person: str = ""

    @property
    def sentence(self) -> str:
        """What is announced, in the language of the page or paper."""
        said = {"day": in_words(self.ends_on), "person": self.person}
        if self.person:
            return _("The seat of %(person)s ends on %(day)s.") % said
        if self.over:
            return _("The committee's mandate ended on %(day)s. Write the next version.") % said
        return _("The committee's mandate ends on %(day)s.") % said


def terms_ending(committee: Committee, day: datetime.date) -> list[Ending]:
    """The latest mandate when it is over or ends within 60 days, and the seats that end by then."""
    last = committee.mandates.order_by("-version").first()
    found = []
    if last and last.valid_to and last.valid_to <= day + SOON:
        found.append(Ending(last.valid_to, last.valid_to < day))
    seats = committee.members.filter(until__gte=day, until__lte=day + SOON)
    found += [
        Ending(seat.until, over=False, person=str(seat.person))
        for seat in seats.select_related("person")
        if seat.until
    ]
    return sorted(found)
