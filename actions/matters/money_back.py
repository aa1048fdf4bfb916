"""Where the money that is asked back stands, by the shop's own refund, by what was asked for through us, or by a
cancellation: one value that refunds and cancelling answer from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind, Deadline, Rule
from careline.core.money import Money
from careline.core.orders import OrderStatus, Quantities, Refund, RefundKind, RefundStatus
from careline.core.paid import paid_for, refundable
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState, overlaps


class Stage(StrEnum):
    NONE = "none"
    """Nothing was asked back, and nothing is owed."""
    OWED = "owed"
    """Cancelled after it was paid, and no refund is on record."""
    NOTED_PHOTO = "noted_photo"
    NOTED_APPROVAL = "noted_approval"
    """A person here decides before it goes to the shop."""
    NOTED_SENT = "noted_sent"
    NOTED_FAILED = "noted_failed"
    REFUSED = "refused"
    """What was asked for through us was declined; `REJECTED` is the shop's own refund."""
    CARRIED_OUT = "carried_out"
    """The shop said that it is done; the order does not tell yet of the money."""
    UNDISPATCHED = "undispatched"
    """Nothing had left: the money is due a fixed time after the request, whoever has to agree."""
    UNDECIDED = "undecided"
    APPROVED = "approved"
    RETURN_UNDECIDED = "return_undecided"
    RETURN_AGREED = "return_agreed"
    RETURN_SENT = "return_sent"
    RETURN_BACK = "return_back"
    PAID = "paid"
    REJECTED = "rejected"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


