"""Who signs in, and the single-use code that lets a person choose a new password."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """An account; without a password it opens only by a reset code."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=str(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in by a name such as `secretaire-dioro`; e-mail and phone are not needed.

    What the person may do stands in assignments, never here.
    """

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9.-]*$", _("Use small letters, digits and dashes."))
        ],
        help_text=_("For example secretaire-dioro."),
    )
    full_name = models.CharField(_("first and last name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def has_perm(self, _perm: str, _obj: Any = None) -> bool:
        """Django's own permissions are not used; the access table of communes decides."""
        return False

    def has_module_perms(self, _label: str) -> bool:
        return False


class ResetCode(models.Model):
    """A code read out or printed by an administrator, with which its owner sets a new password.

    Only its hash is kept; it serves once, for a day, and bears five wrong tries.
    """

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="reset_codes", verbose_name=_("user")
    )
    code_hash = models.CharField(max_length=128, editable=False)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("wrong tries"), default=0)

    class Meta:
        verbose_name = _("reset code")
        verbose_name_plural = _("reset codes")
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"{self.user.username} {self.issued_at:%d/%m/%Y %H:%M}"
