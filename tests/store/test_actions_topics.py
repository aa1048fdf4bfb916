"""Each topic is answered with this consumer's own facts: what, where, since when, what was promised, what next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from careline.demo import personas as p
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, in_app

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


async def told(database: Database, **given: object) -> None:
    """The feed tells of 林晓雨's coat."""
    taken = await Feed(database, RULES.new_users).take([event(**given)], NOW)
    assert taken.accepted == 1


def ago(**units: float) -> str:
    return instant(NOW - timedelta(**units))


PARCEL = {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1234567890123", "dispatched_at": ago(hours=60)}
SIGNED = {"at": ago(hours=20), "code": "delivered", "place": "杭州市", "text": "快件已签收，签收方式：家门口"}


def sent(code: str = "", **given: object) -> dict[str, object]:
    """Dispatched 60 h ago; with a scan of this code 20 h ago, or none."""
    scans = [{**SIGNED, "code": code}] if code else []
    return {"status": "dispatched", "parcels": [{**PARCEL, "scans": scans}], **given}


def received(days_ago: float = 20 / 24, **given: object) -> dict[str, object]:
    """Signed for."""
    scans = [{**SIGNED, "at": ago(days=days_ago)}]
    return {"status": "delivered", "parcels": [{**PARCEL, "scans": scans}], **given}


UNPAID = {"status": "placed", "paid_at": None}
JUST_SENT = {"status": "dispatched", "parcels": [{**PARCEL, "dispatched_at": ago(hours=3)}]}


@pytest.mark.parametrize(
    ("who", "text", "intent", "facts"),
    [
        (
            p.LIN,
            "怎么还不发货",
            "ask_dispatch",
            ["复古跑鞋", "昨天 12:30 前发", "晚了 26 小时", "催商家", "明天 14:30"],
        ),
        (p.CHEN, "耳机怎么不动了", "report_logistics_stalled", ["主动降噪耳机", "长沙市", "11月19日 06:30", "催快递"]),
        (p.WANG, "退款呢", "ask_refund_status", ["空气炸锅", "299 元", "11月19日 12:30 就同意", "晚了 26 小时"]),
        (p.ZHAO, "运费险怎么还没到", "ask_return_freight", ["夹克", "12 元", "昨天 10:30 前到账", "晚了 28 小时"]),
        (p.SUN, "什么时候发", "ask_dispatch_time", ["嵌入式洗碗机", "11月27日 14:30 前发", "还没到时间"]),
        (p.EMMA, "where is it", "track_shipment", ["Mulberry silk scarf", "left Shanghai, 19 Nov 05:30", "3 days"]),
        (p.LIN, "运费多少", "ask_shipping_fee", ["复古跑鞋", "包邮"]),
        (p.LIN, "付款成功了吗", "ask_payment", ["329 元", "付款成功"]),
        (p.LIN, "有哪些保障", "ask_guarantee", ["按时发货（可申请）", "七天无理由退货"]),
        (p.LIN, "能退款吗", "ask_refund_policy", ["还没发出", "48 小时内"]),
        (p.LIN, "发票", "ask_invoice", ["步履坊鞋业", "329 元"]),
    ],
)
async def test_a_question_is_answered_with_the_facts_of_that_order(
    shop: Database, who: str, text: str, intent: str, facts: list[str]
) -> None:
    said = await (await in_app(shop, who, clock)).hear(text, intent)
    for fact in facts:
        assert fact in said.text


async def test_an_english_consumer_reads_english_only(shop: Database) -> None:
    talk = await in_app(shop, p.EMMA, clock)
    for intent in ("greet", "track_shipment", "request_refund", "ask_guarantee", "out_of_scope", "ask_return_freight"):
        said = await talk.hear("hello", intent)
        buttons = "".join(str(button["title"]) for button in said.buttons)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in said.text + buttons)


