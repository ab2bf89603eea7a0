"""What an amendment changes of a plan, line by line, read from the sealed data alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.models import CarryChoice, ContractKind, FundingCategory, FundingKind, WaterUse
from communes.models import MeasureArea
from foundation.formats.dates import day
from foundation.formats.money import fcfa
from foundation.formats.numbers import NBSP, number

Data = Mapping[str, Any]
Names = Mapping[str, str]


class Difference(NamedTuple):
    """One line: what it is about, how it read before, how it reads now; empty is nothing."""

    label: str
    before: str
    after: str


class Changed(NamedTuple):
    """An action added, taken out or changed, with the lines that differ."""

    title: str
    what: str
    lines: list[Difference]


class Changes(NamedTuple):
    """All that differs: the plan's days, its actions, each party's promises, the totals (FCFA)."""

    plan: list[Difference]
    actions: list[Changed]
    parties: list[Difference]
    totals: list[Difference]

    @property
    def is_empty(self) -> bool:
        return not (self.plan or self.actions)


def changes_between(before: Data, after: Data, sectors: Names) -> Changes:
    """Compare two texts of one plan; `sectors` are the names of the sectors' codes."""
    old, new = _by_number(before), _by_number(after)
    actions = [
        _changed(old.get(place), new.get(place), sectors) for place in sorted(old.keys() | new)
    ]
    found = [action for action in actions if action.lines]
    return Changes(
        plan=_differences(_days(before), _days(after)),
        actions=found,
        parties=_differences(_by_party(before), _by_party(after)),
        totals=_pairs(_totals(before), _totals(after)) if found else [],
    )


def _by_number(data: Data) -> dict[int, Data]:
    return {action["number"]: action for action in data.get("actions", [])}


def _changed(old: Data | None, new: Data | None, sectors: Names) -> Changed:
    one: Data = new or old or {}
    if old is None:
        what = _("Action added")
    elif new is None:
        what = _("Action taken out")
    else:
        what = _("Action changed")
    lines = _differences(_facts(old, sectors), _facts(new, sectors))
    return Changed(f"{one['number']}. {one['action']}", what, lines)


def _differences(before: Names, after: Names) -> list[Difference]:
    return [line for line in _pairs(before, after) if line.before != line.after]


def _pairs(before: Names, after: Names) -> list[Difference]:
    labels = dict.fromkeys([*before, *after])
    return [Difference(label, before.get(label, ""), after.get(label, "")) for label in labels]


def _days(data: Data) -> dict[str, str]:
    return {
        _("Starts on"): _day(data.get("starts_on")),
        _("Ends on"): _day(data.get("ends_on")),
        _("Why the plan does not last three months"): data.get("length_reason") or "",
    }


def _totals(data: Data) -> dict[str, str]:
    return {
        _("Cost of the plan"): fcfa(data.get("cost")),
        _("Promised in all"): fcfa(data.get("promised")),
    }


def _facts(action: Data | None, sectors: Names) -> dict[str, str]:
    """An action in words, by the labels of its page; then what each party brings to it."""
    if action is None:
        return {}
    sector = action["sector"] or ""
    return {
        _("Action"): action["action"],
        _("Sector"): sectors.get(sector, sector),
        _("Needs it answers"): ", ".join(action["needs"]),
        _("Responsible"): action["responsible"] or "",
        _("Partners"): ", ".join(action["partners"]),
        _("Months"): ", ".join(_("month %s") % month for month in action["months"]),
        _("Deadline as the meeting said it"): action["due_words"],
        _("Last possible day"): _day(action["due_on"]),
        _("Estimated cost"): "" if action["cost"] is None else fcfa(action["cost"]),
        _("Line of the PDESC"): action["pdesc"] or "",
        _("Expected result"): action["result"],
        _("Indicator"): action["indicator"],
        _("Baseline"): action["baseline"],
        _("Target"): action["target"],
        **_rarer(action),
        **{
            _("Brought by %(party)s") % {"party": party}: " ; ".join(map(_promise, lines))
            for party, lines in _lines_by_party([action]).items()
        },
    }


def _rarer(action: Data) -> dict[str, str]:
    """What an action may say besides; texts sealed before it could be said leave it out."""
    uses, kinds, areas = (
        dict(WaterUse.choices),
        dict(ContractKind.choices),
        dict(MeasureArea.choices),
    )
    returned = dict(CarryChoice.choices)
    water = (uses.get(action.get("water_use", "")), action.get("water_site"))
    contract = (kinds.get(action.get("contract", "")), action.get("contract_note"))
    return {
        _("Jobs expected"): _jobs(action),
        _("Entry in the PDESC"): _("To be entered") if action.get("to_enter") else "",
        _("Water"): _joined(water, " – "),
        _("Public–private contract"): _joined(contract, " – "),
        _("Measure areas"): _joined(
            (areas[code] for code in action.get("measure_areas", [])), ", "
        ),
        _("Replaces"): _replaced(action),
        _("Decided when it came back"): _joined([returned.get(action.get("carry_choice", ""))], ""),
        _("Why it came back"): action.get("carried_reason", ""),
    }


def _joined(parts: Iterable[Any], between: str) -> str:
    return capfirst(between.join(str(part) for part in parts if part))


def _replaced(action: Data) -> str:
    """The action of an earlier plan it stands in for."""
    if not action.get("replaces"):
        return ""
    plan, number_there = action["replaces"]
    return _("Plan no. %(plan)s, action %(action)s") % {"plan": plan, "action": number_there}


def _jobs(action: Data) -> str:
    """« 12, dont 5 pour des femmes »; empty when nobody counted."""
    total = action.get("jobs_expected")
    if total is None:
        return ""
    women, young = action.get("jobs_expected_women"), action.get("jobs_expected_young")
    parts = [
        *([_("%(n)s for women") % {"n": women}] if women is not None else []),
        *([_("%(n)s for people of 35 or younger") % {"n": young}] if young is not None else []),
    ]
    if not parts:
        return str(total)
    return _("%(total)s, of which %(parts)s") % {"total": total, "parts": ", ".join(parts)}


def _by_party(data: Data) -> dict[str, str]:
    """What each party promises in the whole plan, in FCFA; promises without a value apart."""
    return {
        party: _sum_of(lines) for party, lines in _lines_by_party(data.get("actions", [])).items()
    }


def _lines_by_party(actions: Iterable[Data]) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for action in actions:
        for line in action["funding"]:
            if not line["taken_over"]:
                found.setdefault(line["party"], []).append(line)
    return dict(sorted(found.items()))


def _sum_of(lines: list[Data]) -> str:
    total = fcfa(sum(line["promised"] or 0 for line in lines))
    without = sum(1 for line in lines if line["promised"] is None)
    if not without:
        return total
    return _("%(total)s, and %(n)s without a value yet") % {"total": total, "n": without}


def _promise(line: Data) -> str:
    return ", ".join(part for part in _parts(line) if part)


def _parts(line: Data) -> Iterator[str]:
    promised = line["promised"]
    yield _("no value yet") if promised is None else fcfa(promised)
    yield str(FundingKind(line["kind"]).label)
    yield str(FundingCategory(line["category"]).label)
    if line["quantity"] is not None:
        yield f"{number(Decimal(line['quantity']))}{NBSP}{line['unit']}".strip()
    if line["days"]:
        yield _("days: %s") % line["days"]
    yield line["valuation"]
    yield line.get("excused", "")


def _day(text: str | None) -> str:
    return capfirst(day(datetime.date.fromisoformat(text))) if text else ""
