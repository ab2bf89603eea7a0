"""Many small answers on one page, which two secretaries may be giving at the same time."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext

from foundation.forms.base import Form
from foundation.forms.records import digest, spoken

_SHORT = re.compile(r"\w{1,14}")


class NotedForm(Form):
    """A form whose answers lie in several records. `seen` remembers what the page showed.

    An answer only somebody else gave meanwhile is kept; where both answered differently, the
    form asks once, and the next save keeps mine. An answer the page did not ask for stays.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.now: dict[str, Any] = {}
        self._plain: dict[str, str] = {}
        self._asked_with: dict[str, str] = {}

    def ask(
        self, name: str, field: forms.Field, now: Any, *, plain: Any = "", asked_with: str = ""
    ) -> None:
        """Add an answer as it is stored now. `plain` is what most people say: it is not packed.

        A box to tick is not sent when it is empty: `asked_with` names an answer sent beside it.
        """
        self.fields[name] = field
        self.initial[name] = self.now[name] = now
        self._plain[name] = _code(plain)
        self._asked_with[name] = asked_with or name

    def pack(self) -> None:
        """Once every answer was added: remember what the page shows, never nothing at all."""
        self.initial["seen"] = self._packed({name: _code(now) for name, now in self.now.items()})

    def was_asked(self, name: str) -> bool:
        """Whether the page that was sent asked for this."""
        return self.add_prefix(self._asked_with[name]) in self.data

    def clean(self) -> dict[str, Any]:
        """Keep what somebody else noted meanwhile; where both noted something, ask again."""
        before = self._unpacked(self.cleaned_data.get("seen", ""))
        fresh = dict(before)
        for name in [name for name in self.now if name not in self.errors]:
            mine, theirs = _code(self.cleaned_data[name]), _code(self.now[name])
            if not self.was_asked(name):
                self.cleaned_data[name] = self.now[name]
            elif theirs not in (before[name], mine):
                if mine == before[name]:
                    self.cleaned_data[name] = self.now[name]
                    continue
                fresh[name] = theirs
                self._ask_again(name)
        if fresh != before:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix("seen")] = self._packed(fresh)  # type: ignore[index]
        return self.cleaned_data

    def _ask_again(self, name: str) -> None:
        field = self.fields[name]
        sentence = gettext(
            "%(name)s: meanwhile somebody else noted “%(word)s”. Save again to keep yours."
        )
        word = spoken(field, self.now[name]) or gettext("(empty)")
        self.add_error(name, sentence % {"name": field.label, "word": word})

    def _packed(self, codes: dict[str, str]) -> str:
        said = (f"{name}:{code}" for name, code in codes.items() if code != self._plain[name])
        return " ".join(["0:", *said])

    def _unpacked(self, text: str) -> dict[str, str]:
        pairs = [part.partition(":") for part in text.split()]
        if not pairs:
            return {name: _code(now) for name, now in self.now.items()}
        shown = {name: code for name, _colon, code in pairs}
        return {name: shown.get(name, self._plain[name]) for name in self.now}


def _code(value: Any) -> str:
    """A short word as it is, a long one as its digest, nothing as nothing."""
    if value is None or value is False or value == "":
        return ""
    text = str(value)
    return text if _SHORT.fullmatch(text) else digest(text)
