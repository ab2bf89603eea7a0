"""Two people change the same record: neither loses a word unseen, on any page that changes one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.project.pages import Filled, Shown, Undone, forms_of, send, shown
from tests.project.recorded import asking
from tests.project.stages import STAGES
from tests.project.test_wrong_input import _typed_in

pytestmark = pytest.mark.django_db

WORDS = ("Premier mot", "Second mot")
FIGURES = ("3", "4")


def seen_fields(form: Filled) -> Iterator[str]:
    """The boxes that stand in a form carrying `seen`, by name."""
    for mark in (name for name in form.controls if name.split("-")[-1] == "seen"):
        prefix = mark.removesuffix("seen")
        for name, controls in form.controls.items():
            inner = name.removeprefix(prefix)
            if name.startswith(prefix) and "-" not in inner and _typed_in(controls[0]):
                yield name


def test_the_second_of_two_people_sees_what_the_first_wrote() -> None:
    names = asking("drafting")
    stage = STAGES["drafting"](1)  # everything that is ever edited is open then
    editing = [(seen, form) for seen in shown(stage, among=names) for form in forms_of(seen)]
    editing = [(seen, form) for seen, form in editing if any(seen_fields(form))]
    outcome = {seen.page.name: second_answer(seen, form) for seen, form in editing}

    assert outcome
    assert {name: said for name, said in outcome.items() if said != "both shown"} == {}


def second_answer(seen: Shown, form: Filled) -> str:
    """What the second person is shown after both changed the same box."""
    told = "the first send was refused in every box"
    for name in seen_fields(form):
        for mine, theirs in (WORDS, FIGURES):
            with Undone():
                first, second = _both(seen, name, mine, theirs)
            if first.status_code != 302:
                continue
            if second is None or second.status_code != 200:
                return f"{name}: overwritten unseen"
            page = second.content.decode()
            return "both shown" if mine in page and theirs in page else f"{name}: one is missing"
    return told


def _both(seen: Shown, name: str, mine: str, theirs: str) -> tuple[Any, Any]:
    """Two openings of the page before either sends."""
    forms = [_form_with(seen, name) for _ in range(2)]
    first = send(seen.page, forms[0], forms[0].filled_in(**{name: mine}))
    if first.status_code != 302:
        return first, None
    return first, send(seen.page, forms[1], forms[1].filled_in(**{name: theirs}))


def _form_with(seen: Shown, name: str) -> Filled:
    opened = Shown(seen.page, seen.page.client.get(seen.page.url))
    return next(form for form in forms_of(opened) if name in form.controls)
