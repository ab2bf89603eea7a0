"""Terms that end soon, announced where the town hall and the committee look."""

from __future__ import annotations

from typing import Any

from django import template

from communes.access import Action
from communes.guard import may_here
from foundation.records.today import today
from monitoring.models import Committee
from monitoring.terms import terms_ending

register = template.Library()


@register.inclusion_tag("monitoring/_terms.html", takes_context=True)
def terms(context: Any) -> dict[str, Any]:
    """`{% terms %}`: what ends within 60 days; people are named to those who may read names."""
    request = context["request"]
    known = Committee.objects.in_commune(request.commune).exclude(framework__state="clos")
    committee = known.first()
    endings = terms_ending(committee, today()) if committee else []
    names = may_here(request, Action.READ_PERSONS)
    return {
        "request": request,
        "endings": [each.sentence for each in endings if names or not each.person],
        "may_read": names and request.resolver_match.view_name != "monitoring:committee",
    }
