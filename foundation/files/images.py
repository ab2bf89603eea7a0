"""Pictures are drawn afresh: only what the eye sees remains, neither place nor hidden text.

Knows no Django: it runs in a program of its own (examine.py).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, ImageFile, ImageOps

from foundation.files.refused import DAMAGED, POINTS, Refused

LONGEST_SIDE = 2_400
QUALITY = 80
JPEG = "jpeg"
MOST_SCANS = 100  # of a progressive JPEG; honest ones have a dozen


class Picture(NamedTuple):
    content: bytes
    width: int
    height: int


def redraw(content: bytes, kind: str, most_points: int) -> Picture:
    """The same picture, upright, no larger than is read on paper; refused when it is not one."""
    if kind == JPEG and content.count(b"\xff\xda") > MOST_SCANS:
        raise Refused(DAMAGED)
    try:
        with _strictly(), Image.open(io.BytesIO(content), formats=[kind.upper()]) as picture:
            _refuse_huge(picture.width * picture.height, most_points)
            return _saved(_drawn(picture), kind)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(POINTS) from bomb
    except Exception as broken:  # whatever a stranger's file does to the decoder
        raise Refused(DAMAGED) from broken


@contextmanager
def _strictly() -> Iterator[None]:
    """A picture cut short is refused, whatever another library asked of the decoder before."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _refuse_huge(points: int, most: int) -> None:
    if points > most:
        raise Refused(POINTS, points)


def _drawn(picture: Image.Image) -> Image.Image:
    """Upright, in plain colours, within the longest side; read at the size that is needed."""
    longest = (LONGEST_SIDE, LONGEST_SIDE)
    picture.draft(None, longest)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):  # 16 bits of grey
        upright = upright.point(lambda value: value / 256).convert("L")
    small = upright.width <= LONGEST_SIDE and upright.height <= LONGEST_SIDE
    if not (upright.mode in {"L", "RGB", "RGBA"} or (upright.mode == "1" and small)):
        upright = upright.convert(_plain_mode(upright))
    upright.thumbnail(longest, Image.Resampling.LANCZOS)
    upright.info.clear()
    return upright


def _plain_mode(picture: Image.Image) -> str:
    if picture.mode == "1":
        return "L"
    clear = picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    return "RGBA" if clear else "RGB"


def _saved(picture: Image.Image, kind: str) -> Picture:
    target = io.BytesIO()
    if kind == JPEG:
        flat = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
        flat.save(target, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(target, "PNG", optimize=True)
    return Picture(target.getvalue(), picture.width, picture.height)
