"""Forms for signing in and for choosing a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User
from foundation.forms.base import Form
from foundation.forms.fields import TextField

LONGEST_PASSWORD = 200


class UserNameField(TextField):
    """A user name as people type it: capitals and spaces around it do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("User name"))
        kwargs.setdefault("help_text", _("For example secretaire-dioro."))
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.lower() if isinstance(text, str) else text


def password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """A password is taken exactly as typed, spaces included."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class SignInForm(Form):
    """User name, password, and whether other people use this computer."""

    mark_optional = False
    username = UserNameField()
    password = password_field(_("Password"), "current-password")
    shared = forms.BooleanField(
        label=_("Shared computer"),
        required=False,
        help_text=_("You are signed out when the browser closes, or after 30 minutes of rest."),
    )


class _NewPassword(Form):
    """A new password typed twice, judged with the account's own names at hand."""

    def user(self) -> User | None:
        """Whose password it will be, when that is known."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, second = cleaned.get("new_password"), cleaned.get("new_password_again")
        if first and second and first != second:
            self.add_error(
                "new_password_again", _("The two passwords differ. Type the same one twice.")
            )
        if first:
            try:
                validate_password(first, self.user())
            except ValidationError as error:
                self.add_error("new_password", error)
        return cleaned


_LONG_ENOUGH = _("At least 12 characters. Four words that do not belong together are easy to keep.")


class RedeemForm(_NewPassword):
    """A code received from an administrator, and the password chosen with it."""

    username = UserNameField()
    code = TextField(
        label=_("Code received"),
        max_length=30,
        help_text=_("Ten letters and digits, for example 4XK2M-9QTRB. It serves once."),
    )
    new_password = password_field(_("New password"), "new-password", _LONG_ENOUGH)
    new_password_again = password_field(_("New password, once more"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}

    def user(self) -> User:
        """Not the account itself: a stranger learns nothing of it, not even its person's name."""
        return User(username=self.cleaned_data.get("username", ""))


class ChangePasswordForm(_NewPassword):
    """The person's own change: the password of today, then the new one twice."""

    password = password_field(_("Password of today"), "current-password")
    new_password = password_field(_("New password"), "new-password", _LONG_ENOUGH)
    new_password_again = password_field(_("New password, once more"), "new-password")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def user(self) -> User:
        return self.person
