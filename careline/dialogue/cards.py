"""Cards: what the assistant refers to by id becomes a snapshot of this consumer's own order, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.messages import Button
from careline.core import phrases
from careline.core.orders import Order
from careline.dialogue.shown import RightShown
from careline.store.orders import load_orders


async def filled(
    tx: AsyncConnection, customer_id: str, language: str, wanted: Iterable[dict[str, Any]]
) -> tuple[dict[str, Any], ...]:
    """Snapshots for the cards the assistant asked for. An order of somebody else is left out, whatever was asked."""
    listed = list(wanted)
    orders = await load_orders(tx, [card["order_id"] for card in listed if "order_id" in card])
    own = {order.order_id: order for order in orders if order.customer_id == customer_id}
    return tuple(_card(card, own, language) for card in listed if card.get("order_id") in {None, *own})


def _card(card: dict[str, Any], own: dict[str, Order], language: str) -> dict[str, Any]:
    shown = {name: value for name, value in card.items() if name != "button"}
    if card.get("kind") == "order":
        shown |= order_card(own[card["order_id"]], language)
    if button := card.get("button"):
        shown["button"] = Button(title=button["title"], payload=button["payload"])
    return shown


def order_card(order: Order, language: str) -> dict[str, Any]:
    """An order as a card shows it, in the consumer's language ("zh-CN" or "en")."""
    return {
        "kind": "order",
        "order_id": order.order_id,
        "title": order.title,
        "image": order.items[0].image,
        "merchant": order.merchant_name,
        "status": order.status,
        "status_text": phrases.order_status(order.status, language),
        "placed_at": order.placed_at.isoformat(),
        "total": {"amount": order.total.decimal(), "currency": order.total.currency},
        "items": sum(item.quantity for item in order.items),
    }


_OF_A_RIGHT = {"right", "name", "state", "clause", "deadline", "whose", "amount"}


def right_card(order: Order, right: RightShown) -> dict[str, Any]:
    """A right of this order as a card shows it: what it gives, and until when."""
    return {"kind": "right", "order_id": order.order_id, **right.model_dump(mode="json", include=_OF_A_RIGHT)}
