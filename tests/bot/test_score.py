"""What a model is worth: hits by file, what training held out, and what it would do about a text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.model_files import checksum_file
from bot.score import main, read_labelled, score

ROWS = [
    {"text": "怎么还没发货", "intent": "ask_dispatch"},
    {"text": "转人工", "intent": "request_human"},
    {"text": "转人工", "intent": "complain_merchant", "alt": ["request_human"]},
    {"text": "转人工", "intent": "greet"},
]


def labelled(folder: Path, rows: list[Any], name: str = "dev.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return file


def test_a_model_is_scored_as_it_would_be_served(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # it goes to the project's folder, where the components are
    assert main(["--model", str(model), "--check", "转人工", "--", str(labelled(tmp_path, ROWS))]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scores"] == {"dev.jsonl": {"rows": 4, "strict": 2, "lenient": 3}}
    assert told["checks"] == {"转人工": {"intent": "request_human", "action": "action_request_human"}}
    for part in told["held_out"].values():
        assert part["sentences"] > 1000
        assert 0.5 < part["right"] < 1
    assert told["held_out"].keys() == {"zh", "en"}


@pytest.mark.parametrize(
    ("said", "strict", "lenient"),
    [
        (["ask_dispatch", "request_human", "request_human", "greet"], 3, 4),
        (["nlu_fallback"] * 4, 0, 0),
        (["not_a_label_of_the_file"] * 4, 0, 0),
    ],
)
def test_hits_are_counted_by_label_and_by_what_a_reader_could_defend(
    said: list[str], strict: int, lenient: int
) -> None:
    labels = {str(row["intent"]) for row in ROWS} | {"request_human"}
    assert score(ROWS, said, labels) == {"rows": 4, "strict": strict, "lenient": lenient}


def test_what_the_file_has_no_word_for_counts_as_out_of_scope() -> None:
    rows = [{"text": "x", "intent": "out_of_scope"}]
    assert score(rows, ["nlu_fallback"], {"out_of_scope"})["strict"] == 1


@pytest.mark.parametrize("row", [{}, {"text": "x"}, {"text": 1, "intent": "y"}, [], "x"])
def test_a_row_that_is_none_is_named(tmp_path: Path, row: Any) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_labelled(labelled(tmp_path, [ROWS[0], row]))


def test_a_model_that_was_changed_is_not_loaded(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(model, tmp_path))
    shutil.copy(checksum_file(model), tmp_path)
    copy.write_bytes(copy.read_bytes() + b"x")
    assert main(["--model", str(copy)]) == 1
    assert "checksum differs" in capsys.readouterr().err
