"""Quarterly reports: of all the communes of a person, of a cercle, of one commune."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Min, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Cercle, Commune, Role
from consult.review.blocks import sheets_of
from consult.review.documents.quarterly import quarterly
from consult.review.quarters import FIRST_YEAR, Quarter, years_since
from consult.review.report_blocks import blocks_of
from consult.review.reports import QuarterReport, report_of
from consult.review.tables import Column, Fact, sheets_answer
from foundation.documents.views import respond_pdf
from foundation.records.today import today


class Scope(NamedTuple):
    """Whose report: its communes, the name of the place, the name of its page and its address."""

    communes: QuerySet[Commune]
    place: str
    route: str
    kwargs: dict[str, Any]

    @property
    def name(self) -> str:
        """In the language of the page."""
        return {
            "programme": _("All my communes"),
            "cercle": _("Cercle of %(name)s") % {"name": self.place},
            "commune": _("Commune of %(name)s") % {"name": self.place},
        }[self.route]

    @property
    def paper_name(self) -> str:
        """In the language of papers, which is French, and without « my »."""
        if self.route == "programme":
            return "communes suivies"
        with translation.override("fr"):
            return self.name

    @property
    def word(self) -> str:
        """In the names of files."""
        return "-".join(filter(None, (self.route, slugify(self.place))))

    def url(self, quarter: Quarter, suffix: str = "") -> str:
        return reverse(f"reports:{self.route}{suffix}", kwargs={**self.kwargs, "quarter": quarter})


def _of_all(request: SignedInRequest) -> Scope:
    mine = Commune.objects.visible_to(request.user)
    return Scope(mine, "", "programme", {})


def _of_cercle(request: SignedInRequest, pk: int) -> Scope:
    """A cercle in which the person may see a commune; any other does not exist for them."""
    mine = Commune.objects.visible_to(request.user).filter(cercle=pk)
    place = Cercle.objects.filter(pk=pk).first()
    if place is None or not mine.exists():
        raise Http404
    return Scope(mine, place.name, "cercle", {"pk": pk})


def _of_one(request: SignedInRequest, commune: Commune) -> Scope:
    mine = Commune.objects.visible_to(request.user).filter(pk=commune.pk)
    return Scope(mine, commune.name, "commune", {"slug": commune.slug})


@require_safe
@guarded(Action.REVIEW)
def listed(request: SignedInRequest) -> HttpResponse:
    """Every quarter since the first cycle, and the cercles for the last one."""
    mine = Commune.objects.visible_to(request.user)
    opened = mine.aggregate(day=Min("frameworks__cycles__opened_on"))["day"]
    return render(
        request,
        "review/report_list.html",
        {
            "years": years_since(opened, today()),
            "cercles": Cercle.objects.filter(communes__in=mine.order_by()).distinct(),
            "now": Quarter.of(today()),
        },
    )


@require_safe
@guarded(Action.READ)
def quarters(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The quarters of one commune since its first cycle."""
    opened = commune.frameworks.aggregate(day=Min("cycles__opened_on"))["day"]
    return render(request, "review/report_quarters.html", {"years": years_since(opened, today())})


@require_safe
@guarded(Action.REVIEW)
def programme(request: SignedInRequest, quarter: Quarter) -> HttpResponse:
    """The report of all the communes of the person."""
    return _page(request, _of_all(request), quarter)


@require_safe
@guarded(Action.REVIEW)
def programme_pdf(request: SignedInRequest, quarter: Quarter) -> HttpResponse:
    """The same on paper."""
    return _pdf(request, _of_all(request), quarter)


@require_safe
@guarded(Action.REVIEW)
def programme_xlsx(request: SignedInRequest, quarter: Quarter) -> HttpResponse:
    """The same in a workbook."""
    return _xlsx(request, _of_all(request), quarter)


@require_safe
@guarded(Action.REVIEW)
def cercle(request: SignedInRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """The report of the person's communes of one cercle."""
    return _page(request, _of_cercle(request, pk), quarter)


@require_safe
@guarded(Action.REVIEW)
def cercle_pdf(request: SignedInRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """The same on paper."""
    return _pdf(request, _of_cercle(request, pk), quarter)


@require_safe
@guarded(Action.REVIEW)
def cercle_xlsx(request: SignedInRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """The same in a workbook."""
    return _xlsx(request, _of_cercle(request, pk), quarter)


@require_safe
@guarded(Action.READ)
def commune(request: SignedInRequest, commune: Commune, quarter: Quarter) -> HttpResponse:
    """The report of one commune."""
    return _page(request, _of_one(request, commune), quarter)


@require_safe
@guarded(Action.READ)
def commune_pdf(request: SignedInRequest, commune: Commune, quarter: Quarter) -> HttpResponse:
    """The same on paper."""
    return _pdf(request, _of_one(request, commune), quarter)


@require_safe
@guarded(Action.READ)
def commune_xlsx(request: SignedInRequest, commune: Commune, quarter: Quarter) -> HttpResponse:
    """The same in a workbook."""
    return _xlsx(request, _of_one(request, commune), quarter)


def _report(request: SignedInRequest, scope: Scope, quarter: Quarter) -> QuarterReport:
    """The one object page, PDF and workbook read; a quarter to come has none."""
    if quarter.first > today() or quarter.year < FIRST_YEAR:
        raise Http404
    return report_of(scope.communes, quarter, keep_few=Role.PARTNER in request.roles)


def _page(request: SignedInRequest, scope: Scope, quarter: Quarter) -> HttpResponse:
    report = _report(request, scope, quarter)
    before, after = Quarter(quarter - 1), Quarter(quarter + 1)
    return render(
        request,
        "review/report.html",
        {
            "report": report,
            "scope": scope,
            "blocks": blocks_of(report, lambda place: _link(place, quarter)),
            "cercles": [(place, _link(place, quarter)) for place in report.cercles],
            "past": quarter.last < report.as_of,
            "pdf_url": scope.url(quarter, "-pdf"),
            "xlsx_url": scope.url(quarter, "-xlsx"),
            "before": (before, scope.url(before)) if before.year >= FIRST_YEAR else None,
            "after": (after, scope.url(after)) if after.first <= today() else None,
        },
    )


def _link(place: Commune | Cercle, quarter: Quarter) -> str:
    """The report of a place in the same quarter."""
    if isinstance(place, Cercle):
        return reverse("reports:cercle", kwargs={"quarter": quarter, "pk": place.pk})
    return reverse("reports:commune", kwargs={"slug": place.slug, "quarter": quarter})


def _pdf(request: SignedInRequest, scope: Scope, quarter: Quarter) -> HttpResponse:
    return respond_pdf(
        request, quarterly(_report(request, scope, quarter), scope.paper_name, scope.word)
    )


def _xlsx(request: SignedInRequest, scope: Scope, quarter: Quarter) -> HttpResponse:
    report = _report(request, scope, quarter)
    blocks = blocks_of(report)
    said = [Fact(Column("report", _("Report")), f"{scope.name}, {quarter.title}")]
    if report.alone:
        said.append(Fact(Column("verdict", _("State")), report.alone))
    notes = [Fact(Column("note", _("Note")), block.note) for block in blocks if block.note]
    return sheets_answer(
        f"rapport-{quarter}-{scope.word}",
        sheets_of(blocks),
        as_of=report.as_of,
        without=None if report.alone else report.without,
        more=[*said, *notes],
    )
