"""Do a declared deed at once, for actions that answer without a matter's cell."""

from __future__ import annotations

from actions.answering import as_reply, load_view, remember_matter
from actions.deeds import register
from actions.matters.answer import Do
from actions.talk import Talk
from careline.core.orders import Order


async def do_now(talk: Talk, order: Order, what: Do) -> None:
    """Register it, or say why not; then tell what was registered."""
    view = await load_view(talk, order)
    says = what.deed.refused(view, what.kept)
    if not says:
        wished = what.deed.wished(view, what.kept)
        remedy = await register(
            talk, order, what.deed.kind, items=wished.items, amount=wished.amount, right=wished.right,
            details=wished.details, waits_for=wished.waits_for, about=wished.about, worth=wished.worth,
        )  # fmt: skip
        says = what.deed.told(await load_view(talk, order), remedy)
    for one in says:
        talk.add(as_reply(one))
    talk.remember(order_id=order.order_id)
    remember_matter(talk, what.deed.matter)
