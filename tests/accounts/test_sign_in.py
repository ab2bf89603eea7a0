"""Signing in by user name, with a calm throttle per account."""

import datetime

import pytest
import time_machine
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2025, 4, 7, 12, 0, tzinfo=datetime.UTC)


def sign_in(client: Client, name: str, password: str = make.PASSWORD, **words: str):  # type: ignore[no-untyped-def]
    return client.post("/connexion/", {"username": name, "password": password, **words})


def fail(name: str, times: int = 5) -> None:
    for _try in range(times):
        sign_in(Client(), name, "pas le bon")


def test_the_right_name_and_password_open_the_start_page(client: Client) -> None:
    make.user(username="secretaire-dioro")

    assert sign_in(client, "secretaire-dioro").headers["Location"] == "/espace/"


def test_capitals_and_spaces_around_the_name_do_not_matter(client: Client) -> None:
    make.user(username="secretaire-dioro")

    assert sign_in(client, " Secretaire-Dioro ").status_code == 302


def test_an_unknown_name_and_a_wrong_password_get_the_same_page(client: Client) -> None:
    make.user(username="compte-a")

    answers = [sign_in(Client(), name, "pas le bon") for name in ("compte-a", "compte-z")]

    pages = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert 'role="alert"' in pages[0]
    assert _comparable(pages[0], "compte-a") == _comparable(pages[1], "compte-z")


def _comparable(page: str, name: str) -> str:
    lines = (line for line in page.replace(name, "NOM").splitlines())
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_a_closed_account_is_answered_like_a_wrong_password(client: Client) -> None:
    make.user(username="ancien", is_active=False)

    assert sign_in(client, "ancien").status_code == 200


def test_the_session_gets_a_new_identifier_at_sign_in(client: Client) -> None:
    make.user(username="compte-a")
    client.cookies["sessionid"] = "choisi-par-un-autre-000000000000"

    sign_in(client, "compte-a")

    assert client.cookies["sessionid"].value != "choisi-par-un-autre-000000000000"


@pytest.mark.parametrize("away", ["https://loin.example/", "//loin.example", "javascript:1"])
def test_nobody_is_sent_to_a_foreign_address(client: Client, away: str) -> None:
    make.user(username="compte-a")

    assert sign_in(client, "compte-a", next=away).headers["Location"] == "/espace/"


def test_the_page_asked_for_is_opened_after_signing_in(client: Client) -> None:
    make.user(username="compte-a")
    asked = client.get("/mon-compte/").headers["Location"]
    page = client.get(asked).content.decode()

    answer = sign_in(client, "compte-a", next="/mon-compte/")

    assert 'name="next" value="/mon-compte/"' in page
    assert answer.headers["Location"] == "/mon-compte/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_cache_keeps_the_sign_in_page(client: Client, prefix: str) -> None:
    assert "no-store" in client.get(f"{prefix}/connexion/").headers["Cache-Control"]


def test_signing_out_needs_a_press_of_the_button_and_ends_the_session(client: Client) -> None:
    client.force_login(make.user())

    looked = client.get("/deconnexion/").status_code
    client.post("/deconnexion/")

    assert (looked, client.get("/mon-compte/").status_code) == (405, 302)


def test_after_five_wrong_passwords_the_right_one_is_refused_for_a_while(client: Client) -> None:
    make.user(username="compte-a")
    fail("compte-a")

    answer = sign_in(client, "compte-a")

    assert (answer.status_code, client.get("/mon-compte/").status_code) == (429, 302)


def test_capitals_do_not_escape_the_throttle(client: Client) -> None:
    make.user(username="compte-a")
    for name in ("compte-a", "COMPTE-A", "Compte-a", " compte-a", "cOMPTE-a"):
        fail(name, times=1)

    assert sign_in(client, "compte-a").status_code == 429


def test_the_page_says_when_to_try_again_and_then_it_works(client: Client) -> None:
    make.user(username="compte-a")
    with time_machine.travel(NOON, tick=False):
        fail("compte-a", times=4)
        page = sign_in(client, "compte-a", "pas le bon")

    with time_machine.travel(NOON + datetime.timedelta(minutes=16), tick=False):
        later = sign_in(client, "compte-a")

    words = page.content.decode().replace("\xa0", " ")
    assert (page.status_code, "12 h 16" in words) == (429, True)
    assert later.status_code == 302


def test_an_unknown_name_is_throttled_like_a_known_one() -> None:
    make.user(username="compte-a")
    fail("compte-a")
    fail("compte-z")

    known, unknown = sign_in(Client(), "compte-a"), sign_in(Client(), "compte-z")

    assert known.status_code == unknown.status_code == 429


def test_honest_people_behind_the_same_address_are_not_locked_out(client: Client) -> None:
    make.user(username="compte-a")
    make.user(username="compte-b")
    fail("compte-a", times=20)

    assert sign_in(client, "compte-b").status_code == 302


def test_a_password_that_works_forgets_earlier_mistakes(client: Client) -> None:
    make.user(username="compte-a")
    fail("compte-a", times=4)
    sign_in(client, "compte-a")
    fail("compte-a", times=4)

    assert sign_in(Client(), "compte-a").status_code == 302


def test_on_a_shared_computer_the_sign_in_ends_with_the_browser(client: Client) -> None:
    make.user(username="compte-a")

    shared = sign_in(client, "compte-a", shared="on").cookies["sessionid"]["max-age"]
    own = sign_in(Client(), "compte-a").cookies["sessionid"]["max-age"]

    assert (shared, own) == ("", 12 * 3600)


def test_on_a_shared_computer_thirty_idle_minutes_end_the_sign_in(client: Client) -> None:
    make.user(username="compte-a")
    codes = []
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "compte-a", shared="on")
        for minutes in (25, 25, 31):
            clock.shift(datetime.timedelta(minutes=minutes))
            codes.append(client.get("/mon-compte/").status_code)

    assert codes == [200, 200, 302]


def test_elsewhere_an_idle_hour_does_not(client: Client) -> None:
    make.user(username="compte-a")
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "compte-a")
        clock.shift(datetime.timedelta(hours=1))

        assert client.get("/mon-compte/").status_code == 200


def test_no_sign_in_lasts_longer_than_twelve_hours(client: Client) -> None:
    make.user(username="compte-a")
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "compte-a")
        session = client.session
        session.set_expiry(48 * 3600)
        session.save()
        clock.shift(datetime.timedelta(hours=13))

        assert client.get("/mon-compte/").status_code == 302


@pytest.mark.parametrize("name", ["", "x" * 5_000, "nul\x00nul", "😀", "' OR 1=1 --"])
def test_whatever_is_typed_as_a_name_gets_a_page(client: Client, name: str) -> None:
    assert sign_in(client, name).status_code == 200
