"""Which order: asked with cards, answered by card, place, goods or number; never anybody else's."""

from __future__ import annotations

from datetime import datetime

import pytest

from careline.demo import personas as p
from careline.store.database import Database
from tests.talking import NOW, in_app, on_the_phone

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


async def test_several_orders_are_asked_about_with_cards_those_in_trouble_first(shop: Database) -> None:
    said = await (await in_app(shop, p.CHEN, clock)).hear("我的快递到哪了", "track_shipment")
    assert said.responses == ["utter_choose_order"]
    assert [card["order_id"] for card in said.cards] == [p.CHEN_STALLED, p.CHEN_IN_TRANSIT]
    assert said.cards[0]["button"] == {
        "title": "主动降噪耳机",
        "payload": {"intent": "choose_order", "entities": {"order_id": p.CHEN_STALLED}},
    }


@pytest.mark.parametrize(
    ("text", "intent", "entities", "goods"),
    [
        (None, "choose_order", {"order_id": p.CHEN_IN_TRANSIT}, "火锅底料"),
        ("第二个", "nlu_fallback", {}, "火锅底料"),
        ("第二个", "affirm", {}, "火锅底料"),
        ("耳机那个", "ask_guarantee", {}, "耳机"),
        ("火锅底料", "out_of_scope", {}, "火锅底料"),
        (p.CHEN_STALLED, "track_shipment", {"order_no": p.CHEN_STALLED}, "耳机"),
        ("the last one", "nlu_fallback", {}, "火锅底料"),
    ],
)
async def test_a_choice_answers_the_question_that_was_open(
    shop: Database, text: str | None, intent: str, entities: dict[str, str], goods: str
) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear(text, intent, **entities)
    assert said.responses[0] in {"utter_parcel_moving", "utter_parcel_stalled"}
    assert goods in said.texts[0]
    assert talk.slots["asked"] is None