NOTED = frozenset({Stage.NOTED_PHOTO, Stage.NOTED_APPROVAL, Stage.NOTED_SENT, Stage.NOTED_FAILED})
REFUSED = frozenset({Stage.REFUSED, Stage.REJECTED})
WITH_SHOP = frozenset(
    {Stage.UNDISPATCHED, Stage.UNDECIDED, Stage.APPROVED, Stage.RETURN_UNDECIDED, Stage.RETURN_AGREED,
     Stage.RETURN_SENT, Stage.RETURN_BACK}
)  # fmt: skip
"""A refund that the shop tells of and that is under way."""
NOTHING_RUNS = frozenset({Stage.NONE, Stage.WITHDRAWN, *REFUSED})
_AFTER_RETURN = frozenset({Stage.RETURN_UNDECIDED, Stage.RETURN_AGREED, Stage.RETURN_SENT, Stage.RETURN_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBack:
    """`since` is when it was asked for, agreed, sent back, or paid: what the stage is about.

    `due` is when the next step is due: the decision, the money, or our answer. `items` None: the whole order, or what
    the shop did not say.
    """

    stage: Stage
    amount: Money
    since: datetime
    due: datetime | None = None
    items: Quantities | None = None
    refund: Refund | None = None
    remedy: Remedy | None = None

    def late_by(self, now: datetime) -> timedelta | None:
        """How long it is overdue; None while it is not."""
        return now - self.due if self.due and self.due <= now else None

    @property
    def after_return(self) -> bool:
        """Whether the shop gets the goods back first."""
        if self.remedy and self.refund is None:
            return self.remedy.kind is RemedyKind.RETURN
        return self.stage in _AFTER_RETURN


def money_back(view: View) -> MoneyBack:
    """How it stands: what runs through us and the order does not tell of, then the shop's refund, then how it ended.

    Where the words name a part of the order, what is for other parts does not count.
    """
    noted = view.noted(MONEY_BACK, view.items)
    if noted:
        return _noted(view, noted)
    refund = _refund(view)
    owed = next((one for one in view.deadlines(BlockKind.REFUND) if one.rule is Rule.CANCELLED_UNREFUNDED), None)
    if owed and not (refund and refund.live) and _is_for_cancelled(view):
        return MoneyBack(stage=Stage.OWED, amount=_owed(view), since=owed.since, due=owed.due)
    if refund:
        return _of_shop(view, refund)
    ended = _ended(view)
    if ended and ended.ended_at:
        stage = Stage.CARRIED_OUT if ended.state is RemedyState.DONE else Stage.REFUSED
        return MoneyBack(
            stage=stage, amount=ended.amount or view.back(ended.items), since=ended.ended_at, items=ended.items,
            remedy=ended,
        )  # fmt: skip
    return MoneyBack(stage=Stage.NONE, amount=view.back(view.items), since=view.now, items=view.items)


def _refund(view: View) -> Refund | None:
    """The one of money; a running one before those that are over."""
    money = (one for one in view.order.refunds if one.kind is not RefundKind.EXCHANGE)
    found = [one for one in money if overlaps(one.items, view.items)]
    return next((one for one in reversed(found) if one.live), found[-1] if found else None)


def _noted(view: View, remedy: Remedy) -> MoneyBack:
    stage = {
        RemedyState.REQUESTED: Stage.NOTED_PHOTO,
        RemedyState.NEEDS_APPROVAL: Stage.NOTED_APPROVAL,
        RemedyState.FAILED: Stage.NOTED_FAILED,
    }.get(remedy.state, Stage.NOTED_SENT)
    return MoneyBack(
        stage=stage, amount=remedy.amount or view.back(remedy.items), since=remedy.requested_at, due=remedy.due_at,
        items=remedy.items, remedy=remedy,
    )  # fmt: skip


def _of_shop(view: View, refund: Refund) -> MoneyBack:
    due = next((one for one in view.deadlines(BlockKind.REFUND) if one.subject == refund.refund_id), None)
    stage, since = _stage(view, refund, due)
    remedy = next((one for one in view.remedies if str(one.remedy_id) == refund.request_id), None)
    return MoneyBack(
        stage=stage, amount=refund.amount, since=since, due=due.due if due else None, items=refund.items,
        refund=refund, remedy=remedy,
    )  # fmt: skip


def _stage(view: View, refund: Refund, due: Deadline | None) -> tuple[Stage, datetime]:
    asked = refund.requested_at
    over = {
        RefundStatus.PAID: (Stage.PAID, refund.paid_at or asked),
        RefundStatus.REJECTED: (Stage.REJECTED, asked),
        RefundStatus.FAILED: (Stage.FAILED, refund.failed_at or refund.paid_at or asked),
        RefundStatus.WITHDRAWN: (Stage.WITHDRAWN, asked),
    }
    if found := over.get(refund.status):
        return found
    if refund.goods_received_at:
        return Stage.RETURN_BACK, refund.goods_received_at
    if refund.kind is RefundKind.RETURN_REFUND and view.order.sent:
        if refund.goods_sent_at:
            return Stage.RETURN_SENT, refund.goods_sent_at
        agreed = refund.status is RefundStatus.APPROVED
        return (Stage.RETURN_AGREED, refund.approved_at or asked) if agreed else (Stage.RETURN_UNDECIDED, asked)
    if refund.status is RefundStatus.APPROVED:
        return Stage.APPROVED, refund.approved_at or asked
    return (Stage.UNDISPATCHED if due and due.rule is Rule.REFUND_UNDISPATCHED else Stage.UNDECIDED), asked


def _ended(view: View) -> Remedy | None:
    """The last one through us, if it was refused or done and the order tells nothing of it."""
    of_these = (one for one in reversed(view.remedies) if one.kind in MONEY_BACK and overlaps(one.items, view.items))
    last = next(of_these, None)
    told = last is None or last.state not in {RemedyState.DONE, RemedyState.REFUSED} or view.overtaken(last)
    return None if told else last


def _is_for_cancelled(view: View) -> bool:
    whole = view.order.status is OrderStatus.CANCELLED
    return whole or overlaps(tuple(view.order.cancelled_items().items()), view.items)


def _owed(view: View) -> Money:
    left = refundable(view.order, None, with_shipping=True)
    if view.order.status is OrderStatus.CANCELLED:
        return left
    return min(left, paid_for(view.order, tuple(view.order.cancelled_items().items())))
