"""Typing into the pages of a framework: what is written, what is refused and says why."""

from typing import Any

import pytest
from django.utils import translation

from communes.models import Role
from foundation.formats.partial import PartialDate
from frameworks.forms.proposals import framework_name, next_number
from frameworks.models import (
    Deliberation,
    DeliberationState,
    Framework,
    FrameworkMember,
    FrameworkState,
    PrioritySector,
)
from tests import make
from tests.frameworks.world import Place
from tests.wrong_input import WRONG, try_everything

pytestmark = pytest.mark.django_db

ACT = {"number": "2007-3/CR", "dated": "2007", "object": "Création du cadre", "state": "signee",
       "session_kind": "ordinaire"}  # fmt: skip
VOTE = {"in_office": "17", "present": "13", "represented": "2", "absent": "2", "votes_for": "14",
        "abstentions": "1"}  # fmt: skip


def stranger() -> Any:
    return make.person(make.commune()).pk


def test_the_proposed_name_says_which_commune() -> None:
    place = make.commune("Ouélessébougou")

    assert framework_name(place) == (
        "Cadre de concertation commune – secteur privé d’Ouélessébougou"
    )


def test_the_proposed_number_is_the_next_of_the_year() -> None:
    place = make.commune(initials="CR-DIO")
    make.deliberation(place, number="2025-007/CR-DIO")
    make.deliberation(place, number="2024-031/CR-DIO")

    assert next_number(place) == "2025-008/CR-DIO"


def test_a_framework_is_created_in_preparation() -> None:
    place = Place(framework=False)

    place.post("create-framework", {"name": "Cadre", "meeting_period_months": "3"})

    created = Framework.objects.get()
    assert (created.commune, created.state) == (place.commune, FrameworkState.PREPARING)


def test_creating_a_framework_survives_every_wrong_input() -> None:
    place = Place(framework=False)

    try_everything(
        place.client,
        place.url("create-framework"),
        {"name": "Cadre", "meeting_period_months": "3"},
        watch=[Framework],
        must_refuse={"chair": [stranger()], "meeting_period_months": ["0", "13"]},
    )


def test_changing_a_framework_survives_every_wrong_input() -> None:
    place = Place()

    try_everything(
        place.client,
        place.url("change-framework"),
        {"name": "Cadre", "meeting_period_months": "3"},
        must_refuse={"secretary": [stranger()]},
    )


def test_two_people_changing_the_name_at_once_both_keep_their_work() -> None:
    place = Place()
    seen = place.get("change-framework").context["form"]["seen"].value()
    Framework.objects.update(name="Le nom d’une autre")

    answer = place.post(
        "change-framework",
        {"name": "Mon nom", "meeting_period_months": "3", "seen": seen},
    )

    assert "Le nom d’une autre" in answer.content.decode()
    assert Framework.objects.get().name == "Le nom d’une autre"


def test_an_old_act_with_its_year_alone_founds_the_framework() -> None:
    place = Place(state=FrameworkState.PREPARING, founding_deliberation=None)

    place.post("founding-deliberation", ACT)

    act = Framework.objects.get().founding_deliberation
    assert act is not None
    assert (act.dated, act.kind) == (PartialDate(2007), "creation")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"votes_for": "10"}, "votes_for"),
        ({"present": "8", "represented": "", "votes_for": "7"}, "present"),
        ({"dated": "2031"}, "dated"),
        ({"number": ""}, "number"),
        ({"state": "projet", "enforceable_on": "01/02/2024"}, "enforceable_on"),
    ],
)
def test_what_is_wrong_with_an_act_stands_beside_its_field(changes: Any, field: Any) -> None:
    place = Place(state=FrameworkState.PREPARING, founding_deliberation=None)

    answer = place.post("founding-deliberation", ACT | VOTE | changes)

    assert list(answer.context["form"].errors) == [field]


def test_a_second_call_lets_the_council_decide_whatever_the_number() -> None:
    place = Place()
    few = VOTE | {"present": "6", "represented": "", "absent": "11", "votes_for": "5"}

    place.post("add-deliberation", ACT | few | {"kind": "autre", "second_call": "on"})

    assert Deliberation.objects.filter(second_call=True).count() == 1


def test_a_number_stands_once_in_the_register() -> None:
    place = Place()
    make.deliberation(place.commune, number="2007-3/cr")

    answer = place.post("add-deliberation", ACT | {"kind": "autre"})

    assert list(answer.context["form"].errors) == ["number"]


def test_recording_an_act_survives_every_wrong_input() -> None:
    place = Place()

    try_everything(
        place.client,
        place.url("add-deliberation"),
        ACT | VOTE | {"kind": "autre"},
        watch=[Deliberation],
        must_refuse={"chair": [stranger()], "state": ["approuvee"]},
    )


def test_changing_an_act_survives_every_wrong_input() -> None:
    place = Place()
    act = make.deliberation(place.commune)

    try_everything(
        place.client,
        place.url("change-deliberation", pk=act.pk),
        ACT | VOTE | {"kind": "autre"},
        must_refuse={"secretary": [stranger()], "state": ["annulee"]},
    )


