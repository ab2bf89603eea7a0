"""Follow-up: the committee, its mandates, and what each voice says of each action."""

from monitoring.models.committee import (
    Committee,
    CommitteeMandate,
    CommitteeMember,
    CommitteeRole,
    Designation,
)
from monitoring.models.obstacles import (
    Obstacle,
    ObstacleCategory,
    ObstaclePassage,
    ObstacleState,
    Severity,
    Unblocker,
)
from monitoring.models.statements import Situation, Statement, Voice

__all__ = [
    "Committee",
    "CommitteeMandate",
    "CommitteeMember",
    "CommitteeRole",
    "Designation",
    "Obstacle",
    "ObstacleCategory",
    "ObstaclePassage",
    "ObstacleState",
    "Severity",
    "Situation",
    "Statement",
    "Unblocker",
    "Voice",
]
