"""Who waits for a person and would rather go on with the assistant."""

import pytest

from understanding.leaving import without_leaving

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["不等人工了 还是你说吧", "算了 不转了", "算了，不等了。", "我不要等客服了", "还是你帮我查吧", "退出排队",
     "I don't need a person anymore", "never mind the agent", "I'll go on with you",
     "oh never mind", "never mind then, thanks", "forget it"],
)  # fmt: skip
def test_nothing_but_leaving(text: str) -> None:
    assert without_leaving(text) == ""


@pytest.mark.parametrize(
    ("text", "rest"),
    [("不用转人工了，快递到哪了", "快递到哪了"), ("never mind the agent, where is my parcel", "where is my parcel")],
)
def test_what_is_asked_beside_it_stays_a_question(text: str, rest: str) -> None:
    assert without_leaving(text) == rest


@pytest.mark.parametrize(
    "text",
    ["不等了，退款吧", "别等了快发货", "等人工要多久", "转人工", "取消订单", "我不等他们发货了", "不要了",
     "how long until a person answers"],
)  # fmt: skip
def test_waiting_for_goods_or_for_a_person_is_no_leaving(text: str) -> None:
    assert without_leaving(text) is None
