"""What words plainly ask of goods that are to come: whether they left, where they are, who brings them. Pure.

Rules of `plainly.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.matters.about import GIVEN_BACK
from actions.matters.courier_notes import note_of, note_told
from actions.matters.delivery.contact import lies_at_point
from actions.matters.money_back import Stage, money_back
from actions.matters.parcels import GONE, UNDER_WAY, Standing, courier_pushed, parcel_of, standing
from actions.matters.plain_words import FAULTS, OF_IT_ALREADY, PlainlyAsked, gives_up
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.orders import OrderStatus
from careline.core.remedies import RemedyKind, may_change_address
from understanding.bars import CLEAR, UNSURE
from understanding.context import Question
from understanding.deeds import Verb
from understanding.details.delivery import WISHES
from understanding.reading import read
from understanding.taxonomy import Ask, Matter


def of_the_way(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """A parcel under way: whom to call, when it comes, what if it goes back or is left at the door."""
    parcel = parcel_of(view)
    if parcel is None or standing(view, parcel) not in UNDER_WAY | {Standing.CUSTOMS}:
        return None
    if view.says("whom_to_call"):
        return Matter.DELIVERY, Ask.WHO
    if view.says("courier_number"):
        return Matter.DELIVERY, Ask.WHICH
    if view.says("wont_sign") and money_back(view).stage is Stage.NONE:
        return Matter.DELIVERY, Ask.MAY_I
    if view.says("courier_told"):
        return Matter.DELIVERY, Ask.DO_IT
    if view.says("supposes") and view.says("left_at_door") and (view.says("cannot_refuse") or gives_up(near)):
        return Matter.REFUND, Ask.WHAT_IF
    of_money = first is not None and first.matter in GIVEN_BACK
    if view.says("supposes") and view.says("goes_back") and view.says("gives_back") and of_money:
        return Matter.REFUND, Ask.WHAT_IF
    promised = first is not None and first.matter in {Matter.PROMISE, Matter.COMPENSATION, Matter.PERSON} and not near
    elsewhere = (of_money or promised) and money_back(view).stage is Stage.NONE
    comes = view.says("comes_when") and not view.says("of_money")
    return (Matter.DELIVERY, Ask.WHEN) if elsewhere and comes and not gives_up(near) else None


def of_a_message(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Words for the shop or the courier, of an order that is to come: whoever has it now hears them."""
    to_come = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and view.received_at is None
    of_goods = first is not None and first.named and first.matter in GIVEN_BACK | _DONE_WITH_GOODS
    if not near or not to_come or of_goods or not view.says("tell_them") or view.said.asks_of_us:
        return None
    return (Matter.DELIVERY if view.order.sent else Matter.MERCHANT), Ask.DO_IT


