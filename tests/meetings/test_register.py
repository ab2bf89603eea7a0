"""The register of decisions: due first, narrowed, printed, without names for partners."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.meetings.documents.register import decision_register
from consult.meetings.register import decisions_in, entries
from frameworks.models import Decision, Meeting
from tests import make
from tests.meetings.test_decide import words
from tests.meetings.test_pages import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make.meeting(make.framework(make.commune()), held="2024-03-20")


def listed(meeting: Meeting, **chosen: Any) -> list[str]:
    commune = meeting.framework.commune
    response = signed_in(make.secretary(commune)).get(url("register", commune), chosen)
    return [row.decision.wording for row in response.context["rows"]]


def dated(meeting: Meeting, wording: str, day: str | None, **fields: Any) -> Decision:
    deadline = make.day(day) if day else None
    return make.decision(meeting, wording=wording, deadline_on=deadline, **fields)


def test_the_register_is_sorted_by_deadline_and_narrowed(meeting: Meeting) -> None:
    owner = make.organisation(meeting.framework.commune)
    dated(meeting, "Sans jour", None)
    dated(meeting, "Loin", "2099-01-01", nature="plan")
    dated(meeting, "Échue", "2024-04-01", owner=owner)
    dated(meeting, "Faite", "2024-05-01", state="faite")

    assert listed(meeting) == ["Échue", "Faite", "Loin", "Sans jour"]
    assert listed(meeting, etat="echues") == ["Échue"]
    assert listed(meeting, etat="faite") == ["Faite"]
    assert listed(meeting, responsable=owner.pk) == ["Échue"]
    assert listed(meeting, nature="plan") == ["Loin"]
    assert listed(meeting, reunion=meeting.pk, q="loin") == ["Loin"]


def test_a_decision_a_later_held_meeting_took_up_is_no_longer_late(meeting: Meeting) -> None:
    before = dated(meeting, "Ancienne", "2024-04-01")
    later = make.meeting(meeting.framework, held="2024-07-01")
    after = make.decision(later, resumes=before)

    rows = {row.decision: row for row in entries(decisions_in(meeting.framework.commune), TODAY)}

    assert listed(meeting, etat="echues") == []
    assert (rows[before].days_late, rows[before].taken_up_by) == (0, after)


TODAY = datetime.date(2024, 4, 13)


def test_the_paper_of_the_register_says_the_same_with_the_days_late(meeting: Meeting) -> None:
    owner = make.organisation(meeting.framework.commune, name="Union des rizicultrices")
    dated(meeting, "Borner le site", "2024-04-01", owner=owner, deadline_words="avant la Tabaski")
    rows = entries(decisions_in(meeting.framework.commune), TODAY)

    paper = words(decision_register(meeting.framework.commune, rows, TODAY).html())

    assert "avant la Tabaski (au plus tard le 1er avril 2024) Ouverte , en retard de 12 jours" in (
        paper
    )
    assert "Union des rizicultrices" in paper


def test_a_partner_reads_the_register_without_names_and_prints_nothing(meeting: Meeting) -> None:
    commune = meeting.framework.commune
    make.decision(meeting, owner_person=make.person(commune, last_name="NOMCACHÉ"))
    partner = signed_in(make.user("partenaire", commune))

    assert "NOMCACHÉ" not in partner.get(url("register", commune)).content.decode()
    assert partner.get(url("register-paper", commune)).status_code == 403


def test_the_register_asks_as_much_for_five_decisions_as_for_one(meeting: Meeting) -> None:
    commune = meeting.framework.commune
    client = signed_in(make.secretary(commune))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url("register", commune))
        return len(captured)

    dated(meeting, "Une", "2024-04-01", owner=make.organisation(commune))
    asked()  # what the process remembers is read
    first = asked()
    for number in range(4):
        row = dated(meeting, f"Autre {number}", "2024-04-01", owner=make.organisation(commune))
        row.parts.create(position=1, wording="Partie")

    assert asked() == first
