"""docs/vocabulary.md, written from the code: every noun, code and permitted move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import override

from actionplans.models import PlanState
from consult.learning.models import SheetState
from consult.review.models import CommitmentState
from foundation.records.words import first_line
from frameworks.models import CycleState, FrameworkState, MeetingState
from frameworks.models.needs import NEED_MOVES
from monitoring.models import ObstacleState

OURS = (
    "communes",
    "frameworks",
    "actionplans",
    "monitoring",
    "consult_review",
    "consult_learning",
    "accounts",
    "journal",
    "capture",
    "files",
)
# Moves that services make; those a person chooses freely stand with their model (needs).
MOVES: dict[str, dict[str, tuple[str, ...]]] = {
    "frameworks.framework.state": {
        FrameworkState.PREPARING: (FrameworkState.FOUNDED,),
        FrameworkState.FOUNDED: (FrameworkState.ACTIVE,),
        FrameworkState.ACTIVE: (FrameworkState.DORMANT, FrameworkState.CLOSED),
        FrameworkState.DORMANT: (FrameworkState.ACTIVE, FrameworkState.CLOSED),
    },
    "frameworks.cycle.state": {CycleState.OPEN: (CycleState.CLOSED,)},
    "frameworks.need.state": {str(a): tuple(map(str, b)) for a, b in NEED_MOVES.items()},
    "frameworks.meeting.state": {
        MeetingState.DRAFT: (MeetingState.INVITED, MeetingState.HELD, MeetingState.NOT_HELD),
        MeetingState.INVITED: (MeetingState.DRAFT, MeetingState.HELD, MeetingState.NOT_HELD),
        MeetingState.NOT_HELD: (MeetingState.DRAFT, MeetingState.INVITED),
        MeetingState.HELD: (MeetingState.DRAFT, MeetingState.INVITED, MeetingState.APPROVED),
        MeetingState.APPROVED: (MeetingState.HELD, MeetingState.CLOSED),
    },
    "actionplans.actionplan.state": {
        PlanState.DRAFT: (PlanState.AGREED,),
        PlanState.AGREED: (PlanState.DRAFT, PlanState.CLOSED),
    },
    "monitoring.obstacle.state": {
        ObstacleState.OPEN: (
            ObstacleState.PASSED,
            ObstacleState.LIFTED,
            ObstacleState.POSTPONED,
        ),
        ObstacleState.PASSED: (
            ObstacleState.ANSWERED,
            ObstacleState.LIFTED,
            ObstacleState.POSTPONED,
        ),
        ObstacleState.ANSWERED: (ObstacleState.LIFTED, ObstacleState.PASSED),
        ObstacleState.POSTPONED: (ObstacleState.PASSED, ObstacleState.LIFTED),
    },
    "consult_learning.experiencesheet.state": {
        SheetState.DRAFT: (SheetState.SUBMITTED,),
        SheetState.SUBMITTED: (SheetState.REVIEWED, SheetState.DRAFT),
        SheetState.REVIEWED: (SheetState.PUBLISHED, SheetState.DRAFT),
        SheetState.PUBLISHED: (SheetState.DRAFT,),
    },
    "consult_review.programmecommitment.state": {
        CommitmentState.OPEN: (CommitmentState.DONE, CommitmentState.DROPPED),
    },
}


def vocabulary() -> str:
    """The whole page, as Markdown."""
    lines = [
        "# Vocabulary",
        "",
        "Written from the code by `manage.py write_vocabulary`; a test holds it true.",
    ]
    for label in OURS:
        lines += ["", f"## {label}"]
        for model in apps.get_app_config(label).get_models():
            lines += list(_model(model))
    return "\n".join(lines) + "\n"


def _model(model: type[models.Model]) -> Iterator[str]:
    yield ""
    yield f"### {model.__name__} – {_both(model._meta.verbose_name)}"
    yield ""
    yield first_line(model.__doc__ or "")
    for field in model._meta.get_fields():
        choices = getattr(field, "flatchoices", None)
        if choices and not isinstance(field, models.ForeignKey):
            yield from _codes(model, field, choices)


def _codes(model: type[models.Model], field: Any, choices: Any) -> Iterator[str]:
    moves = MOVES.get(f"{model._meta.label_lower}.{field.name}", {})
    yield ""
    yield f"`{field.name}`:" + (
        " code · French · English · may become" if moves else " code · French · English"
    )
    yield ""
    for code, label in choices:
        line = f"- `{code}` · {_both(label)}"
        if moves:
            following = ", ".join(f"`{after}`" for after in moves.get(code, ())) or "–"
            line += f" · {following}"
        yield line


def _both(words: Any) -> str:
    with override("fr"):
        french = capfirst(str(words))
    with override("en"):
        english = capfirst(str(words))
    return f"{french} · {english}"
