"""A form typed before the sign-in expired is kept, and sent once its owner is back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.capture.models import Submission
from tests import make
from tests.capture.cast import Desk, desk, hidden, notes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.capture.pages")]
LONG = "\r\n".join(f"Article {n} : l’accès au marché « Dioro » – 50 %" for n in range(250))


def kept_after_expiry(here: Desk, **words: str) -> str:
    """Send the form after the sign-in expired; the number under which it is kept."""
    here.let_the_sign_in_expire()
    answer = here.client.post(here.page, here.form(**words))
    where, _mark, number = answer.headers["Location"].partition("?garde=")
    assert where.endswith("/connexion/")
    return number


def test_two_thousand_words_typed_before_the_expiry_are_recorded_after_it() -> None:
    here = desk()
    text = LONG
    assert len(text.split()) > 2_000
    number = kept_after_expiry(here, text=text)

    answer = here.sign_in(garde=number)

    assert (answer.headers["Location"], notes()) == (f"{here.page}?dit=N1", [text])


def test_the_sign_in_page_carries_the_kept_form_along_and_says_so() -> None:
    here = desk()
    number = kept_after_expiry(here)

    page = here.client.get(f"/connexion/?garde={number}").content.decode()

    assert hidden(page, "garde") == number


def test_a_wrong_password_in_between_does_not_lose_the_form() -> None:
    here = desk()
    number = kept_after_expiry(here)
    refused = here.client.post(
        "/connexion/", {"username": here.user.username, "password": "faux", "garde": number}
    )

    here.sign_in(garde=hidden(refused.content.decode(), "garde"))

    assert notes() == ["Un puits"]


def test_a_kept_form_sent_at_sign_in_is_not_sent_by_the_back_button_again() -> None:
    here = desk()
    form = here.form()
    here.let_the_sign_in_expire()
    number = here.client.post(here.page, form).headers["Location"].partition("?garde=")[2]
    here.sign_in(garde=number)

    here.client.post(here.page, form)
    here.sign_in(garde=number)

    assert notes() == ["Un puits"]


def test_another_person_signing_in_sees_nothing_of_it() -> None:
    here = desk()
    number = kept_after_expiry(here)
    colleague = make.secretary(here.commune)

    answer = here.sign_in(colleague, garde=number)
    pages = [
        here.client.get(url) for url in ("/formulaires-gardes/", f"{here.page}?reprise={number}")
    ]

    assert (answer.headers["Location"], notes()) == ("/espace/", [])
    assert not any("Un puits" in page.content.decode() for page in pages)
    assert here.client.post(f"/formulaires-gardes/{number}/envoyer/").status_code == 404
    assert here.client.post(f"/formulaires-gardes/{number}/effacer/").status_code == 404


def test_its_owner_is_told_at_the_start_and_can_send_it_later() -> None:
    here = desk()
    number = kept_after_expiry(here)
    here.sign_in()

    start, kept = here.client.get("/espace/"), here.client.get("/formulaires-gardes/")
    answer = here.client.post(f"/formulaires-gardes/{number}/envoyer/")

    assert "/formulaires-gardes/" in start.content.decode()
    assert "Un puits" in kept.content.decode()
    assert (answer.headers["Location"], notes()) == (f"{here.page}?dit=N1", ["Un puits"])


def test_a_sent_form_is_no_longer_in_the_list() -> None:
    here = desk()
    number = kept_after_expiry(here)
    here.sign_in(garde=number)

    assert "Un puits" not in here.client.get("/formulaires-gardes/").content.decode()


def test_its_owner_can_erase_it_after_a_question() -> None:
    here = desk()
    number = kept_after_expiry(here)
    here.sign_in()

    asked = here.client.get(f"/formulaires-gardes/{number}/effacer/")
    still = Submission.objects.count()
    here.client.post(f"/formulaires-gardes/{number}/effacer/")

    assert (asked.status_code, still, Submission.objects.count(), notes()) == (200, 1, 0, [])


def test_a_kept_form_with_a_mistake_is_shown_again_with_its_sentence() -> None:
    here = desk()
    number = kept_after_expiry(here, code="beaucoup trop long")

    answer = here.sign_in(garde=number)
    page = here.client.get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == f"{here.page}?reprise={number}"
    assert ("beaucoup trop long" in page, "Un puits" in page, 'aria-invalid="true"' in page) == (
        True,
        True,
        True,
    )
    assert notes() == []


def test_the_corrected_form_replaces_the_kept_one() -> None:
    here = desk()
    number = kept_after_expiry(here, code="beaucoup trop long")
    here.sign_in(garde=number)
    page = here.client.get(f"{here.page}?reprise={number}").content.decode()

    here.client.post(here.page, here.form(op_id=hidden(page, "op_id")))
    later = here.client.post(f"/formulaires-gardes/{number}/envoyer/")

    assert (later.status_code, notes()) == (404, ["Un puits"])


def test_looking_at_a_kept_form_writes_nothing_even_when_it_is_right() -> None:
    here = desk()
    number = kept_after_expiry(here)
    here.sign_in()

    answer = here.client.get(f"{here.page}?reprise={number}")

    assert (answer.headers["Location"], notes()) == ("/formulaires-gardes/", [])


def test_a_kept_form_is_shown_on_its_own_page_only() -> None:
    here = desk()
    number = kept_after_expiry(here, code="beaucoup trop long")
    here.sign_in()

    page = here.client.get(f"/en{here.page}?reprise={number}").content.decode()

    assert "beaucoup trop long" not in page


def test_a_form_of_an_english_page_is_sent_in_english() -> None:
    here = desk()
    here.let_the_sign_in_expire()
    sent = here.client.post(f"/en{here.page}", here.form())
    where, _mark, number = sent.headers["Location"].partition("?garde=")

    answer = here.sign_in(garde=number)

    assert (where, answer.headers["Location"]) == ("/en/connexion/", f"/en{here.page}?dit=N1")


def test_a_right_lost_meanwhile_keeps_the_form_and_says_so() -> None:
    here = desk()
    number = kept_after_expiry(here)
    here.user.assignments.all().delete()

    answer = here.sign_in(garde=number)

    assert (answer.headers["Location"], notes()) == ("/formulaires-gardes/", [])
    assert Submission.objects.filter(applied_at=None).count() == 1


def test_changed_words_of_a_recorded_form_are_kept_and_offered_as_a_choice() -> None:
    here = desk()
    form = here.form()
    here.client.post(here.page, form)
    here.let_the_sign_in_expire()
    sent = here.client.post(here.page, {**form, "text": "Deux puits"})
    number = sent.headers["Location"].partition("?garde=")[2]

    answer = here.client.get(here.sign_in(garde=number).headers["Location"])
    page = answer.content.decode()
    between = notes()
    here.client.post(here.page, here.form(text="Deux puits", op_id=hidden(page, "op_id")))

    assert (answer.status_code, between) == (409, ["Un puits"])
    assert notes() == ["Un puits", "Deux puits"]
    assert not Submission.objects.filter(applied_at=None).exists()


def test_a_password_is_never_kept() -> None:
    here = desk()
    here.let_the_sign_in_expire()

    answer = here.client.post(here.page, here.form(new_password="un secret à moi"))

    assert ("garde" in answer.headers["Location"], Submission.objects.count()) == (False, 0)


def test_photos_are_not_kept_but_the_words_are() -> None:
    here = desk()
    here.let_the_sign_in_expire()
    photo = SimpleUploadedFile("puits.jpg", b"image", content_type="image/jpeg")
    sent = here.client.post(here.page, {**here.form(), "photo": photo})

    here.sign_in(garde=sent.headers["Location"].partition("?garde=")[2])
    listed = here.client.get("/formulaires-gardes/").status_code

    assert (listed, notes()) == (200, ["Un puits"])


def test_a_closed_account_keeps_nothing_reachable() -> None:
    here = desk()
    number = kept_after_expiry(here)
    here.user.is_active = False
    here.user.save()

    answer = here.sign_in(garde=number)

    assert (answer.status_code, notes()) == (200, [])


def test_a_form_older_than_the_sign_in_is_kept_and_sent_with_one_tap() -> None:
    here = desk(enforce_csrf_checks=True)
    here.client.cookies["csrftoken"] = "a" * 32

    refused = here.client.post(here.page, here.form())
    page = refused.content.decode()
    number = Submission.objects.get().op_id
    answer = here.client.post(
        f"/formulaires-gardes/{number}/envoyer/",
        {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")},
    )

    assert (refused.status_code, f"/formulaires-gardes/{number}/envoyer/" in page) == (403, True)
    assert (answer.status_code, notes()) == (302, ["Un puits"])


def test_a_stranger_s_page_gets_nothing_kept() -> None:
    here = desk(enforce_csrf_checks=True)

    answer = here.client.post(here.page, {"code": "N1", "text": "Un puits"})

    assert (answer.status_code, Submission.objects.count(), notes()) == (403, 0, [])


def test_a_form_sent_by_a_browser_without_cookies_is_kept_too() -> None:
    here = desk()
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post(here.page, here.form())

    assert "/connexion/?garde=" in answer.headers["Location"]
