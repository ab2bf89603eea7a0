"""The attendance sheet of a meeting, sent and shown again."""

from __future__ import annotations

from typing import Any

from communes.models import College
from frameworks.models import Meeting
from tests import make
from tests.meetings.test_pages import signed_in, url


def a_meeting(**fields: Any) -> Meeting:
    return make.meeting(make.framework(make.commune()), **fields)


def send(meeting: Meeting, data: dict[str, Any]) -> Any:
    commune = meeting.framework.commune
    client = signed_in(make.secretary(commune))
    return client.post(url("attendance", commune, pk=meeting.pk), data)


def shown(meeting: Meeting) -> Any:
    commune = meeting.framework.commune
    client = signed_in(make.secretary(commune))
    return client.get(url("attendance", commune, pk=meeting.pk)).context["sheet"]


FIRST = ["Awa", "Bakary", "Fanta", "Modibo", "Oumou", "Sékou", "Djénéba", "Yacouba"]
FAMILY = ["Coulibaly", "Diarra", "Sacko", "Sangaré", "Bouaré", "Dembélé", "Konta", "Togo"]
NEW = {
    "n0-first_name": "Ŋɛɲɛ", "n0-last_name": "KƆNƐ « dit Vieux »", "n0-sex": "F",
    "n0-mode": "present", "n0-capacity": "membre",
}  # fmt: skip


def seated(meeting: Meeting, **fields: Any) -> Any:
    party = make.organisation(meeting.framework.commune, **fields)
    meeting.framework.members.create(organisation=party, college=College.PRIVATE_SECTOR)
    return party
