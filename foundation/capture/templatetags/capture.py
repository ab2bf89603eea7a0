"""The tag every form of the product starts with."""

from django import template
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context

from foundation.capture.tokens import make_token

register = template.Library()


@register.inclusion_tag("ui/form_token.html", takes_context=True)
def form_token(context: Context) -> dict[str, str]:
    """What every `<form method="post" novalidate>` starts with: the csrf token and its number."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    if request is None:
        return {}
    user = getattr(request, "user", None)
    token = make_token(user.pk if user else None, replaces=getattr(request, "resumed", None))
    return {"csrf": get_token(request), "form_token": token}
