"""A visit or a call is filed in one send; its private note is for advisers alone."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from communes.models import Commune, Role
from consult.review.documents.brief import visit_brief
from consult.review.models import Visit
from consult.review.visiting import Promise, Verified, complete_note, file_visit, settle
from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.models import CommitteeMember, Statement
from tests import make, make_review
from tests.papers import pages_of, plain

pytestmark = pytest.mark.django_db

SECRET = "Le maire doute du trésorier"


@pytest.fixture
def here() -> Commune:
    """A commune whose plan has two actions, agreed in March 2025."""
    of = make.framework(make.commune("Dioro"))
    plan = make.plan(make.cycle(of), state="valide")
    make.action(plan)
    make.action(plan, wording="Creuser un puits")
    return of.commune


@pytest.fixture
def adviser() -> User:
    return make.user(Role.ADVISER)


def actions_of(place: Commune) -> list[Any]:
    return list(place.cycles.get().plan.actions.order_by("number"))


def typed(place: Commune, **changes: str) -> dict[str, str]:
    """The page as an adviser fills it in: one action verified, one commitment."""
    first = actions_of(place)[0].pk
    return {
        "kind": "visite", "made_on": "02/05/2025", "people_met": "Le maire",
        "private_note": SECRET, "next_on": "02/06/2025",
        f"a{first}-situation": "partielle", f"a{first}-progress": "60",
        f"a{first}-note": "Deux bornes sur quatre",
        "c1-wording": "Envoyer le modèle de bail", "c1-due_on": "20/05/2025",
    } | changes  # fmt: skip


def address(place: Commune, rest: str = "") -> str:
    return f"/suivi-communes/{place.slug}/{rest}"


def test_one_send_files_the_visit_what_was_verified_and_what_was_promised(
    client: Client, here: Commune, adviser: User
) -> None:
    client.force_login(adviser)

    sent = client.post(address(here, "visites/noter/"), typed(here))

    assert sent["Location"] == address(here)
    visit, said, promised = Visit.objects.get(), Statement.objects.get(), here.programme_commitments
    assert (visit.made_on, visit.next_on, visit.made_by) == (
        make.day("2025-05-02"), make.day("2025-06-02"), adviser,
    )  # fmt: skip
    assert (said.voice, said.situation, said.progress, said.said_on) == (
        "conseiller", "partielle", 60, visit.made_on,
    )  # fmt: skip
    assert list(visit.statements.all()) == [said]
    assert promised.values_list("wording", "due_on", "visit", "state").get() == (
        "Envoyer le modèle de bail", make.day("2025-05-20"), visit.pk, "ouvert",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"made_on": "demain"}, "Écrivez le jour, le mois et l’année"),
        ({"made_on": "01/01/2099"}, "Ce jour n’est pas encore venu."),
        ({"next_on": "02/05/2025"}, "La prochaine visite vient après celle-ci."),
        ({"kind": "appel"}, "Un appel ne vérifie rien sur place"),
        ({"situation": ""}, "Choisissez où en est l’action."),
        ({"situation": "bloquee", "note": ""}, "Dites en une phrase ce qui bloque."),
        (
            {"c1-due_on": "01/05/2025"},
            "Ce qui est promis est dû le jour de la visite ou plus tard.",
        ),
        ({"c1-due_on": ""}, "Remplissez"),
    ],
)
def test_what_is_refused_is_said_in_words_keeps_all_that_was_typed_and_writes_nothing(
    client: Client, here: Commune, adviser: User, wrong: dict[str, str], sentence: str
) -> None:
    client.force_login(adviser)
    row = f"a{actions_of(here)[0].pk}-"
    changes = {
        (row + name if name in ("situation", "note") else name): wrong[name] for name in wrong
    }

    page = client.post(address(here, "visites/noter/"), typed(here, **changes))

    text = page.content.decode()
    assert page.status_code == 200
    assert sentence in plain(text)
    kept = [SECRET, "Le maire", "Envoyer le modèle de bail"]
    assert [words for words in kept if words not in text] == []
    assert (Visit.objects.count(), Statement.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_call_is_filed_with_its_note_alone(here: Commune, adviser: User) -> None:
    made = file_visit(here, by=adviser, kind="appel", made_on=today(), private_note=SECRET)

    assert (made.kind, made.statements.count(), made.commitments.count()) == ("appel", 0, 0)
    seen = [Verified(actions_of(here)[0], "en_cours")]
    with pytest.raises(NotReady):
        file_visit(here, by=adviser, kind="appel", made_on=today(), verified=seen)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADVISER])
def test_nobody_but_an_adviser_files_or_settles(here: Commune, adviser: User, role: Role) -> None:
    who, promised = make.user(role, here), make_review.commitment(here, adviser)

    with pytest.raises(PermissionDenied):
        file_visit(here, by=who, kind="visite", made_on=today())
    with pytest.raises(PermissionDenied):
        settle(promised, by=who, state="tenu", on=today())


def test_the_private_note_reaches_advisers_and_nobody_else(
    client: Client, here: Commune, adviser: User
) -> None:
    promise = Promise("Envoyer le modèle", today())
    made = file_visit(
        here, by=adviser, kind="visite", made_on=today(), people_met="Awa KONÉ",
        private_note=SECRET, promises=[promise],
    )  # fmt: skip
    pages = [
        address(here), "/suivi-communes/visites/", address(here, "fiche-visite/"),
        address(here, f"visites/{made.pk}/note/"),
        f"/espace/{here.slug}/engagements-programme/", f"/espace/{here.slug}/",
        f"/gestion/consult_review/visit/{made.pk}/change/", "/gestion/consult_review/visit/",
    ]  # fmt: skip

    def reading(who: User, words: str) -> list[str]:
        client.force_login(who)
        return [page for page in pages if words in client.get(page).content.decode()]

    colleague = make.user(Role.ADVISER)
    assert reading(adviser, SECRET) == [pages[0], pages[3]]
    assert reading(colleague, SECRET) == [pages[0]]
    for role in Role:
        if role != Role.ADVISER:
            assert reading(make.user(role, here), SECRET) == []
    assert reading(make.user(Role.PARTNER, here), "Awa KONÉ") == []
    assert SECRET not in "".join(Entry.objects.values_list("note", flat=True))


def test_the_author_completes_the_note_and_the_journal_keeps_no_word_of_it(
    client: Client, here: Commune, adviser: User
) -> None:
    made = make_review.visit(here, adviser, private_note="Début")
    place = address(here, f"visites/{made.pk}/note/")
    client.force_login(adviser)

    client.post(place, {"private_note": f"Début. {SECRET}"})

    made.refresh_from_db()
    line = Entry.objects.get()
    assert made.private_note == f"Début. {SECRET}"
    assert (line.kind, line.fields, line.note) == ("consult_review.visit", "private_note", "")
    other = make.user(Role.ADVISER)
    client.force_login(other)
    assert client.get(place).status_code == 403
    with pytest.raises(PermissionDenied):
        complete_note(made, by=other, save=made.save)


def test_a_commitment_is_kept_or_dropped_once_with_its_reason(
    client: Client, here: Commune, adviser: User
) -> None:
    promised = make_review.commitment(here, adviser)
    place = address(here, f"engagements/{promised.pk}/")
    client.force_login(adviser)

    refused = client.post(place, {"state": "abandonne", "on": "02/05/2025", "note": ""})
    early = client.post(place, {"state": "tenu", "on": "02/05/2024"})
    done = client.post(place, {"state": "abandonne", "on": "02/05/2025", "note": "Plus de fonds"})

    assert "Dites pourquoi" in refused.content.decode()
    assert "pris après ce jour" in early.content.decode()
    promised.refresh_from_db()
    assert (done.status_code, promised.state, promised.settled_note) == (
        302, "abandonne", "Plus de fonds",
    )  # fmt: skip
    with pytest.raises(NotReady):
        settle(promised, by=adviser, state="tenu", on=today())
    assert '<form method="post" novalidate' not in client.get(place).content.decode()


def test_the_commune_reads_what_the_programme_owes_the_late_ones_marked(
    client: Client, settings: Any, here: Commune, adviser: User
) -> None:
    settings.TODAY = make.day("2025-05-07")
    make_review.commitment(here, adviser)
    make_review.commitment(here, adviser, wording="Former le comité", due_on=today())
    kept = {"state": "tenu", "settled_on": today(), "settled_note": "Remis au maire"}
    make_review.commitment(here, adviser, wording="Donner des bornes", **kept)
    place = f"/espace/{here.slug}/engagements-programme/"
    client.force_login(make.secretary(here))

    page = plain(client.get(place).content.decode())

    assert (page.count("En retard de 37 jours"), page.count("En retard")) == (1, 1)
    assert "Former le comité" in page
    assert "Remis au maire" in page
    assert "/suivi-communes/" not in page
    client.force_login(adviser)
    assert "En retard de 37 jours" in plain(client.get(address(here)).content.decode())
    assert "en retard pour 1 engagement" in plain(
        client.get("/suivi-communes/visites/").content.decode()
    )


def test_the_file_names_who_can_be_called_but_not_to_a_partner(
    client: Client, here: Commune, adviser: User
) -> None:
    chair = make.person(here, phone="+22376123456", last_name="KONÉ")
    committee = make.committee(here.frameworks.get())
    CommitteeMember.objects.create(committee=committee, person=chair, role="presidente")

    def shown(role: Role) -> list[bool]:
        client.force_login(make.user(role, here))
        page = plain(client.get(address(here)).content.decode())
        return ["KONÉ" in page, "76 12 34 56" in page, "Noter une visite" in page]

    assert shown(Role.ADVISER) == [True, True, True]
    assert shown(Role.ADMINISTRATOR) == [True, True, False]
    assert shown(Role.PARTNER) == [False, False, False]


def much(place: Commune, adviser: User) -> None:
    """More of everything than a sheet holds, with long words."""
    of, long = place.frameworks.get(), "Un très long texte que personne ne lit jusqu’au bout " * 5
    plan = place.cycles.get().plan
    committee, party = make.committee(of), make.organisation(place, name=long[:160])
    named = {"wording": long[:400], "responsible": party}
    for number in range(15):
        action = make.action(plan, due_on=make.day("2025-03-20"), **named)
        make.statement(action, "realisee", "responsable", done_on=make.DAY)
        make.statement(action, "en_cours", "conseiller", said_on=make.day("2025-03-05"))
        make.statement(
            make.action(plan, wording=long[:400], due_on=make.DAY), "bloquee", note="Eau"
        )
        make.obstacle(of, description=long[:400], raised_on=make.day("2025-01-02"), action=action)
        make_review.commitment(place, adviser, wording=long[:300], programme=party)
        make.promise(action, make.organisation(place, name=f"{long[:80]} {number}"))
        person = make.person(place, last_name=long[:70] + str(number), phone="+22376123456")
        CommitteeMember.objects.create(committee=committee, person=person)


def test_the_brief_is_one_page_however_much_there_is_to_say(
    settings: Any, here: Commune, adviser: User
) -> None:
    settings.TODAY = make.day("2025-05-07")
    much(here, adviser)

    (page,) = pages_of(visit_brief(here, adviser, today()))

    words = ["Ce que le programme a promis", "37 jours de retard", "et 11 autres", "76 12 34 56"]
    assert [each for each in words if each not in page] == []


def test_the_brief_asks_what_the_record_leaves_open(
    settings: Any, here: Commune, adviser: User
) -> None:
    settings.TODAY = make.day("2025-05-07")
    first, second = actions_of(here)
    make.statement(first, "en_cours")
    make.statement(first, "realisee", "responsable", done_on=make.DAY)
    make.statement(second, "bloquee", note="La route")
    make_review.commitment(here, adviser)

    html = visit_brief(here, adviser, today()).html()

    asked = [
        "Action 1 : « Réalisée » pour le responsable, « En cours » pour le comité : voir",
        "L’action 2 est bloquée et aucun obstacle n’est nommé : par quoi ?",
        "L’action 2 n’a pas de responsable : qui en répond ?",
        "Le programme avait promis « Apporter les piquets » pour le 31 mars 2025",
    ]
    assert [words for words in asked if words not in plain(html)] == []
    with translation.override("en"):
        assert visit_brief(here, adviser, today()).html() == html


def test_the_file_costs_the_same_for_one_row_and_three(
    client: Client, here: Commune, adviser: User
) -> None:
    client.force_login(adviser)
    client.get(address(here))
    costs = []
    for rows in (1, 2):
        for number in range(rows):
            day = make.DAY + datetime.timedelta(days=rows + number)
            said = make.statement(actions_of(here)[0], "en_cours", "conseiller", said_on=day)
            made = make_review.visit(here, adviser, made_on=day)
            made.statements.add(said)
            make_review.commitment(here, adviser, visit=made)
            make.obstacle(here.frameworks.get())
        with CaptureQueriesContext(connection) as asked:
            client.get(address(here))
        costs.append(len(asked))

    assert costs[0] == costs[1]
