"""I30: whether women, young and displaced people are heard, sit and are answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from foundation.formats.ratios import known_sum
from frameworks.models import Framework
from monitoring.indicators.meetings import MeetingFigures
from monitoring.indicators.need_splits import NeedSplits, is_retained
from monitoring.indicators.splits import Ratio, Row
from monitoring.models import CommitteeMember

WOMEN, YOUNG, DISPLACED = "women", "young", "displaced"


def group_word(group: str) -> str:
    """The name of a group in the language of the page."""
    return {
        WOMEN: pgettext("group", "Women"),
        YOUNG: pgettext("group", "35 years or younger"),
        DISPLACED: pgettext("group", "Displaced people"),
    }[group]


@dataclass(frozen=True)
class VoiceFigures:
    """One group: its share of the room and of the committee; the needs it said and those retained.

    Nobody's displaced status is stored: the room is the total a meeting typed, no seat is known.
    """

    group: str
    present: Ratio | None
    seats: Ratio | None
    needs: Ratio

    @property
    def said(self) -> int:
        """Needs a women's or youth organisation asked for; for displaced people, that name them."""
        return int(self.needs.whole)


def stated_by(group: str, row: Row) -> bool:
    """Whether a need was said by an organisation of this group, or names its people."""
    if group == WOMEN:
        return bool(row["organisation__womens_organisation"])
    if group == YOUNG:
        return bool(row["organisation__youth_organisation"])
    return bool(row["displaced"])


def seats_of(framework: Framework) -> list[CommitteeMember]:
    """Everybody who ever sat in the committee, with who they are, in one query."""
    found = CommitteeMember.objects.filter(committee__framework=framework)
    return list(found.select_related("person").order_by())


def voices(
    meetings: Sequence[MeetingFigures],
    seats: Iterable[CommitteeMember],
    needs: NeedSplits,
    day: datetime.date,
) -> tuple[VoiceFigures, ...]:
    """I30 of these meetings and needs, and of the committee as it sat on this day."""
    sitting = [seat for seat in seats if _sits(seat, day)]
    young = [seat.person.young_on(day) for seat in sitting]
    taken = {
        WOMEN: Ratio(sum(seat.person.sex == "F" for seat in sitting), len(sitting)),
        YOUNG: Ratio(sum(map(bool, young)), sum(each is not None for each in young)),
        DISPLACED: None,
    }
    return tuple(
        VoiceFigures(group, _present(group, meetings), taken[group], _needs(group, needs))
        for group in (WOMEN, YOUNG, DISPLACED)
    )


def _sits(seat: CommitteeMember, day: datetime.date) -> bool:
    return (seat.since is None or seat.since <= day) and (seat.until is None or seat.until >= day)


def _present(group: str, meetings: Sequence[MeetingFigures]) -> Ratio | None:
    """Σ people of the group ÷ Σ people present; of meetings that typed a total of displaced."""
    if group == DISPLACED:
        typed = [each for each in meetings if each.displaced is not None]
        part = known_sum(each.displaced for each in typed)
        return None if part is None else Ratio(part, sum(each.present for each in typed))
    if not meetings:
        return None
    part = sum(each.women if group == WOMEN else each.youth for each in meetings)
    return Ratio(part, sum(each.present for each in meetings))


def _needs(group: str, needs: NeedSplits) -> Ratio:
    """Needs the group said and a meeting retained ÷ needs the group said."""
    said = [row for row in needs.rows if stated_by(group, row)]
    return Ratio(sum(map(is_retained, said)), len(said))
