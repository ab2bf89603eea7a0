"""The quarterly report in tables: what the page, the PDF and the workbook all print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from communes.models import OrganisationKind
from consult.cycle.progress import VERDICT_NAMES, read
from consult.review.blocks import Block, Row, figure_columns
from consult.review.matrix import ORDER
from consult.review.reports import NOBODY, PROMISED, Blocked, People, QuarterReport
from consult.review.tables import Column, Kind
from foundation.formats.ratios import known_sum, share
from monitoring.indicators.money import LOCAL
from monitoring.indicators.words import by_party
from monitoring.models import ObstacleCategory

MANY_COMMUNES: Final = 50  # from here on one line for each cercle
NOT_HERE: Final = ""  # nothing to say in this cell; None is « n.d. »


def blocks_of(report: QuarterReport, link: Callable[[Any], str] | None = None) -> list[Block]:
    """Every table of the report, in the order people read it; `link` leads to a place's own."""
    found = [
        _meetings(report),
        _needs(report),
        _actions(report),
        _money(report),
        _parties(report),
        _obstacles(report),
        _asked(report),
    ]
    return found if report.alone else [_communes(report), *found, *_lines(report, link)]


def _block(report: QuarterReport, code: str, title: str, rows: list[Row], **more: Any) -> Block:
    """Figures one to a row; one commune has no column of communes without data."""
    columns = figure_columns(many=not report.alone)
    kept = [row[: len(columns)] for row in rows]
    return Block(code, title, columns, kept, figures=True, **more)


def _part(code: str, title: str, part: int | None, whole: int | None, without: object) -> Row:
    return code, title, part, whole, share(part, whole), without


def _alone(code: str, title: str, value: float | None, without: object) -> Row:
    return code, title, value, NOT_HERE, NOT_HERE, without


def _communes(report: QuarterReport) -> Block:
    """How many communes were active, and how many stand under each verdict."""
    every = len(report.communes)
    rows = [
        _part("active", _("With a plan or a cycle in the quarter"), report.active, every, NOT_HERE),
        *(
            _part(verdict.value, str(VERDICT_NAMES[verdict]), report.verdicts[verdict], every, "")
            for verdict in ORDER
            if report.verdicts[verdict]
        ),
    ]
    return _block(report, "communes", _("Communes"), rows)


def _meetings(report: QuarterReport) -> Block:
    total = report.across.total
    rows = [
        _alone("meetings", _("Meetings held"), *total("meetings")),
        _alone("present", _("People present"), *total("present")),
        _people("women", _("of which women"), report.women, total("women").without),
        _people("young", _("of which 35 years or younger"), report.young, total("young").without),
    ]
    return _block(report, "participation", _("Meetings and participation"), rows)


def _people(code: str, title: str, people: People, without: int) -> Row:
    """A commune with fewer than five of them, or of the others, keeps its figure to itself."""
    if people.kept and people.told is None:
        return code, title, _("not told: fewer than 5 people"), NOT_HERE, NOT_HERE, without
    if people.kept:
        title += ngettext(
            " (without %(n)s commune where it would tell of fewer than 5 people)",
            " (without %(n)s communes where it would tell of fewer than 5 people)",
            people.kept,
        ) % {"n": people.kept}
    return _part(code, title, people.told, people.of, without)


def _needs(report: QuarterReport) -> Block:
    figures, total = report.together, report.across.total
    said = figures.identified
    rows = [
        _alone("identified", _("Needs said in the quarter"), *total("identified")),
        _part("retained", _("of which retained"), figures.retained, said, NOT_HERE),
        _part("satisfied", _("of which satisfied"), figures.satisfied, said, NOT_HERE),
    ]
    return _block(report, "needs", _("Needs"), rows)


