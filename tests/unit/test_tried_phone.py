"""Whatever failed on the phone once is held by a test that is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
CASES = tomllib.loads((ROOT / "tests/tried_phone.toml").read_text("utf-8"))["case"]


def test_every_case_that_was_tried_is_listed_once() -> None:
    listed = [case["tried"] for case in CASES]
    assert listed == [*map(str, range(1, 19)), "words", "figures", "kills"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["tried"]))
def test_the_tests_that_hold_it_are_there(case: dict[str, object]) -> None:
    held_by = case["held_by"]
    assert isinstance(held_by, list)
    assert held_by
    for path, name in (str(one).split("::") for one in held_by):
        text = (ROOT / path).read_text("utf-8")
        assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE), f"{path}::{name}"
