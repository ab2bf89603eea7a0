"""The rules (R1–R18) a loaded file must keep, asked of the records it made."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.rules import ready_to_seal
from consult.demo.example.book import Book
from consult.demo.example.reading import Item
from consult.meetings.rules import r3_colleges, r17_notice
from foundation.records.rules import Finding, blocking, warnings
from frameworks.models import Deliberation, Framework, Meeting
from frameworks.rules import (
    r1_priority_sectors,
    r2_founding_act,
    r4_needs_before_first_meeting,
    r16_council_vote,
)
from monitoring.models import Committee
from monitoring.rules import r7_committee


def check_rules(book: Book) -> None:
    """Refuse the file at the first broken rule that blocks; keep the warnings as remarks.

    Only what this file brought is asked: what people typed since answers to its own pages.
    """
    for item, act in book.entered(Deliberation):
        _judge(book, item, r16_council_vote(act))
    for item, framework in book.entered(Framework):
        _judge(book, item, [*r1_priority_sectors(framework), *r2_founding_act(framework)])
    for item, meeting in book.entered(Meeting):
        _judge(book, item, r3_colleges(meeting))
        _judge(book, item, r4_needs_before_first_meeting(book.framework, meeting))
        _judge(book, item, r17_notice(meeting))
    for item, plan in book.entered(ActionPlan):
        _judge(book, item, ready_to_seal(plan))
    for item, committee in book.entered(Committee):
        _judge(book, item, r7_committee(committee))


def _judge(book: Book, item: Item, findings: Iterable[Finding]) -> None:
    found = list(findings)
    for finding in blocking(found):
        raise item.refuse(finding.sentence, finding.code)
    for finding in warnings(found):
        said = {"item": item.name, "code": finding.code, "sentence": finding.sentence}
        book.remarks.append(_("%(item)s (%(code)s): %(sentence)s") % said)
