"""Writing a meeting: one function per act, each checked, journaled and whole."""

from consult.meetings.services.agenda import (
    add_what_is_open,
    adopt_agenda,
    agenda_to_copy,
    copy_agenda,
    leave_out,
    set_agenda,
    take_back,
    write_agenda,
)
from consult.meetings.services.attending import Mark, Newcomer, record_attendance
from consult.meetings.services.closing import (
    against_filing,
    against_reopening,
    approve,
    close_meeting,
    reopen,
    take_out,
)
from consult.meetings.services.costs import record_costs
from consult.meetings.services.deciding import record_decisions, settle_decision
from consult.meetings.services.inviting import Common, Invited, send_invitations
from consult.meetings.services.keeping import (
    against_correcting,
    correct,
    record_signatories,
)
from consult.meetings.services.lines import Line, locked_sentence
from consult.meetings.services.obstacles import answer_obstacles
from consult.meetings.services.preparing import (
    call_meeting,
    change_meeting,
    hold,
)
from consult.meetings.services.scans import add_scan, withdraw_scan
from consult.meetings.services.steps import (
    against_calling_again,
    against_going_back,
    call_again,
    say_not_held,
    step_back,
)

__all__ = [
    "Common",
    "Invited",
    "Line",
    "Mark",
    "Newcomer",
    "add_scan",
    "add_what_is_open",
    "adopt_agenda",
    "against_calling_again",
    "against_correcting",
    "against_filing",
    "against_going_back",
    "against_reopening",
    "agenda_to_copy",
    "answer_obstacles",
    "approve",
    "call_again",
    "call_meeting",
    "change_meeting",
    "close_meeting",
    "copy_agenda",
    "correct",
    "hold",
    "leave_out",
    "locked_sentence",
    "record_attendance",
    "record_costs",
    "record_decisions",
    "record_signatories",
    "reopen",
    "say_not_held",
    "send_invitations",
    "set_agenda",
    "settle_decision",
    "step_back",
    "take_back",
    "take_out",
    "withdraw_scan",
    "write_agenda",
]
