"""Whatever attackers and operators tried on the first version has a test that holds it, or a reason why it has none."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
TRIED: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "tried.toml").read_text("utf-8"))["tried"]
COUNTS = {"A": 7, "B": 9, "C": 10, "X": 2, "K": 25, "T": 10, "O": 20, "M": 11}


@cache
def _tests_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def test_every_case_is_there_once() -> None:
    wanted = [f"{letter}{number}" for letter, most in COUNTS.items() for number in range(1, most + 1)]
    assert sorted(one["case"] for one in TRIED) == sorted([*wanted, "F"])


@pytest.mark.parametrize("one", TRIED, ids=lambda one: one["case"])
def test_the_tests_that_hold_it_exist(one: dict[str, Any]) -> None:
    assert one["tests"] or one["why"]
    for named in one["tests"]:
        file, _, name = named.partition("::")
        assert (ROOT / file).is_file(), named
        assert name in _tests_in(file), named
