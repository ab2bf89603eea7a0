"""Many communes with many cycles, written straight into the tables: for counting and measuring.

Nothing here goes through the services: what they do is tested elsewhere (`manage.py populate`
goes through them). Here only the number of rows and their links matter.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from actionplans.models import Action, ActionPlan, FundingLine, Payment
from communes.models import Cercle, Commune, MemberCount, Organisation, Person, Region, Sector
from foundation.formats.partial import PartialDate
from frameworks.models import (
    Attendance,
    Cycle,
    Framework,
    FrameworkMember,
    Meeting,
    Need,
    PrioritySector,
)
from monitoring.models import Obstacle, Statement

ACTIONS = NEEDS = 3
PEOPLE = 2
PER_CERCLE, CERCLES_PER_REGION = 40, 5
APART = datetime.timedelta(days=95)
DAY = datetime.timedelta(days=1)


def crowd(communes: int, cycles: int, today: datetime.date) -> list[Commune]:
    """So many communes, each with so many cycles of which the last is open."""
    places = _places(communes)
    parties = _parties(places)
    frameworks = _add(
        Framework(commune=place, name=f"Cadre {place.name}", state="actif") for place in places
    )
    _members(frameworks, parties)
    meetings = _meetings(frameworks, cycles, today)
    _came(meetings, places, parties)
    turns = _cycles(frameworks, meetings, cycles, today)
    needs = _needs(frameworks, turns, parties)
    actions = _actions(turns, parties, needs)
    _money(actions, parties)
    _said(actions)
    _analyse()
    return places


def _add(rows: Iterable[Model]) -> list[Any]:
    rows = list(rows)
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=500) if rows else []


def _analyse() -> None:
    """The database reads anew how many rows there are, as it does by itself in the long run."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _whole(day: datetime.date) -> PartialDate:
    return PartialDate.from_iso(day.isoformat())


