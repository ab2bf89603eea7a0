"""Writing a journal line and checking that no line was altered."""

import hashlib
import hmac
import json
from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.journal.models import Entry, Head, Verb


def _key() -> bytes:
    return hashlib.sha256(b"journal:" + settings.SECRET_KEY.encode()).digest()


def entry_hash(entry: Entry) -> str:
    """HMAC over the previous line and this one, in a canonical form."""
    line = json.dumps(
        [
            entry.previous_hash,
            entry.scope,
            entry.number,
            entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
            entry.actor_id,
            entry.verb,
            entry.kind,
            entry.record,
            entry.fields,
            entry.note,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hmac.new(_key(), line.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def journal(
    record: models.Model,
    *,
    by: User | None,
    verb: Verb,
    scope: str,
    fields: Iterable[str] = (),
    note: str = "",
) -> Entry:
    """Add one line to the chain of `scope` (a commune's code, or "" for the country)."""
    Head.objects.get_or_create(scope=scope)
    head = Head.objects.select_for_update().get(scope=scope)
    entry = Entry(
        scope=scope,
        number=head.number + 1,
        at=timezone.now(),
        actor=by,
        verb=verb,
        kind=record._meta.label_lower,
        record=str(record.pk),
        fields=", ".join(fields)[:400],
        note=note,
        previous_hash=head.entry_hash,
    )
    entry.entry_hash = entry_hash(entry)
    entry.save(force_insert=True)
    Head.objects.filter(scope=scope).update(number=entry.number, entry_hash=entry.entry_hash)
    return entry


def broken_lines() -> list[Entry]:
    """The first altered, missing or out-of-order line of each chain; empty when all is well."""
    broken: list[Entry] = []
    heads = dict(Head.objects.values_list("scope", "number"))
    for scope in Entry.objects.order_by().values_list("scope", flat=True).distinct():
        fault = _first_fault(scope, heads.get(scope, 0))
        if fault:
            broken.append(fault)
    return broken


def _first_fault(scope: str, last_number: int) -> Entry | None:
    previous, number, entry = "", 0, None
    for entry in Entry.objects.filter(scope=scope).order_by("number").iterator():
        number += 1
        wrong = entry.number != number or entry.previous_hash != previous
        if wrong or entry.entry_hash != entry_hash(entry):
            return entry
        previous = entry.entry_hash
    return entry if number != last_number else None
