"""The signed number each form carries: which send this is, and for whom it was prepared."""

import uuid
from typing import NamedTuple

from django.core import signing


class Token(NamedTuple):
    """A form's number and the account it was rendered for."""

    op_id: uuid.UUID
    user_pk: int


_signer = signing.Signer(salt="consult.form", sep="~")


def make_token(user_pk: int | None) -> str:
    """A fresh token for one rendered form; empty for a visitor without an account."""
    return _signer.sign(f"{uuid.uuid4().hex}.{user_pk}") if user_pk else ""


def read_token(text: str) -> Token | None:
    """The token's content, or None when it was not made here."""
    try:
        op_id, user_pk = _signer.unsign(text).split(".")
        return Token(uuid.UUID(op_id), int(user_pk))
    except (signing.BadSignature, ValueError):
        return None
