"""What is done for the consumer after their yes: registered once, and told by where it truly stands."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from actions.talk import Button, Talk
from careline.cases.service import Remedy, TooLateError, Wish, overtake, request_remedy, take_back
from careline.core import phrases
from careline.core.blocks import BlockKind, find_blocks
from careline.core.money import Money
from careline.core.orders import Order, Quantities
from careline.core.paid import all_items, item_of, money_back_for
from careline.core.remedies import IN_PLACE_OF, REPLACES, RemedyKind, Withdrawal, overlaps
from careline.core.rights import Right
from understanding.reading import read

#: What a remedy is called in a sentence: {goods}的退款申请; your refund request for {goods}.
_CALLED: Mapping[RemedyKind, tuple[str, str]] = {
    RemedyKind.URGE_MERCHANT: ("催发", "reminder to the shop"),
    RemedyKind.URGE_COURIER: ("催件", "enquiry with the courier"),
    RemedyKind.COMPENSATION: ("晚发货赔付", "claim for late dispatch"),
    RemedyKind.REFUND: ("退款申请", "refund request"),
    RemedyKind.RETURN: ("退货申请", "return request"),
    RemedyKind.EXCHANGE: ("换货申请", "exchange request"),
    RemedyKind.RESEND: ("补发申请", "request to send it again"),
    RemedyKind.FREIGHT_CLAIM: ("运费险理赔", "return freight claim"),
    RemedyKind.ADDRESS_CHANGE: ("改地址申请", "address change"),
    RemedyKind.CANCEL: ("取消申请", "cancellation"),
    RemedyKind.WITHDRAW: ("撤回申请", "withdrawal"),
    RemedyKind.INVOICE: ("开票申请", "invoice request"),
    RemedyKind.COMPLAINT: ("投诉", "complaint"),
    RemedyKind.CALLBACK: ("回电", "call back"),
}


def called(talk: Talk, kind: RemedyKind) -> str:
    return named(kind, talk.language)


def named(kind: RemedyKind, language: str) -> str:
    """退款申请; refund request."""
    chinese, english = _CALLED[kind]
    return english if phrases.is_english(language) else chinese


async def register(
    talk: Talk, order: Order, kind: RemedyKind, *, items: Quantities | None = None, amount: Money | None = None,
    right: Right | None = None, details: Mapping[str, Any] | None = None, waits_for: tuple[str, ...] = (),
    about: str = "",
) -> Remedy:  # fmt: skip
    """What the consumer has confirmed, or the running remedy that says the same. `right` is the one that it claims.

    What was wished for the same goods before (a new one, all of the money) makes way for it, as far as it can be taken
    back.
    """
    if kind in REPLACES:
        await _make_way(talk, order, kind, items)
    if details and IN_PLACE_OF in details:
        details = await _in_place_of(talk, order, details)
    wish = Wish(
        order=order, kind=kind, who="bot", channel=talk.conversation.channel, items=items, amount=amount, right=right,
        details=details or {}, waits_for=waits_for, about=about,
        conversation_id=talk.conversation.conversation_id, asked_in=str(talk.turn_id),
    )  # fmt: skip
    remedy = await request_remedy(talk.tx, wish, talk.now, talk.rules)
    talk.done.append(remedy)
    return remedy


async def _in_place_of(talk: Talk, order: Order, details: Mapping[str, Any]) -> Mapping[str, Any]:
    """A note for the courier ends the one that it takes the place of, and says so where they may have that one."""
    theirs = await overtake(talk.tx, UUID(str(details[IN_PLACE_OF])), order, talk.now, who="consumer")
    return details if not theirs else {**details, "note": read(str(details["note"])).note_as_correction}


async def _make_way(talk: Talk, order: Order, kind: RemedyKind, items: Quantities | None) -> None:
    wished = sorted(items or all_items(order))
    for earlier in await running(talk, order):
        same = earlier.kind is kind and sorted(earlier.items or all_items(order)) == wished
        other = earlier.kind in REPLACES and not same
        if not other or just_now(talk, earlier) or not overlaps(earlier.items, items):
            continue
        with suppress(TooLateError):
            how, _ = await take_back(
                talk.tx, earlier.remedy_id, order, talk.now, talk.rules, who="consumer",
                channel=talk.conversation.channel, conversation_id=talk.conversation.conversation_id,
                asked_in=str(talk.turn_id),
            )  # fmt: skip
            if how is Withdrawal.AT_ONCE:
                talk.say("utter_withdrawn", goods=goods_of(talk, order, earlier.items), what=called(talk, earlier.kind))


async def register_urge(talk: Talk, order: Order, kind: RemedyKind, block: BlockKind | None) -> Remedy:
    """Push whoever has to move, and say to them what is late and since when. `block` None: nothing is late yet."""
    late = next((one for one in find_blocks(order, talk.now, talk.rules) if one.kind is block), None)
    details = {"block": late.kind, "since": late.evidence[0].due.isoformat()} if late else {}
    return await register(talk, order, kind, details=details, about=block or "")


async def running(talk: Talk, order: Order) -> list[Remedy]:
    """What is under way for this order, oldest first."""
    return [remedy for remedy in await talk.remedies(order) if remedy.open]


def back(order: Order, items: Quantities | None) -> Money:
    """What the consumer gets back for these items (None: all); the shipping fee too while nothing has left."""
    return money_back_for(order, items)


def just_now(talk: Talk, remedy: Remedy) -> bool:
    """Whether this very turn registered it, so that a turn which is answered twice says the same twice.

    Ids are in the order of their making, and a conversation answers one turn at a time.
    """
    mine = remedy.conversation_id == talk.conversation.conversation_id
    return mine and remedy.remedy_id > talk.turn_id


def goods_of(talk: Talk, order: Order, items: Quantities | None) -> str:
    """What the order is called, or these items of it."""
    found = tuple((item, n) for sku, n in items or () if (item := item_of(order, sku)))
    return phrases.goods_list(found, talk.language, spoken=talk.spoken) if found else talk.goods(order)


def undo_button(talk: Talk, remedy: Remedy) -> list[Button]:
    """[撤回] under what was just registered or told of."""
    title = "Take it back" if phrases.is_english(talk.language) else "撤回"
    return [{"title": title, "payload": {"intent": "withdraw", "entities": {"remedy_id": str(remedy.remedy_id)}}}]
