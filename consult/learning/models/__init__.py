"""What was learned: sheets, the approach draft, trainings, exchanges and who took it up."""

from consult.learning.models.sheets import (
    Campaign,
    ExperienceSheet,
    SheetCopy,
    SheetPhoto,
    SheetState,
    SheetVersion,
    Variant,
)
from consult.learning.models.tags import ActionTag, Outcome
from consult.learning.models.trainings import (
    TOPICS_OF,
    Adoption,
    Audience,
    ExchangeLevel,
    ExchangeVisit,
    MethodSheet,
    Topic,
    Training,
)
from consult.learning.models.wocat import WocatAnswer, WocatDraft

__all__ = [
    "TOPICS_OF",
    "ActionTag",
    "Adoption",
    "Audience",
    "Campaign",
    "ExchangeLevel",
    "ExchangeVisit",
    "ExperienceSheet",
    "MethodSheet",
    "Outcome",
    "SheetCopy",
    "SheetPhoto",
    "SheetState",
    "SheetVersion",
    "Topic",
    "Training",
    "Variant",
    "WocatAnswer",
    "WocatDraft",
]
