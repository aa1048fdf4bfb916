"""The table of guards is true, so that `make test-guards` takes away what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guards.run import ROOT, guards, is_there

pytestmark = pytest.mark.unit


def test_every_guard_stands_where_the_table_says() -> None:
    table = guards()
    assert [guard["name"] for guard in table if not is_there(guard)] == []
    assert len({guard["name"] for guard in table}) == len(table) >= 40


def _is_there(name: str) -> bool:
    """Whether there is the file, and in it the test that may be named behind `::`."""
    file, _, test = name.partition("::")
    return Path(ROOT / file).is_file() and (not test or f"def {test}(" in Path(ROOT / file).read_text("utf-8"))


def test_every_test_that_is_named_is_there() -> None:
    named = {word for guard in guards() for word in guard["test"] if word.startswith("tests/")}
    assert [name for name in sorted(named) if not _is_there(name)] == []
