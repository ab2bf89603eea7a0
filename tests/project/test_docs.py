"""The papers say what the code does: words, rules, variables."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

from consult.web.vocabulary import OURS, vocabulary

BASE = Path(settings.BASE_DIR)
DOCS = BASE / "docs"
# Rules whose facts have no model yet, and what will bring them.
WITHOUT_FACTS = {
    "R12": "reports of the committee, with the issue on follow-up",
}


def test_the_vocabulary_is_the_one_of_the_code() -> None:
    """Write it again with `manage.py write_vocabulary`."""
    assert (DOCS / "vocabulary.md").read_text() == vocabulary()


def test_every_model_of_ours_has_its_line_in_the_vocabulary() -> None:
    page = (DOCS / "vocabulary.md").read_text()
    ours = [
        model for app in apps.get_app_configs() if _is_ours(app.path) for model in app.get_models()
    ]

    assert [model.__name__ for model in ours if f"### {model.__name__} –" not in page] == []
    assert {model._meta.app_label for model in ours} <= set(OURS)


def _is_ours(path: str) -> bool:
    return "site-packages" not in path


def homes() -> dict[str, set[str]]:
    """Where each rule lives: the rules.py whose function's docstring begins with its code."""
    found: dict[str, set[str]] = {}
    for path in sorted(BASE.glob("*/rules.py")) + sorted(BASE.glob("consult/*/rules.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                for code in re.findall(r"^(R\d+)\b(?=[:,])", ast.get_docstring(node) or ""):
                    found.setdefault(code, set()).add(str(path.relative_to(BASE)))
    return found


def test_every_rule_has_exactly_one_home() -> None:
    rules = {f"R{number}" for number in range(1, 19)} - set(WITHOUT_FACTS)

    assert {
        code: sorted(homes().get(code, ())) for code in rules if len(homes().get(code, ())) != 1
    } == {}


def test_a_rule_without_facts_is_not_pretended() -> None:
    assert set(homes()) & set(WITHOUT_FACTS) == set()


def test_every_variable_read_anywhere_is_explained() -> None:
    """tests/house/test_docs.py holds the settings; this one the scripts and everything else."""
    explained = set(re.findall(r"CONSULT_[A-Z_]+", (DOCS / "deploy.md").read_text()))
    read = {
        name
        for path in [
            *(BASE / "script").iterdir(),
            *BASE.glob("consult/**/*.py"),
            *BASE.glob("foundation/**/*.py"),
        ]
        if path.is_file()
        for name in re.findall(r"CONSULT_[A-Z_]+", path.read_text())
    }

    assert read - explained == set()


def test_every_page_of_the_docs_named_by_another_exists() -> None:
    missing = [
        (page.name, target)
        for page in [*DOCS.rglob("*.md"), BASE / "README.md"]
        if page.exists()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert missing == []