def test_a_signed_act_offers_only_its_transmission() -> None:
    place = Place()
    act = make.deliberation(place.commune, state=DeliberationState.SIGNED)

    fields = set(place.get("change-deliberation", pk=act.pk).context["form"].fields)

    assert fields == {
        "state", "transmitted_on", "transmitted_to", "slip_number", "copies_sent",
        "receipt_reference", "posted_on", "enforceable_on", "seen",
    }  # fmt: skip


def test_text_typed_while_somebody_signed_is_not_lost_in_silence() -> None:
    place = Place()
    act = make.deliberation(place.commune, state=DeliberationState.VOTED)
    Deliberation.objects.filter(pk=act.pk).update(state=DeliberationState.SIGNED)

    answer = place.post("change-deliberation", ACT, pk=act.pk)

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_an_act_of_the_register_is_taken_as_the_founding_one() -> None:
    place = Place(state=FrameworkState.PREPARING, founding_deliberation=None)
    act = make.deliberation(place.commune)

    place.post("take-deliberation", {"act": act.pk})

    assert Framework.objects.get().founding_deliberation == act


def test_an_act_of_another_commune_cannot_be_taken() -> None:
    place = Place(founding_deliberation=None)

    answer = place.post("take-deliberation", {"act": make.deliberation(make.commune()).pk})

    assert list(answer.context["form"].errors) == ["act"]


def test_a_lost_act_is_marked_with_its_reason() -> None:
    place = Place(state=FrameworkState.PREPARING, founding_deliberation=None)

    place.post("regularise", {"note": "Registre perdu en 2012"})

    assert Framework.objects.get().act_to_regularise is True


def test_marking_an_act_survives_every_wrong_input() -> None:
    place = Place(founding_deliberation=None)

    try_everything(place.client, place.url("regularise"), {"note": "Perdu"})


def test_seating_members_survives_every_wrong_input() -> None:
    place = Place()
    here = make.organisation(place.commune)

    try_everything(
        place.client,
        place.url("members"),
        {"organisations": [here.pk]},
        watch=[FrameworkMember],
        must_refuse={"organisations": [make.organisation(make.commune()).pk], "since": ["2031"]},
    )


def test_a_reader_seats_nobody() -> None:
    place = Place(role=Role.ADVISER)
    here = make.organisation(place.commune)

    assert place.post("members", {"organisations": [here.pk]}).status_code == 403


def test_a_membership_ends_on_its_last_day() -> None:
    place = Place()
    member = FrameworkMember.objects.create(
        framework=place.its, organisation=make.organisation(place.commune), college="autre"
    )

    place.post("end-membership", {"until": "31/12/2024"}, pk=member.pk)

    member.refresh_from_db()
    assert member.until == make.day("2024-12-31")


def sector_rows(**rows: str) -> dict[str, str]:
    """Ticks sectors by code, each with its rank."""
    return {
        f"s{make.sector(code).pk}-{name}": value
        for code, rank in rows.items()
        for name, value in (("chosen", "on"), ("rank", rank), ("reason", f"Pourquoi {code}"))
    }


def test_two_sectors_ticked_found_the_framework() -> None:
    place = Place(state=FrameworkState.PREPARING)

    place.post("sectors", sector_rows(riz="1", lait="2"))

    assert Framework.objects.get().state == FrameworkState.FOUNDED


def test_one_sector_is_saved_with_what_is_missing() -> None:
    place = Place(state=FrameworkState.PREPARING)

    place.post("sectors", sector_rows(riz="1"))

    shown = place.get("sectors").content.decode()
    assert "Choisissez 2 ou 3 filières. Il en manque 1." in shown
    assert PrioritySector.objects.count() == 1


def test_two_sectors_with_the_same_rank_are_refused_with_everything_typed() -> None:
    place = Place()

    answer = place.post("sectors", sector_rows(riz="1", lait="1"))

    assert "Pourquoi lait" in answer.content.decode()
    assert PrioritySector.objects.count() == 0


def test_replacing_a_sector_without_a_day_says_so_beside_the_day() -> None:
    place = Place()
    place.post("sectors", sector_rows(riz="1", lait="2"))

    answer = place.post("sectors", sector_rows(riz="1", mangue="2"))

    assert list(answer.context["choice"].decision.errors) == ["active_from"]


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_in_the_choice_of_sectors_is_never_a_500(wrong: Any) -> None:
    place = Place(state=FrameworkState.PREPARING)
    pk = make.sector("riz").pk
    fields = [f"s{pk}-chosen", f"s{pk}-rank", f"s{pk}-reason", "decided_in", "active_from"]

    answer = place.post("sectors", dict.fromkeys(fields, wrong))

    assert answer.status_code in (200, 302)


def test_a_framework_is_put_to_rest_and_woken() -> None:
    place = Place()

    place.post("rest-framework", {})
    rested = Framework.objects.get().state
    place.post("rest-framework", {})

    assert (rested, Framework.objects.get().state) == ("en_veille", "actif")


def test_the_pages_speak_english_too() -> None:
    place = Place()
    with translation.override("en"):
        answer = place.get("framework")

    assert "Priority sectors" in answer.content.decode()
