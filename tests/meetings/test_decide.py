"""The decisions of a meeting: typed in one send, what follows from them, their register."""

from __future__ import annotations

import gzip
import html
import re
from typing import Any

import pytest
from django.urls import reverse

from consult.meetings import services
from consult.meetings.services.deciding import Consequence
from foundation.formats.dates import day_short
from foundation.journal.models import Entry
from foundation.records.errors import NotReady
from frameworks.models import Decision, Meeting
from monitoring.models import Obstacle
from tests import make
from tests.meetings.test_pages import signed_in, url
from tests.meetings.test_wrong_input import filled

pytestmark = pytest.mark.django_db

ROW = {"nature": "autre", "mode": "consensus"}


@pytest.fixture
def meeting() -> Meeting:
    return make.meeting(make.framework(make.commune()), held="2024-03-20")


def typed(prefix: str, **fields: Any) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in (ROW | fields).items()}


def send(meeting: Meeting, *rows: dict[str, Any]) -> Any:
    """The page as it stands, with these boxes filled."""
    commune = meeting.framework.commune
    client, address = signed_in(make.secretary(commune)), url("decisions", commune, pk=meeting.pk)
    data = filled(client.get(address).content.decode())
    for row in rows:
        data |= row
    return client.post(address, data)


def situation(decision: Decision) -> str:
    slug = decision.meeting.framework.commune.slug
    return reverse("meetings:decision-situation", kwargs={"slug": slug, "pk": decision.pk})


def draft_plan(meeting: Meeting, number: int = 3) -> Any:
    return make.plan(make.cycle(meeting.framework, number, make.day("2024-03-01")))


def errors(response: Any) -> list[dict[str, Any]]:
    return [dict(form.errors) for form in response.context["forms"] if form.errors]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_eight_new_decisions_are_entered_in_one_send(meeting: Meeting) -> None:
    rows = [typed(f"n{place}", wording=f"Décision {place}") for place in range(8)]

    assert send(meeting, *rows).status_code == 302

    assert list(meeting.decisions.values_list("number", "wording")) == [
        (place + 1, f"Décision {place}") for place in range(8)
    ]


def test_a_saved_page_leads_on_to_the_next_part_and_saving_more_stays(meeting: Meeting) -> None:
    commune = meeting.framework.commune
    on = send(meeting, typed("n0", wording="Une"))
    stay = send(meeting, typed("n0", wording="Deux"), {"again": "1"})

    assert on.url != url("decisions", commune, pk=meeting.pk)
    assert stay.url == url("decisions", commune, pk=meeting.pk)


def test_a_decision_retains_the_needs_it_is_about(meeting: Meeting) -> None:
    one, two = make.need(meeting.framework), make.need(meeting.framework)

    send(meeting, typed("n0", wording="Retenus", needs=[one.pk, two.pk], need_choice="retenu"))

    assert set(meeting.treatments.values_list("need", "choice")) == {
        (one.pk, "retenu"), (two.pk, "retenu"),
    }  # fmt: skip
    one.refresh_from_db()
    assert (one.state, one.retained_at) == ("retenu", meeting)


def test_needs_put_off_need_a_reason_and_a_choice_needs_its_needs(meeting: Meeting) -> None:
    need = make.need(meeting.framework)

    mute = send(meeting, typed("n0", wording="Plus tard", needs=[need.pk], need_choice="differe"))
    empty = send(meeting, typed("n0", wording="Retenu", need_choice="retenu"))

    assert [list(found) for found in errors(mute)] == [["need_reason"]]
    assert [list(found) for found in errors(empty)] == [["needs"]]
    assert (meeting.decisions.count(), meeting.treatments.count()) == (0, 0)


def test_what_was_decided_of_needs_is_shown_again_and_can_be_taken_back(meeting: Meeting) -> None:
    need = make.need(meeting.framework)
    send(meeting, typed("n0", wording="Retenu", needs=[need.pk], need_choice="retenu"))
    prefix = f"d{meeting.decisions.get().pk}"

    send(meeting)
    kept = meeting.treatments.get().choice
    send(meeting, {f"{prefix}-need_choice": ""})

    need.refresh_from_db()
    assert (kept, need.state, meeting.treatments.count()) == ("retenu", "identifie", 0)


def test_a_decision_creates_an_action_in_the_draft_plan(meeting: Meeting) -> None:
    plan = draft_plan(meeting)
    owner = make.organisation(meeting.framework.commune)
    need = make.need(meeting.framework, sector=make.sector())
    row = typed(
        "n0", wording="Borner le site", owner=owner.pk, deadline_words="avant la Tabaski",
        deadline_on="15/05/2024", needs=[need.pk], make_action="on",
    )  # fmt: skip

    send(meeting, row)
    send(meeting)

    action = plan.actions.get()
    assert (action.wording, action.responsible, action.due_words, action.due_on) == (
        "Borner le site", owner, "avant la Tabaski", make.day("2024-05-15"),
    )  # fmt: skip
    assert (action.decided_in, list(action.needs.all()), action.sector) == (
        meeting.decisions.get(), [need], need.sector,
    )  # fmt: skip


