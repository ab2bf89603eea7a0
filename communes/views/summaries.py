"""What the page of an organisation says, group by group, in the words of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from communes.models import Organisation
from foundation.formats import dates, money, phones
from foundation.journal.models import Entry


class Group(NamedTuple):
    """A few facts of one subject: rows of label and value."""

    title: str
    rows: list[dict[str, Any]]


def entries_about(record: Any, merged: Iterable[Any] = ()) -> Any:
    """The latest journal lines of a record and of those merged into it."""
    lines = Entry.objects.about(record)
    for one in merged:
        lines |= Entry.objects.about(one)
    return lines[:20]


def sections_of(organisation: Organisation, *, names: bool) -> list[Group]:
    """The facts of an organisation; officers and telephone only for those who may read names."""
    groups = [
        Group(_("Identity"), _identity(organisation, names=names)),
        Group(_("Registration and account"), _registration(organisation)),
        Group(_("Management"), _management(organisation)),
    ]
    if names:
        groups.insert(1, Group(_("Officers"), _officers(organisation)))
    return groups


def _row(organisation: Organisation, field: str, value: Any) -> dict[str, Any]:
    label = str(Organisation._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return {"label": label[:1].upper() + label[1:], "value": value}


def _identity(o: Organisation, *, names: bool) -> list[dict[str, Any]]:
    rows = [
        _row(o, "kind", o.get_kind_display()),
        _row(o, "acronym", o.acronym),
        _row(o, "legal_form", o.get_legal_form_display()),
        _row(o, "village", o.village),
        _row(o, "founded_on", dates.day(o.founded_on)),
        _row(o, "economic_goal", o.economic_goal),
        _row(o, "turnover", "" if o.turnover is None else money.fcfa(o.turnover)),
    ]
    if o.service_kind:
        rows.insert(1, _row(o, "service_kind", o.service_kind))
    if o.partner_sector:
        rows.append(_row(o, "partner_sector", o.get_partner_sector_display()))
    if o.latitude is not None:
        rows.append({"label": _("Coordinates"), "value": f"{o.latitude} ; {o.longitude}"})
    if names:
        rows.append(_row(o, "phone", phones.phone(o.phone)))
    return rows


def _officers(o: Organisation) -> list[dict[str, Any]]:
    return [
        _row(o, office, getattr(o, office)) for office in ("president", "secretary", "treasurer")
    ]


def _registration(o: Organisation) -> list[dict[str, Any]]:
    return [
        _row(o, "registration_number", o.registration_number),
        _row(o, "registration_register", o.registration_register),
        _row(o, "registered_on", dates.day(o.registered_on)),
        _row(o, "tax_number", o.tax_number),
        _row(o, "account_institution", o.account_institution),
        _row(o, "account_opened_on", dates.day(o.account_opened_on)),
    ]


def _management(o: Organisation) -> list[dict[str, Any]]:
    books = {
        "statutes": _("statutes"),
        "internal_rules": _("internal rules"),
        "member_register": _("member register"),
        "cash_book": _("cash book"),
        "minutes_book": _("minutes book"),
    }
    held = [word for book, word in books.items() if getattr(o, f"has_{book}")]
    fees = {True: _("yes"), False: _("no"), None: ""}[o.fees_up_to_date]
    return [
        {"label": _("Documents kept"), "value": ", ".join(held)},
        _row(o, "last_assembly_on", dates.day(o.last_assembly_on)),
        _row(o, "fees_up_to_date", fees),
    ]
