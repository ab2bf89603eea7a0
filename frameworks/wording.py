"""The words of a commune's papers: its own since a day, else the usual ones (French, as papers)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from communes.documents import Head, Signature
from communes.models import Commune, ExecutiveKind
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP
from foundation.formats.words import day_in_words
from foundation.records.today import today
from frameworks.models import Framework, Paper, PaperPart

EVERY_PART: Final = tuple(PaperPart)
# Which parts of which paper a commune may word: what all papers share is their header alone.
PARTS: Final[dict[Paper, tuple[PaperPart, ...]]] = {
    Paper.ALL: (PaperPart.HEADER,),
    Paper.LETTER: EVERY_PART,
    Paper.MINUTES: EVERY_PART,
    Paper.SHEET: EVERY_PART,
    Paper.NEEDS: EVERY_PART,
    Paper.TERMS: EVERY_PART,
    Paper.REPORT: EVERY_PART,
}
HEADER: Final = (
    "Région de {region}\nCercle de {cercle}\nArrondissement de {arrondissement}\n{ligne_commune}"
)
BUREAU: Final = (
    f"Le (la) secrétaire de séance{NBSP}: {{secretaire}}\n"
    f"Le (la) président(e) de séance{NBSP}: {{president}}"
)
USUAL: Final[dict[tuple[str, str], str]] = {
    (Paper.LETTER, PaperPart.OPENING): (
        f"J’ai l’honneur de vous inviter à prendre part à la {{reunion}}, qui se tiendra{NBSP}:"
    ),
    (Paper.LETTER, PaperPart.CLOSING): (
        "Comptant sur votre présence, je vous prie d’agréer, {civilite}, l’expression de mes "
        "salutations distinguées."
    ),
    (Paper.LETTER, PaperPart.SIGNATURES): f"{{qualite_maire}}{NBSP}: {{maire}}",
    (Paper.MINUTES, PaperPart.OPENING): "{an_et_jour}, s’est tenue, {lieu}, la {reunion}.",
    (Paper.MINUTES, PaperPart.CLOSING): (
        "L’ordre du jour étant épuisé, la séance a pris fin à {heure_fin}."
    ),
    (Paper.MINUTES, PaperPart.SIGNATURES): (
        f"{BUREAU}\nPour les organisations professionnelles\nPour les services techniques"
    ),
    (Paper.SHEET, PaperPart.SIGNATURES): BUREAU,
    (Paper.NEEDS, PaperPart.SIGNATURES): "Le (la) président(e) de l’organisation",
    (Paper.TERMS, PaperPart.SIGNATURES): f"{{qualite_maire}}{NBSP}: {{maire}}",
    (Paper.REPORT, PaperPart.SIGNATURES): f"{BUREAU}\n{{qualite_maire}}{NBSP}: {{maire}}",
}
_BRACED: Final = re.compile(r"\{([a-z_]+)\}")
DOTS: Final = "……………………"


def usual_words(paper: str, part: str) -> str:
    """What the paper says in this part when the commune says nothing else; often nothing."""
    return HEADER if part == PaperPart.HEADER else USUAL.get((paper, part), "")


def now() -> datetime.datetime:
    """This moment; in a demonstration, this hour of the day its facts end."""
    clock = timezone.localtime()
    return datetime.datetime.combine(today(), clock.time(), tzinfo=clock.tzinfo)


def end_of(dated: datetime.date | None) -> datetime.datetime:
    """The last moment of a paper's day; this moment for a paper that has no day yet."""
    if dated is None:
        return now()
    last = datetime.datetime.combine(dated, datetime.time.max)
    return timezone.make_aware(last, timezone.get_current_timezone())


def texts_for(commune: Commune, paper: str, at: datetime.datetime) -> dict[str, str]:
    """The commune's own words for a paper of that moment, by part; its own before all papers'.

    Later rows change nothing: an old paper keeps the words of its day.
    """
    rows = commune.paper_texts.filter(paper__in=(Paper.ALL, paper), at__lte=at)
    latest: dict[tuple[str, str], str] = {}
    for whose, part, text in rows.order_by("-at", "-pk").values_list("paper", "part", "text"):
        latest.setdefault((whose, part), text)
    found = {part: text for (whose, part), text in latest.items() if whose == Paper.ALL and text}
    own = {part: text for (whose, part), text in latest.items() if whose == paper and text}
    return found | own


@dataclass(frozen=True)
class Words:
    """The words of one paper on its day: `own` by part, and what stands for {commune}, {date}…"""

    paper: str
    own: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, part: str, usual: str | None = None, **more: str) -> str:
        """The part in the commune's own words, else the usual ones."""
        said = self.own.get(part)
        if said is None:
            if usual is not None:
                return usual
            said = usual_words(self.paper, part)
        return fill(said, {**self.values, **more})

    def head(self, usual: Head) -> Head:
        """The heading with the commune's own lines at the left; {…} that stay empty drop theirs."""
        said = self.own.get(PaperPart.HEADER)
        if said is None:
            return usual
        known = {
            **self.values,
            "region": usual.region,
            "cercle": usual.cercle,
            "arrondissement": usual.arrondissement,
            "ligne_commune": usual.commune_line,
        }
        return usual._replace(lines=tuple(_lines(said, known)))

    def signatures(self, usual: Sequence[Any]) -> Sequence[Any]:
        """One place to sign per line, « quality : name »; else the usual ones."""
        said = self.own.get(PaperPart.SIGNATURES)
        if said is None:
            return usual
        split = (fill(line, self.values).partition(":") for line in said.splitlines())
        signs = [Signature(quality.strip(), name.strip()) for quality, _colon, name in split]
        return [sign for sign in signs if sign.capacity]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known in place of {…}; braces nobody knows stay as typed."""
    return _BRACED.sub(lambda found: values.get(found[1], found[0]), text)


def _lines(text: str, values: Mapping[str, str]) -> Iterable[str]:
    for line in filter(None, map(str.strip, text.splitlines())):
        known = [name for name in _BRACED.findall(line) if name in values]
        if not known or any(values[name] for name in known):
            yield fill(line, values)


def words_of(
    commune: Commune,
    paper: str,
    at: datetime.datetime,
    values: Mapping[str, str],
    trial: Mapping[str, str] | None = None,
) -> Words:
    """The words a paper of that moment has; `trial` holds words typed and not kept yet."""
    own = texts_for(commune, paper, at) | dict(trial or {})
    return Words(paper, {part: text for part, text in own.items() if text}, values)


def headed(commune: Commune, usual: Head, dated: datetime.date | None) -> Head:
    """The heading with the lines the commune wanted on all its papers by that day; today, if none.

    Papers sealed or kept already are not drawn again: they keep the heading of their day.
    """
    values = {"commune": commune.name_on(dated or today())}
    return words_of(commune, Paper.ALL, end_of(dated), values).head(usual)


def values_of(framework: Framework, dated: datetime.date | None) -> dict[str, str]:
    """What {commune}, {cadre}, {date}, {maire}… stand for in any paper of that day."""
    commune, then = framework.commune, dated or today()
    executive = commune.executive_on(then)
    appointed = bool(executive and executive.kind == ExecutiveKind.SPECIAL_DELEGATION)
    return {
        "commune": commune.name_on(then),
        "cadre": framework.name,
        "date": day(dated) if dated else DOTS,
        "date_lettres": day_in_words(dated) if dated else DOTS,
        "maire": executive.head if executive else "",
        "qualite_maire": "Le Président de la délégation spéciale" if appointed else "Le Maire",
    }
