"""Reading plans: what is missing, what it costs, who pays. Totals are computed when read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from communes.querysets import InCommuneQuerySet, running_on

if TYPE_CHECKING:
    from actionplans.models import (  # noqa: F401
        Action,
        ActionPlan,
        FundingLine,
        ValuationRule,
    )

MONEY = models.BigIntegerField()
ZERO = Value(0, output_field=MONEY)


class PlanQuerySet(InCommuneQuerySet["ActionPlan"]):
    commune_path = "cycle__framework__commune"

    def sealed(self) -> Self:
        """Plans agreed by the framework: the minutes of their meeting are approved."""
        return self.exclude(state="brouillon")

    def with_place(self) -> Self:
        """Plans with their cycle, framework and commune, without further queries."""
        return self.select_related(
            "cycle__framework__commune", "cycle__commune", "agreed_at", "deliberation"
        )


class ActionQuerySet(InCommuneQuerySet["Action"]):
    commune_path = "plan__cycle__framework__commune"

    def without_responsible(self) -> Self:
        """Actions nobody answers for; the plan cannot be agreed with one (R6)."""
        return self.filter(responsible=None)

    def without_due_date(self) -> Self:
        """Actions with no last possible day; the plan cannot be agreed with one (R6)."""
        return self.filter(due_on=None)

    def without_cost(self) -> Self:
        return self.filter(estimated_cost=None)

    def without_need(self) -> Self:
        return self.filter(needs=None)

    def to_be_entered(self) -> Self:
        """*À inscrire*: what the next annual revision of the PDESC takes in, by plan and number."""
        found = self.filter(to_enter=True, pdesc_line=None).order_by("-plan__starts_on", "number")
        return found.select_related("plan__cycle", "plan__deliberation", "sector", "responsible")

    def asked_on_return(self) -> Self:
        """Actions come back a third time that somebody above the parties is to look at."""
        return self.filter(carry_choice__in=("conseil", "conseiller"))

    def using_water(self) -> Self:
        """Actions that use water at a place, in plans that still run."""
        running = self.exclude(water_use="").exclude(plan__state="cloture")
        return running.select_related("plan__cycle", "responsible")

    def over_covered(self) -> Self:
        """R13: actions for which more is promised than they cost."""
        return self.with_money().filter(promised__gt=F("estimated_cost"))

    def with_parties(self) -> Self:
        """Actions with all that the plan prints of them, in a fixed number of queries."""
        lines = apps.get_model("actionplans", "FundingLine").objects
        standing = lines.standing().select_related("party").order_by("pk")
        return self.select_related("sector", "responsible", "pdesc_line").prefetch_related(
            "needs", "partners", Prefetch("funding", queryset=standing, to_attr="promises")
        )

    def with_money(self) -> Self:
        """Adds `promised` and `paid` (FCFA) of each action, without multiplying rows."""
        lines = (
            apps.get_model("actionplans", "FundingLine")
            .objects.filter(action=OuterRef("pk"), replaced_by=None)
            .order_by()
        )
        paid = (
            apps.get_model("actionplans", "Payment")
            .objects.filter(line__action=OuterRef("pk"))
            .order_by()
        )
        return self.annotate(
            promised=_sum_of(lines.values("action"), "promised"),
            paid=_sum_of(paid.values("line__action"), "amount"),
        )

    def led_by_professionals(self) -> Self:
        """I25: actions whose responsible is a professional organisation."""
        return self.filter(responsible__kind="organisation_professionnelle")


def _sum_of(rows: models.QuerySet[Any], field: str) -> Coalesce:
    total = rows.annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(total, output_field=MONEY), ZERO)


class FundingLineQuerySet(InCommuneQuerySet["FundingLine"]):
    commune_path = "action__plan__cycle__framework__commune"

    def standing(self) -> Self:
        """Promises not taken over by another party."""
        return self.filter(replaced_by=None)

    def unvalued(self) -> Self:
        """Promises with no value yet; printed *non renseigné* and never counted as 0."""
        return self.filter(promised=None)

    def programme_investments(self) -> Self:
        """R8: promises by which a support programme would pay for an investment."""
        return self.filter(party__kind="programme", category="investissement")

    def not_excused(self) -> Self:
        """Promises for which nobody set the rule aside with a reason."""
        return self.filter(override_reason="")

    def with_paid(self) -> Self:
        """Adds `paid` (FCFA) of each promise."""
        payments = apps.get_model("actionplans", "Payment").objects
        rows = payments.filter(line=OuterRef("pk")).order_by().values("line")
        return self.annotate(paid=_sum_of(rows, "amount"))

    def overpaid(self) -> Self:
        """R13: promises on which more was paid than promised."""
        return self.with_paid().filter(paid__gt=F("promised"))

    def total_promised(self) -> int:
        """Sum of the valued promises, in FCFA."""
        return int(self.aggregate(total=Coalesce(Sum("promised"), ZERO))["total"])

    def by_party_kind(self) -> dict[str, int]:
        """Promised FCFA by kind of party; kinds without money are left out."""
        rows = (
            self.filter(Q(promised__gt=0))
            .order_by("party__kind")
            .values_list("party__kind")
            .annotate(total=Sum("promised"))
        )
        return dict(rows)


class OfActionQuerySet(InCommuneQuerySet[Any]):
    commune_path = "line__action__plan__cycle__framework__commune"


class PdescQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"


class PdescLineQuerySet(InCommuneQuerySet[Any]):
    commune_path = "pdesc__commune"

    def without_action(self) -> Self:
        """Lines on which no action of any plan stands."""
        return self.filter(actions=None)

    def with_total(self) -> Self:
        """Adds `planned` (FCFA), the sum of the amounts by year; None when none is written."""
        amounts = apps.get_model("actionplans", "PdescAmount").objects.filter(line=OuterRef("pk"))
        rows = amounts.order_by().values("line").annotate(total=Sum("amount")).values("total")
        return self.annotate(planned=Subquery(rows, output_field=MONEY))


class OfPdescLineQuerySet(InCommuneQuerySet[Any]):
    commune_path = "line__pdesc__commune"


class ValuationQuerySet(InCommuneQuerySet["ValuationRule"]):
    commune_path = "commune"

    def running(self, day: Any) -> Self:
        """Rules in force on that day."""
        return self.filter(running_on(day))


class OfFrameworkRecordQuerySet(InCommuneQuerySet[Any]):
    commune_path = "framework__commune"


class OfPlanQuerySet(InCommuneQuerySet[Any]):
    commune_path = "plan__cycle__framework__commune"

    def in_force(self) -> Self:
        """Versions of plans that hold today."""
        return self.filter(withdrawn_at=None)

    def unfinished(self) -> Self:
        """Amendments neither sealed nor dropped."""
        return self.filter(version=None, dropped_on=None)

    def standing(self) -> Self:
        """Amendments that are open or sealed; one that was dropped changed nothing."""
        return self.filter(dropped_on=None)
