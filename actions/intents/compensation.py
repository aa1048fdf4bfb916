"""What is owed for a late dispatch: told with its sum, and claimed after a yes."""

from __future__ import annotations

from actions.deeds.pending_remedies import COMPENSATION
from actions.deeds.registering import goods_of, running
from actions.deeds.rights import foremost_right
from actions.memory import Asked
from actions.talk import Talk
from careline.core.guarantees import Right, RightState
from careline.core.orders import Guarantee, Order

_OFFERED = "owed"
"""In `SaidSoFar.once`."""
"""In the slot `said`, where a call marks what was said in it."""


async def owed_for_lateness(talk: Talk, order: Order) -> Right | None:
    """The right to a sum for late dispatch that can be claimed now."""
    right = await foremost_right(talk, order, Guarantee.DISPATCH_ON_TIME)
    return right if right and right.state is RightState.CLAIMABLE and right.amount else None


async def unclaimed(talk: Talk, order: Order) -> Right | None:
    """The sum that is owed and that nobody has claimed yet."""
    right = await owed_for_lateness(talk, order)
    if right is None or any(one.kind in COMPENSATION for one in await running(talk, order)):
        return None
    return right


async def offer_compensation(talk: Talk, order: Order) -> bool:
    """Tell the sum and ask whether to claim it; False where nothing is owed or it is claimed already."""
    right = await unclaimed(talk, order)
    return right is not None and offer_sum(talk, order, right)


async def offer_owed(talk: Talk) -> None:
    """Offer what is owed on the phone, where nobody sees it, once what we called about is on its way, or left; once."""
    if not talk.spoken or talk.memory.asked or talk.ended or _OFFERED in talk.memory.said.once:
        return
    for order in await talk.orders():
        if await offer_compensation(talk, order):
            talk.remember(said=talk.memory.said.and_once(_OFFERED))
            return


def offer_sum(talk: Talk, order: Order, right: Right) -> bool:
    """Tell what this right is worth and ask whether to claim it; False where it is no sum."""
    if right.amount is None:
        return False
    talk.say("utter_compensation_due", goods=goods_of(talk, order, right.items), amount=talk.money(right.amount))
    talk.ask(Asked.CONFIRM_COMPENSATION, order=order)
    return True
