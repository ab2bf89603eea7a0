"""Practice data: marked, made through the services, the same for the same numbers."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from communes.models import Assignment, Commune, Organisation, Person
from consult.demo.populate.words import MARK
from foundation.accounts.models import User
from frameworks.models import Cycle
from monitoring.indicators.export import indicators_of
from monitoring.models import CycleSnapshot, Statement
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sectors() -> None:
    for _ in range(3):
        make.sector()


def _populate(communes: int, cycles: int, seed: int = 7) -> str:
    said = io.StringIO()
    call_command("populate", communes=communes, cycles=cycles, seed=seed, stdout=said)
    return said.getvalue()


def test_practice_data_are_whole_marked_and_made_once(settings: Any) -> None:
    settings.DEMO = True
    real = make.commune()

    assert "2" in _populate(2, 2)
    assert "0" in _populate(2, 2)

    made = Commune.objects.exclude(pk=real.pk)
    assert all(MARK in name for name in made.values_list("name", flat=True))
    assert all(MARK in each.name for each in Organisation.objects.filter(commune__in=made))
    assert all(MARK in each.last_name for each in Person.objects.filter(commune__in=made))
    assert list(Cycle.objects.values_list("state", flat=True).order_by("number")) == [
        "clos", "clos", "ouvert", "ouvert",
    ]  # fmt: skip
    assert CycleSnapshot.objects.count() == 2, "closed by the service, which keeps a picture"
    assert Statement.objects.exists()
    assert not real.frameworks.exists()
    assert not Assignment.objects.exists(), "who made them keeps no right"
    assert not User.objects.get(username="exercice").is_active


def test_the_same_numbers_make_the_same_data(settings: Any) -> None:
    settings.DEMO = True

    def figures(seed: int) -> object:
        with transaction.atomic():
            _populate(1, 2, seed)
            found = indicators_of(Commune.objects.get(slug="exercice-0001"))
            transaction.set_rollback(True)
        return found

    first = figures(7)
    assert first == figures(7)
    assert first != figures(8)


def test_practice_data_never_go_among_real_ones(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="CONSULT_DEMO"):
        _populate(1, 1)
    assert not Commune.objects.exists()
