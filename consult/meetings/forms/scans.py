"""One scan or photo of a signed paper, and why one is withdrawn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.files.forms import FileField
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from frameworks.models import ScanKind


class ScanForm(Form):
    """What the paper is, and the file."""

    kind = forms.ChoiceField(label=_("What it is"), choices=ScanKind)
    scan = FileField(label=_("The scan or photo"))


class WithdrawForm(Form):
    """A file is withdrawn, never deleted: the page says why."""

    reason = TextField(label=_("Why is this file withdrawn?"), max_length=200)
