"""Choices a finger can hit: large cards with an icon and a word, or plain rows to tick."""

from typing import Any, NamedTuple

from django import forms


class Face(NamedTuple):
    """How one choice looks beside its word: icon, tint (ok, go, late, tag) and a short hint."""

    icon: str = ""
    tint: str = ""
    hint: str = ""


class _Faces:
    """Gives each choice the face its widget was made with."""

    faces: dict[str, Face]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        return option | self.faces.get(str(value), Face())._asdict()


class Pick(_Faces, forms.RadioSelect):
    """One of a few: `Pick(faces={"realisee": Face("check", "ok")})`; `two=True` sets two a row."""

    def __init__(self, *, faces: dict[str, Face] | None = None, two: bool = False) -> None:
        self.faces = faces or {}
        super().__init__(attrs={"class": "pick two" if two else "pick"})


class PickSeveral(_Faces, forms.CheckboxSelectMultiple):
    """Some of a few, with icons."""

    def __init__(self, *, faces: dict[str, Face] | None = None, two: bool = True) -> None:
        self.faces = faces or {}
        super().__init__(attrs={"class": "pick two" if two else "pick"})


class Ticks(_Faces, forms.CheckboxSelectMultiple):
    """Many names to tick, one row each, as on the paper list."""

    def __init__(self, *, faces: dict[str, Face] | None = None) -> None:
        self.faces = faces or {}
        super().__init__(attrs={"class": "ticks"})
