"""The needs sheet of a sector: its assemblies, its needs in order, what is proposed; or to fill."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q
from django.utils import translation
from django.utils.text import slugify

from communes.documents import Signature, head_of
from communes.models import OrganisationKind, Sector
from foundation.documents.document import Document
from foundation.records.today import today
from frameworks.models import (
    Framework,
    Need,
    NeedAssembly,
    NeedMethod,
    NeedNature,
    NeedState,
    Paper,
    PaperPart,
)
from frameworks.ranking import CRITERIA, MOST_POINTS, placed
from frameworks.wording import now, values_of, words_of

BLANK_NEEDS: Final = range(1, 9)
TITLE: Final = "Fiche de besoins"
SETTLED: Final = (NeedState.SATISFIED, NeedState.REJECTED)


def needs_sheet(
    framework: Framework, sector: Sector, trial: Mapping[str, str] | None = None
) -> Document:
    """The sheet as recorded, its needs in the order its professionals put them forward."""
    assemblies = _assemblies(framework, sector)
    needs = list(
        framework.needs.filter(sector=sector)
        .with_turns()
        .select_related("organisation")
        .prefetch_related("proposals__offered_by")
    )
    with translation.override("fr"):
        context = {
            **_frame(framework, sector, _dated(assemblies, needs), trial),
            "blank": False,
            "assemblies": assemblies,
            "places": placed([need for need in needs if need.state not in SETTLED]),
            "settled": [need for need in needs if need.state in SETTLED],
        }
        return _document(framework, sector, "fiche-besoins", context)


def blank_needs_sheet(framework: Framework, sector: Sector) -> Document:
    """The same sheet with lines to fill by hand, in the order of the page that takes it back."""
    with translation.override("fr"):
        context = {
            **_frame(framework, sector, today()),
            "blank": True,
            "lines": BLANK_NEEDS,
            "methods": [str(label) for label in NeedMethod.labels],
            "natures": [str(label) for label in NeedNature.labels],
        }
        return _document(framework, sector, "fiche-besoins-vierge", context)


def _document(framework: Framework, sector: Sector, kind: str, context: Any) -> Document:
    name = framework.commune.name
    return Document(
        template="documents/needs_sheet.html",
        filename=f"{kind}-{slugify(sector.name_fr)}-{slugify(name)}.pdf",
        title=f"{TITLE} – filière {sector.name_fr} – Commune de {name}",
        context=context,
    )


def _frame(
    framework: Framework,
    sector: Sector,
    dated: datetime.date,
    trial: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Heading, sector and criteria; the day is written by hand where the sheet is signed."""
    head = head_of(framework.commune, dated, in_words=False)._replace(date="")
    values = values_of(framework, dated) | {"filiere": sector.name_fr}
    words = words_of(framework.commune, Paper.NEEDS, now(), values, trial)
    return {
        "head": words.head(head),
        "opening": words.text(PaperPart.OPENING),
        "closing": words.text(PaperPart.CLOSING),
        "signatures": words.signatures(_presidents(framework, sector)),
        "sector": sector,
        "footer": framework.name,
        "criteria": CRITERIA,
        "most": MOST_POINTS,
    }


def _assemblies(framework: Framework, sector: Sector) -> list[NeedAssembly]:
    """Those of the sector, and those of an organisation of the sector, in the order of the days."""
    its = Q(sector=sector) | Q(sector=None, organisation__sectors=sector)
    rows = framework.assemblies.filter(its).select_related("organisation").distinct()
    return sorted(rows, key=lambda row: (row.held_on.first_day, row.pk))


def _dated(assemblies: list[NeedAssembly], needs: list[Need]) -> datetime.date:
    """The last day something was said, for the names the territory then had."""
    days = [row.held_on.last_day for row in assemblies]
    days += [need.identified_on.last_day for need in needs]
    return max(days, default=today())


def _presidents(framework: Framework, sector: Sector) -> list[Signature]:
    """The presidents of the sector's organisations that sit; else of those that said its needs."""
    sitting: Any = framework.members.sitting().filter(
        organisation__kind=OrganisationKind.PROFESSIONAL, organisation__sectors=sector
    )
    asking: Any = framework.needs.filter(sector=sector).exclude(organisation=None)
    rows = [*sitting.select_related("organisation__president")] or [
        *asking.select_related("organisation__president")
    ]
    parties = {row.organisation.pk: row.organisation for row in rows}.values()
    return [
        Signature(f"Pour {party.name}, le (la) président(e)", str(party.president or ""))
        for party in sorted(parties, key=lambda party: party.name)
    ] or [Signature("Le (la) président(e) de l’organisation") for _ in range(2)]