def of_a_number(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """The courier has a number that they no longer use: whoever brings it, or put it into a locker, hears that."""
    parcel, where = parcel_of(view), standing(view, parcel_of(view))
    waits = where in UNDER_WAY | {Standing.TO_COLLECT} or (where is Standing.ARRIVED and lies_at_point(view, parcel))
    told = bool(near) and waits and view.says("number_changed") and not view.said.asks_of_us
    return (Matter.DELIVERY, Ask.DO_IT) if told and not gives_up(near) else None


_DONE_WITH_GOODS = frozenset({Matter.RESEND, Matter.EXCHANGE, Matter.ADDRESS, Matter.INVOICE, Matter.PRICE})


def sent_or_not(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Has it left, asked while something else was spoken of, of an order that is to come."""
    other = first is not None and first.matter in _NO_WAY and first.sure < UNSURE
    to_come = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}
    if not other or not to_come or not view.says("sent_yet"):
        return None
    return (Matter.DELIVERY if view.order.sent else Matter.DISPATCH), Ask.STATUS


_OF_NOBODY = frozenset({Matter.MERCHANT, Matter.PROMISE, Matter.PERSON, Matter.OTHER, Matter.SERVICE})
_NO_WAY = _OF_NOBODY | {Matter.ADDRESS}


def of_what_is_late(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Their first words about an order that is late to leave ask no "when" of a refund that nobody has asked for."""
    of_refund = first is not None and (first.matter, first.ask) == (Matter.REFUND, Ask.WHEN)
    if near or not of_refund or view.order.sent or view.late(BlockKind.DISPATCH) is None or view.said.gives_back:
        return None
    return (Matter.DISPATCH, Ask.HOW_LONG_OVERDUE) if money_back(view).stage is Stage.NONE else None


def of_unsent(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """An order that is still at the shop is to be got rid of, by whatever word, or as long as it is there."""
    if view.said.holds_back or view.said.refuses(Verb.CANCEL):
        return None
    to_come = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}
    if to_come and view.says("if_unsent_goes") and money_back(view).stage is Stage.NONE:
        return Matter.CANCEL, Ask.MAY_I  # 没发就取消: whether it has left, and what comes back
    if view.order.status is not OrderStatus.PAID or not view.says("scraps_order", "for_good") or view.says("supposes"):
        return None
    return Matter.CANCEL, Ask.MAY_I if view.said.asks_of_us else Ask.DO_IT


def of_sending(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What counts as sent, and what if it is sent at the last moment."""
    waits = not view.order.sent and view.order.paid_at is not None
    if waits and view.says("counts_as_sent"):
        return Matter.DISPATCH, Ask.CONFIRM
    return (Matter.DISPATCH, Ask.WHAT_IF) if waits and view.says("stuck_with_it") else None


def if_lost(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Whether a parcel under way is lost: what the courier says of it, before what they could have instead."""
    asked = (
        bool(near)
        and view.says("lost_or_not", "is_lost")
        and view.said.asks_of_us
        and standing(view, parcel_of(view)) in UNDER_WAY
    )
    return (Matter.MISSING, Ask.STATUS) if asked else None


def of_choices(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What they can choose of a parcel that does not come."""
    parcel = parcel_of(view)
    if parcel is None or not view.says("options_asked") or standing(view, parcel) not in UNDER_WAY | GONE:
        return None
    return Matter.DELIVERY, Ask.WHAT_NEXT


def of_customs(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Whether what asks for duties is real."""
    held = Matter.DELIVERY in near and standing(view, parcel_of(view)) is Standing.CUSTOMS
    return (Matter.DELIVERY, Ask.EVIDENCE) if held and view.says("makes_sure") else None


_OF_STANDING = frozenset({Ask.WHY, Ask.STATUS, Ask.REPORT, Ask.COMPLAIN, Ask.WHEN, Ask.HOW_LONG_OVERDUE})


def of_standing_still(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Why nothing moves: of what has not left, its dispatch, of what is under way, the parcel."""
    asks = view.says("not_moved") and first is not None and first.ask in _OF_STANDING and not view.says("declared_lost")
    if not asks or gives_up(near) or money_back(view).stage is not Stage.NONE:
        return None
    if view.order.status is OrderStatus.PAID:
        return Matter.DISPATCH, Ask.WHY
    parcel = parcel_of(view)
    on_its_way = parcel is not None and standing(view, parcel) in UNDER_WAY
    return (Matter.DELIVERY, Ask.WHY) if on_its_way else None


def of_its_number(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    return (Matter.MERCHANT, Ask.WHICH) if view.says("order_number_asked") else None


def read_back(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What is written down now, asked of the address that is being changed, or of what the courier was told."""
    told = note_told(view) if {Matter.ADDRESS, Matter.DELIVERY, Matter.PERSON} & set(near[:3]) else None
    wished = view.says("to_courier", "courier_told", *WISHES)
    if told and not wished and not may_change_address(view.order):
        return Matter.ADDRESS, Ask.STATUS
    changes = Matter.ADDRESS in near[:3] and view.open_remedy(RemedyKind.ADDRESS_CHANGE) is not None
    return (Matter.ADDRESS, Ask.STATUS) if changes and view.says("read_back") else None


def told_yet(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Whether the courier was told: asked of what was passed on, and no new wish."""
    told = note_told(view) if {Matter.ADDRESS, Matter.DELIVERY} & set(near[:3]) else None
    told = told if told is view.remedy(RemedyKind.URGE_COURIER) else None  # else they were chased since
    return (Matter.ADDRESS, Ask.STATUS) if told and not may_change_address(view.order) else None


def why_it_goes_back(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Why the parcel went back to the shop, whatever was asked for instead."""
    return (
        (Matter.DELIVERY, Ask.WHY) if standing(view, parcel_of(view)) in {Standing.RETURNING, Standing.BACK} else None
    )


def of_the_sent_part(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """Where the part is that has left, of an order that is sent in part."""
    asked = bool(view.order.parcels and view.order.not_dispatched()) and view.said.asks_of_us
    return (Matter.DELIVERY, Ask.STATUS) if asked and not view.said.gives_back else None


_OF_THE_WAY_BACK = GIVEN_BACK | {Matter.RETURN_FREIGHT, Matter.EXCHANGE, Matter.DAMAGE}


def of_the_fee(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """那运费呢 of what has not come: what was paid with the order; nobody has spoken of sending it back."""
    unsure = first is not None and first.sure < UNSURE and not (view.said.gives_back or view.says("if_sent_back"))
    fee = first is not None and (first.matter, first.ask) == (Matter.RETURN_FREIGHT, Ask.HOW_MUCH) and unsure
    asked = view.received_at is None and not _OF_THE_WAY_BACK & set(near) and (fee or view.says("fee_alone"))
    return (Matter.SHIPPING_FEE, Ask.HOW_MUCH) if asked else None


def of_forwarding(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What that costs, asked of the other address that the courier was just told."""
    fee = (
        first is not None and first.ask is Ask.HOW_MUCH and first.matter in {Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE}
    )
    told = note_told(view) if fee and near[:1] in ([Matter.DELIVERY], [Matter.ADDRESS]) else None
    return (Matter.ADDRESS, Ask.HOW_MUCH) if told and read(note_of(told)).tells_a_place else None


def of_the_address(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """It goes to where they no longer live: to be changed, though they only tell or ask how it stands."""
    tells = first is not None and first.matter is Matter.ADDRESS and first.ask in {Ask.STATUS, Ask.REPORT, Ask.WHERE_TO}
    at_shop = may_change_address(view.order) and view.remedy(RemedyKind.ADDRESS_CHANGE) is None
    return (Matter.ADDRESS, Ask.CHANGE) if tells and at_shop and view.says("address_old") else None


def of_the_courier(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What the one at the door did or wants: money, a report of them; the paper that was signed."""
    if not view.order.parcels:
        return None
    if view.says("courier_reported"):
        return Matter.MERCHANT, Ask.DO_IT
    if view.says("money_at_door") and not {Matter.RETURN, Matter.RETURN_FREIGHT} & set(near[:3]):
        return Matter.MERCHANT, Ask.COMPLAIN
    if near and view.says("number_for_me") and not view.says("complaint_number", "order_number_asked"):
        return Matter.DELIVERY, Ask.WHICH
    unsent = view.order.not_dispatched() and _first is not None and _first.matter in FAULTS
    if unsent and view.says("only_part_came"):
        return Matter.DELIVERY, Ask.NOT_ALL  # the rest was not taken out: it has not been sent
    come = standing(view, parcel_of(view)) is Standing.ARRIVED
    return (Matter.MISSING, Ask.EVIDENCE) if come and view.says("proof_wanted") and near else None


def of_a_false_attempt(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Nobody in, the courier writes, and they say that they were: passed on, and no question of money."""
    parcel = parcel_of(view)
    missed = parcel is not None and standing(view, parcel) is Standing.ATTEMPT_FAILED and view.says("was_reachable")
    other = first is None or (first.matter in _OF_NOBODY | GIVEN_BACK and first.sure < UNSURE)
    return (Matter.DELIVERY, Ask.COMPLAIN) if missed and other else None


def of_the_rest(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What did not come with the rest: still at the shop, or lacking in what came: 帐篷到了，炉子没在里头."""
    named = {sku for sku, _ in view.named or ()}
    wishes = first is not None and first.ask in {Ask.DO_IT, Ask.UNDO, Ask.CHANGE, Ask.HOW_MUCH}
    if not named or not view.order.parcels or wishes or view.says("money_wished", "price_paid", "gives_up_waiting"):
        return None
    about = first is None or first.matter in FAULTS | {Matter.DELIVERY, Matter.DISPATCH, Matter.SERVICE, Matter.OTHER}
    if about and named <= {item.sku for item, _ in view.order.not_dispatched()}:
        return Matter.DISPATCH, Ask.STATUS
    lacks = about and view.said.lacks_beside and standing(view, parcel_of(view)) is Standing.ARRIVED
    return (Matter.MISSING, Ask.NOT_ALL) if lacks and not view.open_remedy(RemedyKind.RESEND) else None


def of_what_is_looked_for(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """It is there after all, or nobody has to look any more; it does not come, and is to be sent once more."""
    looks = courier_pushed(view) is not None and bool({Matter.MISSING, Matter.DELIVERY, Matter.PROMISE} & set(near[:2]))
    broken = view.says("supposes", "turns_up_later", "faulty", "goods_faulty")
    if looks and view.says("turned_up_now", "looked_no_more") and not broken:
        return Matter.MISSING, Ask.UNDO
    supposed = _first is not None and _first.ask is Ask.WHAT_IF and _first.ask_sure >= CLEAR
    gone = standing(view, parcel_of(view)) in GONE and view.says("again_wished") and not supposed
    runs = money_back(view).stage is not Stage.NONE
    return (Matter.RESEND, Ask.DO_IT) if gone and not runs and not view.says("money_wished", "which_faster") else None


def of_trouble(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Is there a problem with it, asked of what has not come: how it stands."""
    waits = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and view.received_at is None
    asks = waits and view.says("any_problem") and (first is None or first.matter not in OF_IT_ALREADY)
    return (Matter.DELIVERY if view.order.sent else Matter.DISPATCH, Ask.STATUS) if asks else None


def of_the_rule(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Where it is written by when it has to leave."""
    waits = not view.order.sent and view.order.paid_at is not None
    asks = waits and view.says("rule_asked") and first is not None and first.matter in _BY_WHEN
    return (Matter.DISPATCH, Ask.EVIDENCE) if asks else None


_BY_WHEN = frozenset({Matter.DISPATCH, Matter.DELIVERY, Matter.PROMISE, Matter.MERCHANT})


_OF_FEAR = GIVEN_BACK | {
    Matter.AUTHENTICITY, Matter.PAYMENT, Matter.OTHER, Matter.PERSON, Matter.MERCHANT, Matter.PROMISE, Matter.SERVICE,
}  # fmt: skip


def of_what_they_fear(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Is the money gone, is this a real shop, in their first words about what has not come: how it stands."""
    waits = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and view.received_at is None
    quiet = money_back(view).stage is Stage.NONE and view.order.paid_at is not None and not near
    if not (waits and quiet) or first is None or first.matter not in _OF_FEAR or view.says("asked_to_pay"):
        return None
    if (first.ask is Ask.DO_IT and first.ask_sure >= CLEAR) or view.said.gives_back:
        return None
    return (Matter.DELIVERY if view.order.sent else Matter.DISPATCH), Ask.STATUS


_SAID_INSTEAD = frozenset(
    {Matter.PROMISE, Matter.DELIVERY, Matter.OTHER, Matter.PERSON, Matter.MERCHANT, Matter.SERVICE}
)


def of_what_never_came(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """It counts as delivered, and their first words are that they have not got it."""
    come = standing(view, parcel_of(view)) is Standing.ARRIVED and money_back(view).stage is Stage.NONE
    other = first is not None and first.matter in _SAID_INSTEAD and first.sure < UNSURE
    return (Matter.MISSING, Ask.REPORT) if come and other and not near else None


def of_two_orders(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    return (Matter.CANCEL, Ask.MAY_I) if not near and view.says("bought_twice") and not view.order.sent else None
