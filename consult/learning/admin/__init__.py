"""The admin of what was learned: sheets, trainings, exchanges, adoptions, methods, WOCAT."""

from consult.learning.admin import sheets, trainings, wocat

__all__ = ["sheets", "trainings", "wocat"]
