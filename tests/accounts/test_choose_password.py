"""An administrator issues a code, never a password; its owner chooses one with it."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from communes.accounts import issue_code
from communes.models import Role
from foundation.accounts.models import ResetCode, User
from foundation.accounts.services import redeem
from foundation.journal.models import Entry, Verb
from foundation.records.errors import NotReady
from tests import make

pytestmark = pytest.mark.django_db
NEW = "quatre mots jamais vus ensemble"


def choose(client: Client, name: str, code: str, first: str = NEW, second: str = ""):  # type: ignore[no-untyped-def]
    words = {"new_password": first, "new_password_again": second or first}
    return client.post("/mot-de-passe/", {"username": name, "code": code, **words})


def test_a_code_is_ten_letters_and_only_its_hash_is_stored() -> None:
    code = issue_code(make.user(), by=None)

    stored = ResetCode.objects.get().code_hash
    assert (len(code.replace("-", "")), code in stored, code.replace("-", "") in stored) == (
        10,
        False,
        False,
    )


def test_issuing_a_code_stands_in_the_journal_without_the_code() -> None:
    admin, user = make.user(Role.ADMINISTRATOR), make.user()

    code = issue_code(user, by=admin)

    entry = Entry.objects.get(verb=Verb.CODE_ISSUED)
    assert (entry.actor, entry.record, code in entry.note) == (admin, str(user.pk), False)


def test_only_an_administrator_issues_codes() -> None:
    secretary = make.secretary(make.commune())

    with pytest.raises(PermissionDenied):
        issue_code(make.user(), by=secretary)


def test_a_closed_account_gets_no_code() -> None:
    with pytest.raises(NotReady):
        issue_code(make.user(is_active=False), by=None)


def test_a_code_sets_the_password_once(client: Client) -> None:
    user = make.user(username="compte-a")
    code = issue_code(user, by=None)

    first = choose(client, "compte-a", code)
    second = choose(client, "compte-a", code, "encore un autre mot de passe")

    user.refresh_from_db()
    assert (first.headers.get("Location"), second.status_code) == ("/connexion/", 200)
    assert user.check_password(NEW)


def test_the_change_stands_in_the_journal(client: Client) -> None:
    user = make.user(username="compte-a")
    choose(client, "compte-a", issue_code(user, by=None))

    entry = Entry.objects.get(verb=Verb.CHANGED)
    assert (entry.actor, entry.fields) == (user, "password")


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), " {} ".format])
def test_a_code_is_read_as_people_type_it(client: Client, typed) -> None:  # type: ignore[no-untyped-def]
    code = issue_code(make.user(username="compte-a"), by=None)

    assert choose(client, "compte-a", typed(code)).status_code == 302


def test_look_alike_letters_are_taken_for_the_digits_they_resemble() -> None:
    user = make.user(username="compte-a")
    while "0" not in (code := issue_code(user, by=None)):
        pass

    assert redeem("compte-a", code.replace("0", "O"), NEW) == user


def test_a_code_serves_for_one_day(client: Client) -> None:
    code = issue_code(make.user(username="compte-a"), by=None)

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=25)):
        assert choose(client, "compte-a", code).status_code == 200


def test_after_five_wrong_tries_the_right_code_is_refused(client: Client) -> None:
    code = issue_code(make.user(username="compte-a"), by=None)
    for _try in range(5):
        choose(client, "compte-a", "00000-00000")

    assert choose(client, "compte-a", code).status_code == 200


def test_a_new_code_closes_the_one_before(client: Client) -> None:
    user = make.user(username="compte-a")
    old, new = issue_code(user, by=None), issue_code(user, by=None)

    answers = [choose(client, "compte-a", code).status_code for code in (old, new, old)]

    assert answers == [200, 302, 200]


def test_a_code_opens_no_other_account(client: Client) -> None:
    make.user(username="compte-b")
    code = issue_code(make.user(username="compte-a"), by=None)

    assert choose(client, "compte-b", code).status_code == 200


def test_unknown_name_wrong_code_and_no_code_get_the_same_sentence(client: Client) -> None:
    issue_code(make.user(username="compte-a"), by=None)
    make.user(username="compte-b")

    errors = [
        choose(client, name, "00000-00000").context["form"].errors.as_json()
        for name in ("compte-a", "compte-b", "compte-z")
    ]

    assert errors[0] == errors[1] == errors[2] != "{}"


def test_a_refused_password_does_not_use_up_the_code(client: Client) -> None:
    code = issue_code(make.user(username="compte-a"), by=None)
    weak = [
        choose(client, "compte-a", code, "court"),
        choose(client, "compte-a", code, NEW, "autre chose ici même"),
        choose(client, "compte-a", code, "motdepasse compte-a"[-8:]),
    ]

    assert [answer.status_code for answer in weak] == [200] * 3
    assert choose(client, "compte-a", code).status_code == 302


def test_every_open_session_ends_when_the_password_changes(client: Client) -> None:
    user = make.user(username="compte-a")
    client.force_login(user)

    choose(Client(), "compte-a", issue_code(user, by=None))

    assert client.get("/mon-compte/").status_code == 302


def test_a_new_password_lifts_the_throttle(client: Client) -> None:
    user = make.user(username="compte-a")
    for _try in range(6):
        client.post("/connexion/", {"username": "compte-a", "password": "faux"})
    choose(client, "compte-a", issue_code(user, by=None))

    answer = client.post("/connexion/", {"username": "compte-a", "password": NEW})

    assert answer.headers.get("Location") == "/espace/"


def change(client: Client, today: str, new: str = NEW):  # type: ignore[no-untyped-def]
    words = {"password": today, "new_password": new, "new_password_again": new}
    return client.post("/mon-compte/mot-de-passe/", words)


def test_a_person_changes_the_own_password_and_stays_signed_in_only_here(client: Client) -> None:
    user, elsewhere = make.user(username="compte-a"), Client()
    client.force_login(user)
    elsewhere.force_login(user)

    answer = change(client, make.PASSWORD)

    assert answer.headers.get("Location") == "/mon-compte/"
    assert client.get("/mon-compte/").status_code == 200
    assert elsewhere.get("/mon-compte/").status_code == 302


def test_without_the_password_of_today_nothing_changes(client: Client) -> None:
    user = make.user(username="compte-a")
    client.force_login(user)

    answer = change(client, "je ne sais pas")

    user.refresh_from_db()
    assert (answer.status_code, user.check_password(make.PASSWORD)) == (200, True)


def test_guessing_the_password_of_today_is_throttled_too(client: Client) -> None:
    client.force_login(make.user(username="compte-a"))
    for _try in range(5):
        change(client, "je ne sais pas")

    assert change(client, make.PASSWORD).status_code == 429


def test_the_own_page_shows_roles_in_force_and_no_others(client: Client) -> None:
    here, there = make.commune("Dioro"), make.commune("Sirakorola")
    user = make.secretary(here)
    make.assign(user, Role.MAYOR, there, valid_to=make.day("2020-01-01"))
    client.force_login(user)

    page = client.get("/mon-compte/").content.decode()

    assert ("Dioro" in page, "Sirakorola" in page) == (True, False)


def test_the_first_administrator_is_made_by_a_command_that_prints_a_code(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("create_administrator", "Admin-Programme", "--full-name", "Awa (démo)")
    code = capsys.readouterr().out.split(" : ")[1].split()[0]

    answer = choose(client, "admin-programme", code)

    held = User.objects.get(username="admin-programme").assignments.get()
    assert (answer.status_code, held.role, held.nationwide) == (302, Role.ADMINISTRATOR, True)


@pytest.mark.parametrize("name", ["deux mots", "déjà", "admin-programme"])
def test_a_name_that_cannot_serve_makes_no_administrator(name: str) -> None:
    make.user(username="admin-programme")

    with pytest.raises(CommandError):
        call_command("create_administrator", name, "--full-name", "Awa (démo)")
