"""What a model is tried out on where nobody says."""

from pathlib import Path

import pytest

from careline.promotion.trial import our_labelled_files

pytestmark = pytest.mark.unit


def test_labelled_sentences_are_taken_from_the_folder_that_is_set_and_from_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dev_zh.jsonl", "dev_en.jsonl", "sealed.jsonl"):
        (tmp_path / name).touch()
    monkeypatch.delenv("CARELINE_EVAL_DIR", raising=False)
    assert our_labelled_files() == []
    monkeypatch.setenv("CARELINE_EVAL_DIR", str(tmp_path))
    assert [file.name for file in our_labelled_files()] == ["dev_en.jsonl", "dev_zh.jsonl"]
