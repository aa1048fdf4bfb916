"""Remedies: what is done for a consumer, from wish to end; who has to agree, and who moves each state on.

One table says which move is possible in which state; a test walks all pairs. `MOVED_ON_BY` names, for every state that
is not an end, whoever takes the remedy out of it, so that none waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from careline.core.blocks import BlockKind, FoundBlock, Rule
from careline.core.money import Money
from careline.core.orders import Order, OrderStatus, Quantities
from careline.core.paid import money_back_for, paid_for
from careline.core.rules import RemedyLimits


class RemedyKind(StrEnum):
    URGE_MERCHANT = "urge_merchant"
    URGE_COURIER = "urge_courier"
    COMPENSATION = "compensation"
    REFUND = "refund"
    RETURN = "return"
    EXCHANGE = "exchange"
    RESEND = "resend"
    FREIGHT_CLAIM = "freight_claim"
    ADDRESS_CHANGE = "address_change"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    """Takes back another remedy that the shop has already been sent."""
    INVOICE = "invoice"
    COMPLAINT = "complaint"
    CALLBACK = "callback"


URGES = frozenset({RemedyKind.URGE_MERCHANT, RemedyKind.URGE_COURIER})
MONEY_BACK = frozenset({RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.CANCEL})
"""Each gives back what was paid for the goods: one of them at a time for the same items."""
MONEY = MONEY_BACK | {RemedyKind.COMPENSATION, RemedyKind.FREIGHT_CLAIM}
SUM_TO_BE_KNOWN = MONEY - {RemedyKind.CANCEL}
"""Nothing of this is paid while its sum is not known; an order that was not paid is cancelled without one."""
REPLACES = MONEY_BACK | {RemedyKind.RESEND, RemedyKind.EXCHANGE}
"""Each makes good for goods that did not come or are not right: one of them at a time for the same items."""
IN_GOODS = frozenset({RemedyKind.RESEND, RemedyKind.EXCHANGE})
"""What the shop sends anew: no money is paid, and yet it costs what the goods are worth."""
OURS = frozenset({RemedyKind.COMPLAINT, RemedyKind.CALLBACK})
"""Carried out by our own people and telephones; every other kind is sent to the platform."""

IN_PLACE_OF = "replaces"
"""In the details of a message to the courier: the id of the earlier one that it takes the place of."""


class RemedyState(StrEnum):
    REQUESTED = "requested"
    NEEDS_APPROVAL = "needs_approval"
    APPROVED = "approved"
    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class RemedyMove(StrEnum):
    """The verbs that change a remedy's state."""

    PROCEED = "proceed"
    ASK_APPROVAL = "ask_approval"
    APPROVE = "approve"
    REFUSE = "refuse"
    SEND = "send"
    COMPLETE = "complete"
    FAIL = "fail"
    RETRY = "retry"
    WITHDRAW = "withdraw"


ENDS = frozenset({RemedyState.DONE, RemedyState.REFUSED, RemedyState.WITHDRAWN})

_S, _M = RemedyState, RemedyMove
_MOVES: Mapping[tuple[RemedyState, RemedyMove], RemedyState] = MappingProxyType(
    {
        (_S.REQUESTED, _M.PROCEED): _S.APPROVED,
        (_S.REQUESTED, _M.ASK_APPROVAL): _S.NEEDS_APPROVAL,
        (_S.REQUESTED, _M.REFUSE): _S.REFUSED,  # the evidence never came, or shows that there is no such right
        (_S.REQUESTED, _M.COMPLETE): _S.DONE,  # the shop did it by itself meanwhile
        (_S.REQUESTED, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.NEEDS_APPROVAL, _M.APPROVE): _S.APPROVED,
        (_S.NEEDS_APPROVAL, _M.REFUSE): _S.REFUSED,
        (_S.NEEDS_APPROVAL, _M.COMPLETE): _S.DONE,  # likewise
        (_S.NEEDS_APPROVAL, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.APPROVED, _M.SEND): _S.SENT,
        (_S.APPROVED, _M.COMPLETE): _S.DONE,
        (_S.APPROVED, _M.REFUSE): _S.REFUSED,
        (_S.APPROVED, _M.FAIL): _S.FAILED,
        (_S.APPROVED, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.SENT, _M.COMPLETE): _S.DONE,
        (_S.SENT, _M.REFUSE): _S.REFUSED,
        (_S.SENT, _M.FAIL): _S.FAILED,
        (_S.SENT, _M.WITHDRAW): _S.WITHDRAWN,  # the shop agreed to it
        (_S.FAILED, _M.RETRY): _S.APPROVED,
        (_S.FAILED, _M.SEND): _S.SENT,  # the merchant is at it after all, and says until when
        (_S.FAILED, _M.REFUSE): _S.REFUSED,
        (_S.FAILED, _M.COMPLETE): _S.DONE,  # done after all: a late answer, or by hand
        (_S.FAILED, _M.WITHDRAW): _S.WITHDRAWN,
    }
)

