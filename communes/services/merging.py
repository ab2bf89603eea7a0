"""Making one record of two: the same person, or the same organisation, entered twice.

Nothing is deleted. The duplicate leads to the record that stays, and everything that pointed to it
points to that record, in whatever app it lives. What was sealed is not rewritten: signed minutes,
agreed plans and append-only tables go on naming the duplicate, as the paper does, and lists count
it through `communes.querysets.standing`. A merge cannot be undone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Organisation, Person
from communes.services.organisations import scope_of
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady, Stale
from foundation.records.moves import move
from foundation.records.today import today
from foundation.records.triggers import TABLES

Record = TypeVar("Record", Person, Organisation)
UNTOUCHED = {"id", "commune", "merged_into", "merged_on", "merged_by", "search_key", "external_id"}


class Pointer(NamedTuple):
    """A column of some table that points to people or organisations."""

    model: type[models.Model]
    name: str

    def rows(self, record: models.Model) -> models.QuerySet[Any]:
        """The rows that point to this record."""
        return self.model._base_manager.filter(**{self.name: record})

    def free(self, record: models.Model) -> models.QuerySet[Any]:
        """Those that may still be rewritten."""
        if self.model._meta.db_table in TABLES:
            return self.rows(record).none()
        sealed = sealed_when(self.model)
        pks = self.rows(record).filter(sealed).values("pk") if sealed else []
        return self.rows(record).exclude(pk__in=pks)


class Share(NamedTuple):
    """How much of one kind rests on the duplicate: what moves, and what stays as it was signed."""

    kind: str
    moves: int
    stays: int


def pointers(kind: type[models.Model]) -> Iterator[Pointer]:
    """Every column that points to this kind of record, lists of several included."""
    for relation in kind._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield Pointer(relation.related_model, relation.field.name)


def sealed_when(model: type[models.Model], prefix: str = "") -> Q:
    """When rows of this kind change no more: they, or what they belong to, say `sealed_when`.

    What a row belongs to is read from the way that leads to its commune (`commune_path`).
    """
    owner: Any = model._meta.auto_created  # the table of a list of several belongs to its record
    if owner:
        name = next(field.name for field in model._meta.fields if field.related_model is owner)
        return sealed_when(owner, f"{name}__")
    found, here, way = Q(), model, prefix
    steps = str(getattr(model._default_manager.all(), "commune_path", "")).split("__")
    for step in ["", *steps]:
        if step:
            here, way = here._meta.get_field(step).related_model, f"{way}{step}__"  # type: ignore[assignment]
        for name, value in getattr(here, "SEALED_WHEN", {}).items():
            found |= Q(**{f"{way}{name}": value})
    return found


def shares(duplicate: Person | Organisation) -> list[Share]:
    """What a merge would move and what it would leave, by kind."""
    moves: dict[str, int] = {}
    stays: dict[str, int] = {}
    for pointer in pointers(type(duplicate)):
        found, free = pointer.rows(duplicate).count(), pointer.free(duplicate).count()
        kind = _kind_of(pointer)
        moves[kind] = moves.get(kind, 0) + free
        stays[kind] = stays.get(kind, 0) + found - free
    return [Share(kind, moves[kind], stays[kind]) for kind in moves if moves[kind] or stays[kind]]


def _kind_of(pointer: Pointer) -> str:
    """What the rows are in the commune's world; those of a list of several are what it lists."""
    meta = pointer.model._meta
    owner: Any = meta.auto_created or pointer.model
    if meta.auto_created and owner is meta.get_field(pointer.name).related_model:
        linked: list[Any] = [column.related_model for column in meta.fields if column.is_relation]
        owner = next(model for model in linked if model is not owner)
    return str(owner._meta.verbose_name_plural)


def kept_fields(kind: type[models.Model]) -> list[str]:
    """The columns of which a merge keeps one of two values."""
    return [column.name for column in kind._meta.concrete_fields if column.name not in UNTOUCHED]


def state_of(*records: models.Model) -> str:
    """A short digest of all that stands on these records: the same as long as nobody wrote."""
    rows = [[str(getattr(r, c.attname)) for c in r._meta.concrete_fields] for r in records]
    return hashlib.blake2b(json.dumps(rows).encode(), digest_size=10).hexdigest()


@transaction.atomic
def merge(duplicate: Record, into: Record, *, by: User, take: list[str], seen: str = "") -> Record:
    """Make `duplicate` lead to `into`, which takes the values of the fields named in `take`.

    `seen` is `state_of` both as the person saw them: Stale when either changed since.
    """
    kind: type[models.Model] = type(duplicate)
    require(by, Action.EDIT_ACTORS, into.commune)
    _refuse_strangers(duplicate, into)
    locked = kind._base_manager.select_for_update().in_bulk([duplicate.pk, into.pk])
    gone: Any = locked[duplicate.pk]
    stays: Any = locked[into.pk]
    if stays.merged_into_id or gone.merged_into_id or (seen and seen != state_of(gone, stays)):
        raise Stale
    stamps = {"merged_on": today(), "merged_by": by}
    if isinstance(gone, Organisation) and gone.retired_on is None:
        stamps["retired_on"] = today()
    taken = {name: getattr(gone, name) for name in take if name in kept_fields(kind)}
    if gone.external_id and not stays.external_id:
        taken["external_id"] = gone.external_id
    moved = _move_all(gone, stays, by=by)
    move(gone, "merged_into", to=stays, **stamps)
    for name, value in taken.items():
        setattr(stays, name, value)
    stays.save()
    _write(gone, stays, by=by, taken=taken, moved=moved)
    for record in (duplicate, into):
        record.refresh_from_db()
    return into


