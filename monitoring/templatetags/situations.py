"""An action's situation, for templates: its words, and whether it is late."""

from django import template

from monitoring.lateness import is_late
from monitoring.models import Situation

register = template.Library()


@register.filter
def situation_word(code: str) -> str:
    """The name of a situation in the reader's language; the code itself when it is unknown."""
    return str(Situation(code).label) if code in Situation.values else code


@register.filter
def past_grace(days: int, grace_days: int) -> bool:
    """True once an action so many days after its last possible day counts as late."""
    return is_late(days, grace_days)
