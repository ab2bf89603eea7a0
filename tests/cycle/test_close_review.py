"""The closing review: what a cycle leaves is read item by item, and written in one send."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from actionplans.models import Action
from communes.models import Commune
from consult.cycle import services
from consult.cycle.closing import ActionChoice, Fate, NeedChoice, review
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from frameworks.models import Cycle, Need
from monitoring.models import CycleSnapshot, Statement
from tests import make

pytestmark = pytest.mark.django_db

CLOSED = make.day("2025-06-10")
WHY = "La pluie a coupé la piste de Ŋɔmi"


@pytest.fixture
def cycle(commune: Commune) -> Cycle:
    """One action done for one need; one running and one not begun for another."""
    framework = make.framework(commune)
    cycle = make.cycle(framework)
    plan = make.plan(cycle, state="valide")
    store, road = (make.need(framework, code=code, state="retenu") for code in ("N01", "N02"))
    for need, situation in ((store, "realisee"), (road, "en_cours"), (road, "")):
        action = make.action(plan, wording=f"Action {situation}")
        action.needs.add(need)
        if situation:
            make.statement(action, situation, done_on=make.DAY if situation == "realisee" else None)
    return cycle


def close(cycle: Cycle, by: User, **facts: Any) -> CycleSnapshot:
    facts.setdefault("closed_on", CLOSED)
    facts.setdefault("end_report_on", CLOSED)
    return services.close_cycle(cycle, by=by, **facts)


def left(cycle: Cycle) -> list[Action]:
    return services.unfinished(cycle)


def test_the_review_parts_what_is_finished_from_what_is_not(cycle: Cycle) -> None:
    found = review(cycle)

    assert [action.wording for action in found.finished] == ["Action realisee"]
    assert [action.wording for action in found.left] == ["Action en_cours", "Action "]


def test_the_review_suggests_of_each_need_what_its_actions_say(cycle: Cycle) -> None:
    assert {need.code: need.proposed for need in review(cycle).needs} == {
        "N01": "satisfait",
        "N02": "en_cours",
    }


@pytest.mark.parametrize(
    ("situations", "state", "proposed"),
    [
        (("realisee", "realisee"), "retenu", "satisfait"),
        (("realisee", "en_cours"), "retenu", "partiellement_satisfait"),
        (("partielle",), "retenu", "partiellement_satisfait"),
        (("realisee", "abandonnee"), "retenu", "satisfait"),
        (("abandonnee",), "retenu", "retenu"),
        (("prevue",), "retenu", "retenu"),
        (("realisee",), "identifie", "identifie"),
        (("en_cours",), "satisfait", "satisfait"),
    ],
)
def test_a_suggestion_never_goes_further_than_the_need_may(
    commune: Commune, situations: tuple[str, ...], state: str, proposed: str
) -> None:
    cycle = make.cycle(make.framework(commune))
    plan, need = make.plan(cycle, state="valide"), make.need(cycle.framework, state=state)
    for situation in situations:
        action = make.action(plan)
        action.needs.add(need)
        make.statement(action, situation, note="Voilà")

    assert [need.proposed for need in review(cycle).needs] == [proposed]


def test_closing_drops_with_the_reason_and_carries_the_rest(cycle: Cycle, secretary: User) -> None:
    running, untouched = left(cycle)

    close(cycle, secretary, actions=[ActionChoice(untouched, Fate.DROPPED, WHY)])

    (said,) = Statement.objects.filter(action=untouched)
    assert (said.situation, said.note, said.said_on, said.after_closing) == (
        "abandonnee",
        WHY,
        CLOSED,
        False,
    )
    assert services.to_carry(cycle.framework) == [running]


def test_a_reason_given_for_carrying_is_kept_as_the_word_of_the_committee(
    cycle: Cycle, secretary: User
) -> None:
    running, _ = left(cycle)

    close(cycle, secretary, actions=[ActionChoice(running, Fate.CARRIED, WHY)])

    said = Statement.objects.filter(action=running).first()
    assert said
    assert (said.situation, said.note) == ("reportee", WHY)
    assert running in services.to_carry(cycle.framework)


def test_needs_are_declared_satisfied_on_the_closing_day(cycle: Cycle, secretary: User) -> None:
    need = Need.objects.get(code="N01")

    close(cycle, secretary, needs=[NeedChoice(need, "satisfait")])

    need.refresh_from_db()
    assert (need.state, need.satisfied_on) == ("satisfait", CLOSED)


def test_one_refused_item_leaves_everything_as_it_was(cycle: Cycle, secretary: User) -> None:
    running, untouched = left(cycle)
    need = Need.objects.get(code="N01")

    with pytest.raises(NotReady):
        close(
            cycle,
            secretary,
            actions=[
                ActionChoice(untouched, Fate.DROPPED, WHY),
                ActionChoice(running, Fate.DROPPED),
            ],
            needs=[NeedChoice(need, "satisfait")],
        )

    cycle.refresh_from_db()
    assert (cycle.state, Statement.objects.filter(situation="abandonnee").exists()) == (
        "ouvert",
        False,
    )
    assert not CycleSnapshot.objects.exists()


def test_an_action_done_meanwhile_is_not_dropped(cycle: Cycle, secretary: User) -> None:
    running, _ = left(cycle)
    make.statement(running, "realisee", said_on=make.day("2025-06-01"))

    with pytest.raises(NotReady, match="relisez"):
        close(cycle, secretary, actions=[ActionChoice(running, Fate.DROPPED, WHY)])


def test_an_action_dropped_on_a_past_closing_day_stays_dropped(
    cycle: Cycle, secretary: User
) -> None:
    running, _ = left(cycle)
    make.statement(running, "en_cours", said_on=CLOSED + datetime.timedelta(days=3))

    close(cycle, secretary, actions=[ActionChoice(running, Fate.DROPPED, WHY)])

    assert running not in services.to_carry(cycle.framework)


def test_what_the_adviser_saw_that_day_is_not_dropped_over(cycle: Cycle, secretary: User) -> None:
    running, _ = left(cycle)
    make.statement(running, "en_cours", "conseiller", said_on=CLOSED)

    with pytest.raises(NotReady, match="conseiller"):
        close(cycle, secretary, actions=[ActionChoice(running, Fate.DROPPED, WHY)])


def test_a_mayor_closes_but_speaks_not_for_the_committee(cycle: Cycle, commune: Commune) -> None:
    mayor = make.mayor(commune)
    running, _ = left(cycle)

    with pytest.raises(PermissionDenied):
        close(cycle, mayor, actions=[ActionChoice(running, Fate.DROPPED, WHY)])
    close(Cycle.objects.get(pk=cycle.pk), mayor)


def test_an_action_of_a_plan_never_agreed_may_be_dropped_once_its_cycle_closed(
    commune: Commune, secretary: User
) -> None:
    action = make.action(make.plan(make.cycle(make.framework(commune))))
    close(action.plan.cycle, secretary)

    services.drop(action, by=secretary, on=CLOSED, reason=WHY)

    assert services.to_carry(action.plan.cycle.framework) == []


def test_a_report_the_committee_validated_closes_the_cycle_without_typing_it_again(
    cycle: Cycle, secretary: User
) -> None:
    report = make.report(cycle, Action.objects.filter(plan__cycle=cycle), validated=True)

    close(cycle, secretary, end_report_on=None)

    cycle.refresh_from_db()
    assert (cycle.state, cycle.end_report_on) == ("clos", report.written_on)


def test_a_validated_report_that_leaves_actions_out_does_not_close_the_cycle(
    cycle: Cycle, secretary: User
) -> None:
    make.report(cycle, validated=True)

    with pytest.raises(NotReady) as refusal:
        close(cycle, secretary)
    assert refusal.value.code == "R9"


# --- The page ---------------------------------------------------------------------------------


def sent(cycle: Cycle, **changes: str) -> dict[str, str]:
    """The review as it is shown, every suggestion left as it is."""
    found = review(cycle)
    rows = {f"a{row.pk}": (row.situation, "a_reporter") for row in found.left}
    rows |= {f"n{need.pk}": (need.state, need.proposed) for need in found.needs}
    values = {"closed_on": "10/06/2025", "end_report_on": "01/06/2025"}
    for prefix, (now, to) in rows.items():
        values |= {f"{prefix}-was": now, f"{prefix}-to": to, f"{prefix}-reason": ""}
    return {**values, **changes}


@pytest.fixture
def page(client: Client, secretary: User, commune: Commune) -> str:
    client.force_login(secretary)
    return reverse("cycle:close", kwargs={"slug": commune.slug})


def test_one_send_closes_the_cycle_as_the_page_says(
    client: Client, page: str, cycle: Cycle
) -> None:
    running, untouched = left(cycle)
    wrote = sent(cycle, **{f"a{untouched.pk}-to": "abandonnee", f"a{untouched.pk}-reason": WHY})

    assert client.post(page, wrote).status_code == 302

    assert {need.code: need.state for need in Need.objects.all()} == {
        "N01": "satisfait",
        "N02": "en_cours",
    }
    assert services.to_carry(cycle.framework) == [running]


def test_a_refusal_writes_nothing_and_keeps_every_word(
    client: Client, page: str, cycle: Cycle
) -> None:
    running, untouched = left(cycle)
    answer = client.post(
        page,
        sent(
            cycle,
            closing_note="À retenir : ɛlɛ",
            end_report_on="",
            **{
                f"a{running.pk}-reason": WHY,
                f"a{untouched.pk}-to": "abandonnee",
            },
        ),
    )

    text = answer.content.decode()
    assert "Dites en une phrase pourquoi l’action est abandonnée." in text
    assert WHY in text
    assert "À retenir : ɛlɛ" in text
    assert Cycle.objects.get(pk=cycle.pk).state == "ouvert"
    assert not Statement.objects.exclude(situation__in=("realisee", "en_cours")).exists()


def test_without_a_report_the_sentence_stands_beside_its_day(
    client: Client, page: str, cycle: Cycle
) -> None:
    answer = client.post(page, sent(cycle, end_report_on=""))

    assert "end_report_on" in answer.context["page"].form.errors


def test_news_that_came_meanwhile_are_shown_before_the_cycle_closes(
    client: Client, page: str, cycle: Cycle
) -> None:
    running, _ = left(cycle)
    wrote = sent(cycle)
    make.statement(running, "bloquee", said_on=make.day("2025-06-01"), note="Terrain")

    first = client.post(page, wrote)
    assert (first.status_code, Cycle.objects.get(pk=cycle.pk).state) == (200, "ouvert")
    assert f'name="a{running.pk}-was" value="bloquee"' in first.content.decode()
    assert client.post(page, wrote | {f"a{running.pk}-was": "bloquee"}).status_code == 302


def test_the_next_cycle_opens_with_what_the_last_one_left(
    client: Client, page: str, cycle: Cycle, secretary: User, commune: Commune
) -> None:
    make.obstacle(cycle.framework, description="Le bac est en panne")
    deferred = make.need(cycle.framework, state="differe", reason="Trop cher cette année")
    close(cycle, secretary)

    text = client.get(reverse("cycle:open", kwargs={"slug": commune.slug})).content.decode()

    for words in ("Action en_cours", "Le bac est en panne", deferred.code, "Trop cher cette année"):
        assert words in text
    assert "Action realisee" not in text
