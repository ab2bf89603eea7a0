"""The accounts of a demonstration: one per role, one password for all, invented names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from communes.models import Assignment, Commune, Organisation, Person, Role
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal

PASSWORD = "cadre-de-concertation"  # noqa: S105 -- known to all, for loopback demonstrations only
PROGRAMME = "PACT"


@dataclass(frozen=True)
class Account:
    """Who may be tried in a demonstration, as what, where and for whom."""

    username: str
    full_name: str
    role: Role
    place: str = ""
    person: str = ""
    organisation: str = ""

    @property
    def page(self) -> str:
        """The page this person works on, from the root of the site."""
        return f"/espace/{self.place}/" if self.place else "/"


ACCOUNTS = (
    Account("secretaire-dioro", "Modibo DIARRA (démo)", Role.SECRETARY, "dioro", "DIO-P03"),
    Account("maire-dioro", "Bakary SACKO (démo)", Role.MAYOR, "dioro", "DIO-P01"),
    Account("comite-dioro", "Adama DEMBÉLÉ (démo)", Role.COMMITTEE, "dioro", "DIO-P08"),
    Account("service-dioro", "Drissa SISSOKO (démo)", Role.SERVICE, "dioro", "DIO-P12", "DIO-SCA"),
    Account(
        "secretaire-sirakorola", "Boubacar KONARÉ (démo)", Role.SECRETARY, "sirakorola", "SIR-P03"
    ),
    Account("secretaire-koula", "Secrétaire de Koula (démo)", Role.SECRETARY, "koula"),
    Account("maire-koula", "Maire de Koula (démo)", Role.MAYOR, "koula"),
    Account("conseiller", "Conseiller du programme (démo)", Role.ADVISER),
    Account("partenaire", "Partenaire du programme (démo)", Role.PARTNER),
    Account("admin", "Administrateur (démo)", Role.ADMINISTRATOR),
)


@transaction.atomic
def refresh_accounts() -> list[Account]:
    """Make the accounts that are missing, and give back to each its password and its role."""
    for account in ACCOUNTS:
        _assign(account, _user(account))
    return list(ACCOUNTS)


def _user(account: Account) -> User:
    user = User.objects.filter(username=account.username).first()
    if user is None:
        user = User.objects.create_user(account.username, PASSWORD, full_name=account.full_name)
        journal(user, by=None, verb=Verb.CREATED, scope="")
        return user
    if not (user.is_active and user.check_password(PASSWORD)):
        user.is_active = True
        user.set_password(PASSWORD)
        user.save()
    return user


def _assign(account: Account, user: User) -> None:
    """The role, in force from now on without end."""
    Assignment.objects.update_or_create(
        user=user,
        role=account.role,
        **_place(account),
        defaults={
            "valid_from": None,
            "valid_to": None,
            "person": Person.objects.filter(external_id=account.person or "-").first(),
            "organisation": _organisation(account.organisation),
        },
    )


def _place(account: Account) -> dict[str, Any]:
    """One commune, the communes of the programme, or the whole country."""
    place: dict[str, Any] = {"commune": None, "region": None, "programme": None}
    if account.place:
        place["commune"] = Commune.objects.get(slug=account.place)
    elif account.role == Role.PARTNER:
        place["programme"] = _organisation(PROGRAMME)
    return {**place, "nationwide": not any(place.values())}


def _organisation(external_id: str) -> Organisation | None:
    """An organisation of the examples; none while they are not loaded."""
    return Organisation.objects.filter(external_id=external_id or "-").first()