def _actions(report: QuarterReport) -> Block:
    """Two bars of one scale, done and done on time; then what stands in the PDESC."""
    figures, total = report.together, report.across.total
    whole = figures.actions
    rows = [
        _alone("actions", _("Actions of the plans of the quarter"), *total("actions")),
        _part("done", _("Actions done"), figures.done, whole, NOT_HERE),
        _part("on_time", _("Done on time"), figures.on_time, whole, NOT_HERE),
        _part(
            "in_pdesc",
            _("Investments entered in the PDESC"),
            figures.structural_in_pdesc,
            figures.structural,
            total("structural").without,
        ),
    ]
    bars = {
        1: (figures.done or 0, whole or 0, "f-et"),
        2: (figures.on_time or 0, whole or 0, "f-co"),
    }
    return _block(report, "actions", _("Actions"), rows, bars=bars)


def _money(report: QuarterReport) -> Block:
    money, total = report.together.money, report.across.total
    own = sum(money.promised_by.get(kind, 0) for kind in LOCAL) if money else None
    rows = [
        _alone("promised", _("Promised for these plans (FCFA)"), *total("promised")),
        _part("paid", _("Paid or valued of it (FCFA)"), *_paid(report), total("paid").without),
        _part(
            "local",
            _("Promised by the commune and the organisations (FCFA)"),
            own,
            money.promised if money else None,
            NOT_HERE,
        ),
    ]
    return _block(report, "money", _("Money"), rows)


def _paid(report: QuarterReport) -> tuple[int | None, int | None]:
    return report.together.paid, report.together.promised


def _parties(report: QuarterReport) -> Block:
    """Who promised and who paid, in FCFA."""
    columns = [
        Column("party_kind", _("Code")),
        Column("party", _("Party")),
        Column("promised", _("Promised (FCFA)"), Kind.MONEY),
        Column("promised_share", _("Share"), Kind.RATE),
        Column("paid", _("Paid or valued (FCFA)"), Kind.MONEY),
        Column("paid_share", _("Share of what was paid"), Kind.RATE),
    ]
    money = report.together.money
    parties = by_party(money) if money else []
    labels = {str(kind.label): kind.value for kind in OrganisationKind}
    rows: list[Row] = [
        (
            labels[each.name],
            capfirst(each.name),
            each.promised,
            each.promised_share or (0.0 if money and money.promised else None),
            each.paid,
            each.paid_share or (0.0 if money and money.paid else None),
        )
        for each in parties
    ]
    bars = {
        place: (each.promised, money.promised if money else 0, f"f-{each.css}")
        for place, each in enumerate(parties)
    }
    if money:
        rows.append(("total", _("Together"), money.promised, NOT_HERE, money.paid, NOT_HERE))
    title = _("Money by party")
    return Block("parties", title, columns, rows, bars=bars, with_total=bool(money))


def _obstacles(report: QuarterReport) -> Block:
    columns = [
        Column("category", _("Code")),
        Column("kind", _("Kind of obstacle")),
        Column("raised", _("Raised"), Kind.INT),
        Column("passed", _("of which passed to a meeting"), Kind.INT),
        Column("settled", _("Settled in the quarter"), Kind.INT),
        Column("open", _("Open at its end"), Kind.INT),
        Column("median_days", _("Days (median)"), Kind.NUMBER),
    ]
    kinds = [(kind, report.blocked(kind)) for kind in ObstacleCategory]
    there = [(kind, blocked) for kind, blocked in kinds if blocked != Blocked()]
    rows = [_blocked(kind.value, capfirst(str(kind.label)), blocked) for kind, blocked in there]
    most = max((blocked.raised for _kind, blocked in there), default=0)
    bars = {place: (blocked.raised, most, "f-late") for place, (_kind, blocked) in enumerate(there)}
    if len(rows) > 1:
        rows.append(_blocked("total", _("Together"), report.blocked()))
    return Block("obstacles", _("Obstacles"), columns, rows, bars=bars, with_total=len(rows) > 1)


def _blocked(code: str, title: str, blocked: Blocked) -> Row:
    days = blocked.median_days if blocked.settled else NOT_HERE
    return code, title, blocked.raised, blocked.passed, blocked.settled, blocked.open, days


