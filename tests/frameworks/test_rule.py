"""R1, R2, R4, R5 and R16: each sentence, each strength, each edge."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from foundation.records.rules import Finding, Strength
from frameworks.models import DeliberationState, Framework, FrameworkState, MeetingKind
from frameworks.rules import (
    may_rest,
    months_after,
    r1_priority_sectors,
    r2_founding_act,
    r4_needs_before_first_meeting,
    r5_meeting_interval,
    r16_council_vote,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(settings: Any) -> Any:
    settings.TODAY = datetime.date(2025, 5, 7)
    with translation.override("en"):
        yield


def of(findings: list[Finding]) -> list[Strength]:
    return [finding.strength for finding in findings]


def framework_with(sectors: int) -> Framework:
    framework = make.framework()
    for rank in range(1, sectors + 1):
        make.priority(framework, rank=min(rank, 3))
    return framework


@pytest.mark.parametrize(
    ("sectors", "sentences"),
    [
        (0, ["Choose 2 or 3 sectors. 2 are missing."]),
        (1, ["Choose 2 or 3 sectors. 1 is missing."]),
        (2, []),
        (3, []),
        (4, ["Choose 2 or 3 sectors. Take 1 away."]),
    ],
)
def test_r1_asks_for_two_or_three_sectors(sectors: Any, sentences: Any) -> None:
    found = r1_priority_sectors(framework_with(sectors))

    assert [finding.sentence for finding in found] == sentences


def test_r1_does_not_count_a_sector_that_has_ended() -> None:
    framework = framework_with(2)
    make.priority(framework, rank=3, active_to=make.day("2025-01-01"))

    assert r1_priority_sectors(framework) == []


def test_r2_blocks_without_a_founding_act() -> None:
    framework = make.framework(founding_deliberation=None)

    assert of(r2_founding_act(framework)) == [Strength.BLOCK]


def test_r2_only_warns_of_an_act_to_be_regularised() -> None:
    framework = make.framework(
        founding_deliberation=None, act_to_regularise=True, regularise_note="Registre brûlé"
    )

    assert of(r2_founding_act(framework)) == [Strength.WARN]


@pytest.mark.parametrize("state", [DeliberationState.DRAFT, DeliberationState.ANNULLED])
def test_r2_blocks_while_the_act_is_not_adopted(state: Any) -> None:
    place = make.commune()
    framework = make.framework(place, founding_deliberation=make.deliberation(place, state=state))

    assert of(r2_founding_act(framework)) == [Strength.BLOCK]


def test_r2_blocks_when_the_vote_was_lost() -> None:
    place = make.commune()
    act = make.deliberation(place, votes_for=5, votes_against=8)
    framework = make.framework(place, founding_deliberation=act)

    assert of(r2_founding_act(framework)) == [Strength.BLOCK]


@pytest.mark.parametrize(
    ("dated", "held", "found"),
    [
        ("2024-02-15", "2024-02-15", []),
        ("2024-02-16", "2024-02-15", [Strength.BLOCK]),
        ("2024", "2024-02-15", []),
        ("2024-03", "2024-02", [Strength.BLOCK]),
    ],
)
def test_r2_compares_what_is_known_of_the_two_dates(dated: Any, held: Any, found: Any) -> None:
    place = make.commune()
    act = make.deliberation(place, dated=make.partial(dated))
    framework = make.framework(place, founding_deliberation=act)
    make.meeting(framework, held=held)

    assert of(r2_founding_act(framework)) == found


def test_r2_leaves_preparatory_meetings_out() -> None:
    framework = make.framework()
    make.meeting(framework, held="2023-01-01", kind=MeetingKind.PREPARATORY)

    assert r2_founding_act(framework) == []


def test_r4_names_each_sector_without_a_need() -> None:
    framework = framework_with(0)
    silent, heard = make.sector("lait"), make.sector("riz")
    make.priority(framework, silent, rank=1)
    make.priority(framework, heard, rank=2)
    make.need(framework, sector=heard)
    meeting = make.meeting(framework, held="2024-03-20")

    assert r4_needs_before_first_meeting(framework, meeting) == [
        Finding(
            "R4",
            Strength.BLOCK,
            "The sector Lait has no need said before the first meeting. Record at least one.",
        )
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [("2024-03-19", 0), ("2024-03-20", 1), ("2024-03", 0), ("2025", 1)],
)
def test_r4_asks_for_a_need_said_before_the_meeting(said: Any, found: Any) -> None:
    framework = framework_with(1)
    sector = framework.priority_sectors.get().sector
    make.need(framework, sector=sector, identified_on=make.partial(said))
    meeting = make.meeting(framework, held="2024-03-20")

    assert len(r4_needs_before_first_meeting(framework, meeting)) == found


def test_r4_only_warns_of_a_first_meeting_entered_afterwards() -> None:
    framework = framework_with(1)
    meeting = make.meeting(framework, entered_afterwards=True)

    assert of(r4_needs_before_first_meeting(framework, meeting)) == [Strength.WARN]


def test_r4_asks_nothing_of_a_later_meeting() -> None:
    framework = framework_with(1)
    make.meeting(framework, held="2024-03-20")
    later = make.meeting(framework, held="2024-06-20")

    assert r4_needs_before_first_meeting(framework, later) == []


@pytest.mark.parametrize(("held", "found"), [("2025-01-07", 0), ("2025-01-06", 1)])
def test_r5_warns_after_four_months_without_a_meeting(held: Any, found: Any) -> None:
    framework = make.framework()
    make.meeting(framework, held=held)

    assert of(r5_meeting_interval(framework)) == [Strength.WARN] * found


def test_r5_counts_up_to_the_meeting_it_is_asked_of() -> None:
    framework = make.framework()
    make.meeting(framework, held="2024-01-10")
    late = make.meeting(framework, held="2024-06-10")

    assert [finding.sentence for finding in r5_meeting_interval(framework, late)] == [
        "The meeting before was on 10\u00a0January 2024, more than four months earlier."
    ]


def test_r5_asks_nothing_of_a_framework_that_rests() -> None:
    framework = make.framework(state=FrameworkState.DORMANT)
    make.meeting(framework, held="2024-01-10")

    assert r5_meeting_interval(framework) == []


def test_rest_is_proposed_after_six_months() -> None:
    framework = make.framework()
    make.meeting(framework, held="2024-11-06")

    assert may_rest(framework) is True


def test_a_month_later_stays_within_the_month() -> None:
    assert months_after(make.day("2024-10-31"), 4) == make.day("2025-02-28")


VOTE = {"in_office": 17, "present": 13, "represented": 2, "absent": 2, "votes_for": 14}


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({**VOTE, "abstentions": 1}, []),
        ({**VOTE, "absent": 4, "abstentions": 1}, []),
        (VOTE, [Strength.BLOCK]),
        ({**VOTE, "votes_against": 3}, [Strength.BLOCK]),
        ({"in_office": 17, "present": 9, "votes_for": 9}, []),
        ({"in_office": 17, "present": 8, "votes_for": 8}, [Strength.BLOCK]),
        ({"in_office": 16, "present": 8, "votes_for": 8}, [Strength.BLOCK]),
        ({"in_office": 17, "present": 8, "votes_for": 8, "second_call": True}, []),
        ({"in_office": 17, "present": 8, "votes_for": 7}, [Strength.BLOCK, Strength.BLOCK]),
        ({}, [Strength.WARN]),
        ({"present": 12}, [Strength.WARN]),
        ({**VOTE, "absent": 9, "abstentions": 1}, [Strength.WARN]),
        ({"in_office": 9, "present": 9, "votes_for": 4, "votes_against": 5}, [Strength.WARN]),
    ],
)
def test_r16_holds_the_votes_and_the_quorum_of_the_council(counts: Any, found: Any) -> None:
    act = make.deliberation(make.commune(), **counts)

    assert of(r16_council_vote(act)) == found
