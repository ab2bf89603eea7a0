"""What an administrator may change, and the trace each save leaves."""

from __future__ import annotations

import pytest
from django.test import Client

from communes.models import Organisation
from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.journal.services import broken_lines
from tests import make
from tests.admin.browse import add_page, as_shown, last_entry, page_of, save, sentences

pytestmark = pytest.mark.django_db


def test_a_save_is_journalled_with_the_names_of_the_changed_fields(boss: Client) -> None:
    here = make.commune()
    party = make.organisation(here)

    response = save(boss, page_of(party), acronym="JS", village="Tamani")

    assert response.status_code == 302
    assert last_entry() == (
        here.code,
        "modifie",
        "communes.organisation",
        "acronym, village",
    )
    assert str(Entry.objects.latest("pk").actor) == str(User.objects.get(username="admin-un"))
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


def test_a_day_is_typed_as_on_paper(boss: Client) -> None:
    meeting = make.meeting(make.framework())

    shown = as_shown(boss, page_of(meeting))["held_on"]
    save(boss, page_of(meeting), held_on="03/2024")

    meeting.refresh_from_db()
    assert (shown, str(meeting.held_on)) == ("20/03/2024", "2024-03")


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


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 30, "-1"])
def test_several_records_that_do_not_exist_cannot_be_chosen(boss: Client, key: str) -> None:
    party = make.organisation(make.commune())

    assert save(boss, page_of(party), sectors=[key]).status_code == 200


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
