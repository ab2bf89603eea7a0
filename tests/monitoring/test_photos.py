"""One photo beside a word: after the words, drawn afresh by the server, never for partners."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from playwright.sync_api import Page

from communes.models import Role
from monitoring.models import Statement, StatementPhoto
from monitoring.services.photos import add_photo
from tests import make
from tests.monitoring.sittings import Desk, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Desk:
    return desk(1)


@pytest.fixture
def said(here: Desk) -> Statement:
    return make.statement(here.actions[0])


def picture(width: int = 40, height: int = 30) -> SimpleUploadedFile:
    """A photo as a telephone writes it: with the place where it was taken."""
    target, hidden = io.BytesIO(), Image.Exif()
    hidden[0x010E] = "13.58 N, 6.25 O"
    Image.new("RGB", (width, height), "brown").save(target, "JPEG", exif=hidden)
    return SimpleUploadedFile("puits.jpg", target.getvalue(), "image/jpeg")


def send(here: Desk, said: Statement, role: str = Role.COMMITTEE, **told: object) -> object:
    client, url = here.client(role), here.url("photo-add", pk=said.pk)
    return client.post(url, {"photo": picture(), "caption": "Le puits", **told})


def test_the_photo_of_a_word_is_kept_without_the_place_it_was_taken(
    here: Desk, said: Statement
) -> None:
    send(here, said)

    photo = StatementPhoto.objects.get(statement=said)
    assert (photo.caption, photo.file.scope) == ("Le puits", here.commune.code)
    with photo.file.open() as file:
        assert b"13.58 N" not in file.read()


def test_the_action_shows_the_photo_and_hands_it_out_as_a_file(here: Desk, said: Statement) -> None:
    send(here, said)
    photo = said.photos.get()

    page = here.client(Role.ADVISER).get(here.url("update", pk=said.action_id)).content.decode()
    answer = here.client(Role.ADVISER).get(here.url("photo", pk=photo.pk))

    assert here.url("photo", pk=photo.pk) in page
    assert (answer["Content-Type"], answer["Content-Disposition"][:10]) == (
        "image/jpeg",
        "attachment",
    )


def test_a_word_has_one_photo(here: Desk, said: Statement) -> None:
    send(here, said)
    first = said.photos.get()

    send(here, said, photo=picture(50))

    assert list(said.photos.all()) == [first]


def test_a_paper_is_not_a_photo(here: Desk, said: Statement) -> None:
    pdf = SimpleUploadedFile("fiche.pdf", b"%PDF-1.4 rien", "application/pdf")

    answer = send(here, said, photo=pdf)

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert not StatementPhoto.objects.exists()


@pytest.mark.parametrize("role", [Role.MAYOR, Role.ADVISER])
def test_only_who_speaks_with_that_voice_adds_its_photo(
    here: Desk, said: Statement, role: str
) -> None:
    assert send(here, said, role).status_code == 403  # type: ignore[attr-defined]
    with pytest.raises(PermissionDenied):
        add_photo(said, picture(), by=here.person(role))


def test_partners_and_neighbours_are_handed_no_photo(here: Desk, said: Statement) -> None:
    photo = make.photo(said, here.person(Role.COMMITTEE))
    neighbour = Client()
    neighbour.force_login(make.user(Role.SECRETARY, make.commune()))
    partner, url = here.client(Role.PARTNER), here.url("photo", pk=photo.pk)

    answers = [client.get(url).status_code for client in (partner, neighbour)]
    page = partner.get(here.url("update", pk=said.action_id)).content.decode()

    assert answers == [403, 404]
    assert url not in page


def test_a_large_photo_is_made_small_before_it_leaves(
    transactional_db: None, page: Page, tmp_path: object
) -> None:
    here = desk(1)
    said = make.statement(here.actions[0])
    make.user(Role.COMMITTEE, here.commune, username="comite")
    noise, target = Image.effect_noise((2_600, 1_950), 40), io.BytesIO()
    noise.convert("RGB").save(target, "JPEG", quality=95)
    page.goto("/connexion/")
    page.get_by_label("Nom d’utilisateur").fill("comite")
    page.get_by_label("Mot de passe").first.fill(make.PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.goto(here.url("photo-add", pk=said.pk))

    page.get_by_label("La photo").set_input_files(
        {"name": "puits.JPG", "mimeType": "image/jpeg", "buffer": target.getvalue()}
    )
    for _glance in range(100):
        if page.evaluate("document.querySelector('[type=file]').files[0].name") == "puits.jpg":
            break
        page.wait_for_timeout(100)
    page.get_by_role("button", name="Envoyer la photo").click()
    page.wait_for_url(f"**{here.url('update', pk=said.action_id)}")

    photo = said.photos.get()
    assert (photo.file.width, photo.file.height) == (1280, 960)
