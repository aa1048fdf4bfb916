"""scripts/check_words.py sees whoever reads words in actions/."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

CHECK = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "check_words.py"))


@pytest.mark.parametrize(
    "source",
    [
        "import re",
        "import re as patterns",
        "from re import compile",
        "from understanding.replies import plain_yes",
        "from understanding import deeds",
        "found = '退' in talk.heard.said.as_written",
        "found = view.said.as_written.startswith('退')",
        "found = said.on_one_line.split()",
    ],
)
def test_a_reader_of_words_is_a_fault(source: str) -> None:
    assert len(list(CHECK["faults_of"](source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from understanding.reading import Reading, read",
        "from understanding.callee import Callee",
        "from understanding.words import said_by",
        "note = view.said.as_written.strip()[:80]",
        "found = asked in {1, 2}",
    ],
)
def test_who_asks_a_reading_or_passes_words_on_is_none(source: str) -> None:
    assert list(CHECK["faults_of"](source)) == []


def test_a_bar_of_sureness_outside_of_its_file_is_a_fault() -> None:
    assert len(list(CHECK["faults_of"]("sure = question.sure >= 0.6"))) == 1
    assert list(CHECK["faults_of"]("share = asks.get(name, 0.0) or 1.0")) == []
