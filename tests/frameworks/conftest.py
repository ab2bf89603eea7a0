"""The day every page of these tests believes it is."""

import datetime
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _a_day(settings: Any) -> None:
    settings.TODAY = datetime.date(2025, 5, 7)
