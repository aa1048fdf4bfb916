"""The utterances that the tests of our actions use are really understood as they assume."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.components.entities import find_entities

TABLE = yaml.safe_load((Path(__file__).parents[1] / "utterances.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TABLE)
def test_entities_are_those_of_the_table(text: str) -> None:
    found = [[entity.kind, entity.value, text[entity.start : entity.end]] for entity in find_entities(text)]
    assert found == TABLE[text]
