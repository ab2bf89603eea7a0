"""The text proposed for document F: the council adopts the communal share of a sealed plan."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

from actionplans.documents.sheet import PlanSheet, plan_sheet
from actionplans.models import Action, ActionPlan, SourceColumn
from foundation.documents.document import Document
from foundation.formats.dates import day
from foundation.formats.money import fcfa_print
from foundation.formats.numbers import NBSP, number
from foundation.formats.partial import PartialDate
from foundation.formats.words import fcfa_in_words
from frameworks.documents.act_words import ActText, closing_article, on, visas_of
from frameworks.documents.acts import proposed_act
from frameworks.documents.organ import Organ, organ_on
from frameworks.models import (
    Deliberation,
    DeliberationKind,
    DeliberationLine,
    DeliberationState,
)

DOTS: Final = "……………"
# An act that fell adopts nothing any more.
LAPSED: Final = (DeliberationState.ANNULLED, DeliberationState.REFUSED, DeliberationState.REPEALED)


@dataclass(frozen=True)
class Entered:
    """An action as the act enters it: its PDESC line in words, its cost, the commune's share."""

    action: Action
    pdesc_line: str
    cost: int | None
    share: int


@dataclass(frozen=True)
class Adopted:
    """What of a plan binds the commune, in FCFA: money from its budget, and other things valued."""

    plan: ActionPlan
    sheet: PlanSheet
    entered: list[Entered]
    cash: int
    other: int
    unvalued: int

    @property
    def share(self) -> int:
        return self.cash + self.other

    @property
    def without_line(self) -> int:
        """Actions that stand on no line of the PDESC yet."""
        return sum(not row.pdesc_line for row in self.entered)


def adopted(plan: ActionPlan) -> Adopted:
    """The plan read for the council: every action, with what the commune itself promised."""
    sheet = plan_sheet(plan)
    cells = [(row, row.cells.get(SourceColumn.COMMUNE)) for row in sheet.rows]
    return Adopted(
        plan=plan,
        sheet=sheet,
        entered=[
            Entered(
                row.action,
                str(row.action.pdesc_line or ""),
                row.cost,
                cell.total if cell else 0,
            )
            for row, cell in cells
        ],
        cash=sum(cell.cash for _row, cell in cells if cell),
        other=sum(cell.other for _row, cell in cells if cell),
        unvalued=sum(len(cell.unvalued) for _row, cell in cells if cell),
    )


def adoption_text(act: Deliberation, plan: ActionPlan, year: int | None) -> ActText:
    """Visas, reasons and articles of the adoption, from the sealed plan; French as the paper is."""
    found, organ = adopted(plan), organ_on(act.commune, act.dated.first_day)
    return ActText(
        "\n".join(visas_of(act, tuple(_visas(plan)))),
        "\n".join(_reasons(found)),
        "\n".join(_articles(found, organ, year)),
    )


def proposed_adoption(plan: ActionPlan, year: int, on: datetime.date) -> Document:
    """The draft act on a sealed plan when the register holds none: number and day in dots.

    The legal texts and the head of the commune are those of `on`.
    """
    framework = plan.cycle.framework
    act = Deliberation(
        commune=framework.commune,
        kind=DeliberationKind.PLAN,
        state=DeliberationState.DRAFT,
        number=DOTS,
        dated=PartialDate.from_iso(str(on)),
        budget_year=year,
        object=f"adoptant la part communale du plan d’action n° {plan.cycle.number} et inscrivant "
        "ses actions au programme de la commune",
    )
    text = adoption_text(act, plan, year)
    visas = text.visas.splitlines()[:-1]
    session = f"Vu le procès-verbal de la session du {DOTS}"
    proposed = text._replace(visas="\n".join([*visas, session]))
    return proposed_act(act, proposed, act_lines(plan), framework)


def act_lines(plan: ActionPlan, **of: Any) -> list[DeliberationLine]:
    """The table of the act that adopts a plan: its entered actions, with the communal share."""
    return [
        DeliberationLine(
            position=position,
            wording=row.action.wording,
            pdesc_line=row.pdesc_line,
            cost=row.cost,
            communal_share=row.share,
            **of,
        )
        for position, row in enumerate(adopted(plan).entered, 1)
    ]


