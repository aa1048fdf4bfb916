"""Who waits for a person and would rather go on with the assistant."""

import pytest

from understanding.leaving import only_gives_up, without_leaving

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["不等人工了 还是你说吧", "算了 不转了", "算了，不等了。", "我不要等客服了", "还是你帮我查吧", "退出排队",
     "I don't need a person anymore", "never mind the agent", "I'll go on with you",
     "oh never mind", "never mind then, thanks", "forget it",
     "不用了", "不用了，谢谢", "算了不用了", "算了吧", "那不需要了",
     "no need", "no need any more, thanks", "it's ok now"],
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
     "how long until a person answers", "不用了吗", "不用退了", "算了退款吧", "no need to refund it"],
)  # fmt: skip
def test_waiting_for_goods_or_for_a_person_is_no_leaving(text: str) -> None:
    assert without_leaving(text) is None


def test_what_only_gives_up_may_be_a_no_to_our_question() -> None:
    assert all(only_gives_up(text) for text in ("不用了", "算了，不用了，谢谢", "no need", "never mind"))
    assert not any(only_gives_up(text) for text in ("不等人工了", "算了，不等了", "leave the queue", "不用催了"))
