"""All their orders at once, each in one line, where nobody asks for a single one: 我的几个单都怎么样了."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.asking.order_choice import pointing_in
from actions.matters.money_back import NOTHING_RUNS, money_back
from actions.memory import Asked
from actions.orders.reference import by_each_goods, without_kept
from actions.questions.carrying_out import load_view
from actions.talk import Talk
from careline.core import phrases
from careline.core.blocks import find_blocks
from careline.core.money import Money
from careline.core.orders import Order, OrderStatus

_AT_MOST = 5
_RECENT = timedelta(days=15)
_OVER = frozenset({OrderStatus.COMPLETED, OrderStatus.CANCELLED, OrderStatus.DELIVERED})


async def tell_all_if_asked(talk: Talk) -> bool:
    """Tell how all their orders stand, or several of them one by one; False where nobody asks that."""
    others = talk.heard.says("other_orders")
    if talk.spoken or not (others or talk.heard.says("all_orders", "one_by_one")) or talk.heard.says("supposed"):
        return False
    if pointing_in(talk).numbers:
        return False
    orders = _meant(talk, await talk.orders())
    if others:
        orders = [order for order in orders if order.order_id != talk.before.order_id]
    if len(orders) < 2:
        return False
    lines = [
        phrases.order_line(order, talk.rules, talk.now, talk.customer.time_zone, talk.language) for order in orders
    ]
    talk.say("utter_overview", lines="".join(f"\n{line}" for line in lines))
    late = [order for order in orders if find_blocks(order, talk.now, talk.rules)]
    if late:
        talk.say("utter_overview_urge", count=talk.counted(len(late), "单", "order", "orders"))
        talk.propose(all=True)
        talk.ask(Asked.CONFIRM_URGE, order=late[0])
    return True


async def tell_sum_if_asked(talk: Talk) -> bool:
    """Tell what comes back of several orders together: 两单加起来退 95 吧. False where nobody asks that, or none is
    under way."""
    said = talk.heard.said
    if talk.spoken or not said.says("in_all") or not (said.asks_of_us or said.prices) or said.says("supposed"):
        return False
    orders = await talk.orders()
    named = by_each_goods(orders, without_kept(orders, said))
    running = [(order, money_back(await load_view(talk, order))) for order in orders if not named or order in named]
    running = [(order, one) for order, one in running if one.stage not in NOTHING_RUNS and one.amount.amount]
    if len(running) < 2 or len({one.amount.currency for _, one in running}) > 1:
        return False
    whole = Money(sum(one.amount.amount for _, one in running), running[0][1].amount.currency)
    lines = [f"{talk.goods(order)} {talk.money(one.amount)}" for order, one in reversed(running)]
    english = phrases.is_english(talk.language)
    talk.say("utter_refund_in_all", lines=(", " if english else "、").join(lines), amount=talk.money(whole))
    talk.keep_question()
    return True


def _meant(talk: Talk, orders: Sequence[Order]) -> list[Order]:
    """The orders to tell of: those that the words name and all that matter still; none where they name a single one."""
    named = by_each_goods(orders, without_kept(orders, talk.heard.said))
    if len(named) == 1 and not talk.heard.says("one_by_one"):
        return []
    return [order for order in orders if order in named or _matters(order, talk.now)][:_AT_MOST]


def _matters(order: Order, now: datetime) -> bool:
    """Not over, or over only lately."""
    if order.status not in _OVER or any(one.live for one in order.refunds):
        return True
    return now - (order.cancelled_at or order.placed_at) < _RECENT
