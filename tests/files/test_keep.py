"""A scan is kept once, whole, for one place; it comes back as it was kept."""

from __future__ import annotations

import hashlib
import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from PIL import Image
from pytest_django import Settings

from foundation.accounts.models import User
from foundation.capture.attached import NotKept
from foundation.files.apart import examined
from foundation.files.checks import Checked, check
from foundation.files.forms import FileField
from foundation.files.models import Kind, StoredFile
from foundation.files.refused import Refused
from foundation.files.services import keep
from foundation.files.views import respond_file
from foundation.forms.base import Form
from foundation.forms.fields import DayField
from foundation.records.errors import NotReady
from tests import make
from tests.files.hostile import object_bomb, pdf, photo_with_place, picture

pytestmark = pytest.mark.django_db
SCAN = {
    Kind.PDF: ("PV signé.pdf", pdf(pages=3), "application/pdf"),
    Kind.JPEG: ("Photo.JPG", photo_with_place(), "image/jpeg"),
    Kind.PNG: ("Plan.png", picture("PNG"), "image/png"),
}


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def who() -> User:
    return make.user()


def upload(kind: Kind = Kind.PDF) -> SimpleUploadedFile:
    name, content, declared = SCAN[kind]
    return SimpleUploadedFile(name, content, content_type=declared)


def on_disk(folder: Path) -> list[Path]:
    return sorted(path for path in folder.parent.rglob("*") if path.is_file())


def age(path: Path, days: float) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


def keep_and_take_back(file: SimpleUploadedFile, who: User) -> None:
    with transaction.atomic():
        keep(file, scope="9001", by=who)
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", Kind)
def test_a_scan_is_kept_and_comes_back(who: User, kind: Kind) -> None:
    stored = keep(upload(kind), scope="9001", by=who)

    answer = respond_file(StoredFile.objects.get())

    assert hashlib.sha256(answer.content).hexdigest() == stored.sha256
    assert (len(answer.content), stored.kind, stored.added_by) == (stored.size, kind, who)
    assert (stored.pages, bool(stored.width)) == ((3, False) if kind is Kind.PDF else (None, True))


def test_the_position_of_a_photo_is_gone(who: User) -> None:
    stored = keep(upload(Kind.JPEG), scope="9001", by=who)

    with stored.open() as file, Image.open(io.BytesIO(file.read())) as photo:
        assert dict(photo.getexif()) == {}
        assert set(photo.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_of_two_pictures_as_some_telephones_take_it_is_one_photo() -> None:
    target, second = io.BytesIO(), Image.new("RGB", (9, 9))
    Image.new("RGB", (60, 40)).save(target, "MPO", save_all=True, append_images=[second])

    found = check(SimpleUploadedFile("a.jpg", target.getvalue(), content_type="image/jpeg"))

    assert (found.width, found.height) == (60, 40)


def test_a_file_is_only_ever_saved_by_the_browser(who: User) -> None:
    answer = respond_file(keep(upload(), scope="9001", by=who))

    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''PV%20sign%C3%A9.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_same_scan_is_one_record_per_place_and_one_file(who: User, folder: Path) -> None:
    first, again, elsewhere = (
        keep(upload(), scope=scope, by=who) for scope in ("9001", "9001", "9002")
    )

    assert (first == again, first == elsewhere) == (True, False)
    assert len(on_disk(folder)) == 1


def test_a_file_is_readable_by_the_application_alone(who: User, folder: Path) -> None:
    keep(upload(), scope="9001", by=who)

    [file] = on_disk(folder)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_was_already_examined_is_not_examined_again(who: User) -> None:
    found = check(upload())

    assert keep(found, scope="9001", by=who).sha256 == found.sha256


def test_a_full_place_says_so_and_another_place_goes_on(who: User, settings: Settings) -> None:
    settings.FILES_PER_SCOPE = 1_000
    keep(upload(Kind.PDF), scope="9001", by=who)

    with pytest.raises(ValidationError, match="plus de place"):
        keep(upload(Kind.JPEG), scope="9001", by=who)

    keep(upload(Kind.PDF), scope="9001", by=who)
    keep(upload(Kind.JPEG), scope="9002", by=who)
    assert StoredFile.objects.count() == 2


def test_an_act_taken_back_leaves_bytes_that_are_cleaned_away_after_a_day(
    who: User, folder: Path
) -> None:
    kept = keep(upload(Kind.PNG), scope="9001", by=who)
    keep_and_take_back(upload(Kind.PDF), who)
    assert (StoredFile.objects.count(), len(on_disk(folder))) == (1, 2)

    call_command("clean_files")
    assert len(on_disk(folder)) == 2
    for file in on_disk(folder):
        age(file, days=2)
    call_command("clean_files")

    assert [file.stem for file in on_disk(folder)] == [kept.sha256]


def test_bytes_left_over_are_taken_up_again_and_no_longer_cleaned_away(
    who: User, folder: Path
) -> None:
    keep_and_take_back(upload(), who)
    [file] = on_disk(folder)
    age(file, days=2)

    with transaction.atomic():
        stored = keep(upload(), scope="9001", by=who)

    assert time.time() - file.stat().st_mtime < 3600
    assert respond_file(stored).content == file.read_bytes()


@pytest.mark.parametrize("harm", ["missing", "altered", "longer"])
def test_a_harmed_file_is_never_handed_out_and_is_named(who: User, folder: Path, harm: str) -> None:
    stored = keep(upload(), scope="9001", by=who)
    [file] = on_disk(folder)
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b"x" if harm == "longer" else b"x" * stored.size)

    with pytest.raises(NotReady, match="PV signé"):
        respond_file(stored)
    with pytest.raises(CommandError, match=stored.sha256):
        call_command("clean_files")


