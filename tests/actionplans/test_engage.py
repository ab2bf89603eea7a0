"""What a party signs, what is read to it, what it is certified to have brought."""

from __future__ import annotations

from typing import Any

import pytest

from actionplans.documents.certificate import contribution_certificate
from actionplans.documents.engage import engagement_letters, our_commitments
from actionplans.documents.to_enter import Record, annex_to_enter
from actionplans.models import Action, ActionPlan, FundingKind, Payment, PdescLine, PlanState
from communes.models import OrganisationKind, Role
from tests import make
from tests.actionplans.conftest import Place
from tests.papers import plain, tags_of

START, UNTIL = make.day("2024-10-01"), make.day("2025-01-31")


@pytest.fixture
def plan(place: Place, settings: Any, tmp_path: Any) -> ActionPlan:
    """Two actions: the town pays and leads, the cooperative brings work and money."""
    settings.VAR = tmp_path
    plan = place.plan(starts_on=START, state=PlanState.AGREED, agreed_on=make.day("2024-09-26"))
    first = make.action(
        plan, sector=place.sector, responsible=place.town, wording="Borner le site",
        estimated_cost=7_000_000, due_words="avant la Tabaski", due_on=make.day("2024-12-31"),
    )  # fmt: skip
    make.promise(first, place.town, 350_000)
    make.promise(
        first, place.group, None, kind=FundingKind.LABOUR, quantity=8, unit="manœuvres", days=3
    )
    second = make.action(
        plan, wording="Former les productrices", responsible=place.group,
        due_on=make.day("2024-11-15"),
    )  # fmt: skip
    make.promise(second, place.group, 2_345_671)
    return plan


def letter(plan: ActionPlan, party: Any = None) -> str:
    return plain(engagement_letters(plan, party).html())


def test_a_letter_says_each_promise_in_figures_and_in_words(plan: ActionPlan, place: Place) -> None:
    said = letter(plan, place.group)

    assert "8 manœuvres pendant 3 jours, en main-d’œuvre" in said
    assert "non renseigné" in said
    assert "2 345 671" in said
    assert "deux millions trois cent quarante-cinq mille six cent soixante et onze" in said
    assert "Avant la Tabaski (au plus tard le 31 décembre 2024)" in said
    assert "1 apport sans valeur renseignée" in said


def test_a_letter_for_one_party_names_no_other_promise(plan: ActionPlan, place: Place) -> None:
    said = letter(plan, place.group)

    assert ("350 000" in said, said.count("<section")) == (False, 1)


def test_every_party_that_promised_has_its_letter_and_the_mayor_signs_it(
    plan: ActionPlan, place: Place
) -> None:
    place.group.president = make.person(place.commune, first_name="Djénéba", last_name="TRAORÉ")
    place.group.save()
    place.commune.executives.create(head="Bakary Sacko")

    said = letter(plan)

    assert (said.count("<section"), said.count("<h1"), said.count("Bakary Sacko")) == (2, 1, 2)
    assert 'Pour Coopérative Jɛkafɔ, le (la) président(e)</b><span class="who">Djénéba' in said


def test_a_promise_taken_over_leaves_the_letter_of_who_gave_it_up(place: Place) -> None:
    action = make.action(place.plan())
    new = make.promise(action, place.town, 100_000)
    make.promise(
        action, place.group, 100_000,
        replaced_by=new, replaced_on=START, replaced_reason="Retrait",
    )  # fmt: skip

    said = letter(action.plan)

    assert ("Coopérative Jɛkafɔ" in said, "Commune de Dioro" in said) == (False, True)


def test_commitments_are_short_sentences_without_abbreviations(
    plan: ActionPlan, place: Place
) -> None:
    place.group.acronym = "CJ"
    place.group.save()

    said = plain(our_commitments(plan, place.group).html()).partition("<main>")[2]

    assert "Nous avons promis <b>8 manœuvres pendant 3 jours. Leur valeur n’est pas" in said
    assert "Nous avons promis <b>deux millions" in said
    assert "<b>Former les productrices</b>.<br>Délai : au plus tard le 15 novembre 2024." in said
    assert [word for word in ("CJ", "n° ", "FCFA", "Réf.") if word in said] == []


def test_a_party_that_only_answers_for_an_action_hears_so(place: Place) -> None:
    make.action(place.plan(), wording="Semer", responsible=place.group)

    said = plain(our_commitments(place.cycle.plan).html())

    assert "Nous n’avons promis ni argent, ni bien, ni travail." in said
    assert "Nous répondons de" in said


@pytest.mark.parametrize("make_paper", [engagement_letters, our_commitments])
def test_a_plan_nobody_promised_anything_to_still_prints(place: Place, make_paper: Any) -> None:
    assert "Personne n’a encore rien promis" in plain(make_paper(place.plan()).html())


