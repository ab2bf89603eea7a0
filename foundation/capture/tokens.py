"""The signed number each form carries: which send this is, and for whom it was prepared."""

import uuid
from typing import NamedTuple

from django.core import signing


class Token(NamedTuple):
    """A form's number and the account it was rendered for.

    `replaces` is the kept form whose content this one shows again: only one of the two is applied.
    """

    op_id: uuid.UUID
    user_pk: int
    replaces: uuid.UUID | None = None


_signer = signing.Signer(salt="consult.form", sep="~")


def make_token(
    user_pk: int | None, *, replaces: uuid.UUID | None = None, op_id: uuid.UUID | None = None
) -> str:
    """A fresh token for one rendered form; empty for a visitor without an account."""
    number, earlier = op_id or uuid.uuid4(), replaces.hex if replaces else ""
    return _signer.sign(f"{number.hex}.{user_pk}.{earlier}") if user_pk else ""


def read_token(text: str) -> Token | None:
    """The token's content, or None when it was not made here."""
    try:
        op_id, user_pk, earlier = _signer.unsign(text).split(".")
        replaces = uuid.UUID(earlier) if earlier else None
        return Token(uuid.UUID(op_id), int(user_pk), replaces)
    except (signing.BadSignature, ValueError):
        return None
