"""*Attestation de contribution*: what an organisation paid or brought until a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.pledges import KINDS
from actionplans.models import FundingKind, Payment
from communes.documents import Signature, head_of
from communes.models import Organisation
from foundation.documents.document import Document
from foundation.formats.dates import day
from frameworks.documents.organ import organ_on
from frameworks.models import Framework
from frameworks.wording import headed

DOTS: Final = "………"


@dataclass(frozen=True)
class Contribution:
    """What one organisation paid or brought, row by row; every sum is that of its rows (FCFA)."""

    party: Organisation
    payments: list[Payment] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[Payment, str]]:
        """Each payment, and how it was made."""
        return [(one, KINDS[FundingKind(one.line.kind)]) for one in self.payments]

    @property
    def total(self) -> int:
        return sum(one.amount for one in self.payments)

    @property
    def cash(self) -> int:
        return sum(one.amount for one in self.payments if one.line.kind == FundingKind.CASH)

    @property
    def other(self) -> int:
        """Things, work and services, at the value noted."""
        return self.total - self.cash

    @property
    def undated(self) -> int:
        """How many of them have no day in the record."""
        return sum(one.paid_on is None for one in self.payments)


def contribution_certificate(
    framework: Framework,
    payments: Iterable[Payment],
    until: datetime.date,
    party: Organisation | None = None,
) -> Document:
    """A page for each organisation that paid or brought something until that day, or for one."""
    commune = framework.commune
    with translation.override("fr"):
        organ = organ_on(commune, until)
        head = headed(commune, head_of(commune, until, in_words=False), until)
        number = "/".join(filter(None, (DOTS, commune.initials)))
        name = commune.name_on(until)
        context = {
            "head": head._replace(number=number),
            "framework": framework,
            "organ": organ,
            "commune": name,
            "until": day(until),
            "contributions": _by_party(payments),
            "whose": party,
            "signatures": [Signature(organ.chief, organ.head_name)],
            "footer": framework.name,
        }
    parts = ("attestation", slugify(name), slugify(party.name)[:40] if party else "", str(until))
    what = "Attestation de contribution" if party else "Attestations de contribution"
    return Document(
        template="documents/certificates.html",
        filename=f"{'-'.join(filter(None, parts))}.pdf",
        title=f"{what} – Commune de {name}{f' – {party.name}' if party else ''}",
        context=context,
    )


def _by_party(payments: Iterable[Payment]) -> list[Contribution]:
    """By name; the payments of one organisation in the order they come."""
    found: dict[int, Contribution] = {}
    for one in payments:
        party = one.line.party
        found.setdefault(party.pk, Contribution(party)).payments.append(one)
    return sorted(found.values(), key=lambda one: one.party.name)
