"""The accounts of a demonstration: one per role, only where demonstrating is on."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django import Settings

from communes.access import Action, may, roles_in
from communes.models import Assignment, Commune, Organisation, Role
from consult.demo.accounts import PASSWORD
from foundation.accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def territory(db: None, settings: Settings) -> None:
    settings.DEMO = True
    call_command("load_territory", stdout=StringIO())


def accounts() -> str:
    said = StringIO()
    call_command("demo_accounts", stdout=said)
    return said.getvalue()


def commune(slug: str) -> Commune:
    return Commune.objects.get(slug=slug)


def test_outside_a_demonstration_no_account_is_made(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="mode démonstration"):
        accounts()

    assert not User.objects.exists()


def test_without_communes_it_says_what_to_run_first() -> None:
    User.objects.all().delete()
    Commune.objects.filter(slug="dioro").update(slug="ailleurs")

    with pytest.raises(CommandError, match="load_territory"):
        accounts()


def test_every_account_is_printed_with_its_page_and_the_one_password() -> None:
    lines = [line.split() for line in accounts().splitlines()]

    assert ["secretaire-dioro", "http://127.0.0.1:8000/espace/dioro/"] in [
        [line[0], line[-1]] for line in lines
    ]
    assert lines[-1][-1] == PASSWORD
    printed = {line[0] for line in lines}
    assert printed >= set(User.objects.values_list("username", flat=True))


@pytest.mark.parametrize(
    ("username", "role", "slug"),
    [
        ("secretaire-dioro", Role.SECRETARY, "dioro"),
        ("maire-dioro", Role.MAYOR, "dioro"),
        ("comite-dioro", Role.COMMITTEE, "dioro"),
        ("service-dioro", Role.SERVICE, "dioro"),
        ("secretaire-sirakorola", Role.SECRETARY, "sirakorola"),
        ("secretaire-koula", Role.SECRETARY, "koula"),
        ("maire-koula", Role.MAYOR, "koula"),
    ],
)
def test_an_account_of_a_commune_sees_that_commune_alone(
    username: str, role: Role, slug: str
) -> None:
    accounts()
    user = User.objects.get(username=username)

    assert list(Commune.objects.visible_to(user)) == [commune(slug)]
    assert roles_in(user, commune(slug)) == {role}
    assert user.check_password(PASSWORD)
    assert user.full_name.endswith("(démo)")


@pytest.mark.parametrize(
    ("username", "role"),
    [("conseiller", Role.ADVISER), ("partenaire", Role.PARTNER), ("admin", Role.ADMINISTRATOR)],
)
def test_advisers_partners_and_administrators_see_the_twenty(username: str, role: Role) -> None:
    accounts()
    user = User.objects.get(username=username)

    assert Commune.objects.visible_to(user).count() == 20
    assert roles_in(user, commune("koula")) == {role}


def test_the_partner_sees_no_persons() -> None:
    accounts()

    partner = User.objects.get(username="partenaire")
    assert not may(partner, Action.READ_PERSONS, commune("dioro"))


def test_the_service_speaks_for_its_organisation_once_the_examples_are_there() -> None:
    accounts()
    service = make.organisation(commune("dioro"), "service_technique", external_id="DIO-SCA")

    accounts()

    spoken_for = Assignment.objects.get(user__username="service-dioro").organisation
    assert spoken_for == Organisation.objects.get(pk=service.pk)


def test_making_them_twice_is_making_them_once() -> None:
    accounts()
    before = {model._meta.label: model._base_manager.count() for model in apps.get_models()}

    accounts()

    assert before == {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_changed_password_a_closed_account_or_an_ended_role_is_refreshed() -> None:
    accounts()
    user = User.objects.get(username="maire-dioro")
    user.set_password("un autre mot de passe")
    user.is_active = False
    user.save()
    user.assignments.update(valid_to=datetime.date(2024, 1, 1))

    accounts()

    user.refresh_from_db()
    assert (user.is_active, user.check_password(PASSWORD)) == (True, True)
    assert roles_in(user, commune("dioro")) == {Role.MAYOR}


def test_an_open_session_outlives_a_refresh() -> None:
    accounts()
    before = User.objects.get(username="conseiller").get_session_auth_hash()

    accounts()

    assert User.objects.get(username="conseiller").get_session_auth_hash() == before
