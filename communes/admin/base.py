"""The base of every page of the admin: scoped, journalled, sealed where the record is sealed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from communes.admin.records import RecordPage, Row, RowSet
from communes.admin.shared import Scoped
from communes.gestion.reach import commune_of, path_to_commune, reach, scope_of
from foundation.formats.search import search_key
from foundation.journal.models import Verb
from foundation.journal.reading import lines_about
from foundation.journal.services import journal

MOST_WORDS = 8


class RecordAdmin(Scoped, admin.ModelAdmin):
    """Pages of one kind of record.

    `fixed` fields are chosen once, when the record is entered. `read_only` kinds are only looked
    at; kinds with `addable = False` come into being by an act of the application. `national` lists,
    and records without a commune, are changed by administrators of the whole country. `page` names
    where the act is done.
    """

    form = RecordPage
    fixed: tuple[str, ...] = ()
    read_only = False
    addable = True
    national = False
    shared_is_national = True
    page = ""
    actions = None
    list_per_page = 50
    list_max_show_all = 0
    list_select_related: ClassVar[tuple[str, ...]] = ()
    save_as = False
    change_form_template = "admin/record.html"
    object_history_template = "admin/record_history.html"

    def is_sealed(self, record: Any) -> bool:
        """Whether the record was agreed, signed or closed, and changes no more."""
        return False

    def page_of(self, record: Any) -> dict[str, Any] | None:
        """What the address of the record's own page needs besides the commune."""
        return {"pk": record.pk}

    # Who may do what

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.addable and not self.read_only and self._may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if self.read_only or not self._may_write(request):
            return False
        return obj is None or not (self.is_sealed(obj) or self._is_everybodys(request, obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return reach(request) is not None

    def reaches_everywhere(self, request: HttpRequest) -> bool:
        """Whether the person administers the whole country."""
        over = reach(request)
        return over is not None and over.nationwide

    def _may_write(self, request: HttpRequest) -> bool:
        return reach(request) is not None and (
            not self.national or self.reaches_everywhere(request)
        )

    def _needs_commune(self, request: HttpRequest) -> bool:
        """What all communes share is out of reach of an administrator of some."""
        placed = self.shared_is_national and path_to_commune(self.model)
        return bool(placed) and not self.reaches_everywhere(request)

    def _is_everybodys(self, request: HttpRequest, record: models.Model) -> bool:
        return self._needs_commune(request) and commune_of(record) is None

    # Fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *self.stamps, *(self.fixed if obj else ()))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = super().get_fields(request, obj)
        return names if obj else [name for name in names if name != "seen"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "commune" and self._needs_commune(request):
            field.required = True
        return field

    def view_on_site(self, record: Any) -> str | None:
        """The page of the application where the record is used and its acts are done."""
        commune = commune_of(record)
        needs = self.page_of(record)
        if not self.page or commune is None or needs is None:
            return None
        try:
            return reverse(self.page, kwargs={"slug": commune.slug, **needs})
        except NoReverseMatch:
            return None

    # Lists

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """With what a list shows of other records, in one query."""
        found = super().get_queryset(request)
        return (
            found.select_related(*self.list_select_related) if self.list_select_related else found
        )

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Every word typed, in any of the fields searched; accents and capitals do not matter."""
        if tuple(self.search_fields) == ("search_key",):
            return queryset.matching(search_term), False  # type: ignore[attr-defined]
        for word in search_term.split()[:MOST_WORDS]:
            anywhere = models.Q()
            for name in self.search_fields:
                if name.endswith("search_key"):
                    anywhere |= models.Q(**{f"{name}__contains": search_key(word)})
                else:
                    anywhere |= models.Q(**{f"{name}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset, False

    # Writing

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A save that loses a race is said in words, and what stands is shown again."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            messages.error(
                request,
                _("Somebody saved the same thing at the same moment. Yours was not written."),
            )
            return HttpResponseRedirect(request.get_full_path())

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[Any]:
        """The names of the changed fields: the journal holds no value a person typed."""
        return [name for name in form.changed_data if name != "seen"]

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _write(request, obj, Verb.CREATED, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        if message:
            _write(request, obj, Verb.CHANGED, message)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save()
        for record in formset.new_objects:
            _write(request, record, Verb.CREATED, [])
        for record, names in formset.changed_objects:
            _write(request, record, Verb.CHANGED, names)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What the journal knows of the record."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Journal"),
            "subtitle": str(record),
            "object": record,
            "opts": self.opts,
            "lines": lines_about(record, most=200),
        }
        return TemplateResponse(request, self.object_history_template, context)


class LookedAt(RecordAdmin):
    """Records that are only ever looked at here."""

    read_only = True


class Rows(Scoped, admin.TabularInline):
    """Records listed on the page of the one they belong to; sealed when that one is."""

    form = Row
    formset = RowSet
    extra = 0
    can_delete = False
    show_change_link = True
    read_only = False
    with_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.with_related)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._follows_parent(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._follows_parent(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *self.stamps)

    def _follows_parent(self, request: HttpRequest, record: Any) -> bool:
        if self.read_only:
            return False
        above = self.admin_site._registry[self.parent_model]
        if record is None or record.pk is None:
            return bool(above.has_add_permission(request))
        return bool(above.has_change_permission(request, record))


def _write(request: HttpRequest, record: models.Model, verb: Verb, names: list[str]) -> None:
    by: Any = request.user
    journal(record, by=by, verb=verb, scope=scope_of(record), fields=names)
