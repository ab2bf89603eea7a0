"""Minutes as words, and a meeting whose minutes are approved."""

from __future__ import annotations

import datetime
import re

from consult.meetings import services
from foundation.documents.document import Document
from frameworks.models import Meeting
from tests import make
from tests.meetings.room import Room
from tests.papers import plain

DAY = datetime.date(2024, 10, 25)


def words(document: Document) -> str:
    return plain(re.sub(r"<[^>]*>", " ", document.html()))


def lacking(text: str, *expected: str) -> list[str]:
    return [phrase for phrase in expected if phrase not in text]


def approved(room: Room, on: datetime.date = DAY) -> Meeting:
    services.approve(room.meeting, by=make.mayor(room.commune), on=on)
    return room.meeting
