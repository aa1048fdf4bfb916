"""The utterances that the tests of our actions use are really understood as they assume."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.components import dates_en, dates_zh
from bot.components.entities import find_entities

TABLE = yaml.safe_load((Path(__file__).parents[1] / "utterances.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TABLE)
def test_entities_are_those_of_the_table(text: str) -> None:
    found = [[entity.kind, entity.value, text[entity.start : entity.end]] for entity in find_entities(text)]
    assert found == TABLE[text]


def test_every_feast_stands_in_the_table() -> None:
    """tests/unit/test_when.py checks that our side knows when each of them is."""
    values = [value for found in TABLE.values() for _, value, _ in found if value.startswith("feast")]
    assert {value.partition(":")[2] for value in values} == {*dates_zh.FEASTS, *dates_en.FEASTS}
