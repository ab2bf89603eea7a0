"""What technical services said of a need or an action, for the pages of the lower floors."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.urls import reverse

from communes.access import Action
from communes.guard import may_here

register = template.Library()
WORDS = {"need": "besoin", "action": "action"}


@register.inclusion_tag("monitoring/_supports.html", takes_context=True)
def supports(context: Any, record: models.Model) -> dict[str, Any]:
    """`{% supports need %}`: opinions and support, and the way to add one."""
    request = context["request"]
    word = WORDS[str(record._meta.model_name)]
    add = reverse("monitoring:support-add", kwargs={"slug": request.commune.slug})
    return {
        "request": request,
        "found": record.supports.select_related("service"),  # type: ignore[attr-defined]
        "add": f"{add}?{word}={record.pk}"
        if may_here(request, Action.STATE_AS_RESPONSIBLE)
        else "",
    }