def _write(
    gone: Any, stays: Any, *, by: User, taken: dict[str, Any], moved: dict[str, int]
) -> None:
    """The journal of both: which leads where, what moved, which values were taken."""
    scope = scope_of(stays.commune)
    note = json.dumps({"merged_into": stays.pk, "moved": moved})
    journal(gone, by=by, verb=Verb.REMOVED, scope=scope, fields=["merged_into"], note=note)
    fields, note = ["merged_from", *sorted(taken)], json.dumps({"merged_from": gone.pk})
    journal(stays, by=by, verb=Verb.CHANGED, scope=scope, fields=fields, note=note)


def _refuse_strangers(duplicate: Person | Organisation, into: Person | Organisation) -> None:
    """Two records of one kind and one commune, and not the same."""
    if duplicate.pk == into.pk:
        raise NotReady(_("This is the same record."))
    if type(duplicate) is not type(into) or duplicate.commune_id != into.commune_id:
        raise NotReady(_("Only two records of the same commune can be made one."))


def _move_all(gone: Any, stays: Any, *, by: User) -> dict[str, int]:
    """Point everything to the record that stays; how many rows moved, by column."""
    moved = {}
    for pointer in pointers(type(gone)):
        for row in list(pointer.free(gone)):
            other = _in_the_way(pointer, row, stays)
            if other is not None:
                _reconcile(pointer, row, other, stays, by=by)
        free = list(pointer.free(gone).values_list("pk", flat=True))
        if not free:
            continue
        try:
            with transaction.atomic():
                pointer.model._base_manager.filter(pk__in=free).update(**{pointer.name: stays})
        except IntegrityError as error:
            raise NotReady(_undecided(pointer, gone, stays)) from error
        moved[f"{pointer.model._meta.label_lower}.{pointer.name}"] = len(free)
    return moved


def _in_the_way(pointer: Pointer, row: Any, stays: models.Model) -> Any:
    """The row of the record that stays which lets no second one of its kind stand beside it."""
    everything = pointer.model._base_manager.all()
    for names, condition in _once_only(pointer.model):
        if pointer.name not in names:
            continue
        same = {name: getattr(row, row._meta.get_field(name).attname) for name in names}
        if any(value is None for value in same.values()):
            continue
        alike = everything.filter(**(same | {pointer.name: stays.pk})).exclude(pk=row.pk)
        if condition:
            if not everything.filter(condition, pk=row.pk).exists():
                continue
            alike = alike.filter(condition)
        if (other := alike.first()) is not None:
            return other
    return None


def _once_only(model: type[models.Model]) -> Iterator[tuple[tuple[str, ...], Q | None]]:
    """The groups of columns whose values may stand only once in this table."""
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield tuple(rule.fields), rule.condition
    for names in model._meta.unique_together:
        yield tuple(names), None
    for column in model._meta.concrete_fields:
        if column.unique:
            yield (column.name,), None


def _reconcile(pointer: Pointer, row: Any, other: Any, stays: models.Model, *, by: User) -> None:
    """Both stand in the same place: keep the row of the record that stays, fill its blanks.

    The other row is taken away once its content stands in the journal. Rows on which something
    else rests are left to people.
    """
    blanks = {}
    for column in row._meta.concrete_fields:
        theirs, ours = getattr(row, column.attname), getattr(other, column.attname)
        if theirs not in (None, "") and ours in (None, ""):
            blanks[column.attname] = theirs
    if not row._meta.auto_created:
        content = {c.attname: getattr(row, c.attname) for c in row._meta.concrete_fields}
        note = json.dumps(content, default=str, ensure_ascii=False)
        scope = scope_of(getattr(stays, "commune", None))
        journal(row, by=by, verb=Verb.REMOVED, scope=scope, note=note)
    for several in row._meta.many_to_many:
        getattr(other, several.name).add(*getattr(row, several.name).all())
    try:
        row.delete()
    except models.ProtectedError as error:
        raise NotReady(_undecided(pointer, row, other)) from error
    if blanks:
        type(other)._base_manager.filter(pk=other.pk).update(**blanks)


def _undecided(pointer: Pointer, one: Any, other: Any) -> str:
    sentence = _(
        "“%(one)s” and “%(other)s” cannot be made one by the application (%(kind)s). "
        "Correct one of them first, then merge."
    )
    return sentence % {"one": one, "other": other, "kind": _kind_of(pointer)}
