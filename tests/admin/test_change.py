"""What an administrator may change, what stays sealed, and the trace each save leaves."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from actionplans.models import PlanState
from communes.models import Assignment, Cercle, Commune, Organisation, Region, Role
from foundation.accounts.models import ResetCode, User
from foundation.journal.models import Entry
from foundation.journal.services import broken_lines
from frameworks.models import Deliberation, Framework, Meeting, MeetingState
from tests import make
from tests.admin.world import fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(make.user(Role.ADMINISTRATOR, username="admin-un"))
    return client


def page_of(record: models.Model, page: str = "change") -> str:
    kind = f"{record._meta.app_label}_{record._meta.model_name}"
    return reverse(f"admin:{kind}_{page}", args=[record.pk])


def add_page(kind: str) -> str:
    return reverse(f"admin:{kind}_add")


def as_shown(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send back from the page, with some answers changed."""
    response = client.get(url)
    forms = [response.context["adminform"].form]
    for rows in response.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            shown = bound.field.prepare_value(bound.value())
            sent[bound.html_name] = "" if shown is None or shown is False else shown
    return sent | changes


def save(client: Client, url: str, **changes: Any) -> Any:
    return client.post(url, as_shown(client, url, **changes))


def sentences(response: Any) -> str:
    """Every mistake the page shows."""
    found = list(response.context["errors"])
    return " ".join(str(each) for each in found)


def last_entry() -> tuple[str, str, str, str]:
    entry = Entry.objects.latest("pk")
    return entry.scope, entry.verb, entry.kind, entry.fields


def test_a_save_is_journalled_with_the_names_of_the_changed_fields(boss: Client) -> None:
    party = make.organisation(make.commune())

    response = save(boss, page_of(party), acronym="JS", village="Tamani")

    assert response.status_code == 302
    assert last_entry() == (party.commune.code, "modifie", "communes.organisation", "acronym, village")
    assert Entry.objects.latest("pk").actor.username == "admin-un"
    assert broken_lines() == []


def test_a_save_that_changes_nothing_writes_no_line(boss: Client) -> None:
    party = make.organisation(make.commune())

    assert save(boss, page_of(party)).status_code == 302
    assert Entry.objects.count() == 0


def test_each_row_added_on_a_page_is_journalled_under_its_commune(boss: Client) -> None:
    here = make.commune()
    rows = {"aliases-TOTAL_FORMS": "1", "aliases-0-alias": "Jooro", "aliases-0-commune": here.pk}

    assert save(boss, page_of(here), **rows).status_code == 302
    assert last_entry() == (here.code, "cree", "communes.communealias", "")


def test_a_shared_organisation_is_entered_here_under_the_countrys_journal(boss: Client) -> None:
    url = add_page("communes_organisation")

    response = save(boss, url, name="Programme PACT (démo)", kind="programme")

    assert response.status_code == 302
    assert Organisation.objects.get().is_shared
    assert last_entry() == ("", "cree", "communes.organisation", last_entry()[3])


def test_the_sentence_of_the_database_is_shown_beside_the_form(boss: Client) -> None:
    of = make.framework()

    response = save(boss, add_page("frameworks_framework"), commune=of.commune_id, name="Autre")

    assert response.status_code == 200
    assert "Cette commune a déjà un cadre" in sentences(response)


def test_a_rule_on_a_field_shown_but_not_typed_is_kept_too(boss: Client) -> None:
    meeting = make.meeting(make.framework())

    response = save(boss, page_of(meeting), held_on="")

    assert response.status_code == 200
    meeting.refresh_from_db()
    assert str(meeting.held_on) == "2024-03-20"


@pytest.mark.parametrize("typed", ["a\0b", "x" * 5000])
def test_odd_text_is_answered_with_a_sentence(boss: Client, typed: str) -> None:
    party = make.organisation(make.commune())

    response = save(boss, page_of(party), acronym=typed)

    assert response.status_code == 200
    assert sentences(response)


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 30, "-1"])
def test_a_record_that_does_not_exist_cannot_be_chosen(boss: Client, key: str) -> None:
    party = make.organisation(make.commune())

    assert save(boss, page_of(party), president=key).status_code == 200


def test_a_person_of_another_commune_cannot_be_chosen(boss: Client) -> None:
    party, stranger = make.organisation(make.commune()), make.person(make.commune())

    response = save(boss, page_of(party), president=stranger.pk)

    assert response.status_code == 200
    assert "appartient à une autre commune" in sentences(response)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(boss: Client) -> None:
    party = make.organisation(make.commune(), village="Tamani")
    mine = as_shown(boss, page_of(party), village="Konodimini")
    Organisation.objects.filter(pk=party.pk).update(village="Farakou")

    response = boss.post(page_of(party), mine)

    party.refresh_from_db()
    assert (response.status_code, party.village) == (200, "Farakou")


