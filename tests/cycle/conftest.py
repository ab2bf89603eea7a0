"""One commune and its secretary, for every test of this room."""

import pytest

from communes.models import Commune
from foundation.accounts.models import User
from tests import make


@pytest.fixture
def commune() -> Commune:
    return make.commune()


@pytest.fixture
def secretary(commune: Commune) -> User:
    return make.secretary(commune)
