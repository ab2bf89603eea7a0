"""What was refused in the forms of a page, in the order of the page."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet


class Mistake(NamedTuple):
    """One sentence and the control it is about; no target when it is about the whole form."""

    sentence: str
    target: str


def mistakes_of(forms: "Iterable[BaseForm | BaseFormSet[Any]]") -> Iterator[Mistake]:
    """The same sentences as beside the fields, each with the id of its first control."""
    for form in forms:
        if isinstance(form, BaseFormSet):
            yield from _of_formset(form)
        elif form.is_bound:
            yield from _of_form(form)


def _of_formset(formset: "BaseFormSet[Any]") -> Iterator[Mistake]:
    if formset.is_bound:
        yield from (Mistake(str(error), "") for error in formset.non_form_errors())
        yield from mistakes_of(formset.forms)


def _of_form(form: BaseForm) -> Iterator[Mistake]:
    yield from (Mistake(str(error), "") for error in form.non_field_errors())
    for field in form:
        for error in field.errors:
            yield Mistake(str(error), "" if field.is_hidden else first_control(field))


def first_control(field: BoundField) -> str:
    """The id a link can jump to: the first choice of a group, else the field itself."""
    if field.use_fieldset and (subwidgets := field.subwidgets):
        return str(subwidgets[0].id_for_label or field.auto_id)
    return str(field.id_for_label or field.auto_id)
