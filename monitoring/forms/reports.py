"""The committee's report: how it begins, its one page, the day it is validated and received."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Commune, Person
from foundation.forms.base import Form
from foundation.forms.fields import DayField, PercentField, TextField
from foundation.forms.records import RecordForm, digest
from foundation.forms.rows import RowForm, all_valid, lines
from foundation.forms.widgets import Ticks
from foundation.records.lines import Line
from foundation.records.today import today
from frameworks.models import Cycle, Framework
from monitoring.forms.obstacles import OVER
from monitoring.models import Report, ReportKind, ReportLine, ReportVisit
from monitoring.services.reports import missing_lines

BLANK_VISITS = 2


class BeginForm(Form):
    """Which report, of which cycle, on which period."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which report?"), choices=ReportKind.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a report.")},
    )  # fmt: skip
    cycle = forms.ModelChoiceField(label=gettext_lazy("Cycle"), queryset=Cycle.objects.none())
    written_on = DayField(label=gettext_lazy("Written on"))
    from_on = DayField(label=gettext_lazy("Period from"), required=False)
    to_on = DayField(label=gettext_lazy("Period until"), required=False)

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cycle"]
        field.queryset = framework.cycles.order_by("-number")
        first = framework.cycles.order_by("state", "-number").last()
        field.initial = first.pk if first else None
        plan = getattr(first, "plan", None)
        self.fields["from_on"].initial = plan.starts_on if plan else None
        self.fields["to_on"].initial = self.fields["written_on"].initial = today()


class ReportForm(RecordForm):
    """What the committee says beyond the actions: team, appreciation, new needs."""

    class Meta:
        model = Report
        fields = (
            "written_on", "from_on", "to_on", "written_by", "team", "summary", "difficulties",
            "recommendations", "new_needs", "reason", "signed_by", "to_meeting",
        )  # fmt: skip
        widgets = {"new_needs": Ticks}

    def __init__(self, *args: Any, commune: Commune, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        default = self.instance.kind == ReportKind.DEFAULT
        for name in OF_REPORTS if default else OF_DEFAULTS:
            del self.fields[name]
        if not default:
            self._offer("written_by", Person.objects.usable_in(commune), _("Not given"))
            needs = self._needs()
            self._offer("new_needs", needs, None)
            if not needs.exists():
                del self.fields["new_needs"]
            self.fields["team"].help_text = _("Who took part, with their organisation.")
        self._offer("to_meeting", self._meetings(), _("Not given"))

    def _offer(self, name: str, records: Any, empty: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = records
        if empty:
            field.empty_label = empty
        field.widget.choices = field.choices

    def _needs(self) -> Any:
        """Needs heard since the cycle opened, and those ticked before."""
        since = f"{self.instance.cycle.opened_on:%Y-%m}"
        needs = self.instance.cycle.framework.needs.all()
        ticked = needs.filter(reported_in=self.instance)
        return (needs.filter(identified_on__gte=since) | needs.filter(pk__in=ticked)).order_by(
            "code"
        )

    def _meetings(self) -> Any:
        meetings = self.instance.cycle.framework.meetings.all()
        kept = meetings.filter(pk=self.instance.to_meeting_id)
        return (meetings.exclude(state__in=OVER) | kept).order_by("-number")


OF_REPORTS = (
    "from_on", "to_on", "written_by", "team", "summary", "difficulties", "recommendations",
    "new_needs",
)  # fmt: skip
OF_DEFAULTS = ("reason", "signed_by")


class LineForm(RowForm):
    """What the report says of one action; one not told yet comes as it stands today."""

    mark_optional = False

    progress = PercentField(label=gettext_lazy("How far (%)"), required=False)

    class Meta:
        model = ReportLine
        fields = ("situation", "progress", "achieved", "gap")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remove", None)

    def has_changed(self) -> bool:
        """An action the report did not speak of yet gets its line with the next save."""
        return self.is_new or bool(self.changed_data)


class VisitForm(RowForm):
    """One visit to a site."""

    mark_optional = False
    said = ("visited_on", "place", "team", "observed")

    # The record calls it `seen`, a word every form on a record keeps for itself.
    observed = TextField(label=gettext_lazy("What was seen"), required=False, max_length=400)

    class Meta:
        model = ReportVisit
        fields = ("visited_on", "place", "team")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"observed": kwargs["instance"].seen}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.seen = cleaned.get("observed") or ""
        return cleaned

    def _row_of(self, record: Any) -> dict[str, str]:
        return {**super()._row_of(record), "words": digest(record.seen)}


class ReportPage:
    """Everything of a draft on one page: its texts, a row per action, visits and blank ones."""

    def __init__(self, report: Report, commune: Commune, data: Any = None) -> None:
        self.report = ReportForm(data, instance=report, commune=commune)
        self.lines: list[LineForm] = []
        self.visits: list[VisitForm] = []
        if report.kind == ReportKind.DEFAULT:
            return
        written = list(report.lines.select_related("action").order_by("action__number"))
        told = sorted([*written, *missing_lines(report)], key=lambda line: line.action.number)
        self.lines = [LineForm(data, prefix=f"a{line.action_id}", instance=line) for line in told]
        known = [VisitForm(data, prefix=f"v{row.pk}", instance=row) for row in report.visits.all()]
        blank = [
            VisitForm(data, prefix=f"n{place}", instance=ReportVisit(report=report))
            for place in range(BLANK_VISITS)
        ]
        self.visits = [*known, *blank]

    @property
    def forms(self) -> list[Any]:
        return [self.report, *self.lines, *self.visits]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def rows(self) -> list[Line]:
        """What the services write besides the report itself."""
        return lines([*self.lines, *self.visits])


class ValidateForm(Form):
    """The day the committee validated the report."""

    on = DayField(label=gettext_lazy("Validated by the committee on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class ReceiptForm(Form):
    """When and by whom the town hall received it."""

    received_on = DayField(label=gettext_lazy("Received at the town hall on"))
    received_by = TextField(label=gettext_lazy("Received by"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = today
