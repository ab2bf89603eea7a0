"""Writing a meeting: one function per act, each checked, journaled and whole."""

from consult.meetings.services.attending import Mark, Newcomer, record_attendance
from consult.meetings.services.closing import against_reopening, approve, reopen
from consult.meetings.services.deciding import record_decisions, settle_decision
from consult.meetings.services.lines import Line, locked_sentence
from consult.meetings.services.preparing import (
    call_meeting,
    change_meeting,
    hold,
    send_invitations,
    set_agenda,
)

__all__ = [
    "Line",
    "Mark",
    "Newcomer",
    "against_reopening",
    "approve",
    "call_meeting",
    "change_meeting",
    "hold",
    "locked_sentence",
    "record_attendance",
    "record_decisions",
    "reopen",
    "send_invitations",
    "set_agenda",
    "settle_decision",
]
