"""The development plan of the commune: its periods, their lines, what stands on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import services
from actionplans.forms.pasting import PasteForm
from actionplans.forms.pdesc import LinePage, PdescForm, PdescLineChangeForm, PdescLineForm
from actionplans.mapping import mapping_of
from actionplans.models import Action, Pdesc, PdescLine
from actionplans.views.finding import done
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune

PER_PAGE = 50


@require_safe
@guarded(Act.READ)
def pdescs(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every period of the development plan."""
    found = Pdesc.objects.visible_to(request.user).in_commune(commune)
    context = {
        "pdescs": found.annotate(number=Count("lines")).order_by("-first_year"),
        "may_edit": may_here(request, Act.EDIT_PLAN),
    }
    return render(request, "actionplans/pdescs.html", context)


@require_safe
@guarded(Act.READ)
def pdesc(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One period: its lines, then what they answer and what they leave."""
    found = _period(request, commune, pk)
    lines = found.lines.with_total().select_related("sector", "entered_by")
    actions = Action.objects.visible_to(request.user).in_commune(commune)
    page = Paginator(lines.annotate(acting=Count("actions")).order_by("code", "pk"), PER_PAGE)
    context = {
        "pdesc": found,
        "page": page.get_page(request.GET.get("page")),
        "mapping": mapping_of(found, commune.frameworks.current().first(), actions),
        "may_edit": may_here(request, Act.EDIT_PLAN),
    }
    return render(request, "actionplans/pdesc.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_pdesc(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A period of the development plan."""
    form = PdescForm(request.POST or None, known=commune.pdescs)
    if form.is_valid():
        added = services.add_pdesc(commune, by=request.user, **form.cleaned_data)
        messages.success(request, _("The development plan is in the list. Next: add its lines."))
        return redirect("actionplans:pdesc", slug=commune.slug, pk=added.pk)
    return render(request, "actionplans/pdesc_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_pdesc_line(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One line of the development plan; `?action=` brings the words of one to be entered."""
    found = _period(request, commune, pk)
    form = PdescLineForm(
        request.POST or None,
        instance=PdescLine(pdesc=found),
        initial=_from_action(request, commune),
    )
    page = LinePage(form, request.POST or None)
    if request.method == "POST" and page.is_valid() and _added(request, page):
        messages.success(request, _("The line is in the development plan."))
        if "again" in request.POST:
            return redirect("actionplans:add-pdesc-line", slug=commune.slug, pk=found.pk)
        return redirect("actionplans:pdesc", slug=commune.slug, pk=found.pk)
    context = {"page": page, "form": form, "forms": page.rows, "pdesc": found}
    return render(request, "actionplans/pdesc_line_add.html", context)


def _added(request: SignedInRequest, page: LinePage) -> bool:
    return done(
        page.form,
        lambda: services.add_pdesc_line(
            page.pdesc, by=request.user, amounts=page.amounts, **page.form.cleaned_data
        ),
    )


def _from_action(request: SignedInRequest, commune: Commune) -> dict[str, Any]:
    """What a line takes from the action it is made for; nothing when none is named."""
    key = request.GET.get("action", "")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return {}
    actions = Action.objects.visible_to(request.user).in_commune(commune).to_be_entered()
    action = actions.filter(pk=int(key)).first()
    if action is None:
        return {}
    return {
        "title": action.wording[:300],
        "sector": action.sector_id,
        "needs": list(action.needs.values_list("pk", flat=True)),
        "entered_by": action.plan.deliberation_id,
        "quantity": None if action.estimated_cost is None else 1,
        "unit_cost": action.estimated_cost,
    }


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def change_pdesc_line(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """A line of the development plan and its amounts by year."""
    lines = PdescLine.objects.in_commune(commune).select_related("pdesc__commune")
    found = get_visible(lines, request.user, pk=pk)
    title = str(found)
    form = PdescLineChangeForm(request.POST or None, instance=found)
    page = LinePage(form, request.POST or None)
    if request.method == "POST" and page.is_valid() and _changed(request, page, found):
        messages.success(request, _("The line is saved."))
        return redirect("actionplans:pdesc", slug=commune.slug, pk=found.pdesc_id)
    context = {"page": page, "form": form, "forms": page.rows, "pdesc": found.pdesc, "title": title}
    return render(request, "actionplans/pdesc_line_change.html", context)


def _changed(request: SignedInRequest, page: LinePage, line: PdescLine) -> bool:
    form = page.form
    return done(
        form,
        lambda: services.change_pdesc_line(
            line, by=request.user, save=form.save, fields=form.changed_data, amounts=page.amounts
        ),
    )


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def paste_pdesc_lines(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Lines copied from a table: shown as understood, then written in one send."""
    found = _period(request, commune, pk)
    form = PasteForm(request.POST or None, pdesc=found)
    right = form.is_valid()
    if right and "write" in request.POST and form.was_shown and _pasted(request, form):
        number = len(form.understood)
        said = ngettext("%(n)s line is added.", "%(n)s lines are added.", number)
        messages.success(request, said % {"n": number})
        return redirect("actionplans:pdesc", slug=commune.slug, pk=found.pk)
    context = {"form": form, "pdesc": found, "ready": form.is_bound and form.is_valid()}
    return render(request, "actionplans/pdesc_paste.html", context)


def _pasted(request: SignedInRequest, form: PasteForm) -> bool:
    return done(
        form, lambda: services.add_pasted(form.pdesc, by=request.user, lines=form.understood)
    )


def _period(request: SignedInRequest, commune: Commune, pk: int) -> Pdesc:
    periods = Pdesc.objects.in_commune(commune).select_related("commune")
    found: Pdesc = get_visible(periods, request.user, pk=pk)
    return found
