"""What the public types: the code at the foot of a paper."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.forms.base import Form
from foundation.forms.fields import TextField


class CodeForm(Form):
    """The code as read on the paper: spaces, dashes and small letters do not matter."""

    code = TextField(
        label=_("Code at the foot of the paper"),
        help_text=_("Ten letters and digits, for example ABCD3FGH4J."),
        max_length=40,
    )

    def clean_code(self) -> Any:
        code = re.sub(r"[\s.-]", "", self.cleaned_data["code"]).upper()
        if not re.fullmatch(r"[A-Z0-9]{10}", code):
            raise ValidationError(_("A code has ten letters and digits. Read it again."))
        return code
