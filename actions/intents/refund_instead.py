"""The money back in place of an exchange that the shop has under way: offered with its sum, whatever the words name."""

from __future__ import annotations

from actions.matters.exchange.money import money_offered
from actions.questions.carrying_out import as_reply, load_view
from actions.talk import Talk
from careline.core.orders import Order, RefundKind


async def offer_money_if_exchange_runs(talk: Talk, order: Order) -> bool:
    """Offer the money; False where no exchange is under way at the shop."""
    if not any(one.live and one.kind is RefundKind.EXCHANGE for one in order.refunds):
        return False
    found = money_offered(await load_view(talk, order))
    if found.offer is None:
        return False
    for one in found.says:
        talk.add(as_reply(one))
    talk.propose(items=found.offer.items, **found.offer.keep)
    talk.ask(found.offer.asked, order=order)
    return True


async def offer_money_if_wished(talk: Talk, order: Order) -> bool:
    """Offer the money where words that name the exchange under way ask for it in its place; False where they do not."""
    view = await load_view(talk, order)
    return view.says("money_instead") and await offer_money_if_exchange_runs(talk, order)
