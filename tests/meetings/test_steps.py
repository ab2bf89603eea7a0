"""A meeting not held, its second call, steps taken back once, and where it is held."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from consult.meetings import services
from consult.meetings.documents import shortfall
from consult.meetings.documents.minutes import minutes
from consult.meetings.rules import quorum
from consult.meetings.seats import quorum_of
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from frameworks.models import AgendaOrigin, Meeting, MeetingState
from tests import make
from tests.papers import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def called() -> Meeting:
    framework = make.framework(make.commune("Kolo"), state="actif")
    return make.meeting(framework, state="invitations_envoyees", planned_on=make.day("2024-03-20"),
                        held_on=None, invitation_sent_on=make.day("2024-03-10"))  # fmt: skip


@pytest.fixture
def secretary(called: Meeting) -> User:
    return make.secretary(called.framework.commune)


def test_a_meeting_not_held_says_why_and_is_neither_held_nor_to_come(
    called: Meeting, secretary: User
) -> None:
    services.say_not_held(called, by=secretary, reason="Trois organisations sur dix sont venues.")
    called.refresh_from_db()
    assert called.state == MeetingState.NOT_HELD
    assert not called.is_held
    assert called not in Meeting.objects.held()
    paper = shortfall(called).html()
    assert "Trois organisations sur dix" in paper
    assert "n’a pas pu se tenir" in paper


def test_without_a_reason_nothing_is_said(called: Meeting, secretary: User) -> None:
    with pytest.raises(NotReady):
        services.say_not_held(called, by=secretary, reason="  ")
    called.refresh_from_db()
    assert called.state == MeetingState.INVITED


def test_a_second_call_takes_the_next_number_and_knows_the_first(
    called: Meeting, secretary: User
) -> None:
    services.say_not_held(called, by=secretary, reason="La piste était coupée.")
    again = services.call_again(
        called, by=secretary, planned_on=make.day("2024-03-27"), called_at=None
    )
    assert (again.number, again.call, again.second_call_of) == (called.number + 1, 2, called)
    assert again.place == called.place
    with pytest.raises(NotReady, match="seconde fois"):
        services.call_again(called, by=secretary, planned_on=make.day("2024-04-03"), called_at=None)
    paper = shortfall(called).html().replace("\u00a0", " ")
    assert "seconde fois pour le mercredi 27 mars 2024" in paper


def test_each_step_is_taken_back_once(called: Meeting, secretary: User) -> None:
    services.say_not_held(called, by=secretary, reason="Erreur de saisie.")
    services.step_back(called, by=secretary, note="Elle a bien eu lieu.")
    called.refresh_from_db()
    assert (called.state, called.not_held_reason) == (MeetingState.INVITED, "")
    services.say_not_held(called, by=secretary, reason="Finalement non.")
    with pytest.raises(NotReady, match="déjà"):
        services.step_back(called, by=secretary, note="Encore.")
    assert [step.note for step in called.steps_back.all()] == ["Elle a bien eu lieu."]


def test_a_held_meeting_goes_back_only_without_decisions(secretary: User, called: Meeting) -> None:
    held = make.meeting(called.framework, number=7)
    make.decision(held)
    with pytest.raises(NotReady):
        services.step_back(held, by=secretary, note="Ce n’était pas elle.")
    held.decisions.all().delete()
    services.step_back(held, by=secretary, note="Ce n’était pas elle.")
    held.refresh_from_db()
    assert (held.state, held.held_on) == (MeetingState.DRAFT, None)


def test_nobody_of_another_commune_says_a_meeting_was_not_held(called: Meeting) -> None:
    stranger = make.secretary(make.commune())
    with pytest.raises(PermissionDenied):
        services.say_not_held(called, by=stranger, reason="Non.")
    called.refresh_from_db()
    assert called.state == MeetingState.INVITED


def test_the_quorum_warns_only_where_one_is_set(called: Meeting) -> None:
    framework = called.framework
    member, party = make.organisation(framework.commune), make.organisation(framework.commune)
    for one in (member, party):
        framework.members.create(organisation=one, college="secteur_prive")
    make.attendance(called, make.person(framework.commune, organisation=member))
    assert quorum(called) == []
    framework.quorum = 2
    assert "2" in quorum(called)[0].sentence
    framework.quorum = 1
    assert quorum(called) == []


def test_the_rule_and_the_minutes_count_the_same_quorum(called: Meeting) -> None:
    """Members of that day, in person, by proxy or counted; guests make none."""
    framework = called.framework
    member, guest, gone = (make.organisation(framework.commune) for _ in range(3))
    for one, until in ((member, None), (guest, None), (gone, make.day("2024-01-01"))):
        framework.members.create(organisation=one, college="secteur_prive", until=until)
    called.counted.create(label="Des femmes", number=4, women=4, organisation=member)
    make.attendance(called, make.person(framework.commune, organisation=gone))
    make.attendance(
        called, make.person(framework.commune, organisation=guest), capacity="observateur"
    )
    framework.quorum = 2
    framework.save()

    assert quorum_of(called) == (2, 1)
    assert "1" in quorum(called)[0].sentence
    Meeting.objects.filter(pk=called.pk).update(state="tenue", held_on=make.partial("2024-03-20"))
    called.refresh_from_db()
    assert "le quorum n’est pas atteint" in plain(minutes(called).html())


def test_a_second_call_has_no_quorum_neither_in_the_rule_nor_in_its_minutes(
    called: Meeting, secretary: User
) -> None:
    services.say_not_held(called, by=secretary, reason="Trop peu de monde.")
    again = services.call_again(
        called, by=secretary, planned_on=make.day("2024-03-27"), called_at=None
    )
    again.framework.quorum = 2

    assert (quorum_of(again), quorum(again)) == (None, [])


def test_a_second_call_takes_up_the_agenda_of_the_meeting_that_was_not_held(
    called: Meeting, secretary: User
) -> None:
    held = make.meeting(called.framework, called.number - 1, "2024-01-10")
    held.agenda.create(position=1, title="Le marché")
    called.agenda.create(position=1, title="La piste")
    services.say_not_held(called, by=secretary, reason="La piste était coupée.")

    again = services.call_again(
        called, by=secretary, planned_on=make.day("2024-03-27"), called_at=None
    )

    typed = again.agenda.filter(origin=AgendaOrigin.TYPED).values_list("title", flat=True)
    assert list(typed) == ["La piste"]


def test_a_meeting_may_be_held_elsewhere_and_with_others(
    client: Client, called: Meeting, secretary: User
) -> None:
    make.commune("Doumba")
    client.force_login(secretary)
    url = f"/espace/{called.framework.commune.slug}/reunions/{called.pk}/modifier/"
    page = client.get(url)
    sent = {k: v for k, v in page.context["form"].initial.items() if v not in (None, [], "")}
    form = {
        **{name: str(value) for name, value in sent.items()},
        "planned_on": "20/03/2024",
        "elsewhere": "doumba",
        "together": "Doumba, Kolo",
        "seen": page.context["form"]["seen"].value(),
    }
    answer = client.post(url, form)
    assert answer.status_code == 302, answer.context["form"].errors
    called.refresh_from_db()
    assert called.place_commune is not None
    assert called.place_commune.name == "Doumba"
    assert [commune.name for commune in called.joint_with.all()] == ["Doumba"]


def test_a_name_that_is_no_commune_is_told_beside_the_field(
    client: Client, called: Meeting, secretary: User
) -> None:
    client.force_login(secretary)
    url = f"/espace/{called.framework.commune.slug}/reunions/{called.pk}/modifier/"
    answer = client.post(url, {"kind": "ordinaire", "number": "1", "together": "Atlantide"})
    assert answer.status_code == 200
    assert "Atlantide" in str(answer.context["form"].errors["together"])


def test_what_the_local_calendar_says_of_the_day_is_told_after_saving(
    client: Client, called: Meeting, secretary: User
) -> None:
    make.local_date(called.framework.commune, weekday=2)
    client.force_login(secretary)
    slug = called.framework.commune.slug
    new = {"kind": "ordinaire", "number": "9", "planned_on": "27/03/2030", "place": "Mairie"}
    page = client.post(f"/espace/{slug}/reunions/nouvelle/", new, follow=True)
    assert "jour de marché" in page.content.decode()
