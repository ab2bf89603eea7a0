"""A commune, and its secretary at a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from communes.models import Commune
from tests import make


@pytest.fixture
def place(db: None) -> Commune:
    return make.commune()


@pytest.fixture
def client(place: Commune) -> Client:
    client = Client()
    client.force_login(make.secretary(place))
    return client