# Sealed


def sealed() -> Any:
    """A plan agreed by its meeting, whose minutes are approved."""
    fill()
    plan = make.ActionPlan.objects.get()
    meeting = plan.cycle.framework.meetings.get()
    Meeting.objects.update(state=MeetingState.APPROVED, approved_on=make.DAY)
    make.ActionPlan.objects.update(
        state=PlanState.AGREED, agreed_on=make.DAY, agreed_at=meeting
    )
    Deliberation.objects.update(state="signee")
    plan.refresh_from_db()
    return plan


def rows(prefix: str, record: models.Model, **values: Any) -> dict[str, Any]:
    typed = {f"{prefix}-0-{name}": value for name, value in values.items()}
    return {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "1",
        f"{prefix}-0-id": record.pk,
        **typed,
    }


def test_a_sealed_plan_changes_by_no_page_of_the_admin(boss: Client) -> None:
    plan = sealed()
    action = plan.actions.get()
    line = action.funding.get()
    before = [*plan.actions.values()], [*action.funding.values()], [*type(plan).objects.values()]
    forged = [
        (plan, {"state": "brouillon", "starts_on": "01/01/2030"} | rows("actions", action, wording="X")),
        (action, {"wording": "X", "estimated_cost": "1"} | rows("funding", line, promised="1")),
        (line, {"promised": "1", "party": line.party_id}),
    ]

    answers = [boss.post(page_of(record), data).status_code for record, data in forged]

    after = [*plan.actions.values()], [*action.funding.values()], [*type(plan).objects.values()]
    assert answers == [403, 403, 403]
    assert after == before


def test_nothing_is_added_to_a_sealed_plan(boss: Client) -> None:
    plan = sealed()
    action = plan.actions.get()

    new_action = save(boss, add_page("actionplans_action"), plan=plan.pk, number=9, wording="X")
    new_line = save(
        boss, add_page("actionplans_fundingline"), action=action.pk, party=action.responsible_id
    )

    assert (new_action.status_code, new_line.status_code) == (200, 200)
    assert (plan.actions.count(), action.funding.count()) == (1, 1)


def test_a_meeting_with_approved_minutes_is_locked_with_all_its_rows(boss: Client) -> None:
    meeting = sealed().agreed_at
    locked = [
        meeting, meeting.decisions.get(), meeting.attendance.get(), meeting.agenda.get(),
        meeting.counted.get(),
    ]  # fmt: skip

    assert [boss.post(page_of(record), {"number": 7}).status_code for record in locked] == [403] * 5
    added = save(boss, add_page("frameworks_agendaitem"), meeting=meeting.pk, position=2, title="X")
    assert (added.status_code, meeting.agenda.count()) == (200, 1)


def test_a_signed_deliberation_is_sealed(boss: Client) -> None:
    sealed()

    assert boss.post(page_of(Deliberation.objects.get()), {"number": "9"}).status_code == 403


def test_said_and_paid_things_are_only_looked_at(boss: Client) -> None:
    fill()
    action = make.Action.objects.get()
    kept = [action.statements.get(), action.funding.get().payments.get(), Entry.objects.first()]

    assert [boss.post(page_of(record), {"amount": 1}).status_code for record in kept] == [403] * 3


@pytest.mark.parametrize(
    ("field", "forged"), [("state", "clos"), ("regularise_note", "X"), ("commune", "1")]
)
def test_a_state_is_moved_by_its_act_alone(boss: Client, field: str, forged: str) -> None:
    of = make.framework()
    before = Framework.objects.values().get()

    save(boss, page_of(of), **{field: forged})

    assert Framework.objects.values().get() == before


def test_a_new_record_starts_in_its_first_state_whatever_is_sent(boss: Client) -> None:
    here = make.commune()

    save(boss, add_page("frameworks_framework"), commune=here.pk, name="Cadre", state="clos")

    assert Framework.objects.get().state == "en_preparation"


def test_a_record_links_to_the_page_where_its_acts_are_done(boss: Client) -> None:
    meeting = make.meeting(make.framework())
    slug = meeting.framework.commune.slug

    page = boss.get(page_of(meeting)).content.decode()

    assert f'href="/espace/{slug}/reunions/{meeting.pk}/"' in page


# Regions


@pytest.fixture
def regional(client: Client) -> tuple[Client, Commune, Commune]:
    """An administrator of one region, a commune there, and one elsewhere."""
    here = make.commune()
    far = Region.objects.create(code="R2", name="Kayes")
    cercle = Cercle.objects.create(code="C2", name="Bafoulabé", region=far)
    there = make.commune(cercle=cercle)
    boss = make.user()
    Assignment.objects.create(user=boss, role=Role.ADMINISTRATOR, region=here.region)
    make.assign(boss, Role.ADVISER)  # sees the whole country, in another role
    client.force_login(boss)
    return client, here, there


