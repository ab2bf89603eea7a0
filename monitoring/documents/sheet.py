"""The follow-up sheet to tick by hand: the rows, drawings and numbers of the page, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.utils import translation
from django.utils.text import slugify

from actionplans.models import ActionPlan
from communes.documents import Signature, head_of
from foundation.documents.document import Document
from foundation.forms.icons import ICONS
from foundation.records.today import today
from frameworks.wording import headed

TITLE: Final = "Fiche de suivi"


class Picture(NamedTuple):
    """The head of a column to tick: its word and its drawing on a 24 × 24 square."""

    word: str
    path: str


def follow_up_sheet(
    plan: ActionPlan, actions: Iterable[Any], order: str, large: Sequence[Any], tiles: Sequence[Any]
) -> Document:
    """The sheet of today; `order` is what the secretary types to find its rows on the page."""
    day, commune = today(), plan.cycle.commune
    place = commune.name_on(day)
    with translation.override("fr"):
        context: dict[str, Any] = {
            "head": headed(commune, head_of(commune, day, in_words=True), day),
            "footer": plan.cycle.framework.name,
            "plan_words": str(plan),
            "plan": plan,
            "day": day,
            "actions": list(actions),
            "order": order,
            "large": _pictures(large),
            "tiles": _pictures(tiles),
            "signatures": [Signature("Pour le comité de suivi"), Signature("Reçu à la mairie le")],
        }
    return Document(
        template="documents/follow_up.html",
        filename=f"fiche-suivi-{plan.cycle.number}-{slugify(place)}-{day:%Y-%m-%d}.pdf",
        title=f"{TITLE} – plan n°\u00a0{plan.cycle.number} – Commune de {place}",
        context=context,
    )


def _pictures(choices: Iterable[Any]) -> list[Picture]:
    return [Picture(str(one.word), ICONS[one.icon]) for one in choices]