def pay(plan: ActionPlan, place: Place) -> None:
    lines = {line.kind: line for line in place.group.promises.all()}
    cash, work = lines[FundingKind.CASH], lines[FundingKind.LABOUR]
    cash.payments.create(amount=80_000, paid_on=make.day("2024-11-02"), evidence="Reçu n° 7")
    cash.payments.create(amount=500_000, paid_on=make.day("2025-02-01"))
    work.payments.create(amount=24_000)


def certify(place: Place, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return plain(place.client.get(f"{place.url('certificate')}?{query}").content.decode())


def test_a_certificate_counts_what_was_brought_until_its_day(
    plan: ActionPlan, place: Place
) -> None:
    pay(plan, place)

    said = certify(place, partie=str(place.group.pk), au=str(UNTIL))

    assert "cent quatre mille francs CFA</b> (104 000 FCFA)" in said
    assert "80 000 FCFA versés en espèces et 24 000 FCFA d’apports" in said
    assert ("02/11/2024" in said, "Reçu n° 7" in said, "500 000" in said) == (True, True, False)


def test_an_undated_payment_of_a_plan_that_still_runs_waits(plan: ActionPlan, place: Place) -> None:
    pay(plan, place)

    said = certify(place, partie=str(place.group.pk), au="2024-12-01")

    assert "quatre-vingt mille francs CFA</b> (80 000 FCFA)" in said


def test_a_party_that_paid_nothing_is_certified_nothing(plan: ActionPlan, place: Place) -> None:
    assert "Il n’y a rien à attester." in certify(place, partie=str(place.town.pk))


def test_a_day_that_does_not_exist_is_refused_beside_the_field(
    plan: ActionPlan, place: Place
) -> None:
    page = place.client.get(place.url("papers"), {"au": "31/02/2025"}).content.decode()

    assert ('value="31/02/2025"' in page, "field bad" in page) == (True, True)
    assert place.client.get(place.url("certificate"), {"au": "31/02/2025"}).status_code == 404


def test_a_partner_reads_no_paper_that_names_people(plan: ActionPlan, place: Place) -> None:
    place.client.force_login(make.user(Role.PARTNER, place.commune))
    page = place.client.get(place.url("papers")).content.decode()

    assert place.client.get(place.url("engagement-letters")).status_code == 403
    assert place.client.get(place.url("council-file")).status_code == 403
    assert (place.url("engagement-letters") in page, place.url("commitments") in page) == (
        False,
        True,
    )


def test_a_neighbour_s_organisation_has_no_paper_here(plan: ActionPlan, place: Place) -> None:
    stranger = make.organisation(make.commune(), OrganisationKind.NGO)

    for asked in (str(stranger.pk), "abc", "9" * 12):
        assert place.client.get(place.url("commitments"), {"partie": asked}).status_code == 404


def annex(plan: ActionPlan, place: Place) -> str:
    actions = Action.objects.in_commune(place.commune).to_be_entered()
    lines = PdescLine.objects.in_commune(place.commune)
    return plain(annex_to_enter(plan, Record(actions, lines), UNTIL).html())


def test_the_annex_lists_what_is_to_be_entered_with_villages_share_and_year(
    plan: ActionPlan, place: Place
) -> None:
    first = plan.actions.get(wording="Borner le site")
    first.needs.add(make.need(place.cycle.framework, village="Kominé"))
    Action.objects.filter(pk=first.pk).update(to_enter=True)

    said = annex(plan, place)

    row = "<td>Échalote / oignon</td><td>Kominé</td>"
    assert f'{row}<td class="num">7 000 000</td><td class="num">350 000</td>' in said
    assert '<td class="c">2025</td>' in said
    assert "sept millions de francs CFA" in said
    assert "Former les productrices" not in said


def test_the_annex_names_lines_of_priority_sectors_without_an_action(
    plan: ActionPlan, place: Place
) -> None:
    period = place.commune.pdescs.create(first_year=2024, last_year=2028)
    period.lines.create(code="2.1", title="Un magasin", sector=place.sector, villages="Dioro")
    period.lines.create(code="2.2", title="Une école", sector=make.sector("ecole"))
    taken = period.lines.create(code="2.3", title="Un quai", sector=place.sector)
    plan.actions.filter(wording="Borner le site").update(pdesc_line=taken)

    said = annex(plan, place)

    assert [title for title in ("Un magasin", "Une école", "Un quai") if title in said] == [
        "Un magasin"
    ]


def test_each_of_these_papers_can_be_read_aloud_by_a_machine(
    plan: ActionPlan, place: Place
) -> None:
    pay(plan, place)
    payments = Payment.objects.in_commune(place.commune)
    certificate = contribution_certificate(plan.cycle.framework, payments, UNTIL)

    for paper in (engagement_letters(plan), certificate):
        assert {"/H1", "/Table", "/TH", "/TD", "/Caption"} <= tags_of(paper)
    assert {"/H1", "/L", "/LI"} <= tags_of(our_commitments(plan))
