"""The papers that go with a plan: for its parties, for the council, for the PDESC."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from actionplans.documents.certificate import contribution_certificate
from actionplans.documents.council import council_file
from actionplans.documents.engage import engagement_letters, our_commitments
from actionplans.documents.pledges import parties_of_plan
from actionplans.documents.to_enter import Record, annex_to_enter
from actionplans.forms.papers import UntilForm
from actionplans.models import Action, ActionPlan, Payment, PdescLine
from actionplans.services.council import compared
from actionplans.views.amendments import sectors_of
from actionplans.views.finding import current_plan
from communes.access import Action as Act
from communes.guard import SignedInRequest, View, get_visible, guarded, may_here
from communes.models import Commune, Organisation
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.today import today

Made = Callable[[SignedInRequest, Commune], Document]
ASKED = ("cycle", "partie", "au")


@require_safe
@guarded(Act.READ)
def papers(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every paper of the plan, and those of each party, for the day asked for."""
    found = _plan(request, commune)
    form = UntilForm(request.GET if "au" in request.GET else None)
    until = form.cleaned_data["au"] if form.is_valid() else None
    context = {
        "plan": found,
        "parties": parties_of_plan(found),
        "form": form,
        "au": until.isoformat() if until else "",
        "names": may_here(request, Act.READ_PERSONS),
    }
    return render(request, "actionplans/papers.html", context)


def _paper(make: Made, name: str, act: Act) -> tuple[View, View]:
    """Two addresses of one paper: on screen, and the PDF of the same template and facts."""

    @require_safe
    @guarded(act)
    def preview(request: SignedInRequest, commune: Commune) -> HttpResponse:
        asked = _asked(request)
        return respond_preview(
            make(request, commune),
            back_url=_address("papers", commune, {"cycle": asked.get("cycle", "")}),
            pdf_url=_address(f"{name}-pdf", commune, asked),
        )

    @require_safe
    @guarded(act)
    def pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
        return respond_pdf(request, make(request, commune))

    return preview, pdf


def _asked(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ASKED if request.GET.get(name)}


def _address(name: str, commune: Commune, asked: dict[str, str]) -> str:
    query = {key: value for key, value in asked.items() if value}
    return reverse(f"actionplans:{name}", args=[commune.slug], query=query or None)


def _plan(request: SignedInRequest, commune: Commune) -> ActionPlan:
    return current_plan(request, commune, request.GET.get("cycle", ""))


def _party(request: SignedInRequest, commune: Commune) -> Organisation | None:
    """The organisation asked for, else every one of them."""
    asked = request.GET.get("partie", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Http404
    parties = Organisation.objects.visible_to(request.user)
    here = parties.filter(Q(commune=commune) | Q(commune=None))
    found: Organisation = get_visible(here, request.user, pk=int(asked))
    return found


def _letters(request: SignedInRequest, commune: Commune) -> Document:
    return engagement_letters(_plan(request, commune), _party(request, commune))


def _commitments(request: SignedInRequest, commune: Commune) -> Document:
    return our_commitments(_plan(request, commune), _party(request, commune))


def _certificate(request: SignedInRequest, commune: Commune) -> Document:
    """Payments of the framework's plans until the day asked for, or today."""
    form, party = UntilForm(request.GET), _party(request, commune)
    if not form.is_valid():
        raise Http404
    until = form.cleaned_data["au"] or today()
    framework = _plan(request, commune).cycle.framework
    found = Payment.objects.visible_to(request.user).filter(
        line__action__plan__cycle__framework=framework
    )
    paid = found.filter(_made_by(until)).select_related("line__party", "line__action__plan__cycle")
    if party:
        paid = paid.filter(line__party=party)
    order = ("line__action__plan__cycle__number", "line__action__number", "paid_on", "pk")
    return contribution_certificate(framework, paid.order_by(*order), until, party)


def _made_by(until: datetime.date) -> Q:
    """Paid by that day; without a day, in a plan over by then, or known today."""
    undated = Q() if until >= today() else Q(line__action__plan__ends_on__lte=until)
    return Q(paid_on__lte=until) | Q(paid_on=None) & undated


def _to_enter(request: SignedInRequest, commune: Commune) -> Document:
    return annex_to_enter(_plan(request, commune), _record(request, commune), today())


def _record(request: SignedInRequest, commune: Commune) -> Record:
    """The actions to be entered and the lines of the PDESC, of this commune alone."""
    actions = Action.objects.visible_to(request.user).in_commune(commune).to_be_entered()
    lines = PdescLine.objects.visible_to(request.user).in_commune(commune)
    return Record(actions, lines)


def _council_file(request: SignedInRequest, commune: Commune) -> Document:
    found = _plan(request, commune)
    with translation.override("fr"):
        sectors = sectors_of(found)
    return council_file(
        found, compared(found), sectors=sectors, record=_record(request, commune), on=today()
    )


letters, letters_pdf = _paper(_letters, "engagement-letters", Act.READ_PERSONS)
commitments, commitments_pdf = _paper(_commitments, "commitments", Act.READ)
certificate, certificate_pdf = _paper(_certificate, "certificate", Act.READ)
to_enter, to_enter_pdf = _paper(_to_enter, "to-enter", Act.READ)
council, council_pdf = _paper(_council_file, "council-file", Act.READ_PERSONS)
