"""The papers of a meeting: letters before it, the sheet in the room, the minutes after it."""

from consult.meetings.documents.attendance import attendance_list, blank_sheet
from consult.meetings.documents.letters import invitation_letters
from consult.meetings.documents.minutes import minutes
from consult.meetings.documents.notices import radio_paper
from consult.meetings.documents.shortfall import shortfall
from consult.meetings.documents.travel import travel_list, travel_sheet

__all__ = [
    "attendance_list",
    "blank_sheet",
    "invitation_letters",
    "minutes",
    "radio_paper",
    "shortfall",
    "travel_list",
    "travel_sheet",
]
