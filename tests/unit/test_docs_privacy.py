"""docs/privacy.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from careline.privacy.holdings import HOLDINGS, Fate
from careline.privacy.jobs import THOUGHT_OVER
from careline.privacy.retention import RULES

pytestmark = pytest.mark.unit

TEXT = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text("utf-8")


def test_every_window_is_in_the_table_with_its_days() -> None:
    told = dict(re.findall(r"^\| `([a-z_]+)` \| .* \| (\d+) \|$", TEXT, re.MULTILINE))
    assert told == {kind: str(rule.days) for kind, rule in RULES.items() if rule.days}


def test_every_table_that_is_kept_is_listed_with_its_reason() -> None:
    for table, one in HOLDINGS.items():
        if one.why_kept:
            assert f"| `{table}` | {one.why_kept} |" in TEXT


def test_every_table_that_is_deleted_is_listed() -> None:
    [line] = [line for line in TEXT.splitlines() if line.startswith("- **Deleted**")]
    deleted = {table for table, one in HOLDINGS.items() if one.fate is Fate.DELETE}
    assert set(re.findall(r"`(?:rasa\.)?([a-z_]+)`", line)) == deleted


def test_how_long_a_request_waits_is_told() -> None:
    assert THOUGHT_OVER.days == 3
    assert "three days later" in TEXT
