"""Every kind of record has its list and its pages, for administrators and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Role
from tests import make
from tests.admin.world import fill
from tests.house.test_floors import ours

pytestmark = pytest.mark.django_db

KINDS = sorted(admin.site._registry, key=lambda model: model._meta.label)
OURS = [model for model in KINDS if model._meta.app_config.name in ours()]


def address(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def some(model: type[models.Model]) -> Any:
    return model._base_manager.order_by("pk").last()


def test_every_model_of_ours_stands_in_the_admin() -> None:
    missing = [
        model._meta.label
        for room in ours().values()
        for model in room.get_models()
        if model not in admin.site._registry
    ]

    assert missing == []


def test_nothing_else_stands_in_the_admin() -> None:
    assert KINDS == OURS


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_an_administrator_reads_every_list_and_record(
    boss: Client, model: type[models.Model]
) -> None:
    fill()

    pages = [
        address(model, "changelist"),
        address(model, "changelist") + "?q=S%C3%A9kou+awa",
        address(model, "change", some(model).pk),
        address(model, "history", some(model).pk),
    ]

    assert [boss.get(page).status_code for page in pages] == [200] * 4


NOT_ENTERED_HERE = {
    "consult_learning.ActionTag", "consult_learning.ExperienceSheet",
    "consult_learning.SheetCopy", "consult_learning.SheetPhoto", "consult_learning.SheetVersion",
    "consult_learning.WocatAnswer", "consult_learning.WocatDraft",
    "consult_review.ProgrammeCommitment", "consult_review.Visit", "frameworks.ConflictNote",
    "monitoring.PublishedAnswer",
    "accounts.ResetCode", "actionplans.Amendment", "actionplans.Payment",
    "actionplans.PlanVersion", "capture.Submission", "files.StoredFile", "frameworks.Correction",
    "frameworks.Cycle", "frameworks.DeliberationLine", "frameworks.DeliberationText",
    "frameworks.LegalityControl", "frameworks.MeetingFile", "frameworks.MinutesVersion",
    "frameworks.NeedTreatment", "frameworks.OpenSubject", "frameworks.PaperText",
    "frameworks.StepBack", "journal.Entry", "journal.Head", "monitoring.CycleSnapshot",
    "monitoring.ObstaclePassage",
    "monitoring.Report", "monitoring.ReportLine", "monitoring.ReportVisit",
    "monitoring.Statement", "monitoring.StatementPhoto",
}  # fmt: skip


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_an_administrator_enters_what_no_act_enters(
    boss: Client, model: type[models.Model]
) -> None:
    expected = 403 if model._meta.label in NOT_ENTERED_HERE else 200

    assert boss.get(address(model, "add")).status_code == expected


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_nothing_is_deleted(boss: Client, model: type[models.Model]) -> None:
    fill()
    record = some(model)

    shown = boss.get(address(model, "delete", record.pk))
    sent = boss.post(address(model, "delete", record.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"}
    boss.post(address(model, "changelist"), chosen)

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert model._base_manager.filter(pk=record.pk).exists()


@pytest.mark.parametrize("page", ["commune", "organisation", "person"])
def test_the_admin_speaks_english_too(boss: Client, page: str) -> None:
    fill()

    french = boss.get(f"/gestion/communes/{page}/").content.decode()
    english = boss.get(f"/en/gestion/communes/{page}/").content.decode()

    assert "Revenir à l’application" in french
    assert "Back to the application" in english


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_are_told_that_this_is_not_theirs(client: Client, role: Role) -> None:
    here = fill()
    client.force_login(make.user(role, here))
    pages = ["/gestion/", "/gestion/login/", f"/gestion/communes/commune/{here.pk}/change/"]

    assert [client.get(page).status_code for page in pages] == [403] * 3


def test_an_assignment_that_ended_opens_nothing(client: Client) -> None:
    past = make.user()
    make.assign(past, Role.ADMINISTRATOR, valid_to=make.day("2020-01-01"))
    client.force_login(past)

    assert client.get("/gestion/").status_code == 403


@pytest.mark.parametrize("page", ["/gestion/", "/gestion/communes/person/", "/gestion/login/"])
def test_a_visitor_is_sent_to_the_one_sign_in_page(client: Client, page: str) -> None:
    response = client.get(page)

    assert response.status_code == 302
    assert response["Location"].startswith("/connexion/?next=/gestion/")


def test_the_policy_of_the_admin_allows_nothing_inline(boss: Client) -> None:
    here = fill()
    policy = boss.get(f"/gestion/communes/commune/{here.pk}/change/")["Content-Security-Policy"]

    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_a_list_asks_as_much_for_three_rows_as_for_one(
    boss: Client, model: type[models.Model]
) -> None:
    fill()
    boss.get("/gestion/")  # what is asked once per process is asked
    with CaptureQueriesContext(connection) as one:
        boss.get(address(model, "changelist"))
    fill()
    fill()
    with CaptureQueriesContext(connection) as three:
        boss.get(address(model, "changelist"))

    assert len(three) == len(one)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_a_search_holding_a_nul_is_refused_calmly(boss: Client, model: type[models.Model]) -> None:
    assert boss.get(address(model, "changelist") + "?q=a%00b").status_code == 400


@pytest.mark.parametrize("key", ["0", "99999999999999999999999", "abc", "%00", "1/2"])
def test_a_record_that_does_not_exist_is_no_error(boss: Client, key: str) -> None:
    response = boss.get(f"/gestion/communes/commune/{key}/change/")

    assert response.status_code in (302, 400)


def test_what_somebody_typed_is_not_shown(boss: Client) -> None:
    fill()
    model = apps.get_model("capture", "Submission")
    page = boss.get(address(model, "change", some(model).pk)).content.decode()

    assert "secret=1" not in page
