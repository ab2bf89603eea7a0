"""Two people change the same record: neither loses a word unseen, whatever page they send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from foundation.capture.tokens import make_token
from tests.project.pages import (
    GUESSES,
    Filled,
    Shown,
    Undone,
    forms_of,
    plausible,
    send,
    shown,
    typed_in,
)
from tests.project.recorded import seen_at
from tests.project.stages import STAGES, Stage
from tests.project.test_wrong_input import written_columns

pytestmark = pytest.mark.django_db

# Everything that is ever edited is open while drafting; the rest is looked for afterwards.
MOMENTS = ("drafting", "agreed")
WORDS, FIGURES = ("Premier mot", "Second mot"), ("3", "4")
NUMBERS = {"CountField", "MoneyField", "IntegerField", "PercentField", "DecimalField"}
Cells = dict[tuple[str, Any], dict[str, Any]]


def forms_at(moment: str) -> Iterator[tuple[Stage, Shown, Filled]]:
    """Every form of the moment that no earlier one showed."""
    earlier = MOMENTS[: MOMENTS.index(moment)]
    known = {(s.name, *kinds) for name in earlier for s in seen_at(name) for kinds in s.forms}
    names = {s.name for s in seen_at(moment) for kinds in s.forms if (s.name, *kinds) not in known}
    stage = STAGES[moment](1)
    for seen in shown(stage, among=names):
        for form in forms_of(seen):
            if (seen.name, *form.kinds) not in known:
                yield stage, seen, form


def seen_fields(form: Filled) -> Iterator[str]:
    """The boxes that stand in a form carrying `seen`, by name."""
    for mark in (name for name in form.controls if name.split("-")[-1] == "seen"):
        prefix = mark.removesuffix("seen")
        for name, controls in form.controls.items():
            inner = name.removeprefix(prefix)
            if name.startswith(prefix) and "-" not in inner and typed_in(controls[0]):
                yield name


class Pair:
    """The same form opened by two people before either sends it."""

    def __init__(self, stage: Stage, seen: Shown, form: Filled) -> None:
        self.user, self.seen, self.form = stage.world.people[seen.page.role].pk, seen, form

    def first(self, **typed: Any) -> bool:
        return bool(
            send(self.seen.page, self.form, self.form.filled_in(**typed)).status_code == 302
        )

    def second(self, **typed: Any) -> Any:
        typed |= {"op_id": make_token(self.user)}
        return send(self.seen.page, self.form, self.form.filled_in(**typed))

    def accepted(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """The boxes that may be changed alone, each with two texts it takes."""
        for name in seen_fields(self.form):
            kind = type(self.form.fields.get(name)).__name__
            for texts in (FIGURES, WORDS) if kind in NUMBERS else (WORDS, FIGURES):
                with Undone():
                    taken = self.first(**{name: texts[0]})
                if taken:
                    yield name, texts
                    break

    def stands(self, name: str) -> list[str]:
        """What the box holds when the page is opened anew."""
        page = self.seen.page
        forms = forms_of(Shown(page, page.client.get(page.url)))
        return next((form.values[name] for form in forms if name in form.values), [])

    def keeps(self, name: str, text: str) -> bool:
        """Whether the box shows what was sent; one that adds a row is blank again."""
        with Undone():
            self.first(**{name: text})
            return self.stands(name) != self.form.values[name]


@pytest.mark.parametrize("moment", MOMENTS)
def test_of_two_people_who_send_the_same_page_neither_loses_a_word_unseen(moment: str) -> None:
    """Forms without `seen` too: they add, or what they replace is asked about first."""
    lost: dict[str, set[str]] = {}
    tried = 0
    for stage, seen, form in forms_at(moment):
        if not seen.page.role:
            continue  # a visitor writes nothing that stands
        pair, edits = Pair(stage, seen, form), any(seen_fields(form))
        found = {*two_people(pair)} if edits else overwritten(pair)
        tried += found is not None
        lost.setdefault(seen.page.name, set()).update(found or ())

    assert tried > len(lost) / 2
    assert {name: what for name, what in lost.items() if what} == {}


def two_people(pair: Pair) -> Iterator[str]:
    """What is lost when both change one box, and when each changes another."""
    boxes = pair.accepted()
    name, (mine, theirs) = next(boxes, ("", WORDS))
    if not name:
        yield "the first send was refused in every box"
        return
    with Undone():
        pair.first(**{name: mine})
        answer = pair.second(**{name: theirs})
    page = answer.content.decode() if answer.status_code == 200 else ""
    if not page:
        yield f"{name}: overwritten unseen"
    elif not (mine in page and theirs in page):
        yield f"{name}: one is missing"
    for other, (_first, theirs) in boxes:
        if other.rpartition("-")[0] == name.rpartition("-")[0] and pair.keeps(other, theirs):
            yield from _both_kept(pair, (name, mine), (other, theirs))
            return


def _both_kept(pair: Pair, one: tuple[str, str], other: tuple[str, str]) -> Iterator[str]:
    with Undone():
        pair.first(**dict([one]))
        first = pair.stands(one[0])
        answer = pair.second(**dict([other]))
        both = [pair.stands(name) for name, _text in (one, other)]
    if answer.status_code != 302:
        yield f"{one[0]} and {other[0]}: refused though different"
    elif both[0] != first or both[1] == pair.form.values[other[0]]:
        yield f"{one[0]} and {other[0]}: {both}"


def overwritten(pair: Pair) -> set[str] | None:
    """The columns both sends wrote, one over the other; None when the first was refused."""
    with Undone():
        before = cells()
        if not pair.first(**plausible(pair.form)):
            return None
        between = cells()
        if pair.second(**otherwise(pair.form)).status_code != 302:
            return set()
        after = cells()
    return {
        f"{table}.{column}"
        for (table, key), row in between.items()
        for column, value in row.items()
        if before.get((table, key), {}).get(column) != value
        and after.get((table, key), {}).get(column, value) != value
    }


def otherwise(form: Filled) -> dict[str, list[str]]:
    """The form filled by somebody else: another text, figure or day in every box."""
    return {
        name: [_other(form, name, value) for value in values]
        for name, values in plausible(form).items()
    }


def _other(form: Filled, name: str, value: str) -> str:
    control = form.controls[name][0]
    if control.tag == "select":
        options = [option.get("value") for option in control.iter("option")]
        return next((one for one in options if one and one != value), value)
    if not typed_in(control):
        return value
    return GUESSES_AGAIN.get(type(form.fields.get(name)).__name__, "Un autre")


GUESSES_AGAIN = {**GUESSES, "DayField": "02/03/2025", "CountField": "3", "MoneyField": "2 000"}
GUESSES_AGAIN |= {"IntegerField": "3", "PercentField": "40", "PartialDayField": "2023"}


def cells() -> Cells:
    """Every value of every record people write."""
    return {
        (model._meta.db_table, row.pop("pk")): row
        for model, columns in written_columns().items()
        for row in model._base_manager.values("pk", *(one.attname for one in columns))
    }
