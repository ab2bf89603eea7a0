"""The name of a file, made fit for people: nothing hidden, no path, no surprise on any computer."""

import re
import unicodedata

LONGEST = 100
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def clean_title(name: str) -> str:
    """The readable part of a sent file's name, without its ending.

    Control letters, letters that turn the direction of writing and signs no computer accepts go.
    """
    stem = re.split(r"[/\\]", name)[-1]
    stem = unicodedata.normalize("NFC", "".join(c if _shown(c) else " " for c in stem))
    stem = ending_of(stem)[0]
    stem = re.sub(r'[<>:"|?*%]', "-", stem)
    stem = re.sub(r"\s+", " ", stem).strip(" .")[:LONGEST].strip(" .")
    if _DEVICES.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return stem or "document"


def ending_of(name: str) -> tuple[str, str]:
    """The name cut before its last dot, and the small letters after it."""
    stem, dot, ending = name.rstrip(" .").rpartition(".")
    return (stem, ending.lower()) if dot else (name, "")


def _shown(letter: str) -> bool:
    """Whether a letter is one people see; the joiners of some scripts are not missed in a name."""
    return unicodedata.category(letter)[0] != "C"
