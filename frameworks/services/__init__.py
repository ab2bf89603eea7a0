"""Writing the framework, its acts and its needs; every act checks, writes and journals."""

from frameworks.services.act_texts import record_control, write_text
from frameworks.services.assemblies import (
    SpokenNeed,
    change_assembly,
    hold_assembly,
    propose_actions,
    rank_needs,
)
from frameworks.services.choices import NeedChoice, retain_needs
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
from frameworks.services.needs import add_need, change_need, move_need
from frameworks.services.revenue import change_survey, record_revenue, record_survey

__all__ = [
    "NeedChoice",
    "SectorChoice",
    "SpokenNeed",
    "add_members",
    "add_need",
    "change_assembly",
    "change_deliberation",
    "change_framework",
    "change_need",
    "change_survey",
    "choose_sectors",
    "create_framework",
    "end_membership",
    "found",
    "found_by",
    "hold_assembly",
    "move_need",
    "propose_actions",
    "put_to_rest",
    "rank_needs",
    "record_control",
    "record_deliberation",
    "record_founding_deliberation",
    "record_revenue",
    "record_survey",
    "regularise",
    "retain_needs",
    "wake",
    "write_text",
]
