"""Accounts, roles and codes, and how far a regional administrator reaches."""

from __future__ import annotations

import pytest
from django.test import Client

from communes.models import Assignment, Cercle, Commune, Region, Role
from foundation.accounts.models import ResetCode, User
from tests import make
from tests.admin.browse import add_page, last_entry, page_of, save, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture
def regional(client: Client) -> tuple[Client, Commune, Commune]:
    """An administrator of one region, a commune there, and one elsewhere."""
    here = make.commune()
    far = Region.objects.create(code="R2", name="Kayes")
    cercle = Cercle.objects.create(code="C2", name="Bafoulabé", region=far)
    there = make.commune(cercle=cercle)
    boss = make.user()
    Assignment.objects.create(user=boss, role=Role.ADMINISTRATOR, region=here.region)
    make.assign(boss, Role.ADVISER)  # sees the whole country, in another role
    client.force_login(boss)
    return client, here, there


def test_a_regional_administrator_sees_the_region_alone(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, there = regional
    near, far = make.need(make.framework(here)), make.need(make.framework(there))

    shown = client.get("/gestion/frameworks/need/").context["cl"].queryset

    assert [*shown] == [near]
    assert client.get(page_of(far)).status_code == 302
    assert client.get(page_of(there)).status_code == 302
    choices = client.get(
        "/gestion/autocomplete/?app_label=frameworks&model_name=framework&field_name=commune"
    )
    assert [each["id"] for each in choices.json()["results"]] == [str(here.pk)]


def test_a_regional_administrator_changes_nothing_the_country_shares(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, _there = regional
    shared = [make.organisation(None), make.sector(), here.region, here.cercle]

    assert [client.post(page_of(record), {"name": "X"}).status_code for record in shared] == [
        403
    ] * 4


@pytest.mark.parametrize("place", ["nationwide", "commune", "region", "programme"])
def test_a_regional_administrator_gives_no_role_beyond_the_region(
    regional: tuple[Client, Commune, Commune], place: str
) -> None:
    client, _here, there = regional
    who = make.user()
    everywhere = make.organisation(None, "programme")
    wide = {"nationwide": "on", "commune": there.pk, "region": there.region.pk,
            "programme": everywhere.pk}  # fmt: skip

    response = save(
        client, add_page("communes_assignment"), user=who.pk, role="maire", **{place: wide[place]}
    )

    assert response.status_code == 200
    assert not who.assignments.exists()


def test_a_regional_administrator_gives_a_role_in_the_region(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, _there = regional
    who = make.user()

    save(client, add_page("communes_assignment"), user=who.pk, role="maire", commune=here.pk)

    assert who.assignments.get().commune == here


def test_a_regional_administrator_issues_no_code_to_somebody_with_wider_duties(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, _there = regional
    both = make.secretary(here)
    make.assign(both, Role.ADVISER)

    assert client.post(f"/gestion/accounts/user/{both.pk}/code/").status_code == 404
    assert ResetCode.objects.count() == 0


def test_a_user_is_added_without_a_password(boss: Client) -> None:
    here = make.commune()
    row = {"assignments-TOTAL_FORMS": "1", "assignments-0-role": "maire",
           "assignments-0-commune": here.pk}  # fmt: skip

    response = save(boss, add_page("accounts_user"), username="maire-dioro", full_name="Awa", **row)

    added = User.objects.get(username="maire-dioro")
    assert response.status_code == 302
    assert (added.is_active, added.has_usable_password()) == (True, False)
    assert added.assignments.get().commune == here


def test_two_places_at_once_are_refused_in_a_sentence(boss: Client) -> None:
    url, here = add_page("communes_assignment"), make.commune()

    response = save(
        boss, url, user=make.user().pk, role="maire", commune=here.pk, region=here.region.pk
    )

    assert response.status_code == 200
    assert "Choisissez un seul lieu" in sentences(response)


def test_a_code_is_shown_once_and_opens_the_account(boss: Client) -> None:
    who = make.user(username="maire-dioro")
    url = f"/gestion/accounts/user/{who.pk}/code/"

    asked, shown = boss.get(url), boss.post(url)

    code = shown.context["code"]
    assert asked.context.get("code") is None
    assert code in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert ResetCode.objects.get().issued_by == User.objects.get(username="admin-un")
    assert last_entry() == ("", "code", "accounts.user", "")
    assert code not in boss.get(url).content.decode()


def test_an_administrator_issues_no_code_for_themself(boss: Client) -> None:
    own = User.objects.get(username="admin-un")

    assert boss.post(f"/gestion/accounts/user/{own.pk}/code/").status_code == 403
    assert ResetCode.objects.count() == 0


def test_a_closed_account_gets_no_code(boss: Client) -> None:
    who = make.user(is_active=False)

    response = boss.post(f"/gestion/accounts/user/{who.pk}/code/")

    assert (response.status_code, ResetCode.objects.count()) == (200, 0)


def test_closing_an_account_ends_its_sessions_for_good(boss: Client) -> None:
    who = make.secretary(make.commune())
    theirs = Client()
    theirs.force_login(who)

    assert save(boss, page_of(who), is_active="").status_code == 302
    User.objects.filter(pk=who.pk).update(is_active=True)  # opened again later

    assert theirs.get("/mon-compte/").status_code == 302


def test_nobody_closes_their_own_account(boss: Client) -> None:
    own = User.objects.get(username="admin-un")

    save(boss, page_of(own), is_active="", phone="76123456")

    own.refresh_from_db()
    assert own.is_active


def test_the_password_is_on_no_page(boss: Client) -> None:
    who = make.user()

    assert who.password not in boss.get(page_of(who)).content.decode()
