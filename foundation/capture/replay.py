"""Sending a kept form to its page, as if it had just arrived."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import ResolverMatch, get_script_prefix, resolve
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from foundation.capture.attached import put_stand_ins
from foundation.capture.models import Submission


def replay(request: HttpRequest, kept: Submission) -> HttpResponseBase:
    """The answer of the kept form's own page, in the language it was typed in.

    A redirect means that it was written. Photos and scans were not kept: it asks for them again.
    """
    with translation.override(language_of(kept)):
        match = page_of(kept)
        if match is None or not getattr(match.func, "applies_once", False):
            raise Http404
        path, _mark, query = kept.path.partition("?")
        request.path, request.path_info = path, _inside(path)
        request.META["PATH_INFO"], request.META["QUERY_STRING"] = request.path_info, query
        request.GET = QueryDict(query)
        request.resolver_match = match
        as_posted(request, kept)
        return match.func(request, *match.args, **match.kwargs)  # type: ignore[no-any-return]


def as_posted(request: HttpRequest, kept: Submission) -> None:
    """Give the request the form as it was sent."""
    request.method = "POST"
    request.POST = QueryDict(kept.body)
    request._files = MultiValueDict()  # type: ignore[attr-defined]
    request.resumed = kept.op_id  # type: ignore[attr-defined]
    put_stand_ins(request)


def language_of(kept: Submission) -> str:
    """The language of the page on which the form was typed."""
    path = _inside(kept.path.partition("?")[0])
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def page_of(kept: Submission) -> ResolverMatch | None:
    """The page a kept form belongs to, in its language; None when it no longer exists."""
    try:
        with translation.override(language_of(kept)):
            return resolve(_inside(kept.path.partition("?")[0]))
    except Http404:
        return None


def _inside(path: str) -> str:
    return "/" + path.removeprefix(get_script_prefix())
