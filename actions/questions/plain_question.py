"""What a message plainly asks of one of their orders: which order it is, and the rules of `actions.matters.plainly`."""

from __future__ import annotations

from collections.abc import Sequence

from actions.asking.offer_reply import offered_matter, spoken_of
from actions.asking.order_choice import kept_or_called_off
from actions.matters.plainly import may_be_plain, plainly_asked, sum_known
from actions.orders.order_descriptions import by_state
from actions.orders.reference import by_goods
from actions.questions.carrying_out import load_view
from actions.talk import Talk
from careline.core.orders import Order, OrderStatus
from understanding.context import Question


def _second_of(orders: Sequence[Order]) -> Order | None:
    """The one of two orders for the same goods that has not left yet; None where that is not plain."""
    left = [one for one in orders if one.status is OrderStatus.PAID and not one.sent]
    alike = [one for one in orders if left and one is not left[0] and _goods(one) == _goods(left[0])]
    return left[0] if len(left) == 1 and alike else None


def _goods(order: Order) -> frozenset[str]:
    return frozenset(item.title for item in order.items)


async def plain_question(talk: Talk, found: Sequence[Question]) -> Question | None:
    """What the words plainly ask of the one order that they name, or that is spoken of; `talk.chosen` where they name
    it.

    `found`: how they were read.
    """
    if talk.spoken or not may_be_plain(talk.heard.said, found):
        return None
    orders = await talk.orders()
    called = by_goods(orders, talk.heard.said) if len(orders) > 1 else []
    called = called if len(called) == 1 else by_state(called or orders, talk.heard.said) or called
    chosen = talk.chosen.order_id if talk.chosen else talk.heard.entity("order_id") or talk.before.order_id
    meant = called if len(called) == 1 else [one for one in orders if one.order_id == chosen]
    order = next(iter(meant), None) or (orders[0] if len(orders) == 1 else None)
    if len(orders) > 1 and (clear := await kept_or_called_off(talk)):
        order = talk.chosen = clear
    of_sum = [one for one in orders if sum_known(one, talk.heard.said)] if len(called) != 1 and not talk.chosen else []
    if len(of_sum) == 1 and of_sum[0] is not order:
        order = talk.chosen = of_sum[0]  # and the 248, whatever was spoken of last
    if order is None and talk.heard.said.says("bought_twice"):
        order = talk.chosen = _second_of(orders)
    if order is None:
        return None
    if len(called) == 1 and len(orders) > 1 and talk.heard.says("scraps_order"):
        talk.chosen = order  # kill the later one
    offered = offered_matter(talk.before)
    near = list(dict.fromkeys([*([offered] if offered else []), *spoken_of(talk.before)]))
    ours = talk.before.order_id in {None, order.order_id}
    return plainly_asked(await load_view(talk, order), near if ours else [], found, talk.heard.asks)
