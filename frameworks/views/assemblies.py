"""Assemblies of the professions: the list, one typed from its paper in one page, and its page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Organisation
from frameworks import services
from frameworks.forms.assemblies import AssemblyChangeForm, AssemblyForm, AssemblyPage
from frameworks.models import Framework, NeedAssembly
from frameworks.views.common import accepted, current, done, no_framework_yet
from frameworks.views.summaries import assembly_rows

PER_PAGE = 50


@require_safe
@guarded(Action.READ)
def assemblies(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every assembly of the framework, the latest first."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    rows = NeedAssembly.objects.visible_to(request.user).filter(framework=found)
    rows = rows.select_related("sector", "organisation").annotate(said=Count("needs"))
    rows = rows.order_by("-held_on", "-pk")
    return render(
        request,
        "frameworks/assemblies.html",
        {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "may_edit": may_here(request, Action.EDIT_NEEDS),
        },
    )


@require_safe
@guarded(Action.READ)
def assembly(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One assembly: who came, what was said, the needs said there."""
    found = _found(request, commune, pk)
    return render(
        request,
        "frameworks/assembly.html",
        {
            "assembly": found,
            "rows": assembly_rows(found, names=may_here(request, Action.READ_PERSONS)),
            "needs": found.needs.by_sector(),
            "may_edit": may_here(request, Action.EDIT_NEEDS),
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_NEEDS)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The whole paper of an assembly in one page: who came, then the needs line by line."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    form = AssemblyForm(
        request.POST or None,
        instance=NeedAssembly(framework=found),
        framework=found,
        organisations=_organisations(request, commune),
    )
    page = _page(request, form, found)
    if request.method == "POST" and page.is_valid() and _held(request, page):
        said = _said(len(page.spoken))
        return done(request, said, "frameworks:assembly", pk=form.instance.pk)
    return render(request, "frameworks/assembly_add.html", _shown(page))


def _held(request: SignedInRequest, page: AssemblyPage) -> bool:
    return accepted(
        page.form,
        lambda: services.hold_assembly(page.form.save(commit=False), page.spoken, by=request.user),
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_NEEDS)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The facts of an assembly, and lines for needs forgotten the first time."""
    found = _found(request, commune, pk)
    title = str(found)
    form = AssemblyChangeForm(
        request.POST or None,
        instance=found,
        framework=found.framework,
        organisations=_organisations(request, commune),
    )
    page = _page(request, form, found.framework)
    if request.method == "POST" and page.is_valid() and _changed(request, page, found):
        return done(request, _said(len(page.spoken)), "frameworks:assembly", pk=pk)
    context = {**_shown(page), "title": title, "pk": pk}
    return render(request, "frameworks/assembly_change.html", context)


def _changed(request: SignedInRequest, page: AssemblyPage, found: NeedAssembly) -> bool:
    form = page.form
    return accepted(
        form,
        lambda: services.change_assembly(
            found, page.spoken, by=request.user, save=form.save, fields=form.changed_data
        ),
    )


def _page(request: SignedInRequest, form: Any, framework: Framework) -> AssemblyPage:
    return AssemblyPage(form, framework, request.POST if request.method == "POST" else None)


def _shown(page: AssemblyPage) -> dict[str, Any]:
    return {"form": page.form, "lines": page.rows, "forms": page.forms}


def _said(needs: int) -> str:
    if not needs:
        return _("The assembly is saved.")
    return ngettext(
        "The assembly is saved, with %(count)s need.",
        "The assembly is saved, with %(count)s needs.",
        needs,
    ) % {"count": needs}


def _found(request: SignedInRequest, commune: Commune, pk: int) -> NeedAssembly:
    rows = NeedAssembly.objects.in_commune(commune).select_related(
        "framework__commune", "sector", "organisation"
    )
    found: NeedAssembly = get_visible(rows, request.user, pk=pk)
    return found


def _organisations(request: SignedInRequest, commune: Commune) -> Any:
    return Organisation.objects.visible_to(request.user).usable_in(commune).active()
