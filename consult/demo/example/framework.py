"""The framework: who sits in it, the sectors it works on, and what these sectors need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from communes.models import MeasureArea, Organisation, OrganisationKind, Person
from communes.models.people import COLLEGE_OF_KIND
from consult.demo.example.book import Book, find, find_needed
from consult.demo.example.reading import Item
from foundation.formats.partial import PartialDate
from frameworks.models import (
    CrossCutting,
    DecisionNature,
    DonorRole,
    Framework,
    FrameworkMember,
    FrameworkState,
    Meeting,
    Need,
    NeedMethod,
    NeedNature,
    NeedState,
    NeedTreatment,
    Partnership,
    PartnershipDuration,
    PartnershipForm,
    PartnershipScale,
    PrioritySector,
    Treatment,
    Urgency,
)
from frameworks.rules import sectors_sentence

LONGEST_REASON = 300


def framework_item(commune: Item) -> Item:
    facts = commune.part("framework")
    return Item(facts.facts, commune.place, _("framework %(id)s") % {"id": facts.text("id")})


def founded_on(commune: Item) -> PartialDate:
    """The day of the founding deliberation: from when members sit and are counted (R2)."""
    item = framework_item(commune)
    acts = commune.items("deliberations", _("deliberation"), known_by="number")
    act = find(item, "founded_by", {act.text("number"): act for act in acts})
    dated = act.partial("date", needed=True) if act else None
    if dated is None:
        raise item.refuse(_("Record the founding deliberation."), "R2")
    return dated


def load_framework(book: Book) -> None:
    """The framework with its members and priority sectors, unless it is already there."""
    item = framework_item(book.item)
    identifier = item.text("id", needed=True)
    known = Framework.objects.filter(commune=book.commune, external_id=identifier).first()
    if known:
        book.framework = known
        return
    book.framework = book.enter(
        item,
        Framework,
        commune=book.commune,
        external_id=identifier,
        name=item.text("name", needed=True),
        state=item.code("status", FrameworkState.values, needed=False) or FrameworkState.ACTIVE,
        founding_deliberation=find(item, "founded_by", book.deliberations),
        meeting_period_months=item.count("meeting_period_months") or 3,
        chair=book.person(item, "chair"),
        secretary=book.person(item, "secretary"),
    )
    _choose_sectors(book, item)
    for organisation in book.organisations.values():
        _seat(book, item, organisation)
    _say_type(book, item)


def _say_type(book: Book, item: Item) -> None:
    """The measure areas and the type of partnership (§ 9), as far as the file says them."""
    areas, kind = _codes(item, "measure_areas", MeasureArea.values), item.part("isp")
    if areas or kind.facts:
        book.enter(
            item,
            Partnership,
            framework=book.framework,
            measure_areas=areas,
            duration=kind.code("duration", PartnershipDuration.values, needed=False),
            form=kind.code("form", PartnershipForm.values, needed=False),
            scale=kind.code("scale", PartnershipScale.values, needed=False),
            donor_roles=_codes(kind, "donor_roles", DonorRole.values),
            cross_cutting=_codes(kind, "cross_cutting", CrossCutting.values),
        )


def _codes(item: Item, key: str, known: Iterable[str]) -> list[str]:
    """Words of a closed list, in its order; a strange one refuses the file."""
    said, words = item.words(key), [str(word) for word in known]
    for word in said:
        Item({key: word}, item.place, item.name).code(key, words)
    return [word for word in words if word in said]


def _choose_sectors(book: Book, item: Item) -> None:
    sectors = item.items("sectors", _("sector"), known_by="code")
    if sentence := sectors_sentence(len(sectors)):
        raise item.refuse(sentence, "R1")
    for chosen in sectors:
        chosen = chosen.within(item)
        book.enter(
            chosen,
            PrioritySector,
            framework=book.framework,
            sector=find_needed(chosen, "code", book.sectors),
            rank=chosen.count("rank", needed=True),
            reason=chosen.text("reason_fr"),
            decided_in=book.framework.founding_deliberation,
            active_from=founded_on(book.item).first_day,
        )


def _seat(book: Book, item: Item, organisation: Organisation) -> None:
    """A member sits in the college its people sit in, else in that of its kind."""
    colleges = (person.college for person in _people_of(book, organisation))
    book.enter(
        item,
        FrameworkMember,
        framework=book.framework,
        organisation=organisation,
        college=next(colleges, "") or COLLEGE_OF_KIND[OrganisationKind(organisation.kind)],
        since=founded_on(book.item).first_day,
    )


def _people_of(book: Book, organisation: Organisation) -> Iterator[Person]:
    return (each for each in book.people.values() if each.organisation_id == organisation.pk)


def load_needs(book: Book) -> None:
    """What each sector said it needs, and what became of it."""
    for item in book.item.items("needs", _("need")):
        identifier = item.text("id")
        known = Need.objects.filter(framework=book.framework, external_id=identifier).first()
        book.needs[identifier] = known or _need(book, item)


def _need(book: Book, item: Item) -> Need:
    people = item.part("beneficiaries")
    return book.enter(
        item,
        Need,
        framework=book.framework,
        external_id=item.text("id"),
        code=item.text("id").rsplit("-", 1)[-1],
        sector=find_needed(item, "sector", book.sectors),
        organisation=book.organisation(item, "organisation"),
        statement=item.text("statement_fr", needed=True),
        nature=item.code("kind", NeedNature.values),
        village=item.text("village"),
        women=people.count("women"),
        men=people.count("men"),
        young=people.count("of_which_youth"),
        displaced=people.count("of_which_idp"),
        urgency=item.code("urgency", Urgency.values, needed=False),
        estimated_cost=item.count("estimated_cost_xof"),
        identified_on=item.partial("identified_on", needed=True),
        method=item.code("method", NeedMethod.values, needed=False),
        rank_in_sector=item.count("rank_in_sector"),
        state=item.code("status", NeedState.values),
        reason=item.text("reason_fr"),
        retained_at=find(item, "retained_at_meeting", book.meetings),
        satisfied_on=item.day("satisfied_on"),
    )


def load_treatments(book: Book) -> None:
    """What each meeting chose of the new needs before it."""
    for item, need in book.entered(Need):
        _treat(book, item, need)
        for meeting, reason in _passed_over(book, need):
            _enter(book, item, meeting, need, Treatment.DEFERRED, reason)


def _passed_over(book: Book, need: Need) -> Iterator[tuple[Meeting, str]]:
    """Meetings that decided on needs before the one that retained this one, and how they did."""
    kept = need.retained_at
    for _item, meeting in book.entered(Meeting):
        held = meeting.held_on
        if kept is None or held is None or meeting.number >= kept.number:
            continue
        if held.first_day >= need.identified_on.first_day:
            spoke = meeting.decisions.filter(nature=DecisionNature.NEEDS).first()
            if spoke and not spoke.needs.filter(pk=need.pk).exists():
                yield meeting, spoke.wording[:LONGEST_REASON]


def _treat(book: Book, item: Item, need: Need) -> None:
    """The choice of a meeting the file tells: retained at one, or put aside with its reason.

    A need put aside names no meeting: it was the last one held since the need was said.
    """
    at, choice, reason = need.retained_at, Treatment.RETAINED, ""
    if need.state in (NeedState.DEFERRED, NeedState.REJECTED):
        at, choice, reason = _last_since(book, need), Treatment(need.state), need.reason
    if at is not None:
        _enter(book, item, at, need, choice, reason)


def _enter(
    book: Book, item: Item, meeting: Meeting, need: Need, choice: Treatment, reason: str
) -> None:
    book.enter(item, NeedTreatment, meeting=meeting, need=need, choice=choice, reason=reason)


def _last_since(book: Book, need: Need) -> Meeting | None:
    said = need.identified_on.first_day
    after = [
        each for each in book.meetings.values() if each.held_on and each.held_on.first_day >= said
    ]
    return max(after, key=lambda each: each.number, default=None)
