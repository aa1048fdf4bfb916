"""Who has answered the phone: only words that are clearly the callee's own open the orders."""

from __future__ import annotations

import pytest

from understanding.callee import Callee, callee_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["我就是", "喂，我就是啊", "是我是我", "是我，这会儿走不开，下午四点再打",
     "我就是，现在在开会", "我是林晓雨", "嗯，我叫林晓雨，你说", "林晓雨就是我", "我就是 有什么事",
     "对我是本人", "本人", "我就是，怎么还没发货啊？", "我是本人你哪位",
     "是，怎么了", "对 什么事"],
)  # fmt: skip
def test_who_says_that_it_is_them(text: str) -> None:
    assert callee_in(text, "林晓雨") is Callee.SELF


@pytest.mark.parametrize(
    "text",
    [
        "this is she",
        "yes that's me but I'm at work",
        "this is Emma but I'm driving",
        "you got her",
        "You've reached him.",
        "speaking, who is it?",
        "Yes, that would be me",
        "Yes, this is Emma.",
        "Emma Clark speaking",
        "I'm Emma, what is it?",
    ],
)
def test_who_says_so_in_english(text: str) -> None:
    assert callee_in(text, "Emma Clark") is Callee.SELF


@pytest.mark.parametrize(
    "text",
    ["我是李雷", "是的，我叫王芳", "是我，林晓雨的妈妈", "我不是林晓雨", "不是", "yes, this is John"],
)
def test_another_name_is_somebody_else(text: str) -> None:
    assert callee_in(text, "林晓雨") is Callee.OTHER


@pytest.mark.parametrize("text", ["yes this is John", "my name is Bob Hill", "I'm not Emma", "no"])
def test_somebody_else_in_english(text: str) -> None:
    assert callee_in(text, "Emma Clark") is Callee.OTHER


@pytest.mark.parametrize(
    "text",
    ["", "喂", "是的", "林晓雨", "你找谁", "我就是想知道怎么回事", "是我接的怎么了", "本人？",
     "我在开会", "我现在不方便", "是的我在上班", "这会儿不方便说话", "你们是骗子吧", "我不需要",
     "I am driving", "this is Emma's phone", "Emma?", "who is this", "I'm busy, call me later"],
)  # fmt: skip
def test_what_says_nothing_of_it_opens_nothing(text: str) -> None:
    name = "林晓雨" if not text.isascii() else "Emma Clark"
    assert callee_in(text, name) is Callee.UNSAID


@pytest.mark.parametrize(
    "text",
    ["她不在家，我是她爱人", "妈妈在洗澡", "我八岁了", "对，我是她老公", "我就是他同事", "林晓雨不在",
     "我是林晓雨的朋友", "他出去了", "我老婆在开车", "Mummy is not in", "this is her husband",
     "she's at work", "my wife just stepped out", "I'm 7"],
)  # fmt: skip
def test_who_knows_them_is_of_the_household_and_no_wrong_number(text: str) -> None:
    assert callee_in(text, "林晓雨" if not text.isascii() else "Emma Clark") is Callee.HOUSEHOLD


@pytest.mark.parametrize(
    "text", ["林晓雨？打错了吧", "没有这个人", "wrong number mate", "I don't know her", "我不认识什么林晓雨"]
)
def test_who_does_not_is_a_stranger(text: str) -> None:
    assert callee_in(text, "林晓雨" if not text.isascii() else "Emma Clark") is Callee.STRANGER


@pytest.mark.parametrize("text", ["等一下，我叫她", "我让我老婆接", "hang on, let me get her", "她来了"])
def test_who_fetches_them_is_waited_for(text: str) -> None:
    assert callee_in(text, "林晓雨" if not text.isascii() else "Emma Clark") is Callee.FETCHES


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("yes, I am Lin Xiaoyu", "林晓雨", Callee.SELF),
        ("this is Xiaoyu Lin", "林晓雨", Callee.SELF),
        ("this is Ouyang Na", "欧阳娜", Callee.SELF),
        ("yes, this is John", "林晓雨", Callee.OTHER),
        ("I am Wang Wei", "林晓雨", Callee.OTHER),
    ],
)
def test_a_chinese_name_is_heard_in_english_by_its_surname(text: str, name: str, who: Callee) -> None:
    assert callee_in(text, name) is who
