"""Details of what was told or registered just before: the courier's note, a threat, a word that calls it off."""

from __future__ import annotations

import pytest

from understanding.reading import read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("detail", "heard", "others"),
    [
        (
            "told_what",
            [
                "你现在登记的是啥",
                "快递手上是哪个门牌",
                "你跟小哥咋说的",
                "转告的是哪个时间",
                "给他们报的是哪个号码",
                "what address do they have now?",
                "what exactly did you tell them",
                "which flat did you tell the courier?",
                "what number has the driver got now",
                "which day have they got down",
            ],
            [
                "现在是什么情况",
                "快递现在到哪了",
                "按什么规定",
                "what if they have lost it",
                "what do they say",
                "what time will it come",
                "what's the status now",
            ],
        ),
        (
            "told_yet",
            [
                "跟快递说了没",
                "转告了吗",
                "有没有转告他",
                "告诉他们了吗",
                "did you tell the courier?",
                "have you passed it on",
                "did you actually let the driver know",
            ],
            [
                "跟快递说一声",
                "让快递放门口",
                "tell the courier to wait",
                "did you ask for it on monday",
                "have you shipped it",
            ],
        ),
        (
            "moved_house",
            [
                "还有我搬家了",
                "公司搬走了",
                "我们上个月搬了家",
                "also i moved house",
                "we've just moved",
                "I've moved since",
            ],
            [
                "搬家公司的发票",
                "物流一直没搬",
                "hasn't moved for days",
                "i moved the parcel",
                "they moved it to a depot",
            ],
        ),
        (
            "threat_to_complain",
            [
                "再不解决我要投诉了",
                "再不退钱我就举报你们",
                "要是今天还没人理，我可投诉了",
                "不然我就投诉",
                "if nobody answers I'll complain",
                "or I will report you",
                "unless this is fixed i'm going to complain",
            ],
            ["我要投诉", "帮我投诉这家店", "投诉怎么没下文", "I want to complain", "can I complain if it is late"],
        ),
        (
            "never_mind",
            [
                "算了不用",
                "算了",
                "算了吧不投诉了",
                "那算了",
                "never mind",
                "actually, forget it",
                "oh scrap that, thanks",
            ],
            ["算了还是领吧", "算了给我退款", "你算一下多少", "never mind the shipping, where is it", "不用"],
        ),
        (
            "resigned_yes",
            ["嗯那行吧", "行吧", "好吧", "well alright then"],
            ["行吧帮我领", "好", "可以", "yes please"],
        ),
        (
            "why_back",
            ["为什么退回了", "咋又往回走了", "凭什么被退回去", "why was it sent back", "why is my parcel coming back"],
            ["为什么退款这么慢", "什么时候退钱", "why is it late", "when do I get my money back"],
        ),
        (
            "fee_alone",
            ["那运费呢", "那邮费咋算", "还有快递费呢？", "and the shipping?", "what about delivery fee"],
            ["运费谁出", "运费险怎么赔", "运费已经付了", "shipping is slow", "delivery was late"],
        ),
        (
            "money_alone",
            ["那钱呢", "我的钱呢？", "那我的钱咋办", "and my money?", "what about the money"],
            ["那钱呢，退给谁", "钱我付了", "my money is gone", "the money came"],
        ),
        (
            "the_sent_one",
            [
                "发了的那件到哪了",
                "已发的那个呢",
                "先寄出的部分走到哪",
                "where is the one that was sent",
                "the part already shipped",
            ],
            ["没发的那件呢", "什么时候发", "which one is late"],
        ),
        (
            "tell_me_then",
            [
                "有人了回我一声",
                "轮到我了叫我",
                "接通了说一声",
                "let me know when someone is there",
                "ping me once it's my turn",
            ],
            ["有人吗", "发货了告诉我", "let me know when it ships"],
        ),
        (
            "no_transfer",
            ["别转 我就问问", "不用转人工", "先别给我转人", "don't transfer me", "no, do not put me through"],
            ["转人工", "别转寄到驿站", "怎么还不转", "transfer me please"],
        ),
    ],
)
def test_is_heard_in_many_forms_and_in_nothing_else(detail: str, heard: list[str], others: list[str]) -> None:
    assert [one for one in heard if not read(one).says(detail)] == []
    assert [one for one in others if read(one).says(detail)] == []
