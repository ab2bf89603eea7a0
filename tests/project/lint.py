"""What ruff does not know: scoping in views, safe strings, forms that name their fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("actionplans", "communes", "consult", "foundation", "frameworks", "monitoring")
# Modules a person's request reaches: here every reading goes through a scope.
SCOPED_MODULES = ("views", "forms", "filters", "documents")
# Words of a queryset that scope it by itself, at once after `Model.objects`.
SCOPES = {"visible_to", "in_commune", "usable_in", "about", "in_scope", "of", "none", "shared_with"}
# Catalogues and the names of places are the same for everybody.
CATALOGUES = {"Sector", "ServiceKind", "LegalText", "Region", "Cercle", "CommuneAlias"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def scoped_modules() -> list[Path]:
    """Those of every room but the foundation, whose mechanisms know no commune."""
    rooms = [room for room in ROOMS if room != "foundation"]
    found = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    return [path for path in found if _is_scoped(path.relative_to(ROOT))]


def _is_scoped(path: Path) -> bool:
    return any(part in SCOPED_MODULES for part in path.with_suffix("").parts)


def python_modules() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def unscoped(source: str) -> Iterator[str]:
    """Readings that could reach another commune: `Need.objects.get(…)`, `get_object_or_404`."""
    tree = ast.parse(source)
    allowed = {id(node) for node in _scoped_managers(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in allowed:
            yield f"line {node.lineno}: {ast.unparse(node)} without visible_to or get_visible"
        if isinstance(node, ast.Name | ast.alias):
            name = node.id if isinstance(node, ast.Name) else node.name
            if name.startswith("get_object_or_404") or name == "get_list_or_404":
                yield f"line {node.lineno}: {name}; use get_visible"


def _scoped_managers(tree: ast.AST) -> Iterator[ast.AST]:
    """Managers read through a scope at once, or as a catalogue, or handed to get_visible."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SCOPES:
            yield node.value
        elif isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            if isinstance(node.value, ast.Name) and node.value.id in CATALOGUES:
                yield node
        elif isinstance(node, ast.Call) and _called(node) == "get_visible" and node.args:
            yield _start_of(node.args[0])


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _start_of(chain: ast.AST) -> ast.AST:
    """`X.objects` of `X.objects.with_place().order_by()`."""
    while not (isinstance(chain, ast.Attribute) and chain.attr in MANAGERS):
        if isinstance(chain, ast.Call):
            chain = chain.func
        elif isinstance(chain, ast.Attribute):
            chain = chain.value
        else:
            break
    return chain


def trusting(source: str) -> Iterator[str]:
    """`mark_safe`, and forms that take whatever fields a model has."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node, "id", "") or getattr(node, "attr", "")
        name = name or (node.name if isinstance(node, ast.alias) else "")
        if name in {"mark_safe", "SafeText"}:
            yield f"line {getattr(node, 'lineno', 0)}: {name}; use format_html"
        if isinstance(node, ast.ClassDef) and node.name == "Meta" and _takes_every_field(node):
            yield f"line {node.lineno}: a form names its fields"


def _takes_every_field(meta: ast.ClassDef) -> bool:
    lines = {ast.unparse(line) for line in meta.body if isinstance(line, ast.Assign)}
    return any(line.startswith("exclude =") or line == "fields = '__all__'" for line in lines)


COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
POST_FORM = re.compile(r"<form\b[^>]*method=\"?post\b.*?</form>", re.DOTALL | re.IGNORECASE)


def careless(page: str, *, pack: bool = False, shell: bool = False) -> Iterator[str]:
    """What a template must not hold. `pack`: our form pack; `shell`: the frame around pages."""
    page = COMMENT.sub("", page)
    if not pack and re.search(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off", page):
        yield "escaping is switched off"
    if re.search(r"\sstyle=|<style\b", page):
        yield "style belongs to the stylesheet"
    if re.search(r"<script\b(?![^>]*\bsrc=)|\son\w+=\"|href=\"?javascript:", page):
        yield "script belongs to a file"
    for form in POST_FORM.findall(page):
        if not shell and "{% form_token %}" not in form:
            yield "a POST form starts with {% form_token %}"