def test_a_file_found_harmed_is_mended_by_adding_the_paper_again(who: User, folder: Path) -> None:
    stored = keep(upload(), scope="9001", by=who)
    [file] = on_disk(folder)
    file.write_bytes(b"half")

    keep(upload(), scope="9001", by=who)

    assert respond_file(stored).status_code == 200


def test_a_file_is_examined_by_a_program_of_its_own(settings: Settings) -> None:
    settings.FILES_APART = True
    alone = examined(SCAN[Kind.PDF][1], Kind.PDF)
    settings.FILES_APART = False

    assert alone == examined(SCAN[Kind.PDF][1], Kind.PDF)
    assert alone.measures == {"pages": 3}


def test_a_refusal_comes_back_from_the_program(settings: Settings) -> None:
    settings.FILES_APART = True

    with pytest.raises(Refused, match="pages"):
        examined(pdf(pages=61), Kind.PDF)


def test_a_file_that_takes_too_much_is_refused_with_a_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_APART = True
    monkeypatch.setattr("foundation.files.apart.MODULE", "tests.files.greedy")

    with pytest.raises(ValidationError, match="trop compliqué"):
        check(SimpleUploadedFile("a.pdf", object_bomb(1), content_type="application/pdf"))


class ScanForm(Form):
    day = DayField(label="Jour")
    scan = FileField(label="PV signé")
    photo = FileField(label="Photo", required=False)


def filled(data: dict[str, str], **files: Any) -> ScanForm:
    return ScanForm(data, MultiValueDict({name: [file] for name, file in files.items()}))


def test_the_field_gives_an_examined_file() -> None:
    form = filled({"day": "12/05/2025"}, scan=upload())

    assert form.is_valid(), form.errors
    assert isinstance(form.cleaned_data["scan"], Checked)
    assert form.cleaned_data["photo"] is None


def test_the_field_says_what_it_takes() -> None:
    page = str(ScanForm())

    assert 'type="file" name="scan" accept=".pdf,.jpg,.jpeg,.png"' in page
    assert "PDF, JPEG ou PNG, 10 Mo au plus." in page


def test_a_refused_file_has_its_sentence_beside_the_field() -> None:
    form = filled(
        {"day": "12/05/2025"}, scan=SimpleUploadedFile("a.exe", b"MZ", content_type="x/y")
    )

    assert list(form.errors) == ["scan"]
    assert "Seuls les PDF" in str(form["scan"].as_field_group())


def test_no_file_is_asked_for_by_its_name() -> None:
    assert filled({"day": "12/05/2025"}).errors["scan"] == ["Remplissez «\u00a0PV signé\u00a0»."]


def test_a_file_left_behind_at_the_sign_in_is_asked_for_even_when_optional() -> None:
    form = filled({"day": "12/05/2025"}, scan=upload(), photo=NotKept("puits.jpg"))

    assert list(form.errors) == ["photo"]
    assert "puits.jpg" in form.errors["photo"][0]


def test_a_good_file_beside_a_mistake_is_asked_for_again() -> None:
    form = filled({"day": "31/02/2025"}, scan=upload())

    assert list(form.errors) == ["day"]
    assert (
        "Choisissez à nouveau le fichier «\u00a0PV signé.pdf\u00a0»"
        in form["scan"].as_field_group()
    )
    assert "à nouveau" not in form["photo"].as_field_group()


def test_a_field_of_words_sent_in_place_of_a_file_is_refused() -> None:
    form = ScanForm({"day": "12/05/2025", "scan": "words"}, MultiValueDict({"scan": ["words"]}))

    assert list(form.errors) == ["scan"]


def test_no_more_than_a_file_may_have_is_taken_in(settings: Settings) -> None:
    settings.FILES_LARGEST, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 200_000, 0
    heavy = SimpleUploadedFile("a.pdf", pdf() + bytes(900_000), content_type="application/pdf")

    request = RequestFactory().post("/", {"scan": heavy})
    sent: Any = request.FILES["scan"]

    assert sent.size > 900_000  # what the refusal speaks of
    assert Path(sent.temporary_file_path()).stat().st_size < 300_000
    with pytest.raises(ValidationError, match="trop lourd"):
        check(sent)
    sent.close()


def test_a_file_of_middle_size_comes_through_the_disk(settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0

    request = RequestFactory().post("/", {"scan": upload()})

    sent: Any = request.FILES["scan"]
    with sent:
        assert check(sent).pages == 3


def test_a_plain_form_knows_the_field_as_well() -> None:
    class Plain(forms.Form):
        scan = FileField()

    assert Plain({}, MultiValueDict({"scan": [upload()]})).is_valid()
