"""How a rule speaks: a code, how strong it is, and the sentence a person reads."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.records.errors import NotReady


class Strength(enum.Enum):
    """A rule stops an act, warns, or only informs."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True)
class Finding:
    """Something a rule (R1–R18) found, in a sentence that says what to do."""

    code: str
    strength: Strength
    sentence: str


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop the act."""
    return [finding for finding in findings if finding.strength is Strength.BLOCK]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that only warn."""
    return [finding for finding in findings if finding.strength is Strength.WARN]


def stop_if_blocked(findings: Iterable[Finding]) -> None:
    """Raise NotReady with every blocking sentence, and the first rule's code."""
    found = blocking(findings)
    if found:
        raise NotReady(*(finding.sentence for finding in found), code=found[0].code)
