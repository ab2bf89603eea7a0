"""Every page is well formed, named, labelled and guarded, in both languages and when refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.urls import translate_url
from django.utils import translation
from lxml.html import HtmlElement

from tests.project.pages import ON_ONE_DATABASE, Shown, Undone, forms_of, is_page, send, shown, tree
from tests.project.recorded import Seen, asking, seen_at
from tests.project.routes import routes
from tests.project.stages import STAGES

pytestmark = [pytest.mark.django_db, ON_ONE_DATABASE]

# Addresses that are no page, each with its reason.
NO_PAGE = {
    "health-alive": "JSON for machines",
    "health-ready": "JSON for machines",
    "actionplans:amendment-pdf": "a PDF",
    "actionplans:certificate-pdf": "a PDF",
    "actionplans:commitments-pdf": "a PDF",
    "actionplans:council-file-pdf": "a PDF",
    "actionplans:engagement-letters-pdf": "a PDF",
    "actionplans:plan-pdf": "a PDF",
    "actionplans:to-enter-pdf": "a PDF",
    "actionplans:version-pdf": "a PDF",
    "frameworks:act-extract-pdf": "a PDF",
    "frameworks:act-pdf": "a PDF",
    "frameworks:act-slip-pdf": "a PDF",
    "frameworks:blank-needs-sheet-pdf": "a PDF",
    "frameworks:needs-sheet-pdf": "a PDF",
    "frameworks:rest-framework": "only receives",
    "indicators:table": "a table for a spreadsheet",
    "indicators:table-xlsx": "a table for a spreadsheet",
    "indicators:inclusion-table": "a table for a spreadsheet",
    "indicators:inclusion-table-xlsx": "a table for a spreadsheet",
    "inclusion:table": "a table for a spreadsheet",
    "inclusion:table-xlsx": "a table for a spreadsheet",
    "meetings:attendance-list-pdf": "a PDF",
    "meetings:calendar": "a calendar file",
    "meetings:letters-pdf": "a PDF",
    "meetings:minutes-pdf": "a PDF",
    "meetings:radio-pdf": "a PDF",
    "meetings:register-pdf": "a PDF",
    "meetings:shortfall-pdf": "a PDF",
    "meetings:scan": "a file",
    "meetings:sheet-pdf": "a PDF",
    "meetings:travel-pdf": "a PDF",
    "meetings:travel-sheet-pdf": "a PDF",
    "meetings:blank-form-pdf": "a PDF",
    "meetings:by-hand-pdf": "a PDF",
    "meetings:report-pdf": "a PDF",
    "meetings:terms-pdf": "a PDF",
    "meetings:version-pdf": "a PDF",
    "monitoring:photo": "a file",
    "library:sheet-pdf": "a PDF",
    "library:synthesis-pdf": "a PDF",
    "sheets:file": "JSON for other programs",
    "sheets:sheet-pdf": "a PDF",
    "sheets:photo": "a file",
    "monitoring:sheet-pdf": "a PDF",
    "monitoring:committee-decision-pdf": "a PDF",
    "monitoring:committee-paper-pdf": "a PDF",
    "monitoring:handover-pdf": "a PDF",
    "monitoring:report-pdf": "a PDF",
    "monitoring:situation-pdf": "a PDF",
    "unblock:kind-sheet-pdf": "a PDF",
    "unblock:obstacles-csv": "a table for a spreadsheet",
    "unblock:obstacles-xlsx": "a table for a spreadsheet",
    "unblock:service-sheet-pdf": "a PDF",
    "web:kept-send": "only receives",
    "web:my-actions": "leads on to the one page of the follow-up",
    "web:sign-out": "only receives",
    "reports:cercle-pdf": "a PDF",
    "reports:cercle-xlsx": "a table for a spreadsheet",
    "reports:commune-pdf": "a PDF",
    "reports:commune-xlsx": "a table for a spreadsheet",
    "reports:programme-pdf": "a PDF",
    "reports:programme-xlsx": "a table for a spreadsheet",
    "methods:file": "a file",
    "review:areas-csv": "a table for a spreadsheet",
    "review:areas-xlsx": "a table for a spreadsheet",
    "review:calendar-file": "a calendar",
    "review:table": "a table for a spreadsheet",
    "review:table-xlsx": "a table for a spreadsheet",
    "visits:brief-pdf": "a PDF",
    "shipped:data": "JSON to be typed again",
    "shipped:pdf": "a PDF",
    "wocat:chart": "a drawing",
    "wocat:data": "JSON to be typed again",
    "wocat:pdf": "a PDF",
}
# Papers shown on screen: always French, without the frame of the pages.
PAPERS = {
    "library:paper",
    "library:synthesis-paper",
    "sheets:paper",
    "actionplans:amendment-paper",
    "actionplans:certificate",
    "actionplans:commitments",
    "actionplans:council-file",
    "actionplans:engagement-letters",
    "actionplans:preview",
    "actionplans:to-enter",
    "actionplans:version",
    "frameworks:act",
    "frameworks:act-extract",
    "frameworks:act-slip",
    "frameworks:blank-needs-sheet",
    "frameworks:needs-sheet",
    "meetings:attendance-list",
    "meetings:blank-form",
    "meetings:by-hand",
    "meetings:letters",
    "meetings:minutes",
    "meetings:radio",
    "meetings:register-paper",
    "meetings:report",
    "meetings:sheet",
    "meetings:shortfall",
    "meetings:terms",
    "meetings:travel",
    "monitoring:committee-decision",
    "monitoring:committee-paper",
    "monitoring:handover",
    "monitoring:report-paper",
    "monitoring:situation",
    "wocat:paper",
    "meetings:travel-sheet",
    "meetings:version",
    "unblock:kind-sheet",
    "unblock:service-sheet",
    "monitoring:sheet",
    "visits:brief",
}
# Form-associated controls that need no label of their own.
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
PREFIX = {"fr": "Erreur\u00a0: ", "en": "Error: "}
# The long form looks at every moment in both languages; the suite where something changes.
LONG = bool(os.environ.get("SOAK"))
GRID = [(moment, language) for moment in STAGES for language in ("fr", "en")]
FILLED = GRID if LONG else [case for case in GRID if case != ("preparing", "en")]
REFUSED = GRID if LONG else [case for case in GRID if case[0] in {"drafting", "agreed"}]
# The same record serves the gate that counts queries.
ROWS = {"fr": 3, "en": 2}
NONSENSE = ("\U0001f33e" * 500, "") if LONG else ("\U0001f33e" * 500,)


@pytest.mark.soak
@pytest.mark.parametrize(("moment", "language"), FILLED)
def test_every_page_keeps_the_house_rules(moment: str, language: str) -> None:
    found = {
        seen.name: faults(seen, language) for seen in seen_at(moment, ROWS[language], language)
    }

    assert {name: sentences for name, sentences in found.items() if sentences} == {}


@pytest.mark.soak
@pytest.mark.parametrize(("moment", "language"), REFUSED)
def test_every_refused_form_keeps_the_house_rules(moment: str, language: str) -> None:
    names = asking(moment)
    stage = STAGES[moment](1)

    found = {
        seen.name: [*faults(seen, language), *_unsaid(seen, language)]
        for page in shown(stage, language, among=names)
        for seen in refused(page)
    }

    assert {name: sentences for name, sentences in found.items() if sentences} == {}


def refused(seen: Shown) -> Iterator[Shown]:
    """What each form of a page answers to nonsense."""
    for form in forms_of(seen):
        for text in NONSENSE:
            typed = {
                name: [text]
                for name, controls in form.controls.items()
                if controls[0].get("type") != "hidden"
            }
            with Undone():
                answer = send(seen.page, form, form.filled_in(**typed))
            if is_page(answer):
                yield Shown(seen.page, answer)


def _unsaid(seen: Shown, language: str) -> list[str]:
    """A refusal is the first word of the title and stands in the summary."""
    root = tree(seen.text)
    if not root.find_class("errors"):
        return []
    title = root.findtext(".//title") or ""
    return [] if title.startswith(PREFIX[language]) else [f"title of a refusal: {title!r}"]


def faults(seen: Shown | Seen, language: str) -> list[str]:
    root = tree(seen.text)
    return [
        *_malformed(seen.text),
        *_frame(root, seen, language),
        *_forms(root),
        *_unlabelled(root),
        *_inline(root),
    ]


def _malformed(text: str) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [f"html5lib {code} at {place}" for place, code, _more in parser.errors]


def _frame(root: HtmlElement, seen: Shown | Seen, language: str) -> Iterator[str]:
    headings = root.findall(".//h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    title = (root.findtext(".//title") or "").removesuffix("– Consult").strip()
    if len(title) < 4:
        yield f"title {title!r}"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    yield from (f"id {name!r} twice" for name in {n for n in ids if ids.count(n) > 1})
    if seen.name in PAPERS:
        return
    if root.get("lang") != language:
        yield f"lang={root.get('lang')!r}"
    other = "en" if language == "fr" else "fr"
    links = [a.get("href") for a in root.iter("a") if a.get("hreflang") == other]
    with translation.override(language):  # the walk may have been another worker's
        there = translate_url(seen.path, other)
    if links != [there]:
        yield f"link to the other language: {links}"


def _forms(root: HtmlElement) -> Iterator[str]:
    signed_in = any(_is_way_out(form) for form in root.iter("form"))
    for form in root.iter("form"):
        if (form.get("method") or "get").lower() != "post":
            continue
        names = {control.get("name") for control in form.iter("input")}
        needed = {"csrfmiddlewaretoken"}
        if signed_in and not _is_way_out(form) and not _asks_a_password(form):
            needed.add("op_id")
        if needed - names:
            yield f"form {form.get('action') or 'of the page'} lacks {needed - names}"


def _is_way_out(form: Any) -> bool:
    return str(form.get("action") or "").endswith("/deconnexion/")


def _asks_a_password(form: Any) -> bool:
    return any(control.get("type") == "password" for control in form.iter("input"))


def _unlabelled(root: HtmlElement) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    for control in root.iter("input", "select", "textarea"):
        if control.get("type") in UNLABELLED or control.get("aria-label"):
            continue
        wrapped = any(parent.tag == "label" for parent in control.iterancestors())
        if not wrapped and control.get("id") not in labelled:
            yield f"no label for {control.get('name')!r}"
    targets = {element.get("id") for element in root.iter() if element.get("id")}
    for element in root.iter():
        named = f"{element.get('aria-describedby') or ''} {element.get('aria-labelledby') or ''}"
        yield from (f"describes by missing {name!r}" for name in set(named.split()) - targets)


def _inline(root: HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        bad = [name for name in element.attrib if name == "style" or name.startswith("on")]
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            bad.append(element.tag)
        yield from (f"inline {name} on <{element.tag}>" for name in bad)


def test_the_titles_tell_the_pages_of_one_commune_apart() -> None:
    """Two addresses may show the same page; two different pages bear different titles."""
    titles: dict[str, set[str]] = {}
    for seen in seen_at("agreed"):
        title = tree(seen.text).findtext(".//title") or ""
        titles.setdefault(title, set()).add(seen.template)

    assert {title: made_by for title, made_by in titles.items() if len(made_by) > 1} == {}


def test_every_address_shows_its_page_at_some_moment() -> None:
    seen = {page.name for moment in STAGES for page in seen_at(moment)}

    never = {route.name for route in routes()} - seen - set(NO_PAGE)
    assert never == set(), "Give tests/project/stages.py a moment in which these show a page."


def test_no_reason_stands_for_an_address_that_is_gone() -> None:
    assert set(NO_PAGE) <= {route.name for route in routes()}


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<h1>a</h1><h1>b</h1>", "2 h1"),
        ("<h1>a</h1><p><p style='x'></p>", "inline style on <p>"),
        ("<h1>a</h1><input name=x>", "no label for 'x'"),
        ("<h1>a</h1><form method=post></form>", "lacks {'csrfmiddlewaretoken'}"),
        ("<h1>a</h1><b><i></b>", "html5lib"),
    ],
)
def test_a_fault_would_be_noticed(markup: str, fault: str) -> None:
    page = f"<!DOCTYPE html><html lang=fr><title>Une page</title>{markup}".encode()
    broken = next(seen_at("empty"))._replace(content=page)

    assert any(fault in sentence for sentence in faults(broken, "fr"))
