"""The committee's reports: the list, a new one, its page, its one form, validation, receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.documents.views import respond_pdf, respond_preview
from foundation.forms.base import Form
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady
from foundation.records.rules import Strength
from frameworks.models import Framework
from monitoring.documents.report import plan_of, report_paper, told
from monitoring.forms.reports import BeginForm, ReceiptForm, ReportPage, ValidateForm
from monitoring.models import Report, ReportKind
from monitoring.rules import against_validating
from monitoring.services import reports as services


def _report(request: SignedInRequest, commune: Commune, pk: int) -> Report:
    reports = Report.objects.in_commune(commune).select_related(
        "cycle__framework__commune", "cycle__commune", "written_by", "to_meeting"
    )
    found: Report = get_visible(reports, request.user, pk=pk)
    return found


def _draft(request: SignedInRequest, commune: Commune, pk: int) -> Report | None:
    """The report while it may still be changed."""
    report = _report(request, commune, pk)
    return None if report.is_validated else report


def _to_report(commune: Commune, pk: int) -> HttpResponse:
    return redirect("monitoring:report", slug=commune.slug, pk=pk)


def _closed(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """A validated report is only read."""
    messages.info(request, _("The committee validated this report: it changes no more."))
    return _to_report(commune, pk)


@require_safe
@guarded(Action.READ)
def report_list(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every report and note of default, the latest first."""
    context = {
        "reports": Report.objects.in_commune(commune).select_related("cycle").defer("html"),
        "may_write": may_here(request, Action.STATE_AS_COMMITTEE)
        and commune.frameworks.current().exists(),
        "may_read": may_here(request, Action.READ_PERSONS),
    }
    return render(request, "monitoring/reports.html", context)


def _framework(commune: Commune) -> Framework:
    framework = commune.frameworks.current().select_related("commune").first()
    if framework is None:
        raise Http404
    return framework


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def report_new(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Begin a report: what is known of every action is filled in."""
    form = BeginForm(request.POST or None, framework=_framework(commune))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            report = services.begin_report(facts.pop("cycle"), by=request.user, **facts)
        except NotReady as refusal:
            form.add_error("kind", list(refusal.reasons))
        else:
            messages.success(request, _("The report is begun. Complete it, then validate it."))
            return redirect("monitoring:report-edit", slug=commune.slug, pk=report.pk)
    return render(request, "monitoring/report_new.html", {"form": form})


@require_safe
@guarded(Action.READ_PERSONS)
def report_page(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What the report says, and what is still to be done with it."""
    report = _report(request, commune, pk)
    writes = may_here(request, Action.STATE_AS_COMMITTEE)
    receives = may_here(request, Action.EDIT_COMMITTEE)
    context = {
        "report": report,
        "edits": writes and not report.is_validated,
        "receives": receives and report.is_validated and report.received_on is None,
        "entries": lines_about(report),
        **({} if report.kind == ReportKind.DEFAULT else told(report)),
    }
    return render(request, "monitoring/report.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def report_edit(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The whole report on one page, in one send."""
    report = _draft(request, commune, pk)
    if report is None:
        return _closed(request, commune, pk)
    page = ReportPage(report, commune, request.POST or None)
    if request.method == "POST" and page.is_valid():
        form = page.report
        try:
            services.change_report(
                report, by=request.user, save=form.save, fields=form.changed_data, lines=page.rows
            )
        except NotReady as refusal:
            form.add_error("written_on", list(refusal.reasons))
        else:
            messages.success(request, _("The report is saved."))
            return _to_report(commune, pk)
    context = {"report": report, "page": page, "forms": page.forms, "plan": plan_of(report)}
    return render(request, "monitoring/report_edit.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def report_validate(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What is missing, what is worth a look, and the day the committee validated it."""
    report = _draft(request, commune, pk)
    if report is None:
        return _closed(request, commune, pk)
    form = ValidateForm(request.POST or None)
    done = _("The report is validated. Print it, have it signed, take it to the town hall.")
    if form.is_valid() and _done(
        form, lambda: services.validate_report(report, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, done)
        return _to_report(commune, pk)
    found = against_validating(report)
    context = {
        "report": report,
        "form": form,
        "blocking": [one.sentence for one in found if one.strength is Strength.BLOCK],
        "doubts": [one.sentence for one in found if one.strength is not Strength.BLOCK],
    }
    return render(request, "monitoring/report_validate.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_COMMITTEE)
def report_receive(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """When the town hall received the signed report."""
    report, form = _report(request, commune, pk), ReceiptForm(request.POST or None)
    if form.is_valid() and _done(
        form, lambda: services.receive_report(report, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The receipt is noted."))
        return _to_report(commune, pk)
    return render(request, "monitoring/report_receive.html", {"report": report, "form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def report_withdraw(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Take away a draft begun by mistake."""
    report = _draft(request, commune, pk)
    if report is None:
        return _closed(request, commune, pk)
    if request.method == "POST":
        services.withdraw_report(report, by=request.user)
        messages.success(request, _("The draft is taken away."))
        return redirect("monitoring:reports", slug=commune.slug)
    return render(request, "monitoring/report_withdraw.html", {"report": report})


def _done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it; a refusal is said beside the first field."""
    try:
        act()
    except NotReady as refusal:
        form.add_error(next(iter(form.fields)), list(refusal.reasons))
        return False
    return True


@require_safe
@guarded(Action.READ_PERSONS)
def report_preview(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Document H on screen."""
    where = {"slug": commune.slug, "pk": pk}
    return respond_preview(
        report_paper(_report(request, commune, pk)),
        back_url=reverse("monitoring:report", kwargs=where),
        pdf_url=reverse("monitoring:report-pdf", kwargs=where),
    )


@require_safe
@guarded(Action.READ_PERSONS)
def report_pdf(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The same paper as PDF."""
    return respond_pdf(request, report_paper(_report(request, commune, pk)))
