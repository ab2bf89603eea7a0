"""Files nobody should be able to leave here, each built in a few lines; and honest ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

SCRIPT = b"<script>alert(1)</script>"
PHP = b"<?php system($_GET['c']); ?>"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    target = io.BytesIO()
    grey = Image.linear_gradient("L").resize(size).convert("RGB")
    grey.save(target, kind, **options)
    return target.getvalue()


def photo_with_place() -> bytes:
    """A telephone's photo: turned on its side, with camera, owner, comment and position."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = 6, "PHONE-OF-AWA", "AWA PERSONNE"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 25.0, 47.0), 3: "W", 4: (6.0, 16.0, 1.0)})
    return picture(exif=exif, comment=b"SECRET COMMENT", icc_profile=b"SECRET PROFILE" * 20)


def with_text(text: str) -> bytes:
    """A PNG that says something in each of its three kinds of text."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    info.add_text("Zipped", text, zip=True)
    info.add_itxt("XML:com.adobe.xmp", text)
    return picture("PNG", pnginfo=info)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(pixels, 9))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + body + chunk(b"IEND", b"")


def unfolding_text() -> bytes:
    """A text of a few kilobytes that unfolds to nine megabytes."""
    return chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(9_000_000)))


def huge_jpeg() -> bytes:
    """A small photo whose head claims 60 000 × 60 000 points."""
    content = bytearray(picture())
    head = content.index(b"\xff\xc0")
    content[head + 5 : head + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(content)


def many_scans() -> bytes:
    """A progressive photo that asks to be drawn two thousand times."""
    content = picture(progressive=True)
    start = content.rindex(b"\xff\xda")
    return content[:start] + content[start:-2] * 2_000 + content[-2:]


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, pages: int = 1, **save: Any) -> bytes:
    """A PDF of empty pages, after `change` had its way with it."""
    with pikepdf.new() as paper:
        for _number in range(pages):
            paper.add_blank_page(page_size=(200, 300))
        if change:
            change(paper)
        target = io.BytesIO()
        paper.save(target, **save)
        return target.getvalue()


def root(**entries: Any) -> bytes:
    """A PDF with these entries in its catalogue."""

    def change(paper: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            paper.Root[f"/{key}"] = value

    return pdf(change)


def action(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def script() -> Dictionary:
    return action("JavaScript", JS=String("app.alert(1)"))


def note(**entries: Any) -> bytes:
    """A PDF with one annotation on its page."""

    def change(paper: pikepdf.Pdf) -> None:
        entries.setdefault("Subtype", Name("/Link"))
        drawn = Dictionary(Type=Name("/Annot"), Rect=Array([0, 0, 9, 9]), **entries)
        paper.pages[0].obj["/Annots"] = Array([paper.make_indirect(drawn)])

    return pdf(change)


def attached(paper: pikepdf.Pdf) -> None:
    paper.attachments["virus.exe"] = pikepdf.AttachedFileSpec(paper, b"MZ" + PHP)  # type: ignore[call-arg]


def page_entry(**entries: Any) -> bytes:
    def change(paper: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            paper.pages[0].obj[f"/{key}"] = value

    return pdf(change)


def hidden_in_objects() -> bytes:
    """A script nothing points to, packed with others into a compressed object stream."""

    def change(paper: pikepdf.Pdf) -> None:
        deep = Dictionary(A=Array([Dictionary(B=Dictionary(C=script()))]))
        paper.Root["/Lang"] = String("fr")
        paper.Root["/Extra"] = paper.make_indirect(deep)

    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def escaped_name() -> bytes:
    """`/JavaScript` written with a number in place of a letter."""
    content = root(OpenAction=script()).replace(b"/JavaScript", b"/J#61vaScript")
    return content.replace(rb"/JS (app.alert\(1\))", rb"/#4aS (alert\(1\))")


def with_link() -> bytes:
    return note(A=action("URI", URI=String("https://example.org/track?who=awa")))


def outside_stream() -> bytes:
    """A page whose content lies in another file."""

    def change(paper: pikepdf.Pdf) -> None:
        stream = paper.make_stream(b"")
        stream["/F"] = String("/etc/passwd")
        paper.pages[0].obj["/Contents"] = stream

    return pdf(change)


def object_bomb(megabytes: int = 64) -> bytes:
    """A few kilobytes whose object stream unfolds to many megabytes."""
    packed = zlib.compress(b"10 0 << /A 1 >> " + b" " * (megabytes * 1_000_000), 9)
    head = b"%PDF-1.5\n"
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R/X 10 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>endobj\n",
        b"4 0 obj<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n%s\nendstream "
        b"endobj\n" % (len(packed), packed),
    ]
    starts, body = [], head
    for one in objects:
        starts.append(len(body))
        body += one
    starts.append(len(body))
    rows = bytes(5) + b"".join(b"\x01" + at.to_bytes(3, "big") + b"\0" for at in starts)
    rows += b"\x02" + (4).to_bytes(3, "big") + b"\0"
    return body + (
        b"5 0 obj<</Type/XRef/Size 11/Root 1 0 R/W[1 3 1]/Index[0 6 10 1]/Length %d>>stream\n%s\n"
        b"endstream endobj\nstartxref\n%d\n%%%%EOF\n" % (len(rows), rows, starts[-1])
    )


def zipped(name: str, content: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()