def _places(count: int) -> list[Commune]:
    cercles_count = -(-count // PER_CERCLE)
    regions = _add(
        Region(code=f"F{n}", name=f"Région F{n}")
        for n in range(-(-cercles_count // CERCLES_PER_REGION))
    )
    cercles = _add(
        Cercle(code=f"F{n:03d}", name=f"Cercle F{n}", region=regions[n // CERCLES_PER_REGION])
        for n in range(cercles_count)
    )
    return _add(
        Commune(
            code=f"F{n:06d}",
            slug=f"foule-{n}",
            name=f"Foule {n}",
            cercle=cercles[n // PER_CERCLE],
            latitude=11 + n % 50 / 10,
            longitude=-11 + n // 50 / 2,
        )
        for n in range(count)
    )


def _parties(places: list[Commune]) -> dict[int, list[Organisation]]:
    """The town hall, two cooperatives of two sectors and a service, by commune."""
    kinds = ("commune", "organisation_professionnelle", "organisation_professionnelle")
    rows = _add(
        Organisation(commune=place, kind=kind, name=f"Partie {n} de {place.name}")
        for place in places
        for n, kind in enumerate((*kinds, "service_technique"))
    )
    found: dict[int, list[Organisation]] = {}
    for row in rows:
        found.setdefault(row.commune_id, []).append(row)
    sectors = _sectors()
    through = Organisation.sectors.through
    coops = [(party, n) for parties in found.values() for n, party in enumerate(parties[1:3])]
    _add(through(organisation=party, sector=sectors[n]) for party, n in coops)
    _add(
        MemberCount(organisation=party, counted_on=PartialDate(2024), women=60 - n, men=30)
        for party, n in coops
    )
    return found


def _sectors() -> list[Sector]:
    names = ("Riz", "Échalote")
    return [
        Sector.objects.get_or_create(code=f"f-{n}", defaults={"name_fr": name, "name_en": name})[0]
        for n, name in enumerate(names)
    ]


def _members(frameworks: list[Framework], parties: dict[int, list[Organisation]]) -> None:
    colleges = ("commune", "secteur_prive", "secteur_prive", "services_techniques")
    _add(
        FrameworkMember(framework=each, organisation=party, college=college)
        for each in frameworks
        for party, college in zip(parties[each.commune_id], colleges, strict=True)
    )
    _add(
        PrioritySector(framework=each, sector=sector, rank=rank)
        for each in frameworks
        for rank, sector in enumerate(_sectors(), 1)
    )


def _opened(number: int, cycles: int, today: datetime.date) -> datetime.date:
    return today - 40 * DAY - (cycles - number) * APART


def _meetings(frameworks: list[Framework], cycles: int, today: datetime.date) -> list[Meeting]:
    return _add(
        Meeting(
            framework=each,
            number=number,
            state="pv_approuve",
            held_on=_whole(_opened(number, cycles, today)),
            approved_on=_opened(number, cycles, today),
        )
        for each in frameworks
        for number in range(1, cycles + 1)
    )


def _came(
    meetings: list[Meeting], places: list[Commune], parties: dict[int, list[Organisation]]
) -> None:
    people = _add(
        Person(
            commune=place,
            first_name=f"Prénom {n}",
            last_name=f"NOM {place.pk}",
            sex="F" if n else "M",
            organisation=parties[place.pk][n],
        )
        for place in places
        for n in range(PEOPLE)
    )
    mine: dict[int, list[Person]] = {}
    for person in people:
        mine.setdefault(person.commune_id, []).append(person)
    _add(
        Attendance(
            meeting=meeting,
            person=person,
            organisation=person.organisation,
            sex=person.sex,
            mode="present",
            college="secteur_prive" if n else "commune",
        )
        for meeting in meetings
        for n, person in enumerate(mine[meeting.framework.commune_id])
    )


def _cycles(
    frameworks: list[Framework], meetings: list[Meeting], cycles: int, today: datetime.date
) -> list[Cycle]:
    opened_at = {(m.framework_id, m.number): m for m in meetings}
    rows = []
    for each in frameworks:
        for number in range(1, cycles + 1):
            day, closed = _opened(number, cycles, today), number < cycles
            rows.append(
                Cycle(
                    framework=each,
                    commune=each.commune,
                    number=number,
                    state="clos" if closed else "ouvert",
                    opened_on=day,
                    opened_at=opened_at[each.pk, number],
                    closed_on=day + APART if closed else None,
                    end_report_on=day + APART if closed else None,
                    **{
                        f"{step}_due_on": day + 92 * DAY
                        for step in ("sectors", "needs", "meeting", "plan", "follow_up")
                    },
                )
            )
    return _add(rows)


def _needs(
    frameworks: list[Framework], turns: list[Cycle], parties: dict[int, list[Organisation]]
) -> dict[int, list[Need]]:
    sectors = _sectors()
    rows = _add(
        Need(
            framework=turn.framework,
            code=f"B{turn.number}-{n}",
            sector=sectors[n % 2],
            organisation=parties[turn.commune_id][1 + n % 2],
            statement=f"Besoin {n} du cycle {turn.number}",
            nature="infrastructure",
            identified_on=_whole(turn.opened_on - DAY),
            state="satisfait" if turn.state == "clos" else "retenu",
            satisfied_on=turn.closed_on,
            women=10,
            men=5,
        )
        for turn in turns
        for n in range(NEEDS)
    )
    found: dict[int, list[Need]] = {}
    for need, turn in zip(rows, (t for t in turns for _ in range(NEEDS)), strict=True):
        found.setdefault(turn.pk, []).append(need)
    return found


def _actions(
    turns: list[Cycle], parties: dict[int, list[Organisation]], needs: dict[int, list[Need]]
) -> list[Action]:
    plans = _add(
        ActionPlan(
            cycle=turn,
            state="cloture" if turn.state == "clos" else "valide",
            starts_on=turn.opened_on,
            ends_on=turn.opened_on + 91 * DAY,
            agreed_at=turn.opened_at,
            agreed_on=turn.opened_on,
        )
        for turn in turns
    )
    rows = _add(
        Action(
            plan=plan,
            number=n + 1,
            wording=f"Action {n + 1} du cycle {plan.cycle.number}",
            sector=needs[plan.cycle_id][n].sector,
            responsible=parties[plan.cycle.commune_id][n % 4],
            due_on=plan.starts_on + (10 + 25 * n) * DAY,
            estimated_cost=100_000 * (n + 1),
            month_1=True,
        )
        for plan in plans
        for n in range(ACTIONS)
    )
    through: Any = Action.needs.through
    _add(
        through(action=action, need=needs[action.plan.cycle_id][action.number - 1])
        for action in rows
    )
    return rows


def _money(actions: Sequence[Action], parties: dict[int, list[Organisation]]) -> None:
    lines = _add(
        FundingLine(
            action=action,
            party=parties[action.plan.cycle.commune_id][n],
            promised=50_000,
            category="investissement",
        )
        for action in actions
        for n in range(2)
    )
    _add(Payment(line=line, amount=25_000) for line in lines)


def _said(actions: Sequence[Action]) -> None:
    now = timezone.now()
    rows = [
        Statement(
            action=action,
            voice="comite",
            situation=situation,
            progress=100 if situation == "realisee" else 50,
            said_on=action.plan.starts_on + days * DAY,
            done_on=action.plan.starts_on + 20 * DAY if situation == "realisee" else None,
            recorded_at=now,
        )
        for action in actions
        for days, situation in ((5, "en_cours"), (25, ("realisee", "en_cours")[action.number % 2]))
    ]
    _add(rows)
    _add(
        Obstacle(
            framework=action.plan.cycle.framework,
            action=action,
            category=("foncier", "financement", "climat_saison")[action.number % 3],
            unblocker=("mairie", "conseiller", "etat")[action.number % 3],
            description="Ce qui bloque",
            raised_on=action.plan.starts_on + 6 * DAY,
            state="ouvert" if action.plan.state == "valide" else "leve",
            resolved_on=None if action.plan.state == "valide" else action.plan.ends_on,
        )
        for action in actions
        if action.number == 1
    )
