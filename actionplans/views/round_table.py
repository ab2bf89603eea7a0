"""The round table of money: what every action costs and who brings what, on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import rules, services
from actionplans.documents import plan_sheet
from actionplans.documents.parties import by_party, together, withdrawal
from actionplans.documents.sheet import PlanSheet, Row
from actionplans.forms.confirming import ConfirmPage
from actionplans.forms.promises import GridRow, PromisesPage
from actionplans.models import ActionPlan, FundingLine
from actionplans.views.finding import current_plan
from actionplans.views.promises import offer, tell_valued, written
from communes.access import Action as Act
from communes.guard import SignedInRequest, follows_merge, get_visible, guarded, may_here
from communes.models import Commune, Organisation

BLANK = 1
MOST_ROWS, MOST_LINES = 16, 30  # as many as a page of 8 kB carries


@require_http_methods(["GET", "POST"])
@guarded(Act.READ)
def round_table(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Who brings what to every action: a table to read; for who shapes the plan, to fill in."""
    found = current_plan(request, commune, request.GET.get("cycle", ""))
    may_edit = may_here(request, Act.EDIT_PLAN)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    sheet = plan_sheet(found)
    parties = by_party(sheet)
    context = {
        "plan": found,
        "sheet": sheet,
        "parties": parties,
        "brought": together(parties),
        "wanted": f"?cycle={found.cycle.number}",
        "may_confirm": may_edit and not found.is_closed,
    }
    if not may_edit or (found.is_sealed and request.method != "POST"):
        return render(request, "actionplans/round_table.html", context)
    part = _part(request, sheet)
    page = PromisesPage(
        [row.action for row in part.object_list],
        request.POST or None,
        row=GridRow,
        blank=BLANK,
        **offer(request, commune, found),
    )
    if page.is_valid() and (valued := written(request, page, found)) is not None:
        messages.success(request, _("The round table is saved."))
        tell_valued(request, valued)
        return redirect(_again(request, commune))
    cards = list(zip(page.actions, part.object_list, map(_sentence, part.object_list), strict=True))
    context |= {"page": page, "forms": page.forms, "cards": cards, "part": part}
    return render(request, "actionplans/round_table.html", context)


def _part(request: SignedInRequest, sheet: PlanSheet) -> Page[Row]:
    """The actions of this page: those that were sent, else the next ones, sector by sector."""
    parts: list[list[Row]] = [[]]
    rows = [row for group in sheet.groups for row in group.rows]
    for row in rows:
        if parts[-1] and sum(map(_size, parts[-1])) + _size(row) > MOST_ROWS:
            parts.append([])
        parts[-1].append(row)
    paginator: Any = Paginator(parts, 1)
    page = paginator.get_page(request.GET.get("page"))
    sent = set(request.POST.get("actions", "").split())
    kept = [row for row in rows if str(row.action.pk) in sent]
    return Page(kept or page.object_list[0], page.number, paginator)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def confirm(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """What the parties confirm and pay, promise by promise; on a sealed plan too."""
    found = current_plan(request, commune, request.GET.get("cycle", ""))
    if found.is_closed:
        messages.warning(request, _closed_sentence())
        return redirect("actionplans:plan-of-cycle", commune.slug, found.cycle.number)
    lines = FundingLine.objects.in_commune(commune).filter(action__plan=found).standing()
    lines = (
        lines.with_paid().select_related("party", "action__plan").order_by("action__number", "pk")
    )
    part = Paginator(lines, MOST_LINES).get_page(request.GET.get("page"))
    page = ConfirmPage(part.object_list, request.POST or None)
    if page.is_valid():
        services.confirm_promises(found, page.lines, page.payments, by=request.user)
        messages.success(request, _("The confirmations and payments are saved."))
        return redirect(_again(request, commune, "confirm"))
    context = {"plan": found, "page": page, "forms": page.forms, "part": part}
    return render(request, "actionplans/confirm.html", context)


def _closed_sentence() -> str:
    return _(
        "The cycle of this plan is closed. Note a late payment on the page of its action, "
        "with its day and the reason."
    )


def _size(row: Row) -> int:
    promises: list[Any] = row.action.promises  # type: ignore[attr-defined]
    return len(promises) + BLANK


def _sentence(row: Row) -> str:
    """R13 beside the action it is about."""
    return rules.r13_action(row.action.number, row.cost, row.covered)


def _again(request: SignedInRequest, commune: Commune, name: str = "round-table") -> str:
    """The same page again, to go on."""
    kept = QueryDict(mutable=True)
    kept.update({name: request.GET[name] for name in ("cycle", "page") if name in request.GET})
    address = reverse(f"actionplans:{name}", args=[commune.slug])
    return f"{address}?{kept.urlencode()}" if kept else address


@require_safe
@guarded(Act.READ)
@follows_merge(Organisation)
def withdraw(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What the plan would lose if this party withdrew; nothing is changed."""
    parties = Organisation.objects.usable_in(commune)
    party = get_visible(parties, request.user, pk=pk)
    found: ActionPlan = current_plan(request, commune, request.GET.get("cycle", ""))
    sheet = plan_sheet(found)
    context = {
        "plan": found,
        "party": party,
        "sheet": sheet,
        "loss": withdrawal(found, sheet, party),
        "wanted": f"?cycle={found.cycle.number}",
    }
    return render(request, "actionplans/withdrawal.html", context)
