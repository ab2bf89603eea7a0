"""The door of every page: out of sight is 404, in sight without the right is 403."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from communes.access import Action, allowed, roles_anywhere, roles_in
from communes.models import Commune, Role
from foundation.accounts.models import User
from foundation.capture.once import once
from foundation.records.errors import Stale

Found = TypeVar("Found", bound=models.Model)
View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request of a signed-in person, on a commune's page or on one across communes."""

    user: User
    commune: Commune
    roles: frozenset[Role]


def get_visible(records: Any, user: User, **lookup: Any) -> Any:
    """The one record the person may see, else 404: what is hidden does not exist."""
    found = records.visible_to(user).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def follows_merge(kind: type[models.Model]) -> Callable[[View], View]:
    """Let the address of a merged record lead to the record that stands for it.

    Something typed on such an address was typed while somebody merged: the person is told.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(
            request: SignedInRequest, commune: Commune, pk: int, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            try:
                return view(request, commune, pk, *args, **kwargs)
            except Http404:
                rows: Any = kind._default_manager.all()
                found = rows.merged_too(request.user).filter(pk=pk).exclude(merged_into=None)
                stands = found.values_list("merged_into", flat=True).first()
                if stands is None:
                    raise
                if request.method == "POST":
                    raise Stale from None
                name = request.resolver_match.view_name if request.resolver_match else ""
                return redirect(name, slug=commune.slug, pk=stands, permanent=True)

        return inner

    return decorate


def guarded(action: Action) -> Callable[[View], View]:
    """Mark a view with the act it stands for, and let in only those who may.

    On a commune's address (`slug`) the view receives the commune instead of the slug. A POST is
    applied once: its second arrival is answered with the first result (see foundation.capture).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if "slug" in kwargs:
                commune = _enter(request, kwargs.pop("slug"))
                if not allowed(request.roles, action, commune):
                    raise PermissionDenied
                return once(request, lambda: view(request, commune, *args, **kwargs))
            request.roles = roles_anywhere(request.user)
            if not allowed(request.roles, action):
                raise PermissionDenied
            return once(request, lambda: view(request, *args, **kwargs))

        inner.guards = action  # type: ignore[attr-defined]
        inner.applies_once = True  # type: ignore[attr-defined]
        return inner

    return decorate


def _enter(request: SignedInRequest, slug: str) -> Commune:
    """The commune of the address, when the person holds any role for it."""
    commune = Commune.objects.with_place().filter(slug=slug).first()
    roles = roles_in(request.user, commune) if commune else frozenset()
    if commune is None or not roles:
        raise Http404
    request.commune, request.roles = commune, roles
    return commune


def may_here(request: SignedInRequest, action: Action) -> bool:
    """Whether the person of this request may do this on this commune, without a further query."""
    return allowed(request.roles, action, getattr(request, "commune", None))


__all__ = ["HttpResponse", "SignedInRequest", "get_visible", "guarded", "may_here"]
