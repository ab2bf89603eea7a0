"""Is the application alive (`/sante/vivant`), and is it ready to serve (`/sante/pret`)?

Everybody learns yes or no; the details are for administrators and for the machine itself.
"""

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from communes.models import Role
from foundation.accounts.models import User
from foundation.backups.services import hours_since_last

LEAST_FREE_BYTES = 2_000_000_000
OLDEST_BACKUP_HOURS = 26

Finding = tuple[bool, Any]


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, connection.vendor


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not waiting, len(waiting)


def _disk() -> Finding:
    free = shutil.disk_usage(settings.VAR).free
    return free >= LEAST_FREE_BYTES, free


def _backup() -> Finding:
    """A demonstration needs no backup; a real service needs one of less than 26 hours."""
    hours = hours_since_last(settings.BACKUPS)
    recent = hours is not None and hours <= OLDEST_BACKUP_HOURS
    return recent or settings.DEMO, None if hours is None else round(hours, 1)


CHECKS: dict[str, Callable[[], Finding]] = {
    "base": _database,
    "migrations_en_attente": _migrations,
    "octets_libres": _disk,
    "heures_depuis_sauvegarde": _backup,
}


def _finding(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return False, type(error).__name__


def _may_see_details(request: HttpRequest) -> bool:
    """The machine itself (not through a proxy), or an administrator."""
    own = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    if own and "HTTP_X_FORWARDED_FOR" not in request.META:
        return True
    user = request.user
    return isinstance(user, User) and (
        user.assignments.running().filter(role=Role.ADMINISTRATOR).exists()
    )


@login_not_required
@never_cache
@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """The process answers; the database is not asked."""
    return JsonResponse({"vivant": True})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 when the database, the migrations, the disk or the last backup is not as it must be."""
    findings = {name: _finding(check) for name, check in CHECKS.items()}
    body: dict[str, Any] = {"pret": all(good for good, _detail in findings.values())}
    if findings["base"][0] and _may_see_details(request):
        body |= {name: {"ok": good, "valeur": detail} for name, (good, detail) in findings.items()}
    return JsonResponse(body, status=200 if body["pret"] else 503)
