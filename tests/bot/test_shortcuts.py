from __future__ import annotations

from typing import Any

import pytest

from bot.components.normaliser import normalise
from bot.components.shortcuts import danger_in, no_person_wanted, person_wanted


@pytest.mark.parametrize(
    "text",
    ["转人工", "轉人工！！", "转 人 工", "人工", "人工客服在吗", "你好，是人工吗?", "我要找真人",
     "有没有活人", "叫你们主管来", "帮我转接人工", "agent", "AGENT PLEASE", "I want to speak to a human",
     "get me a real person", "supervisor now", "let me talk to your manager", "is there a live agent"],
)  # fmt: skip
def test_who_asks_for_a_person_is_heard(text: str) -> None:
    assert person_wanted(normalise(text))


@pytest.mark.parametrize(
    "text",
    ["不用转人工", "别给我转人工了", "人工智能会取代人吗", "在保的话人工费要不要钱",
     "你是真人还是机器人", "你们主管答应的补偿什么时候打",
     "are you a real person", "the delivery agent told me it was left outside", "how many bones in the human body",
     "I don't want a human", "投诉"],
)  # fmt: skip
def test_who_only_speaks_of_persons_is_not_sent_to_one(text: str) -> None:
    assert not person_wanted(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "我要打12315",
        "找工商局投诉你们",
        "我要起诉",
        "曝光你们",
        "再不退我报警了",
        "法院见",
        "my lawyer will call",
        "I will sue you",
    ],
)
def test_an_authority_or_a_threat_is_danger(text: str) -> None:
    assert danger_in(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "投诉",
        "complaint",
        "工商银行卡退不进去",
        "相机曝光度不对",
        "报警器坏了",
        "订单号9123159",
        "what an issue",
        "tissue paper",
    ],
)
def test_a_bare_complaint_or_a_product_is_not(text: str) -> None:
    assert not danger_in(normalise(text))


@pytest.mark.parametrize(
    "text", ["不用转人工", "别给我转人工了", "不要人工客服", "I don't want a human", "no need for that"]
)
def test_no_to_a_person_is_a_no(text: str) -> None:
    assert no_person_wanted(normalise(text)) is ("need for" not in text)


def test_a_threat_is_no_refusal_of_a_person() -> None:
    assert not no_person_wanted(normalise("不用转人工了，我直接打12315"))


def test_the_model_hears_the_refusal(parse: Any) -> None:
    assert parse("不用转人工")["intent"]["name"] == "deny"
    assert parse("查一下尾号3721那个")["intent"]["name"] != "out_of_scope"


def test_a_threat_that_was_withdrawn_is_one_still(parse: Any) -> None:
    found = parse("我要打12315，说错了，我要退货")
    assert found["intent"]["name"] == "request_human"
    assert [entity["value"] for entity in found["entities"]] == ["danger"]
