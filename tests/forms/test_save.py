"""Two people change the same record: nobody's work is overwritten unseen."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from actionplans.models import Action
from foundation.forms.fields import MoneyField
from foundation.forms.records import RecordForm
from foundation.records.errors import Stale
from tests import make

pytestmark = pytest.mark.django_db


class ActionForm(RecordForm):
    class Meta:
        model = Action
        fields = (
            "wording",
            "target",
            "estimated_cost",
            "due_on",
            "responsible",
            "partners",
            "month_1",
        )
        field_classes = {"estimated_cost": MoneyField}


def shown(action: Action) -> QueryDict:
    """What the browser holds after opening the page: every box as it was filled."""
    form = ActionForm(instance=Action.objects.get(pk=action.pk))
    data = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        if isinstance(value, list):
            data.setlist(field.name, [str(getattr(item, "pk", item)) for item in value])
        elif value not in (None, False):
            data[field.name] = str(value)
    return data


def send(action: Action, data: QueryDict, **typed: Any) -> ActionForm:
    data = data.copy()
    for name, value in typed.items():
        if isinstance(value, list):
            data.setlist(name, [str(item) for item in value])
        else:
            data[name] = value
    return ActionForm(data, instance=Action.objects.get(pk=action.pk))


def again(form: ActionForm) -> QueryDict:
    """The page that came back, sent once more as it stands."""
    data = form.data
    assert isinstance(data, QueryDict)
    return data.copy()


def saved(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


@pytest.fixture
def action() -> Action:
    return make.action(make.plan(), wording="Borner le site", target="1", estimated_cost=50_000)


def test_two_people_changing_different_boxes_both_keep_their_work(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, target="3").save()

    send(action, mine, wording="Borner et clore le site").save()

    assert (saved(action).wording, saved(action).target) == ("Borner et clore le site", "3")


def test_the_same_box_changed_by_both_is_sent_back_showing_theirs(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, wording="Leur texte").save()

    with translation.override("en"):
        form = send(action, mine, wording="Mon texte")
        errors, page = form.errors, str(form)

    assert errors == {
        "wording": [
            "Meanwhile somebody else wrote something different here. "
            "Save again to keep yours, or copy theirs."
        ]
    }
    assert ("Leur texte" in page, 'value="Mon texte"' in page) == (True, True)
    assert saved(action).wording == "Leur texte"


def test_the_second_save_keeps_mine(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, wording="Leur texte").save()
    first = send(action, mine, wording="Mon texte")
    assert not first.is_valid()

    send(action, again(first)).save()

    assert saved(action).wording == "Mon texte"


def test_a_third_change_between_two_saves_is_shown_again(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, wording="Leur texte").save()
    first = send(action, mine, wording="Mon texte")
    assert not first.is_valid()
    send(action, shown(action), wording="Un troisième texte").save()

    second = send(action, again(first))

    assert (list(second.errors), "Un troisième texte" in str(second)) == (["wording"], True)


def test_both_typing_the_same_is_no_conflict(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, wording="Le même texte").save()

    assert send(action, mine, wording="Le même texte").is_valid()


def test_partners_ticked_by_another_are_kept_when_i_touched_none(action: Action) -> None:
    union = make.organisation(None)
    mine, theirs = shown(action), shown(action)
    send(action, theirs, partners=[union.pk]).save()

    send(action, mine, target="9").save()

    assert (list(saved(action).partners.all()), saved(action).target) == ([union], "9")


def test_partners_ticked_by_both_are_shown_by_name(action: Action) -> None:
    union, group = make.organisation(None, name="Union"), make.organisation(None, name="Groupement")
    mine, theirs = shown(action), shown(action)
    send(action, theirs, partners=[union.pk]).save()

    form = send(action, mine, partners=[group.pk])

    assert (list(form.errors), '<p class="theirs">Union</p>' in str(form)) == (["partners"], True)
    assert list(saved(action).partners.all()) == [union]


def test_a_responsible_named_by_another_is_kept(action: Action) -> None:
    union = make.organisation(None)
    mine, theirs = shown(action), shown(action)
    send(action, theirs, responsible=str(union.pk)).save()

    send(action, mine, estimated_cost="75 000").save()

    assert (saved(action).responsible, saved(action).estimated_cost) == (union, 75_000)


def test_a_sum_changed_by_both_shows_theirs_as_a_sum(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, estimated_cost="1 250 000").save()

    form = send(action, mine, estimated_cost="60 000")

    assert '<p class="theirs">1\u00a0250\u00a0000</p>' in str(form)


def test_a_text_emptied_by_another_is_said_to_be_empty(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, target="").save()

    with translation.override("en"):
        assert '<p class="theirs">(empty)</p>' in str(send(action, mine, target="5"))


def test_a_box_ticked_by_another_stays_ticked(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, month_1="on").save()

    send(action, mine, target="2").save()

    assert saved(action).month_1 is True


def test_a_change_between_check_and_save_is_refused(action: Action) -> None:
    form = send(action, shown(action), wording="Mon texte")
    assert form.is_valid()
    send(action, shown(action), wording="Leur texte").save()

    with pytest.raises(Stale):
        form.save()

    assert saved(action).wording == "Leur texte"


def test_a_mistake_elsewhere_does_not_lose_the_other_persons_change(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, target="3").save()
    first = send(action, mine, estimated_cost="-5")
    assert list(first.errors) == ["estimated_cost"]

    send(action, again(first), estimated_cost="5").save()

    assert (saved(action).target, saved(action).estimated_cost) == ("3", 5)


def test_spaces_and_line_ends_are_no_change(action: Action) -> None:
    mine, theirs = shown(action), shown(action)
    send(action, theirs, wording="Leur texte").save()

    send(action, mine, wording="Borner le site ").save()

    assert saved(action).wording == "Leur texte"


def test_a_new_record_needs_no_trace_of_what_was_seen() -> None:
    assert "seen" not in ActionForm().fields


def test_a_damaged_trace_breaks_nothing(action: Action) -> None:
    send(action, shown(action), seen="%%%:: wording target:xx", wording="Autre").is_valid()

    assert saved(action).wording == "Borner le site"
