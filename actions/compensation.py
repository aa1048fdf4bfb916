"""What is owed for a late dispatch: told with its sum, and claimed after a yes."""

from __future__ import annotations

from actions.deeds import goods_of, running
from actions.memory import Asked
from actions.noted import COMPENSATION
from actions.talk import Talk
from careline.core.guarantees import Right, RightState, rights_of
from careline.core.orders import Guarantee, Order


def owed_for_lateness(talk: Talk, order: Order) -> Right | None:
    """The right to a sum for late dispatch that can be claimed now."""
    told = any(one.guarantee is Guarantee.DISPATCH_ON_TIME for one in order.compensations)
    rights = () if told else rights_of(order, talk.now, talk.rules)
    return next(
        (
            right
            for right in rights
            if right.right is Guarantee.DISPATCH_ON_TIME and right.state is RightState.CLAIMABLE and right.amount
        ),
        None,
    )


async def offer_compensation(talk: Talk, order: Order) -> bool:
    """Tell the sum and ask whether to claim it; False where nothing is owed or it is claimed already."""
    right = owed_for_lateness(talk, order)
    if right is None or right.amount is None or any(one.kind in COMPENSATION for one in await running(talk, order)):
        return False
    late = tuple((item.sku, left) for item, left in order.not_dispatched()) if order.parcels else None
    talk.say("utter_compensation_due", goods=goods_of(talk, order, late), amount=talk.money(right.amount))
    talk.ask(Asked.CONFIRM_COMPENSATION, order=order)
    return True
