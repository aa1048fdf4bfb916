"""What `careline review write` makes of a training file, Rasa reads back sentence by sentence.

The lines are as careline/insights/nlu_files.py writes them; that module itself belongs to the other Python.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.loading import load_data

HOSTILE = [
    "a: b", "# 退款", "intent: greet", "'退款", '"退款"', "{退款}", "退款 # 不是注释", "|", ">", "%退款",
    "@shop", "`x`", "*x", "&x", "!x", "? x", "\\n", "［99元］(amount) 的优惠", "(x)(y)", "${HOME}",
    "/greet", "退款 - 退货", "👩👩👧退款", "&#58;", "~", "null",
]  # fmt: skip


def read_back(folder: Path, added: list[str]) -> tuple[list[str], list[str]]:
    """The two intents' sentences, as Rasa has them, after these were added to the first."""
    lines = "".join(f"    - {sentence}\n" for sentence in ["退钱", *added])
    text = f'version: "3.1"\nnlu:\n- intent: a\n  examples: |\n{lines}- intent: b\n  examples: |\n    - 你好\n'
    file = folder / "nlu.yml"
    file.write_bytes(text.encode("utf-8"))
    examples = load_data(str(file)).training_examples
    of = {name: [e.get("text") for e in examples if e.get("intent") == name] for name in ("a", "b")}
    assert not any(e.get("entities") for e in examples)
    return of["a"], of["b"]


@pytest.mark.parametrize("sentence", HOSTILE)
def test_a_hostile_sentence_is_read_as_it_stands(tmp_path: Path, sentence: str) -> None:
    assert read_back(tmp_path, [sentence]) == (["退钱", sentence], ["你好"])


plain_lines = (
    st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="[]"), min_size=1, max_size=12)
    .map(lambda text: text.lstrip("-"))
    .filter(bool)
)


@given(st.lists(plain_lines, max_size=3, unique=True))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_plain_lines_are_read_as_they_stand(tmp_path: Path, added: list[str]) -> None:
    assert read_back(tmp_path, added) == (["退钱", *added], ["你好"])
