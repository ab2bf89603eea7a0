"""Reset codes and passwords. Who may issue a code, and its trace, stand in communes.accounts."""

from __future__ import annotations

import datetime
import functools
import secrets

from axes.utils import reset
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import ResetCode, User

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
CODE_LENGTH = 10
CODE_LIFE = datetime.timedelta(hours=24)
MOST_TRIES = 5
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\u00a0": None})


@transaction.atomic
def issue_code(user: User, *, by: User | None) -> str:
    """A new single-use code for this person, told once; earlier open codes no longer serve."""
    User.objects.select_for_update().get(pk=user.pk)
    now = timezone.now()
    ResetCode.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
    code = "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LENGTH))
    ResetCode.objects.create(
        user=user, code_hash=make_password(code), issued_by=by, expires_at=now + CODE_LIFE
    )
    return f"{code[:5]}-{code[5:]}"


def redeem(username: str, code: str, new_password: str) -> User | None:
    """Set a new password with a code; None when name and code do not go together.

    Each try is counted before the code is looked at, so that simultaneous tries count too. An
    unknown name costs the same time as a wrong code.
    """
    found = _open_code(username)
    right = check_password(_as_printed(code), found.code_hash if found else _decoy())
    if found is None or not right:
        return None
    with transaction.atomic():
        unused = ResetCode.objects.filter(pk=found.pk, used_at=None)
        if not unused.update(used_at=timezone.now()):
            return None
        set_password(found.user, new_password)
    return found.user


def set_password(user: User, new_password: str) -> None:
    """Change a password: every open session of the person ends, a throttle of sign-ins too."""
    user.set_password(new_password)
    user.save(update_fields=["password"])
    reset(username=user.username)


def _open_code(username: str) -> ResetCode | None:
    """The code that may still be tried for this name, with one more try counted."""
    code = (
        ResetCode.objects.select_related("user")
        .filter(user__username=username, user__is_active=True, used_at=None)
        .filter(expires_at__gt=timezone.now(), tries__lt=MOST_TRIES)
        .first()
    )
    if code is None:
        return None
    counted = ResetCode.objects.filter(pk=code.pk, tries__lt=MOST_TRIES)
    return code if counted.update(tries=F("tries") + 1) else None


def _as_printed(code: str) -> str:
    """The code as issued, whatever was typed for its look-alikes and spaces."""
    return code.upper().translate(_MISREAD)[: 2 * CODE_LENGTH]


@functools.cache
def _decoy() -> str:
    """A hash no code opens, so that an unknown name takes as long as a known one."""
    return make_password(secrets.token_hex(8))