def test_a_sealed_plan_takes_no_action_and_says_so_beside_the_box(meeting: Meeting) -> None:
    plan = draft_plan(meeting)
    make.seal(plan)

    response = send(meeting, typed("n0", wording="Borner", make_action="on"))

    assert [list(found) for found in errors(response)] == [["make_action"]]
    assert "changes no more" in response.content.decode() or "ne change plus" in words(
        response.content.decode()
    )
    assert (meeting.decisions.count(), plan.actions.count()) == (0, 0)


def test_the_service_refuses_an_action_of_a_sealed_plan_too(meeting: Meeting) -> None:
    plan = draft_plan(meeting)
    make.seal(plan)
    decision = make.decision(meeting)
    mayor = make.mayor(meeting.framework.commune)

    with pytest.raises(NotReady):
        services.record_decisions(
            meeting, by=mayor, consequences=[Consequence(decision, plan=plan)]
        )

    assert plan.actions.count() == 0


def test_a_decision_answers_an_obstacle_before_the_meeting(meeting: Meeting) -> None:
    obstacle = Obstacle.objects.create(
        framework=meeting.framework, category="foncier", description="Le site est contesté",
        raised_on=make.day("2024-02-01"), state="transmis",
    )  # fmt: skip
    passage = obstacle.passages.create(meeting=meeting, passed_on=make.day("2024-03-01"))

    send(meeting, typed("n0", wording="Le chef tranche", obstacle=passage.pk))

    passage.refresh_from_db()
    assert (passage.decision, passage.answer) == (meeting.decisions.get(), "Le chef tranche")


def test_a_decision_takes_up_an_earlier_one_and_has_a_day_of_review(meeting: Meeting) -> None:
    before = make.decision(make.meeting(meeting.framework, number=meeting.number - 1 or 0))
    Meeting.objects.filter(pk=meeting.pk).update(number=9)

    response = send(
        meeting, typed("n0", wording="Reprise", resumes=before.pk, review_on="01/06/2024")
    )

    taken: Any = meeting.decisions.get()
    assert response.status_code == 302
    assert (taken.resumes, taken.review_on) == (before, make.day("2024-06-01"))


def test_parts_are_typed_one_a_line_then_given_their_owner_and_day(meeting: Meeting) -> None:
    owner = make.organisation(meeting.framework.commune)
    send(meeting, typed("n0", wording="Marché", new_parts="Borner\n\n Clôturer \n"))
    decision = meeting.decisions.get()
    first, second = decision.parts.all()

    send(meeting, {f"p{first.pk}-owner": owner.pk, f"p{first.pk}-deadline_on": "01/05/2024"})

    first.refresh_from_db()
    assert (first.wording, second.wording) == ("Borner", "Clôturer")
    assert (first.owner, first.deadline_on) == (owner, make.day("2024-05-01"))


def test_a_part_too_long_is_refused_and_kept_in_the_box(meeting: Meeting) -> None:
    response = send(meeting, typed("n0", wording="Marché", new_parts="é" * 301))

    assert [list(found) for found in errors(response)] == [["new_parts"]]
    assert "é" * 301 in response.content.decode()


def test_a_decision_typed_by_mistake_goes_with_its_parts(meeting: Meeting) -> None:
    send(meeting, typed("n0", wording="Erreur", new_parts="Une\nDeux"))
    prefix = f"d{meeting.decisions.get().pk}"

    assert send(meeting, {f"{prefix}-remove": "on"}).status_code == 302

    assert meeting.decisions.count() == 0


def test_communes_concerned_are_asked_of_joint_meetings_alone(meeting: Meeting) -> None:
    neighbour = make.commune("Farako")
    page = url("decisions", meeting.framework.commune, pk=meeting.pk)
    client = signed_in(make.secretary(meeting.framework.commune))
    alone = client.get(page).content.decode()

    meeting.joint_with.add(neighbour)
    send(meeting, typed("n0", wording="Piste", concerns=[neighbour.pk]))

    assert "n0-concerns" not in alone
    assert list(meeting.decisions.get().concerns.all()) == [neighbour]


def test_the_end_of_the_plan_is_proposed_as_last_day_and_never_written_unasked(
    meeting: Meeting,
) -> None:
    ends = day_short(draft_plan(meeting).ends_on)
    client = signed_in(make.secretary(meeting.framework.commune))
    page = client.get(url("decisions", meeting.framework.commune, pk=meeting.pk)).content.decode()

    send(meeting, typed("n0", wording="Sans échéance"))

    assert f'<datalist id="plan-end"><option value="{ends}">' in page
    assert meeting.decisions.get().deadline_on is None


