"""The development plan on which actions stand, typed line by line from the paper, or pasted."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from actionplans.models import Pdesc, PdescLine
from actionplans.pasting import Pasted
from communes.access import Action as Act
from communes.access import require
from communes.models import Commune
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from frameworks.models import Need


@transaction.atomic
def add_pdesc(
    commune: Commune,
    *,
    by: User,
    first_year: int,
    last_year: int,
    adopted_on: datetime.date | None = None,
) -> Pdesc:
    """Record a five-year development plan of the commune."""
    require(by, Act.EDIT_PLAN, commune)
    pdesc = Pdesc.objects.create(
        commune=commune, first_year=first_year, last_year=last_year, adopted_on=adopted_on
    )
    journal(pdesc, by=by, verb=Verb.CREATED, scope=commune.code)
    return pdesc


@transaction.atomic
def add_pdesc_line(
    pdesc: Pdesc,
    *,
    by: User,
    needs: Iterable[Need] = (),
    amounts: Iterable[Line] = (),
    **fields: Any,
) -> PdescLine:
    """Add one line of the development plan, the needs it answers and its amounts by year."""
    require(by, Act.EDIT_PLAN, pdesc.commune)
    line: PdescLine = _written(lambda: PdescLine.objects.create(pdesc=pdesc, **fields), _taken())
    line.needs.set(needs)
    _write_amounts(line, amounts)
    journal(line, by=by, verb=Verb.CREATED, scope=pdesc.commune.code)
    return line


@transaction.atomic
def change_pdesc_line(
    line: PdescLine,
    *,
    by: User,
    save: Callable[[], Any],
    fields: Iterable[str],
    amounts: Iterable[Line] = (),
) -> None:
    """Change a line and its amounts. `save` writes it, noticing other people's work."""
    commune = line.pdesc.commune
    require(by, Act.EDIT_PLAN, commune)
    changed = [*fields]
    _written(save, _taken())
    if _write_amounts(line, amounts):
        changed.append("amounts")
    journal(line, by=by, verb=Verb.CHANGED, scope=commune.code, fields=changed)


@transaction.atomic
def add_pasted(pdesc: Pdesc, *, by: User, lines: Iterable[Pasted]) -> list[PdescLine]:
    """Add the lines of a pasted table, all or none; a cost in all is one unit at that cost."""
    require(by, Act.EDIT_PLAN, pdesc.commune)
    wanted = list(lines)
    NotReady.unless_empty(line.sentence for line in wanted if line.problem)
    new = [
        PdescLine(
            pdesc=pdesc,
            code=line.code,
            title=line.title,
            axis=line.axis,
            sector=line.sector,
            quantity=None if line.cost is None else 1,
            unit_cost=line.cost,
        )
        for line in wanted
    ]
    added: list[PdescLine] = _written(lambda: PdescLine.objects.bulk_create(new), _taken())
    note = _("%(n)s lines pasted") % {"n": len(added)}
    journal(pdesc, by=by, verb=Verb.CHANGED, scope=pdesc.commune.code, fields=["lines"], note=note)
    return added


def _write_amounts(line: PdescLine, amounts: Iterable[Line]) -> int:
    """Write the rows of a line's page, those taken away first; answers how many."""
    rows = sorted(amounts, key=lambda row: not row.remove)
    for row in rows:
        if row.remove:
            row.record.delete()
            continue
        row.record.line = line  # type: ignore[attr-defined]
        _written(row.save, _("This year and source already have an amount."))
    return len(rows)


def _taken() -> str:
    return _("A code of these lines already stands in the development plan.")


def _written(act: Callable[[], Any], sentence: str) -> Any:
    """Write; when somebody wrote the same meanwhile, say so instead of breaking."""
    try:
        with transaction.atomic():
            return act()
    except IntegrityError as error:
        raise NotReady(sentence) from error
