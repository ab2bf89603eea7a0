"""Hostile and broken files: refused with a sentence saying what to do, or made harmless."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Encryption, Name, Permissions, String
from PIL import Image

from foundation.files.checks import Checked, check
from foundation.files.models import Kind
from tests.files import hostile
from tests.files.hostile import (
    PHP,
    SCRIPT,
    action,
    note,
    page_entry,
    pdf,
    picture,
    png,
    root,
    script,
    zipped,
)

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"


def sent(name: str, content: bytes, declared: str) -> Checked:
    return check(SimpleUploadedFile(name, content, content_type=declared))


GIF = b"GIF89a/*\x01\x00\x01\x00*/=alert(1);" + SCRIPT
HTML = b"<!doctype html><title>PV</title>" + SCRIPT
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + bytes(200)
ACTIVE: dict[str, bytes] = {
    "script in the names": root(
        Names=Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script()])))
    ),
    "script on opening": root(OpenAction=script()),
    "script in an annotation": note(A=script()),
    "script after a harmless action": note(A=action("GoTo", D=Array([0]), Next=script())),
    "script in a stream": root(OpenAction=action("JavaScript", JS=String("x" * 5_000))),
    "script in object streams": hostile.hidden_in_objects(),
    "script under an escaped name": hostile.escaped_name(),
    "launch": note(A=action("Launch", F=String("cmd.exe"))),
    "launch on opening": root(OpenAction=action("Launch", F=String("/bin/sh"))),
    "link opened by itself": root(OpenAction=action("URI", URI=String("https://example.org"))),
    "additional actions of the catalogue": root(AA=Dictionary(WC=action("GoTo"))),
    "additional actions of a page": page_entry(AA=Dictionary(O=script())),
    "additional actions of a field": note(AA=Dictionary(K=script())),
    "form sent away": note(A=action("SubmitForm", F=String("https://example.org"))),
    "data taken in": note(A=action("ImportData", F=String("x.fdf"))),
    "another file": note(A=action("GoToR", F=String("\\\\host\\share\\x.pdf"))),
    "an attached file's page": note(A=action("GoToE")),
    "unknown action": note(A=action("NeverHeardOf")),
    "attached file": pdf(hostile.attached),
    "attached to an annotation": note(Subtype=Name("/FileAttachment")),
    "portfolio": root(Collection=Dictionary(View=Name("/D"))),
    "rich media": note(Subtype=Name("/RichMedia"), RichMediaContent=Dictionary()),
    "film": note(Subtype=Name("/Screen"), A=action("Rendition")),
    "sound": note(Subtype=Name("/Sound")),
    "XFA form": root(AcroForm=Dictionary(XFA=String("<xdp/>"), Fields=Array())),
    "content in another file": hostile.outside_stream(),
}
REFUSED: dict[str, tuple[str, bytes, str, str]] = {
    **{f"PDF with {what}": ("pv.pdf", body, PDF, "active") for what, body in ACTIVE.items()},
    "PDF locked": ("pv.pdf", pdf(encryption=Encryption(user="a", owner="b")), PDF, "locked"),
    "PDF locked for its owner": (
        "pv.pdf",
        pdf(encryption=Encryption(user="", owner="b", allow=Permissions(extract=False))),
        PDF,
        "locked",
    ),
    "PDF of 61 pages": ("pv.pdf", pdf(pages=61), PDF, "pages"),
    "PDF cut short": ("pv.pdf", pdf(pages=5)[:-300], PDF, "damaged"),
    "PDF cut to its head": ("pv.pdf", b"%PDF-1.7\n", PDF, "damaged"),
    "PDF with a later revision pasted on": ("pv.pdf", b"%PDF-1.7\n" + EXE, PDF, "damaged"),
    "PDF whose objects unfold": ("pv.pdf", hostile.object_bomb(), PDF, "damaged"),
    "PDF without pages": ("pv.pdf", pdf(pages=0), PDF, "damaged"),
    "GIF and script before a PDF": ("pv.pdf", GIF + pdf(), PDF, "mismatch"),
    "GIF and script": ("photo.png", GIF, PNG, "mismatch"),
    "HTML named PDF": ("pv.pdf", HTML, PDF, "mismatch"),
    "HTML": ("pv.html", HTML, "text/html", "kind"),
    "SVG named PNG": ("photo.png", SVG, PNG, "mismatch"),
    "SVG": ("photo.svg", SVG, "image/svg+xml", "kind"),
    "zip": ("photos.zip", zipped("a.jpg"), "application/zip", "kind"),
    "zip named PDF": ("photos.pdf", zipped("a.jpg"), PDF, "mismatch"),
    "docx": ("pv.docx", zipped("word/document.xml"), "application/msword", "kind"),
    "exe": ("pv.exe", EXE, "application/octet-stream", "kind"),
    "exe named PDF": ("pv.pdf", EXE, PDF, "mismatch"),
    "exe behind a double ending": ("pv.pdf.exe", pdf(), PDF, "kind"),
    "exe behind a turned name": ("pv\u202efdp.exe", pdf(), PDF, "kind"),
    "no ending": ("pv", pdf(), PDF, "kind"),
    "empty": ("pv.pdf", b"", PDF, "empty"),
    "too heavy": ("pv.pdf", pdf() + bytes(10_000_000), PDF, "too_large"),
    "JPEG named PNG": ("photo.png", picture(), PNG, "mismatch"),
    "JPEG declared as PDF": ("photo.jpg", picture(), PDF, "mismatch"),
    "PDF declared as HTML": ("pv.pdf", pdf(), "text/html", "mismatch"),
    "PNG declared as script": ("photo.png", picture("PNG"), "text/javascript", "mismatch"),
    "JPEG cut short": ("photo.jpg", picture(size=(400, 400))[:-700], JPEG, "damaged"),
    "JPEG of nothing": ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(300), JPEG, "damaged"),
    "JPEG that claims to be huge": ("photo.jpg", hostile.huge_jpeg(), JPEG, "points"),
    "JPEG drawn thousands of times": ("photo.jpg", hostile.many_scans(), JPEG, "damaged"),
    "PNG cut short": ("photo.png", picture("PNG", (400, 400))[:-900], PNG, "damaged"),
    "PNG bomb": ("photo.png", png(50_000, 50_000, bytes(5_000_000)), PNG, "points"),
    "PNG just too large": ("photo.png", png(8_000, 5_001, bytes(100)), PNG, "points"),
    "PNG with too few points": ("photo.png", png(900, 900, bytes(100)), PNG, "damaged"),
    "PNG without width": ("photo.png", png(0, 10, bytes(100)), PNG, "damaged"),
    "PNG text that unfolds": (
        "photo.png",
        png(
            1,
            1,
            bytes(2),
            hostile.unfolding_text(),
        ),
        PNG,
        "damaged",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_a_sentence(case: tuple[str, bytes, str, str]) -> None:
    name, content, declared, code = case

    with pytest.raises(ValidationError) as refusal:
        sent(name, content, declared)

    assert refusal.value.code == code
    [sentence] = refusal.value.messages
    assert sentence.endswith(".")
    assert "%(" not in sentence


HARMLESS: dict[str, tuple[str, bytes, str]] = {
    "JPEG with a zip behind": ("a.jpg", picture() + zipped("evil.js", PHP), JPEG),
    "JPEG with PHP behind": ("a.jpg", picture() + PHP, JPEG),
    "JPEG with PHP in its comment": ("a.jpg", picture(comment=PHP), JPEG),
    "JPEG with a place": ("a.jpg", hostile.photo_with_place(), JPEG),
    "PNG with texts": ("a.png", hostile.with_text(PHP.decode()), PNG),
    "PNG with a page behind": ("a.png", picture("PNG") + SCRIPT, PNG),
    "PNG with an unknown part": (
        "a.png", png(1, 1, bytes(2), hostile.chunk(b"evIL", PHP + SCRIPT)), PNG,
    ),
    "PDF with a zip behind": ("a.pdf", pdf() + zipped("evil.js", PHP), PDF),
    "PDF with a page behind": ("a.pdf", pdf() + SCRIPT, PDF),
    "PDF with blank lines before": ("a.pdf", b"\r\n\r\n" + pdf(), PDF),
    "PDF with a link": ("a.pdf", hostile.with_link(), PDF),
    "PDF opened at a page": ("a.pdf", root(OpenAction=Array([0, Name("/Fit")])), PDF),
}  # fmt: skip
TRACES = (
    PHP, SCRIPT, b"PK\x03\x04", b"evil", b"SECRET", b"PHONE-OF-AWA", b"AWA", b"GPS", b"Exif",
    b"ICC", b"tEXt", b"zTXt", b"iTXt", b"example.org", b"/URI", b"OpenAction",
)  # fmt: skip


@pytest.mark.parametrize("case", HARMLESS.values(), ids=HARMLESS)
def test_it_is_kept_without_what_came_along(case: tuple[str, bytes, str]) -> None:
    found = sent(*case)

    assert [trace for trace in TRACES if trace in readable(found)] == []


def readable(found: Checked) -> bytes:
    """What is kept, with the objects of a PDF unpacked."""
    if found.kind is not Kind.PDF:
        return found.content
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(found.content)) as paper:
        paper.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return found.content + target.getvalue()


def test_author_and_history_of_a_pdf_are_gone() -> None:
    def change(paper: pikepdf.Pdf) -> None:
        paper.docinfo["/Author"] = "AWA PERSONNE"
        with paper.open_metadata() as notes:
            notes["dc:creator"] = ["AWA PERSONNE"]

    kept = sent("pv.pdf", pdf(change), PDF)

    with pikepdf.open(io.BytesIO(kept.content)) as paper:
        assert "/Metadata" not in paper.Root
        assert "/Author" not in paper.docinfo
    assert b"AWA" not in readable(kept)


def test_a_later_revision_is_read_as_its_reader_would() -> None:
    with pytest.raises(ValidationError):
        sent("pv.pdf", revised(), PDF)


def revised() -> bytes:
    """An honest PDF, then a revision with its own table, whose catalogue acts."""
    first = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(first)) as paper:
        number, size = paper.Root.objgen[0], int(paper.trailer["/Size"])
        pages = paper.Root["/Pages"].objgen[0]
    table = int(first.rsplit(b"startxref", 1)[1].split()[0])
    acts = b"/OpenAction<</S/JavaScript/JS(x)>>"
    body = b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R%s>>\nendobj\n" % (number, pages, acts)
    rows = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(first))
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, number, table)
    return b"%s%s%s%sstartxref\n%d\n%%%%EOF\n" % (
        first, body, rows, trailer, len(first) + len(body),
    )  # fmt: skip


NAMES = {
    "../../etc/passwd.pdf": "passwd",
    "..\\..\\windows\\system32\\pv.pdf": "pv",
    "/etc/cron.d/x.pdf": "x",
    "pv\x00.exe.pdf": "pv .exe",
    "pv\r\nSet-Cookie: a=b.pdf": "pv Set-Cookie- a=b",
    "pv\u202e\u2066gpj.pdf": "pv gpj",
    "CON.pdf": "_CON",
    "com1.txt.pdf": "_com1.txt",
    "pv.php.pdf": "pv.php",
    "x" * 300 + ".pdf": "x" * 100,
    '<img src="x" onerror=alert(1)>.pdf': "-img src=-x- onerror=alert(1)-",
    ".pdf": "document",
    "...pdf": "document",
    "  .  .pdf": "document",
    "Procès-verbal signé du 12 mai.PDF": "Procès-verbal signé du 12 mai",
    "Jɛkafɔ ŋ.pdf": "Jɛkafɔ ŋ",
}


@pytest.mark.parametrize(("name", "title"), NAMES.items(), ids=range(len(NAMES)))
def test_a_name_is_made_fit_for_people(name: str, title: str) -> None:
    upload = SimpleUploadedFile("pv.pdf", pdf(), content_type=PDF)
    upload._name = name

    assert check(upload).title == title


def test_a_picture_is_drawn_upright_and_no_larger_than_is_read() -> None:
    turned = sent("photo.jpg", hostile.photo_with_place(), JPEG)
    large = sent("photo.png", picture("PNG", (3_000, 1_500)), PNG)

    assert (turned.width, turned.height) == (40, 60)
    assert (large.width, large.height) == (2_400, 1_200)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_is_kept_as_it_looks(mode: str) -> None:
    drawn = Image.new("L", (9, 9), 200).convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        drawn = Image.new("I;16", (9, 9), 200 * 257)
    target = io.BytesIO()
    drawn.save(target, "PNG")

    kept = sent("plan.png", target.getvalue(), PNG)

    with Image.open(io.BytesIO(kept.content)) as seen:
        level = seen.convert("L").getpixel((4, 4))
    assert level in ((255,) if mode == "1" else range(198, 203))


def test_the_same_paper_is_always_kept_as_the_same_bytes() -> None:
    for name, content, declared in (("a.pdf", pdf(pages=3), PDF), ("a.jpg", picture(), JPEG)):
        assert sent(name, content, declared).sha256 == sent("b" + name, content, declared).sha256
