"""The admin of what was learned: sheets, trainings, exchanges, adoptions and method sheets."""

from consult.learning.admin import sheets

__all__ = ["sheets"]