async def test_another_question_instead_of_a_choice_is_answered_itself(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear("耳机有什么保障", "ask_guarantee")
    assert said.responses[0] == "utter_rights"
    assert "耳机" in said.text


async def test_none_of_them_shows_the_others(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear("都不是", "deny")
    assert [card["order_id"] for card in said.cards] == [p.CHEN_COMPLETED]
    said = await talk.hear("不是", "deny")
    assert said.responses == ["utter_which_order_else"]


async def test_of_more_than_five_the_newest_four_are_shown_and_the_rest_is_a_button_away(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    said = await talk.hear("帮我查退款", "ask_refund_status")
    assert said.responses == ["utter_choose_order_or_other"]
    assert len(said.cards) == 4
    assert [button["title"] for button in said.buttons] == ["别的订单"]
    seen = {card["order_id"] for card in said.cards}
    more = await talk.hear(None, "deny")
    assert len(more.cards) == 4
    assert not seen & {card["order_id"] for card in more.cards}
    first = await talk.hear("第一个", "nlu_fallback")
    assert first.responses == ["utter_refund_none"]
    assert more.cards[0]["button"]["title"] in first.text


NUMBERS = [p.WANG_REFUND_OVERDUE, p.CHEN_STALLED, "CL2026-9999", "SF9999999999999"]


@pytest.mark.parametrize("intent", ["track_shipment", "ask_refund_status", "cancel_order", "request_refund"])
async def test_another_consumers_number_is_answered_exactly_like_an_unknown_one(shop: Database, intent: str) -> None:
    answers = set()
    for number in NUMBERS:
        talk = await in_app(shop, p.LIN, clock)
        said = await talk.hear(f"查一下{number}", intent, order_no=number)
        answers.add((said.text, tuple(sorted((name, str(value)) for name, value in talk.slots.items()))))
        assert not said.cards
    assert len(answers) == 1
    assert "没找到" in said.text


async def test_a_payload_with_another_consumers_order_finds_nothing(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    foreign = await talk.hear(None, "choose_order", order_id=p.WANG_REFUND_OVERDUE)
    unknown = await talk.hear(None, "choose_order", order_id="CL2026-9999")
    assert foreign == unknown
    assert foreign.responses == ["utter_order_not_found"]


async def test_a_slot_with_another_consumers_order_is_not_believed(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    talk.slots |= {"order_id": p.WANG_REFUND_OVERDUE, "asked": "confirm_cancel"}
    said = await talk.hear("确定", "affirm")
    assert said.responses == ["utter_which_order_else"]
    talk.slots |= {"order_id": p.WANG_REFUND_OVERDUE, "offered": f"|{p.WANG_REFUND_OVERDUE}", "asked": "choose_order"}
    said = await talk.hear("第一个", "nlu_fallback")
    assert "空气炸锅" not in said.text


async def test_the_order_spoken_of_stays_in_focus(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("火锅底料到哪了", "track_shipment")
    said = await talk.hear("那这单运费多少", "ask_shipping_fee")
    assert "火锅底料" in said.text


async def test_on_the_phone_orders_are_named_and_chosen_by_word_or_key(shop: Database) -> None:
    talk = await on_the_phone(shop, p.CHEN, p.CHEN_STALLED, clock)
    await talk.hear("是我", "affirm")
    talk.slots["order_id"] = None
    said = await talk.hear("我的快递都到哪了", "track_shipment")
    assert said.text == "您问的是主动降噪耳机，还是手工牛油火锅底料等三件？"
    assert not said.cards
    said = await talk.hear(None, "press_key", key="2")
    assert said.responses[0] == "utter_parcel_moving"
    assert "尾号" in said.text


async def test_goods_alone_are_a_question_about_them(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("火锅底料到哪了", "track_shipment")
    said = await talk.hear("那耳机呢", "out_of_scope")
    assert said.responses[0] == "utter_parcel_stalled"
    said = await talk.hear("这个耳机防水吗", "out_of_scope")
    assert said.responses == ["utter_out_of_scope"]
    said = await talk.hear("第二个", "nlu_fallback", ranking=("greet",))
    assert said.responses == ["utter_rephrase"]


async def test_another_order_may_be_typed_instead_of_pressed(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear("别的订单", "cancel_order")
    assert [card["order_id"] for card in said.cards] == [p.CHEN_COMPLETED]


async def test_the_list_stays_open_behind_a_choice(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    second = await talk.hear("第二个", "nlu_fallback")
    first = await talk.hear("第一个呢", "out_of_scope")
    assert "火锅底料" in second.texts[0]
    assert first.responses[0] == "utter_parcel_stalled"


@pytest.mark.parametrize("text", ["说错了，我问的是火锅底料", "火锅底料也一样"])
async def test_the_same_question_goes_on_with_another_order(shop: Database, text: str) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("耳机到哪了", "track_shipment")
    said = await talk.hear(text, "report_damaged_or_wrong")
    assert said.responses[0] == "utter_parcel_moving"
    assert "火锅底料" in said.texts[0]


async def test_a_wish_of_its_own_is_not_the_same_again(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("耳机到哪了", "track_shipment")
    said = await talk.hear("火锅底料也要退货", "request_return")
    assert not any("parcel" in str(name) for name in said.responses)


async def test_what_we_did_wrong_is_no_correction_of_theirs(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("耳机到哪了", "track_shipment")
    await talk.hear("火锅底料发错了", "report_damaged_or_wrong")
    assert talk.slots["topic"] == "report_damaged_or_wrong"


async def test_a_corrected_number_gets_the_answer_that_was_asked_for(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("CL2026-9999到哪了", "track_shipment", order_no="CL2026-9999")
    said = await talk.hear(f"打错了，是 {p.CHEN_IN_TRANSIT}", "wrong_person", order_no=p.CHEN_IN_TRANSIT)
    assert said.responses[0] == "utter_parcel_moving"
