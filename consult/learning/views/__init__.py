"""The pages of what was learned: sheets, the approach draft, trainings and exchanges."""
