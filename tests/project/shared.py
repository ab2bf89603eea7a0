"""The experience sheets of the commune of the gates, the library and a collection."""

from __future__ import annotations

from typing import Any

from communes.models import Commune, Role
from consult.learning.models import SheetCopy
from foundation.accounts.models import User
from frameworks.models import Framework
from tests import make, make_sheets


def sheets(
    framework: Framework, people: dict[str, User], rows: int, state: str = "brouillon"
) -> dict[str, int]:
    """`rows` sheets in a state, published once before, with photos, sources and who copied them."""
    place, by = framework.commune, people[Role.MAYOR]
    sources = [{"model": "frameworks.need", **_said(need)} for need in framework.needs.all()]
    asked = [make_sheets.campaign(people[Role.ADVISER], place) for _ in range(rows)]
    for _ in range(rows):
        sheet = make_sheets.begun_again(
            place, by, framework=framework, state=state, evidence={"1.6": sources},
            campaign=asked[0], sent_back_reason="Dites le coût" if state == "brouillon" else "",
        )  # fmt: skip
        sheet.sectors.set(make.sector() for _ in range(rows))
        photos = [make_sheets.photo(sheet, by) for _ in range(rows)]
        for _ in range(rows - 1):
            make_sheets.version(sheet, by)
        for _ in range(rows):
            _copy(sheet)
    make_sheets.version(sheet, by)
    return {"fiches": sheet.pk, "fiches/photos": photos[0].pk, "rubriques": 2}


def _said(need: Any) -> dict[str, Any]:
    return {"id": need.pk, "label": f"besoin {need.code}", "text": need.statement}


def _copy(sheet: Any) -> None:
    """Somebody else's draft plan took the sheet up."""
    action = make.action(make.plan(make.cycle(make.framework())))
    SheetCopy.objects.create(sheet=sheet, action=action, copied_on=make.DAY)


def across(place: Commune) -> dict[str, dict[str, object]]:
    """A published sheet and a collection, for the addresses across communes."""
    by = make.user(Role.ADVISER, place)
    sheet = place.sheets.published().last() or make_sheets.shared(place, by)
    asked = place.campaigns.last() or make_sheets.campaign(by, place)
    names = ("sheet", "paper", "sheet-pdf", "copy")
    asking = ("campaign", "campaign-change", "synthesis", "synthesis-paper", "synthesis-pdf")
    of_sheet: dict[str, object] = {"pk": sheet.pk}
    of_campaign: dict[str, object] = {"pk": asked.pk}
    return {
        **{f"library:{name}": of_sheet for name in names},
        **{f"library:{name}": of_campaign for name in asking},
    }
