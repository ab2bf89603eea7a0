"""Lines at the end of the attendance sheet: people who are not on it yet."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import College, Person, Sex
from communes.namesakes import keys
from consult.meetings.choices import organisations_for
from consult.meetings.forms.boxes import boxes
from consult.meetings.forms.seating import PRESENCES
from consult.meetings.seats import alike, names_known
from consult.meetings.services.attending import Mark, Newcomer
from foundation.forms.base import Form
from foundation.forms.fields import PhoneField, TextField
from frameworks.models import AttendanceMode, Capacity, Meeting

ANOTHER: Final = "autre"
YOUNG: Final = {"oui": True, "non": False}
DRAWN: Final = (
    ("first_name", "last_name", "sex", "young"),
    ("organisation", "function", "phone"),
    ("mode", "capacity", "college"),
)
TYPED: Final = ("first_name", "last_name", "function", "phone", "organisation")


class NewPersonForm(Form):
    """A line at the end of the sheet: somebody who is not on it yet."""

    mark_optional = False

    first_name = TextField(label=_("First name"), max_length=80)
    last_name = TextField(label=_("Last name"), max_length=80)
    same = forms.ChoiceField(
        label=_("This may be somebody already known:"), required=False, widget=forms.RadioSelect
    )
    sex = forms.ChoiceField(label=_("Sex"))
    young = forms.ChoiceField(label=_("Age"), required=False)
    mode = forms.ChoiceField(label=_("Presence"), choices=PRESENCES, initial=AttendanceMode.PRESENT)
    organisation: Any = forms.ModelChoiceField(
        label=_("Organisation"), queryset=None, required=False
    )
    function = TextField(label=_("Function"), max_length=120, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    college = forms.ChoiceField(label=_("College"), required=False)
    capacity = forms.ChoiceField(
        label=_("As"), choices=Capacity.choices, initial=Capacity.MEMBER, required=False
    )

    def __init__(self, *args: Any, offer: NameOffer, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, **kwargs)
        self.offer = offer
        self.found: Person | None = None
        fields: Any = self.fields
        fields["organisation"].queryset = offer.organisations
        fields["organisation"].choices = offer.organisation_choices
        fields["sex"].choices = [("", gettext("Choose")), *Sex.choices]
        fields["young"].choices = [
            ("", gettext("not noted")),
            ("oui", gettext("35 or younger")),
            ("non", gettext("over 35")),
        ]
        fields["college"].choices = [("", gettext("That of the organisation")), *College.choices]
        self.alike = offer.alike(self._typed("first_name"), self._typed("last_name"))
        if self.alike:
            self._offer_the_known()
        else:
            del self.fields["same"]

    def _offer_the_known(self) -> None:
        field: Any = self.fields["same"]
        yes = gettext("Yes, it is %(name)s")
        known = [(str(person.pk), yes % {"name": known_as(person)}) for person in self.alike]
        field.choices = [*known, (ANOTHER, gettext("No, it is another person"))]
        field.widget.choices = field.choices

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "")) if self.is_bound else ""

    def has_changed(self) -> bool:
        return any(self._typed(name).strip() for name in TYPED)

    def clean(self) -> dict[str, Any]:
        """Nobody exists twice: a known name must be recognised, or said to be another's."""
        values = self.cleaned_data
        choice = values.get("same", "")
        self.found = next((one for one in self.alike if str(one.pk) == choice), None)
        if self.alike and not choice and "same" not in self.errors:
            names = "; ".join(known_as(person) for person in self.alike)
            sentence = gettext("This may be: %(names)s. Say whether it is the same person.")
            self.add_error("same", sentence % {"names": names})
        if self.found:
            self.errors.pop("sex", None)
        return values

    @property
    def names(self) -> set[str]:
        """The name as typed, in either order; nothing unless it is a new person's."""
        if self.found or not self.has_changed():
            return set()
        return set(keys(self._typed("first_name"), self._typed("last_name")))

    @property
    def newcomer(self) -> Newcomer:
        """The person to add to the sheet, and to the commune when nobody recognised them."""
        values = self.cleaned_data
        about = {name: values[name] for name in ("organisation", "function", "phone", "college")}
        named = {name: values.get(name) for name in ("first_name", "last_name", "sex")}
        person = self.found or Person(commune=self.offer.commune, **named, **about)
        capacity = values["capacity"] or Capacity.MEMBER
        mark = Mark(values["mode"], YOUNG.get(values["young"]), capacity=capacity)
        return Newcomer(person, mark, **about)

    @property
    def drawn(self) -> list[list[forms.BoundField]]:
        """Everything to type, line by line."""
        return [boxes(self, *names) for names in DRAWN]


def known_as(person: Person) -> str:
    """A name with what tells namesakes apart."""
    about = filter(None, (person.function, str(person.organisation or "")))
    words = ", ".join(about)
    return f"{person} ({words})" if words else str(person)


class NameOffer:
    """The commune's people by name, and its organisations, read once for all lines of the page."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.commune = meeting.framework.commune
        self.organisations = organisations_for(self.commune)
        self.organisation_choices = [
            ("", gettext("No organisation")),
            *((found.pk, str(found)) for found in self.organisations),
        ]

    @cached_property
    def _known(self) -> Any:
        return names_known(self.meeting)

    def alike(self, first_name: str, last_name: str) -> list[Person]:
        """People who may bear this name, in either order, whatever accents and capitals."""
        if not (first_name.strip() and last_name.strip()):
            return []
        return alike(self._known, first_name, last_name)


def each_once(rows: list[NewPersonForm]) -> bool:
    """Two lines of the same send never make two people of one name, nor name one person twice."""
    names: set[str] = set()
    people: set[int] = set()
    once = True
    for row in [row for row in rows if row.has_changed()]:
        if row.found and row.found.pk in people:
            row.add_error("same", gettext("This person already stands on another line."))
            once = False
        elif row.names & names:
            sentence = gettext(
                "This name stands twice on the page. Keep one line; "
                "a namesake can be added once the page is saved."
            )
            row.add_error("last_name", sentence)
            once = False
        names |= row.names
        people |= {row.found.pk} if row.found else set()
    return once
