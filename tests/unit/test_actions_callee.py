"""Who has answered the phone: only words that are clearly the callee's own open the orders."""

from __future__ import annotations

import pytest

from understanding.callee import Callee, callee_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["我就是", "喂，我就是啊", "是我是我", "我是林晓雨", "嗯，我叫林晓雨，你说", "林晓雨就是我", "我就是 有什么事",
     "对我是本人", "本人", "我就是，怎么还没发货啊？", "我是本人你哪位"],
)  # fmt: skip
def test_who_says_that_it_is_them(text: str) -> None:
    assert callee_in(text, "林晓雨") is Callee.SELF


@pytest.mark.parametrize("text", ["this is she", "Yes, this is Emma.", "Emma Clark speaking", "I'm Emma, what is it?"])
def test_who_says_so_in_english(text: str) -> None:
    assert callee_in(text, "Emma Clark") is Callee.SELF


@pytest.mark.parametrize(
    "text",
    ["我是李雷", "是的，我叫王芳", "对，我是她老公", "我就是他同事", "是我，林晓雨的妈妈", "林晓雨不在", "我不是林晓雨",
     "我是林晓雨的朋友"],
)  # fmt: skip
def test_another_name_or_a_relation_is_somebody_else(text: str) -> None:
    assert callee_in(text, "林晓雨") is Callee.OTHER


@pytest.mark.parametrize("text", ["yes this is John", "my name is Bob Hill", "this is her husband", "I'm not Emma"])
def test_somebody_else_in_english(text: str) -> None:
    assert callee_in(text, "Emma Clark") is Callee.OTHER


@pytest.mark.parametrize(
    "text",
    ["", "喂", "是的", "林晓雨？打错了吧", "林晓雨", "你找谁", "我就是想知道怎么回事", "是我接的怎么了", "本人？",
     "I am driving", "this is Emma's phone", "Emma?", "who is this"],
)  # fmt: skip
def test_what_says_nothing_of_it_opens_nothing(text: str) -> None:
    name = "林晓雨" if not text.isascii() else "Emma Clark"
    assert callee_in(text, name) is Callee.UNSAID
