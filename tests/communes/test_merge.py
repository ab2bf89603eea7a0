"""Two records of one person or organisation become one; nothing is lost, nothing signed changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actionplans.filters import ActionFilters
from actionplans.models import Action, FundingLine
from communes.models import Commune, Organisation, Person, Role, Sector
from communes.namesakes import Namesakes, one_slip, people_like
from communes.querysets import standing
from communes.services.merging import merge, pointers, shares, state_of
from consult.meetings.seats import people_of
from foundation.journal.models import Entry, Verb
from foundation.records.errors import NotReady, Stale
from frameworks.models import Attendance, Decision, Framework, MeetingState, Need
from monitoring.models import CommitteeMember, Situation, Statement, Voice
from monitoring.services.statements import say
from tests import make
from tests.communes.twins import two

pytestmark = pytest.mark.django_db


# Names


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("fatoumata", "traore", True),
        ("TRAORÉ", "Fatoumata", True),
        ("Fatoumta", "Traoré", True),
        ("Fatuomata", "Traoré", True),
        ("Fatoumata", "Diarra", False),
        ("", "", False),
    ],
)
def test_a_newcomer_is_found_whatever_accents_order_or_a_slip(
    place: Commune, first: str, last: str, found: bool, django_assert_num_queries: Any
) -> None:
    known = make.person(place, first_name="Fatoumata", last_name="TRAORÉ")
    make.person(make.commune(), first_name="Fatoumata", last_name="TRAORÉ")

    with django_assert_num_queries(1):
        people = people_like(place, first, last)

    assert people == ([known] if found else [])


def test_the_surest_namesake_comes_first_and_short_names_need_every_letter(place: Commune) -> None:
    near = make.person(place, first_name="Aminata", last_name="KEITTA")
    same = make.person(place, first_name="Keita", last_name="Aminata")
    make.person(place, first_name="Ba", last_name="SY")

    known = Namesakes.of_people(place)

    assert known.like("Aminata", "Keïta") == [same, near]
    assert (known.like("Ba", "SI"), one_slip("aminata", "aminata")) == ([], False)


# The rule


def test_the_duplicate_leads_to_the_record_that_stays(place: Commune) -> None:
    gone, stays = two(place)
    by = make.secretary(place)

    merge(gone, stays, by=by, take=["phone", "first_name", "last_name"])

    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.merged_into, gone.merged_by, gone.merged_on is not None) == (stays, by, True)
    assert (str(stays), stays.phone) == ("Fatoumata TRAORE", "+22376123456")
    assert stays.search_key == "fatoumata traore"
    assert list(place.people.standing()) == [stays]
    assert [entry.verb for entry in Entry.objects.about(gone)] == [Verb.REMOVED]
    assert Entry.objects.about(stays)[0].fields == "merged_from, first_name, last_name, phone"


def test_every_column_that_points_to_a_person_or_an_organisation_is_known() -> None:
    columns = {
        kind: {f"{p.model.__name__}.{p.name}" for p in pointers(kind)}
        for kind in (Person, Organisation)
    }

    assert columns[Person] >= {
        "Attendance.person", "CommitteeMember.person", "Decision.owner_person", "Meeting.chair",
        "Organisation.president", "Assignment.person", "Person.merged_into",
    }  # fmt: skip
    assert columns[Organisation] >= {
        "Action.responsible", "Action_partners.organisation", "FundingLine.party",
        "FrameworkMember.organisation", "Need.organisation", "Statement.organisation",
        "Person.organisation", "MemberCount.organisation", "Organisation_sectors.organisation",
    }  # fmt: skip


def test_a_merge_into_a_merged_record_or_after_a_change_is_stale(place: Commune) -> None:
    gone, stays = two(place)
    third, by = make.person(place), make.secretary(place)
    seen = state_of(gone, stays)
    Person.objects.filter(pk=stays.pk).update(phone="+22366000000")

    with pytest.raises(Stale):
        merge(gone, stays, by=by, take=[], seen=seen)
    merge(gone, stays, by=by, take=[])

    for pair in ((gone, third), (third, gone)):
        with pytest.raises(Stale):
            merge(*pair, by=by, take=[])


def test_records_of_two_communes_or_of_two_kinds_are_never_one(place: Commune) -> None:
    gone = make.person(place)
    by = make.user(Role.ADMINISTRATOR)

    others: list[Any] = [make.person(make.commune()), make.person(None), make.organisation(place)]
    for other in [*others, gone]:
        with pytest.raises(NotReady):
            merge(gone, other, by=by, take=[])


def test_a_second_merge_leads_the_first_duplicate_on(place: Commune) -> None:
    first, second = two(place)
    third, by = make.person(place), make.secretary(place)

    merge(first, second, by=by, take=[])
    merge(second, third, by=by, take=[])

    assert set(third.merged_from.all()) == {first, second}
    assert set(Person.objects.same_as(third)) == {first, second, third}


# Rows in the same place


def test_both_at_one_meeting_leave_one_row_and_its_content_in_the_journal(place: Commune) -> None:
    gone, stays = two(place)
    meeting = make.meeting(make.framework(place))
    row = make.attendance(meeting, gone, function="Trésorière")
    kept = make.attendance(meeting, stays)

    merge(gone, stays, by=make.secretary(place), take=[])

    kept.refresh_from_db()
    entry = Entry.objects.about(row).get()
    assert (list(meeting.attendance.all()), kept.function) == ([kept], "Trésorière")
    assert (entry.verb, f'"person_id": {gone.pk}' in entry.note) == (Verb.REMOVED, True)


def test_seats_of_one_committee_become_one_and_past_seats_both_stay(place: Commune) -> None:
    gone, stays = two(place)
    committee = make.committee(make.framework(place))
    make_seat = CommitteeMember.objects.create
    past = make_seat(committee=committee, person=gone, until=make.DAY)
    make_seat(committee=committee, person=gone)
    seat = make_seat(committee=committee, person=stays)

    merge(gone, stays, by=make.secretary(place), take=[])

    assert set(stays.committee_seats.all()) == {past, seat}


def test_two_members_of_a_framework_become_one_and_their_sectors_are_joined(place: Commune) -> None:
    onion, rice = make.sector("oignon"), make.sector("riz")
    gone = make.organisation(place, sectors=[onion, rice])
    stays = make.organisation(place, sectors=[rice])
    framework = make.framework(place)
    for party in (gone, stays):
        framework.members.create(organisation=party, college="secteur_prive")
        party.formalisation.create(stage="sensibilisation", reached_on=make.partial("2024"))

    merge(gone, stays, by=make.secretary(place), take=[])

    assert [member.organisation for member in framework.members.all()] == [stays]
    assert set(stays.sectors.all()) == {onion, rice}
    assert stays.formalisation.count() == 1
    gone.refresh_from_db()
    assert gone.retired_on is not None


# What was signed


def test_what_was_signed_goes_on_naming_the_duplicate(place: Commune) -> None:
    framework = make.framework(place)
    gone, stays = make.organisation(place), make.organisation(place)
    signed = make.meeting(framework, state=MeetingState.APPROVED, approved_on=make.DAY)
    sealed = make.action(make.plan(make.cycle(framework), state="valide"), responsible=gone)
    sealed.partners.add(gone)
    line, said = make.promise(sealed, gone), make.statement(sealed, organisation=gone)
    decision = make.decision(signed, owner=gone)
    open_decision = make.decision(make.meeting(framework), owner=gone)

    merge(gone, stays, by=make.secretary(place), take=[])

    for row in (sealed, line, said, decision, open_decision):
        row.refresh_from_db()
    kept = (sealed.responsible, sealed.partners.get(), line.party, said.organisation)
    assert kept == (gone, gone, gone, gone)
    assert (decision.owner, open_decision.owner) == (gone, stays)
    counted = Action.objects.values_list(standing("responsible"), flat=True)
    assert list(counted) == [stays.pk]


def test_what_was_signed_is_found_under_the_record_that_stays(place: Commune) -> None:
    gone = make.organisation(place, "service_technique")
    stays = make.organisation(place, "service_technique")
    plan = make.plan(make.cycle(make.framework(place)), state="valide")
    sealed = make.action(plan, responsible=gone)
    agent = make.user()
    make.assign(agent, Role.SERVICE, place, organisation=gone)

    merge(gone, stays, by=make.secretary(place), take=[])

    said = say(
        sealed, by=agent, voice=Voice.RESPONSIBLE, situation=Situation.RUNNING, said_on=make.DAY
    )
    filters = ActionFilters({"responsable": stays.pk}, plan.actions.all(), Sector.objects.all(),
                            Organisation.objects.filter(pk=stays.pk))  # fmt: skip
    assert (said.action, list(filters.qs)) == (sealed, [sealed])


def test_the_attendance_sheet_names_a_merged_person_only_where_it_is_signed(
    place: Commune,
) -> None:
    gone, stays = two(place)
    framework = make.framework(place)
    signed = make.meeting(framework, state=MeetingState.APPROVED, approved_on=make.DAY)
    make.attendance(signed, gone)

    merge(gone, stays, by=make.secretary(place), take=[])

    assert set(people_of(signed)) == {gone, stays}
    assert set(people_of(make.meeting(framework))) == {stays}


# Access


def test_secretary_and_mayor_merge_their_own_administrators_what_is_shared(place: Commune) -> None:
    def pair(where: Commune | None) -> tuple[Organisation, Organisation]:
        return make.organisation(where), make.organisation(where)

    for role in (Role.SECRETARY, Role.MAYOR):
        merge(*pair(place), by=make.user(role, place), take=[])
        with pytest.raises(PermissionDenied):
            merge(*pair(None), by=make.user(role, place), take=[])
    merge(*pair(None), by=make.user(Role.ADMINISTRATOR), take=[])
    for role in (Role.COMMITTEE, Role.ADVISER, Role.PARTNER):
        with pytest.raises(PermissionDenied):
            merge(*pair(place), by=make.user(role, place), take=[])


def test_the_database_dates_every_merge(place: Commune) -> None:
    gone, stays = two(place)

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=gone.pk).update(merged_into=stays)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=gone.pk).update(merged_into=gone, merged_on=make.DAY)


# Whatever they did

DEEDS: dict[str, Callable[[Framework, Organisation, Person], Any]] = {
    "attended": lambda f, o, p: make.attendance(make.meeting(f), p, organisation=o),
    "signed": lambda f, o, p: make.attendance(
        make.meeting(f, state=MeetingState.APPROVED, approved_on=make.DAY), p, organisation=o
    ),
    "decision": lambda f, o, p: make.decision(make.meeting(f), owner=o, owner_person=p),
    "need": lambda f, o, p: make.need(f, organisation=o),
    "action": lambda f, o, p: make.action(_plan(f), responsible=o),
    "promise": lambda f, o, p: make.promise(make.action(_plan(f, "valide")), o),
    "statement": lambda f, o, p: make.statement(make.action(_plan(f)), organisation=o),
    "count": lambda f, o, p: make.member_count(o),
}
SEEN = {
    Attendance: ("person", "organisation"), Decision: ("owner_person", "owner"),
    Need: ("organisation",), Action: ("responsible",), FundingLine: ("party",),
    Statement: ("organisation",),
}  # fmt: skip


def _plan(of: Framework, state: str = "brouillon") -> Any:
    return make.plan(make.cycle(of, of.cycles.count() + 1, state="clos", closed_on=make.DAY,
                                end_report_on=make.DAY), state=state)  # fmt: skip


def seen_from(*records: Any) -> Counter[tuple[str, int]]:
    """Every row that names one of these, or a record merged into it, by column."""
    pks = {type(record): {one.pk for one in type(record).objects.same_as(record)}
           for record in records}  # fmt: skip
    rows: Counter[tuple[str, int]] = Counter()
    for model, names in SEEN.items():
        for name in names:
            wanted = pks.get(model._meta.get_field(name).related_model, ())
            found = model.objects.filter(**{f"{name}__in": wanted}).values_list("pk", flat=True)
            rows.update((f"{model.__name__}.{name}", pk) for pk in found)
    return rows


class TestWhateverTheyDid(TestCase):
    """Random lives of two duplicates, and of a neighbour who must not notice."""

    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=8)
    @given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 2)), max_size=12))
    def test_nothing_is_lost_and_nothing_crosses_communes(
        self, deeds: list[tuple[str, int]]
    ) -> None:
        here, there = make.framework(), make.framework()
        frames = (here, here, there)
        parties = [make.organisation(frame.commune) for frame in frames]
        people = [make.person(frame.commune) for frame in frames]
        for deed, who in deeds:
            DEEDS[deed](frames[who], parties[who], people[who])
        both = seen_from(parties[0], people[0]) + seen_from(parties[1], people[1])
        elsewhere = seen_from(parties[2], people[2])
        by = make.secretary(here.commune)

        merge(people[0], people[1], by=by, take=[])
        merge(parties[0], parties[1], by=by, take=[])

        assert seen_from(parties[1], people[1]) == both
        assert seen_from(parties[2], people[2]) == elsewhere
        left = [share for share in shares(parties[0]) + shares(people[0]) if share.moves]
        assert left == []
