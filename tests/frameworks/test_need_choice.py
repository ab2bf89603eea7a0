"""What each meeting chose of a need is kept: how often it was raised and put off is seen."""

from typing import Any

import pytest

from foundation.records.errors import NotReady
from frameworks import services
from frameworks.models import MeetingState, Need, NeedState, NeedTreatment
from tests import make
from tests.frameworks.world import Place

pytestmark = pytest.mark.django_db


class Room:
    """A framework with one need, whose meetings choose."""

    def __init__(self) -> None:
        self.framework = make.framework()
        self.by = make.secretary(self.framework.commune)
        self.need = make.need(self.framework)

    def meets(self, to: NeedState | None, reason: str = "", meeting: Any = None) -> Any:
        meeting = meeting or make.meeting(self.framework)
        need = Need.objects.select_related("framework__commune").get(pk=self.need.pk)
        services.retain_needs(meeting, [services.NeedChoice(need, to, reason)], by=self.by)
        self.need.refresh_from_db()
        return meeting

    def kept(self) -> list[tuple[int, str, str]]:
        rows = NeedTreatment.objects.order_by("meeting__number")
        return list(rows.values_list("meeting__number", "choice", "reason"))


def test_a_need_put_off_twice_keeps_both_reasons() -> None:
    room = Room()

    room.meets(NeedState.DEFERRED, "Pas de terrain")
    room.meets(NeedState.DEFERRED, "Pas de terrain")

    assert room.kept() == [(1, "differe", "Pas de terrain"), (2, "differe", "Pas de terrain")]


def test_how_often_a_need_was_raised_and_put_off_is_counted() -> None:
    room = Room()
    room.meets(NeedState.DEFERRED, "Après")
    room.meets(NeedState.DEFERRED, "Encore après")
    room.meets(NeedState.RETAINED)

    counted = Need.objects.with_turns().get()

    assert (counted.raised, counted.put_off) == (3, 2)


def test_a_choice_changed_while_the_minutes_are_open_replaces_the_first() -> None:
    room = Room()
    meeting = room.meets(NeedState.RETAINED)

    room.meets(NeedState.REJECTED, "Hors de la commune", meeting)

    assert room.kept() == [(1, "rejete", "Hors de la commune")]
    assert (room.need.state, room.need.retained_at) == (NeedState.REJECTED, None)


def test_a_need_set_aside_by_mistake_is_retained_by_the_same_meeting() -> None:
    room = Room()
    meeting = room.meets(NeedState.REJECTED, "Erreur")

    room.meets(NeedState.RETAINED, "", meeting)

    assert (room.need.state, room.need.reason, room.need.retained_at) == ("retenu", "", meeting)


def test_a_choice_taken_back_leaves_no_trace_at_the_meeting() -> None:
    room = Room()
    room.meets(NeedState.DEFERRED, "Pas de terrain")
    second = room.meets(NeedState.RETAINED)

    room.meets(None, "", second)

    assert room.kept() == [(1, "differe", "Pas de terrain")]
    assert (room.need.state, room.need.reason) == (NeedState.DEFERRED, "Pas de terrain")
    assert room.need.retained_at is None


def test_the_only_choice_taken_back_makes_the_need_identified_again() -> None:
    room = Room()

    room.meets(None, "", room.meets(NeedState.RETAINED))

    assert (room.need.state, room.kept()) == (NeedState.IDENTIFIED, [])


def test_a_choice_is_not_taken_back_once_the_need_went_on() -> None:
    room = Room()
    meeting = room.meets(NeedState.RETAINED)
    Need.objects.update(state=NeedState.RUNNING)

    with pytest.raises(NotReady):
        room.meets(None, "", meeting)

    assert room.kept() == [(1, "retenu", "")]


def test_approved_minutes_keep_their_choices() -> None:
    room = Room()
    meeting = room.meets(NeedState.RETAINED)
    type(meeting).objects.update(state=MeetingState.APPROVED, approved_on=make.DAY)

    with pytest.raises(NotReady):
        room.meets(None, "", meeting)

    assert room.kept() == [(1, "retenu", "")]


def test_the_same_choice_sent_twice_moves_nothing() -> None:
    room = Room()
    meeting = room.meets(NeedState.DEFERRED, "Après")
    need = Need.objects.select_related("framework__commune").get()

    choice = services.NeedChoice(need, NeedState.DEFERRED, "Après")

    assert services.retain_needs(meeting, [choice], by=room.by) == 0


@pytest.mark.parametrize("to", [NeedState.PRESENTED, NeedState.SATISFIED])
def test_a_meeting_only_retains_puts_off_or_sets_aside(to: NeedState) -> None:
    with pytest.raises(NotReady):
        Room().meets(to)


def test_retaining_on_the_need_s_own_page_stands_among_the_choices_of_an_open_meeting() -> None:
    room = Room()
    meeting = make.meeting(room.framework)

    services.move_need(room.need, NeedState.RETAINED, by=room.by, meeting=meeting)

    assert room.kept() == [(1, "retenu", "")]


def test_the_page_puts_off_again_what_an_earlier_meeting_put_off() -> None:
    place = Place()
    need = make.need(place.its, state=NeedState.DEFERRED, reason="Avant")
    meeting = make.meeting(place.its)
    data = {f"n{need.pk}-was": "differe", f"n{need.pk}-to": "differe", f"n{need.pk}-reason": "Bis"}

    place.post("choose-needs", data, query=f"?reunion={meeting.pk}")

    treated = NeedTreatment.objects.get()
    assert (treated.meeting, treated.choice, treated.reason) == (meeting, "differe", "Bis")


def test_the_page_takes_a_choice_back() -> None:
    place = Place()
    need, meeting = make.need(place.its), make.meeting(place.its)
    sent = {f"n{need.pk}-was": "identifie", f"n{need.pk}-to": "rejete", f"n{need.pk}-reason": "X"}
    place.post("choose-needs", sent, query=f"?reunion={meeting.pk}")

    back = {f"n{need.pk}-was": "rejete", f"n{need.pk}-to": "", f"n{need.pk}-reason": "X"}
    place.post("choose-needs", back, query=f"?reunion={meeting.pk}")

    need.refresh_from_db()
    assert (need.state, NeedTreatment.objects.count()) == (NeedState.IDENTIFIED, 0)


def test_the_need_s_page_tells_its_whole_history() -> None:
    place = Place()
    need = make.need(place.its, assembly=make.assembly(place.its))
    off = make.meeting(place.its, held="2024-03-20")
    off.treatments.create(need=need, choice="differe", reason="Pas de terrain")
    kept = make.meeting(place.its, held="2024-07-04")
    kept.treatments.create(need=need, choice="retenu")

    history = place.get("need", pk=need.pk).context["history"]

    assert [(str(one.day), one.words, one.note) for one in history[1:]] == [
        ("2024-03-20", "Reporté", "Pas de terrain"),
        ("2024-07-04", "Retenu", ""),
    ]
    assert history[0].assembly == need.assembly


@pytest.mark.parametrize("page", ["need", "needs", "choose-needs"])
def test_how_often_it_was_put_off_is_visible(page: str) -> None:
    place = Place()
    need = make.need(place.its)
    for _ in range(2):
        held = make.meeting(place.its)
        held.treatments.create(need=need, choice="differe", reason="Après")

    kwargs = {"pk": need.pk} if page == "need" else {}
    text = place.get(page, **kwargs).content.decode()

    assert "Examiné à 2 réunions, reporté 2 fois" in text
