"""What words plainly ask of an order as it stands, whatever they were read as."""

from __future__ import annotations

import pytest

from actions.matters.plainly import may_be_plain, plainly_asked
from careline.core.orders import Guarantee, Order, OrderStatus, RefundKind, RefundStatus, ScanCode
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, parcel, refund, scan, yuan
from tests.views import delivered, remedy, view
from understanding.context import Question
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

LATE = order(
    status=OrderStatus.PAID,
    paid_at=ago(hours=80),
    placed_at=ago(hours=80),
    guarantees=frozenset({Guarantee.DISPATCH_ON_TIME}),
)
UNDER_WAY = dispatched()
CALLED_OFF = order(status=OrderStatus.CANCELLED, paid_at=ago(hours=30))
COMING_BACK = delivered(
    days=6,
    refunds=(
        refund(
            kind=RefundKind.RETURN_REFUND, status=RefundStatus.APPROVED, amount=yuan("330.00"),
            requested_at=ago(days=5), approved_at=ago(days=4), goods_sent_at=ago(days=2),
        ),
    ),
)  # fmt: skip


def heard(
    of: Order, text: str, read_as: tuple[Matter, Ask, float], *near: Matter, runs: RemedyKind | None = None
) -> tuple[Matter, Ask] | None:
    first = Question(read_as[0], read_as[1], read_as[2], 0.6, named=False)
    assert may_be_plain(read(text), [first])
    wished = (remedy(of, runs),) if runs else ()
    found = plainly_asked(view(of, text, *wished), near, [first], {read_as[1].value: 0.4})
    return (found.matter, found.ask) if found else None


@pytest.mark.parametrize("text", ["if I take it do you still send the order", "领了的话货还给我发吗"])
def test_with_a_sum_for_lateness_whether_it_still_comes_is_no_cancellation(text: str) -> None:
    read_as = (Matter.CANCEL, Ask.UNDO, 0.9)
    assert heard(LATE, text, read_as, Matter.COMPENSATION) == (Matter.COMPENSATION, Ask.WHAT_NEXT)
    assert heard(LATE, text, read_as) is None


def test_a_sum_names_the_matter_that_it_is_known_of() -> None:
    read_as = (Matter.RETURN_FREIGHT, Ask.HOW_MUCH, 0.59)
    assert heard(COMING_BACK, "and the 330 then", read_as) == (Matter.REFUND, Ask.STATUS)
    assert heard(COMING_BACK, "那330呢", read_as) == (Matter.REFUND, Ask.STATUS)
    assert heard(COMING_BACK, "and the 18 then", read_as) is None


def test_what_was_called_off_is_bought_again_or_paid_back() -> None:
    read_as = (Matter.COMPENSATION, Ask.MAY_I, 0.5)
    assert heard(CALLED_OFF, "can I get it for the same price", read_as) == (Matter.CANCEL, Ask.WHAT_IF)
    assert heard(CALLED_OFF, "you dropped it, you give it back", read_as) == (Matter.REFUND, Ask.DO_IT)


def test_under_way_it_is_the_courier_whom_one_calls_and_a_doorstep_that_cannot_be_refused() -> None:
    read_as = (Matter.PERSON, Ask.WHO, 0.5)
    assert heard(UNDER_WAY, "whom do I ring? who should I call", read_as) == (Matter.DELIVERY, Ask.WHO)
    assert heard(UNDER_WAY, "我该找谁问", read_as) == (Matter.DELIVERY, Ask.WHO)
    left = "if he leaves it at my door I can't refuse it"
    assert heard(UNDER_WAY, left, (Matter.DELIVERY, Ask.WHAT_IF, 0.6)) == (Matter.REFUND, Ask.WHAT_IF)


def test_nobody_asks_how_a_refund_stands_that_nobody_wished_for() -> None:
    read_as = (Matter.REFUND, Ask.STATUS, 0.7)
    assert heard(UNDER_WAY, "can I have my money back", read_as) == (Matter.REFUND, Ask.MAY_I)


def test_the_goods_rather_than_the_money_for_what_lacks() -> None:
    read_as = (Matter.REFUND, Ask.MAY_I, 0.4)
    text = "I'd rather have the cup"
    assert heard(delivered(), text, read_as, Matter.MISSING) == (Matter.RESEND, Ask.DO_IT)
    assert heard(delivered(), text, read_as) is None


HERE = delivered(days=2, guarantees=frozenset({Guarantee.RETURN_7_DAYS}))
PAID_BACK = delivered(
    days=9,
    refunds=(refund(status=RefundStatus.PAID, amount=yuan("330.00"), requested_at=ago(days=4), paid_at=ago(days=2)),),
)
REFUSED = delivered(
    days=9, refunds=(refund(status=RefundStatus.REJECTED, amount=yuan("330.00"), requested_at=ago(days=4)),)
)


