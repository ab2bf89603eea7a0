"""What the foundation keeps: the journal and the ends of its chains, files, forms received."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models

from communes.admin.base import LookedAt
from communes.gestion.reach import Reach, users_in_reach
from foundation.accounts.models import User
from foundation.capture.models import Submission
from foundation.files.models import StoredFile
from foundation.journal.models import Entry, Head


class OfPlaces(LookedAt):
    """Records filed under the code of a commune, or under "" for the country."""

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        return (
            records if over.nationwide else records.filter(scope__in=over.communes.values("code"))
        )


@admin.register(Entry)
class EntryAdmin(OfPlaces):
    list_display = ("at", "scope", "number", "actor", "verb", "kind", "record", "fields")
    list_filter = ("verb", "at")
    list_select_related = ("actor",)
    ordering = ("-at", "-number")
    search_fields = ("scope", "kind", "record", "actor__username", "note")


@admin.register(Head)
class HeadAdmin(OfPlaces):
    list_display = ("scope", "number")
    list_display_links = None  # the country's own chain has no name to put into an address
    search_fields = ("scope",)


@admin.register(StoredFile)
class StoredFileAdmin(OfPlaces):
    """That a file is kept. It is handed out by the page of the record it belongs to."""

    list_display = ("added_on", "scope", "filename", "size", "pages", "added_by")
    list_filter = ("kind", "added_on")
    list_select_related = ("added_by",)
    ordering = ("-added_on",)
    search_fields = ("scope", "title", "sha256", "added_by__username")


@admin.register(Submission)
class SubmissionAdmin(LookedAt):
    """That a form was received and where it led. What was typed is its owner's to read."""

    fields = ("user", "path", "result", "received_at", "applied_at")
    list_display = ("received_at", "user", "path", "applied_at")
    list_filter = (("applied_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    ordering = ("-received_at",)
    search_fields = ("path", "user__username")

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        if over.nationwide:
            return records
        return records.filter(user__in=users_in_reach(User.objects.order_by(), over))
