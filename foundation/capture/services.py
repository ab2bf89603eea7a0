"""Receiving a form exactly once, and keeping the one that came too late."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.capture.models import Submission
from foundation.capture.tokens import Token, make_token

LONGEST_BODY = 8_000_000
LONGEST_PATH = 400
TWIN_WINDOW = datetime.timedelta(minutes=10)


def fingerprint(path: str, body: str) -> str:
    """What tells a second arrival of the same form from a changed one: its page and its words."""
    words = [pair for pair in parse_qsl(body, keep_blank_values=True) if pair[0] != "op_id"]
    text = f"{path.split('?')[0]}\n{urlencode(words)}"
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def claim(token: Token, *, path: str) -> Submission:
    """The one row of this send, locked until the surrounding transaction ends.

    `applied_at` tells a replay from a first arrival.
    """
    Submission.objects.get_or_create(
        op_id=token.op_id, defaults={"user_id": token.user_pk, "path": path[:LONGEST_PATH]}
    )
    return Submission.objects.select_for_update().get(op_id=token.op_id)


def replaced(token: Token, *, path: str) -> Submission | None:
    """The earlier send on the same page whose content this one shows again."""
    if token.replaces is None:
        return None
    found = Submission.objects.filter(op_id=token.replaces, user_id=token.user_pk).first()
    return found if found and found.path.split("?")[0] == path.split("?")[0] else None


def twin(token: Token, *, path: str, body: str) -> Submission | None:
    """The same words this person sent from the same page some minutes ago, under another number.

    A browser that goes back may ask for the page afresh, and so give the form a new number.
    """
    since = timezone.now() - TWIN_WINDOW
    sent = Submission.objects.filter(user=token.user_pk, applied_at__gte=since)
    return sent.filter(body=fingerprint(path, body)).exclude(op_id=token.op_id).first()


def settle(submission: Submission, *, result: str, body: str) -> None:
    """Remember where the first arrival led; what was typed now stands in the records themselves.

    Of its words only the fingerprint stays.
    """
    submission.result = result if len(result) <= LONGEST_PATH else result.split("?")[0]
    submission.body = fingerprint(submission.path, body)
    submission.applied_at = timezone.now()
    submission.save(update_fields=["result", "body", "applied_at"])


@transaction.atomic
def keep(token: Token, *, path: str, body: str) -> Submission | None:
    """Keep what a person typed before the login expired, for that person alone.

    None when it cannot or need not be kept: the account is gone, the text or address too long, the
    same words were already applied, or it holds a password.
    """
    if len(body) > LONGEST_BODY or len(path) > LONGEST_PATH or _holds_a_password(body):
        return None
    if not User.objects.filter(pk=token.user_pk).exists():
        return None
    submission = claim(token, path=path)
    if submission.applied_at:
        if submission.body == fingerprint(path, body):
            return None
        return _keep_changed(submission, path=path, body=body)
    submission.path, submission.body = path, body
    submission.save(update_fields=["path", "body"])
    return submission


def _keep_changed(first: Submission, *, path: str, body: str) -> Submission:
    """A form sent again with other words: kept beside the first, for its owner to decide."""
    number = uuid.uuid4()
    words = [pair for pair in parse_qsl(body, keep_blank_values=True) if pair[0] != "op_id"]
    token = make_token(first.user_id, replaces=first.op_id, op_id=number)
    changed = urlencode([*words, ("op_id", token)])
    return Submission.objects.create(op_id=number, user_id=first.user_id, path=path, body=changed)


def _holds_a_password(body: str) -> bool:
    return any("password" in name for name, _value in parse_qsl(body, keep_blank_values=True))


def waiting_for(user: Any) -> list[Submission]:
    """Forms kept for this person and not sent yet, oldest first."""
    if not isinstance(user, User):
        return []
    kept = Submission.objects.filter(user_id=user.pk, applied_at=None)
    return list(kept.exclude(body="").order_by("received_at"))


def kept_for(user: Any, number: str) -> Submission | None:
    """The form with this number, when it is kept for this person."""
    return next((kept for kept in waiting_for(user) if str(kept.op_id) == number), None)


def is_waiting(number: str) -> bool:
    """Whether some form waits under this number, whoever it belongs to."""
    try:
        op_id = uuid.UUID(number)
    except ValueError:
        return False
    return Submission.objects.filter(op_id=op_id, applied_at=None).exclude(body="").exists()


def latest_numbers(user: User, most: int) -> list[str]:
    """Short numbers of the last forms the server has of this person, oldest first."""
    had = Submission.objects.filter(user=user).exclude(applied_at=None, body="")
    numbers = had.order_by("-received_at").values_list("op_id", flat=True)[:most]
    return [short(op_id) for op_id in reversed(numbers)]


def short(op_id: uuid.UUID) -> str:
    """Enough of a form's number to find it among one person's unsent forms."""
    return op_id.hex[:8]


@transaction.atomic
def discard(submission: Submission) -> None:
    """Forget a kept form: its owner wishes so, or has sent it with corrections."""
    Submission.objects.filter(pk=submission.pk, applied_at=None).delete()
