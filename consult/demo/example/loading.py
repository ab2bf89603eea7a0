"""Loading one file: all of it, once, or nothing."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Action
from communes.models import Commune, Organisation, Person, Sector
from consult.demo.example.actors import load_organisations, load_parties, load_people
from consult.demo.example.acts import load_deliberations, load_pdesc
from consult.demo.example.book import Book
from consult.demo.example.checks import check_rules
from consult.demo.example.follow_up import load_committee, load_statements
from consult.demo.example.framework import (
    founded_on,
    load_framework,
    load_needs,
    load_treatments,
)
from consult.demo.example.learning import load_sheets
from consult.demo.example.left import check_left
from consult.demo.example.meetings import load_decisions, load_meetings
from consult.demo.example.obstacles import load_obstacles
from consult.demo.example.plans import load_cycles, seal_plans
from consult.demo.example.reading import Facts, Item, Refused, read_file
from consult.demo.example.reports import load_reports
from consult.demo.example.revenue import load_streams, load_surveys, load_taxes
from foundation.formats.search import search_key
from foundation.journal.models import Verb
from foundation.journal.services import journal
from frameworks.models import Cycle, Meeting, Need
from monitoring.models import Obstacle

TOLD = (Organisation, Person, Need, Meeting, Cycle, Action, Obstacle)


@transaction.atomic
def load_example(path: Path) -> list[str]:
    """Enter every commune of a file, and say what was done; raises Refused with nothing written."""
    facts = read_file(path)
    sectors = _sectors(facts)
    said: list[str] = []
    for row in facts["communes"]:
        if not isinstance(row, dict):
            raise Refused(_("%(file)s: a commune is a group of facts.") % {"file": path})
        said += _load_commune(row, sectors)
    return said


def _sectors(facts: Facts) -> dict[str, Sector]:
    """The catalogue, and what the file adds to it."""
    catalogues = facts.get("catalogues") or {}
    catalogue = Item(catalogues if isinstance(catalogues, dict) else {}, _("catalogues"), "")
    for row in catalogue.items("sectors", _("sector"), known_by="code"):
        names = {"name_fr": row.text("fr", needed=True), "name_en": row.text("en", needed=True)}
        Sector.objects.get_or_create(code=row.text("code"), defaults=names)
    return {sector.code: sector for sector in Sector.objects.all()}


def _load_commune(row: Facts, sectors: dict[str, Sector]) -> list[str]:
    """Everything of one commune that is not there yet, in the order in which things depend."""
    place = str(row.get("name", "?"))
    item = Item(row, place, _("commune %(code)s") % {"code": row.get("code", "?")})
    book = Book(item=item, commune=_commune(item), sectors=sectors)
    load_parties(book)
    load_organisations(book, founded_on(item))
    load_people(book)
    load_deliberations(book)
    load_pdesc(book)
    load_framework(book)
    load_meetings(book)
    load_needs(book)
    load_decisions(book)
    load_treatments(book)
    load_cycles(book)
    load_committee(book)
    load_statements(book)
    load_obstacles(book)
    load_reports(book)
    load_taxes(book)
    load_streams(book)
    load_surveys(book)
    load_sheets(book)
    check_left(book)
    check_rules(book)
    seal_plans(book)
    if book.new:
        journal(book.framework, by=None, verb=Verb.LOADED, scope=book.commune.code)
    return _told(book)


def _commune(item: Item) -> Commune:
    """The commune with this number; its name must agree, since communes have homonyms."""
    code, name = item.text("code", needed=True), item.text("name", needed=True)
    commune = Commune.objects.filter(code=code).first()
    if commune is None:
        raise item.refuse(_("No commune has this number. Run manage.py load_territory first."))
    names = [commune.name, commune.name_in_record, *commune.aliases.values_list("alias", flat=True)]
    if search_key(name) not in {search_key(each) for each in names}:
        raise item.refuse(_("This number is that of %(commune)s.") % {"commune": commune.name})
    return commune


def _told(book: Book) -> list[str]:
    """What was entered, what was left out and what is worth a look: one line each."""
    if not book.new:
        return [_("%(place)s: already there, nothing is changed.") % {"place": book.commune}]
    kinds = [
        f"{sum(type(record) is model for record in book.new)} {model._meta.verbose_name_plural}"
        for model in TOLD
    ]
    lines = [", ".join(kinds), *book.remarks]
    said = {"place": book.commune}
    return [_("%(place)s: %(line)s.") % {**said, "line": line.rstrip(".")} for line in lines]
