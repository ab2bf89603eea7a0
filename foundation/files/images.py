"""Pictures are drawn afresh: only what the eye sees remains, neither place nor hidden text."""

import io
import threading
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from foundation.files.errors import damaged
from foundation.files.models import Kind

LONGEST_SIDE = 2_400
QUALITY = 80
MOST_SCANS = 100  # of a progressive JPEG; honest ones have a dozen
_ONE_AT_A_TIME = threading.Lock()  # a picture of 40 million points takes 160 MB while it is open


class Picture(NamedTuple):
    content: bytes
    width: int
    height: int


def redraw(content: bytes, kind: Kind) -> Picture:
    """The same picture, upright, no larger than is read on paper; refused when it is not one."""
    if kind is Kind.JPEG and content.count(b"\xff\xda") > MOST_SCANS:
        raise damaged()
    try:
        with _ONE_AT_A_TIME, Image.open(io.BytesIO(content), formats=[kind.upper()]) as picture:
            _refuse_huge(picture.width * picture.height)
            return _saved(_drawn(picture), kind)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        _refuse_huge(settings.FILES_MOST_POINTS + 1)
        raise
    except Exception as broken:  # whatever a stranger's file does to the decoder
        raise damaged() from broken


def _refuse_huge(points: int) -> None:
    if points > settings.FILES_MOST_POINTS:
        raise ValidationError(
            _(
                "This picture has too many points: the most is %(most)s million. "
                "Take it again with a lower resolution."
            ),
            code="points",
            params={"most": settings.FILES_MOST_POINTS // 1_000_000},
        )


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


def _saved(picture: Image.Image, kind: Kind) -> Picture:
    target = io.BytesIO()
    if kind is Kind.JPEG:
        flat = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
        flat.save(target, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(target, "PNG", optimize=True)
    return Picture(target.getvalue(), picture.width, picture.height)
