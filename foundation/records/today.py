"""The one place that says which day it is."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """Today in Bamako; in a demonstration, the day its invented facts end."""
    return settings.TODAY or timezone.localdate()
