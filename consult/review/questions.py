"""Questions an adviser asks on the spot, computed from what the record says and does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import CarryChoice
from consult.review.commune_file import CommuneFile
from foundation.formats.dates import day as in_words
from foundation.formats.money import fcfa
from monitoring.lateness import SETTLED
from monitoring.models import Situation, Voice
from monitoring.money import engagements_of

EACH_FIRST = 2
LONGEST_QUOTE = 60
QUIET_DAYS = 30  # an unfinished action of which nobody spoke for so long
OF_VOICE = {
    Voice.RESPONSIBLE: gettext_lazy("the responsible party"),
    Voice.COMMITTEE: gettext_lazy("the committee"),
    Voice.ADVISER: gettext_lazy("the adviser"),
}


def questions_of(file: CommuneFile) -> list[str]:
    """What to look at and to ask: of each kind the most pressing ones first, then the rest."""
    of_kind = [list(kind(file)) for kind in KINDS]
    first = [question for asked in of_kind for question in asked[:EACH_FIRST]]
    return first + [question for asked in of_kind for question in asked[EACH_FIRST:]]


def _quoted(words: str) -> str:
    return Truncator(words).chars(LONGEST_QUOTE)


def _own_promises(file: CommuneFile) -> Iterator[str]:
    for one in file.commitments:
        if (file.day - one.due_on).days > 0:
            yield _("The programme promised “%(what)s” for %(day)s: what can be said of it?") % {
                "what": _quoted(one.wording),
                "day": in_words(one.due_on),
            }


def _differing(file: CommuneFile) -> Iterator[str]:
    for differs in file.differing:
        counting, other = differs.counting, differs.other
        yield _(
            "Action %(number)s: “%(other)s” for %(who)s, “%(counting)s” for %(counts)s: "
            "see on the spot."
        ) % {
            "number": differs.action.number,
            "other": other.get_situation_display(),
            "who": OF_VOICE[Voice(other.voice)],
            "counting": counting.get_situation_display(),
            "counts": OF_VOICE[Voice(counting.voice)],
        }


def _declared(file: CommuneFile) -> Iterator[str]:
    """Done in the words of the responsible party alone."""
    for action in file.actions:
        if action.situation == Situation.DONE and action.situation_voice == Voice.RESPONSIBLE:
            yield _(
                "Action %(number)s is said done by its responsible party but not by the "
                "committee: see on the spot."
            ) % {"number": action.number}


def _returned(file: CommuneFile) -> Iterator[str]:
    for action in file.actions:
        if action.carry_choice == CarryChoice.ADVISER and action.situation not in SETTLED:
            yield _(
                "Action %(number)s came back a third time and the adviser’s opinion is asked: "
                "what stands in its way?"
            ) % {"number": action.number}


def _blocked(file: CommuneFile) -> Iterator[str]:
    """Blocked, without an obstacle that says by what."""
    named = {obstacle.action_id for obstacle in file.obstacles}
    for action in file.actions:
        if action.situation == Situation.BLOCKED and action.pk not in named:
            yield _("Action %(number)s is blocked and no obstacle is named: by what?") % {
                "number": action.number
            }


def _obstacles(file: CommuneFile) -> Iterator[str]:
    for obstacle in file.obstacles:
        if obstacle.adviser:
            yield _("“%(what)s” blocks for %(days)s days: what can the programme do?") % {
                "what": _quoted(str(obstacle)),
                "days": obstacle.age,
            }


def _quiet(file: CommuneFile) -> Iterator[str]:
    for action in file.actions:
        if action.situation in SETTLED or not action.days_late:
            continue
        silent = (file.day - action.news_on).days if action.news_on else None
        if silent is None:
            yield _(
                "Action %(number)s is late by %(late)s days and nobody spoke of it: has it begun?"
            ) % {"number": action.number, "late": action.days_late}
        elif silent > QUIET_DAYS:
            yield _(
                "Action %(number)s is late by %(late)s days and nobody spoke of it for %(days)s "
                "days: how far is it?"
            ) % {"number": action.number, "late": action.days_late, "days": silent}


def _nobody(file: CommuneFile) -> Iterator[str]:
    for action in file.actions:
        if action.responsible_id is None and action.situation not in SETTLED:
            yield _("Action %(number)s has no responsible party: who answers for it?") % {
                "number": action.number
            }


def _missing(file: CommuneFile) -> Iterator[str]:
    """What the current step still needs, once the step is over its day."""
    progress = file.progress
    if not progress.days_late:
        return
    tasks = [str(_(requirement.task)) for requirement in progress.missing(progress.current)]
    if tasks:
        yield _("At the step “%(step)s” there is left: %(tasks)s. What holds it back?") % {
            "step": progress.current.label,
            "tasks": ", ".join(tasks),
        }


def _unpaid(file: CommuneFile) -> Iterator[str]:
    """Parties that have not paid what they promised, once the plan is half over."""
    plan = file.plan
    if plan is None or not plan.is_agreed:
        return
    if file.day < plan.starts_on + (plan.ends_on - plan.starts_on) / 2:
        return
    for row in engagements_of(plan, file.day):
        if row.left:
            yield _("%(party)s still has %(left)s to pay of %(promised)s: when?") % {
                "party": row.party,
                "left": fcfa(row.left),
                "promised": fcfa(row.promised),
            }


KINDS: tuple[Callable[[CommuneFile], Iterator[str]], ...] = (
    _own_promises, _differing, _declared, _returned, _blocked, _obstacles, _quiet, _nobody,
    _missing, _unpaid,
)  # fmt: skip
