"""The text of an act, before the council's head and secretary sign it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from actionplans.forms.pdesc import YearField
from foundation.forms.records import RecordForm
from frameworks.models import Deliberation

_ROWS = {"visas": 10, "considerants": 6, "articles": 12}


class ActTextForm(RecordForm):
    """Visas, reasons and articles, one per line, as the paper will print them."""

    mark_optional = False

    class Meta:
        model = Deliberation
        fields = ["visas", "considerants", "articles", "budget_year"]
        labels = {
            "visas": gettext_lazy("Visas"),
            "considerants": gettext_lazy("Reasons (considérants)"),
            "articles": gettext_lazy("Articles"),
            "budget_year": gettext_lazy("Budget year"),
        }
        help_texts = {"articles": gettext_lazy("One article per line, without its number.")}
        field_classes = {"budget_year": YearField}

    def __init__(self, *args: Any, with_year: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in _ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        if not with_year:
            del self.fields["budget_year"]
