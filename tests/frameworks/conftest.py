"""The day every page of these tests believes it is."""

import datetime

import pytest


@pytest.fixture(autouse=True)
def _a_day(settings) -> None:
    settings.TODAY = datetime.date(2025, 5, 7)
