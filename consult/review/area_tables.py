"""The totals by measure area and type of partnership, as columns and rows of a table."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consult.review.areas import AreaTotal, FormTotal, Totals
from consult.review.tables import Column, Kind, Sheet


def area_columns() -> list[Column]:
    """Stable codes, titles in the reader's language."""
    return [
        Column("area", _("Measure area (code)")),
        Column("name", _("Measure area")),
        Column("frameworks", _("Frameworks"), Kind.INT),
        Column("actions", _("Actions of agreed plans"), Kind.INT),
        Column("done", pgettext("actions", "Done"), Kind.INT),
        Column("sheets", _("Published sheets"), Kind.INT),
        Column("promised_xof", _("Promised (FCFA)"), Kind.MONEY),
        Column("paid_xof", _("Paid or valued (FCFA)"), Kind.MONEY),
        Column("jobs_expected", _("Jobs expected"), Kind.INT),
        Column("jobs_expected_women", _("Jobs expected, women"), Kind.INT),
        Column("jobs_created", _("Jobs created"), Kind.INT),
        Column("jobs_created_women", _("Jobs created, women"), Kind.INT),
        Column("people", _("People concerned"), Kind.INT),
        Column("women", _("Women concerned"), Kind.INT),
    ]


def area_row(total: AreaTotal) -> list[object]:
    return [
        total.code, total.name, total.frameworks, total.actions, total.done, total.sheets,
        total.promised, total.paid, total.jobs_expected, total.jobs_expected_women,
        total.jobs_created, total.jobs_created_women, total.people, total.women,
    ]  # fmt: skip


def form_columns() -> list[Column]:
    return [
        Column("form", _("Type of partnership (code)")),
        Column("form_name", _("Type of partnership")),
        Column("frameworks", _("Frameworks"), Kind.INT),
        Column("intersectoral", _("Intersectoral"), Kind.INT),
        Column("actions", _("Actions of agreed plans"), Kind.INT),
        Column("done", pgettext("actions", "Done"), Kind.INT),
        Column("promised_xof", _("Promised (FCFA)"), Kind.MONEY),
        Column("paid_xof", _("Paid or valued (FCFA)"), Kind.MONEY),
    ]


def form_row(total: FormTotal) -> list[object]:
    return [
        total.code, total.name, total.frameworks, total.intersectoral, total.actions, total.done,
        total.promised, total.paid,
    ]  # fmt: skip


def sheets_of(totals: Totals) -> list[Sheet]:
    """Both tables of the workbook."""
    return [
        Sheet(_("Measure areas"), area_columns(), [area_row(one) for one in totals.areas]),
        Sheet(_("Types of partnership"), form_columns(), [form_row(one) for one in totals.forms]),
    ]
