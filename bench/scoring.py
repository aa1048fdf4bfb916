"""How often an assistant is right. Pure.

A row of the evaluation sets is {"text", "intent", "alt": other labels that a reader could defend}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Score:
    """Counts: all rows, right ones, those right or defensible; of out-of-scope rows, those caught; of the others,
    those wrongly sent away."""

    rows: int
    strict: int
    lenient: int
    others: int
    caught: int
    ours: int
    away: int

    def as_json(self) -> dict[str, Any]:
        """Shares with three digits, and the counts behind them."""
        shares = {"strict": round(self.strict / self.rows, 3), "lenient": round(self.lenient / self.rows, 3)}
        counts = {"caught": self.caught, "others": self.others, "away": self.away, "ours": self.ours}
        return {"rows": self.rows, **shares, **counts}


def label_of(intent: str, labels: Mapping[str, str]) -> str:
    """The evaluation sets' name for an intent of ours: `labels` has those that differ."""
    return labels.get(intent, intent)


def score(rows: Sequence[Mapping[str, Any]], said: Sequence[str], labels: Mapping[str, str]) -> Score:
    """`said[i]` is the intent that was decided for `rows[i]`. Raises ValueError where the lengths differ."""
    pairs = [(row, label_of(intent, labels)) for row, intent in zip(rows, said, strict=True)]
    others = [intent for row, intent in pairs if row["intent"] == OUT_OF_SCOPE]
    ours = [intent for row, intent in pairs if row["intent"] != OUT_OF_SCOPE]
    return Score(
        rows=len(pairs),
        strict=sum(intent == row["intent"] for row, intent in pairs),
        lenient=sum(intent == row["intent"] or intent in row.get("alt", ()) for row, intent in pairs),
        others=len(others), caught=sum(intent == OUT_OF_SCOPE for intent in others),
        ours=len(ours), away=sum(intent == OUT_OF_SCOPE for intent in ours),
    )  # fmt: skip
