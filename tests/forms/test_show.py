"""What a form looks like to a phone, a keyboard and a screen reader."""

import re
from typing import cast

from django import forms
from django.http import QueryDict
from django.template import RequestContext, engines
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from foundation.forms.bars import gantt, month_marks, segments
from foundation.forms.base import Form
from foundation.forms.fields import DayField, MoneyField, TextField
from foundation.forms.mistakes import Mistake, mistakes_of
from foundation.forms.widgets import Face, Pick
from tests.make import day


class Sample(Form):
    what = TextField(label="Action", help_text="En une phrase.")
    cost = MoneyField(label="Coût")
    begins = DayField(label="Début", required=False)
    where = forms.ChoiceField(
        label="Où ?",
        choices=[("a", "Ici"), ("b", "Là")],
        widget=Pick(faces={"a": Face("check", "ok")}),
    )
    sure = forms.BooleanField(label="C’est vu.", required=False)


def render(source: str, **context: object) -> str:
    request = RequestFactory().get("/besoins/", {"tri": "nom", "page": "2", "q": "riz"})
    engine = cast("DjangoTemplates", engines["django"]).engine
    return str(engine.from_string(source).render(RequestContext(request, context)))


def test_no_field_is_checked_by_the_browser() -> None:
    assert " required" not in str(Sample())


def test_a_field_points_to_its_hint_and_its_mistake() -> None:
    page = str(Sample({"what": ""}))

    assert 'aria-describedby="id_what_helptext id_what_error"' in page
    assert ('id="id_what_helptext"' in page, 'id="id_what_error"' in page) == (True, True)


def test_only_optional_fields_are_marked() -> None:
    with translation.override("en"):
        page = " ".join(str(Sample()).split())
    labels = re.findall(r"<label[^>]*>([^<]*?) <span class=\"opt\">\(if possible\)", page)

    assert labels == ["Début"]


def test_a_choice_is_a_group_with_its_question_as_legend() -> None:
    page = "".join(str(Sample()).split("\n"))

    assert ("<legend>Où ?</legend>" in page, page.count('<ul class="pick"')) == (True, 1)


def test_what_was_typed_comes_back() -> None:
    page = str(Sample({"what": "« Kɔrɔ »", "cost": "12,5 millions", "begins": "31/02/2026"}))

    assert [text in page for text in ("« Kɔrɔ »", "12,5 millions", "31/02/2026")] == [True] * 3


def test_markup_typed_by_somebody_is_only_text() -> None:
    assert "<script>" not in str(Sample({"what": "<script>alert(1)</script>"}))


def test_the_summary_has_the_sentences_of_the_fields_and_leads_to_their_first_control() -> None:
    with translation.override("en"):
        form = Sample({"what": "x", "cost": "-5"})
        mistakes = list(mistakes_of([form]))

    assert mistakes == [
        Mistake("An amount is never negative. Type it without a sign.", "id_cost"),
        Mistake("Fill in “Où ?”.", "id_where_0"),
    ]


def test_an_unsent_form_has_no_mistakes() -> None:
    assert list(mistakes_of([Sample()])) == []


def test_formset_mistakes_are_listed_row_by_row() -> None:
    rows = forms.formset_factory(Sample, extra=1)(
        QueryDict(
            "form-TOTAL_FORMS=1&form-INITIAL_FORMS=0&form-0-what=x&form-0-cost=y&form-0-where=a"
        )
    )

    assert [mistake.target for mistake in mistakes_of([rows])] == ["id_form-0-cost"]


def test_the_crispy_filter_draws_the_same_fields() -> None:
    page = render("{% load crispy_forms_filters %}{{ form|crispy }}", form=Sample())

    assert page.count('<div class="field">') == 5


def test_an_icon_is_drawn_once_and_then_repeated() -> None:
    page = render('{% icon "check" %}{% icon "check" %}')

    assert (page.count("<path"), page.count('<use href="#i-check"/>')) == (1, 1)


def test_sorting_keeps_the_filters_and_leaves_the_page() -> None:
    page = render('{% sort_header "nom" "Nom" %}')

    assert ('href="?tri=-nom&amp;q=riz"' in page, 'aria-sort="ascending"' in page) == (True, True)


def test_bars_never_leave_their_frame() -> None:
    assert [(s.x, s.width) for s in segments([(9, "f-et"), (6, "f-go")], 12)] == [
        ("0%", "74.4%"),
        ("75%", "25%"),
    ]


def test_a_bar_of_nothing_is_empty() -> None:
    assert segments([(0, "f-et")], 0) == []


def test_an_action_begins_where_its_day_lies_in_the_plan() -> None:
    bar = gantt(day("2026-09-07"), day("2026-12-24"), day("2026-09-01"), day("2026-11-30"))

    assert (bar["x"], bar["width"]) == ("6.59%", "93.41%")


def test_a_plan_of_three_months_has_two_marks() -> None:
    assert month_marks(day("2026-11-15"), day("2027-01-31")) == ["20.51%", "60.26%"]
