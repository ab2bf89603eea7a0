"""Writing a journal line and checking that no line was altered."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.journal.models import Entry, Head, Verb


class Fault(NamedTuple):
    """The first line of a chain that was altered, is missing or stands in the wrong place."""

    scope: str
    number: int


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"journal:" + secret.encode()).digest()


def entry_hash(entry: Entry, secret: str = "") -> str:
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
    return hmac.new(_key(secret or settings.SECRET_KEY), line.encode(), hashlib.sha256).hexdigest()


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


def broken_lines() -> list[Fault]:
    """The first altered, missing or out-of-order line of each chain; empty when all is well."""
    heads = {head.scope: head for head in Head.objects.all()}
    written = set(Entry.objects.order_by().values_list("scope", flat=True).distinct())
    faults = (_first_fault(scope, heads.get(scope)) for scope in sorted(written | set(heads)))
    return [fault for fault in faults if fault]


def _first_fault(scope: str, head: Head | None) -> Fault | None:
    previous, number = "", 0
    for entry in Entry.objects.filter(scope=scope).order_by("number").iterator():
        number += 1
        if entry.number != number or entry.previous_hash != previous or not _genuine(entry):
            return Fault(scope, number)
        previous = entry.entry_hash
    whole = head is not None and (head.number, head.entry_hash) == (number, previous)
    return None if whole else Fault(scope, number + 1)


def _genuine(entry: Entry) -> bool:
    """Whether the line carries the seal of today's key or of an earlier one."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(entry.entry_hash, entry_hash(entry, key)) for key in secrets)
