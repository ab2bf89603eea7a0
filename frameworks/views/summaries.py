"""What the pages of an act and of a need say, group by group, in the words of their fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from foundation.formats import dates, money, numbers
from frameworks.models import Deliberation, LegalityControl, Need, NeedAssembly

FEWEST_SHOWN = 5  # without names, no number of displaced people below this


class Group(NamedTuple):
    """A few facts of one subject: rows of label and value."""

    title: str
    rows: list[dict[str, Any]]


def _row(record: models.Model, field: str, value: Any) -> dict[str, Any]:
    label = str(record._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return {"label": label[:1].upper() + label[1:], "value": value}


def _number(value: int | None) -> str:
    return "" if value is None else numbers.number(value)


def act_groups(act: Deliberation, *, names: bool) -> list[Group]:
    """A deliberation in the order of the register; names only for those who may read them."""
    people = [_row(act, office, getattr(act, office)) for office in ("chair", "secretary")]
    return [
        Group(
            _("The act"),
            [
                _row(act, "object", act.object),
                _row(act, "kind", act.get_kind_display()),
                _row(act, "dated", dates.day(act.dated)),
                _row(act, "session_kind", act.get_session_kind_display()),
                _row(act, "convened_on", dates.day(act.convened_on)),
            ],
        ),
        Group(
            _("Who was there"),
            [
                *_counts(act, "in_office", "present", "represented", "absent"),
                _row(act, "second_call", _("yes") if act.second_call else _("no")),
                *(people if names else []),
            ],
        ),
        Group(
            _("The vote"),
            _counts(act, "votes_for", "votes_against", "abstentions", "not_voting"),
        ),
        Group(_("Transmission and posting"), _travel(act)),
    ]


def _counts(act: Deliberation, *fields: str) -> list[dict[str, Any]]:
    return [_row(act, field, _number(getattr(act, field))) for field in fields]


def _travel(act: Deliberation) -> list[dict[str, Any]]:
    days = ("transmitted_on", "posted_on", "enforceable_on")
    rows = {day: _row(act, day, dates.day(getattr(act, day))) for day in days}
    return [
        rows["transmitted_on"],
        _row(act, "transmitted_to", act.transmitted_to),
        _row(act, "slip_number", act.slip_number),
        *_counts(act, "copies_sent"),
        _row(act, "receipt_reference", act.receipt_reference),
        rows["posted_on"],
        rows["enforceable_on"],
    ]


def control_groups(controls: Iterable[LegalityControl]) -> list[Group]:
    """Each answer of the State's representative, in the order of its day."""
    return [
        Group(
            str(control.get_outcome_display()),
            [
                _row(control, "dated", dates.day(control.dated)),
                _row(control, "number", control.number),
                _row(control, "authority", control.authority),
                _row(control, "note", control.note),
            ],
        )
        for control in controls
    ]


def need_rows(need: Need, *, names: bool) -> list[dict[str, Any]]:
    """What is known of a need. A small number of displaced people is not shown to partners."""
    return [
        _row(need, "sector", need.sector or _("Without a sector")),
        _row(need, "organisation", need.organisation),
        _row(need, "village", need.village),
        _row(need, "women", _number(need.women)),
        _row(need, "men", _number(need.men)),
        _row(need, "young", _number(need.young)),
        _row(need, "displaced", _displaced(need.displaced, names=names)),
        _row(need, "urgency", need.get_urgency_display()),
        _row(need, "identified_on", dates.day(need.identified_on)),
        _row(need, "method", need.get_method_display()),
        _row(need, "nature", need.get_nature_display()),
        _row(need, "estimated_cost", _cost(need.estimated_cost)),
        _row(need, "rank_in_sector", _number(need.rank_in_sector)),
        *([_row(need, "rank_reason", need.rank_reason)] if need.rank_reason else []),
    ]


def assembly_rows(assembly: NeedAssembly, *, names: bool) -> list[dict[str, Any]]:
    """What is known of an assembly; who led it is a name."""
    return [
        _row(assembly, "sector", assembly.sector),
        _row(assembly, "organisation", assembly.organisation),
        _row(assembly, "held_on", dates.day(assembly.held_on)),
        _row(assembly, "place", assembly.place),
        _row(assembly, "method", assembly.get_method_display()),
        *([_row(assembly, "led_by", assembly.led_by)] if names else []),
        *(_row(assembly, count, _number(getattr(assembly, count))) for count in _CAME),
        _row(assembly, "displaced", _displaced(assembly.displaced, names=names)),
        _row(assembly, "account", assembly.account),
    ]


_CAME = ("women", "men", "young")


def _displaced(number: int | None, *, names: bool) -> str:
    """A small number of displaced people is not shown to those who read no names."""
    hidden = number is not None and not names and 0 < number < FEWEST_SHOWN
    return _("fewer than 5") if hidden else _number(number)


def _cost(amount: int | None) -> str:
    return "" if amount is None else money.fcfa(amount)
