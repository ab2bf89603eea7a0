"""The papers of a meeting: letters before it, the sheet in the room, the minutes after it."""

from consult.meetings.documents.attendance import attendance_list, blank_sheet
from consult.meetings.documents.by_hand import blank_form, form_by_hand
from consult.meetings.documents.letters import invitation_letters
from consult.meetings.documents.minutes import drawn_minutes, minutes
from consult.meetings.documents.notices import radio_paper
from consult.meetings.documents.report import workshop_report
from consult.meetings.documents.shortfall import shortfall
from consult.meetings.documents.terms import terms_of_reference
from consult.meetings.documents.travel import travel_list, travel_sheet

__all__ = [
    "attendance_list",
    "blank_form",
    "blank_sheet",
    "drawn_minutes",
    "form_by_hand",
    "invitation_letters",
    "minutes",
    "radio_paper",
    "shortfall",
    "terms_of_reference",
    "travel_list",
    "travel_sheet",
    "workshop_report",
]
