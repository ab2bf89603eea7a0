"""What the commune's world says about itself: rules that need nothing but who and where."""

from __future__ import annotations

from django.utils.translation import gettext as _

from communes.models import MemberCount, Organisation, OrganisationKind
from foundation.records.rules import Finding, Strength

MEMBERS_USUAL = range(60, 121)


def r15_member_band(organisation: Organisation, latest: MemberCount | None) -> list[Finding]:
    """R15: a professional organisation mostly has 60 to 120 members. An average, not a norm."""
    if organisation.kind != OrganisationKind.PROFESSIONAL or latest is None:
        return []
    if latest.total in MEMBERS_USUAL:
        return []
    few = _("Most organisations of the programme have 60 to 120 members; this one has fewer.")
    many = _("Most organisations of the programme have 60 to 120 members; this one has more.")
    sentence = few if latest.total < MEMBERS_USUAL.start else many
    return [Finding("R15", Strength.INFORM, sentence)]
