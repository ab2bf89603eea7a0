"""The tag every form of the product starts with."""

from django import template
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context

from foundation.capture import unsent
from foundation.capture.tokens import make_token

register = template.Library()


@register.inclusion_tag("ui/form_token.html", takes_context=True)
def form_token(context: Context) -> dict[str, str]:
    """What every `<form method="post" novalidate>` starts with: the csrf token and its number."""
    request = _request(context)
    if request is None:
        return {}
    user = getattr(request, "user", None)
    token = make_token(user.pk if user else None, replaces=getattr(request, "resumed", None))
    if token:
        unsent.note_form(request)
    return {"csrf": get_token(request), "form_token": token}


@register.simple_tag(takes_context=True)
def unsent_text(context: Context) -> unsent.Page | None:
    """`{% unsent_text as unsent %}`, after the page's forms: what base.html tells the script."""
    request = _request(context)
    return unsent.page_of(request) if request else None


def _request(context: Context) -> HttpRequest | None:
    """The request of this page, also inside an `{% include … only %}`."""
    return getattr(context, "request", None) or context.get("request")
