"""Which language a callee speaks, by their words."""

from __future__ import annotations

import pytest

from understanding.spoken_language import spoken_language

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["Sorry, I don't speak Chinese, who is this?", "English please", "who are you and what do you want", "听不懂中文",
     "I can't understand Mandarin", "can you speak English", "hello I am not sure what you said"],
)  # fmt: skip
def test_english_is_heard(text: str) -> None:
    assert spoken_language(text) == "en"


@pytest.mark.parametrize(
    "text", ["你好你找哪位", "我听不懂英文", "说中文好吗", "能不能讲普通话", "I don't speak English", "喂喂你说什么"]
)
def test_chinese_is_heard(text: str) -> None:
    assert spoken_language(text) == "zh"


@pytest.mark.parametrize(
    "text", ["", "yes", "ok", "hello", "Emma Clark", "嗯", "SF1234567890", "ok 好的", "iPhone Pro Max"]
)
def test_a_word_or_a_name_decides_nothing(text: str) -> None:
    assert spoken_language(text) is None
