"""Giving a paper the commune's own words, from now on; earlier papers keep theirs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Commune
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from frameworks.models import PaperText
from frameworks.wording import PARTS, now, usual_words


@transaction.atomic
def word_paper(commune: Commune, paper: str, part: str, text: str, *, by: User) -> bool:
    """Keep these words for one part of a paper from now on; none means the usual words again.

    Answers whether anything changed: the words that already stand are not written twice.
    """
    require(by, Action.RUN_MEETING, commune)
    if (paper, part) not in [(each, one) for each, parts in PARTS.items() for one in parts]:
        raise NotReady(_("This part of the paper has no words of its own."))
    Commune.objects.select_for_update().get(pk=commune.pk)
    said = "" if text == usual_words(paper, part) else text
    latest = commune.paper_texts.filter(paper=paper, part=part).order_by("-at", "-pk").first()
    if said == (latest.text if latest else ""):
        return False
    row = PaperText.objects.create(
        commune=commune, paper=paper, part=part, text=said, at=now(), by=by
    )
    verb = Verb.CHANGED if said else Verb.REMOVED
    journal(row, by=by, verb=verb, scope=commune.code, fields=["text"], note=f"{paper}, {part}")
    return True
