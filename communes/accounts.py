"""Acts on accounts that leave a trace: who issued a code, and when a password was set."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Assignment, Role
from foundation.accounts import services
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady

COUNTRY = ""


@transaction.atomic
def issue_code(user: User, *, by: User | None) -> str:
    """A single-use code for this person, shown once to the administrator who asks for it.

    `by` is None only for the command typed on the server itself.
    """
    if by is not None:
        require(by, Action.ADMINISTER, None)
    if not user.is_active:
        raise NotReady(_("This account is closed. Open it first."))
    code = services.issue_code(user, by=by)
    journal(user, by=by, verb=Verb.CODE_ISSUED, scope=COUNTRY)
    return code


def redeem(username: str, code: str, new_password: str) -> User | None:
    """The person whose password a code has just set; None when name and code do not match."""
    user = services.redeem(username, code, new_password)
    if user:
        journal(user, by=user, verb=Verb.CHANGED, scope=COUNTRY, fields=["password"])
    return user


@transaction.atomic
def change_password(user: User, *, new_password: str) -> None:
    """The person's own change; the sessions elsewhere end."""
    services.set_password(user, new_password)
    journal(user, by=user, verb=Verb.CHANGED, scope=COUNTRY, fields=["password"])


@transaction.atomic
def create_administrator(username: str, *, full_name: str) -> str:
    """The first administrator, for the whole country; the answer is the code to sign in with."""
    user = User.objects.create_user(username, full_name=full_name)
    assignment = Assignment.objects.create(user=user, role=Role.ADMINISTRATOR, nationwide=True)
    journal(user, by=None, verb=Verb.CREATED, scope=COUNTRY)
    journal(assignment, by=None, verb=Verb.CREATED, scope=COUNTRY)
    return issue_code(user, by=None)
