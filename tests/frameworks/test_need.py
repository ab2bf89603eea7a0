"""A need keeps one identity: its code, its moves, and what each meeting decided of it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from communes.models import Role
from foundation.records.errors import NotReady, Stale
from frameworks import services
from frameworks.models import Framework, Meeting, MeetingState, Need, NeedState
from tests import make

pytestmark = pytest.mark.django_db


def said(framework: Framework, **fields: Any) -> Need:
    fields.setdefault("statement", "Un magasin")
    fields.setdefault("identified_on", make.partial("2024"))
    return services.add_need(
        Need(framework=framework, **fields), by=make.secretary(framework.commune)
    )


def test_needs_are_numbered_by_themselves() -> None:
    framework = make.framework()

    assert [said(framework).code, said(framework).code] == ["N01", "N02"]


def test_a_code_follows_the_highest_one_given() -> None:
    framework = make.framework()
    make.need(framework, code="N41")
    make.need(framework, code="ancien-99")

    assert said(framework).code == "N42"


def test_each_framework_counts_its_own_needs() -> None:
    said(make.framework())

    assert said(make.framework()).code == "N01"


def test_a_need_is_put_off_with_its_reason() -> None:
    need = said(make.framework())

    services.move_need(
        need, NeedState.DEFERRED, by=make.mayor(need.framework.commune), reason="Pas de terrain"
    )

    need.refresh_from_db()
    assert (need.state, need.reason) == (NeedState.DEFERRED, "Pas de terrain")


@pytest.mark.parametrize("to", [NeedState.DEFERRED, NeedState.REJECTED])
def test_putting_a_need_off_or_aside_without_saying_why_is_refused(to: Any) -> None:
    need = said(make.framework())

    with pytest.raises(NotReady):
        services.move_need(need, to, by=make.mayor(need.framework.commune), reason="  ")


def test_a_need_presented_again_forgets_why_it_was_put_off() -> None:
    need = make.need(make.framework(), state=NeedState.DEFERRED, reason="Pas de terrain")

    services.move_need(need, NeedState.PRESENTED, by=make.mayor(need.framework.commune))

    need.refresh_from_db()
    assert need.reason == ""


def test_a_need_never_answered_is_not_satisfied() -> None:
    need = said(make.framework())

    with pytest.raises(NotReady):
        services.move_need(need, NeedState.SATISFIED, by=make.mayor(need.framework.commune))


def test_the_second_of_two_people_moving_a_need_is_told() -> None:
    need = said(make.framework())
    by = make.mayor(need.framework.commune)
    same = Need.objects.get(pk=need.pk)
    services.move_need(same, NeedState.RETAINED, by=by)

    with pytest.raises(Stale):
        services.move_need(need, NeedState.PRESENTED, by=by)


def test_a_satisfied_need_carries_the_day() -> None:
    need = make.need(make.framework(), state=NeedState.RUNNING)

    services.move_need(
        need,
        NeedState.SATISFIED,
        by=make.mayor(need.framework.commune),
        satisfied_on=make.day("2025-01-10"),
    )

    need.refresh_from_db()
    assert need.satisfied_on == make.day("2025-01-10")


@pytest.fixture
def meeting() -> Meeting:
    return make.meeting(make.framework())


def choose(meeting: Meeting, *choices: services.NeedChoice) -> int:
    return services.retain_needs(meeting, choices, by=make.secretary(meeting.framework.commune))


def test_a_meeting_chooses_among_all_needs_in_one_send(meeting: Any) -> None:
    first, second, third = (make.need(meeting.framework) for _ in range(3))

    moved = choose(
        meeting,
        services.NeedChoice(first, NeedState.RETAINED),
        services.NeedChoice(second, NeedState.DEFERRED, "Au prochain cycle"),
        services.NeedChoice(third, NeedState.REJECTED, "Hors de la commune"),
    )

    states = list(Need.objects.order_by("pk").values_list("state", "retained_at", "reason"))
    assert (moved, states) == (
        3,
        [
            ("retenu", meeting.pk, ""),
            ("differe", None, "Au prochain cycle"),
            ("rejete", None, "Hors de la commune"),
        ],
    )


def test_one_choice_refused_keeps_all_the_others_unwritten(meeting: Any) -> None:
    first, second = (make.need(meeting.framework) for _ in range(2))

    with pytest.raises(NotReady):
        choose(
            meeting,
            services.NeedChoice(first, NeedState.RETAINED),
            services.NeedChoice(second, NeedState.DEFERRED),
        )

    first.refresh_from_db()
    assert first.state == NeedState.IDENTIFIED


def test_a_need_of_another_framework_is_refused(meeting: Any) -> None:
    with pytest.raises(NotReady):
        choose(meeting, services.NeedChoice(make.need(make.framework()), NeedState.RETAINED))


def test_approved_minutes_close_the_choice() -> None:
    meeting = make.meeting(
        make.framework(), state=MeetingState.APPROVED, approved_on=make.day("2024-03-30")
    )

    with pytest.raises(NotReady):
        choose(meeting, services.NeedChoice(make.need(meeting.framework), NeedState.RETAINED))


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADVISER, Role.PARTNER, Role.SERVICE])
def test_those_who_only_read_record_no_need(role: Any) -> None:
    framework = make.framework()

    with pytest.raises(PermissionDenied):
        services.add_need(Need(framework=framework), by=make.user(role, framework.commune))


def test_an_administrator_runs_no_meeting(meeting: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.retain_needs(
            meeting, [], by=make.user(Role.ADMINISTRATOR, meeting.framework.commune)
        )
