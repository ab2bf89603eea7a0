"""One content, one file: drawn once, served from its file, refused with a clear page."""

import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from foundation.documents.document import Document
from foundation.documents.views import respond_pdf


@pytest.fixture
def document(settings: Any, tmp_path: Path) -> Document:
    settings.VAR = tmp_path
    return Document("documents/base.html", "papier-1.pdf", {"footer": "Cadre ɛ ɔ ŋ"}, "Papier")


def _files(settings: Any) -> list[Path]:
    return list((Path(settings.VAR) / "documents").glob("*"))


def test_two_drawings_of_the_same_facts_are_the_same_bytes(
    document: Document, settings: Any
) -> None:
    first = document.pdf()
    _files(settings)[0].unlink()

    assert document.pdf() == first


def test_a_drawing_is_made_once_and_served_from_its_file(document: Document, settings: Any) -> None:
    document.pdf()
    [stored] = _files(settings)
    stored.write_bytes(b"%PDF already drawn")

    assert document.pdf() == b"%PDF already drawn"


def test_other_facts_make_another_file(document: Document, settings: Any) -> None:
    document.pdf()
    Document("documents/base.html", "papier-1.pdf", {"footer": "Autre"}, "Papier").pdf()

    assert len(_files(settings)) == 2


def test_the_file_name_can_be_read_in_whatsapp(document: Document, rf: RequestFactory) -> None:
    answer = respond_pdf(rf.get("/"), document)

    assert answer["Content-Disposition"] == 'attachment; filename="papier-1.pdf"'


def test_a_demonstration_says_so_across_the_sheet(document: Document, settings: Any) -> None:
    assert "DÉMO" not in document.html()

    settings.DEMO = True

    assert "DÉMO" in document.html()


def test_without_the_libraries_a_clear_page_answers(
    document: Document, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "foundation.documents.engine", None)

    answer = respond_pdf(rf.get("/"), document)

    assert (answer.status_code, "bibliothèque" in answer.content.decode()) == (503, True)
