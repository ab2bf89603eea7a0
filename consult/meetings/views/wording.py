"""The commune's own words on its papers: which there are, one part to change, a look before."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.meetings import documents
from consult.meetings.forms.wording import WordingForm
from foundation.documents.document import Document
from foundation.documents.views import respond_preview
from frameworks.documents.needs import needs_sheet
from frameworks.models import Framework, Meeting, Paper, PaperPart, PaperText
from frameworks.querysets import sectors_named_in
from frameworks.services.papers import word_paper
from frameworks.wording import PARTS, usual_words

# What each word in braces stands for, in the order in which the page explains them.
ANYWHERE: Final = ("commune", "cadre", "date", "date_lettres", "qualite_maire", "maire")
OF_A_MEETING: Final = ("reunion", "numero", "heure", "lieu", "president", "secretaire")
BRACES: Final[dict[str, tuple[str, ...]]] = {
    Paper.LETTER: (*ANYWHERE, *OF_A_MEETING, "civilite", "nom"),
    Paper.MINUTES: (*ANYWHERE, *OF_A_MEETING, "an_et_jour", "heure_fin"),
    Paper.NEEDS: (*ANYWHERE, "filiere"),
}
OF_A_HEADER: Final = ("region", "cercle", "arrondissement", "ligne_commune")


class Part(NamedTuple):
    """One line of the list: the part, its words today, and whether they are the commune's own."""

    paper: Paper
    part: PaperPart
    words: str
    own: bool


@require_safe
@guarded(Action.RUN_MEETING)
def wordings(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every part of every paper with the words it has today."""
    latest: dict[tuple[str, str], str] = {}
    rows = PaperText.objects.in_commune(commune).visible_to(request.user).order_by("-at", "-pk")
    for paper, part, text in rows.values_list("paper", "part", "text"):
        latest.setdefault((paper, part), text)
    papers = [
        (paper, [_part(paper, part, latest.get((paper, part), "")) for part in parts])
        for paper, parts in PARTS.items()
    ]
    return render(request, "meetings/wordings.html", {"papers": papers, "commune": commune})


def _part(paper: Paper, part: PaperPart, own: str) -> Part:
    return Part(paper, part, own or usual_words(paper, part), bool(own))


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def wording(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """One part of one paper: its words, a look at the paper with them, and what it said before."""
    paper, part = _named(request)
    texts = PaperText.objects.in_commune(commune).visible_to(request.user)
    rows = list(texts.filter(paper=paper, part=part).order_by("-at", "-pk").select_related("by"))
    reverts = "revert" in request.POST
    form = WordingForm(_typed(request, reverts=reverts), paper=paper, part=part, rows=rows)
    if form.is_valid():
        words = form.cleaned_data["text"]
        if "preview" not in request.POST:
            changed = word_paper(commune, paper, part, words, by=request.user)
            messages.success(request, _thanks(changed=changed, reverts=reverts or not words))
            return redirect("papers:wordings", slug=commune.slug)
        document = _document(request, commune, paper, {part: words})
        if document is not None:
            return respond_preview(document, back_url=request.get_full_path(), pdf_url="")
        form.add_error(None, _nothing_to_show(paper))
    context: dict[str, Any] = {
        "form": form,
        "commune": commune,
        "paper": paper,
        "part": part,
        "usual": usual_words(paper, part),
        "own": bool(rows and rows[0].text),
        "braces": [(f"{{{name}}}", _meaning(name)) for name in _braces(paper, part)],
        "history": rows,
    }
    return render(request, "meetings/wording.html", context)


def _named(request: SignedInRequest) -> tuple[Paper, PaperPart]:
    """The part the address asks for; the opening of the letter when it asks for none."""
    asked = (request.GET.get("papier", Paper.LETTER), request.GET.get("partie", PaperPart.OPENING))
    for paper, parts in PARTS.items():
        for part in parts:
            if (paper, part) == asked:
                return paper, part
    raise Http404


def _typed(request: SignedInRequest, *, reverts: bool) -> Any:
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if reverts:
        data["text"] = ""
    return data


def _thanks(*, changed: bool, reverts: bool) -> str:
    if not changed:
        return _("These words already stood there. Nothing was changed.")
    if reverts:
        return _("The usual words are back. Papers of earlier days keep theirs.")
    return _("The words are saved. Papers of earlier days keep theirs.")


def _nothing_to_show(paper: Paper) -> str:
    if paper == Paper.NEEDS:
        return _("No sector has needs yet: there is no sheet on which to show these words.")
    return _("There is no meeting yet whose paper could show these words.")


def _document(
    request: SignedInRequest, commune: Commune, paper: Paper, trial: dict[str, str]
) -> Document | None:
    """The latest real paper with the words typed, of which nothing is written."""
    if paper == Paper.NEEDS:
        return _needs_sheet(request, commune, trial)
    meetings = Meeting.objects.in_commune(commune).visible_to(request.user).with_framework()
    held = paper in (Paper.MINUTES, Paper.REPORT)
    latest = (meetings.held() if held else meetings).order_by("-number").first()
    if latest is None:
        return None
    make = {
        Paper.MINUTES: documents.drawn_minutes,
        Paper.SHEET: documents.blank_sheet,
        Paper.TERMS: documents.terms_of_reference,
        Paper.REPORT: documents.workshop_report,
    }.get(paper, documents.invitation_letters)
    return make(latest, trial)


def _needs_sheet(
    request: SignedInRequest, commune: Commune, trial: dict[str, str]
) -> Document | None:
    framework = Framework.objects.visible_to(request.user).in_commune(commune).current().first()
    sector = sectors_named_in(framework).first() if framework else None
    return needs_sheet(framework, sector, trial) if framework and sector else None


def _braces(paper: Paper, part: PaperPart) -> tuple[str, ...]:
    names = BRACES.get(paper, (*ANYWHERE, *OF_A_MEETING))
    if part == PaperPart.HEADER:
        return (*OF_A_HEADER, "commune", "cadre")
    if part != PaperPart.SIGNATURES:
        return names
    return tuple(name for name in names if name not in ("civilite", "nom"))


def _meaning(name: str) -> str:
    return {
        "commune": _("name of the commune"),
        "cadre": _("name of the framework"),
        "date": _("day of the meeting or of the needs sheet, in figures"),
        "date_lettres": _("day of the meeting or of the needs sheet, in letters"),
        "an_et_jour": _("year and day of the meeting, as minutes begin"),
        "qualite_maire": _("the mayor, or the president of the special delegation"),
        "maire": _("name of the mayor"),
        "reunion": _("number and kind of the meeting, with the framework"),
        "numero": _("number of the meeting"),
        "heure": _("hour of the meeting"),
        "heure_fin": _("hour at which the meeting ended"),
        "lieu": _("place of the meeting"),
        "president": _("name of the chair"),
        "secretaire": _("name of the secretary of the meeting"),
        "civilite": _("Madam or Sir"),
        "nom": _("name of the person invited"),
        "filiere": _("name of the sector"),
        "region": _("name of the region"),
        "cercle": _("name of the cercle"),
        "arrondissement": _("name of the arrondissement"),
        "ligne_commune": _("rural or urban commune, with its name"),
    }[name]