async def test_a_greeting_with_one_thing_stuck_says_so_and_yes_goes_on(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("在吗", "greet")
    assert "复古跑鞋，约定 昨天 12:30 前发货，到现在还没发" in said.text
    assert "可以赔 16.45 元" in said.text
    assert (await talk.hear(None, "affirm")).responses == ["utter_compensation_noted"]


async def test_a_greeting_where_nothing_is_owed_asks_whether_they_came_for_it(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    assert (await talk.hear("在吗", "greet")).responses == ["utter_greet_trouble"]
    assert (await talk.hear(None, "affirm")).responses == ["utter_parcel_stalled", "utter_urged_courier"]


async def test_a_greeting_with_nothing_stuck_is_short(shop: Database) -> None:
    said = await (await in_app(shop, p.SUN, clock)).hear("你好", "greet")
    assert said.responses == ["utter_greet"]


@pytest.mark.parametrize(
    ("order", "intent", "response"),
    [
        (UNPAID, "ask_dispatch", "utter_dispatch_unpaid"),
        ({"status": "cancelled"}, "ask_dispatch", "utter_order_cancelled"),
        ({}, "ask_dispatch", "utter_dispatch_running"),
        ({"presale": True}, "ask_dispatch_time", "utter_dispatch_no_date"),
        ({}, "track_shipment", "utter_dispatch_running"),
        (JUST_SENT, "track_shipment", "utter_parcel_no_scan"),
        (sent(), "track_shipment", "utter_parcel_not_picked_up"),
        (sent("out_for_delivery"), "track_shipment", "utter_parcel_out"),
        (sent("returned"), "track_shipment", "utter_parcel_returning"),
        (sent("arrived"), "track_shipment", "utter_parcel_moving"),
        (received(), "track_shipment", "utter_parcel_arrived"),
        ({}, "ask_refund_status", "utter_refund_none"),
        ({}, "request_refund", "utter_confirm_refund_unsent"),
        (UNPAID, "request_refund", "utter_refund_unpaid_order"),
        (sent("arrived"), "request_refund", "utter_confirm_refund_under_way"),
        (received(), "request_refund", "utter_confirm_refund_received"),
        (received(), "request_return", "utter_confirm_return"),
        (received(9), "request_return", "utter_return_over"),
        (received(guarantees=[]), "request_return", "utter_return_not_promised"),
        (sent(), "request_return", "utter_return_not_received"),
        ({}, "request_return", "utter_confirm_refund_unsent"),
        (received(), "request_exchange", "utter_exchange_which_kind"),
        (received(), "report_damaged_or_wrong", "utter_damaged"),
        ({"status": "delivered"}, "report_damaged_or_wrong", "utter_damaged"),
        ({}, "report_damaged_or_wrong", "utter_dispatch_running"),
        (sent("arrived"), "report_damaged_or_wrong", "utter_parcel_moving"),
        (received(guarantees=["damage_cover"]), "report_damaged_or_wrong", "utter_damaged_covered"),
        (received(), "ask_refund_policy", "utter_refund_policy_open"),
        (received(9), "ask_refund_policy", "utter_refund_policy_over"),
        (sent(), "cancel_order", "utter_confirm_refund_under_way"),
        (received(), "cancel_order", "utter_cancel_received"),
        (sent(), "change_address", "utter_address_too_late"),
        (UNPAID, "ask_payment", "utter_payment_open"),
        ({"guarantees": [], "status": "cancelled"}, "ask_guarantee", "utter_rights_none"),
        ({"guarantees": []}, "ask_guarantee", "utter_rights"),  # the law and our word hold without any guarantee
        ({"shipping_fee": {"amount": "12.00", "currency": "CNY"}}, "ask_shipping_fee", "utter_shipping_fee"),
        ({}, "ask_return_freight", "utter_freight_not_insured"),
        (
            {"guarantees": ["freight_insurance"], "freight": {"insured": True}},
            "ask_return_freight",
            "utter_freight_insured",
        ),
    ],
)
async def test_each_state_of_an_order_has_its_own_answer(
    database: Database, order: dict[str, object], intent: str, response: str
) -> None:
    await told(database, **{"paid_at": ago(hours=23), "placed_at": ago(hours=24), **order})
    said = await (await in_app(database, "u-lin", clock)).hear("问一下", intent)
    assert said.responses[0] == response
    assert "羊毛大衣" in said.text


REFUND = {
    "refund_id": "R1", "kind": "refund_only", "reason": "quality", "status": "requested", "requested_at": ago(hours=20),
    "amount": {"amount": "399.00", "currency": "CNY"}, "to": "微信零钱",
}  # fmt: skip


SENT_BACK = {"status": "approved", "goods_sent_at": ago(hours=9)}


@pytest.mark.parametrize(
    ("refund", "response", "fact"),
    [
        ({}, "utter_refund_requested", "应该 11月24日 18:30 前有结果"),
        ({"requested_at": ago(hours=80)}, "utter_refund_undecided_late", "晚了 8 小时"),
        ({"status": "approved", "approved_at": ago(hours=10)}, "utter_refund_approved", "04:30 前退到您的微信零钱"),
        ({"status": "approved", "approved_at": ago(hours=50)}, "utter_refund_approved_late", "晚了 2 小时"),
        ({"status": "rejected"}, "utter_refund_rejected", "拒绝了"),
        ({"status": "withdrawn"}, "utter_refund_withdrawn", "撤回"),
        ({"status": "paid", "paid_at": ago(hours=1)}, "utter_refund_paid", "今天 13:30 已经退到您的微信零钱"),
        ({"status": "paid", "paid_at": ago(hours=1), "to": ""}, "utter_refund_paid", "已经原路退回"),
        ({"kind": "return_refund"}, "utter_return_requested_by", "商家应该 11月24日 18:30 前答复"),
        ({"kind": "return_refund", "status": "approved"}, "utter_return_agreed", "您先别寄"),
        ({**SENT_BACK, "kind": "return_refund"}, "utter_return_sent", "7 天内退款"),
        (
            {"kind": "return_refund", "status": "approved", "goods_received_at": ago(hours=9)},
            "utter_refund_returned", "今天 05:30 收到了",
        ),
        (
            {"kind": "return_refund", "status": "approved", "goods_received_at": ago(days=8)},
            "utter_refund_returned_late", "晚了 24 小时",
        ),
        ({"kind": "exchange"}, "utter_exchange_running", "正在处理"),
        ({**SENT_BACK, "kind": "exchange"}, "utter_exchange_sent", "今天 05:30 寄回"),
        ({"kind": "exchange", "status": "withdrawn"}, "utter_exchange_over", "已经结束"),
    ],
)  # fmt: skip
async def test_a_refund_is_told_by_its_facts(
    database: Database, refund: dict[str, object], response: str, fact: str
) -> None:
    parcels = [{**PARCEL, "dispatched_at": ago(days=12), "scans": [{**SIGNED, "at": ago(days=10)}]}]
    placed = {"placed_at": ago(days=14), "paid_at": ago(days=14), "status": "delivered", "parcels": parcels}
    await told(database, **placed, refunds=[{**REFUND, **refund}])
    said = await (await in_app(database, "u-lin", clock)).hear("退款到哪了", "ask_refund_status")
    assert said.responses[0] == response
    assert fact in said.text


@pytest.mark.parametrize(
    ("freight", "response"),
    [
        ({"claim": {"status": "requested", "requested_at": ago(hours=3)}}, "utter_freight_running"),
        ({"claim": {"status": "approved", "requested_at": ago(hours=80)}}, "utter_freight_late"),
        ({"claim": {"status": "paid", "requested_at": ago(hours=80), "paid_at": ago(hours=2)}}, "utter_freight_paid"),
        ({"claim": {"status": "rejected", "requested_at": ago(hours=80)}}, "utter_freight_rejected"),
        ({"disputed_at": ago(hours=30)}, "utter_freight_disputed"),
    ],
)
async def test_return_freight_is_told_by_its_claim(
    database: Database, freight: dict[str, dict[str, object]], response: str
) -> None:
    if "claim" in freight:
        freight["claim"]["amount"] = {"amount": "12.00", "currency": "CNY"}
    await told(
        database, status="delivered", parcels=[{**PARCEL, "scans": [SIGNED]}], freight={"insured": True, **freight}
    )
    said = await (await in_app(database, "u-lin", clock)).hear("运费呢", "ask_return_freight")
    assert said.responses[0] == response


async def test_two_parcels_are_told_one_by_one_and_only_the_stuck_one_is_pushed(database: Database) -> None:
    goods = [
        {"sku": sku, "title": title, "quantity": 1, "price": {"amount": "10.00", "currency": "CNY"}}
        for sku, title in (("a", "围巾 灰"), ("b", "手套 黑"))
    ]
    one = {**PARCEL, "scans": [SIGNED], "items": [{"sku": "a", "quantity": 1}]}
    two = {**PARCEL, "parcel_id": "P2", "tracking_no": "YT1234567890123", "items": [{"sku": "b", "quantity": 1}]}
    await told(database, status="dispatched", items=goods, parcels=[one, two])
    said = await (await in_app(database, "u-lin", clock)).hear("到哪了", "track_shipment")
    assert said.responses == [
        "utter_parcels_several", "utter_parcel_not_picked_up", "utter_parcel_arrived", "utter_urged_courier",
    ]  # fmt: skip
    assert "手套在 11月20日 02:30 就显示发货了，顺丰速运 YT1234567890123" in said.texts[1]
    assert "围巾已经在 昨天 18:30 签收了" in said.texts[2]


async def test_the_rest_of_a_partly_sent_order_is_told_with_its_own_deadline(database: Database) -> None:
    goods = [
        {"sku": sku, "title": title, "quantity": 1, "price": {"amount": "10.00", "currency": "CNY"}}
        for sku, title in (("a", "围巾 灰"), ("b", "手套 黑"))
    ]
    sent = {**PARCEL, "dispatched_at": ago(hours=7), "items": [{"sku": "a", "quantity": 1}]}
    await told(database, items=goods, parcels=[sent], dispatch_deadline=ago(hours=5))
    said = await (await in_app(database, "u-lin", clock)).hear("怎么还不发", "ask_dispatch")
    assert said.responses == ["utter_dispatch_rest_late", "utter_urged_merchant", "utter_compensation_due"]
    assert "手套" in said.text
    assert "围巾" not in said.text


async def test_what_was_signed_for_and_not_received_is_looked_into(database: Database) -> None:
    await told(database, status="delivered", parcels=[{**PARCEL, "scans": [SIGNED]}])
    said = await (await in_app(database, "u-lin", clock)).hear("我没收到", "report_not_received")
    assert said.responses == ["utter_signed_for_words", "utter_urged_courier"]
    assert "昨天 18:30 签收了，快递写的是“快件已签收，签收方式：家门口”" in said.text
    async with database.begin() as tx:
        assert (await tx.execute(select(remedies.c.kind))).scalars().all() == ["urge_courier"]


async def test_who_pushes_an_order_that_is_not_late_is_asked_first(shop: Database) -> None:
    talk = await in_app(shop, p.SUN, clock)
    said = await talk.hear("快点发货", "ask_dispatch")
    assert said.responses == ["utter_dispatch_presale", "utter_offer_urge_merchant"]
    async with shop.begin() as tx:
        assert (await tx.execute(select(func.count()).select_from(remedies))).scalar_one() == 0
    said = await talk.hear("好", "affirm")
    assert said.responses == ["utter_urged_merchant"]


async def test_a_delivery_date_is_not_made_up(shop: Database) -> None:
    said = await (await in_app(shop, p.CHEN, clock)).hear("火锅底料几天能到", "track_shipment")
    assert said.responses == ["utter_parcel_moving", "utter_arrival_unknown"]


async def test_rights_are_shown_as_cards_in_the_app(shop: Database) -> None:
    said = await (await in_app(shop, p.LIN, clock)).hear("有什么保障", "ask_guarantee")
    assert {card["kind"] for card in said.cards} == {"right"}
    late = next(card for card in said.cards if card["right"] == "dispatch_on_time")
    assert late["state"] == "claimable"
    assert late["amount"] == {"amount": "16.45", "currency": "CNY"}
    assert set(late) == {"kind", "order_id", "right", "name", "state", "clause", "deadline", "amount", "whose"}


async def test_a_complaint_is_registered_at_once_with_a_number_and_a_time(shop: Database) -> None:
    talk = await in_app(shop, p.WANG, clock)
    said = await talk.hear("我要投诉", "complain_merchant")
    assert said.responses == ["utter_complaint_registered"]
    async with shop.begin() as tx:
        noted = (await tx.execute(select(remedies.c.kind, remedies.c.due_at))).all()
    assert [(one.kind, one.due_at is not None) for one in noted] == [("complaint", True)]


async def test_a_consumer_without_orders_is_told_so(database: Database) -> None:
    await told(database)
    async with database.begin() as tx:
        from sqlalchemy import delete

        from careline.store.tables.feed import orders

        await tx.execute(delete(orders))
    said = await (await in_app(database, "u-lin", clock)).hear("到哪了", "track_shipment")
    assert said.responses == ["utter_no_orders"]


async def test_a_parcel_that_went_back_gets_an_offer_and_no_push(database: Database) -> None:
    turned = {"at": ago(hours=20), "code": "returned", "place": "西湖营业部", "text": "收件人电话无法接通。"}
    back = {"at": ago(hours=2), "code": "back_at_sender", "place": "温州市"}
    await told(database, status="dispatched", parcels=[{**PARCEL, "scans": [turned, back]}])
    talk = await in_app(database, "u-lin", clock)
    said = await talk.hear("为什么退回了", "track_shipment")
    assert said.responses == ["utter_parcel_back", "utter_gone_offer"]
    async with database.begin() as tx:
        assert not (await tx.execute(select(remedies.c.kind))).all()
    await talk.hear("退吧", "affirm")
    async with database.begin() as tx:
        row = (await tx.execute(select(remedies))).mappings().one()
    assert (row["kind"], row["clause"], row["details"]["reason"]) == ("refund", "parcel_lost", "not_received")


async def test_the_couriers_own_words_are_told_where_they_say_more(database: Database) -> None:
    failed = {
        "at": ago(hours=3),
        "code": "attempt_failed",
        "place": "西湖营业部",
        "text": "电话无人接听，李师傅 13900000000",
    }
    await told(database, status="dispatched", parcels=[{**PARCEL, "scans": [failed]}])
    said = await (await in_app(database, "u-lin", clock)).hear("到哪了", "track_shipment")
    assert "快递写的是：“电话无人接听，李师傅 13900000000”" in said.text


async def test_the_shops_reason_for_a_refusal_is_told(database: Database) -> None:
    decided = {"status": "rejected", "decision": "商品有使用痕迹。", "decided_by": "merchant"}
    parcels = [{**PARCEL, "scans": [{**SIGNED, "at": ago(days=2)}]}]
    await told(database, status="delivered", parcels=parcels, refunds=[{**REFUND, **decided}])
    talk = await in_app(database, "u-lin", clock)
    assert "商家拒绝了，理由是：商品有使用痕迹。" in (await talk.hear("退款呢", "ask_refund_status")).text
    assert "理由是：商品有使用痕迹" in (await talk.hear("为什么", "ask_refund_status")).text


@pytest.mark.parametrize("intent", ["ask_refund_status", "request_refund", "ask_dispatch", "cancel_order"])
async def test_money_owed_after_a_cancellation_is_told_and_pushed_once(database: Database, intent: str) -> None:
    cancelled = [{"at": ago(hours=60), "by": "merchant", "reason": "缺货"}]
    await told(database, status="cancelled", placed_at=ago(days=4), paid_at=ago(days=4), cancellations=cancelled)
    said = await (await in_app(database, "u-lin", clock)).hear("钱呢", intent)
    assert said.responses == ["utter_cancel_why_told", "utter_cancelled_money_late", "utter_urged_merchant"]
    async with database.begin() as tx:
        row = (await tx.execute(select(remedies))).mappings().one()
    assert (row["kind"], row["details"]["about"]) == ("urge_merchant", "refund")


@pytest.mark.parametrize(
    ("order", "response"),
    [
        ({"fulfilment": "pick_up"}, "utter_pickup_no_date"),
        ({"fulfilment": "pick_up", "dispatch_deadline": ago(hours=-5)}, "utter_pickup_running"),
        ({"fulfilment": "pick_up", "dispatch_deadline": ago(hours=5)}, "utter_pickup_late"),
        ({"fulfilment": "digital"}, "utter_digital_no_date"),
        ({"fulfilment": "digital", "dispatch_deadline": ago(hours=-5)}, "utter_digital_running"),
        ({"fulfilment": "digital", "dispatch_deadline": ago(hours=5)}, "utter_digital_late"),
        ({"status": "delivered"}, "utter_handed_over_untracked"),
        ({"status": "dispatched"}, "utter_sent_untracked"),
    ],
)
@pytest.mark.parametrize("intent", ["track_shipment", "ask_dispatch_time"])
async def test_an_order_without_parcels_is_told_by_what_is_known(
    database: Database, order: dict[str, object], response: str, intent: str
) -> None:
    await told(database, **order)
    said = await (await in_app(database, "u-lin", clock)).hear("到哪了", intent)
    assert said.responses[0] == response


async def test_delivered_by_the_platforms_word_alone_and_not_received_is_looked_into(database: Database) -> None:
    await told(database, status="delivered")
    said = await (await in_app(database, "u-lin", clock)).hear("我没收到", "report_not_received")
    assert said.responses == ["utter_not_received_unsigned", "utter_urged_merchant"]


async def test_the_number_that_the_consumer_knows_an_order_by_is_understood(database: Database) -> None:
    await told(database, number="#1047")
    talk = await in_app(database, "u-lin", clock)
    said = await talk.hear("#1047 到哪了", "track_shipment", order_no="1047")
    assert said.responses == ["utter_dispatch_running"]
    assert (await talk.hear("1048 呢", "track_shipment", order_no="1048")).responses == ["utter_order_not_found"]
