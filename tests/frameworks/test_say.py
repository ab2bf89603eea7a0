"""Typing needs, what became of them, and what a meeting chose."""

from typing import Any

import pytest

from frameworks.models import Need, NeedState
from tests import make
from tests.frameworks.world import Place
from tests.wrong_input import WRONG, try_everything

pytestmark = pytest.mark.django_db

NEED = {"statement": "Un magasin de stockage", "identified_on": "03/2024"}


def test_a_need_is_added_and_the_next_one_keeps_its_sector() -> None:
    place = Place()
    sector = make.sector("riz")

    answer = place.post("add-need", NEED | {"sector": sector.pk, "again": "1"})

    assert Need.objects.get().code == "N01"
    assert answer["Location"] == (
        f"{place.url('add-need')}?sector={sector.pk}&identified_on=03%2F2024"
    )


@pytest.mark.parametrize(
    ("counts", "field"),
    [
        ({"women": "3", "young": "4"}, "young"),
        ({"women": "3", "men": "1", "displaced": "5"}, "displaced"),
        ({"identified_on": "2031"}, "identified_on"),
        ({"estimated_cost": "-5"}, "estimated_cost"),
    ],
)
def test_figures_that_cannot_be_stand_beside_their_field(counts: Any, field: Any) -> None:
    answer = Place().post("add-need", NEED | counts)

    assert list(answer.context["form"].errors) == [field]


def test_adding_a_need_survives_every_wrong_input() -> None:
    place = Place()

    try_everything(
        place.client,
        place.url("add-need"),
        NEED,
        watch=[Need],
        must_refuse={"organisation": [make.organisation(make.commune()).pk]},
    )


def test_changing_a_need_survives_every_wrong_input() -> None:
    place = Place()
    need = make.need(place.its)

    try_everything(place.client, place.url("change-need", pk=need.pk), NEED)


def test_two_people_changing_a_need_at_once_both_keep_their_work() -> None:
    place = Place()
    need = make.need(place.its)
    seen = place.get("change-need", pk=need.pk).context["form"]["seen"].value()
    Need.objects.update(statement="Ce qu’une autre a écrit")

    answer = place.post("change-need", NEED | {"seen": seen}, pk=need.pk)

    assert "Ce qu’une autre a écrit" in answer.content.decode()


def test_the_situation_survives_every_wrong_input() -> None:
    place = Place()
    need = make.need(place.its)

    try_everything(
        place.client,
        place.url("need-situation", pk=need.pk),
        {"to": "presente"},
        must_refuse={"to": ["satisfait"], "meeting": [make.meeting(make.framework()).pk]},
    )


def test_putting_a_need_off_asks_why_beside_the_reason() -> None:
    place = Place()
    need = make.need(place.its)

    answer = place.post("need-situation", {"to": "differe"}, pk=need.pk)

    assert list(answer.context["form"].errors) == ["reason"]


def test_a_situation_somebody_else_moved_is_not_overwritten() -> None:
    place = Place()
    need = make.need(place.its, state=NeedState.PRESENTED)

    answer = place.post("need-situation", {"was": "identifie", "to": "retenu"}, pk=need.pk)

    assert answer.context["form"].non_field_errors()


def test_the_meeting_s_choice_is_one_send() -> None:
    place = Place()
    meeting = make.meeting(place.its)
    kept, off, untouched = (make.need(place.its) for _ in range(3))
    data = {
        f"n{kept.pk}-was": "identifie", f"n{kept.pk}-to": "retenu",
        f"n{off.pk}-was": "identifie", f"n{off.pk}-to": "differe", f"n{off.pk}-reason": "Après",
        f"n{untouched.pk}-was": "identifie", f"n{untouched.pk}-to": "",
    }  # fmt: skip

    place.post("choose-needs", data, query=f"?reunion={meeting.pk}")

    states = list(Need.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["retenu", "differe", "identifie"]


def test_a_choice_without_its_reason_keeps_what_was_typed_elsewhere() -> None:
    place = Place()
    meeting = make.meeting(place.its)
    first, second = make.need(place.its), make.need(place.its)
    data = {
        f"n{first.pk}-was": "identifie", f"n{first.pk}-to": "rejete",
        f"n{second.pk}-was": "identifie", f"n{second.pk}-to": "differe",
        f"n{second.pk}-reason": "Au cycle prochain",
    }  # fmt: skip

    answer = place.post("choose-needs", data, query=f"?reunion={meeting.pk}")

    assert "Au cycle prochain" in answer.content.decode()
    assert list(answer.context["rows"][0].errors) == ["reason"]


def test_a_need_another_person_chose_meanwhile_is_asked_again() -> None:
    place = Place()
    need, meeting = make.need(place.its, state=NeedState.PRESENTED), make.meeting(place.its)
    data = {f"n{need.pk}-was": "identifie", f"n{need.pk}-to": "retenu"}

    answer = place.post("choose-needs", data, query=f"?reunion={meeting.pk}")

    assert list(answer.context["rows"][0].errors) == ["to"]


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_in_the_choice_of_needs_is_never_a_500(wrong: Any) -> None:
    place = Place()
    need, meeting = make.need(place.its), make.meeting(place.its)
    data = dict.fromkeys([f"n{need.pk}-{name}" for name in ("was", "to", "reason")], wrong)

    answer = place.post("choose-needs", data, query=f"?reunion={meeting.pk}")

    assert answer.status_code in (200, 302)
    assert Need.objects.get().state == NeedState.IDENTIFIED


@pytest.mark.parametrize("asked", ["abc", "99999999999999999999999", "0", "-1"])
def test_a_meeting_that_is_not_there_is_404(asked: Any) -> None:
    assert Place().get("choose-needs", f"?reunion={asked}").status_code == 404


def test_a_meeting_of_another_commune_is_404() -> None:
    theirs = make.meeting(make.framework())

    assert Place().get("choose-needs", f"?reunion={theirs.pk}").status_code == 404
