"""Who sits in the committee, and the versions of its mandate."""

import pytest

from communes.models import Commune
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from foundation.records.rules import Strength
from monitoring import rules
from monitoring.models import Committee
from monitoring.services import committee as services
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(commune: Commune) -> Committee:
    return make.committee(make.framework(commune))


def test_a_committee_of_men_of_the_town_hall_is_told_what_it_lacks(
    commune: Commune, secretary: User, committee: Committee
) -> None:
    services.seat(committee, make.person(commune, sex="M", college="commune"), by=secretary)

    found = rules.r7_committee(committee)
    assert [(finding.code, finding.strength) for finding in found] == [("R7", Strength.WARN)] * 2


def test_an_inclusive_committee_lacks_nothing(
    commune: Commune, secretary: User, committee: Committee
) -> None:
    for college in ("commune", "secteur_prive"):
        services.seat(committee, make.person(commune, college=college), by=secretary)

    assert rules.r7_committee(committee) == []


def test_a_committee_older_than_the_first_plan_is_told_so(
    commune: Commune, secretary: User, committee: Committee
) -> None:
    for college in ("commune", "secteur_prive"):
        services.seat(committee, make.person(commune, college=college), by=secretary)
    make.plan(make.cycle(committee.framework), state="valide", agreed_on=make.day("2025-04-01"))

    assert len(rules.r7_committee(committee)) == 1


def test_nobody_sits_twice_at_once(commune: Commune, secretary: User, committee: Committee) -> None:
    member = services.seat(committee, make.person(commune), by=secretary)

    with pytest.raises(NotReady):
        services.seat(committee, member.person, by=secretary)


def test_somebody_who_left_may_come_back_and_both_times_are_kept(
    commune: Commune, secretary: User, committee: Committee
) -> None:
    member = services.seat(committee, make.person(commune), by=secretary)
    services.leave(member, by=secretary, until=make.day("2025-05-01"))

    services.seat(committee, member.person, by=secretary, since=make.day("2025-06-01"))

    assert committee.members.count() == 2


def test_a_new_mandate_is_the_next_version_and_ends_the_one_before(
    secretary: User, committee: Committee
) -> None:
    first = services.give_mandate(
        committee, by=secretary, tasks="Visiter", valid_from=make.day("2025-03-01")
    )
    second = services.give_mandate(
        committee, by=secretary, tasks="Visiter, suivre", valid_from=make.day("2025-06-01")
    )

    first.refresh_from_db()
    assert (first.version, second.version, first.valid_to) == (1, 2, make.day("2025-05-31"))


@pytest.mark.parametrize(
    ("version", "reason", "unchanged", "warned"),
    [
        (1, "", False, False),
        (2, "", False, True),
        (2, "Retards", False, False),
        (2, "", True, False),
    ],
)
def test_from_the_second_version_a_mandate_says_what_changed(
    version: int, reason: str, unchanged: bool, warned: bool
) -> None:
    found = rules.r10_mandate_says_why(version, reason, unchanged=unchanged)

    assert bool(found) is warned
