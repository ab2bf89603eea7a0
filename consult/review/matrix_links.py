"""The tiles and views of the matrix: links that keep what else stands in the address."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

from communes.models import Thresholds
from consult.cycle.progress import VERDICT_NAMES, Verdict
from consult.review.matrix import Row, tallies

TILE: Final = {
    Verdict.LATE: "t-late",
    Verdict.WATCH: "t-warn",
    Verdict.SILENT: "t-warn",
    Verdict.ON_TIME: "t-ok",
    Verdict.NOT_STARTED: "t-all",
    Verdict.PAUSED: "t-all",
}


class View(NamedTuple):
    """One way to see the communes, and the ending of its template's name."""

    name: str
    page: str


VIEWS: Final = {
    "": View(gettext_noop("Table"), ""),
    "liste": View(gettext_noop("List"), "_list"),
    "calendrier": View(gettext_noop("Calendar"), "_calendar"),
    "carte": View(gettext_noop("Map"), "_map"),
}


def link(request: HttpRequest, **changes: Any) -> str:
    """The address with some of its filters changed; None takes one away, the page always goes."""
    query = request.GET.copy()
    for key, value in {"page": None, **changes}.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}"


def view_links(request: HttpRequest, current: str) -> list[dict[str, object]]:
    """The four views of the same communes."""
    return [
        {
            "name": gettext(view.name),
            "url": link(request, vue=code, tri=None, du=None),
            "current": code == current,
        }
        for code, view in VIEWS.items()
    ]


def tiles(request: HttpRequest, found: list[Row], limits: Thresholds) -> list[dict[str, object]]:
    """All, then each verdict with its number; what is rare stands only when there is some."""
    chosen = request.GET.get("avis", "")
    small = {
        Verdict.LATE: ngettext("more than %(n)s day", "more than %(n)s days", limits.grace_days)
        % {"n": limits.grace_days},
        Verdict.SILENT: _("for %(n)s days") % {"n": limits.silent_days},
    }
    everybody: dict[str, object] = {
        "name": pgettext("communes", "All"),
        "count": len(found),
        "css": "t-all",
        "url": link(request, avis="tous"),
        "current": chosen not in [verdict.value for verdict in Verdict],
    }
    return [everybody] + [
        {
            "name": VERDICT_NAMES[verdict],
            "count": count,
            "css": TILE[verdict],
            "url": link(request, avis=verdict.value),
            "current": chosen == verdict,
            "small": small.get(verdict, ""),
        }
        for verdict, count in tallies(found).items()
        if count or verdict not in (Verdict.PAUSED, Verdict.NOT_STARTED)
    ]
