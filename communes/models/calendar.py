"""The local calendar of a commune: what makes a day good or bad for a meeting. It is typed here.

Moveable feasts are never computed: the commune writes the days once they are announced.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from communes.models.territory import Commune
from communes.querysets import LocalDateQuerySet
from foundation.formats import dates
from foundation.formats.numbers import NBSP


class LocalDateKind(models.TextChoices):
    """What a line of the local calendar is."""

    MARKET = "marche", _("market day")
    COUNCIL = "session_conseil", _("council session")
    RAMADAN = "ramadan", _("Ramadan")
    TABASKI = "tabaski", _("Tabaski")
    FEAST = "fete", _("other feast")
    RAINS = "hivernage", _("rainy season")
    OTHER = "autre", _("other")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


WEEKLY = Q(weekday__isnull=False, first_day=None, last_day=None, first_month=None, last_month=None)
DATED = Q(
    weekday=None, first_day__isnull=False, last_day__isnull=False, first_month=None, last_month=None
)
YEARLY = Q(
    weekday=None, first_day=None, last_day=None, first_month__isnull=False, last_month__isnull=False
)


def run_of_days(first: datetime.date, last: datetime.date) -> str:
    """« le 7 juin 2025 », « du 1er au 30 mars 2025 », « du 30 mars 2025 au 2 avril 2025 »."""
    if first == last:
        return pgettext("day", "on %(day)s") % {"day": dates.day(first)}
    if (first.year, first.month) != (last.year, last.month):
        return dates.period(first, last)
    figure = dates.day(first).partition(NBSP)[0]
    return gettext("from %(first)s to %(last)s") % {"first": figure, "last": dates.day(last)}


_MONTH = [MinValueValidator(1), MaxValueValidator(12)]


class LocalDate(models.Model):
    """A day of the week, a run of days or a season of the year that matters in one commune.

    A market day has a weekday, a rainy season its months, a feast or a council session its first
    and last day with the year; something else is any one of these.
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="local_dates", verbose_name=_("commune")
    )
    kind = models.CharField(_("what it is"), max_length=16, choices=LocalDateKind)
    label = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("As people call it.")
    )
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), choices=Weekday, null=True, blank=True
    )
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    first_month = models.PositiveSmallIntegerField(
        _("from the month of"), null=True, blank=True, validators=_MONTH
    )
    last_month = models.PositiveSmallIntegerField(
        _("to the month of"), null=True, blank=True, validators=_MONTH
    )

    objects = LocalDateQuerySet.as_manager()

    # Kinds that come back on other days each year, announced shortly before.
    MOVEABLE: ClassVar = (LocalDateKind.RAMADAN, LocalDateKind.TABASKI, LocalDateKind.FEAST)

    class Meta:
        verbose_name = _("line of the local calendar")
        verbose_name_plural = _("local calendar")
        ordering = ["first_day", "weekday", "first_month", "pk"]
        constraints = [
            models.CheckConstraint(
                name="local_date_as_its_kind",
                condition=(Q(kind="marche") & WEEKLY)
                | (Q(kind="hivernage") & YEARLY)
                | (Q(kind__in=("session_conseil", "ramadan", "tabaski", "fete")) & DATED)
                | (Q(kind="autre") & (WEEKLY | DATED | YEARLY)),
                violation_error_message=_(
                    "Give a market day its day of the week, a rainy season its months, "
                    "anything else its first and last day."
                ),
            ),
            models.CheckConstraint(
                name="local_date_days_ordered",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.CheckConstraint(
                name="local_date_other_is_named",
                condition=~Q(kind__in=("fete", "autre"), label=""),
                violation_error_message=_("Write what it is called."),
            ),
            models.CheckConstraint(
                name="local_date_months_and_weekdays_exist",
                condition=(Q(weekday=None) | Q(weekday__lte=6))
                & (Q(first_month=None) | Q(first_month__range=(1, 12)))
                & (Q(last_month=None) | Q(last_month__range=(1, 12))),
                violation_error_message=_("This day or month does not exist."),
            ),
            models.UniqueConstraint(
                fields=["commune", "kind", "label", "weekday"],
                condition=Q(weekday__isnull=False),
                name="local_date_weekday_once",
                violation_error_message=_("This is already in the calendar."),
            ),
            models.UniqueConstraint(
                fields=["commune", "kind", "label", "first_day"],
                condition=Q(first_day__isnull=False),
                name="local_date_first_day_once",
                violation_error_message=_("This is already in the calendar."),
            ),
            models.UniqueConstraint(
                fields=["commune", "kind", "label", "first_month"],
                condition=Q(first_month__isnull=False),
                name="local_date_months_once",
                violation_error_message=_("This is already in the calendar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.when}"

    @property
    def name(self) -> str:
        """As people call it; the kind when nothing was written."""
        return self.label or self.get_kind_display()

    @property
    def name_first(self) -> str:
        """The name as it begins a sentence."""
        return capfirst(str(self.name))

    @property
    def when(self) -> str:
        """« jeudi », « du 1er au 30 mars 2025 », « juin – septembre »."""
        if self.weekday is not None:
            return str(Weekday(self.weekday).label)
        if self.first_day and self.last_day:
            return run_of_days(self.first_day, self.last_day)
        months = (self.first_month or 1, self.last_month or 12)
        return " – ".join(dict.fromkeys(dates.month_name(month) for month in months))

    def covers(self, day: datetime.date) -> bool:
        """Whether it is on that day; a season may run over the end of the year."""
        if self.weekday is not None:
            return day.weekday() == self.weekday
        if self.first_day and self.last_day:
            return self.first_day <= day <= self.last_day
        first, last = self.first_month or 1, self.last_month or 12
        if first <= last:
            return first <= day.month <= last
        return day.month >= first or day.month <= last
