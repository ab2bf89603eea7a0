"""Who and where: places, organisations, people, and who may act for which commune."""

from communes.models.access import Assignment, Role
from communes.models.areas import MeasureArea
from communes.models.calendar import LocalDate, LocalDateKind, Weekday
from communes.models.merged import Mergeable
from communes.models.money import FundingCategory, FundingKind
from communes.models.organisations import (
    Cooperative,
    FormalisationEvent,
    FormalisationStage,
    LegalForm,
    MemberCount,
    Organisation,
    OrganisationKind,
    PartnerSector,
    Sector,
    ServiceKind,
)
from communes.models.people import COLLEGE_OF_KIND, College, Person, Sex
from communes.models.territory import (
    Arrondissement,
    Attachment,
    Cercle,
    Commune,
    CommuneAlias,
    CommuneName,
    Executive,
    ExecutiveKind,
    Pause,
    Region,
)
from communes.models.thresholds import Thresholds

__all__ = [
    "COLLEGE_OF_KIND",
    "Arrondissement",
    "Assignment",
    "Attachment",
    "Cercle",
    "College",
    "Commune",
    "CommuneAlias",
    "CommuneName",
    "Cooperative",
    "Executive",
    "ExecutiveKind",
    "FormalisationEvent",
    "FormalisationStage",
    "FundingCategory",
    "FundingKind",
    "LegalForm",
    "LocalDate",
    "LocalDateKind",
    "MeasureArea",
    "MemberCount",
    "Mergeable",
    "Organisation",
    "OrganisationKind",
    "PartnerSector",
    "Pause",
    "Person",
    "Region",
    "Role",
    "Sector",
    "ServiceKind",
    "Sex",
    "Thresholds",
    "Weekday",
]