@pytest.mark.parametrize(
    "text", ["and they won't skim any of it, nothing held back?", "every last cent of it, right?", "会扣手续费吗"]
)
def test_all_of_it_is_asked_of_the_sum_spoken_of(text: str) -> None:
    read_as = (Matter.REFUND, Ask.DO_IT, 0.9)
    assert heard(COMING_BACK, text, read_as, Matter.REFUND) == (Matter.REFUND, Ask.HOW_MUCH)
    assert heard(LATE, text, read_as, Matter.COMPENSATION) == (Matter.COMPENSATION, Ask.HOW_MUCH)


def test_what_waiting_gives_them_is_no_refund_where_something_is_owed() -> None:
    read_as = (Matter.REFUND, Ask.MAY_I, 0.7)
    assert heard(LATE, "do I get something for the wait?", read_as) == (Matter.COMPENSATION, Ask.MAY_I)
    assert heard(HERE, "do I get something for the wait?", read_as) is None


def test_a_late_order_is_asked_after_though_it_sounds_like_a_refund() -> None:
    read_as = (Matter.REFUND, Ask.WHEN, 0.4)
    text = "is a tortoise bringing that tent, or what?"
    assert heard(LATE, text, read_as) == (Matter.DISPATCH, Ask.HOW_LONG_OVERDUE)
    assert heard(LATE, text, read_as, Matter.REFUND) is None


def test_an_order_is_got_rid_of_by_many_words_while_it_can_be() -> None:
    read_as = (Matter.EXCHANGE, Ask.DO_IT, 0.5)
    paid = order(status=OrderStatus.PAID, paid_at=ago(hours=3), placed_at=ago(hours=3))
    assert heard(paid, "ditch that order please", read_as) == (Matter.CANCEL, Ask.DO_IT)
    assert heard(paid, "can I ditch that order?", read_as) == (Matter.CANCEL, Ask.MAY_I)
    assert heard(UNDER_WAY, "ditch that order please", read_as) is None


def test_money_that_turned_up_and_a_number_for_the_bank() -> None:
    read_as = (Matter.REFUND, Ask.UNDO, 0.9)
    assert heard(PAID_BACK, "oh sorry, false alarm, it landed", read_as, Matter.REFUND) == (Matter.REFUND, Ask.CONFIRM)
    asked = heard(PAID_BACK, "is there a reference I can give the bank?", read_as, Matter.REFUND)
    assert asked == (Matter.REFUND, Ask.WHICH)
    assert heard(COMING_BACK, "is there a reference I can give the bank?", read_as, Matter.REFUND) is None


def test_a_shop_that_refused_has_somebody_above_it() -> None:
    read_as = (Matter.MERCHANT, Ask.WHO, 0.4)
    text = "can their decision be overturned by someone?"
    assert heard(REFUSED, text, read_as, Matter.REFUND) == (Matter.REFUND, Ask.WHAT_NEXT)
    assert heard(PAID_BACK, text, read_as, Matter.REFUND) is None


def test_a_part_that_is_lacking_is_sent_and_time_left_is_told() -> None:
    read_as = (Matter.DAMAGE, Ask.REPORT, 0.4)
    assert heard(HERE, "it came without any screws", read_as) == (Matter.RESEND, Ask.MAY_I)
    assert heard(UNDER_WAY, "it came without any screws", read_as) is None
    when = (Matter.PRICE, Ask.WHEN, 0.6)
    assert heard(HERE, "what's the last possible day for that?", when, Matter.RETURN) == (Matter.RETURN, Ask.WHEN)
    assert heard(HERE, "what's the last possible day for that?", when, Matter.EXCHANGE) == (Matter.EXCHANGE, Ask.WHEN)


def test_the_money_only_if_there_is_none_to_exchange() -> None:
    read_as = (Matter.REFUND, Ask.DO_IT, 0.6)
    text = "if they have none in green I want my money back"
    assert heard(HERE, text, read_as, Matter.EXCHANGE) == (Matter.EXCHANGE, Ask.WHAT_IF)
    assert heard(HERE, text, read_as, Matter.REFUND) is None


def test_what_counts_as_sent_and_whether_it_is_lost() -> None:
    read_as = (Matter.MERCHANT, Ask.WHAT_IF, 0.4)
    assert heard(LATE, "does a printed label count as shipped?", read_as) == (Matter.DISPATCH, Ask.CONFIRM)
    assert heard(UNDER_WAY, "so is it lost?", read_as, Matter.DELIVERY) == (Matter.MISSING, Ask.STATUS)
    assert heard(UNDER_WAY, "what are my options?", read_as) == (Matter.DELIVERY, Ask.WHAT_NEXT)


WITH_ONE_LEFT = delivered(
    days=2,
    items=(item(sku="lamp", title="护眼台灯"), item(sku="sock", title="Wool socks", quantity=2, price=yuan("20.00"))),
    guarantees=frozenset({Guarantee.RETURN_7_DAYS}),
)


