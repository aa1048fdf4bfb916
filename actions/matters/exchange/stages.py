"""How far an exchange has got, or whether there can be one."""

from __future__ import annotations

from enum import StrEnum

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.goods import (
    PERSON,
    address_text,
    claimable_for,
    exchange_at_shop,
    has_come,
    is_over,
    meant,
    money_running,
    newest_parcel,
    none_will_come,
    speaks_of_fault,
)
from actions.matters.view import View
from careline.core.guarantees import Right, RightKind
from careline.core.orders import Guarantee, ParcelKind, Quantities, RefundStatus
from careline.core.remedies import RemedyKind, may_cancel
from understanding.taxonomy import Matter

MATTER = Matter.EXCHANGE
KIND = RemedyKind.EXCHANGE


class Stage(StrEnum):
    """How far an exchange has got, or whether there can be one."""

    CAME = "came"
    SENT = "sent"
    BACK = "back"
    YOURS_UNDER_WAY = "yours_under_way"
    SEND_YOURS = "send_yours"
    UNDECIDED = "undecided"
    NOTED = "noted"
    MONEY = "money"
    OVER = "over"
    UNSENT = "unsent"
    NOT_HERE = "not_here"
    OPEN = "open"
    ONLY_FAULT = "only_fault"
    CLOSED = "closed"


def stage_of(view: View) -> Stage:
    """What the shop tells comes first, then what was asked for through us, then what could be asked for."""
    told = exchange_at_shop(view)
    parcel = newest_parcel(view, ParcelKind.EXCHANGE)
    if parcel and (told is None or parcel.dispatched_at >= told.requested_at):
        return Stage.CAME if parcel.arrived else Stage.SENT
    if told and told.live:
        if told.goods_received_at:
            return Stage.BACK
        if told.goods_sent_at:
            return Stage.YOURS_UNDER_WAY
        return Stage.SEND_YOURS if told.status is RefundStatus.APPROVED else Stage.UNDECIDED
    if view.open_remedy(KIND):
        return Stage.NOTED
    return _possible(view)


def is_awaited(view: View) -> bool:
    """Whether the goods came and a new one is owed for them that has not left yet: what comes is the new one."""
    return stage_of(view) in {Stage.BACK, Stage.YOURS_UNDER_WAY, Stage.SEND_YOURS}


def _possible(view: View) -> Stage:
    if money_running(view):
        return Stage.MONEY
    if is_over(view):
        return Stage.OVER
    if may_cancel(view.order):
        return Stage.UNSENT
    if not has_come(view):
        return Stage.NOT_HERE
    if no_reason(view):
        return Stage.OPEN
    return Stage.ONLY_FAULT if fault_right(view) else Stage.CLOSED


def no_reason(view: View) -> Right | None:
    """The right without a reason, while it can be claimed."""
    return claimable_for(view, KIND, Guarantee.RETURN_7_DAYS, items=view.items)


def fault_right(view: View) -> Right | None:
    """The right by a fault, while it can be claimed."""
    return claimable_for(view, KIND, RightKind.QUALITY_RETURN, items=view.items)


NOTHING_YET = frozenset(
    {Stage.MONEY, Stage.OVER, Stage.UNSENT, Stage.NOT_HERE, Stage.OPEN, Stage.ONLY_FAULT, Stage.CLOSED}
)
NO_EXCHANGE = frozenset({Stage.MONEY, Stage.OVER, Stage.CLOSED})


def wants_the_same(view: View) -> bool:
    """What they bought anew: who wants that has a fault, or got something else, whether or not they say so again."""
    return speaks_of_fault(view) or (view.says("same_again") and not view.says("another_kind"))


def may_not(view: View, stage: Stage) -> Answer | None:
    """What is said where goods cannot be exchanged yet or any more, and before they are sent."""
    if stage is Stage.UNSENT:
        return answer(say("utter_exchange_may_unsent"), then="request_exchange")
    if stage is Stage.NOT_HERE and none_will_come(view):
        return answer(then="track_shipment")
    if stage is Stage.NOT_HERE:
        return _when_here(view)
    if stage is Stage.MONEY and (refund := money_running(view)):
        return answer(say("utter_exchange_money_runs", amount=view.money(refund.amount)))
    if stage is Stage.CLOSED:
        return _closed(view)
    return answer(say("utter_exchange_not_now")) if stage is Stage.OVER else None


def _when_here(view: View) -> Answer:
    if view.right(Guarantee.RETURN_7_DAYS):
        return answer(say("utter_exchange_when_here", days=view.lasting(view.rules.terms.return_window)))
    return answer(say("utter_exchange_fault_when_here", days=view.lasting(view.rules.terms.quality_window)))


def _closed(view: View) -> Answer:
    right = view.right(RightKind.QUALITY_RETURN)
    if right and right.deadline:
        return answer(say("utter_exchange_closed", until=view.at(right.deadline)), offer=PERSON)
    return answer(say("utter_exchange_not_promised"), offer=PERSON)


def of_the_exchange(view: View) -> Quantities | None:
    """What they speak of, else what the exchange that runs is for."""
    told, running = exchange_at_shop(view), view.open_remedy(KIND)
    return meant(view) or (running.items if running else None) or (told.items if told and told.live else None)


def sent_within(view: View) -> str:
    """How long the shop has to send the new one once it has the old one back."""
    return view.lasting(view.rules.promises.exchange)


def shop_address(view: View) -> tuple[Say, ...]:
    """Where the shop wants the old one; empty: it has not said."""
    to = address_text(view.order.return_address)
    return (say("utter_exchange_address", address=to),) if to else ()