def _asked(report: QuarterReport) -> Block:
    columns = [
        Column("asked_of", _("Code")),
        Column("who", _("Who")),
        Column("asked", pgettext("decisions", "Asked"), Kind.INT),
        Column("asked_done", pgettext("decisions", "Done"), Kind.INT),
        Column("asked_open", pgettext("decisions", "Still open"), Kind.INT),
    ]
    names = {kind.value: capfirst(str(kind.label)) for kind in OrganisationKind}
    names |= {
        NOBODY: _("Decisions without a party in charge"),
        PROMISED: _("Promises of the programme itself"),
    }
    rows: list[Row] = [
        (code or "personne", name, *report.asked[code])
        for code, name in names.items()
        if code in report.asked
    ]
    return Block("asked", _("What was asked of whom"), columns, rows)


Places = list[tuple[Row, list[int]]]


def _lines(report: QuarterReport, link: Callable[[Any], str] | None) -> list[Block]:
    """A line for each commune that gave data, in two tables; for each cercle of many communes."""
    if len(report.communes) > MANY_COMMUNES:
        columns = [Column("cercle_code", _("Code")), *_of_a_cercle()]
        links = [link(cercle) for cercle in report.cercles] if link else []
        return _tables(report, _cercles(report), columns, links=links)
    there = [row for row in report.communes if report.tells(row.pk)]
    heads: Places = [((row.code, row.name, read(row).verdict_name), [row.pk]) for row in there]
    columns = [
        Column("commune_code", _("Code")),
        Column("commune", _("Commune")),
        Column("verdict", _("State")),
    ]
    links = [link(row) for row in there] if link else []
    silent = ", ".join(row.name for row in report.communes if not report.tells(row.pk))
    note = _("Communes without data: %(names)s.") % {"names": silent} if silent else ""
    return _tables(report, heads, columns, links=links, note=note)


def _cercles(report: QuarterReport) -> Places:
    return [
        (
            (cercle.code, cercle.name, len(pks), sum(not report.tells(pk) for pk in pks)),
            pks,
        )
        for cercle, pks in report.cercles.items()
    ]


def _of_a_cercle() -> list[Column]:
    return [
        Column("cercle", _("Cercle")),
        Column("communes", _("Communes"), Kind.INT),
        Column("without_data", _("Without data"), Kind.INT),
    ]


def _tables(report: QuarterReport, places: Places, heads: list[Column], **more: Any) -> list[Block]:
    """What was done, then the money and what blocks: one wide table would not fit a page."""
    done = [
        Column("meetings", _("Meetings"), Kind.INT),
        Column("identified", _("Needs said"), Kind.INT),
        Column("actions", _("Actions"), Kind.INT),
        Column("done", pgettext("actions", "Done"), Kind.INT),
        Column("on_time", pgettext("actions", "On time"), Kind.INT),
    ]
    means = [
        Column("promised", _("Promised (FCFA)"), Kind.MONEY),
        Column("paid", _("Paid or valued (FCFA)"), Kind.MONEY),
        Column("raised", _("Obstacles raised"), Kind.INT),
        Column("open", _("Obstacles open"), Kind.INT),
    ]
    return [
        Block(
            "done",
            _("What was done, by place"),
            [*heads, *done],
            [(*head, *_known(report, pks, done)) for head, pks in places],
            **more,
        ),
        Block(
            "means",
            _("Money, obstacles, by place"),
            [*heads[:2], *means],
            [
                (*head[:2], *_known(report, pks, means[:2]), *_in_the_way(report, pks))
                for head, pks in places
            ],
            links=more.get("links", []),
        ),
    ]


def _known(report: QuarterReport, places: list[int], columns: list[Column]) -> list[int | None]:
    """The sums of what these communes tell; what none of them tells is None."""
    every = [report.of(place) for place in places]
    return [known_sum(getattr(each, column.code) for each in every) for column in columns]


def _in_the_way(report: QuarterReport, places: list[int]) -> list[int | None]:
    """Obstacles raised and open, of the communes that have a framework."""
    known = [place for place in places if report.of(place).meetings is not None]
    blocked = [report.blocked(commune=place) for place in known]
    return [known_sum(each.raised for each in blocked), known_sum(each.open for each in blocked)]
