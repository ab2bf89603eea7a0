"""Experience sheets: begun from the record, typed, submitted, reviewed, published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Commune
from consult.learning.content import canonical, digest, published
from consult.learning.models import ExperienceSheet, SheetState, SheetVersion
from consult.learning.outline import EDITION
from consult.learning.prefill import Proposal, proposals
from consult.learning.sheet_rules import against_submitting
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady, Stale
from foundation.records.moves import move
from foundation.records.rules import stop_if_blocked
from foundation.records.today import today

Save = Callable[[], Any]


@transaction.atomic
def begin_sheet(commune: Commune, *, by: User, variant: str, **fields: Any) -> ExperienceSheet:
    """Begin a sheet with what the record says already, each sentence with its source."""
    require(by, Action.EDIT_LEARNING, commune)
    fields.setdefault("as_of", today())
    sheet = ExperienceSheet(
        commune=commune, variant=variant, edition=EDITION, author=by, **_told(fields)
    )
    for key, proposal in proposals(sheet).items():
        _take(sheet, key, proposal)
    sheet.save(force_insert=True)
    if sheet.action and sheet.action.sector:
        sheet.sectors.add(sheet.action.sector)
    log(sheet, Verb.CREATED, by=by)
    return sheet


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """What is told: an action with its cycle, a cycle with its framework."""
    if action := fields.get("action"):
        fields["cycle"] = action.plan.cycle
    if cycle := fields.get("cycle"):
        fields["framework"] = cycle.framework
    return fields


def _take(sheet: ExperienceSheet, key: str, proposal: Proposal) -> None:
    sheet.answers[key] = proposal.value
    sheet.evidence[key] = proposal.evidence


@transaction.atomic
def change_sheet(sheet: ExperienceSheet, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Store what a form changed of the cover: title, date, sectors, areas, collection."""
    require(by, Action.EDIT_LEARNING, sheet.commune)
    locked_draft(sheet)
    save()
    log(sheet, Verb.CHANGED, by=by, fields=fields)


@transaction.atomic
def write_answers(
    sheet: ExperienceSheet,
    *,
    by: User,
    changed: Mapping[str, Any],
    put_back: str = "",
) -> None:
    """Store the answers typed on one page; `put_back` takes the record's proposal for one field.

    Raises Stale when somebody else changed one of these answers since the page was read.
    """
    require(by, Action.EDIT_LEARNING, sheet.commune)
    stored = locked_draft(sheet)
    if any(stored.answers.get(key) != sheet.answers.get(key) for key in changed):
        raise Stale
    stored.answers |= changed
    written = list(changed)
    if put_back:
        proposal = proposals(stored).get(put_back)
        if proposal is None:
            raise NotReady(_("The record says nothing of %(key)s.") % {"key": put_back})
        _take(stored, put_back, proposal)
        written.append(put_back)
    if written:
        stored.save(update_fields=["answers", "evidence"])
        log(sheet, Verb.CHANGED, by=by, fields=written)
    sheet.answers, sheet.evidence = stored.answers, stored.evidence


def locked_draft(sheet: ExperienceSheet) -> ExperienceSheet:
    """The sheet as it is now; whoever else writes waits. Only a draft is typed in."""
    stored: ExperienceSheet = ExperienceSheet.objects.select_for_update().get(pk=sheet.pk)
    if stored.state != SheetState.DRAFT:
        raise NotReady(_("This sheet is no draft any more: it changes once it is sent back."))
    return stored


@transaction.atomic
def submit_sheet(sheet: ExperienceSheet, *, by: User) -> None:
    """Hand the sheet to the adviser. Raises NotReady with the sentences shown beforehand."""
    require(by, Action.EDIT_LEARNING, sheet.commune)
    stored = locked_draft(sheet)
    stop_if_blocked(against_submitting(stored))
    stamps = {"submitted_on": today(), "sent_back_reason": "", "author": by}
    move(sheet, "state", to=SheetState.SUBMITTED, **stamps)
    log(sheet, Verb.STATE, by=by, note=SheetState.SUBMITTED)


@transaction.atomic
def send_back(sheet: ExperienceSheet, *, by: User, reason: str) -> None:
    """The adviser sends the sheet back to its authors, and says why."""
    require(by, Action.REVIEW_SHEETS, sheet.commune)
    if not reason.strip():
        raise NotReady(_("Say in one sentence what is to be changed."))
    _refuse_unless(sheet, SheetState.SUBMITTED, SheetState.REVIEWED)
    gone = {"submitted_on": None, "reviewed_on": None, "reviewer": None}
    move(sheet, "state", to=SheetState.DRAFT, sent_back_reason=reason.strip(), **gone)
    log(sheet, Verb.STATE, by=by, note=reason.strip())


@transaction.atomic
def mark_reviewed(sheet: ExperienceSheet, *, by: User) -> None:
    """The adviser read the sheet and found it fit to be published."""
    require(by, Action.REVIEW_SHEETS, sheet.commune)
    _refuse_unless(sheet, SheetState.SUBMITTED)
    move(sheet, "state", to=SheetState.REVIEWED, reviewed_on=today(), reviewer=by)
    log(sheet, Verb.STATE, by=by, note=SheetState.REVIEWED)


@transaction.atomic
def publish_sheet(sheet: ExperienceSheet, *, by: User) -> SheetVersion:
    """The commune publishes a reviewed sheet: its text is kept with its digest, and shared."""
    require(by, Action.EDIT_LEARNING, sheet.commune)
    _refuse_unless(sheet, SheetState.REVIEWED)
    move(sheet, "state", to=SheetState.PUBLISHED, published_on=today())
    text = canonical(published(sheet))
    version = SheetVersion.objects.create(
        sheet=sheet,
        number=sheet.versions.count() + 1,
        data=text,
        sha256=digest(text),
        kept_by=by,
    )
    log(sheet, Verb.APPROVED, by=by, fields=["versions"])
    return version


@transaction.atomic
def reopen_sheet(sheet: ExperienceSheet, *, by: User) -> None:
    """Begin the next version: a draft again, while the published one stays readable."""
    require(by, Action.EDIT_LEARNING, sheet.commune)
    _refuse_unless(sheet, SheetState.PUBLISHED)
    gone = {"submitted_on": None, "reviewed_on": None, "reviewer": None, "published_on": None}
    move(sheet, "state", to=SheetState.DRAFT, as_of=today(), **gone)
    log(sheet, Verb.REOPENED, by=by)


def _refuse_unless(sheet: ExperienceSheet, *states: str) -> None:
    """Said in words when the sheet moved on meanwhile; `move` holds it in the database."""
    if sheet.state not in states:
        said = {"state": sheet.get_state_display()}
        raise NotReady(_("This cannot be done now: the sheet is %(state)s.") % said)


def log(sheet: ExperienceSheet, verb: Verb, *, by: User, **more: Any) -> None:
    """One line in the journal of the sheet's commune."""
    journal(sheet, by=by, verb=verb, scope=sheet.commune.code, **more)
