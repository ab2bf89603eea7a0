"""What pages and rows of the admin have in common: scope, fields, and who may touch them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.db import models
from django.http import HttpRequest

from communes.admin.widgets import Finder, SeveralFinder
from communes.gestion.reach import Reach, path_to_commune, reach
from foundation.forms.choices import SeveralField
from foundation.forms.fields import DayField, HourField, MoneyField, PartialDayField, TextField
from foundation.records.partial import PartialDateField

TYPED = {
    models.DateField: {"form_class": DayField, "widget": AdminDateWidget},
    PartialDateField: {"form_class": PartialDayField},
    models.TimeField: {"form_class": HourField, "widget": AdminTimeWidget},
    models.PositiveBigIntegerField: {"form_class": MoneyField},
    models.TextField: {"form_class": TextField, "rows": 4},
}


class Scoped(admin.options.BaseModelAdmin):
    """Shows what lies within the administrator's reach, in the fields people know.

    `stamps` are written by acts on the pages of the application, never here; `choices` narrows
    what a field may point to, for instance to plans that are not sealed.
    """

    stamps: tuple[str, ...] = ()
    choices: dict[str, dict[str, Any]] = {}
    formfield_overrides = TYPED

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        """The records an administrator of some communes may see."""
        path = path_to_commune(records.model)
        if over.nationwide or not path:
            return records
        own = models.Q(**{f"{path}__in": over.communes.values("pk")})
        shared = records.model._meta.get_field(path.split("__")[0]).null
        return records.filter(own | models.Q(**{path: None}) if shared else own)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        records: Any = super().get_queryset(request)
        over = reach(request)
        if over is None:
            nothing: models.QuerySet[Any] = records.none()
            return nothing
        if hasattr(records, "merged_too"):  # a merged record is kept, and leads to another one
            records = records.standing()
        path = path_to_commune(self.model)
        found = records.select_related(path) if path else records
        return self.within(found, over)

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """What a field may point to: within reach, and still open to change."""
        other = self.admin_site._registry.get(db_field.remote_field.model)
        found = db_field.remote_field.model._default_manager.all()
        over = reach(request)
        if isinstance(other, Scoped) and over is not None:
            found = other.within(found, over)
        if hasattr(found, "merged_too"):  # a merged record is chosen nowhere
            found = found.standing()
        return found.filter(**self.choices.get(db_field.name, {}))

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """A search box for everything that points to another record."""
        columns = (*self.opts.fields, *self.opts.many_to_many)
        return [column.name for column in columns if column.remote_field]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", Finder(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs |= {"widget": SeveralFinder(db_field, self.admin_site), "form_class": SeveralField}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return reach(request) is not None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted: records end, are retired or are closed."""
        return False
