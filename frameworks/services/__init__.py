"""Writing the framework, its acts and its needs; every act checks, writes and journals."""

from frameworks.services.deliberations import (
    change_deliberation,
    found_by,
    record_deliberation,
    record_founding_deliberation,
    regularise,
)
from frameworks.services.frameworks import (
    SectorChoice,
    add_members,
    change_framework,
    choose_sectors,
    create_framework,
    end_membership,
    found,
    put_to_rest,
    wake,
)
from frameworks.services.needs import (
    NeedChoice,
    add_need,
    change_need,
    move_need,
    retain_needs,
)

__all__ = [
    "NeedChoice",
    "SectorChoice",
    "add_members",
    "add_need",
    "change_deliberation",
    "change_framework",
    "change_need",
    "choose_sectors",
    "create_framework",
    "end_membership",
    "found",
    "found_by",
    "move_need",
    "put_to_rest",
    "record_deliberation",
    "record_founding_deliberation",
    "regularise",
    "retain_needs",
    "wake",
]
