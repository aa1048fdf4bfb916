"""Words of danger in the voices of many people, by rule and by how likely they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dangers import FOLDER, BadDangerError, Voice, read_dangers
from understanding.people_first import Emergency, emergency_in

VOICES = read_dangers(Path(FOLDER))


@pytest.mark.parametrize("kind", [*Emergency, None])
def test_what_is_marked_so_is_heard_by_rule(kind: Emergency | None) -> None:
    said = [voice.text for voice in VOICES if voice.kind is kind and voice.by_rule]
    assert len(said) > 100
    assert [text for text in said if emergency_in(text) is not kind] == []


def test_the_marks_tell_what_a_rule_hears_today() -> None:
    """Whoever mends a rule takes the mark away, so that it is held from then on."""
    marked = [voice for voice in VOICES if not voice.by_rule]
    assert [voice.text for voice in marked if emergency_in(voice.text) is voice.kind] == []


def test_a_voice_is_written_once() -> None:
    texts = [voice.text for voice in VOICES]
    assert len(texts) == len(set(texts))


def test_a_line_has_a_kind_and_words(tmp_path: Path) -> None:
    (tmp_path / "wen.txt").write_text(
        "# Wen\n\nfire | it burns | help\nfire ? | 屋里一股糊味\nnone | 急死\nnone ! | 炸街\n"
    )
    assert read_dangers(tmp_path) == [
        Voice("it burns | help", Emergency.FIRE, by_rule=True),
        Voice("屋里一股糊味", Emergency.FIRE, by_rule=False),
        Voice("急死", None, by_rule=True),
        Voice("炸街", None, by_rule=False),
    ]


@pytest.mark.parametrize(("line", "said"), [("fire it burns", "needs `kind | words`"), ("flood | water", "no kind")])
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "wen.txt").write_text(f"# Wen\n{line}\n")
    with pytest.raises(BadDangerError, match=r"wen\.txt:2.*" + said.replace("|", r"\|")):
        read_dangers(tmp_path)
