"""Users, their roles with place and dates, and the code an administrator reads out."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from communes.accounts import issue_code
from communes.admin.base import LookedAt, RecordAdmin, Rows
from communes.gestion.reach import Reach, reach, users_in_reach
from communes.models import Assignment, Organisation, OrganisationKind, Region
from communes.services.administration import close_account, open_account
from foundation.accounts.models import ResetCode, User
from foundation.records.errors import NotReady


def places_in_reach(request: HttpRequest, db_field: Any, found: Any) -> Any:
    """Regions and programmes an administrator may hand out: all, or those given to them."""
    over = reach(request)
    model = db_field.remote_field.model
    if model is Organisation and db_field.name == "programme":
        found = found.filter(kind=OrganisationKind.PROGRAMME)
    if over is None or over.nationwide:
        return found
    if model is Region:
        return found.filter(pk__in=over.regions)
    return found.filter(pk__in=over.programmes) if db_field.name == "programme" else found


class GivesPlaces:
    """What an assignment's page and its row on the user's page have in common."""

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        return records.filter(over.assignments())

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        found = super().get_field_queryset(db, db_field, request)
        return places_in_reach(request, db_field, found)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The whole country is given by administrators of the whole country."""
        over = reach(request)
        names: tuple[str, ...] = super().get_readonly_fields(request, obj)
        return names if over and over.nationwide else (*names, "nationwide")


class AssignmentRows(GivesPlaces, Rows):
    model = Assignment
    fk_name = "user"
    fields = ("role", "commune", "region", "programme", "nationwide", "valid_from", "valid_to")
    with_related = ("commune", "region", "programme", "user")


@admin.register(Assignment)
class AssignmentAdmin(GivesPlaces, RecordAdmin):
    """A role given for exactly one place. It ends by a date, at the next request."""

    shared_is_national = False
    fixed = ("user",)
    list_display = (
        "user", "role", "commune", "region", "programme", "nationwide", "valid_from", "valid_to",
    )  # fmt: skip
    list_filter = ("role", "nationwide", "region", "commune__cercle__region")
    list_select_related = ("user", "region", "programme")
    search_fields = ("user__username", "user__full_name", "commune__search_key", "region__name")


@admin.register(User)
class UserAdmin(RecordAdmin):
    """Accounts. An administrator opens and closes them and issues codes, and knows no password."""

    fields = ("username", "full_name", "phone", "is_active")
    list_display = ("username", "full_name", "phone", "is_active", "created_at")
    list_filter = ("is_active", "assignments__role")
    search_fields = ("username", "full_name")
    inlines = (AssignmentRows,)
    change_form_template = "admin/accounts/user/change_form.html"

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        return users_in_reach(records, over)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Nobody closes their own account; a new one is open."""
        names = super().get_readonly_fields(request, obj)
        return (*names, "is_active") if obj is None or obj.pk == request.user.pk else names

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        by: Any = request.user
        if not change:
            open_account(obj, by=by)
            messages.info(request, _("Now give a role and a place, then a code to sign in with."))
        elif "is_active" in form.changed_data and not obj.is_active:
            close_account(obj, by=by)
            messages.info(request, _("The account is closed. Its open sessions have ended."))
        else:
            super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        give = path(
            "<path:object_id>/code/",
            self.admin_site.admin_view(self.code_view),
            name="accounts_user_code",
        )
        return [give, *super().get_urls()]

    def code_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask, then show a new code once: to read out or to print. It is stored nowhere."""
        user = self.get_object(request, object_id)
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("A new code for %(name)s") % {"name": user},
            "person": user,
            "opts": self.opts,
            "own": user.pk == request.user.pk,
            "back": reverse("admin:accounts_user_change", args=[user.pk]),
        }
        if request.method == "POST":
            context |= _issue(user, request)
        response = TemplateResponse(request, "admin/accounts/user/code.html", context)
        response["Cache-Control"] = "no-store"
        return response


def _issue(user: User, request: HttpRequest) -> dict[str, str]:
    """The code, or the sentence that says why there is none."""
    by: Any = request.user
    if user.pk == by.pk:  # the two-administrator rule
        raise PermissionDenied(_("Another administrator issues your code."))
    try:
        return {"code": issue_code(user, by=by)}
    except NotReady as refused:
        return {"refused": " ".join(refused.reasons)}


@admin.register(ResetCode)
class ResetCodeAdmin(LookedAt):
    """When a code was issued, for whom and by whom; the code itself is known to nobody."""

    list_display = ("user", "issued_by", "issued_at", "expires_at", "used_at", "tries")
    list_select_related = ("user", "issued_by")
    list_filter = (("used_at", admin.EmptyFieldListFilter),)
    search_fields = ("user__username", "user__full_name")

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        if over.nationwide:
            return records
        return records.filter(user__in=users_in_reach(User.objects.order_by(), over))
