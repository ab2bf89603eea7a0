"""Words of an action's situation for templates."""

from django import template

from monitoring.models import Situation

register = template.Library()


@register.filter
def situation_word(code: str) -> str:
    """The name of a situation in the reader's language; the code itself when it is unknown."""
    return str(Situation(code).label) if code in Situation.values else code
