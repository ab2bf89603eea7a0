"""What a text costs as an SMS, and the links that open it in WhatsApp or in the phone's messages.

The alphabet is that of GSM 03.38 (3GPP TS 23.038): é, è, à, ù, ò and ì are in it; ç, ê, ô, û, î,
ë, ɛ, ɔ and ŋ are not, and a single one of them makes every part of the message less than half.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple
from urllib.parse import quote

from foundation.formats.phones import phone_link

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Final = frozenset("\f^{}\\[~]|€")  # two places each: an escape and the letter
GSM_ONE, GSM_PART = 160, 153  # places in a message alone, in one part of several
UCS2_ONE, UCS2_PART = 70, 67
# Signs that look the same, or nearly, and cost nothing.
PLAIN: Final = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "‘": "'", "“": '"', "”": '"',
        "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "°": "o", "º": "o", "•": "-",
        "\t": " ",
    }
)  # fmt: skip
# Letters that no accent explains.
NEAREST: Final = str.maketrans(
    {
        "œ": "oe", "Œ": "OE", "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O", "ŋ": "ng", "Ŋ": "NG",
        "ɲ": "ny", "Ɲ": "NY", "ɓ": "b", "Ɓ": "B", "ɗ": "d", "Ɗ": "D", "ƴ": "y", "Ƴ": "Y",
        "ɣ": "gh", "Ɣ": "GH",
    }
)  # fmt: skip


class Size(NamedTuple):
    """How long a text is for a telephone: places taken, SMS sent, letters that double the price."""

    characters: int
    parts: int
    dear: str

    @property
    def letters(self) -> str:
        """The dear letters as a sentence names them."""
        return ", ".join(self.dear)


def size_of(text: str) -> Size:
    """Counted as a telephone does: a letter of two places never stands astride two parts."""
    dear = "".join(dict.fromkeys(letter for letter in text if not _in_gsm(letter)))
    if dear:
        places, one, part = [_utf16(letter) for letter in text], UCS2_ONE, UCS2_PART
    else:
        places, one, part = [1 + (letter in EXTENSION) for letter in text], GSM_ONE, GSM_PART
    return Size(sum(places), _parts(places, one, part), dear)


def _in_gsm(letter: str) -> bool:
    return letter in BASIC or letter in EXTENSION


def _utf16(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1


def _parts(places: list[int], one: int, part: int) -> int:
    if sum(places) <= one:
        return 1 if places else 0
    parts, left = 1, part
    for wide in places:
        if wide > left:
            parts, left = parts + 1, part
        left -= wide
    return parts


def tidy_signs(text: str) -> str:
    """The same words without the spaces and quotation marks that no telephone types."""
    return unicodedata.normalize("NFC", text).translate(PLAIN)


def lighter(text: str) -> str:
    """The text with the nearest cheap letter in place of each dear one: ê e, ç c, ɛ e."""
    tidied = tidy_signs(text)
    return "".join(letter if _in_gsm(letter) else _nearest(letter) for letter in tidied)


def _nearest(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter.translate(NEAREST))
    return "".join(
        "" if unicodedata.combining(one) else one if _in_gsm(one) else "?" for one in bare
    )


def whatsapp_link(stored: str, text: str) -> str:
    """Opens WhatsApp on this number with the text typed in; nothing is sent by itself."""
    number = _international(stored)
    return f"https://wa.me/{number.removeprefix('+')}?text={quote(text, safe='')}" if number else ""


def sms_link(stored: str, text: str) -> str:
    """Opens the telephone's messages on this number with the text typed in."""
    number = _international(stored)
    return f"sms:{number}?body={quote(text, safe='')}" if number else ""


def _international(stored: str) -> str:
    return phone_link(stored).removeprefix("tel:")
