"""The life of a sheet: begun from the record, typed, reviewed, published, begun again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from communes.models import Commune, Role
from consult.learning.content import digest
from consult.learning.models import ExperienceSheet, SheetState
from consult.learning.prefill import proposals
from foundation.records.errors import Stale
from tests import make, make_learning, make_sheets

pytestmark = pytest.mark.django_db


def page(sheet: ExperienceSheet, name: str = "sheet", **more: Any) -> str:
    return reverse(f"sheets:{name}", kwargs={"slug": sheet.commune.slug, "pk": sheet.pk, **more})


def signed_in(role: str, place: Commune) -> Client:
    client = Client()
    client.force_login(make.user(role, place))
    return client


def hidden(response: Any, name: str) -> str:
    """The value of a hidden control of a page."""
    text = response.content.decode()
    return text.split(f'name="{name}"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def send(client: Client, url: str, **values: Any) -> Any:
    """What a browser sends back from a page: its tokens and what is typed in it."""
    shown = client.get(url)
    for name in ("op_id", "seen"):
        if f'name="{name}"' in shown.content.decode():
            values.setdefault(name, hidden(shown, name))
    return client.post(url, values)


def record() -> Any:
    """A framework whose first plan is done, with everything a sheet draws from."""
    place = make.commune()
    framework = make.framework(place)
    party = make.organisation(place, name="Coopérative Jigi")
    framework.members.create(organisation=party, college="secteur_prive")
    make.member_count(party, women=40, men=30)
    plan = make.plan(make.cycle(framework), state="valide")
    need = make.need(framework, statement="Une case de stockage", village="Koila")
    action = make.action(plan, wording="Bâtir une case", responsible=party, estimated_cost=900_000)
    action.needs.add(need)
    make.promise(action, party, 400_000)
    make.statement(action, "realisee", done_on=make.DAY)
    make.report(plan.cycle, [action], validated=True)
    return action


def test_a_sheet_begins_from_the_record_and_never_replaces_what_was_typed() -> None:
    action = record()
    place = action.plan.cycle.commune
    client = signed_in(Role.SECRETARY, place)

    new = reverse("sheets:new", kwargs={"slug": place.slug})
    told = f"action-{action.pk}"
    answer = send(client, new, variant="A", told=told, title="La case de Koila")
    sheet = ExperienceSheet.objects.get()

    assert answer.url == page(sheet)
    assert sheet.cycle == action.plan.cycle
    assert sheet.answers["1.6"] == ["Bâtir une case"]
    assert sheet.answers["1.4"] == {"communes": 1, "women": 40, "men": 30, "villages": 1}
    assert "Une case de stockage" in sheet.answers["2.2"]
    assert "400\u00a0000" in sheet.answers["2.7"].replace("\u202f", "\u00a0")
    assert {said["model"] for said in sheet.evidence["2.2"]} == {"frameworks.need"}
    shown = client.get(page(sheet)).content.decode()
    need = action.needs.get()
    assert reverse("frameworks:need", kwargs={"slug": place.slug, "pk": need.pk}) in shown

    one = page(sheet, "answers", number=2)
    send(client, one, f1_6__="Ce que nous avons fait", f1_7__="", f1_8__social="Bon")
    sheet.refresh_from_db()
    assert sheet.answers["1.6"] == ["Ce que nous avons fait"]
    assert sheet.answers["1.8"] == {"social": "Bon"}
    send(client, one, f1_6__="Encore autre chose", f1_8__social="Mieux", put_back="1.6")
    sheet.refresh_from_db()
    assert sheet.answers["1.6"] == ["Bâtir une case"]
    assert sheet.answers["1.8"] == {"social": "Mieux"}


def test_two_people_typing_one_page_lose_nothing() -> None:
    place = make.commune()
    sheet = make_sheets.sheet(place)
    mine, theirs = signed_in(Role.SECRETARY, place), signed_in(Role.MAYOR, place)
    one = page(sheet, "answers", number=8)
    before = mine.get(one)
    send(theirs, one, f4B1__="La volonté", f4B2__="Partout")

    values = {"seen": hidden(before, "seen"), "op_id": hidden(before, "op_id")}
    answer = mine.post(one, values | {"f4B1__": "Le retard", "f4B2__": "", "f4B3__": "Du terrain"})

    assert "La volonté" in answer.content.decode()
    sheet.refresh_from_db()
    assert (sheet.answers["4B1"], sheet.answers["4B2"]) == ("La volonté", "Partout")
    stale = ExperienceSheet.objects.get()
    stale.answers = {**stale.answers, "4B1": "Vu autrement"}
    from consult.learning.services.sheets import write_answers  # noqa: PLC0415

    with pytest.raises(Stale):
        write_answers(stale, by=make.secretary(place), changed={"4B1": "Écrasé"})


def test_from_draft_to_publication_and_to_the_next_version() -> None:
    place = make.commune()
    sheet = make_sheets.sheet(place, answers={})
    secretary, adviser = signed_in(Role.SECRETARY, place), signed_in(Role.ADVISER, place)

    missing = secretary.post(page(sheet, "check"), {})
    assert "1.5" in secretary.get(page(sheet, "check")).content.decode()
    assert missing.status_code == 200
    ExperienceSheet.objects.update(answers=make_sheets.ANSWERS)
    send(secretary, page(sheet, "check"))
    refused = send(adviser, page(sheet, "review"), verdict="renvoyee", reason="")
    assert refused.status_code == 200
    send(adviser, page(sheet, "review"), verdict="renvoyee", reason="Dites le coût")
    assert "Dites le coût" in secretary.get(page(sheet)).content.decode()
    assert secretary.post(page(sheet, "publish"), {}).url == page(sheet)
    send(signed_in(Role.MAYOR, place), page(sheet, "check"))
    send(adviser, page(sheet, "review"), verdict="relue", reason="")
    send(secretary, page(sheet, "publish"))

    sheet.refresh_from_db()
    version = sheet.versions.get()
    assert (sheet.state, version.sha256) == (SheetState.PUBLISHED, digest(version.data))
    send(secretary, page(sheet, "reopen"))
    send(secretary, page(sheet, "answers", number=3), f1_6__="Une case de plus")
    reader = signed_in(Role.COMMITTEE, place)
    assert "Une case de plus" in secretary.get(page(sheet)).content.decode()
    assert "Une case de plus" not in reader.get(page(sheet)).content.decode()
    assert "Bâtir deux cases" in reader.get(page(sheet)).content.decode()


@pytest.mark.parametrize("state", ["brouillon", "soumise", "relue"])
def test_before_publication_only_authors_and_reviewers_know_of_a_sheet(state: str) -> None:
    place = make.commune()
    sheet = make_sheets.sheet(place, state=state, title="Rien que pour nous")
    make_sheets.photo(sheet, make.mayor(place))
    papers = [page(sheet), page(sheet, "paper"), page(sheet, "file"), page(sheet, "sheet-pdf")]

    for role in (Role.COMMITTEE, Role.SERVICE, Role.PARTNER, Role.ADMINISTRATOR):
        other = signed_in(role, place)
        listed = other.get(reverse("sheets:list", kwargs={"slug": place.slug}))
        library = other.get(reverse("library:sheets"))
        elsewhere = other.get(reverse("library:sheet", kwargs={"pk": sheet.pk}))
        assert [other.get(url).status_code for url in papers] == [404] * 4
        assert "Rien que pour nous" not in listed.content.decode() + library.content.decode()
        assert elsewhere.status_code == 404
    for role in (Role.SECRETARY, Role.MAYOR, Role.ADVISER):
        assert signed_in(role, place).get(page(sheet)).status_code == 200


def test_phones_and_notes_in_confidence_stay_out_of_sheets() -> None:
    action = record()
    framework = action.plan.cycle.framework
    place = framework.commune
    meeting = make.meeting(framework)
    make_learning.tension(meeting, tension="Querelle de bornage")
    make.person(place, phone="+22376123456")
    make.need(framework, statement="Appeler le 76 99 88 77").actions.add(action)
    sheet = make_sheets.sheet(place, action=action, cycle=action.plan.cycle, framework=framework)

    said = json.dumps([found.value for found in proposals(sheet).values()], ensure_ascii=False)
    assert "bornage" not in said
    assert "76 99" not in said
    client = signed_in(Role.SECRETARY, place)
    contact = page(sheet, "answers", number=1)
    refused = send(client, contact, g1="x", fg1__="ONG", fg2__="Dioro, tél. 76 12 34 56")
    assert "numéro de téléphone d’une personne" in refused.content.decode()
    one = page(sheet, "answers", number=2)
    refused = send(client, one, f1_5__="Appelez +223 66 11 22 33")
    assert refused.status_code == 200
    sheet.refresh_from_db()
    assert sheet.answers["1.5"] == "Vendre au bon moment"
    taken = send(client, one, f1_1__="Une case", f1_2__="Dioro", f1_5__="Vendre 12 500 000 kg")
    assert taken.status_code == 302


def test_a_photo_without_consent_is_not_printed_even_when_consent_is_withdrawn_later() -> None:
    place = make.commune()
    mayor = make.mayor(place)
    sheet = make_sheets.sheet(place)
    make_sheets.photo(sheet, mayor, caption="Awa devant la case", consent=False)
    kept = make_sheets.photo(sheet, mayor, caption="La case vide")
    make_sheets.version(sheet, mayor)
    reader, client = signed_in(Role.COMMITTEE, place), signed_in(Role.SECRETARY, place)

    paper = reader.get(page(sheet, "paper")).content.decode()
    assert ("La case vide" in paper, "Awa devant" in paper) == (True, False)
    assert "data:image/jpeg" in paper
    names = {f"photo-{photo.pk}-caption": photo.caption for photo in sheet.photos.all()}
    client.post(page(sheet, "photos"), names)
    kept.refresh_from_db()
    assert not kept.consent
    assert "La case vide" not in reader.get(page(sheet, "paper")).content.decode()


def test_the_sheet_of_dioro_goes_round_file_page_paper_and_file(settings: Any) -> None:
    call_command("load_territory", verbosity=0)
    source = settings.BASE_DIR / "consult" / "demo" / "examples" / "dioro.yaml"
    call_command("load_example", str(source), verbosity=0)
    import yaml  # noqa: PLC0415

    told = yaml.safe_load(source.read_text())["communes"][0]["experience_sheets"][0]
    sheet = ExperienceSheet.objects.get()
    client = signed_in(Role.SECRETARY, sheet.commune)

    shown = client.get(page(sheet)).content.decode()
    paper = client.get(page(sheet, "paper")).content.decode()
    for words in ("Ventes étalées jusqu", "Caler les plans sur le budget communal", "86"):
        assert words in shown
        assert words in paper
    assert sheet.state == SheetState.SUBMITTED
    assert [sector.code for sector in sheet.sectors.all()]
    assert json.loads(client.get(page(sheet, "file")).content) == told
    pdf = client.get(page(sheet, "sheet-pdf"))
    assert pdf.content.startswith(b"%PDF")
