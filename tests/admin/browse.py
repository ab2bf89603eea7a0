"""Using a page of the admin as a browser does."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.forms import ModelMultipleChoiceField
from django.test import Client
from django.urls import reverse

from foundation.journal.models import Entry


def page_of(record: models.Model, page: str = "change") -> str:
    kind = f"{record._meta.app_label}_{record._meta.model_name}"
    return reverse(f"admin:{kind}_{page}", args=[record.pk])


def add_page(kind: str) -> str:
    return reverse(f"admin:{kind}_add")


def as_shown(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send back from the page, with some answers changed."""
    response = client.get(url)
    forms = [response.context["adminform"].form]
    for rows in response.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            shown = bound.field.prepare_value(bound.value())
            empty = [] if isinstance(bound.field, ModelMultipleChoiceField) else ""
            sent[bound.html_name] = shown or (shown if shown == 0 and shown is not False else empty)
    return sent | changes


def save(client: Client, url: str, **changes: Any) -> Any:
    return client.post(url, as_shown(client, url, **changes))


def sentences(response: Any) -> str:
    """Every mistake the page shows."""
    found = list(response.context["errors"])
    return " ".join(str(each) for each in found)


def last_entry() -> tuple[str, str, str, str]:
    entry = Entry.objects.latest("pk")
    return entry.scope, entry.verb, entry.kind, entry.fields
