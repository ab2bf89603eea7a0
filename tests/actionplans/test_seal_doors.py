"""A sealed plan at every door a person can knock at: the pages of each role, and the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan, FundingLine, PlanState, PlanVersion
from actionplans.services import sealing
from communes.models import Role
from foundation.capture.tokens import make_token
from tests import make
from tests.admin.browse import page_of, save
from tests.project.pages import (
    Filled,
    Page,
    Undone,
    forms_of,
    is_page,
    pages,
    plausible,
    send,
    typed_in,
)
from tests.project.pages import Shown as Opened
from tests.project.stages import STAGES, Stage
from tests.project.test_stale import otherwise

pytestmark = pytest.mark.django_db

# Pages that write into a plan, or open and close what it belongs to.
ROOMS = ("actionplans", "cycle")
BESIDES = {"meetings:decisions"}
SHUT = {403, 404, 405}


class Known:
    """What the seal holds of a plan, to be compared after every attempt."""

    def __init__(self, plan: ActionPlan) -> None:
        self.pk, self.before = plan.pk, self._now(plan.pk)

    @staticmethod
    def _now(pk: int) -> tuple[Any, ...]:
        plan = ActionPlan.objects.get(pk=pk)
        versions = PlanVersion.objects.filter(plan=plan).order_by("number")
        seals = versions.values_list("number", "sha256", "data", "html", "pdf_sha256")
        return sealing.as_text(sealing.canonical(plan)), *seals

    @property
    def has_changed(self) -> bool:
        return self._now(self.pk) != self.before


def draft() -> tuple[Stage, ActionPlan]:
    """A commune at work on its plan: every form that writes into one is open."""
    stage = STAGES["drafting"](1)
    return stage, ActionPlan.objects.in_commune(stage.world.commune).get(state=PlanState.DRAFT)


def doors(stage: Stage) -> Iterator[tuple[Page, Filled]]:
    """The forms as the draft shows them, each to be filled with what the plan does not say."""
    for page in pages(stage):
        if page.name.partition(":")[0] in ROOMS or page.name in BESIDES:
            answer = page.client.get(page.url)
            for form in forms_of(Opened(page, answer)) if is_page(answer) else ():
                yield page, form


def ways(form: Filled) -> Iterator[dict[str, Any]]:
    """All of it filled in two ways, then one box after the other."""
    yield plausible(form)
    another = otherwise(form)
    yield another
    for name, controls in form.controls.items():
        if typed_in(controls[0]):
            yield {**form.values, name: another[name]}


def way_in(page: Page, form: Filled, known: Known) -> dict[str, Any] | None:
    """What changes the draft when it is sent through this form."""
    for values in ways(form):
        with Undone():
            send(page, form, values)
            if known.has_changed:
                return values
    return None


def test_no_form_of_any_role_changes_a_sealed_plan() -> None:
    stage, plan = draft()
    people = {role: user for role, user in stage.world.people.items() if role in stage.clients}
    known = Known(plan)
    found = [(page, form, way_in(page, form, known)) for page, form in doors(stage)]
    opened = {page.name for page, _form, way in found if way}
    make.seal(plan)
    known, tried, changed = Known(plan), 0, []

    for page, form, way in found:
        for role, user in people.items():
            tried += 1
            client = stage.clients[role]
            with Undone():
                mine = {**(way or otherwise(form)), "op_id": make_token(user.pk)}
                send(page._replace(client=client), form, mine)
                if known.has_changed:
                    changed.append(f"{page.name} as {role}")

    assert {"actionplans:change-action", "actionplans:take-up", "cycle:carry"} <= opened
    assert tried >= 100
    assert changed == []


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(make.user(Role.ADMINISTRATOR))
    return client


def of_the_plan(plan: ActionPlan) -> list[models.Model]:
    lines = FundingLine.objects.filter(action__plan=plan)
    return [plan, *plan.actions.all(), *lines, *plan.versions.all()]


@pytest.mark.parametrize("door", ["change", "delete", "bulk"])
def test_no_page_of_the_admin_changes_a_sealed_plan(boss: Client, door: str) -> None:
    place = make.commune()
    plan = make.plan(make.cycle(make.framework(place)), state="valide")
    party = make.organisation(place)
    make.promise(make.action(plan, responsible=party, due_on=plan.ends_on), party)
    make.seal(plan)
    known = Known(plan)

    for record in of_the_plan(plan):
        if admin.site.is_registered(type(record)):
            with Undone():
                _knock(boss, record, door)
                assert not known.has_changed, f"{door} of {record!r}"


def _knock(boss: Client, record: models.Model, door: str) -> None:
    typed = {"wording": "X", "estimated_cost": "1", "promised": "1", "state": "brouillon"}
    typed |= {"starts_on": "01/01/2030", "sha256": "0" * 64, "data": "{}"}
    if door == "bulk":
        kind = f"{record._meta.app_label}_{record._meta.model_name}"
        chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
        answer = boss.post(reverse(f"admin:{kind}_changelist"), chosen)
        assert type(record)._base_manager.filter(pk=record.pk).exists()
    else:
        answer = boss.post(page_of(record, door), {**typed, "post": "yes"})
        assert answer.status_code in SHUT


def test_an_action_of_a_draft_is_changed_in_the_admin(boss: Client) -> None:
    """The negative control: the same door stands open before the seal."""
    place = make.commune()
    plan = make.plan(make.cycle(make.framework(place)))
    action = make.action(plan, responsible=make.organisation(place))
    known = Known(plan)

    save(boss, page_of(action), wording="Autre chose")

    assert known.has_changed
