"""What the seal refuses, said in a sentence whatever refused it: the rule or the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError
from django.utils.translation import gettext as _

from actionplans import rules
from actionplans.models import ActionPlan
from actionplans.triggers import MESSAGE
from foundation.records.errors import NotReady

Given = ParamSpec("Given")
Made = TypeVar("Made")


def said_when_sealed(act: Callable[Given, Made]) -> Callable[Given, Made]:
    """Turn the refusal of the database, when the plan was sealed meanwhile, into NotReady.

    Stands outside the transaction of the act: by then what it wrote is taken back.
    """

    @wraps(act)
    def inner(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        try:
            return act(*args, **kwargs)
        except IntegrityError as error:
            if MESSAGE not in str(error):
                raise
            sentence = _(
                "This plan was sealed meanwhile: only an amendment changes it. Nothing was saved."
            )
            raise NotReady(sentence) from error

    return inner


def stop_if_sealed(plan: ActionPlan) -> None:
    """Raise NotReady when the framework has agreed the plan; until the end nobody seals it."""
    held = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if sentence := rules.sealed(held):
        raise NotReady(sentence)