@pytest.mark.parametrize(
    "text",
    ["台灯当时花了多少来着", "那个台灯几块钱买的", "how much were the socks again", "what did I pay for the socks"],
)
def test_what_goods_have_cost_is_no_complaint(text: str) -> None:
    assert heard(WITH_ONE_LEFT, text, (Matter.MISSING, Ask.DO_IT, 0.7)) == (Matter.PAYMENT, Ask.HOW_MUCH)
    assert heard(WITH_ONE_LEFT, text, (Matter.RETURN_FREIGHT, Ask.HOW_MUCH, 0.7)) is None


@pytest.mark.parametrize(
    "text", ["再给我报一次吧", "重新提一遍", "这回材料齐了 重新走流程", "please resubmit it", "file it again then"]
)
def test_a_refused_claim_is_put_in_anew(text: str) -> None:
    read_as = (Matter.DAMAGE, Ask.EVIDENCE, 0.4)
    assert heard(REFUSED, text, read_as, Matter.REFUND) == (Matter.REFUND, Ask.DO_IT)
    assert heard(HERE, text, read_as, Matter.REFUND) is None


@pytest.mark.parametrize(
    "text",
    [
        "我表哥说这是假货",
        "拿去鉴定 说是假的",
        "我看就是高仿",
        "my mate says they're fakes",
        "this isn't the real thing",
    ],
)
def test_what_is_called_a_fake_is_no_fault_that_a_photo_shows(text: str) -> None:
    assert heard(HERE, text, (Matter.DAMAGE, Ask.REPORT, 0.5)) == (Matter.AUTHENTICITY, Ask.REPORT)
    assert heard(UNDER_WAY, text, (Matter.DAMAGE, Ask.REPORT, 0.5)) is None


@pytest.mark.parametrize(
    "text",
    ["我过了一遍水了 洗过的还行吗", "铺了一晚才发现", "标都剪了 试穿过", "I washed it once already, does that matter"],
)
def test_what_was_used_is_asked_of_the_exchange_or_the_return(text: str) -> None:
    read_as = (Matter.SERVICE, Ask.REPORT, 0.5)
    assert heard(HERE, text, read_as, Matter.EXCHANGE) == (Matter.EXCHANGE, Ask.WHAT_IF)
    assert heard(HERE, text, read_as, Matter.RETURN) == (Matter.RETURN, Ask.MAY_I)
    assert heard(HERE, text, read_as) is None


@pytest.mark.parametrize(
    "text",
    [
        "真撤了吧", "撤干净没有", "换的那个取消掉了吗", "别过几天又有快递上我家取件", "不会还有师傅来收吧",
        "is it definitely cancelled?", "nobody will come to collect it, will they",
    ],
)  # fmt: skip
def test_whether_what_was_taken_back_is_really_off(text: str) -> None:
    off = remedy(HERE, RemedyKind.EXCHANGE, RemedyState.WITHDRAWN)
    first = Question(Matter.RETURN, Ask.MAY_I, 0.9, 0.6, named=False)
    for seen, wanted in ((view(HERE, text, off), (Matter.EXCHANGE, Ask.UNDO)), (view(HERE, text), None)):
        found = plainly_asked(seen, [Matter.EXCHANGE], [first], {"may_i": 0.4})
        assert (found and (found.matter, found.ask)) == wanted


@pytest.mark.parametrize("text", ["那还是退了吧", "取消吧"])
def test_a_wish_does_not_ask_whether_something_is_off(text: str) -> None:
    assert not read(text).says("really_off")


@pytest.mark.parametrize("text", ["要是还没发货就取消吧", "if it hasn't left yet, cancel it"])
def test_whether_it_has_left_is_told_with_what_comes_back(text: str) -> None:
    read_as = (Matter.DISPATCH, Ask.NOT_ALL, 0.6)
    assert heard(LATE, text, read_as) == (Matter.CANCEL, Ask.MAY_I)
    assert heard(HERE, text, read_as) is None


@pytest.mark.parametrize("text", ["拖成这样 取消算啦", "might as well cancel"])
def test_an_order_given_up_for_good_is_no_undoing(text: str) -> None:
    assert heard(LATE, text, (Matter.CANCEL, Ask.UNDO, 0.9)) == (Matter.CANCEL, Ask.DO_IT)


@pytest.mark.parametrize("text", ["该不会又给我寄来吧", "I hope it isn't sent anyway"])
def test_what_was_called_off_is_feared_to_come_all_the_same(text: str) -> None:
    read_as = (Matter.REFUND, Ask.DO_IT, 0.9)
    assert heard(CALLED_OFF, text, read_as, Matter.REFUND) == (Matter.CANCEL, Ask.WHAT_IF)
    assert heard(HERE, text, read_as, Matter.REFUND) is None


