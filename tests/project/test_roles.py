"""docs/roles.md says what the access table says."""

from pathlib import Path

from communes.access import GRANTS, Action
from communes.models import Role

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def documented() -> dict[str, tuple[str, set[str]]]:
    """Each act with its words and its roles, as printed."""
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return {row[0]: (row[1], _marked(row[3:])) for row in rows}


def _marked(cells: list[str]) -> set[str]:
    marks = zip(Role.values, cells, strict=True)
    return {role for role, mark in marks if mark == "●"}


def test_the_printed_table_is_the_access_table() -> None:
    assert documented() == {
        action.name: (action.value, {str(role) for role in GRANTS[action]}) for action in Action
    }


def test_every_act_is_granted_to_somebody() -> None:
    assert {action for action in Action if not GRANTS.get(action)} == set()


def test_the_heads_stand_in_the_order_of_the_roles() -> None:
    head = next(line for line in PAGE.read_text().splitlines() if line.startswith("| act"))

    assert [cell.split("/")[1].strip() for cell in head.strip("| ").split("|")[3:]] == [
        "secrétaire", "maire", "comité", "service technique", "conseiller", "partenaire",
        "administrateur",
    ]  # fmt: skip
