"""Receiving a form exactly once, and keeping the one that came too late."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.capture.models import Submission
from foundation.capture.tokens import Token

KEPT_AT_MOST = 1_000_000


def claim(token: Token, *, path: str) -> Submission:
    """The one row of this send, locked until the surrounding transaction ends.

    `applied_at` tells a replay from a first arrival.
    """
    Submission.objects.get_or_create(
        op_id=token.op_id, defaults={"user_id": token.user_pk, "path": path[:400]}
    )
    return Submission.objects.select_for_update().get(op_id=token.op_id)


def settle(submission: Submission, *, result: str) -> None:
    """Remember where the first arrival led; what was typed now stands in the records themselves."""
    submission.result, submission.body, submission.applied_at = result[:400], "", timezone.now()
    submission.save(update_fields=["result", "body", "applied_at"])


@transaction.atomic
def keep(token: Token, *, path: str, body: str) -> Submission | None:
    """Keep what a person typed before the login expired, for that person alone.

    None when the account is gone, the text too long, or the form was already applied.
    """
    if len(body) > KEPT_AT_MOST or not User.objects.filter(pk=token.user_pk).exists():
        return None
    submission = claim(token, path=path)
    if submission.applied_at or submission.user_id != token.user_pk:
        return None
    submission.path, submission.body = path[:400], body
    submission.save(update_fields=["path", "body"])
    return submission


def waiting_for(user: User) -> list[Submission]:
    """Forms kept for this person and not sent yet, oldest first."""
    return list(
        Submission.objects.filter(user=user, applied_at=None)
        .exclude(body="")
        .order_by("received_at")
    )


@transaction.atomic
def discard(submission: Submission) -> None:
    """Forget a kept form at its owner's wish."""
    Submission.objects.filter(pk=submission.pk, applied_at=None).delete()
