"""What the forms of trainings, exchanges and adoptions share: people, links, another commune."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.shape import in_its_plan
from actionplans.models import Action
from communes.models import Commune
from consult.learning.indicators import INDICATORS
from consult.learning.places import communes_named, full_name, named
from foundation.forms.fields import CountField, MoneyField, TypedField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Ticks
from frameworks.forms.partnership import CodesField
from frameworks.models import Need

PEOPLE = ("women", "men", "young", "displaced")
LINKS = ("needs", "actions", "indicators")
CLASSES = {**dict.fromkeys(PEOPLE, CountField), "cost": MoneyField, "indicators": CodesField}
LATE_CYCLES = 4  # actions of the latest cycles are offered, and those already named
MOST_NAMED = 5


class Folded(NamedTuple):
    """A part of the form that stays folded until something stands in it."""

    title: str
    fields: list[BoundField]
    opens: bool


class PlaceField(TypedField):
    """A commune of the country, typed by its name; with its cercle where two bear the same."""

    def read(self, text: str) -> Commune:
        found = communes_named(text)
        if len(found.exact) == 1:
            return found.exact[0]
        if not found.near:
            raise ValidationError(_("No commune bears this name. Check the spelling."))
        names = ", ".join(full_name(one) for one in (found.exact or found.near)[:MOST_NAMED])
        raise ValidationError(
            _("Write the whole name; with its cercle where two bear it. Possible: %(names)s."),
            params={"names": names},
        )

    def write(self, value: Any) -> str:
        return named(value.pk if isinstance(value, Commune) else value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            chosen = self.to_python(data)
        except ValidationError:
            return True
        return bool((chosen.pk if chosen else None) != initial)


class LinkedForm(RecordForm):
    """A record of a commune that may name needs, actions and indicators, folded at the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commune = self.instance.commune
        self.is_new = self.instance.pk is None
        needs = Need.objects.in_commune(commune)
        offered = needs.taken_up() | needs.unsettled() | needs.filter(self._named("needs"))
        self._offer("needs", offered.order_by("code"))
        late = commune.cycles.order_by("-opened_on").values_list("pk", flat=True)[:LATE_CYCLES]
        actions = Action.objects.in_commune(commune).filter(
            Q(plan__cycle__in=list(late)) | self._named("actions")
        )
        self._offer(
            "actions",
            actions.select_related("plan__cycle").order_by("-plan__cycle__number", "number"),
        )
        self._field("actions").label_from_instance = in_its_plan
        codes = [(code, f"{code} – {words}") for code, words in INDICATORS]
        self._field("indicators").choices = codes

    def _named(self, name: str) -> Q:
        """Records this one names already."""
        return Q(pk__in=[one.pk for one in self.initial.get(name, ())])

    def _offer(self, name: str, records: Any) -> None:
        field = self._field(name)
        field.widget = Ticks()
        field.queryset = records

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def plain(self) -> list[BoundField]:
        """Every field but the folded and the hidden ones."""
        return [field for field in self.visible_fields() if field.name not in LINKS]

    def folded(self) -> Folded:
        """What it is about: closed until something is ticked."""
        bound = [self[name] for name in LINKS]
        opens = any(field.errors or field.value() for field in bound)
        return Folded(_("Needs, actions and indicators concerned"), bound, bool(opens))


def check_people(form: Any) -> None:
    """Young and displaced people are counted among the women and men; one may be both."""
    said = form.cleaned_data
    counted = [said.get("women"), said.get("men")]
    if any(name in form.errors for name in ("women", "men")):
        return
    for name in ("young", "displaced"):
        part = said.get(name)
        if part is None:
            continue
        if counted == [None, None]:
            form.add_error("women", _("Type how many women and men there were in all."))
            return
        if part > sum(number or 0 for number in counted):
            form.add_error(name, _("This is more than all the people there were."))


def labels_of_people() -> dict[str, Any]:
    """The words of the four counts, as on the paper list."""
    return {
        "young": gettext_lazy("Of these, 35 years or younger"),
        "displaced": gettext_lazy("Of these, displaced"),
    }
