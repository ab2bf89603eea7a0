"""The library finds what other communes learned, and a draft plan takes it up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action
from communes.models import Commune, Role
from consult.learning.models import SheetCopy
from consult.learning.services.sheet_copies import copy_sheet
from foundation.records.errors import NotReady
from tests import make, make_sheets

pytestmark = pytest.mark.django_db
LIBRARY = "/fiches/"


def signed_in(role: str, place: Commune) -> Client:
    client = Client()
    client.force_login(make.user(role, place))
    return client


def told() -> Any:
    """A published sheet on an action that answered a need and met an obstacle."""
    place = make.commune(name="Kémacina")
    framework = make.framework(place)
    action = make.action(make.plan(make.cycle(framework), state="valide"))
    action.needs.add(make.need(framework, statement="Garder l’échalote après l’hivernage"))
    make.obstacle(framework, action=action, category="foncier")
    make.obstacle(framework, category="securite")
    sector = make.sector(name_fr="Échalote")
    answers = make_sheets.ANSWERS | {"1.5": "Sécher les tomates à l’ombre"}
    sheet = make_sheets.sheet(
        place, framework=framework, cycle=action.plan.cycle, action=action, answers=answers,
        title="La case qui garde", state="publiee", published_on=make.DAY,
    )  # fmt: skip
    sheet.sectors.add(sector)
    make_sheets.version(sheet, make.mayor(place))
    return sheet


def test_a_sheet_is_found_by_words_need_cause_sector_and_place_without_accents() -> None:
    sheet = told()
    other = make.commune()
    make_sheets.shared(other, make.mayor(other), title="Tout autre chose", answers={"1.1": "x"})
    reader = signed_in(Role.SECRETARY, make.commune())
    found = [
        "q=secher+TOMATES", "besoin=echalote", "cause=foncier", "lieu=kemacina",
        f"filiere={sheet.sectors.get().pk}", "q=case+garde&cause=foncier",
    ]  # fmt: skip
    missed = ["q=variant", "q=answers", "besoin=tomates", "cause=securite", "lieu=ailleurs"]

    shown = {query: reader.get(f"{LIBRARY}?{query}").content.decode() for query in found + missed}

    assert [query for query in found if "La case qui garde" not in shown[query]] == []
    assert [query for query in found if "Tout autre chose" in shown[query]] == []
    assert [query for query in missed if "La case qui garde" in shown[query]] == []
    assert "Tout autre chose" in reader.get(LIBRARY).content.decode()


def test_other_communes_and_partners_do_not_read_who_gave_the_information() -> None:
    place = make.commune()
    sheet = make_sheets.shared(place, make.mayor(place))
    url = reverse("library:sheet", kwargs={"pk": sheet.pk})
    own = reverse("sheets:sheet", kwargs={"slug": place.slug, "pk": sheet.pk})
    file = reverse("sheets:file", kwargs={"slug": place.slug, "pk": sheet.pk})
    neighbour, partner = signed_in(Role.SECRETARY, make.commune()), signed_in("partenaire", place)

    read = [neighbour.get(url), neighbour.get(f"{url}papier/"), partner.get(own), partner.get(file)]

    assert [answer.status_code for answer in read] == [200] * 4
    assert [b"PERSONNE" in answer.content for answer in read] == [False] * 4
    assert "Nom connu de la mairie" in read[1].content.decode()
    assert b"PERSONNE" in signed_in(Role.COMMITTEE, place).get(own).content


def test_copying_makes_a_draft_action_that_names_its_origin_on_both_sides() -> None:
    sheet = told()
    ours = make.commune(name="Markala")
    secretary = make.secretary(ours)
    plan = make.plan(make.cycle(make.framework(ours)))
    sealed = make.plan(make.cycle(make.framework(make.commune())), state="valide")
    client = Client()
    client.force_login(secretary)
    url = reverse("library:copy", kwargs={"pk": sheet.pk})

    assert "Une case de conservation" in client.get(url).content.decode()
    assert client.post(url, {"plan": sealed.pk, "wording": "x"}).status_code == 200
    answer = client.post(url, {"plan": plan.pk, "wording": "Une case chez nous"})

    action = Action.objects.get(plan=plan)
    page = reverse("actionplans:action", kwargs={"slug": ours.slug, "pk": action.pk})
    assert answer.url == page
    assert (action.wording, action.expected_result) == ("Une case chez nous", "20 tonnes gardées")
    assert "Bâtir deux cases" in action.observations
    assert "La case qui garde" in client.get(page).content.decode()
    library = client.get(reverse("library:sheet", kwargs={"pk": sheet.pk})).content.decode()
    assert "Markala" in library
    with pytest.raises(NotReady):
        copy_sheet(sheet, plan, by=secretary, wording="Encore")
    gone = reverse("actionplans:remove-action", kwargs={"slug": ours.slug, "pk": action.pk})
    assert client.post(gone).status_code == 302
    assert not SheetCopy.objects.exists()


def test_the_adviser_finds_what_waits_for_a_review_in_their_communes_only() -> None:
    place, other = make.commune(), make.commune()
    make_sheets.sheet(place, state="soumise", title="La mienne")
    make_sheets.sheet(place, state="brouillon", title="Pas encore")
    make_sheets.sheet(other, state="soumise", title="D’un autre")
    adviser = make.user()
    make.assign(adviser, Role.ADVISER, place)
    client = Client()
    client.force_login(adviser)

    shown = client.get(reverse("library:to-review")).content.decode()

    assert [words in shown for words in ("La mienne", "Pas encore", "D’un autre")] == [
        True, False, False,
    ]  # fmt: skip
