"""Method sheets: those that ship come once, are found by words and topic, and carry a file."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from communes.models import Role
from consult.learning.models import MethodSheet
from tests import make
from tests.files.hostile import picture
from tests.make_learning import method, method_file

pytestmark = pytest.mark.django_db


def load() -> None:
    call_command("load_territory", stdout=StringIO())


def test_the_methods_that_ship_come_once_and_what_people_changed_stays() -> None:
    load()
    first = MethodSheet.objects.order_by("pk")[0]
    first.title, first.retired = "Nos assemblées", True
    first.save()

    load()

    assert MethodSheet.objects.count() == 5
    assert MethodSheet.objects.filter(title="Nos assemblées", retired=True).count() == 1
    assert all("Texte livré avec Consult" in one.body for one in MethodSheet.objects.all())


def test_a_method_is_found_by_words_topic_and_sector_by_everybody_with_a_role(
    client: Client,
) -> None:
    load()
    rice = make.sector("riz")
    method(title="Étuver le riz").sectors.add(rice)
    method(title="Une vieille méthode", retired=True)
    client.force_login(make.user(Role.PARTNER))

    def titles(query: str) -> list[str]:
        return [one.title for one in client.get(f"/methodes/{query}").context["page"]]

    assert len(titles("")) == 6
    assert titles("?q=etuver") == titles(f"?filiere={rice.pk}") == ["Étuver le riz"]
    assert titles("?theme=formalisation") == ["Passer du groupement à la coopérative"]
    page = client.get(f"/methodes/{MethodSheet.objects.get(topic='formalisation').pk}/")
    assert "assemblée constitutive" in page.content.decode()
    client.force_login(make.user())
    assert client.get("/methodes/").status_code == 403


def test_an_administrator_adds_a_method_with_its_file_and_others_save_it(client: Client) -> None:
    client.force_login(make.user(Role.ADMINISTRATOR))
    typed: dict[str, Any] = {
        "title": "Tenir le cahier", "summary": "Chaque soir.", "issued_on": "04/03/2025",
        "upload": SimpleUploadedFile("cahier.jpg", picture(), "image/jpeg"),
    }  # fmt: skip

    answer = client.post("/gestion/consult_learning/methodsheet/add/", typed)

    found = MethodSheet.objects.get(title="Tenir le cahier")
    assert (answer.status_code, found.file is None) == (302, False)
    client.force_login(make.user(Role.COMMITTEE, make.commune()))
    saved = client.get(f"/methodes/{found.pk}/fichier/")
    assert (saved.status_code, saved["Content-Disposition"][:10]) == (200, "attachment")


def test_a_retired_method_and_its_file_are_offered_to_nobody(client: Client) -> None:
    boss = make.user(Role.ADMINISTRATOR)
    gone = method(retired=True, file=method_file(boss))
    client.force_login(boss)

    answers = [client.get(f"/methodes/{gone.pk}/{end}").status_code for end in ("", "fichier/")]

    assert answers == [404, 404]
