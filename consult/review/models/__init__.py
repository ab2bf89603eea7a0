"""What the adviser keeps: visits, calls and the programme's own promises."""

from consult.review.models.visits import (
    CommitmentState,
    ProgrammeCommitment,
    Visit,
    VisitKind,
)

__all__ = ["CommitmentState", "ProgrammeCommitment", "Visit", "VisitKind"]
