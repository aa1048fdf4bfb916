"""What words plainly ask of money: a refund, what is owed for lateness, the freight, a price. Pure.

Rules of `plainly.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from actions.matters.about import GIVEN_BACK
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, Stage, money_back
from actions.matters.parcels import Standing, parcel_of, standing
from actions.matters.plain_words import FAULTS, OF_IT_ALREADY, PlainlyAsked
from actions.matters.price import difference, fell
from actions.matters.view import View
from careline.core.orders import Guarantee, OrderStatus
from careline.core.remedies import URGES, RemedyKind
from understanding.bars import UNSURE
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_OF_SUMS = GIVEN_BACK | {Matter.RETURN_FREIGHT, Matter.COMPENSATION, Matter.DAMAGE, Matter.MISSING}


def goes_on(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Does it still come, asked of a sum for lateness that was just told or claimed; not when it is sent."""
    of_it = Matter.COMPENSATION in near[:1] and view.says("still_sent") and not view.said.chases
    of_it = of_it and not (first is not None and first.matter in OF_IT_ALREADY)
    return (Matter.COMPENSATION, Ask.WHAT_NEXT) if of_it else None


def of_cancelled(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What was cancelled: bought again, or the money for it demanded."""
    if view.order.status is not OrderStatus.CANCELLED:
        return None
    if view.says("to_buy_again"):
        return Matter.CANCEL, Ask.WHAT_IF
    owed = money_back(view).stage is Stage.OWED
    return (Matter.REFUND, Ask.DO_IT) if owed and view.says("give_it_back") else None


def of_a_refund(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Nobody asks how a refund stands that nobody has asked for."""
    if first is None or first.matter not in GIVEN_BACK:
        return None
    stage = money_back(view).stage
    if stage is Stage.NONE and (first.matter, first.ask) == (Matter.REFUND, Ask.STATUS) and view.order.sent:
        return (Matter.REFUND, Ask.MAY_I) if view.says("refund_possible") else None
    if (
        view.says("where_to_send")
        and not view.says("photo_named")
        and (stage is Stage.RETURN_AGREED or _posts_it(view))
    ):
        return Matter.RETURN, Ask.WHERE_TO
    return (Matter.RETURN, Ask.HOW) if stage is Stage.RETURN_AGREED and view.says("which_courier") else None


def chased(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """No money back yet, only somebody pushed; of an order that is to come, or of money that is."""
    pushed = any(one.open and one.kind in URGES for one in view.remedies)
    if pushed or not view.says("only_chase") or view.said.only_asks:
        return None
    if view.refund and view.refund.live:
        return Matter.REFUND, Ask.DO_IT
    if view.order.status is OrderStatus.PAID:
        return Matter.DISPATCH, Ask.DO_IT
    if view.order.status is OrderStatus.DISPATCHED:
        return (Matter.DISPATCH, Ask.DO_IT) if view.order.not_dispatched() else (Matter.DELIVERY, Ask.DO_IT)
    return None


def of_our_push(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Whether somebody was really pushed, where we have said so."""
    return (Matter.PROMISE, Ask.CONFIRM) if near and view.remedy(*URGES) and view.says("pushed_really") else None


def money_feared_for(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """It won't just be gone, will it? Of money that is to come."""
    runs = money_back(view).stage not in {Stage.NONE, Stage.WITHDRAWN, Stage.PAID}
    asked = first is not None and first.matter in GIVEN_BACK and first.ask_sure < UNSURE
    return (Matter.REFUND, Ask.WHAT_IF) if runs and asked and view.says("money_safe") else None


def of_a_refusal(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Why it was refused, whatever else is told with it."""
    refused = bool(near) and money_back(view).stage in REFUSED and view.says("why_refused")
    return (Matter.REFUND, Ask.WHY) if refused else None


def asked_anew(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """A claim that was refused is to be put in once more: 重新给我申."""
    refused = money_back(view).stage in REFUSED and view.says("applied_anew")
    return (Matter.REFUND, Ask.DO_IT) if refused and not view.said.asks_of_us else None


def of_all_of_it(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """All of it, with nothing taken off: of the sum that was last spoken of."""
    asked = view.says("nothing_off") or (view.says("in_full") and view.said.asks_of_us)
    if not asked or first is None or view.says("less_than_paid", "only_then", "declared_lost", "still_may"):
        return None
    last = next((one for one in near if one in _OF_SUMS), None)
    if last is Matter.RETURN_FREIGHT and view.right(Guarantee.FREIGHT_INSURANCE) is None:
        last = Matter.REFUND
    if last is Matter.COMPENSATION and view.says("goods_go_back"):
        return None
    whole = {Decimal(one.decimal()) for one in (view.order.total, view.back(None))} & set(view.said.prices)
    if last in {Matter.RETURN_FREIGHT, Matter.COMPENSATION} and not whole:
        return last, Ask.HOW_MUCH
    if view.order.paid_at is None or (last is None and first.matter not in GIVEN_BACK):
        return None
    return Matter.REFUND, Ask.HOW_MUCH


def for_the_wait(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What they get for waiting, where something is owed for it: no question about giving the order up."""
    owed = view.claimable(Guarantee.DISPATCH_ON_TIME) is not None and view.remedy(RemedyKind.COMPENSATION) is None
    if not owed or first is None or not view.says("any_gain_for_wait"):
        return None
    return Matter.COMPENSATION, Ask.WHY if view.said.prices or first.ask is Ask.WHY else Ask.MAY_I


def if_the_bank_says(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What if the bank says that the payment failed, of an order that is still to be paid."""
    unpaid = view.order.status is OrderStatus.PLACED and view.says("supposes")
    return (Matter.PAYMENT, Ask.WHAT_IF) if unpaid else None


def of_the_goods_money(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """The money for the goods themselves, asked after what sending them back has cost."""
    freight = near[:1] in ([Matter.RETURN_FREIGHT], [Matter.SHIPPING_FEE]) and view.refund is not None
    return (Matter.REFUND, Ask.STATUS) if freight and not view.said.says("money_wished") else None


def not_seen_yet(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Paid, and they do not see it where it went: 我微信里没看到啊."""
    paid = money_back(view).stage is Stage.PAID and near[:1] == [Matter.REFUND]
    return (Matter.REFUND, Ask.REPORT) if paid and not view.says("payment_reference") else None


def of_money_paid(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """The money was paid, and they have found it after all, or want a number that their bank can look for."""
    if money_back(view).stage is not Stage.PAID or not GIVEN_BACK & set(near[:2]):
        return None
    if view.says("payment_reference"):
        return Matter.REFUND, Ask.WHICH
    return (Matter.REFUND, Ask.CONFIRM) if view.says("found_the_money") and not view.said.asks_of_us else None


def above_a_refusal(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Whether anybody stands above a shop that has said no."""
    said_no = money_back(view).stage in REFUSED and GIVEN_BACK & set(near[:2])
    return (Matter.REFUND, Ask.WHAT_NEXT) if said_no and view.says("overrules") else None


def if_it_comes(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """The parcel that they have given up turns up after all, or is feared to be sent all the same."""
    runs = money_back(view).stage not in NOTHING_RUNS or view.order.status is OrderStatus.CANCELLED
    if view.received_at is not None or not runs or not view.says("comes_anyway"):
        return None
    fears = view.says("fears_it_comes")
    if not view.order.sent:
        supposed = first is not None and first.ask is Ask.WHAT_IF and not view.says("still_sent")
        return (Matter.CANCEL, Ask.WHAT_IF) if fears or supposed else None
    asked = first is not None and first.ask in {Ask.WHEN, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.STATUS}
    return (Matter.REFUND, Ask.WHAT_IF) if asked or fears else None


def shop_to_be_asked(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """The shop is to be asked for the difference in price, however they put it."""
    return (Matter.PRICE, Ask.DO_IT) if Matter.PRICE in near[:2] and view.says("go_ask_shop") else None


def of_freight(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Who would pay for sending it back if it were faulty; whether two sums come together."""
    if Matter.RETURN_FREIGHT in near[:2] and view.remedy(RemedyKind.FREIGHT_CLAIM) and view.says("in_all"):
        return Matter.REFUND, Ask.HOW_MUCH
    about = {Matter.RETURN, Matter.RETURN_FREIGHT} & set(near[:2])
    if not about or Matter.PRICE in near or money_back(view).stage not in NOTHING_RUNS:
        return None
    if view.says("partial_money") and view.said.asks_of_us and not FAULTS & set(near):
        return Matter.RETURN, Ask.WHAT_IF  # would they pay less for it
    if not view.says("supposes"):
        return None
    if view.says("refuses") and not view.says("goods_faulty"):
        return Matter.RETURN, Ask.WHAT_IF
    return (Matter.RETURN_FREIGHT, Ask.WHO) if view.says("goods_faulty") and view.said.asks_of_us else None


_MOVED_BY_US = frozenset({Ask.HOW, Ask.MAY_I, Ask.WHAT_NEXT, Ask.STATUS, Ask.CONFIRM})


def of_what_runs(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Of money that is on its way back: another account, whether they have to do anything, pushing whoever has it."""
    runs = money_back(view).stage not in {Stage.NONE, Stage.WITHDRAWN}
    of_it = near[:1] and near[0] in GIVEN_BACK | {Matter.PROMISE, Matter.MERCHANT}
    if not runs or not of_it or (first is not None and first.matter is Matter.COMPENSATION):
        return None
    if view.says("other_account", "to_balance", "closed_card"):
        return Matter.REFUND, Ask.WHERE_TO
    if view.says("must_i_act") and first is not None and first.ask in _MOVED_BY_US:
        return Matter.REFUND, Ask.HOW
    return (Matter.REFUND, Ask.DO_IT) if view.says("pushes_them") and not view.said.asks else None


def of_the_share(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Why less comes back than a piece cost, or who has the rest: what was taken off the order is shared out."""
    about = set(near[:1]) | ({first.matter} if first else set())
    off = {
        Decimal(one.decimal())
        for item in view.order.items
        if item.discount and item.discount.amount
        for one in (item.price, item.discount)
    }
    asks = view.said.asks or (first is not None and first.ask in {Ask.WHY, Ask.HOW_MUCH, Ask.COMPLAIN, Ask.WHO})
    return (Matter.REFUND, Ask.HOW_MUCH) if asks and about & GIVEN_BACK and off & set(view.said.prices) else None


def _posts_it(view: View) -> bool:
    return view.received_at is not None and view.says("posts_it")


def of_what_was_paid(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What some of the goods have cost, while something else was spoken of: no complaint that they lack."""
    of_other_sums = {Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE, Matter.PRICE, Matter.COMPENSATION, Matter.INVOICE}
    about = set(near[:1]) | ({first.matter} if first else set())
    if view.order.paid_at is None or view.named is None or about & of_other_sums:
        return None
    return (Matter.PAYMENT, Ask.HOW_MUCH) if view.says("price_paid") and money_back(view).stage is Stage.NONE else None


def of_the_whole_sum(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """The very sum that was paid is wanted back, whatever was spoken of last."""
    if not view.says("sum_back") or money_back(view).stage is not Stage.NONE or view.order.paid_at is None:
        return None
    paid = {Decimal(one.decimal()) for one in (view.order.total, view.back(None))}
    if not paid & set(view.said.prices) or view.says("supposes") or (first and first.matter in GIVEN_BACK):
        return None
    come = standing(view, parcel_of(view)) is Standing.ARRIVED
    return (Matter.RETURN if come and view.says("takes_goods_back") else Matter.REFUND), Ask.DO_IT


_ASKED_OF_A_PRICE = frozenset({Ask.HOW_MUCH, Ask.HOW, Ask.WHEN, Ask.EVIDENCE, Ask.WHY, Ask.WHERE_TO})
_OTHER_SUMS = frozenset({Matter.EXCHANGE, Matter.INVOICE, Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE, Matter.PAYMENT})


def of_a_fallen_price(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What they paid for a piece and a lower figure for now, in whatever words: 399 then, 339 on the page today."""
    if first is None or view.order.paid_at is None or money_back(view).stage not in NOTHING_RUNS:
        return None
    if (near[:1] and near[0] in _OTHER_SUMS) or (first.matter in _OTHER_SUMS and first.sure >= UNSURE):
        return None
    of_faults = first.matter in FAULTS and first.sure >= UNSURE
    other = view.says("less_than_paid", "goods_go_back", "calls_it_off", "taken_but_unpaid", "sum_for_keeping")
    if of_faults or other or not fell(view):
        return None
    wished = first.ask is Ask.DO_IT and (view.said.gives_back or view.says("apply_now", "claims_it", "go_ask_shop"))
    asked = first.ask in _ASKED_OF_A_PRICE and view.said.asks
    return Matter.PRICE, first.ask if wished or asked else Ask.REPORT


def of_the_difference(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """The very difference between both prices, which we have offered or claimed: never what was paid for the goods."""
    owed = difference(view) if Matter.PRICE in near[:2] and first is not None else None
    named = owed is not None and Decimal(owed.decimal()) in view.said.prices
    return (Matter.PRICE, first.ask) if named and first is not None else None


def of_invoice_data(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """A title and a tax number beside the name of the paper: an invoice is wished for."""
    asks = first is None or first.ask not in {Ask.UNDO, Ask.DENY}
    return (Matter.INVOICE, Ask.DO_IT) if asks and {"title", "tax_no"} <= set(view.said.invoice_data) else None


def rather_waits(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """No no, leave it, I will wait, right after the order was to be cancelled or the money asked back: taken back."""
    runs = money_back(view)
    if runs.stage not in NOTED or view.order.sent or not GIVEN_BACK & set(near[:1]) or view.said.asks_of_us:
        return None
    cancelled = runs.remedy is not None and runs.remedy.kind is RemedyKind.CANCEL
    return (Matter.CANCEL if cancelled else Matter.REFUND), Ask.UNDO


def of_the_invoice(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """That what was noted for it is right; the sum that stands on it."""
    if next(iter(near), None) is not Matter.INVOICE:
        return None
    if view.says("data_right") and not view.said.asks_of_us:
        return Matter.INVOICE, Ask.CONFIRM
    asks = first is None or first.ask in {Ask.WHICH, Ask.HOW_MUCH, Ask.WHAT_IF, Ask.MAY_I, Ask.CONFIRM}
    return (Matter.INVOICE, Ask.HOW_MUCH) if view.says("figure_on_it") and asks else None


def of_a_penalty(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What the shop owes them if it is late, and no fee of theirs."""
    waits = not view.order.sent and view.order.paid_at is not None and view.order.status is OrderStatus.PAID
    other = first is not None and first.matter in GIVEN_BACK | OF_IT_ALREADY | {Matter.PROMISE, Matter.SHIPPING_FEE}
    if not (waits and other) or view.says("calls_it_off") or money_back(view).stage is not Stage.NONE:
        return None
    return Matter.COMPENSATION, Ask.WHAT_IF if view.says("supposes") else Ask.MAY_I


def of_the_coupon(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Whether the voucher is lost with an order that was called off."""
    runs = money_back(view).stage not in NOTHING_RUNS or view.order.status is OrderStatus.CANCELLED
    return (Matter.PRICE, Ask.WHAT_IF) if runs and view.says("coupon") and not view.says("less_than_paid") else None


def of_what_is_taken(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """The sum for a late dispatch is taken by its figure."""
    right = view.claimable(Guarantee.DISPATCH_ON_TIME)
    named = right is not None and right.amount is not None and Decimal(right.amount.decimal()) in view.said.prices
    return (Matter.COMPENSATION, Ask.DO_IT) if named and not view.said.asks_of_us else None


def of_lateness(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Who set the sum for lateness that was just told."""
    return (Matter.COMPENSATION, Ask.WHO) if near[:1] == [Matter.COMPENSATION] and view.says("who_decides") else None
