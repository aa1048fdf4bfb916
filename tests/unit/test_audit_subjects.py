"""What the journal is written about is known to the audit log: it has a name there, and is found by its id."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from careline.desk.audit import ABOUT, about_words

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]


def _subjects(tree: ast.AST) -> Iterator[ast.expr]:
    """What entries are about, wherever they are made: `subject=…`, note_read(about=…), {"subject": …}."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            read = isinstance(node.func, ast.Name) and node.func.id == "note_read"
            yield from (word.value for word in node.keywords if word.arg == "subject" or (read and word.arg == "about"))
        elif isinstance(node, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
            yield from (value for key, value in zip(keys, node.values, strict=True) if key == "subject")


def _begins(value: ast.expr) -> str:
    """The text that it begins with, as far as it is written there."""
    first = value.values[0] if isinstance(value, ast.JoinedStr) and value.values else value
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _written() -> dict[str, str]:
    """By kind, a file that writes about it."""
    files = [path for folder in ("careline", "callouts", "actions") for path in (ROOT / folder).rglob("*.py")]
    return {
        told.partition(":")[0]: path.name
        for path in files for value in _subjects(ast.parse(path.read_text("utf-8")))
        if ":" in (told := _begins(value)) or told == "dial_control"
    }  # fmt: skip


def test_every_kind_that_is_written_about_has_a_name_and_is_found() -> None:
    written = _written()
    assert len(written) > 15, "the source is no longer read as it is written"
    assert set(written) == set(ABOUT), {kind: written.get(kind) for kind in set(written) ^ set(ABOUT)}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_has_no_id_is_told_without_one(language: str) -> None:
    assert about_words("dial_control", language, {}) == ABOUT["dial_control"].to(language)
    assert about_words("desk:hours", language, {}) == ABOUT["desk"].to(language)
