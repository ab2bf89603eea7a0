"""People who take part. They need no account."""

from __future__ import annotations

from django.contrib import admin

from communes.admin.base import RecordAdmin
from communes.models import Person


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    page = "communes:person"
    fixed = ("commune",)
    list_display = ("last_name", "first_name", "sex", "commune", "organisation", "college", "phone")
    list_filter = ("sex", "college", "commune__cercle__region")
    list_select_related = ("organisation",)
    search_fields = ("search_key", "commune__search_key", "organisation__search_key")
