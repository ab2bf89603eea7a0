"""An example loaded again with other figures: what was sealed stays as it was sealed."""

from __future__ import annotations

import contextlib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from actionplans.models import PlanVersion
from actionplans.services import sealing
from tests.demo.test_refuse_example import EXAMPLE, action, broken

pytestmark = pytest.mark.django_db


def seals() -> list[Any]:
    """Every sealed version as stored, and what its plan says today."""
    return [
        (version.sha256, version.data, version.html, sealing.as_text(_today(version)))
        for version in PlanVersion.objects.select_related("plan").order_by("pk")
    ]


def _today(version: PlanVersion) -> dict[str, Any]:
    return sealing.canonical(version.plan)


def other_figures(commune: dict[str, Any]) -> None:
    for one in commune["cycles"][0]["plan"]["actions"]:
        one["cost_xof"] += 1_000
    action(commune)["title_fr"] = "Autre chose que ce qui a été convenu"


def test_a_file_with_other_figures_changes_nothing_that_was_sealed(tmp_path: Path) -> None:
    call_command("load_territory", stdout=StringIO())
    call_command("load_example", EXAMPLE, stdout=StringIO())
    before = seals()
    assert before

    with contextlib.suppress(CommandError):
        call_command("load_example", broken(tmp_path, other_figures), stdout=StringIO())

    assert seals() == before
