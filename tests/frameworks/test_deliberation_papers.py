"""The council's acts on paper: their formulas, their text until signature, what is kept after."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from foundation.formats.words import fcfa_in_words, number_in_words
from frameworks.documents import act_paper, dispatch_slip
from frameworks.documents.act_words import proposed_text
from frameworks.models import ActPaper, Deliberation, LegalText
from tests import make
from tests.frameworks.world import Place
from tests.make import partial
from tests.papers import plain, tags_of

pytestmark = pytest.mark.django_db
VOTE = {
    "in_office": 29, "present": 22, "represented": 3, "absent": 4, "votes_for": 24,
    "votes_against": 0, "abstentions": 1, "not_voting": 0,
}  # fmt: skip


@pytest.fixture
def place() -> Place:
    here = Place()
    here.commune.executives.create(head="Bakary SACKO (démo)", valid_from=make.day("2022-01-01"))
    return here


def act(place: Place, **fields: Any) -> Deliberation:
    """The founding act, voted with the votes of R16 unless told otherwise."""
    founding = place.its.founding_deliberation
    assert founding is not None
    for name, value in {**VOTE, "articles": "Il est créé un cadre.", **fields}.items():
        setattr(founding, name, value)
    founding.save()
    return founding


def words(of: Any) -> str:
    return plain(of.html())


def test_a_voted_act_prints_its_session_votes_articles_and_places_to_sign(place: Place) -> None:
    paper = words(act_paper(act(place)))

    for said in (
        "session ordinaire, le quinze février deux mille vingt-quatre",
        "sous la présidence de Bakary SACKO (démo), le Maire",
        "portant création du cadre de concertation",
        '<td class="c">24</td>',
        "Après en avoir délibéré, <b>ADOPTE</b> la délibération dont la teneur suit :",
        "<b>Article 1er :</b> Il est créé un cadre.",
        "Fait à",
        "Le Maire, président de séance",
        "Ampliations :",
    ):
        assert said in paper, said
    assert "PROJET" not in paper


def test_a_special_delegation_deliberates_in_every_formula(place: Place) -> None:
    place.commune.executives.update(kind="delegation_speciale")
    founding = act(place)
    founding.articles = proposed_text(founding, place.its).articles

    paper = words(act_paper(founding)) + words(act_paper(founding, ActPaper.EXTRACT))

    assert "La Délégation spéciale de" in paper
    assert "réunie à" in paper
    assert "Le Président de la Délégation spéciale, président de séance" in paper
    assert "Conseil communal" not in paper
    assert "Maire" not in paper


@pytest.mark.parametrize(
    ("dated", "cited"), [("2019-05-02", "2017-051"), ("2023-03-13", "2023-004")]
)
def test_visas_are_those_in_force_on_the_day_of_the_act(
    place: Place, dated: str, cited: str
) -> None:
    for number, first, last in (
        ("2017-051", "2017-10-02", "2023-03-12"),
        ("2023-004", "2023-03-13", None),
    ):
        LegalText.objects.create(
            code=number, title_fr=f"Vu la Loi n° {number}", title_en="Law",
            valid_from=make.day(first), valid_to=last and make.day(last),
        )  # fmt: skip

    paper = words(act_paper(act(place, dated=partial(dated))))

    assert [number for number in ("2017-051", "2023-004") if number in paper] == [cited]


def test_a_draft_says_so_and_leaves_its_votes_to_be_filled(place: Place) -> None:
    paper = words(act_paper(act(place, state="projet", **dict.fromkeys(VOTE))))

    assert '<div class="demo-word" aria-hidden="true">PROJET</div>' in paper
    assert '<td class="c">………</td>' in paper


def test_an_act_that_lost_its_vote_is_not_printed_as_adopted(place: Place) -> None:
    paper = words(act_paper(act(place, votes_for=10, votes_against=15, abstentions=0)))

    assert "<b>N’ADOPTE PAS</b>" in paper


def test_the_founding_text_names_sectors_and_members_by_college(place: Place) -> None:
    make.priority(place.its, make.sector("riz"), actors_known=1200, womens_share=60)
    for college in ("secteur_prive", "secteur_prive", "commune"):
        place.its.members.create(organisation=make.organisation(place.commune), college=college)

    found = proposed_text(act(place), place.its)

    assert "Les filières prioritaires sont : Riz." in plain(found.articles)
    assert "3 membres, par collège : commune (1), secteur privé (2)." in plain(found.articles)
    assert "compte 1 200 acteurs connus et occupe 60 % de femmes" in plain(found.considerants)
    assert len(found.articles.splitlines()) == 10


def test_a_signed_act_stays_as_it_was_signed_whatever_changes_later(place: Place) -> None:
    founding = act(place, visas="Vu la Constitution", state="votee")
    before = {paper: words(act_paper(founding, paper)) for paper in ActPaper}
    place.post("change-deliberation", _typed(founding, state="signee"), pk=founding.pk)

    place.commune.executives.update(head="Un autre")
    late = make.organisation(place.commune, name="Venue plus tard (démo)")
    place.its.members.create(organisation=late, college="commune")
    founding.refresh_from_db()

    assert founding.state == "signee"
    assert "Venue plus tard" not in words(act_paper(founding))
    for paper in ActPaper:
        kept = words(act_paper(founding, paper))
        assert kept.startswith(before[paper].rpartition("</main>")[0].rstrip())
        assert "transmission, contrôle et affichage" in kept


def test_a_kept_text_carries_its_digest(place: Place) -> None:
    founding = act(place, state="votee")
    place.post("change-deliberation", _typed(founding, state="signee"), pk=founding.pk)

    kept = {text.paper: (text.html, text.sha256) for text in founding.texts.all()}

    assert set(kept) == set(ActPaper)
    for html, digest in kept.values():
        assert hashlib.sha256(html.encode()).hexdigest() == digest


def test_an_act_that_is_only_voted_keeps_no_text(place: Place) -> None:
    founding = act(place)
    place.post("change-deliberation", _typed(founding, state="votee"), pk=founding.pk)

    assert founding.texts.count() == 0


def _typed(founding: Deliberation, **changes: Any) -> dict[str, Any]:
    known = {
        "number": founding.number, "dated": "15/02/2024", "object": founding.object,
        "kind": founding.kind, "state": founding.state, "session_kind": founding.session_kind,
        "articles": founding.articles, **VOTE,
    }  # fmt: skip
    return known | changes


def test_the_extract_is_certified_by_the_head_of_the_commune(place: Place) -> None:
    paper = words(act_paper(act(place), ActPaper.EXTRACT))

    assert "Extrait du registre des délibérations du Conseil communal" in paper
    assert "Pour extrait conforme, le Maire" in paper
    assert "Ampliations" not in paper


def test_the_slip_names_the_representative_of_the_state_and_the_copies(place: Place) -> None:
    sent = act(
        place, state="transmise", transmitted_on=make.day("2024-02-19"), slip_number="031",
        copies_sent=4, transmitted_to="Préfet",
    )  # fmt: skip

    paper = words(dispatch_slip(sent))

    assert "Bordereau d’envoi n° 031" in paper
    assert f"Préfet du cercle de {place.commune.cercle.name}" in paper
    assert f"Délibération n° {sent.number} du 15 février 2024" in paper
    assert '<td class="c">4</td>' in paper


def test_the_deliberation_can_be_read_aloud(place: Place) -> None:
    assert {"/H1", "/Table", "/TH", "/P"} <= tags_of(act_paper(act(place)))


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "zéro franc CFA"),
        (1, "un franc CFA"),
        (21, "vingt et un francs CFA"),
        (71, "soixante et onze francs CFA"),
        (80, "quatre-vingts francs CFA"),
        (81, "quatre-vingt-un francs CFA"),
        (100, "cent francs CFA"),
        (200, "deux cents francs CFA"),
        (1_000, "mille francs CFA"),
        (80_000, "quatre-vingt mille francs CFA"),
        (1_000_000, "un million de francs CFA"),
        (
            2_345_671,
            "deux millions trois cent quarante-cinq mille six cent soixante et onze francs CFA",
        ),
        (1_000_000_000, "un milliard de francs CFA"),
    ],
)
def test_an_amount_in_words_is_good_french(amount: int, said: str) -> None:
    assert fcfa_in_words(amount) == said


def test_a_plural_hundred_loses_its_s_before_another_number() -> None:
    assert number_in_words(200_000) == "deux cent mille"
    assert number_in_words(80_000_000) == "quatre-vingts millions"