def _visas(plan: ActionPlan) -> list[str]:
    founding = plan.cycle.framework.founding_deliberation
    meeting = plan.agreed_at
    found = []
    if founding:
        found.append(
            f"Vu la délibération n° {founding.number} {on(founding.dated)} portant création du "
            "cadre de concertation"
        )
    if meeting and meeting.held_on:
        found.append(
            f"Vu le procès-verbal de la réunion n° {meeting.number} du cadre de concertation, "
            f"{on(meeting.held_on)}"
        )
    return found


def _reasons(found: Adopted) -> list[str]:
    plan = found.plan
    reasons = [
        f"Considérant que le cadre de concertation a validé le plan d’action n° "
        f"{plan.cycle.number} pour la période du {day(plan.starts_on)} au {day(plan.ends_on)}"
        f"{_sealed(plan)}",
        f"Considérant que ce plan compte {_actions(len(found.entered))} pour un coût estimé de "
        f"{_sum(found.sheet.cost)}{_besides(found.sheet.without_cost)}",
        f"Considérant que la part de la commune s’élève à {_sum(found.share)}{_more(found)}",
    ]
    left, standing = found.without_line, len(found.entered) - found.without_line
    if standing:
        reasons.append(
            f"Considérant que {_actions(standing)} se rattache{'nt' if standing > 1 else ''} au "
            "programme de développement économique, social et culturel (PDESC) et que "
            f"{_actions(left) if left else 'aucune action ne'} reste{'nt' if left > 1 else ''} à "
            "y inscrire"
        )
    return reasons


def _sealed(plan: ActionPlan) -> str:
    """The seal the act cites: the code on the paper everybody signed."""
    version = plan.versions.in_force().first() if plan.is_agreed else None
    day_of = f" le {day(plan.agreed_on)}" if plan.agreed_on else ""
    return f",{day_of} (plan scellé, code {version.code})" if version else day_of and f",{day_of}"


def _articles(found: Adopted, organ: Organ, year: int | None) -> list[str]:
    number_of, when = found.plan.cycle.number, str(year or "………")
    return [
        f"La part communale du plan d’action n° {number_of} du cadre de concertation est approuvée "
        f"et arrêtée à {_sum(found.share)}{_more(found)}.",
        f"Les actions du tableau annexé sont inscrites au programme annuel {when} de la commune. "
        "Celles qui n’ont pas encore de ligne au PDESC y sont inscrites à sa prochaine révision "
        "annuelle.",
        _charged(found, when),
        f"{organ.chief} est autorisé à signer les conventions et à recevoir les dons nécessaires à "
        "l’exécution du plan.",
        closing_article(organ),
    ]


def _charged(found: Adopted, when: str) -> str:
    """Money is charged to the budget; things and work are valued beside it."""
    other = (
        f" Les contributions de la commune en nature, en main-d’œuvre et en services sont évaluées "
        f"à {_sum(found.other)}."
        if found.other
        else ""
    )
    if not found.cash:
        return f"Le plan n’appelle aucune dépense en espèces sur le budget de la commune.{other}"
    return (
        f"La dépense en espèces, soit {_sum(found.cash)}, est imputée au budget de la commune, "
        f"exercice {when}.{other}"
    )


def _sum(amount: int) -> str:
    """« 2 345 671 FCFA (deux millions…) »."""
    return f"{fcfa_print(amount)} ({fcfa_in_words(amount)})"


def _actions(count: int) -> str:
    return f"{number(count)}{NBSP}action{'s' if count > 1 else ''}"


def _besides(count: int) -> str:
    """A sum says that it leaves something out."""
    if not count:
        return ""
    many = count > 1
    return f", {_actions(count)} sans coût estimé non comprise{'s' if many else ''}"


def _more(found: Adopted) -> str:
    if not found.unvalued:
        return ""
    many = found.unvalued > 1
    return (
        f", {number(found.unvalued)} contribution{'s' if many else ''} non "
        f"chiffrée{'s' if many else ''} en plus"
    )
