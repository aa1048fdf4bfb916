"""What consumers of our two languages write and press in the journeys, and words of what they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from careline.demo.draft import Draft
from tests.running.feeding import Given, late_dispatch, order_of, somebody


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """A sentence where the consumer writes freely, a part of a button's title where they press, parts of our words."""

    language: str
    name: str
    late: str
    claim: str
    compensated: tuple[str, ...]
    it_is_me: str
    late_by_phone: str
    claim_by_phone: str
    goodbye: str
    refund: str
    yes: str
    waits: str
    refunded: tuple[str, ...]
    reason: str
    refused: str
    cup: str
    only_the_cup: str
    take_back: str
    withdrawn: str
    broken: str
    left_out: str
    again: str
    photo: str
    sent_again: str
    change: str
    address: str
    street: str
    changed: tuple[str, ...]
    too_late: str
    give_back: str
    returned: str
    freight_paid: tuple[str, ...]
    shops_reason: str
    disagreed: str
    unkept: str
    yuan: str
    person: str
    news: Mapping[str, str]
    """How they ask for news of a remedy, by its kind; once the other kinds have ended, the bot has no news of them."""
    stands: Mapping[str, str]
    """What they hear then, by its state."""

    def buys(self, tell: Callable[[Draft], None] = late_dispatch) -> Given:
        """One order of somebody who speaks it."""
        return order_of(somebody(self.name, english=self.language == "en"), tell)


ZH = Tongue(
    language="zh-CN", name="周小禾",
    late="我的鞋怎么还没发货，超时了赔不赔", claim="申领", compensated=("赔付", "付给您"),
    it_is_me="是我", late_by_phone="超时发货赔不赔钱", claim_by_phone="好的，帮我申领", goodbye="没有了，再见",
    refund="我不想要了，申请退款", yes="申请", waits="审核", refunded=("退款", "打款"),
    reason="这单已经备好货，今晚就发出", refused="没有通过",
    cup="搪瓷杯", only_the_cup="我要退款，只退搪瓷杯",
    take_back="我不退了，撤回刚才的申请", withdrawn="撤回",
    broken="收到的东西是碎的，破损了", left_out="包裹里少了一个搪瓷杯",
    again="补发", photo="照片", sent_again="安排补发",
    change="地址写错了，帮我改地址", address="杭州市西湖区文三路100号3幢502室", street="文三路100号",
    changed=("地址", "改好"), too_late="改不了",
    give_back="我要退货，尺码不合适", returned="退货办好了", freight_paid=("运费", "赔付给您"),
    shops_reason="这款商品是定制的，不支持退款", disagreed="没有同意", unkept="还没", yuan="元", person="转人工",
    news={"refund": "我的退款批了没", "return": "我的退货退款到账了吗"},
    stands={"done": "已经", "refused": "没有通过", "withdrawn": "已经撤回", "needs_approval": "同事审"},
)  # fmt: skip
EN = Tongue(
    language="en", name="Dora Lim",
    late="My shoes haven't been sent yet. Do I get anything for the delay?", claim="Claim it",
    compensated=("paid you the compensation",),
    it_is_me="Yes, speaking", late_by_phone="Do I get any compensation because it's late?",
    claim_by_phone="Yes, please claim it", goodbye="No, that's all, goodbye",
    refund="I don't need them any more, I'd like a refund", yes="Yes, please", waits="a colleague decides",
    refunded=("paid your refund",),
    reason="It is packed and leaves tonight", refused="could not approve",
    cup="Enamel cup", only_the_cup="I'd like a refund for the enamel cup only",
    take_back="I changed my mind, please withdraw my refund request", withdrawn="withdrawn",
    broken="The shoes arrived damaged, one heel has come off", left_out="The enamel cup is missing from my parcel",
    again="Send it again", photo="photo", sent_again="is sending",
    change="I gave you the wrong address, please change it",
    address="Flat 9B, 77 Bencoolen Street, Singapore 189653", street="77 Bencoolen Street",
    changed=("changed the delivery address",), too_late="can change the address",
    give_back="I'd like to return the shoes, they don't fit", returned="Your return of",
    freight_paid=("return freight", "paid to you"),
    shops_reason="It was made to order, so it can't be refunded", disagreed="did not agree",
    unkept="no result yet", yuan="yuan", person="Let me talk to a person please",
    news={"refund": "Has my refund been approved?", "return": "Has my return been refunded yet?"},
    stands={
        "done": "paid", "refused": "declined", "withdrawn": "was withdrawn", "needs_approval": "colleague",
    },
)  # fmt: skip
