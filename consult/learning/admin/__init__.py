"""The admin of what was learned: trainings, exchanges, adoptions and method sheets."""