def test_a_regional_administrator_sees_the_region_alone(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, there = regional
    near, far = make.need(make.framework(here)), make.need(make.framework(there))

    shown = client.get("/gestion/frameworks/need/").context["cl"].queryset

    assert [*shown] == [near]
    assert client.get(page_of(far)).status_code == 302
    assert client.get(page_of(there)).status_code == 302
    choices = client.get(
        "/gestion/autocomplete/?app_label=frameworks&model_name=framework&field_name=commune"
    )
    assert [each["id"] for each in choices.json()["results"]] == [str(here.pk)]


def test_a_regional_administrator_changes_nothing_the_country_shares(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, _there = regional
    shared = [make.organisation(None), make.sector(), here.region, here.cercle]

    assert [client.post(page_of(record), {"name": "X"}).status_code for record in shared] == [403] * 4


@pytest.mark.parametrize("place", ["nationwide", "commune", "region", "programme"])
def test_a_regional_administrator_gives_no_role_beyond_the_region(
    regional: tuple[Client, Commune, Commune], place: str
) -> None:
    client, _here, there = regional
    who = make.user()
    everywhere = make.organisation(None, "programme")
    wide = {"nationwide": "on", "commune": there.pk, "region": there.region.pk,
            "programme": everywhere.pk}  # fmt: skip

    response = save(
        client, add_page("communes_assignment"), user=who.pk, role="maire", **{place: wide[place]}
    )

    assert response.status_code == 200
    assert not who.assignments.exists()


def test_a_regional_administrator_gives_a_role_in_the_region(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, _there = regional
    who = make.user()

    save(client, add_page("communes_assignment"), user=who.pk, role="maire", commune=here.pk)

    assert who.assignments.get().commune == here


def test_a_regional_administrator_issues_no_code_to_somebody_with_wider_duties(
    regional: tuple[Client, Commune, Commune],
) -> None:
    client, here, _there = regional
    both = make.secretary(here)
    make.assign(both, Role.ADVISER)

    assert client.post(f"/gestion/accounts/user/{both.pk}/code/").status_code == 302
    assert ResetCode.objects.count() == 0


# Accounts


def test_a_user_is_added_without_a_password(boss: Client) -> None:
    here = make.commune()
    row = {"assignments-TOTAL_FORMS": "1", "assignments-0-role": "maire",
           "assignments-0-commune": here.pk}  # fmt: skip

    response = save(
        boss, add_page("accounts_user"), username="maire-dioro", full_name="Awa", **row
    )

    added = User.objects.get(username="maire-dioro")
    assert response.status_code == 302
    assert (added.is_active, added.has_usable_password()) == (True, False)
    assert added.assignments.get().commune == here


def test_two_places_at_once_are_refused_in_a_sentence(boss: Client) -> None:
    url, here = add_page("communes_assignment"), make.commune()

    response = save(
        boss, url, user=make.user().pk, role="maire", commune=here.pk, region=here.region.pk
    )

    assert response.status_code == 200
    assert "exactement un lieu" in sentences(response)


def test_a_code_is_shown_once_and_opens_the_account(boss: Client) -> None:
    who = make.user(username="maire-dioro")
    url = f"/gestion/accounts/user/{who.pk}/code/"

    asked, shown = boss.get(url), boss.post(url)

    code = shown.context["code"]
    assert asked.context.get("code") is None
    assert code in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert ResetCode.objects.get().issued_by.username == "admin-un"
    assert last_entry() == ("", "code", "accounts.user", "")
    assert code not in boss.get(url).content.decode()


def test_an_administrator_issues_no_code_for_themself(boss: Client) -> None:
    own = User.objects.get(username="admin-un")

    assert boss.post(f"/gestion/accounts/user/{own.pk}/code/").status_code == 403
    assert ResetCode.objects.count() == 0


def test_a_closed_account_gets_no_code(boss: Client) -> None:
    who = make.user(is_active=False)

    response = boss.post(f"/gestion/accounts/user/{who.pk}/code/")

    assert (response.status_code, ResetCode.objects.count()) == (200, 0)


def test_closing_an_account_ends_its_sessions_for_good(boss: Client) -> None:
    who = make.secretary(make.commune())
    theirs = Client()
    theirs.force_login(who)

    assert save(boss, page_of(who), is_active="").status_code == 302
    User.objects.filter(pk=who.pk).update(is_active=True)  # opened again later

    assert theirs.get("/mon-compte/").status_code == 302


def test_nobody_closes_their_own_account(boss: Client) -> None:
    own = User.objects.get(username="admin-un")

    save(boss, page_of(own), is_active="", phone="76123456")

    own.refresh_from_db()
    assert own.is_active


def test_the_password_is_on_no_page(boss: Client) -> None:
    who = make.user()

    assert who.password not in boss.get(page_of(who)).content.decode()
