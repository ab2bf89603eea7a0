"""The admin of places, actors, people, accounts, and of what the foundation keeps."""

from communes.admin import (
    accounts,
    calendar,
    organisations,
    people,
    records_kept,
    settings,
    territory,
)

__all__ = [
    "accounts",
    "calendar",
    "organisations",
    "people",
    "records_kept",
    "settings",
    "territory",
]
