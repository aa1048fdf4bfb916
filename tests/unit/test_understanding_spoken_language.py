"""Which language a callee speaks, by their words."""

from __future__ import annotations

import pytest

from understanding.reading import read
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


@pytest.mark.parametrize(
    "text",
    [
        "没了",
        "嗯没了",
        "好的没有别的了",
        "没事了，拜拜",
        "就这样吧",
        "no, that's all",
        "nothing else, thanks",
        "I'm good",
        "thats all ta",
        "that's me sorted, cheers",
        "nah that'll do mate",
        "就这些 谢啦",
    ],
)
def test_nothing_more_is_a_good_bye_on_the_phone(text: str) -> None:
    assert read(text).nothing_more


@pytest.mark.parametrize(
    "text", ["没了吗", "没问题", "没事", "包裹没了", "没有收到", "没问题，催吧", "that's all you can do?", "not good"]
)
def test_what_says_more_is_none(text: str) -> None:
    assert not read(text).nothing_more


@pytest.mark.parametrize(
    ("text", "named"),
    [("说English吧", {"en"}), ("不会中文，英语行吗", {"zh", "en"}), ("Mandarin", {"zh"}), ("你好", set())],
)
def test_a_language_is_named(text: str, named: set[str]) -> None:
    assert read(text).named_languages == named
