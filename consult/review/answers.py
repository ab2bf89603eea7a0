"""Answers to obstacles that a commune publishes for the others: nothing else leaves the commune."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Assignment, Commune, Organisation, OrganisationKind, Person, Sector
from foundation.accounts.models import User
from foundation.formats.phones import parse_phone
from foundation.formats.search import search_key
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.models import ObstaclePassage, PublishedAnswer
from monitoring.services.obstacles import log

# Sentences kept in the journal, whose words are French.
PUBLISHED = "Réponse publiée pour les autres communes."
WITHDRAWN = "Réponse publiée retirée."
COMMUNE = "passage__obstacle__framework__commune"
_GAP = r"[\s.\-/()\u00a0\u202f]"
_NUMBER = re.compile(rf"(?<!\d)(?:(?:\+|00){_GAP}?\d{{3}}{_GAP}?)?\d(?:{_GAP}{{0,2}}\d){{7}}(?!\d)")
_ABROAD = re.compile(rf"(?:\+|(?<!\d)00){_GAP}?\d(?:{_GAP}?\d){{7,}}")
# Figures that are no telephone: a day, two years, an amount in thousands.
_OTHER_FIGURES = re.compile(
    r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\b|\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b"
    r"|\b\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?=\s*(?:f|fr|frs|francs?|fcfa|xof|cfa)\b)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_NAME = 3


def shared_with(user: User) -> Any:
    """What every commune published and did not withdraw, with the commune and its town hall.

    Only published words are read here, never the obstacle or the minutes behind them.
    """
    hall = Organisation.objects.standing().filter(
        commune=OuterRef(COMMUNE), kind=OrganisationKind.COMMUNE
    )
    return (
        PublishedAnswer.objects.shared_with(user)
        .select_related("sector")
        .defer("published_by")
        .annotate(
            commune_name=F(f"{COMMUNE}__name"),
            cercle_name=F(f"{COMMUNE}__cercle__name"),
            region_name=F(f"{COMMUNE}__cercle__region__name"),
            contact=Subquery(hall.order_by("pk").values("phone")[:1]),
        )
    )


def town_hall_phone(commune: Commune) -> str:
    """The number that stands beside the commune's answers; empty when its record has none."""
    hall = commune.organisations.standing().filter(kind=OrganisationKind.COMMUNE).order_by("pk")
    return str(hall.values_list("phone", flat=True).first() or "")


def against_words(text: str, commune: Commune) -> list[str]:
    """Why these words may not leave the commune, in sentences: a telephone, an address, a name."""
    found = []
    if _tells_a_phone(text, commune):
        found.append(_("Leave telephone numbers out: the town hall is the contact."))
    if _MAIL.search(text):
        found.append(_("Leave e-mail addresses out: the town hall is the contact."))
    name = _named(text, commune)
    if name:
        found.append(
            _("“%(name)s” is somebody of your commune: write the function instead of the name.")
            % {"name": name}
        )
    return found


def _tells_a_phone(text: str, commune: Commune) -> bool:
    plain = _OTHER_FIGURES.sub(" … ", text)
    if _ABROAD.search(plain):
        return True
    found = [re.sub(r"\D", "", number[0])[-8:] for number in _NUMBER.finditer(plain)]
    if not found:
        return False
    return any(parse_phone(digits) for digits in found) or bool(set(found) & _known_phones(commune))


def _known_phones(commune: Commune) -> set[str]:
    """The last eight figures of each number of the record: older and foreign ones are known so."""
    people = Person.objects.filter(_here(commune)).exclude(phone="")
    parties = Organisation.objects.filter(_here(commune)).exclude(phone="")
    numbers = [*people.values_list("phone", flat=True), *parties.values_list("phone", flat=True)]
    return {re.sub(r"\D", "", number)[-8:] for number in numbers}


def _here(commune: Commune) -> Q:
    return Q(commune=commune) | Q(commune=None)


def _named(text: str, commune: Commune) -> str:
    """The first person of the commune's record whose name these words hold; else nothing."""
    said = _spaced(text)
    written = {search_key(word) for word in _WORD.findall(text) if word[0].isupper()}
    places = {_spaced(name) for name in (commune.name, commune.cercle.name, commune.chief_town)}
    people = Person.objects.filter(_here(commune)).values_list("first_name", "last_name")
    for first, last in people.order_by():
        first_key, last_key = _spaced(first), _spaced(last)
        if last_key not in places and _stands_in(last_key, said):
            return f"{first} {last}"
        if first_key not in places and first_key.strip() in written:
            return f"{first} {last}"
    heads = commune.executives.exclude(head="").values_list("head", flat=True)
    users = Assignment.objects.filter(commune=commune).values_list("user__full_name", flat=True)
    return next((name for name in (*heads, *users) if _stands_in(_spaced(name), said)), "")


def _stands_in(key: str, said: str) -> bool:
    return len(key.strip()) >= _SHORTEST_NAME and key in said


def _spaced(text: str) -> str:
    """« Awa (démo) KOÏTA » as " awa koita ": whole words, whatever accents and capitals."""
    plain = re.sub(r"\([^)]*\)", " ", text)
    return f" {' '.join(_WORD.findall(search_key(plain)))} "


def against_publishing(passage: ObstaclePassage) -> list[str]:
    """Why this answer is not published now, in sentences; empty when it may be."""
    if not passage.answer:
        return [_("The meeting has not answered this obstacle.")]
    if not passage.meeting.is_locked:
        return [_("The answer is published once the minutes of the meeting are approved.")]
    if PublishedAnswer.objects.filter(passage=passage, withdrawn_on=None).exists():
        return [_("This answer is published already. Withdraw it first to change its words.")]
    return []


@transaction.atomic
def publish(
    passage: ObstaclePassage,
    *,
    by: User,
    problem: str,
    answer: str,
    category: str,
    sector: Sector | None,
) -> PublishedAnswer:
    """Let every commune read what blocked and what was answered, in these words and no others."""
    obstacle = passage.obstacle
    commune = obstacle.framework.commune
    require(by, Action.RUN_MEETING, commune)
    NotReady.unless_empty(against_publishing(passage))
    NotReady.unless_empty(against_words(f"{problem}\n{answer}", commune))
    words: dict[str, Any] = {
        "problem": problem,
        "answer": answer,
        "category": category,
        "sector": sector,
        "published_on": today(),
        "published_by": by,
        "withdrawn_on": None,
    }
    found, _new = PublishedAnswer.objects.update_or_create(passage=passage, defaults=words)
    log(obstacle, Verb.STATE, by=by, note=PUBLISHED)
    return found


@transaction.atomic
def withdraw(found: PublishedAnswer, *, by: User) -> None:
    """Take a published answer back: from now on no other commune reads it."""
    obstacle = found.passage.obstacle
    require(by, Action.RUN_MEETING, obstacle.framework.commune)
    if found.withdrawn_on:
        raise NotReady(_("This answer is withdrawn already."))
    found.withdrawn_on = today()
    found.save(update_fields=["withdrawn_on"])
    log(obstacle, Verb.STATE, by=by, note=WITHDRAWN)
