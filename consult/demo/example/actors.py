"""The parties, the professional organisations with their members, and the people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from communes.models import (
    FormalisationEvent,
    FormalisationStage,
    LegalForm,
    MemberCount,
    Organisation,
    OrganisationKind,
    PartnerSector,
    Person,
    Sex,
)
from communes.models.people import College
from consult.demo.example.book import Book, find_needed
from consult.demo.example.reading import Item
from foundation.formats import dates
from foundation.formats.partial import PartialDate
from foundation.formats.phones import parse_phone


def load_parties(book: Book) -> None:
    """The town hall, services, donors, NGOs and firms; what all communes share is found."""
    for item in book.item.items("parties", _("party")):
        identifier = item.text("id")
        kind = item.code("kind", OrganisationKind.values)
        known = _known_party(book, identifier, kind)
        book.organisations[identifier] = known or book.enter(
            item,
            Organisation,
            commune=book.commune,
            external_id=identifier,
            kind=kind,
            name=item.text("name", needed=True),
            partner_sector=item.code("isp_sector", PartnerSector.values, needed=False),
        )


def _known_party(book: Book, identifier: str, kind: str) -> Organisation | None:
    """A party already there: by its identifier, shared by all, or the commune itself."""
    known = _loaded(book, identifier)
    if known is None and kind == OrganisationKind.PROGRAMME:
        return Organisation.objects.filter(commune=None, external_id=identifier).first()
    if known is None and kind == OrganisationKind.COMMUNE:
        return Organisation.objects.filter(commune=book.commune, kind=kind).first()
    return known


def _loaded(book: Book, identifier: str) -> Organisation | None:
    return Organisation.objects.filter(commune=book.commune, external_id=identifier).first()


def load_organisations(book: Book, counted_on: PartialDate) -> None:
    """The professional organisations; the file gives members without a day: `counted_on`."""
    for item in book.item.items("organisations", _("organisation")):
        identifier = item.text("id")
        if identifier in book.organisations:
            raise item.refuse(_("This stands twice in the file."))
        known = _loaded(book, identifier)
        book.organisations[identifier] = known or _organisation(book, item, counted_on)
    if book.entered(MemberCount):
        remark = _(
            "the members of the organisations are dated %(day)s, the founding of the framework"
        )
        book.remarks.append(remark % {"day": dates.day(counted_on)})


def _organisation(book: Book, item: Item, counted_on: PartialDate) -> Organisation:
    registration = item.part("registration")
    account = item.part("account")
    institution = account.text("institution")
    at_party = book.organisations.get(institution)
    made = book.enter(
        item,
        Organisation,
        commune=book.commune,
        external_id=item.text("id"),
        kind=OrganisationKind.PROFESSIONAL,
        name=item.text("name", needed=True),
        legal_form=item.code("legal_form", LegalForm.values),
        partner_sector=PartnerSector.BUSINESS,
        village=item.text("village"),
        registration_number=registration.text("number"),
        registration_register=registration.text("register"),
        registered_on=registration.partial("date"),
        account_institution=at_party.name if at_party else institution,
        account_opened_on=account.day("opened_on"),
    )
    made.sectors.add(find_needed(item, "sector", book.sectors))
    _count_members(book, item, made, counted_on)
    _formalise(book, item, made)
    return made


def _count_members(
    book: Book, item: Item, organisation: Organisation, counted_on: PartialDate
) -> None:
    count = book.enter(
        item,
        MemberCount,
        organisation=organisation,
        counted_on=counted_on,
        women=item.number("members_women"),
        men=item.number("members_men"),
        young=item.count("of_which_youth"),
        displaced=item.count("of_which_idp"),
    )
    written = item.count("members_total")
    if written not in (None, count.total):
        remark = _("%(item)s: %(written)s members written, %(total)s counted; the count is kept")
        said = {"item": item.name, "written": written, "total": count.total}
        book.remarks.append(remark % said)


def _formalise(book: Book, item: Item, organisation: Organisation) -> None:
    for step in item.items("formalisation_history", _("step"), known_by="stage"):
        step = step.within(item)
        book.enter(
            step,
            FormalisationEvent,
            organisation=organisation,
            stage=step.code("stage", FormalisationStage.values),
            reached_on=step.partial("date", needed=True),
        )


def load_people(book: Book) -> None:
    """The people; that somebody is displaced is counted for meetings and never stored."""
    for item in book.item.items("persons", _("person")):
        identifier = item.text("id")
        if item.flag("idp"):
            book.displaced.add(identifier)
        known = Person.objects.filter(commune=book.commune, external_id=identifier).first()
        book.people[identifier] = known or _person(book, item)
    for item, organisation in book.entered(Organisation):
        president = book.person(item, "president")
        if president:
            Organisation.objects.filter(pk=organisation.pk).update(president=president)


def _person(book: Book, item: Item) -> Person:
    return book.enter(
        item,
        Person,
        commune=book.commune,
        external_id=item.text("id"),
        first_name=item.text("first_name", needed=True),
        last_name=item.text("last_name", needed=True),
        sex=item.code("sex", Sex.values),
        birth_year=item.count("birth_year"),
        organisation=book.organisation(item, "party"),
        function=item.text("function_fr"),
        college=item.code("college", College.values),
        phone=parse_phone(item.text("phone")) or item.text("phone"),
    )
