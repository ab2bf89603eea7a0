"""What each side thinks of the other, from 1 to 4, and the distance between both (I22)."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.formats.ratios import mean
from frameworks.models import TrustItem, TrustSide, TrustSurvey

LEAST, MOST = 1, 4
_LEFT, _WIDTH = 4.0, 92.0  # room for the marks at both ends of the picture, in per cent


@dataclass(frozen=True)
class ItemFigures:
    """One question, with the mean answer of each side."""

    item: TrustItem
    commune: float | None
    organisations: float | None

    @property
    def gap(self) -> float | None:
        """I22: commune − organisations, in points of the scale."""
        return _gap(self.commune, self.organisations)

    @property
    def commune_at(self) -> str:
        return _at(self.commune)

    @property
    def organisations_at(self) -> str:
        return _at(self.organisations)


@dataclass(frozen=True)
class TrustFigures:
    """One survey: its five questions and the mean of each side."""

    survey: TrustSurvey
    items: tuple[ItemFigures, ...]

    @property
    def commune(self) -> float | None:
        """I22: mean of the questions the commune answered."""
        return mean(item.commune for item in self.items if item.commune is not None)

    @property
    def organisations(self) -> float | None:
        """I22: mean of the questions the organisations answered."""
        return mean(item.organisations for item in self.items if item.organisations is not None)

    @property
    def gap(self) -> float | None:
        """I22: commune − organisations, in points of the scale."""
        return _gap(self.commune, self.organisations)


def read(survey: TrustSurvey) -> TrustFigures:
    """A survey question by question; a question nobody answered is not known."""
    means = {(score.item, score.side): float(score.mean) for score in survey.scores.all()}
    return TrustFigures(
        survey,
        tuple(
            ItemFigures(
                item,
                means.get((item, TrustSide.COMMUNE)),
                means.get((item, TrustSide.ORGANISATIONS)),
            )
            for item in TrustItem
        ),
    )


def _gap(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _at(value: float | None) -> str:
    """Where a mean stands on the picture, as a percentage; empty when it is not known."""
    if value is None:
        return ""
    return f"{_LEFT + _WIDTH * (value - LEAST) / (MOST - LEAST):.1f}%"
