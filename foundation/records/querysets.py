"""What every queryset of the application knows how to do."""

from typing import Self, TypeVar

from django.db import models

from foundation.formats.search import search_key

Record = TypeVar("Record", bound=models.Model)


class RecordQuerySet(models.QuerySet[Record]):
    """Base of all querysets: words a commune would use, nothing else."""

    def matching(self, text: str) -> Self:
        """Rows whose stored search key holds every typed word, accents ignored."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found
