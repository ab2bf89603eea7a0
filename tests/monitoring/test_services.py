"""What technical services say and do: dated, by the service itself or typed for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Commune, Organisation, OrganisationKind, Role
from foundation.records.errors import NotReady
from frameworks.models import Framework
from monitoring.models import ServiceSupport
from monitoring.services import supports as services
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework() -> Framework:
    return make.framework()


@pytest.fixture
def commune(framework: Framework) -> Commune:
    return framework.commune


@pytest.fixture
def vets(commune: Commune) -> Organisation:
    return make.organisation(commune, OrganisationKind.SERVICE, name="Services vétérinaires (démo)")


@pytest.fixture
def foresters(commune: Commune) -> Organisation:
    return make.organisation(commune, OrganisationKind.SERVICE, name="Eaux et forêts (démo)")


def support(framework: Framework, service: Organisation, **facts: Any) -> ServiceSupport:
    facts = {"kind": "avis", "given_on": make.DAY, "text": "Le site est sain."} | facts
    return ServiceSupport(framework=framework, service=service, **facts)


def agent(commune: Commune, service: Organisation) -> Any:
    user = make.user()
    make.assign(user, Role.SERVICE, commune, organisation=service)
    return user


def test_a_service_writes_for_itself_alone(
    framework: Framework, commune: Commune, vets: Organisation, foresters: Organisation
) -> None:
    by = agent(commune, vets)
    services.give_support(support(framework, vets), by=by)

    with pytest.raises(PermissionDenied):
        services.give_support(support(framework, foresters), by=by)

    assert ServiceSupport.objects.get().service == vets


def test_the_secretary_writes_for_every_service(
    framework: Framework, commune: Commune, vets: Organisation, foresters: Organisation
) -> None:
    by = make.secretary(commune)
    for service in (vets, foresters):
        services.give_support(support(framework, service), by=by)

    assert ServiceSupport.objects.count() == 2


def test_the_committee_reads_and_writes_none(
    framework: Framework, commune: Commune, vets: Organisation
) -> None:
    with pytest.raises(PermissionDenied):
        services.give_support(support(framework, vets), by=make.user(Role.COMMITTEE, commune))


def test_an_opinion_is_not_of_tomorrow(
    framework: Framework, commune: Commune, vets: Organisation
) -> None:
    tomorrow = support(framework, vets, given_on=make.day("2099-01-01"))

    with pytest.raises(NotReady):
        services.give_support(tomorrow, by=make.secretary(commune))


def test_an_opinion_given_from_the_page_of_a_need_stands_on_that_page(
    client: Client, framework: Framework, commune: Commune, vets: Organisation
) -> None:
    need = make.need(framework)
    client.force_login(agent(commune, vets))
    add = reverse("monitoring:support-add", kwargs={"slug": commune.slug})
    page = client.get(f"{add}?besoin={need.pk}").context["form"]
    assert (page.initial["need"], page.initial["service"]) == (need.pk, vets.pk)

    answer = client.post(
        add,
        {
            "service": vets.pk, "kind": "avis", "given_on": "03/03/2025", "need": need.pk,
            "verdict": "reserve", "text": "Le puits est trop près du parc.",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    shown = client.get(reverse("frameworks:need", kwargs={"slug": commune.slug, "pk": need.pk}))
    assert "Le puits est trop près du parc." in shown.content.decode()


def test_a_support_stands_on_the_page_of_its_action(
    client: Client, framework: Framework, commune: Commune, vets: Organisation
) -> None:
    action = make.action(make.plan(make.cycle(framework)))
    words = "Formation de douze éleveurs"
    services.give_support(
        support(framework, vets, kind="appui", action=action, text=words),
        by=make.secretary(commune),
    )
    client.force_login(make.user(Role.PARTNER, commune))

    where = {"slug": commune.slug, "pk": action.pk}
    page = client.get(reverse("actionplans:action", kwargs=where)).content.decode()

    assert words in page
    assert "suivi/services/ajouter" not in page


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "appui", "verdict": "favorable", "organisation": "own"}, "verdict"),
        ({"kind": "avis"}, "need"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: Client, commune: Commune, vets: Organisation, facts: dict[str, Any], field: str
) -> None:
    own = make.organisation(commune)
    facts = {**facts, **({"organisation": own.pk} if "organisation" in facts else {})}
    client.force_login(make.secretary(commune))
    typed = {"service": vets.pk, "given_on": "03/03/2025", "text": "Vu", **facts}

    answer = client.post(reverse("monitoring:support-add", kwargs={"slug": commune.slug}), typed)

    assert list(answer.context["form"].errors) == [field]
