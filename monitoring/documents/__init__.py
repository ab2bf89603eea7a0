"""The papers of the follow-up: the committee's reports, its setting up, notes for the town hall."""
