"""The questionnaire whole: seven sections, every field by its keyword."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consult.learning.wocat import (
    section1,
    section2,
    section3,
    section4,
    section5,
    section6,
    section7,
)
from consult.learning.wocat.kinds import Part, Section

SECTIONS: Final[tuple[Section, ...]] = (
    section1.SECTION, section2.SECTION, section3.SECTION, section4.SECTION, section5.SECTION,
    section6.SECTION, section7.SECTION,
)  # fmt: skip
QUESTIONS: Final = MappingProxyType(
    {question.keyword: question for section in SECTIONS for question in section.questions}
)


def section_of(number: int) -> Section | None:
    return next((section for section in SECTIONS if section.number == number), None)


def part_of(section: int, number: int) -> Part | None:
    """The numbered item, as 2 and 1 for « 2.1 »."""
    found = section_of(section)
    parts = found.parts if found else ()
    return next((part for part in parts if part.number == number), None)


__all__ = ["QUESTIONS", "SECTIONS", "part_of", "section_of"]
