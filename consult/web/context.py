"""What every page's frame shows: menu, names, the other language, sign out."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, gettext, gettext_noop

from communes.access import Action, allowed
from communes.models import Role

COMMUNE_MENU = (
    (gettext_noop("Home"), "cycle:home"),
    (gettext_noop("Actors"), "communes:organisations"),
    (gettext_noop("Needs"), "frameworks:needs"),
    (gettext_noop("Meetings"), "meetings:list"),
    (gettext_noop("Plan"), "actionplans:plan"),
    (gettext_noop("Follow-up"), "monitoring:followup"),
    (gettext_noop("Documents"), "cycle:documents"),
)
# Pages whose address does not begin with that of their menu entry.
SECTIONS = {
    "personnes": "acteurs", "comite": "suivi", "plans": "plan", "pdesc": "plan",
    "papiers": "reunions", "indicateurs": "suivi", "recettes": "suivi", "confiance": "suivi",
    "fiches": "suivi", "wocat": "suivi", "formations": "suivi", "partenariat": "suivi",
    "trimestres": "documents",
    "engagements-programme": "suivi", "echanges": "suivi", "adoptions": "suivi",
}  # fmt: skip
ADVISER_MENU = (
    (gettext_noop("Communes"), "review:matrix"),
    (gettext_noop("Visits"), "visits:next"),
    (gettext_noop("Obstacles"), "unblock:obstacles"),
    (gettext_noop("Reports"), "reports:list"),
    (gettext_noop("Library"), "library:sheets"),
)
FOOT = ((gettext_noop("Help"), "web:help"), (gettext_noop("Accessibility"), "web:accessibility"))
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


class Link(NamedTuple):
    """One entry of a menu; `current` is the value of its aria-current."""

    label: str
    url: str
    current: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The variables of base.html. It asks the database nothing beyond who is signed in."""
    request.__dict__["drawn_icons"] = set()  # a new page: every icon is drawn afresh
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    commune = getattr(request, "commune", None)
    return {
        "nav": _menu(request, commune) if signed_in else [],
        "brand": gettext("Commune of %(name)s") % {"name": commune} if commune else "",
        "who": str(user) if signed_in else "",
        "home_url": _url("web:start") or "/",
        "sign_out_url": _url("web:sign-out") if signed_in else "",
        "language_link": other_language(request),
        "demo": settings.DEMO,
        "foot": [Link(gettext(label), url) for label, name in FOOT if (url := _url(name))],
    }


def other_language(request: HttpRequest) -> dict[str, str]:
    """The same page in the other language, named in that language."""
    code = "fr" if (get_language() or "fr").startswith("en") else "en"
    url = translate_url(request.get_full_path(), code)
    return {"code": code, "name": LANGUAGE_NAMES[code], "url": url}


def _menu(request: HttpRequest, commune: Any) -> list[Link]:
    roles: frozenset[Role] = getattr(request, "roles", frozenset())
    entries = [(label, _url(name)) for label, name in ADVISER_MENU]
    if not allowed(roles, Action.REVIEW):
        entries = [] if commune else [(gettext_noop("Home"), _url("web:start"))]
    if commune is not None:
        entries += [(label, _url(name, slug=commune.slug)) for label, name in COMMUNE_MENU]
    return [
        Link(gettext(label), url, _current(request, url, entries)) for label, url in entries if url
    ]


def _current(request: HttpRequest, url: str, entries: list[tuple[str, str]]) -> str:
    """ "page" on the page itself, "true" inside its section: the longest address that fits."""
    if request.path == url:
        return "page"
    path = _under_its_entry(request.path)
    fitting = [other for _label, other in entries if other and path.startswith(other)]
    return "true" if url == max(fitting, key=len, default="") else ""


def _under_its_entry(path: str) -> str:
    """Pages with an address of their own stand under the menu entry a person came by."""
    for own, entry in SECTIONS.items():
        path = path.replace(f"/{own}/", f"/{entry}/", 1)
    return path


def _url(name: str, **kwargs: str) -> str:
    """The address, or nothing where this installation has no such page."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