MOVED_ON_BY: Mapping[RemedyState, str] = MappingProxyType(
    {
        RemedyState.REQUESTED: "the consumer's evidence, or its deadline (careline/cases/keeping.py)",
        RemedyState.NEEDS_APPROVAL: "an agent, from the queue of approvals; at its deadline the case rises",
        RemedyState.APPROVED: "the outbox (careline/platform/outbox.py), an agent for what is ours; else its deadline",
        RemedyState.SENT: "the platform's answer or the next feed event; at its deadline the case rises",
        RemedyState.FAILED: "an agent, from the queue of approvals",
    }
)


class IllegalRemedyMoveError(ValueError):
    """The remedy's state does not allow this move; nothing was changed."""


def advanced(state: RemedyState, move: RemedyMove) -> RemedyState:
    """The state after the move. Raises IllegalRemedyMoveError."""
    after = _MOVES.get((state, move))
    if after is None:
        raise IllegalRemedyMoveError(f"a remedy that is {state} cannot {move.replace('_', ' ')}")
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What was carried out without approval so far, in minor units of the remedy's currency.

    `consumer_today` and `shop_today` count the last 24 hours, `consumer_month` the last 30 days.
    """

    consumer_today: int
    consumer_month: int
    merchant_today: int
    shop_today: int


def worth_of(kind: RemedyKind, order: Order, items: Quantities | None) -> Money | None:
    """What the shop loses where no money is paid: what was paid for the goods (None: all) that it sends anew."""
    return paid_for(order, items) if kind in IN_GOODS else None


def given_by_itself(kind: RemedyKind, order: Order, items: Quantities | None) -> Money | None:
    """The sum of a remedy for which nobody has to name one: a paid order that is cancelled gives back what was paid."""
    cancels = kind is RemedyKind.CANCEL and order.paid_at is not None
    return money_back_for(order, items) if cancels else None


def approvals_needed(amount: Money | None, limits: RemedyLimits, spent: Spent) -> int:
    """How many different agents have to approve: 0 within the first limit and all caps, 1 up to the second, else 2.

    Without money nobody has to. In a currency without limits every sum needs one, and two where no second is set.
    """
    if amount is None or amount.amount == 0:
        return 0
    first, second = limits.assistant.of(amount.currency), limits.agent.of(amount.currency)
    if second is None or amount.amount > second.amount:
        return 2
    within = first is not None and amount.amount <= first.amount
    return 0 if within and not _passes_a_cap(amount, limits, spent) else 1


def may_approve(requested_by: str, who: str) -> bool:
    """Nobody approves what they asked for themselves, whatever the sum. Both are as in the journal: "agent:LOGIN"."""
    return requested_by != who


def _passes_a_cap(amount: Money, limits: RemedyLimits, spent: Spent) -> bool:
    caps = (
        (limits.consumer_per_day, spent.consumer_today),
        (limits.consumer_per_month, spent.consumer_month),
        (limits.merchant_per_day, spent.merchant_today),
        (limits.shop_per_day, spent.shop_today),
    )
    return any(
        (cap := caps_of.of(amount.currency)) is None or so_far + amount.amount > cap.amount for caps_of, so_far in caps
    )


class Withdrawal(StrEnum):
    """How a remedy can be taken back: by ourselves, by asking the shop, or not any more."""

    AT_ONCE = "at_once"
    BY_THE_SHOP = "by_the_shop"
    TOO_LATE = "too_late"


def withdrawal(state: RemedyState, *, delivery_tried: bool) -> Withdrawal:
    """`delivery_tried`: the shop may have been told already, so only it can say whether that can be undone."""
    if state in ENDS:
        return Withdrawal.TOO_LATE
    if state is RemedyState.SENT or delivery_tried:
        return Withdrawal.BY_THE_SHOP
    return Withdrawal.AT_ONCE


#: What urging means for each kind of block: who has to be pushed.
URGE_FOR: Mapping[BlockKind, RemedyKind] = MappingProxyType(
    {
        BlockKind.DISPATCH: RemedyKind.URGE_MERCHANT,
        BlockKind.LOGISTICS: RemedyKind.URGE_COURIER,
        BlockKind.REFUND: RemedyKind.URGE_MERCHANT,
        BlockKind.FREIGHT: RemedyKind.URGE_MERCHANT,
    }
)


def late_details(late: FoundBlock) -> dict[str, str]:
    """What a push about a block tells beside its kind and since when: which parcel or refund it is that has to move."""
    missed = late.evidence[0]
    if missed.kind is BlockKind.LOGISTICS:
        return {"parcel_id": missed.subject}
    # A refund that bounced is paid as another one; of what was cancelled there is none.
    of_a_refund = missed.kind is BlockKind.REFUND and missed.rule not in {Rule.REFUND_FAILED, Rule.CANCELLED_UNREFUNDED}
    return {"refund_id": missed.subject} if of_a_refund or missed.rule is Rule.EXCHANGE_UNSENT else {}


def may_cancel(order: Order) -> bool:
    """An order can still be cancelled while nothing of it has left the merchant."""
    return order.status in {OrderStatus.PLACED, OrderStatus.PAID} and not order.parcels


def may_change_address(order: Order) -> bool:
    """The same border: a parcel under way cannot be re-addressed by the shop."""
    return may_cancel(order)


def wish_key(kind: RemedyKind, order_id: str, items: Quantities | None, ended_before: int, about: str = "") -> str:
    """The idempotency key of one wish: the same from chat, phone and hall, and from two devices at once.

    `ended_before` counts the order's remedies of this kind that have ended, so that asking again after a refusal or a
    withdrawal is a wish of its own; `about` tells apart wishes of one kind: the guarantee claimed, the block urged
    about, the remedy taken back.
    """
    return _joined(kind, order_id, about, *_counted(items), str(ended_before))


def asked_key(asked_in: str, kind: RemedyKind, order_id: str, items: Quantities | None, about: str) -> str:
    """The key of a wish as part of one request, so that a request worked off twice (a turn after a crash) wishes once.

    `asked_in` names the request: the turn in chat and on the phone, the page's own id of a tap in the hall. One request
    may hold several wishes, which differ in the rest.
    """
    return _joined(asked_in, kind, order_id, about, *_counted(items))


def asked_prefix(asked_in: str) -> str:
    """How the keys of all wishes of one request begin."""
    return _joined(asked_in, "")


def _counted(items: Quantities | None) -> list[str]:
    return ["all"] if items is None else [f"{sku}*{quantity}" for sku, quantity in sorted(items)]


def _joined(*parts: str) -> str:
    return ":".join(part.replace("%", "%25").replace(":", "%3A") for part in parts)


def overlaps(one: Quantities | None, other: Quantities | None) -> bool:
    """Whether two remedies are about some of the same items; None stands for the whole order."""
    return one is None or other is None or bool(_skus(one) & _skus(other))


def _skus(items: Iterable[tuple[str, int]]) -> set[str]:
    return {sku for sku, _ in items}
