"""The indicators (domain § 7.1) a training, an exchange or an adoption may say it concerns."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

INDICATORS = (
    ("I01", _("Meetings held")),
    ("I03", _("Participants")),
    ("I05", _("Needs identified")),
    ("I06", _("Needs taken up")),
    ("I07", _("Needs satisfied")),
    ("I08", _("Actions done")),
    ("I09", _("Done on time")),
    ("I12", _("Mobilisation")),
    ("I14", _("Local share")),
    ("I15", _("Own share of the cost of meetings")),
    ("I16", _("Entered in the PDESC")),
    ("I17", _("Recovery of taxes")),
    ("I18", _("Members up to date with their taxes")),
    ("I19", _("New revenues")),
    ("I20", _("Organisations registered")),
    ("I21", _("Members reached")),
    ("I22", _("Trust")),
    ("I23", _("Obstacles solved")),
    ("I25", _("Led by the organisations")),
    ("I26", _("Private share of investment")),
    ("I27", _("Services given")),
    ("I28", _("People trained by actions of the plan")),
    ("I30", _("Voice of women, young and displaced people")),
    ("I32", _("Production")),
)


def in_words(codes: Iterable[str]) -> list[str]:
    """« I20 Organisations registered »; a code no longer offered stands alone."""
    known = dict(INDICATORS)
    return [f"{code} {known[code]}" if code in known else code for code in codes]
