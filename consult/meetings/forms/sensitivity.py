"""A tension felt at a meeting, and what eases it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation.forms.records import RecordForm
from frameworks.models import ConflictNote


class TensionForm(RecordForm):
    """Between whom and about what; what was done, or could be done, to ease it."""

    class Meta:
        model = ConflictNote
        fields = ("tension", "mitigation")
        help_texts = {
            "tension": _("Between which groups, about what. Name groups rather than people."),
            "mitigation": _("What was done, or could be done before the next meeting."),
        }
