"""A scan sent with a form: told apart from another scan, never silently missing from the record."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from foundation.capture.models import Submission
from foundation.files.models import StoredFile
from tests import make
from tests.capture.cast import Desk, desk, hidden, notes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.capture.pages")]
CHOOSE_AGAIN = "Choisissez-le à nouveau"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def scan(name: str = "pv.png", grey: int = 0) -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("L", (8, 8), grey).save(picture, "PNG")
    return SimpleUploadedFile(name, picture.getvalue(), content_type="image/png")


def page_of(here: Desk) -> str:
    return here.page.replace("essai", "essai-scan")


def send(here: Desk, form: dict[str, Any], **files: Any) -> Any:
    return here.client.post(page_of(here), {**form, **files})


def kept_after_expiry(here: Desk, **files: Any) -> str:
    here.let_the_sign_in_expire()
    return str(send(here, here.form(), **files).headers["Location"].partition("?garde=")[2])


def scans() -> int:
    return StoredFile.objects.count()


def test_a_scan_is_kept_with_its_words() -> None:
    here = desk()

    answer = send(here, here.form(), scan=scan())

    assert (answer.status_code, notes(), scans()) == (302, ["Un puits"], 1)
    stored = StoredFile.objects.get()
    assert (stored.scope, stored.added_by, stored.filename) == ("essai", here.user, "pv.png")


def test_the_same_form_with_the_same_scan_is_recorded_once() -> None:
    here = desk()
    form = here.form()

    answers = [send(here, form, scan=scan()) for _turn in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert (notes(), scans()) == (["Un puits"], 1)


def test_the_same_form_with_another_scan_is_shown_for_a_decision() -> None:
    here = desk()
    form = here.form()
    send(here, form, scan=scan())

    answer = send(here, form, scan=scan(grey=200))

    assert (answer.status_code, notes()) == (409, ["Un puits"])


def test_two_scans_under_the_same_words_are_two_sendings() -> None:
    here = desk()
    send(here, here.form(), scan=scan())

    answer = send(here, here.form(), scan=scan(grey=200))

    assert (answer.status_code, scans()) == (302, 2)


def test_recording_it_as_well_asks_for_the_scan_again() -> None:
    here = desk()
    form = here.form()
    send(here, form, scan=scan())
    asked = send(here, form, scan=scan(grey=200)).content.decode()
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked))

    answer = here.client.post(page_of(here), fields)

    assert (answer.status_code, notes(), scans()) == (200, ["Un puits"], 1)
    assert CHOOSE_AGAIN in answer.content.decode()


def test_words_typed_before_the_expiry_wait_until_the_scan_is_chosen_again() -> None:
    here = desk()
    number = kept_after_expiry(here, scan=scan())

    answer = here.sign_in(garde=number)
    page = here.client.get(answer.headers["Location"]).content.decode()

    assert (notes(), scans()) == ([], 0)
    assert CHOOSE_AGAIN in page
    assert "pv.png" in page
    assert 'value="Un puits"' in page


def test_the_scan_chosen_again_completes_the_kept_form() -> None:
    here = desk()
    number = kept_after_expiry(here, scan=scan())
    page = here.client.get(here.sign_in(garde=number).headers["Location"]).content.decode()

    answer = send(here, here.form(op_id=hidden(page, "op_id")), scan=scan())

    assert (answer.status_code, notes(), scans()) == (302, ["Un puits"], 1)
    assert not Submission.objects.filter(op_id=number).exists()


def test_a_form_without_a_scan_is_sent_after_the_expiry_as_before() -> None:
    here = desk()
    number = kept_after_expiry(here)

    here.sign_in(garde=number)

    assert notes() == ["Un puits"]


def test_a_sending_already_recorded_is_known_after_the_expiry_by_its_scan() -> None:
    here = desk()
    form = here.form()
    send(here, form, scan=scan())
    here.let_the_sign_in_expire()

    send(here, form, scan=scan())
    here.sign_in()

    assert "Un puits" not in here.client.get("/formulaires-gardes/").content.decode()


def test_the_list_of_kept_forms_shows_words_and_not_the_mark_of_the_scan() -> None:
    here = desk()
    kept_after_expiry(here, scan=scan("un nom de fichier plus long que les mots.png"))
    here.sign_in()

    page = here.client.get("/formulaires-gardes/").content.decode()

    assert "Un puits" in page
    assert "plus long que les mots" not in page


def test_a_form_too_old_for_its_token_asks_for_the_scan_again() -> None:
    here = desk(enforce_csrf_checks=True)
    form = here.form()

    refused = send(here, form, scan=scan())
    number = Submission.objects.get().op_id
    token = here.client.get("/espace/").cookies["csrftoken"].value
    sent = here.client.post(
        f"/formulaires-gardes/{number}/envoyer/", {"csrfmiddlewaretoken": token}
    )
    page = here.client.get(sent.headers["Location"]).content.decode()

    assert (refused.status_code, notes(), scans()) == (403, [], 0)
    assert CHOOSE_AGAIN in page


def test_a_good_scan_beside_a_mistake_is_asked_for_again() -> None:
    here = desk()

    answer = send(here, here.form(code="beaucoup trop long"), scan=scan())

    assert (answer.status_code, scans()) == (200, 0)
    assert "à nouveau" in answer.content.decode()


def test_a_colleague_signing_in_gets_neither_words_nor_scan() -> None:
    here = desk()
    number = kept_after_expiry(here, scan=scan())

    here.sign_in(make.secretary(here.commune), garde=number)

    assert (notes(), scans()) == ([], 0)