def test_what_became_of_a_decision_is_dated_worded_and_in_the_journal(meeting: Meeting) -> None:
    decision = make.decision(meeting)
    client = signed_in(make.secretary(meeting.framework.commune))
    data = filled(client.get(situation(decision)).content.decode())

    client.post(
        situation(decision),
        data | {"state": "faite", "settled_on": "02/04/2024", "note": "Borné par le chef"},
    )

    decision.refresh_from_db()
    assert (decision.state, decision.settled_on, decision.settled_note) == (
        "faite", make.day("2024-04-02"), "Borné par le chef",
    )  # fmt: skip
    assert Entry.objects.filter(record=str(decision.pk), note="Borné par le chef").count() == 1


def test_a_decision_is_not_done_without_a_word_while_a_part_is_open(meeting: Meeting) -> None:
    decision = make.decision(meeting)
    part = decision.parts.create(position=1, wording="Borner")
    client = signed_in(make.secretary(meeting.framework.commune))
    data = {"state": "faite", f"p{part.pk}-state": "ouverte"}

    mute = client.post(situation(decision), data)
    said = client.post(situation(decision), data | {"note": "Le reste est sans objet"}, follow=True)

    assert list(mute.context["form"].errors) == ["note"]
    decision.refresh_from_db()
    assert decision.state == "faite"
    assert [message.level_tag for message in said.context["messages"]] == ["ok", "warn"]


def test_parts_are_settled_one_by_one_on_the_same_page(meeting: Meeting) -> None:
    decision = make.decision(meeting)
    one, two = (decision.parts.create(position=n, wording=f"Partie {n}") for n in (1, 2))
    client = signed_in(make.secretary(meeting.framework.commune))
    data = filled(client.get(situation(decision)).content.decode())

    client.post(
        situation(decision),
        data | {f"p{one.pk}-state": "faite", f"p{one.pk}-settled_on": "02/04/2024"},
    )

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, one.settled_on) == ("faite", make.day("2024-04-02"))
    assert (two.state, two.settled_on) == ("ouverte", None)


def test_two_people_settling_one_decision_see_each_other(meeting: Meeting) -> None:
    decision = make.decision(meeting)
    client = signed_in(make.secretary(meeting.framework.commune))
    data = filled(client.get(situation(decision)).content.decode())
    client.post(situation(decision), data | {"state": "faite"})

    late = client.post(situation(decision), data | {"state": "abandonnee"})

    decision.refresh_from_db()
    assert (late.status_code, decision.state) == (200, "faite")


def test_the_page_of_eight_blank_decisions_is_light_in_a_real_commune(meeting: Meeting) -> None:
    commune = meeting.framework.commune
    draft_plan(meeting)
    for number in range(30):
        party = make.organisation(commune, name=f"{NAMES[number % 10]} de {NAMES[-number % 7]}")
        make.person(commune, organisation=party, first_name=NAMES[number % 9])
    for number in range(12):
        make.need(
            meeting.framework, statement=f"{NAMES[number % 10]} à réparer à {NAMES[-number % 7]}"
        )
    for number in range(5):
        meeting.agenda.create(position=number + 1, title=f"Point {NAMES[number]}")
    earlier = make.meeting(meeting.framework, held="2023-01-01")
    Meeting.objects.filter(pk=meeting.pk).update(number=9)
    for number in range(6):
        make.decision(earlier, wording=f"Reprendre {NAMES[number]} avec {NAMES[number + 1]}")

    page = signed_in(make.secretary(commune)).get(url("decisions", commune, pk=meeting.pk))

    assert len(gzip.compress(page.content, 6)) <= 7_500


NAMES = (
    "Coopérative rizicole", "Association des femmes transformatrices", "Groupement d’embouche",
    "Union maraîchère", "Comité de gestion du marché", "Chambre des métiers",
    "Syndicat des transporteurs", "Caisse villageoise", "Société minotière", "Faîtière du lait",
)  # fmt: skip


def test_a_decision_leads_to_the_mandate_it_changes(meeting: Meeting) -> None:
    committee = make.committee(meeting.framework)
    decision = make.decision(meeting, nature="mandat", wording="Le mandat est élargi")
    commune = meeting.framework.commune
    client = signed_in(make.secretary(commune))
    link = f"{reverse('monitoring:mandate', kwargs={'slug': commune.slug})}?decision={decision.pk}"

    shown = client.get(situation(decision)).content.decode()
    data = filled(client.get(link).content.decode())
    client.post(link, data | {"tasks": "Suivre le plan"})

    mandate = committee.mandates.get()
    assert link in shown
    assert (mandate.decided_in, mandate.agreed_at) == (decision, meeting)
