"""The five steps of a cycle and what each still needs. A newcomer reads this page first.

Nobody types the step a commune is at: it is read from its record. Each requirement is a query
expression over the commune, its framework (`framework`) and its open cycle (`cycle`), so that the
same table tells one secretary what is missing and colours the adviser's matrix of any number of
communes in one query. See `consult/cycle/progress.py` for the reading of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_noop

from actionplans.models import Action, ActionPlan, FundingLine
from communes.models import Organisation
from frameworks.models import (
    AgendaItem,
    Attendance,
    CountedAttendance,
    Decision,
    Framework,
    FrameworkMember,
    Meeting,
    Need,
    PrioritySector,
    Step,
)
from frameworks.models.acts import ADOPTED_STATES
from frameworks.querysets import OPEN_NEED
from monitoring.models import CommitteeMandate, CommitteeMember, Statement


@dataclass(frozen=True)
class Requirement:
    """One thing a step needs, as a task a person can do.

    `met` is a true-or-false expression; `done` and `total` count towards it ("6 sur 8") where that
    helps; `page` is where it is done. What is not `needed` helps, but holds no step back.
    """

    code: str
    step: Step
    task: str
    page: str
    met: Any
    done: Any = None
    total: Any = None
    needed: bool = True


COMMUNE = OuterRef("pk")
FRAMEWORK = OuterRef("framework__pk")
CYCLE = OuterRef("cycle__pk")


def relations() -> dict[str, FilteredRelation]:
    """The framework that is not closed and the cycle that is open: at most one of each."""
    return {
        "framework": FilteredRelation("frameworks", condition=~Q(frameworks__state="clos")),
        "cycle": FilteredRelation("cycles", condition=Q(cycles__state="ouvert")),
    }


def count_of(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as a subquery that multiplies nothing."""
    counted = rows.order_by().values(one=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _none_left(all_rows: QuerySet[Any], left: QuerySet[Any]) -> Any:
    """True when there is at least one row and none is left: an empty list is never complete."""
    return Exists(all_rows) & ~Exists(left)


# --- 1. Sectors -------------------------------------------------------------------------------

sectors = PrioritySector.objects.filter(framework=FRAMEWORK, active_to=None)
professionals = Organisation.objects.professional().filter(retired_on=None)
sectors_without_actor = sectors.exclude(
    Exists(professionals.filter(commune=OuterRef("framework__commune"), sectors=OuterRef("sector")))
)
founded = Framework.objects.filter(pk=FRAMEWORK).filter(
    Q(founding_deliberation__state__in=ADOPTED_STATES) | Q(act_to_regularise=True)
)
members = FrameworkMember.objects.filter(framework=FRAMEWORK, until=None)
sector_count = count_of(sectors)

# --- 2. Needs ---------------------------------------------------------------------------------

needs = Need.objects.filter(framework=FRAMEWORK, state__in=OPEN_NEED)
needs_without_people = needs.filter(women=None, men=None)
# A later cycle needs something still to be answered, something new, or something its plan answers;
# in the first cycle whatever the sector said counts, even when satisfied since.
said_by_sector = Need.objects.filter(framework=OuterRef("framework"), sector=OuterRef("sector"))
live_need = (
    Q(state__in=OPEN_NEED)
    | Q(identified_on__gte=Cast(OuterRef(OuterRef("cycle__opened_on")), CharField()))
    | Q(Exact(OuterRef(OuterRef("cycle__number")), 1))
)
answered_by_plan = Action.objects.filter(
    plan__cycle=OuterRef(CYCLE),
    needs__framework=OuterRef("framework"),
    needs__sector=OuterRef("sector"),
)
sectors_without_need = sectors.exclude(
    Exists(said_by_sector.filter(live_need)) | Exists(answered_by_plan)
)

# --- 3. Meeting -------------------------------------------------------------------------------

HELD = ("tenue", "pv_approuve", "close")


def of_this_cycle(path: str = "") -> Q:
    """The meeting of a cycle opened it, agreed its plan, or was held since it opened."""
    return Q(**{f"{path}state__in": HELD}) & (
        Q(**{f"{path}pk": OuterRef("cycle__opened_at")})
        | Q(**{f"{path}pk": OuterRef("cycle__plan__agreed_at")})
        | Q(**{f"{path}held_on__gte": Cast(OuterRef("cycle__opened_on"), CharField())})
    )


meetings = Meeting.objects.filter(framework=FRAMEWORK).exclude(kind="preparatoire")
coming = meetings.exclude(state__in=HELD)
held = meetings.filter(of_this_cycle())


def in_held_meeting(model: Any) -> Any:
    """Whether the meeting of this cycle, once held, has rows of `model`."""
    rows = model.objects.filter(meeting__framework=FRAMEWORK)
    return Exists(rows.exclude(meeting__kind="preparatoire").filter(of_this_cycle("meeting__")))


# --- 4. Plan ----------------------------------------------------------------------------------

plans = ActionPlan.objects.filter(cycle=CYCLE)
actions = Action.objects.filter(plan__cycle=CYCLE)
without_money = actions.exclude(Exists(FundingLine.objects.filter(action=OuterRef("pk"))))

# --- 5. Follow-up -----------------------------------------------------------------------------

committee = CommitteeMember.objects.filter(committee__framework=FRAMEWORK, until=None)
unheard = actions.exclude(Exists(Statement.objects.filter(action=OuterRef("pk"))))


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "framework",
        Step.SECTORS,
        gettext_noop("Create the framework"),
        "frameworks:create-framework",
        met=Q(framework__isnull=False),
    ),
    Requirement(
        "cycle",
        Step.SECTORS,
        gettext_noop("Open the cycle"),
        "cycle:open",
        met=Q(cycle__isnull=False),
    ),
    Requirement(
        "sectors",
        Step.SECTORS,
        gettext_noop("Choose two or three priority sectors"),
        "frameworks:sectors",
        met=Q(GreaterThanOrEqual(sector_count, 2), LessThanOrEqual(sector_count, 3)),
        done=sector_count,
    ),
    Requirement(
        "act",
        Step.SECTORS,
        gettext_noop("Record the founding deliberation"),
        "frameworks:founding-deliberation",
        met=Exists(founded),
    ),
    Requirement(
        "actors",
        Step.SECTORS,
        gettext_noop("List the organisations of each sector"),
        "communes:organisations",
        met=_none_left(sectors, sectors_without_actor),
        done=count_of(sectors) - count_of(sectors_without_actor),
        total=count_of(sectors),
    ),
    Requirement(
        "members",
        Step.SECTORS,
        gettext_noop("Say who sits in the framework"),
        "frameworks:members",
        met=Exists(members.filter(college="commune"))
        & Exists(members.filter(college="secteur_prive")),
        done=count_of(members),
    ),
    Requirement(
        "needs",
        Step.NEEDS,
        gettext_noop("Record the needs of each sector"),
        "frameworks:needs",
        met=_none_left(sectors, sectors_without_need),
        done=count_of(sectors) - count_of(sectors_without_need),
        total=count_of(sectors),
    ),
    Requirement(
        "people",
        Step.NEEDS,
        gettext_noop("Say how many people each need concerns"),
        "frameworks:needs",
        met=_none_left(needs, needs_without_people),
        done=count_of(needs) - count_of(needs_without_people),
        total=count_of(needs),
        needed=False,
    ),
    Requirement(
        "planned",
        Step.MEETING,
        gettext_noop("Set the date of the meeting"),
        "meetings:list",
        met=Exists(coming) | Exists(held),
    ),
    Requirement(
        "agenda",
        Step.MEETING,
        gettext_noop("Write the agenda"),
        "meetings:list",
        met=Exists(
            AgendaItem.objects.filter(meeting__framework=FRAMEWORK).exclude(meeting__state__in=HELD)
        )
        | in_held_meeting(AgendaItem),
        needed=False,
    ),
    Requirement(
        "held",
        Step.MEETING,
        gettext_noop("Hold the meeting"),
        "meetings:list",
        met=Exists(held),
    ),
    Requirement(
        "attendance",
        Step.PLAN,
        gettext_noop("Record who came"),
        "meetings:list",
        met=in_held_meeting(Attendance)
        | in_held_meeting(CountedAttendance)
        | Exists(plans.sealed()),
    ),
    Requirement(
        "decisions",
        Step.PLAN,
        gettext_noop("Record the decisions"),
        "meetings:list",
        met=in_held_meeting(Decision),
        needed=False,
    ),
    Requirement(
        "drawn",
        Step.PLAN,
        gettext_noop("Set the three months of the plan"),
        "actionplans:draw-up",
        met=Exists(plans),
    ),
    Requirement(
        "actions",
        Step.PLAN,
        gettext_noop("Add the actions"),
        "actionplans:plan",
        met=Exists(actions),
        done=count_of(actions),
    ),
    Requirement(
        "responsible",
        Step.PLAN,
        gettext_noop("Name one responsible party per action"),
        "actionplans:plan",
        met=_none_left(actions, actions.without_responsible()),
        done=count_of(actions) - count_of(actions.without_responsible()),
        total=count_of(actions),
    ),
    Requirement(
        "due",
        Step.PLAN,
        gettext_noop("Give each action a last possible day"),
        "actionplans:plan",
        met=_none_left(actions, actions.without_due_date()),
        done=count_of(actions) - count_of(actions.without_due_date()),
        total=count_of(actions),
    ),
    Requirement(
        "money",
        Step.PLAN,
        gettext_noop("Say who pays for each action"),
        "actionplans:plan",
        met=_none_left(actions, without_money),
        done=count_of(actions) - count_of(without_money),
        total=count_of(actions),
        needed=False,
    ),
    Requirement(
        "agreed",
        Step.PLAN,
        gettext_noop("Have the minutes approved: the plan is then agreed"),
        "meetings:list",
        met=Exists(plans.sealed()),
    ),
    Requirement(
        "voted",
        Step.PLAN,
        gettext_noop("Note the council's vote on the communal share"),
        "actionplans:plan",
        met=Exists(plans.exclude(deliberation=None)),
        needed=False,
    ),
    Requirement(
        "committee",
        Step.FOLLOW_UP,
        gettext_noop("Set up the monitoring committee"),
        "monitoring:committee",
        met=Exists(committee),
        done=count_of(committee),
    ),
    Requirement(
        "mandate",
        Step.FOLLOW_UP,
        gettext_noop("Write the committee's mandate"),
        "monitoring:committee",
        met=Exists(CommitteeMandate.objects.filter(cycle=CYCLE)),
        needed=False,
    ),
    Requirement(
        "news",
        Step.FOLLOW_UP,
        gettext_noop("Say how each action is going"),
        "monitoring:followup",
        met=_none_left(actions, unheard),
        done=count_of(actions) - count_of(unheard),
        total=count_of(actions),
    ),
    Requirement(
        "closed",
        Step.FOLLOW_UP,
        gettext_noop("Close the cycle"),
        "cycle:close",
        met=Q(pk=None),
    ),
)


def of_step(step: Step) -> tuple[Requirement, ...]:
    """The requirements of one step, in the order a commune meets them."""
    return tuple(requirement for requirement in REQUIREMENTS if requirement.step is step)


def as_column(met: Any) -> Any:
    """A condition as a true-or-false column of a query."""
    return Case(When(met, then=Value(True)), default=Value(False), output_field=BooleanField())
