"""A collection asks communes, knows who answered and who did not, and sets answers side by side."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from communes.models import Commune, Role
from consult.learning.campaigns import standing, synthesis
from consult.learning.documents.synthesis import synthesis_paper
from consult.learning.models import Campaign
from consult.learning.services.campaigns import open_campaign
from foundation.accounts.models import User
from tests import make, make_sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def may(settings: Settings) -> None:
    settings.TODAY = datetime.date(2025, 5, 20)


def test_an_adviser_asks_only_their_communes_and_the_town_hall_sees_it(may: None) -> None:
    here, far = make.commune(), make.commune()
    make.framework(here)
    make.framework(far)
    adviser = make.user()
    make.assign(adviser, Role.ADVISER, here)
    client, hall = Client(), Client()
    client.force_login(adviser)
    hall.force_login(make.secretary(here))
    url = reverse("library:campaign-new")
    asked = {"title": "Vingt modèles", "variant": "B", "due_on": "30/06/2025", "note": "Pour l’IER"}

    assert client.post(url, asked | {"communes": [far.pk]}).status_code == 200
    late = client.post(url, asked | {"due_on": "30/04/2025", "communes": [here.pk]})
    assert late.status_code == 200
    answer = client.post(url, asked | {"communes": [here.pk]})

    made = Campaign.objects.get()
    assert answer.url == reverse("library:campaign", kwargs={"pk": made.pk})
    assert list(made.communes.all()) == [here]
    listed = hall.get(reverse("sheets:list", kwargs={"slug": here.slug})).content.decode()
    assert "Vingt modèles" in listed
    with pytest.raises(PermissionDenied):
        open_campaign(Campaign(title="x", due_on=made.due_on), by=adviser, communes=[far])


def _asked() -> tuple[list[Commune], User, Campaign]:
    """Four communes asked: one answered in time, one late, one has a draft, one nothing."""
    places = [make.commune(name=name) for name in ("Alpha", "Beta", "Gamma", "Delta")]
    adviser = make.user()
    for place in places:
        make.assign(adviser, Role.ADVISER, place)
    asked = make_sheets.campaign(adviser, *places, due_on=make.day("2025-05-15"))
    early, late = make.day("2025-05-10"), make.day("2025-05-18")
    make_sheets.sheet(places[0], campaign=asked, state="soumise", submitted_on=early)
    other = {"1.1": "Un marché", "3": ["Parler d’abord"], "g4": {"text": "Oumou PERSONNE"}}
    make_sheets.sheet(
        places[1], campaign=asked, state="relue", submitted_on=late, variant="A", answers=other
    )
    make_sheets.sheet(places[2], campaign=asked, answers={"1.1": "Brouillon secret"})
    return places, adviser, asked


def test_it_lists_answers_in_time_late_and_missing_and_prints_them_by_section(may: None) -> None:
    places, adviser, asked = _asked()

    rows = {
        str(row.commune): (row.sheet is not None, row.days_late) for row in standing(asked, adviser)
    }
    told = synthesis(asked, adviser, "1")
    paper = synthesis_paper(asked, adviser).html()
    client = Client()
    client.force_login(adviser)
    page = client.get(reverse("library:synthesis", kwargs={"pk": asked.pk}) + "?rubrique=3")
    listed = client.get(reverse("library:campaign", kwargs={"pk": asked.pk})).content.decode()

    assert rows == {"Alpha": (True, 0), "Beta": (True, 3), "Gamma": (False, 5), "Delta": (False, 5)}
    assert [part.variant for part in told] == ["A", "B"]
    assert [one.commune for one in told[1].asked[0].said] == ["Alpha"]
    assert "Parler d’abord" in page.content.decode()
    for words in (
        "État au 20\u00a0mai 2025",
        "Communes sans donnée\u00a0: 2",
        "Un marché",
        "Beta (3",
    ):
        assert words in paper.replace(" :", "\u00a0:"), words
    assert "Brouillon secret" not in paper + listed
    assert "PERSONNE" not in paper
    boss = make.user()
    for place in places:
        make.assign(boss, Role.ADMINISTRATOR, place)
    assert [row.readable for row in standing(asked, boss)] == [False] * 4
    assert synthesis(asked, boss) == []
    outside = synthesis_paper(asked, boss).html()
    assert ("Un marché" in outside, "pas encore publiées" in outside) == (False, True)
    assert synthesis_paper(asked, adviser).pdf().startswith(b"%PDF")
