"""A form sent twice is recorded once and answered with its first result."""

import datetime
import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from foundation.capture.models import Submission
from foundation.capture.once import AGAIN
from foundation.capture.tokens import make_token, read_token
from tests import make
from tests.capture.cast import Desk, desk, hidden, notes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.capture.pages")]


def test_a_double_click_writes_one_row_and_gives_the_same_answer_twice() -> None:
    here = desk()
    form = here.form()

    answers = [here.client.post(here.page, form).headers["Location"] for _click in range(2)]

    assert (answers, notes()) == ([f"{here.page}?dit=N1"] * 2, ["Un puits"])


def test_the_second_answer_says_that_nothing_was_recorded_twice() -> None:
    here = desk()
    form = here.form()
    here.client.post(here.page, form)

    page = here.client.post(here.page, form, follow=True).content.decode()

    assert gettext("This form had already been received. Nothing was recorded twice.") in page


def test_reloading_the_page_after_sending_asks_for_it_again_without_writing() -> None:
    here = desk()
    result = here.client.post(here.page, here.form()).headers["Location"]

    here.client.get(result)
    here.client.get(result)

    assert notes() == ["Un puits"]


def test_two_forms_with_the_same_words_are_two_records_when_it_is_meant() -> None:
    """A browser that goes back may fetch the page afresh: a new number is no proof of intent."""
    here = desk()

    here.client.post(here.page, here.form())
    asked = here.client.post(here.page, here.form())
    assert asked.status_code == 409
    assert notes() == ["Un puits"]

    for _time in range(2):
        here.client.post(here.page, {**here.form(), AGAIN: "1"})
    assert notes() == ["Un puits"] * 3


def test_the_same_words_an_hour_later_are_simply_recorded() -> None:
    here = desk()

    here.client.post(here.page, here.form())
    Submission.objects.update(applied_at=timezone.now() - datetime.timedelta(hours=1))
    here.client.post(here.page, here.form())

    assert notes() == ["Un puits", "Un puits"]


def test_other_words_under_the_same_number_change_nothing_and_offer_a_choice() -> None:
    here = desk()
    form = here.form()
    here.client.post(here.page, form)

    answer = here.client.post(here.page, {**form, "text": "Deux puits"})

    assert (answer.status_code, notes()) == (409, ["Un puits"])
    assert hidden(answer.content.decode(), "text") == "Deux puits"


def test_the_choice_records_the_other_words_as_well() -> None:
    here = desk()
    form = here.form()
    here.client.post(here.page, form)
    page = here.client.post(here.page, {**form, "text": "Deux puits"}).content.decode()

    again = {name: hidden(page, name) for name in ("code", "text", "op_id")}
    answer = here.client.post(here.page, again)

    assert (answer.status_code, notes()) == (302, ["Un puits", "Deux puits"])


def test_a_number_serves_on_its_own_page_only() -> None:
    here = desk()
    form = here.form()
    here.client.post(here.page, form)

    answer = here.client.post(f"/en{here.page}", form)

    assert answer.status_code == 409


def test_a_refused_form_may_be_sent_again_with_its_number() -> None:
    here = desk()
    form = here.form(text="")
    refused = here.client.post(here.page, form)

    answer = here.client.post(here.page, {**form, "text": "Un puits"})

    assert (refused.status_code, answer.status_code, notes()) == (200, 302, ["Un puits"])


def test_a_form_without_a_number_is_recorded_but_not_protected() -> None:
    here = desk()
    form = {"code": "N1", "text": "Un puits"}

    here.client.post(here.page, form)
    here.client.post(here.page, form)

    assert notes() == ["Un puits", "Un puits"]


def test_a_forged_number_is_no_number() -> None:
    here = desk()

    here.client.post(here.page, here.form(op_id="1.2.3~faux"))

    assert (notes(), Submission.objects.count()) == (["Un puits"], 0)


def test_the_words_of_a_recorded_form_are_not_stored_a_second_time() -> None:
    here = desk()

    here.client.post(here.page, here.form())

    assert "puits" not in Submission.objects.get().body


def test_the_form_sent_again_after_a_new_sign_in_is_not_applied_twice() -> None:
    here = desk()
    form = here.form()
    here.client.post(here.page, form)
    elsewhere = Client()
    elsewhere.force_login(here.user)

    answer = elsewhere.post(here.page, form)

    assert (answer.status_code, notes()) == (302, ["Un puits"])


def test_200_kilobytes_are_taken_as_they_are() -> None:
    here = desk()
    text = "é\r\n" * 66_000

    here.client.post(here.page, here.form(text=text))

    assert notes() == [text]


def test_a_token_is_bound_to_its_person_and_cannot_be_edited() -> None:
    token = make_token(7)

    assert read_token(token) is not None
    assert read_token(token.replace(".7.", ".8.")) is None


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_the_same_moment_write_one_row() -> None:
    here = desk()
    form, ready, answers = here.form(), threading.Barrier(2), []

    def send() -> None:
        client = Client()
        client.cookies = here.client.cookies
        ready.wait()
        answers.append(client.post(here.page, form).headers.get("Location"))
        connection.close()

    threads = [threading.Thread(target=send) for _sender in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (answers, notes()) == ([f"{here.page}?dit=N1"] * 2, ["Un puits"])


def test_a_form_made_for_somebody_else_is_kept_for_that_person() -> None:
    here = desk()
    colleague = make.secretary(here.commune)
    form = here.form()
    other = Desk(Client(), colleague, here.commune)
    other.client.force_login(colleague)

    answer = other.client.post(here.page, form)

    kept = Submission.objects.get()
    assert (answer.status_code, notes()) == (409, [])
    assert (kept.user, kept.path) == (here.user, here.page)
