"""The floors of the house hold where import-linter cannot see: foreign keys named by a string."""

import tomllib
from itertools import chain

from django.apps import AppConfig, apps
from django.conf import settings

CONTRACTS = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]
HOUSE, FOUNDATION, ROOM = CONTRACTS


def split(layers: list[str], prefix: str = "") -> list[list[str]]:
    return [[prefix + room for room in layer.split(" | ")] for layer in layers]


# Highest first; the foundation's own floors take its place.
FLOORS = split(HOUSE["layers"])[:-1] + split(FOUNDATION["layers"], "foundation.")


def floor(package: str) -> int:
    """How high a package stands; 0 is the ground."""
    return next(n for n, rooms in enumerate(reversed(FLOORS)) if package in rooms)


def ours() -> dict[str, AppConfig]:
    """Our own applications by package name."""
    rooms = apps.get_app_configs()
    return {room.name: room for room in rooms if "site-packages" not in room.path}


def test_every_room_stands_in_the_contracts() -> None:
    rooms = set(chain.from_iterable(FLOORS))

    assert [name for name in ours() if name not in rooms] == []
    assert [name for name in ours() if name not in ROOM["containers"]] == []


def test_every_foreign_key_points_to_the_same_floor_or_lower() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for name, room in ours().items()
        for model in room.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        for target in [apps.get_app_config(field.related_model._meta.app_label).name]
        if target in ours() and floor(target) > floor(name)
    ]

    assert upward == []
