"""A framework leaves its preparation by itself, when its sectors and its act are there."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from communes.models import College, OrganisationKind, Role
from foundation.journal.models import Entry
from foundation.records.errors import NotReady, Stale
from frameworks import services
from frameworks.models import (
    Deliberation,
    DeliberationState,
    Framework,
    FrameworkState,
    PrioritySector,
)
from tests import make

pytestmark = pytest.mark.django_db


def prepared(**fields: Any) -> Framework:
    fields.setdefault("founding_deliberation", None)
    return make.framework(state=FrameworkState.PREPARING, **fields)


def chosen(framework: Framework) -> list[tuple[str, int]]:
    return list(
        framework.priority_sectors.filter(active_to=None).values_list("sector__code", "rank")
    )


def pick(*codes: str) -> list[services.SectorChoice]:
    return [services.SectorChoice(make.sector(code)) for code in codes]


def test_the_second_sector_founds_a_framework_whose_act_is_there() -> None:
    framework = prepared(founding_deliberation=make.deliberation(make.commune()))
    by = make.secretary(framework.commune)

    services.choose_sectors(framework, pick("riz", "lait"), by=by)

    assert framework.state == FrameworkState.FOUNDED


def test_one_sector_is_kept_and_the_framework_stays_in_preparation() -> None:
    framework = prepared(founding_deliberation=make.deliberation(make.commune()))

    services.choose_sectors(framework, pick("riz"), by=make.secretary(framework.commune))

    assert (framework.state, chosen(framework)) == (FrameworkState.PREPARING, [("riz", 1)])


def test_the_founding_act_founds_a_framework_whose_sectors_are_there() -> None:
    framework = prepared()
    make.priority(framework, rank=1)
    make.priority(framework, rank=2)
    act = Deliberation(
        commune=framework.commune, number="1", dated=make.partial("2007"), object="Création"
    )

    services.record_founding_deliberation(framework, act, by=make.mayor(framework.commune))

    assert (framework.state, framework.founding_deliberation) == (FrameworkState.FOUNDED, act)


def test_an_act_to_be_regularised_founds_a_framework_that_already_met_as_active() -> None:
    framework = prepared()
    make.priority(framework, rank=1)
    make.priority(framework, rank=2)
    make.meeting(framework)

    services.regularise(framework, by=make.secretary(framework.commune), note="Registre perdu")

    assert framework.state == FrameworkState.ACTIVE


def test_a_second_framework_is_refused_while_one_is_not_closed() -> None:
    place = make.framework().commune

    with pytest.raises(NotReady):
        services.create_framework(Framework(commune=place, name="Autre"), by=make.secretary(place))


def test_the_database_itself_refuses_a_second_framework() -> None:
    place = make.framework().commune

    with pytest.raises(IntegrityError), transaction.atomic():
        make.framework(place, founding_deliberation=None)


def test_a_founded_framework_never_falls_below_two_sectors() -> None:
    framework = make.framework()
    services.choose_sectors(framework, pick("riz", "lait"), by=make.secretary(framework.commune))

    with pytest.raises(NotReady):
        services.choose_sectors(framework, pick("riz"), by=make.secretary(framework.commune))


def test_a_sector_replaced_keeps_its_dates_as_history() -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    start, change = make.day("2024-02-15"), make.day("2025-01-01")
    services.choose_sectors(framework, pick("riz", "lait"), by=by, active_from=start)

    services.choose_sectors(framework, pick("riz", "mangue"), by=by, active_from=change)

    ended = PrioritySector.objects.get(sector__code="lait")
    assert (ended.active_from, ended.active_to) == (start, make.day("2024-12-31"))


def test_a_kept_sector_keeps_its_first_day() -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    start = make.day("2024-02-15")
    services.choose_sectors(framework, pick("riz", "lait"), by=by, active_from=start)

    services.choose_sectors(
        framework, pick("riz", "mangue"), by=by, active_from=make.day("2025-01-01")
    )

    assert PrioritySector.objects.get(sector__code="riz").active_from == start


def test_replacing_a_sector_asks_from_which_day() -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    services.choose_sectors(framework, pick("riz", "lait"), by=by)

    with pytest.raises(NotReady):
        services.choose_sectors(framework, pick("riz", "mangue"), by=by)


def test_a_replacement_before_the_first_choice_is_refused() -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    services.choose_sectors(
        framework, pick("riz", "lait"), by=by, active_from=make.day("2024-02-15")
    )

    with pytest.raises(NotReady):
        services.choose_sectors(
            framework, pick("riz", "mangue"), by=by, active_from=make.day("2024-01-01")
        )


def test_a_choice_without_a_day_holds_from_its_deliberation() -> None:
    framework = prepared()
    act = make.deliberation(framework.commune, dated=make.partial("2007-03"))
    by = make.secretary(framework.commune)

    services.choose_sectors(framework, pick("riz"), by=by, decided_in=act)

    assert framework.priority_sectors.get().active_from == make.day("2007-03-01")


def test_ranks_left_empty_take_the_free_ones() -> None:
    framework = prepared()
    choices = [
        services.SectorChoice(make.sector("lait"), rank=1),
        *pick("mangue", "riz"),
    ]

    services.choose_sectors(framework, choices, by=make.secretary(framework.commune))

    assert chosen(framework) == [("lait", 1), ("mangue", 2), ("riz", 3)]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADVISER, Role.PARTNER, Role.SERVICE])
def test_those_who_only_read_choose_no_sector(role: Any) -> None:
    framework = prepared()

    with pytest.raises(PermissionDenied):
        services.choose_sectors(framework, pick("riz"), by=make.user(role, framework.commune))


def test_several_organisations_sit_at_once_each_in_its_college() -> None:
    framework = make.framework()
    place = framework.commune
    kinds = [OrganisationKind.PROFESSIONAL, OrganisationKind.SERVICE, OrganisationKind.PROGRAMME]
    seated = [make.organisation(place, kind) for kind in kinds]

    services.add_members(framework, seated, by=make.secretary(place))

    assert [framework.members.get(organisation=one).college for one in seated] == [
        College.PRIVATE_SECTOR,
        College.SERVICES,
        College.DONORS,
    ]


def test_an_organisation_that_left_sits_again_and_both_times_are_kept() -> None:
    framework = make.framework()
    by, one = make.secretary(framework.commune), make.organisation(framework.commune)
    services.add_members(framework, [one], by=by)
    services.end_membership(framework.members.get(), by=by, until=make.day("2024-12-31"))

    services.add_members(framework, [one], by=by, since=make.day("2025-06-01"))

    seats = framework.members.order_by("pk").values_list("since", "until")
    assert list(seats) == [(None, make.day("2024-12-31")), (make.day("2025-06-01"), None)]


def test_a_membership_does_not_end_before_it_began() -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    services.add_members(
        framework, [make.organisation(framework.commune)], by=by, since=make.day("2024-03-01")
    )

    with pytest.raises(NotReady):
        services.end_membership(framework.members.get(), by=by, until=make.day("2024-02-01"))


def test_a_signed_act_changes_only_in_its_transmission() -> None:
    act = make.deliberation(make.commune(), state=DeliberationState.SIGNED)
    act.object = "Autre objet"

    with pytest.raises(NotReady):
        services.change_deliberation(
            act,
            by=make.mayor(act.commune),
            save=act.save,
            fields=["object"],
            was=DeliberationState.SIGNED,
        )


def test_a_signed_act_is_sent_to_the_state() -> None:
    act = make.deliberation(make.commune(), state=DeliberationState.SIGNED)
    act.state, act.transmitted_to = DeliberationState.SENT, "Sous-préfet"

    services.change_deliberation(
        act,
        by=make.mayor(act.commune),
        save=act.save,
        fields=["state", "transmitted_to"],
        was=DeliberationState.SIGNED,
    )

    act.refresh_from_db()
    assert (act.state, act.transmitted_to) == (DeliberationState.SENT, "Sous-préfet")


def test_an_act_signed_meanwhile_by_somebody_else_is_not_overwritten() -> None:
    act = make.deliberation(make.commune(), state=DeliberationState.VOTED)
    Deliberation.objects.filter(pk=act.pk).update(state=DeliberationState.SIGNED)

    with pytest.raises(Stale):
        services.change_deliberation(
            act,
            by=make.mayor(act.commune),
            save=act.save,
            fields=["object"],
            was=DeliberationState.VOTED,
        )


def test_an_annulled_act_takes_no_further_state() -> None:
    act = make.deliberation(make.commune(), state=DeliberationState.ANNULLED)
    act.state = DeliberationState.ENFORCEABLE

    with pytest.raises(NotReady):
        services.change_deliberation(
            act,
            by=make.mayor(act.commune),
            save=act.save,
            fields=["state"],
            was=DeliberationState.ANNULLED,
        )


def test_an_act_whose_votes_do_not_add_up_is_not_recorded() -> None:
    place = make.commune()
    act = Deliberation(
        commune=place, number="1", dated=make.partial("2025"), object="x", present=10, votes_for=9
    )

    with pytest.raises(NotReady):
        services.record_deliberation(act, by=make.secretary(place))


def test_a_deliberation_of_another_commune_founds_nothing_here() -> None:
    framework = prepared()

    with pytest.raises(NotReady):
        services.found_by(
            framework, make.deliberation(make.commune()), by=make.secretary(framework.commune)
        )


def test_founding_stands_in_the_journal() -> None:
    framework = prepared(founding_deliberation=make.deliberation(make.commune()))
    services.choose_sectors(framework, pick("riz", "lait"), by=make.secretary(framework.commune))

    verbs = [entry.verb for entry in Entry.objects.about(framework)]

    assert verbs == ["etat", "consigne", "consigne"]
