"""The council's file on a plan: one paper for the session, from the cover to the draft act."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.adoption import LAPSED, proposed_adoption
from actionplans.documents.changes import Changes, Data, Names, changes_between
from actionplans.documents.council_minutes import minutes_extract
from actionplans.documents.funding import funding_in_words
from actionplans.documents.plan import plan_head
from actionplans.documents.sealed import paper_of
from actionplans.documents.to_enter import Record, annex_to_enter, year_proposed
from actionplans.models import ActionPlan
from foundation.documents.bound import BoundDocument, Piece
from foundation.documents.document import Document
from foundation.formats.dates import day
from frameworks.documents.acts import act_paper
from frameworks.documents.organ import organ_on
from frameworks.models import Deliberation, DeliberationState


@dataclass(frozen=True)
class Compared:
    """The text of a plan as the council gets it, and the sealed one it is compared with.

    `same_plan`: an earlier version of the plan, before an amendment; else the plan of a cycle
    before. `since` names it.
    """

    now: Data
    earlier: Data | None = None
    since: str = ""
    same_plan: bool = False


def council_file(
    plan: ActionPlan,
    compared: Compared,
    *,
    sectors: Names,
    record: Record,
    on: datetime.date,
) -> Document:
    """Plan, money in figures and words, changes, extract of the minutes, draft act, annex.

    `on` is the day it is drawn up: who then heads the commune, which legal texts are in force.
    """
    commune = plan.cycle.framework.commune
    name, number = commune.name_on(on), plan.cycle.number
    with translation.override("fr"):
        pieces = (*_on_the_plan(plan, compared, sectors), *_of_the_council(plan, record, on))
        context = {
            "plan": plan,
            "head": plan_head(plan)._replace(date=""),
            "organ": organ_on(commune, on),
            "period": f"du {day(plan.starts_on)} au {day(plan.ends_on)}",
            "pieces": pieces,
            "footer": plan.cycle.framework.name,
        }
    return BoundDocument(
        template="documents/council/cover.html",
        filename=f"dossier-du-conseil-plan-{number}-{slugify(name)}.pdf",
        title=f"Dossier du conseil – plan d’action n° {number} – Commune de {name}",
        context=context,
        pieces=pieces,
    )


def _on_the_plan(plan: ActionPlan, compared: Compared, sectors: Names) -> list[Piece]:
    draft, title = not plan.is_agreed, f"Plan d’action n° {plan.cycle.number} et son financement"
    money, changes = _funding(plan, compared), _changes(plan, compared, sectors)
    return [
        Piece("plan", title, paper_of(plan), draft),
        Piece("financement", "Financement en chiffres et en lettres", money, draft),
        Piece("changements", "Ce qui change", changes, draft),
    ]


def _of_the_council(plan: ActionPlan, record: Record, on: datetime.date) -> list[Piece]:
    """The extract of the minutes, the act as it stands or is proposed, the annex."""
    pieces, act = [], standing_act(plan)
    if plan.agreed_at:
        extract, draft = minutes_extract(plan, plan.agreed_at, on), not plan.agreed_at.is_locked
        pieces.append(Piece("proces-verbal", "Extrait du procès-verbal", extract, draft))
    if act and act.state != DeliberationState.DRAFT:
        pieces.append(Piece("deliberation", f"Délibération n° {act.number}", act_paper(act)))
    elif act or plan.is_agreed:
        paper = act_paper(act) if act else proposed_adoption(plan, year_proposed(plan), on)
        pieces.append(Piece("deliberation", "Délibération", paper, draft=True))
    annex = annex_to_enter(plan, record, on)
    return [*pieces, Piece("a-inscrire", "Annexe : actions à inscrire au PDESC", annex)]


def standing_act(plan: ActionPlan) -> Deliberation | None:
    """The act on the plan, unless it fell."""
    act = plan.deliberation
    return act if act and act.state not in LAPSED else None


def _funding(plan: ActionPlan, compared: Compared) -> Document:
    return _inner(plan, "funding", "Financement", funding_in_words(plan, compared.now))


def _changes(plan: ActionPlan, compared: Compared, sectors: Names) -> Document:
    """Line by line since a version of the same plan; else sums, and what is new or came back."""
    context: dict[str, Any] = {"since": compared.since, "same_plan": compared.same_plan}
    if compared.earlier is not None:
        found = changes_between(compared.earlier, compared.now, sectors)
        context["changes"] = found if compared.same_plan else Changes([], [], *found[2:])
    if not compared.same_plan:
        actions = list(plan.actions.order_by("number").select_related("carried_from__plan__cycle"))
        context["carried"] = [one for one in actions if one.carried_from_id]
        context["new"] = [one for one in actions if not one.carried_from_id]
    return _inner(plan, "changes", "Ce qui change", context)


def _inner(plan: ActionPlan, template: str, title: str, context: Mapping[str, Any]) -> Document:
    """A sheet that only stands inside the file."""
    return Document(
        template=f"documents/council/{template}.html",
        filename="",
        title=title,
        context={"plan": plan, "footer": plan.cycle.framework.name, **context},
    )
