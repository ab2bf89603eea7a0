"""What the home page says: the words and links of a commune's progress."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from actionplans.documents import plan_sheet
from actionplans.documents.pictures import bar, paying
from actionplans.models import Action, ActionPlan
from communes.models import Commune
from consult.cycle.progress import Progress, StepProgress
from consult.cycle.requirements import Requirement, of_step
from foundation.formats.dates import day_brief
from frameworks.models import Cycle, Meeting, Step
from monitoring.models import Situation
from monitoring.querysets import with_situation

ICON_OF_STEP = {
    Step.SECTORS: "leaf",
    Step.NEEDS: "talk",
    Step.MEETING: "people",
    Step.PLAN: "plan",
    Step.FOLLOW_UP: "eye",
}
PAGE_OF_STEP = {
    Step.SECTORS: "frameworks:sectors",
    Step.NEEDS: "frameworks:needs",
    Step.MEETING: "meetings:list",
    Step.PLAN: "actionplans:plan",
    Step.FOLLOW_UP: "monitoring:followup",
}
TITLE_OF_STEP = {
    Step.SECTORS: gettext_lazy("Step 1: choose the sectors and their actors"),
    Step.NEEDS: gettext_lazy("Step 2: hear the needs"),
    Step.MEETING: gettext_lazy("Step 3: hold the meeting"),
    Step.PLAN: gettext_lazy("Step 4: prepare the plan"),
    Step.FOLLOW_UP: gettext_lazy("Step 5: follow the plan"),
}


def step_title(step: Step) -> str:
    return str(TITLE_OF_STEP[step])


def strip(state: Progress, commune: Commune) -> list[dict[str, Any]]:
    """The five steps as a map of states; each name leads to the page of its step."""
    return [
        {
            "name": step.step.label,
            "state": step.state,
            "note": _note(step),
            "icon": ICON_OF_STEP[step.step],
            "url": reverse(PAGE_OF_STEP[step.step], kwargs={"slug": commune.slug}),
        }
        for step in state.steps
    ]


def _note(step: StepProgress) -> str:
    if step.met:
        return _("finished on %(day)s") % {"day": day_brief(step.done_on)} if step.done_on else ""
    return _("before %(day)s") % {"day": day_brief(step.due_on)} if step.due_on else ""


def now(state: Progress, commune: Commune) -> dict[str, Any]:
    """The one thing to do now, with its reason and its button."""
    requirement = state.next_requirement()
    step = next(step for step in state.steps if step.is_current)
    return {
        "title": gettext(requirement.task),
        "why": _why(state, step),
        "url": reverse(requirement.page, kwargs={"slug": commune.slug}),
        "button": _("Continue"),
        "icon": ICON_OF_STEP[state.current],
    }


def _why(state: Progress, step: StepProgress) -> str:
    if state.row.pause_reason:
        return _("The commune is paused: %(reason)s") % {"reason": state.row.pause_reason}
    if not step.due_on:
        return ""
    day = day_brief(step.due_on)
    if step.days_late > 0:
        return _("This step was due on %(day)s: %(days)s days ago.") % {
            "day": day,
            "days": step.days_late,
        }
    return _("This step is due on %(day)s.") % {"day": day}


def tasks(state: Progress, commune: Commune, *, linked: bool) -> list[dict[str, Any]]:
    """The tasks of the current step: what is done, what is begun, what can wait."""
    first = state.next_requirement().code
    return [
        _task(state, requirement, commune, first, linked) for requirement in of_step(state.current)
    ]


def _task(
    state: Progress, requirement: Requirement, commune: Commune, first: str, linked: bool
) -> dict[str, Any]:
    row, code = state.row, requirement.code
    met = getattr(row, f"met_{code}")
    done, total = getattr(row, f"done_{code}_n", None), getattr(row, f"total_{code}_n", None)
    reachable = row.framework_pk is not None and row.cycle_pk is not None
    status = "done" if met else "doing" if done else "todo"
    can_start = reachable or met or code == first
    return {
        "name": gettext(requirement.task),
        "url": reverse(requirement.page, kwargs={"slug": commune.slug})
        if linked and can_start
        else "",
        "hint": _hint(requirement, done, total, met=met),
        "status": status if can_start else "later",
    }


def _hint(requirement: Requirement, done: int | None, total: int | None, *, met: bool) -> str:
    if total:
        return _("%(done)s out of %(total)s") % {"done": done, "total": total}
    if done:
        return _counted(requirement.code, done)
    return "" if met or requirement.needed else _("May come later")


def _counted(code: str, n: int) -> str:
    """A bare count with its noun ("5 members")."""
    words = {
        "sectors": ngettext("%(n)s sector", "%(n)s sectors", n),
        "members": ngettext("%(n)s organisation", "%(n)s organisations", n),
        "actions": ngettext("%(n)s action", "%(n)s actions", n),
        "committee": ngettext("%(n)s member", "%(n)s members", n),
    }
    return words[code] % {"n": n}


def documents(row: Any, commune: Commune) -> list[dict[str, str]]:
    """What can be printed now."""
    if row.plan_starts_on is None:
        return []
    return [_plan_pdf(commune, row.cycle_number, is_open=True)]


def documents_of(cycle: Cycle, commune: Commune) -> list[dict[str, str]]:
    """What can be printed of one cycle."""
    if not hasattr(cycle, "plan"):
        return []
    return [
        _plan_pdf(commune, cycle.number, is_open=cycle.state == "ouvert"),
        _plan_papers(commune, cycle.number),
    ]


def _plan_papers(commune: Commune, number: int) -> dict[str, str]:
    """The page from which the papers that go with the plan are opened."""
    return {
        "title": _("Papers for the parties and the council"),
        "url": reverse("actionplans:papers", args=[commune.slug], query={"cycle": number}),
        "icon": "doc",
        "note": _("Letters, certificates and the council file"),
    }


def papers_of(meeting: Meeting, commune: Commune) -> list[dict[str, str]]:
    """What can be printed of a meeting: letters and an empty sheet before, minutes after."""
    before = (("letters-pdf", _("Invitation letters")), ("sheet-pdf", _("Empty attendance sheet")))
    after = (("minutes-pdf", _("Minutes")), ("attendance-list-pdf", _("Attendance list")))
    where = {"slug": commune.slug, "pk": meeting.pk}
    return [
        {"title": title, "url": reverse(f"meetings:{name}", kwargs=where), "note": _("PDF, A4")}
        for name, title in (after if meeting.is_held else before)
    ]


def _plan_pdf(commune: Commune, number: int, *, is_open: bool) -> dict[str, str]:
    url = reverse("actionplans:plan-pdf", kwargs={"slug": commune.slug})
    return {
        "title": _("Action plan, landscape"),
        "url": url if is_open else f"{url}?cycle={number}",
        "note": _("PDF, A4"),
    }


def plan(found: ActionPlan) -> dict[str, Any]:
    """The plan's actions, result so far and who pays, for the home page."""
    actions = with_situation(Action.objects.filter(plan=found).select_related("responsible"))
    rows: list[Any] = list(actions.order_by("number"))
    sheet = plan_sheet(found)
    return {
        "plan": found,
        "actions": [bar(found, action) for action in rows],
        "actions_done": [action.situation for action in rows].count(Situation.DONE),
        "actions_total": len(rows),
        "who_pays": paying(sheet),
        "cost": sheet.cost,
    }
