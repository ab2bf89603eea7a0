"""Three-month plans, their actions and who pays. Sealed with the minutes that agreed them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actionplans import rules
from actionplans.models import Action, ActionPlan, FundingLine, Payment, PlanState
from actionplans.services.refusing import said_when_sealed
from communes.admin.base import LookedAt, RecordAdmin, Rows
from communes.admin.columns import amount
from frameworks.models import CycleState


class OfPlanAdmin(RecordAdmin):
    """Records the seal of a plan holds: a refusal says so, whoever sealed it in the meantime."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        record = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method == "POST" and record and self.is_sealed(record):
            raise PermissionDenied(rules.sealed(self.plan_of(record)))
        return super().changeform_view(request, object_id, *args, **kwargs)

    def plan_of(self, record: Any) -> ActionPlan:
        raise NotImplementedError

    def is_sealed(self, record: Any) -> bool:
        return self.plan_of(record).is_sealed

    def save_model(self, *args: Any, **kwargs: Any) -> None:
        said_when_sealed(super().save_model)(*args, **kwargs)

    def save_related(self, *args: Any, **kwargs: Any) -> None:
        said_when_sealed(super().save_related)(*args, **kwargs)


class ActionRows(Rows):
    model = Action
    fields = ("number", "wording", "sector", "responsible", "due_on", "estimated_cost")
    with_related = ("sector", "responsible")


class FundingRows(Rows):
    model = FundingLine
    fields = ("party", "kind", "category", "promised", "confirmed", "quantity", "unit")
    with_related = ("party",)


class PaymentRows(Rows):
    model = Payment
    read_only = True
    with_related = ("recorded_by",)


@admin.register(ActionPlan)
class ActionPlanAdmin(OfPlanAdmin):
    """A plan is sealed, and reopened, with the minutes of its meeting."""

    page = "actionplans:plan-of-cycle"
    fixed = ("cycle",)
    stamps = ("state", "agreed_at", "agreed_on", "deliberation")
    choices = {"cycle": {"state": CycleState.OPEN}}
    list_display = (
        "__str__", "cycle__framework__commune", "state", "starts_on", "ends_on", "agreed_on",
    )  # fmt: skip
    list_filter = ("state", "cycle__framework__commune__cercle__region")
    list_select_related = ("cycle",)
    search_fields = ("cycle__framework__commune__search_key", "cycle__number")
    inlines = (ActionRows,)

    def plan_of(self, record: Any) -> ActionPlan:
        found: ActionPlan = record
        return found

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"number": record.cycle.number}


@admin.register(Action)
class ActionAdmin(OfPlanAdmin):
    page = "actionplans:action"
    fixed = ("plan",)
    stamps = ("carried_from", "carried_on", "carried_reason")
    choices = {"plan": {"state": PlanState.DRAFT}}
    list_display = (
        "__str__", "plan", "plan__cycle__framework__commune", "sector", "responsible", "due_on",
        amount("estimated_cost", _("estimated cost")),
    )  # fmt: skip
    list_filter = ("plan__state", "sector", "plan__cycle__framework__commune__cercle__region")
    list_select_related = ("plan__cycle", "sector", "responsible")
    search_fields = ("search_key", "plan__cycle__framework__commune__search_key")
    inlines = (FundingRows,)

    def plan_of(self, record: Any) -> ActionPlan:
        found: ActionPlan = record.plan
        return found


@admin.register(FundingLine)
class FundingLineAdmin(OfPlanAdmin):
    """Promises. R8 is set aside, and a promise taken over, on the plan's own pages."""

    page = "actionplans:funding"
    fixed = ("action",)
    stamps = ("override_reason", "replaced_by", "replaced_on", "replaced_reason")
    choices = {"action": {"plan__state": PlanState.DRAFT}}
    list_display = (
        "party", "action", "action__plan__cycle__framework__commune", "kind", "category",
        amount("promised", _("promised")), amount("confirmed", _("confirmed")),
    )  # fmt: skip
    list_filter = (
        "kind", "category", ("promised", admin.EmptyFieldListFilter),
        "action__plan__cycle__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("party", "action__plan")
    search_fields = (
        "party__search_key", "action__search_key",
        "action__plan__cycle__framework__commune__search_key",
    )  # fmt: skip
    inlines = (PaymentRows,)

    def plan_of(self, record: Any) -> ActionPlan:
        found: ActionPlan = record.action.plan
        return found

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.action_id}


@admin.register(Payment)
class PaymentAdmin(LookedAt):
    """Payments are entered on the plan's pages and never changed."""

    page = "actionplans:payments"
    list_display = (
        amount("amount", _("amount")), "line", "line__action__plan__cycle__framework__commune",
        "paid_on", "recorded_by",
    )  # fmt: skip
    list_filter = ("line__kind", "line__action__plan__cycle__framework__commune__cercle__region")
    list_select_related = ("line__party", "recorded_by")
    search_fields = (
        "line__party__search_key", "evidence",
        "line__action__plan__cycle__framework__commune__search_key",
    )  # fmt: skip

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.line.action_id}