def test_a_message_is_for_whoever_has_the_goods() -> None:
    read_as = (Matter.PROMISE, Ask.DO_IT, 0.5)
    assert heard(LATE, "帮我跟店家说一声 要写贺卡", read_as, Matter.DISPATCH) == (Matter.MERCHANT, Ask.DO_IT)
    assert heard(UNDER_WAY, "你跟他们讲讲 我就在楼上", read_as, Matter.DELIVERY) == (Matter.DELIVERY, Ask.DO_IT)
    assert heard(HERE, "帮我跟店家说一声 要写贺卡", read_as, Matter.INVOICE) is None
    assert heard(UNDER_WAY, "那是我老号 换号了", read_as, Matter.DELIVERY) == (Matter.DELIVERY, Ask.DO_IT)


def test_of_what_runs_it_is_told_whatever_else_the_words_sound_like() -> None:
    read_as = (Matter.PROMISE, Ask.WHICH, 0.4)
    address, urge, swap = RemedyKind.ADDRESS_CHANGE, RemedyKind.URGE_MERCHANT, RemedyKind.EXCHANGE
    assert heard(LATE, "念给我听听", read_as, Matter.ADDRESS, runs=address) == (Matter.ADDRESS, Ask.STATUS)
    assert heard(LATE, "念给我听听", read_as, Matter.ADDRESS) is None
    assert heard(LATE, "你真催了没", read_as, Matter.DISPATCH, runs=urge) == (Matter.PROMISE, Ask.CONFIRM)
    assert heard(LATE, "你真催了没", read_as, Matter.DISPATCH) is None
    assert heard(HERE, "要不到钱就照旧换", read_as, Matter.REFUND, runs=swap) == (Matter.EXCHANGE, Ask.STATUS)
    assert heard(HERE, "要不到钱就照旧换", read_as, Matter.REFUND) is None
    anew, none = RemedyKind.RESEND, "要是他们补不出来呢"
    assert heard(HERE, none, read_as, Matter.RESEND, runs=anew) == (Matter.RESEND, Ask.WHAT_IF)


def test_a_fault_is_what_is_told_by_who_sends_it_back_as_faulty() -> None:
    read_as = (Matter.RETURN_FREIGHT, Ask.WHO, 0.4)
    assert heard(HERE, "那就按质量问题退", read_as, Matter.RETURN) == (Matter.DAMAGE, Ask.DO_IT)
    assert heard(UNDER_WAY, "那就按质量问题退", read_as, Matter.RETURN) is None


def test_the_money_that_is_not_wished_is_no_money_at_the_door() -> None:
    read_as = (Matter.RESEND, Ask.MAY_I, 0.8)
    asks = (Matter.MERCHANT, Ask.COMPLAIN)
    assert heard(UNDER_WAY, "骑手跟我要15块钱", read_as) == asks
    assert heard(UNDER_WAY, "快递真丢了 我不要钱 补一个", read_as, Matter.DELIVERY) != asks


MISSED = dispatched(parcel(dispatched_at=ago(days=3), scans=(scan(ScanCode.ATTEMPT_FAILED, at=ago(days=1)),)))


@pytest.mark.parametrize(
    "text",
    [
        "我一天都在家 哪里没人",
        "根本没给我打过电话",
        "谁说联系不上我",
        "nobody knocked, I was home all day",
        "he never rang",
    ],
)
def test_who_was_in_says_so_to_the_courier(text: str) -> None:
    assert heard(MISSED, text, (Matter.REFUND, Ask.WHAT_IF, 0.4)) == (Matter.DELIVERY, Ask.COMPLAIN)
    assert heard(HERE, text, (Matter.REFUND, Ask.WHAT_IF, 0.4)) is None


@pytest.mark.parametrize(
    "text", ["台灯到了，袜子没见着", "the lamp came but the socks didn't", "袜子呢？台灯倒是收到了"]
)
def test_what_lacks_beside_what_came_is_no_fault(text: str) -> None:
    both = delivered(days=2, items=(item(sku="lamp", title="护眼台灯 lamp"), item(sku="sock", title="羊毛袜子 socks")))
    assert heard(both, text, (Matter.DAMAGE, Ask.WHY, 0.3)) == (Matter.MISSING, Ask.NOT_ALL)


@pytest.mark.parametrize(
    "text", ["那就登记换43 没货就退钱", "要是断货就退款给我", "swap it, otherwise refund it if it's sold out"]
)
def test_the_money_only_if_there_is_none_is_no_wish_for_it(text: str) -> None:
    read_as = (Matter.REFUND, Ask.DO_IT, 0.6)
    assert heard(HERE, text, read_as, Matter.EXCHANGE) == (Matter.EXCHANGE, Ask.WHAT_IF)
