"""Follow-up: the committee, its mandates, and what each voice says of each action."""

from monitoring.models.answers import PublishedAnswer
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
from monitoring.models.photos import CycleSnapshot, StatementPhoto
from monitoring.models.reports import Report, ReportKind, ReportLine, ReportState, ReportVisit
from monitoring.models.services import ProductionMeasure, ServiceSupport, SupportKind, Verdict
from monitoring.models.statements import Situation, Statement, Voice

__all__ = [
    "Committee",
    "CommitteeMandate",
    "CommitteeMember",
    "CommitteeRole",
    "CycleSnapshot",
    "Designation",
    "Obstacle",
    "ObstacleCategory",
    "ObstaclePassage",
    "ObstacleState",
    "ProductionMeasure",
    "PublishedAnswer",
    "Report",
    "ReportKind",
    "ReportLine",
    "ReportState",
    "ReportVisit",
    "ServiceSupport",
    "Severity",
    "Situation",
    "Statement",
    "StatementPhoto",
    "SupportKind",
    "Unblocker",
    "Verdict",
    "Voice",
]
