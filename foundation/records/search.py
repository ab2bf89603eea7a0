"""A stored key that finds « Sékou » when somebody types « sekou », on both databases."""

from typing import Any

from django.db import models

from foundation.formats.search import search_key


class SearchKeyField(models.CharField):  # type: ignore[type-arg]
    """Accent-free copy of other text fields, made when the record is saved."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.sources = sources
        kwargs.update(max_length=400, editable=False, default="", db_index=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "editable", "default", "db_index"):
            kwargs.pop(key, None)
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = " ".join(str(getattr(model_instance, source) or "") for source in self.sources)
        key = search_key(text)[:400]
        setattr(model_instance, self.attname, key)
        return key
