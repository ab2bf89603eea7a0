"""Scoping and escaping are kept by reading the code itself; each check is seen to fail."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project import lint

# The sign-out button of the frame has nothing to repeat or to keep; the page for a form older
# than the sign-in gives its own form back. The administration has its own way of saving.
SHELL = {"base.html", "csrf.html"}


def found(paths: list[Path], check: Callable[[str], Iterator[str]]) -> dict[str, list[str]]:
    """Each file with what is wrong in it."""
    wrong = {str(path.relative_to(lint.ROOT)): [*check(path.read_text())] for path in paths}
    return {path: sentences for path, sentences in wrong.items() if sentences}


def of_template(path: Path) -> Iterator[str]:
    name = path.relative_to(lint.ROOT / "templates")
    shell = str(name) in SHELL or name.parts[0] == "admin"
    yield from lint.careless(path.read_text(), pack=name.parts[0] == "forms", shell=shell)


def test_views_forms_filters_and_documents_read_through_a_scope() -> None:
    assert found(lint.scoped_modules(), lint.unscoped) == {}


def test_no_module_marks_strings_as_safe_or_takes_every_field() -> None:
    assert found(lint.python_modules(), lint.trusting) == {}


def test_no_template_is_careless() -> None:
    wrong = {str(path.relative_to(lint.ROOT)): [*of_template(path)] for path in lint.templates()}

    assert {path: sentences for path, sentences in wrong.items() if sentences} == {}


def test_the_checks_look_at_every_room() -> None:
    rooms = {path.relative_to(lint.ROOT).parts[0] for path in lint.scoped_modules()}

    assert rooms >= {"actionplans", "communes", "consult", "frameworks", "monitoring"}


@pytest.mark.parametrize(
    "planted",
    [
        "need = Need.objects.get(pk=pk)",
        "needs = Need.objects.all().visible_to(user)",
        "needs = Need._default_manager.filter(pk=pk)",
        "need = get_object_or_404(Need, pk=pk)",
        "from django.shortcuts import get_object_or_404",
        "manager = Need.objects",
        "get_visible(rows, user, pk=Need.objects.first().pk)",
    ],
)
def test_a_planted_unscoped_reading_is_found(planted: str) -> None:
    assert [*lint.unscoped(planted)]


@pytest.mark.parametrize(
    "good",
    [
        "needs = Need.objects.visible_to(user).order_by('code')",
        "need = get_visible(Need.objects.in_commune(commune), user, pk=pk)",
        "need = get_visible(Need.objects.with_sector(), user, pk=pk)",
        "people = Person.objects.usable_in(commune)",
        "lines = Entry.objects.about(need)[:20]",
        "words = Sector.objects.filter(retired=False)",
    ],
)
def test_a_scoped_reading_is_left_alone(good: str) -> None:
    assert [*lint.unscoped(good)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "from django.utils.safestring import mark_safe",
        "text = mark_safe(typed)",
        "text = safestring.mark_safe(typed)",
        "class Meta:\n    fields = '__all__'",
        "class Meta:\n    exclude = ['commune']",
    ],
)
def test_planted_trust_is_found(planted: str) -> None:
    assert [*lint.trusting(planted)]


@pytest.mark.parametrize(
    "planted",
    [
        "{{ text|safe }}",
        "{% autoescape off %}{{ text }}{% endautoescape %}",
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<form method="post" novalidate>{% csrf_token %}</form>',
        '<form method="post">{{ x }}</form><form method="post">{% form_token %}</form>',
    ],
)
def test_a_planted_careless_line_is_found(planted: str) -> None:
    assert [*lint.careless(planted)]
