"""Assemblies of a profession on its needs, and what their people propose to do themselves (R4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.lines import Line
from frameworks.models import Framework, Need, NeedAssembly, ProposedAction
from frameworks.services.needs import add_need, write

# What a need has from the assembly it was said at: the need's column, the assembly's.
SAID_THERE = (
    ("sector_id", "sector_id"),
    ("organisation_id", "organisation_id"),
    ("identified_on", "held_on"),
    ("method", "method"),
)


@dataclass(frozen=True)
class SpokenNeed:
    """A need as one line of the paper has it, with what its people propose and offer."""

    need: Need
    proposal: str = ""
    share: str = ""


@transaction.atomic
def hold_assembly(
    assembly: NeedAssembly, spoken: Iterable[SpokenNeed] = (), *, by: User
) -> NeedAssembly:
    """Record an assembly with the needs said there."""
    require(by, Action.EDIT_NEEDS, assembly.framework.commune)
    assembly.save()
    _log(assembly, by, Verb.CREATED)
    _say(assembly, spoken, by=by)
    return assembly


@transaction.atomic
def change_assembly(
    assembly: NeedAssembly,
    spoken: Iterable[SpokenNeed] = (),
    *,
    by: User,
    save: Callable[[], Any],
    fields: Iterable[str],
) -> None:
    """Store what a form changed of an assembly; needs that had a fact from it follow the change."""
    require(by, Action.EDIT_NEEDS, assembly.framework.commune)
    before = NeedAssembly.objects.get(pk=assembly.pk)
    changed = list(fields)
    save()
    if changed:
        _log(assembly, by, Verb.CHANGED, changed)
        _follow(assembly, before, by=by)
    _say(assembly, spoken, by=by)


def _say(assembly: NeedAssembly, spoken: Iterable[SpokenNeed], *, by: User) -> None:
    for said in spoken:
        need = said.need
        need.framework, need.assembly = assembly.framework, assembly
        for theirs, its in SAID_THERE:
            setattr(need, theirs, getattr(assembly, its))
        add_need(need, by=by)
        if said.proposal:
            need.proposals.create(
                wording=said.proposal,
                offered_by_id=assembly.organisation_id,
                offered_words=said.share,
            )


def _follow(assembly: NeedAssembly, before: NeedAssembly, *, by: User) -> None:
    """A need keeps a fact of its own; one it had from the assembly is corrected with it."""
    for need in assembly.needs.select_related("framework__commune"):
        moved = [
            theirs
            for theirs, its in SAID_THERE
            if getattr(need, theirs) == getattr(before, its) != getattr(assembly, its)
        ]
        for theirs, its in SAID_THERE:
            if theirs in moved:
                setattr(need, theirs, getattr(assembly, its))
        if moved:
            names = [name.removesuffix("_id") for name in moved]
            need.save(update_fields=names)
            write(need, by, Verb.CHANGED, fields=names)


@transaction.atomic
def propose_actions(need: Need, lines: Iterable[Line], *, by: User) -> None:
    """Write what those who state a need propose to do, several rows in one send."""
    require(by, Action.EDIT_NEEDS, need.framework.commune)
    for line in lines:
        proposed: Any = line.record
        if line.remove:
            proposed.delete()
        else:
            line.save()
        write(need, by, Verb.CHANGED, fields=["proposals"], note=_told(proposed, line.remove))


def _told(proposed: ProposedAction, removed: bool) -> str:
    return f"– {proposed.wording}" if removed else f"+ {proposed.wording}"


@transaction.atomic
def rank_needs(framework: Framework, lines: Iterable[Line], *, by: User) -> None:
    """Write the ranks the professionals give within a sector, with why they overrule the points."""
    require(by, Action.EDIT_NEEDS, framework.commune)
    for line in lines:
        need: Any = line.record
        line.save()
        write(need, by, Verb.CHANGED, fields=line.fields, note=need.rank_reason)


def _log(assembly: NeedAssembly, by: User, verb: Verb, fields: Iterable[str] = ()) -> None:
    journal(assembly, by=by, verb=verb, scope=assembly.framework.commune.code, fields=fields)
