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
from consult.meetings.services.deciding import record_decisions, settle_decision
from consult.meetings.services.inviting import Common, Invited, send_invitations
from consult.meetings.services.keeping import (
    against_correcting,
    correct,
    record_signatories,
)
from consult.meetings.services.lines import Line, locked_sentence
from consult.meetings.services.preparing import (
    call_meeting,
    change_meeting,
    hold,
)

__all__ = [
    "Common",
    "Invited",
    "Line",
    "Mark",
    "Newcomer",
    "add_what_is_open",
    "adopt_agenda",
    "against_correcting",
    "against_filing",
    "against_reopening",
    "agenda_to_copy",
    "approve",
    "call_meeting",
    "change_meeting",
    "close_meeting",
    "copy_agenda",
    "correct",
    "hold",
    "leave_out",
    "locked_sentence",
    "record_attendance",
    "record_decisions",
    "record_signatories",
    "reopen",
    "send_invitations",
    "set_agenda",
    "settle_decision",
    "take_back",
    "take_out",
    "write_agenda",
]
