"""The admin at /gestion/: its door, its policy for scripts, and what is not in it."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from csp.constants import NONE, SELF
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communes.access import Action
from communes.gestion.reach import commune_of, reach

# Django's admin needs its own scripts, styles and drawings, and nothing inline.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "object-src": [NONE],
}
# Signing in and out and passwords have one door, and it is not here.
_NOT_HERE = frozenset({"logout", "password_change", "password_change_done", "view_on_site"})


class PlacedChoices(AutocompleteJsonView):
    """What a search box proposes, each with its commune: names repeat from one to the next."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        place = commune_of(obj)
        if place is not None and place is not obj:
            result["text"] = f"{result['text']} ({place})"
        return result


class GestionSite(AdminSite):
    """The admin for people with a running assignment as administrator, and nobody else."""

    site_header = _("Consult – administration")
    site_title = _("Consult")
    index_title = _("Everything that is recorded")
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        return reach(request) is not None

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only kinds that know reach and journal; what libraries bring along stays outside."""
        if hasattr(admin_class, "within"):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let administrators in, send visitors to the one sign-in page, stop everybody else."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if refused := self._at_the_door(request):
                return refused
            response: HttpResponseBase = inner(request, *args, **kwargs)
            response._csp_config = POLICY  # type: ignore[attr-defined]
            return response

        guarded.guards = Action.ADMINISTER  # type: ignore[attr-defined]
        return update_wrapper(guarded, inner)

    def _at_the_door(self, request: HttpRequest) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if not self.has_permission(request):
            raise PermissionDenied
        if "\0" in request.path or any(
            "\0" in text for _name, found in request.GET.lists() for text in found
        ):
            raise BadRequest
        return None

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Not a second door: visitors go to the sign-in page, strangers are told so."""
        index = reverse("admin:index", current_app=self.name)
        if request.user.is_authenticated:
            self._at_the_door(request)
            return HttpResponseRedirect(index)
        wanted = request.GET.get("next") or index
        return redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return PlacedChoices.as_view(admin_site=self)(request)

    def get_urls(self) -> list[Any]:
        """Django's own addresses, all behind the one sign-in page."""
        found = super().get_urls()
        for address in found:
            vars(getattr(address, "callback", None) or self).pop("login_url", None)
        return [address for address in found if getattr(address, "name", None) not in _NOT_HERE]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        context["site_url"] = reverse("web:start")
        return context
