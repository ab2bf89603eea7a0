"""The tags every page is made with: icons, the form's hidden inputs, bars, sorting, pages."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.formats import dates
from foundation.forms import bars
from foundation.forms.icons import ICONS, SOLID
from foundation.forms.mistakes import mistakes_of

register = template.Library()


def _request(context: Context) -> HttpRequest | None:
    """The request of this page, also inside an `{% include … only %}`."""
    return getattr(context, "request", None) or context.get("request")


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, label: str = "") -> SafeString:
    """`{% icon "check" %}`: drawn once per page, then repeated by reference; a label names it."""
    request = _request(context)
    drawn = request.__dict__.setdefault("drawn_icons", set()) if request else set()
    repeated = name in drawn
    drawn.add(name)
    shape = (
        format_html('<use href="#i-{}"/>', name)
        if repeated
        else format_html('<path id="i-{}" d="{}"/>', name, ICONS[name])
        if request
        else format_html('<path d="{}"/>', ICONS[name])
    )
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="i{}" width="20" height="20" viewBox="0 0 24 24"{}>{}</svg>',
        " f" if name in SOLID else "", flatatt(spoken), shape,
    )  # fmt: skip


@register.inclusion_tag("ui/error_summary.html", takes_context=True)
def error_summary(context: Context, *forms: "BaseForm | BaseFormSet[Any]") -> dict[str, Any]:
    """Every mistake of the page's forms, each linking to its field; base.html places it."""
    return {"mistakes": list(mistakes_of(forms or forms_of(context)))}


@register.simple_tag(takes_context=True)
def has_mistakes(context: Context) -> bool:
    """True when a form of the page was refused: its title then starts with « Erreur : »."""
    return any(True for _mistake in mistakes_of(forms_of(context)))


def forms_of(context: Context) -> "Iterator[BaseForm | BaseFormSet[Any]]":
    """The forms a view gave its page as `form`, `formset` or `forms`."""
    for name in ("form", "formset"):
        if isinstance(found := context.get(name), BaseForm | BaseFormSet):
            yield found
    several = context.get("forms")
    if isinstance(several, Iterable) and not isinstance(several, str | Promise):
        yield from (form for form in several if isinstance(form, BaseForm | BaseFormSet))


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> dict[str, Any]:
    """`{% pagination page %}`: links that keep the filters of the address."""
    request = _request(context)
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"number": number, "query": _query(request, page=number)} if isinstance(number, int) else {}
        for number in pages
    ]
    return {
        "page": page,
        "links": links,
        "previous": _query(request, page=page.number - 1),
        "next": _query(request, page=page.number + 1),
        "request": request,
    }


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(context: Context, field: str, label: str, css: str = "") -> dict[str, Any]:
    """`{% sort_header "name" _("Name") %}`: a column head that sorts by `?tri=name` or `-name`."""
    request = _request(context)
    now = request.GET.get("tri", "") if request else ""
    direction = {field: "ascending", f"-{field}": "descending"}.get(now, "")
    wanted = f"-{field}" if now == field else field
    return {
        "label": label,
        "css": css,
        "direction": direction,
        "query": _query(request, tri=wanted, page=None),
        "request": request,
    }


def _query(request: HttpRequest | None, **changes: Any) -> str:
    """The address's own filters with some of them changed; None takes one away."""
    query = request.GET.copy() if request else None
    if query is None:
        return ""
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/meter.html")
def meter(done: float, total: float, label: str, css: str = "f-et") -> dict[str, Any]:
    """`{% meter 9 12 _("9 actions out of 12") %}`: one bar, filled as far as the work is done."""
    return {"segments": bars.segments([(done, css)], total), "label": label}


@register.inclusion_tag("ui/stacked_bar.html")
def stacked_bar(parts: Iterable[bars.Part], label: str = "") -> dict[str, Any]:
    """`{% stacked_bar parts %}` of (name, amount, colour[, text]) with its key below."""
    return bars.stacked(list(parts), label)


@register.inclusion_tag("ui/gantt.html")
def gantt(
    starts: datetime.date | None,
    ends: datetime.date | None,
    first: datetime.date,
    last: datetime.date,
    css: str = "f-co",
) -> dict[str, Any]:
    """`{% gantt action.starts_on action.ends_on plan.starts_on plan.ends_on %}`: one row's bar."""
    if not starts or not ends or first >= last:
        return {}
    return {
        "bar": bars.gantt(starts, ends, first, last),
        "marks": bars.month_marks(first, last),
        "starts": dates.day_brief(starts),
        "ends": dates.day_brief(ends),
        "css": css,
    }


@register.simple_tag
def months(first: datetime.date, last: datetime.date) -> list[str]:
    """`{% months plan.starts_on plan.ends_on as names %}`: the heads of a gantt's columns."""
    return [dates.month_name(month).capitalize() for month in bars.months(first, last)]
