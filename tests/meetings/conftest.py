"""The room every paper of a meeting is printed for."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.meetings.room import Room, dioro


@pytest.fixture
def room(db: None, client: Client) -> Room:
    """A meeting of Dioro with everything its papers print, and its secretary signed in."""
    return dioro(client)
