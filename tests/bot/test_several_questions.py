"""The trained model on messages with several questions, and on messages that only look so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

MESSAGES = yaml.safe_load(Path(__file__).with_name("several_questions.yml").read_text("utf-8"))
RIGHT_AT_LEAST = 0.85


def asked(found: dict[str, Any]) -> list[str]:
    return [question["intent"]["name"] for question in found.get("questions") or [found]]


def test_nearly_all_are_told_apart(parse: Any) -> None:
    wrong = [(row["say"], said) for row in MESSAGES if (said := asked(parse(row["say"]))) != row["asks"]]
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(MESSAGES), wrong


@pytest.mark.parametrize("row", [row for row in MESSAGES if len(row["asks"]) == 1], ids=lambda row: row["say"])
def test_one_question_is_never_taken_for_several(parse: Any, row: dict[str, Any]) -> None:
    assert len(asked(parse(row["say"]))) == 1


def test_each_question_has_its_own_words_and_numbers(parse: Any) -> None:
    found = parse("单号SF1029384756102到哪了？另外20260815330021这单帮我取消")
    first, second = found["questions"]
    assert (first["intent"]["name"], second["intent"]["name"]) == ("track_shipment", "cancel_order")
    assert [entity["value"] for entity in first["entities"]] == ["SF1029384756102"]
    assert [entity["value"] for entity in second["entities"]] == ["20260815330021"]


def test_who_wants_a_person_gets_one_whatever_else_they_ask(parse: Any) -> None:
    found = parse("快递到哪了？退款呢？给我转人工！")
    assert found["intent"]["name"] == "request_human"
    assert "questions" not in found
