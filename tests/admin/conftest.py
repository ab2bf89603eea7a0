"""The administrator of the whole country, at a browser."""

import pytest
from django.test import Client

from communes.models import Role
from tests import make


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(make.user(Role.ADMINISTRATOR, username="admin-un"))
    return client
