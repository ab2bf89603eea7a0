"""The commune's own heading reaches its plans and acts; what is sealed or archived stays as is."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.storage import default_storage

from actionplans.documents import paper_of, plan_document
from actionplans.models import PlanState, PlanVersion
from actionplans.services.archive import sealed_pdf
from foundation.documents import engine
from frameworks.documents import act_paper, dispatch_slip
from frameworks.models import Deliberation, Paper, PaperPart, PaperText
from frameworks.wording import end_of
from tests import make
from tests.actionplans.conftest import Place

AGREED = make.day("2024-09-26")
OWN = "Mairie de {commune}\nService du développement local"


def say(place: Place, on: str) -> None:
    PaperText.objects.create(
        commune=place.commune,
        paper=Paper.ALL,
        part=PaperPart.HEADER,
        text=OWN,
        at=end_of(make.day(on)),
        by=place.by,
    )


def test_a_plan_bears_the_heading_the_commune_had_by_its_day(place: Place) -> None:
    plan = place.plan(state=PlanState.AGREED, agreed_on=AGREED)
    say(place, "2024-09-01")

    assert "<b>Mairie de Dioro</b>" in plan_document(plan).html()


def test_a_heading_written_later_does_not_reach_an_older_plan(place: Place) -> None:
    plan = place.plan(state=PlanState.AGREED, agreed_on=AGREED)
    say(place, "2024-09-27")

    assert "Service du développement local" not in plan_document(plan).html()


def test_a_sealed_plan_keeps_its_heading_whatever_is_written_since(place: Place) -> None:
    plan = place.plan(state=PlanState.AGREED, agreed_on=AGREED)
    sealed = make.seal(plan).html
    say(place, "2024-09-01")

    assert paper_of(plan).html() == sealed


def test_a_signed_act_and_its_slip_bear_the_heading_of_their_days(place: Place) -> None:
    act: Deliberation = make.deliberation(
        place.commune, state="transmise", transmitted_on=make.day("2024-03-01")
    )
    say(place, "2024-02-20")

    assert "<b>Mairie de Dioro</b>" not in act_paper(act).html()
    assert "<b>Mairie de Dioro</b>" in dispatch_slip(act).html()


@pytest.fixture
def version(place: Place, settings: Any, tmp_path: Any) -> PlanVersion:
    settings.VAR = settings.MEDIA_ROOT = tmp_path
    return make.seal(place.plan(state=PlanState.AGREED, agreed_on=AGREED))


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_an_archived_pdf_that_is_gone_is_stored_again_byte_for_byte(
    version: PlanVersion, harm: str
) -> None:
    first = sealed_pdf(version)
    file = default_storage.path(f"sealed/{version.pdf_sha256}.pdf")
    default_storage.delete(file)
    if harm == "damaged":
        with default_storage.open(file, "wb") as cut:
            cut.write(first[:100])

    assert sealed_pdf(version) == first
    with default_storage.open(file) as stored:
        assert hashlib.sha256(stored.read()).hexdigest() == version.pdf_sha256


def test_a_plan_is_drawn_once_then_served_from_its_file(
    place: Place, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR = tmp_path
    plan, drawn, real = place.plan(), [], engine.draw
    make.action(plan)

    def counted(html: str, **more: Any) -> bytes:
        drawn.append(html)
        return real(html, **more)

    monkeypatch.setattr(engine, "draw", counted)
    twice = [plan_document(plan).pdf() for _ in range(2)]
    make.action(plan, wording="Une action de plus")
    plan_document(plan).pdf()

    assert (twice[0] == twice[1], len(drawn)) == (True, 2)
