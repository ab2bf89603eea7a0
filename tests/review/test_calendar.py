"""What is coming in the adviser's communes, week by week and for the calendar of a telephone."""

import pytest
from django.test import Client

from communes.models import Commune, Role
from consult.review import calendar, matrix
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.day("2025-05-07")  # a Wednesday


@pytest.fixture
def dioro(settings: object) -> Commune:
    """A meeting, a session of the council, steps due and the end of a plan."""
    settings.TODAY = DAY  # type: ignore[attr-defined]
    place = make.commune("Dioro, la ville")
    framework = make.framework(place)
    cycle = make.cycle(framework, opened_on=make.day("2025-04-29"))
    make.plan(cycle, make.day("2025-02-16"))
    make.meeting(framework, held=None, planned_on=make.day("2025-05-12"), called_at="09:30")
    make.meeting(framework, held="2025-05-06", planned_on=make.day("2025-05-06"))
    days = {"first_day": make.day("2025-05-20"), "last_day": make.day("2025-05-22")}
    make.local_date(place, "session_conseil", **days)
    return place


def test_each_event_stands_in_its_week_whatever_day_the_week_is_asked_by(dioro: Commune) -> None:
    found = matrix.rows(Commune.objects.all(), DAY)

    weeks = calendar.weeks(found, DAY, 3)

    assert [week.first.isoformat() for week in weeks] == ["2025-05-05", "2025-05-12", "2025-05-19"]
    kinds = [[(event.day.day, event.kind) for event in week.events] for week in weeks]
    assert kinds == [[], [(12, "meeting"), (13, "due"), (15, "plan")], [(20, "council")]]


def test_a_paused_commune_has_no_due_days(dioro: Commune) -> None:
    dioro.pauses.create(reason="Insécurité")

    found = calendar.events(matrix.rows(Commune.objects.all(), DAY), DAY, make.day("2025-06-30"))

    assert [event.kind for event in found] == ["meeting", "council"]


def test_the_file_holds_the_same_events_and_follows_the_filters(
    dioro: Commune, client: Client
) -> None:
    make.meeting(
        make.framework(make.commune("Koula")), held=None, planned_on=make.day("2025-05-13")
    )
    client.force_login(make.user(Role.ADVISER, dioro))

    answer = client.get("/suivi-communes/calendrier.ics?q=dioro")
    text = answer.content.decode()

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (text.count("BEGIN:VEVENT"), "Koula" in text) == (7, False)
    assert "DTSTART:20250512T093000Z\r\n" in text
    assert "DTSTART;VALUE=DATE:20250520\r\nDTEND;VALUE=DATE:20250523\r\n" in text
    assert "SUMMARY:Dioro\\, la ville – " in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert client.get("/suivi-communes/calendrier.ics?q=zzz").content.count(b"VEVENT") == 0


def test_the_page_shows_the_weeks_and_leads_to_others(dioro: Commune, client: Client) -> None:
    client.force_login(make.user(Role.ADVISER, dioro))

    page = client.get("/suivi-communes/?vue=calendrier").content.decode()
    assert "Session du conseil" in page
    assert "du=2025-06-16" in page
    for odd in ("zzz", "9999-12-31", "0001-01-01", "2025-13-40"):
        answer = client.get(f"/suivi-communes/?vue=calendrier&du={odd}")
        assert answer.status_code == 200
