"""What an administrator does to accounts: opening one without a password, and closing one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from communes.access import Action, require
from foundation.accounts.models import ResetCode, User


@transaction.atomic
def open_account(user: User, *, by: User) -> None:
    """Store a new account that opens only by a code; nobody chose a password for its owner."""
    require(by, Action.ADMINISTER, None)
    user.set_unusable_password()
    user.save(force_insert=True)


@transaction.atomic
def close_account(user: User, *, by: User) -> None:
    """End every session of the person and every open code.

    The password goes too: an account opened again later starts with a new code.
    """
    require(by, Action.ADMINISTER, None)
    user.is_active = False
    user.set_unusable_password()
    user.save()
    now = timezone.now()
    ResetCode.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
