"""Questions that the state of an order makes of another matter than their words say.

"Why is it coming back?" of a parcel that was refused at the door asks nothing of returns; "what happens now?" of one
that is called delivered and did not come asks nothing of deliveries; whether the old one has to be sent first, while
an exchange runs, is a question about the exchange. The words cannot know this, the order does. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from actions.matters import (
    address,
    asides,
    benefit,
    compensation,
    damage,
    delivery,
    dispatch,
    exchange,
    guarantee,
    merchant,
    missing,
    payment,
    promise,
    resend,
    return_freight,
    returns,
    service,
)
from actions.matters.answer import Answer, Cell, answer, say
from actions.matters.delivery import ahead
from actions.matters.money_back import NOTHING_RUNS, money_back
from actions.matters.parcels import (
    GONE,
    UNDER_WAY,
    Standing,
    courier_pushed,
    parcel_of,
    settled_by,
    standing,
)
from actions.matters.refund.wishes import for_keeping
from actions.matters.returns.stages import Stage, faulty, stage_of, the_return
from actions.matters.view import View
from actions.memory import Asked
from careline.core.guarantees import RightState
from careline.core.orders import Guarantee, RefundKind
from careline.core.remedies import RemedyKind
from understanding.context import Question
from understanding.details.delivery import WISHES
from understanding.taxonomy import Ask, Matter


class _Led(NamedTuple):
    """While this holds, these asks of these matters are answered by that cell of another one."""

    holds: Callable[[View], bool]
    matters: frozenset[Matter]
    by: Mapping[Ask, Cell]


def _goes_back(view: View) -> bool:
    """It will not come, and nothing was asked for in its place."""
    return standing(view, parcel_of(view)) in GONE and not settled_by(view)


def _did_not_come(view: View) -> bool:
    """Called delivered, told to us as missing, and the courier looks for it."""
    told = Matter.MISSING in view.spoken_of and not view.says("turned_up_now")
    return told and standing(view, parcel_of(view)) is Standing.ARRIVED and courier_pushed(view) is not None


def _is_exchanged(view: View) -> bool:
    """An exchange runs at the shop, the old one has not been sent, and no return runs beside it."""
    live = [one for one in view.order.refunds if one.live]
    return bool(live) and all(one.kind is RefundKind.EXCHANGE and one.goods_sent_at is None for one in live)


def _money(view: View, question: Question) -> Answer | None:
    """The sum where money is named, else the choice between it and another parcel."""
    return missing.do_it(view, question) if view.says("money_wished") else missing.may_i(view, question)


def _owed_for_lateness(view: View) -> bool:
    """We have offered what is owed for a late dispatch, and the words name no giving back: any money for that?"""
    return view.offered == Asked.CONFIRM_COMPENSATION and not view.said.gives_back


def _asks_of_duty(view: View) -> bool:
    """Who pays the duty is no question about the courier."""
    return view.says("duty")


def _asks_what_is_owed(view: View) -> bool:
    """What they get for the lateness, where something can be claimed for it."""
    return view.says("owed_for_late") and view.claimable(Guarantee.DISPATCH_ON_TIME) is not None


def _goes_back_unpaid(view: View) -> bool:
    """Who pays for the way back of a parcel that never reached them."""
    return view.says("pays_freight") and view.says("goes_back", "goes_back_undelivered", "refuses_parcel")


def _costs_them_nothing(view: View, _question: Question) -> Answer | None:
    return answer(say("utter_freight_refusing_free")) if view.order.sent and view.received_at is None else None


def _posted_it_back(view: View) -> bool:
    """A courier's number in the words, while the shop waits for goods that were sent back."""
    return view.said.tracking_no is not None and stage_of(view) in {Stage.SENT, Stage.TO_SEND}


def _paid_for_posting(view: View) -> bool:
    """What they laid out for sending goods back, and not the price of the goods."""
    insured = view.right(Guarantee.FREIGHT_INSURANCE)
    alive = insured is not None and insured.state in {RightState.ACTIVE, RightState.CLAIMABLE}
    return view.says("paid_for_posting") and the_return(view.order) is not None and (alive or faulty(view))


def _lost_on_the_way(view: View) -> bool:
    """What they get if the parcel is lost, which has nothing to do with when it left."""
    owed = view.claimable(Guarantee.DISPATCH_ON_TIME) or view.open_remedy(RemedyKind.COMPENSATION)
    return view.says("lost", "declared_lost") and view.order.sent and view.received_at is None and not owed


def _of_the_postage(view: View) -> bool:
    """The postage was spoken of, and nothing is owed for lateness: 能赔多少."""
    near = view.spoken_of[:2]
    owed = view.claimable(Guarantee.DISPATCH_ON_TIME) or view.remedy(RemedyKind.COMPENSATION)
    return Matter.RETURN_FREIGHT in near and Matter.COMPENSATION not in near and not owed


def _keeps_it_for_less(view: View) -> bool:
    """A sum for keeping goods that are not as they should be: nothing of lateness."""
    wrong = {Matter.DAMAGE, Matter.EXCHANGE, Matter.RETURN, Matter.REFUND} & set(view.spoken_of)
    return bool(wrong) and view.received_at is not None and view.says("sum_for_keeping")


def _gives_it_up(view: View) -> bool:
    """杯子算了: this one is left, where nothing was asked for it and nothing of ours is open about it."""
    open_about_it = view.offered is not None
    return view.says("gives_it_up") and not open_about_it and money_back(view).stage in NOTHING_RUNS


def _left(view: View, _question: Question) -> Answer:
    return answer(say("utter_left_as_it_is", goods=view.goods()))


def _sent_again(view: View) -> bool:
    """It will not come, and another parcel was asked for in its place."""
    return standing(view, parcel_of(view)) in GONE and view.open_remedy(RemedyKind.RESEND) is not None


def _money_instead(view: View, _question: Question) -> Answer | None:
    """The money in place of the parcel that was to be sent again; a yes takes that back."""
    return missing.money_offered(view)


def _words(*details: str) -> Callable[[View], bool]:
    return lambda view: view.says(*details)


def _sum_by_rule(view: View) -> bool:
    """Whether the sum for lateness was just spoken of: a rule sets it, whatever the shop says."""
    right = view.right(Guarantee.DISPATCH_ON_TIME)
    near = view.offered == Asked.CONFIRM_COMPENSATION or Matter.COMPENSATION in view.spoken_of[:1]
    return near and right is not None and bool(right.computed)


def _lost_perhaps(view: View) -> bool:
    """What if it is lost, of a parcel that has not come."""
    on_its_way = standing(view, parcel_of(view)) in UNDER_WAY
    return on_its_way and view.says("lost", "is_lost") and view.open_remedy(RemedyKind.REFUND) is None


def _comes_again(view: View) -> bool:
    """Whether the one who was complained of comes back with the parcel."""
    return standing(view, parcel_of(view)) in UNDER_WAY and view.says("comes_again")


def _wants_it_again(view: View) -> bool:
    """The refund is called off for another one."""
    return view.open_remedy(RemedyKind.REFUND) is not None and view.says("again_wished", "sent_again")


def _new_one_comes(view: View) -> bool:
    """Another one is under way, and the words are about what it will be like."""
    return view.open_remedy(RemedyKind.RESEND) is not None and view.says("bad_again")


def _sent_something_else(view: View) -> bool:
    """Something else came, and no sending back is named."""
    return view.says("wrong_goods") and not view.said.gives_back and view.received_at is not None


def _dispatch_late(view: View) -> bool:
    """That it is late is said of what has not left, and no money is named."""
    waits = dispatch.standing(view).state in {dispatch.State.LATE, dispatch.State.RUNNING}
    return waits and view.says("called_late") and not view.said.gives_back


def _courier_may(view: View) -> bool:
    """The courier could do what is wished: leave it with the concierge."""
    return standing(view, parcel_of(view)) in UNDER_WAY and view.says(*WISHES) and not view.said.gives_back


def _of_the_courier(view: View) -> bool:
    return bool(view.order.parcels) and view.says("courier_phone", "which_courier")


def _address_slows(view: View) -> bool:
    return view.open_remedy(RemedyKind.ADDRESS_CHANGE) is not None and view.says("slows_it")


def _of_the_missing(view: View) -> bool:
    """Where it was put, who has signed, what shows it, of a parcel that was told as missing."""
    return Matter.MISSING in view.spoken_of and view.says("left_where", "signed_by", "proof_asked", "which_point")


def _another_wanted(view: View) -> bool:
    """The goods and not the money, where that was offered for what did not come or came broken."""
    offered = view.offered in {Asked.CONFIRM_REFUND, Asked.CONFIRM_RESEND}
    return offered and view.says("goods_not_money")


def _complains_of_him(view: View) -> bool:
    return view.says("on_record", "complains") and not view.says("to_courier")


def _sold_out_then(view: View) -> bool:
    offered = (view.kept or {}).get("deed") == "resend_part" or view.offered == Asked.CONFIRM_RESEND
    return view.says("sold_out") and (offered or view.open_remedy(RemedyKind.RESEND) is not None)


def _comes_when(view: View) -> bool:
    return standing(view, parcel_of(view)) in UNDER_WAY and view.says("comes_when")


def _turns_up(view: View) -> bool:
    return view.says("turns_up_later") and not view.says("negated")


def _gain(view: View) -> bool:
    return view.says("complains") and merchant.complaint_of(view) is not None


def _swindler_noted(view: View) -> bool:
    return view.says("a_swindler") and view.says("on_record")


_AS_THEY_ARE = (Ask.STATUS, Ask.WHEN, Ask.WHAT_NEXT, Ask.HOW_LONG_OVERDUE)
_ALL_BUT = frozenset(Matter)
_LED = (
    *(_Led(one.holds, one.matters, dict.fromkeys(asides.ASKED, one.cell)) for one in asides.ASIDES),
    _Led(
        _words("chat_as_proof"),
        _ALL_BUT - {Matter.PROMISE},
        dict.fromkeys((Ask.EVIDENCE, Ask.CONFIRM, Ask.MAY_I, Ask.STATUS), promise.kept_in_writing),
    ),
    _Led(
        _words("medical"),
        frozenset({Matter.RETURN_FREIGHT, Matter.RESEND, Matter.PERSON, Matter.REFUND, Matter.EXCHANGE}),
        dict.fromkeys((Ask.WHO, Ask.HOW_MUCH, Ask.WHAT_IF), damage.CELLS[Ask.WHO]),
    ),
    _Led(
        _words("keeps_the_thing"),
        frozenset({Matter.PERSON}),
        dict.fromkeys((Ask.HOW, Ask.WHAT_NEXT, Ask.MAY_I, Ask.EVIDENCE), damage.keeping),
    ),
    _Led(
        _words("number_for_others", "numbers_to_quote"),
        frozenset({Matter.PERSON}),
        dict.fromkeys((Ask.WHICH, Ask.MAY_I), merchant.CELLS[Ask.WHICH]),
    ),
    _Led(
        _words("chases_shop"),
        frozenset({Matter.PERSON}),
        dict.fromkeys((Ask.STATUS, Ask.MAY_I), promise.CELLS[Ask.STATUS]),
    ),
    _Led(
        _words("private_data"),
        frozenset({Matter.EXCHANGE, Matter.RETURN, Matter.RESEND}),
        dict.fromkeys((Ask.WHAT_NEXT, Ask.HOW, Ask.MAY_I, Ask.CONFIRM), service.told),
    ),
    _Led(
        lambda view: view.says("who_decides") and not _sum_by_rule(view),
        frozenset({Matter.RETURN, Matter.EXCHANGE, Matter.COMPENSATION, Matter.RETURN_FREIGHT}),
        {Ask.WHO: promise.CELLS[Ask.WHO]},
    ),
    _Led(
        _words("who_told"),
        frozenset({Matter.MERCHANT}),
        {Ask.WHO: delivery.CELLS[Ask.WHO]},
    ),
    _Led(
        _words("gets_punished"),
        frozenset({Matter.DELIVERY, Matter.MISSING, Matter.PERSON}),
        dict.fromkeys((Ask.STATUS, Ask.WHAT_NEXT, Ask.WHAT_IF), merchant.CELLS[Ask.STATUS]),
    ),
    _Led(
        _words("all_guarantees"),
        frozenset({Matter.PROMISE}),
        {Ask.WHICH: guarantee.CELLS[Ask.WHICH]},
    ),
    _Led(
        _words("coupon_given_back"),
        frozenset({Matter.REFUND, Matter.CANCEL, Matter.RETURN}),
        dict.fromkeys((Ask.WHEN, Ask.STATUS, Ask.WHAT_IF, Ask.MAY_I), benefit.coupon_back),
    ),
    _Led(_comes_again, frozenset({Matter.MERCHANT, Matter.PROMISE}), {Ask.WHEN: delivery.CELLS[Ask.WHEN]}),
    _Led(
        _lost_perhaps,
        frozenset({Matter.REFUND}),
        dict.fromkeys((Ask.WHAT_IF, Ask.WHO), missing.CELLS[Ask.WHAT_IF]),
    ),
    _Led(_wants_it_again, frozenset({Matter.REFUND}), {Ask.UNDO: resend.CELLS[Ask.DO_IT]}),
    _Led(_new_one_comes, frozenset({Matter.RETURN_FREIGHT, Matter.DAMAGE}), {Ask.WHAT_IF: resend.CELLS[Ask.WHAT_IF]}),
    _Led(
        _dispatch_late,
        frozenset({Matter.REFUND}),
        dict.fromkeys((Ask.MAY_I, Ask.WHAT_IF, Ask.STATUS), dispatch.how_long_overdue),
    ),
    _Led(
        _courier_may,
        frozenset({Matter.COMPENSATION, Matter.REFUND}),
        dict.fromkeys((Ask.MAY_I, Ask.CHANGE), delivery.CELLS[Ask.MAY_I]),
    ),
    _Led(
        _of_the_courier,
        frozenset({Matter.MERCHANT, Matter.PERSON}),
        dict.fromkeys((Ask.WHICH, Ask.HOW), delivery.CELLS[Ask.WHICH]),
    ),
    _Led(
        _address_slows,
        frozenset({Matter.DISPATCH, Matter.COMPENSATION}),
        dict.fromkeys((Ask.WHAT_NEXT, Ask.WHAT_IF, Ask.STATUS, Ask.WHEN, Ask.MAY_I), address.CELLS[Ask.STATUS]),
    ),
    _Led(_swindler_noted, frozenset({Matter.REFUND, Matter.DELIVERY}), {Ask.DO_IT: merchant.CELLS[Ask.DO_IT]}),
    _Led(
        _of_the_missing,
        frozenset({Matter.SERVICE}),
        dict.fromkeys((Ask.WHERE_TO, Ask.WHO, Ask.WHICH), missing.CELLS[Ask.WHERE_TO])
        | dict.fromkeys((Ask.MAY_I, Ask.EVIDENCE, Ask.DO_IT), missing.CELLS[Ask.EVIDENCE]),
    ),
    _Led(
        _another_wanted,
        frozenset({Matter.REFUND, Matter.MISSING}),
        dict.fromkeys((Ask.DO_IT, Ask.CHANGE, Ask.CONFIRM, Ask.NOT_ALL), resend.CELLS[Ask.DO_IT]),
    ),
    _Led(_complains_of_him, frozenset({Matter.DELIVERY}), {Ask.DO_IT: merchant.CELLS[Ask.DO_IT]}),
    _Led(_sold_out_then, frozenset({Matter.SERVICE}), {Ask.WHAT_IF: resend.CELLS[Ask.WHAT_IF]}),
    _Led(_comes_when, frozenset({Matter.SERVICE, Matter.BENEFIT}), {Ask.WHEN: delivery.CELLS[Ask.WHEN]}),
    _Led(
        _gain,
        frozenset({Matter.COMPENSATION}),
        dict.fromkeys((Ask.MAY_I, Ask.HOW_MUCH), merchant.CELLS[Ask.WHAT_NEXT]),
    ),
    _Led(
        _turns_up,
        frozenset({Matter.REFUND}),
        {Ask.WHAT_IF: missing.CELLS[Ask.WHAT_IF]},
    ),
    _Led(
        _words("stock"),
        frozenset({Matter.DISPATCH}),
        dict.fromkeys((Ask.STATUS, Ask.MAY_I), service.told),
    ),
    _Led(_sent_something_else, frozenset({Matter.RETURN}), {Ask.MAY_I: damage.CELLS[Ask.REPORT]}),
    _Led(
        _goes_back,
        frozenset({Matter.RETURN, Matter.REFUND}),
        {Ask.WHY: ahead.why}
        | dict.fromkeys((Ask.REPORT, Ask.DENY, Ask.COMPLAIN, Ask.WHAT_NEXT, Ask.MAY_I, Ask.CONFIRM), ahead.what_next),
    ),
    _Led(
        _owed_for_lateness,
        frozenset({Matter.REFUND}),
        {ask: compensation.CELLS[ask] for ask in (Ask.MAY_I, Ask.HOW_MUCH, Ask.WHEN, Ask.WHERE_TO)},
    ),
    _Led(
        _lost_on_the_way,
        frozenset({Matter.COMPENSATION}),
        dict.fromkeys((Ask.WHAT_IF, Ask.MAY_I, Ask.HOW_MUCH, Ask.WHO, Ask.CONFIRM), missing.CELLS[Ask.WHAT_IF]),
    ),
    _Led(
        _of_the_postage,
        frozenset({Matter.COMPENSATION}),
        {ask: return_freight.CELLS[ask] for ask in (Ask.HOW_MUCH, Ask.MAY_I, Ask.STATUS, Ask.WHEN, Ask.WHERE_TO)},
    ),
    _Led(
        _keeps_it_for_less,
        frozenset({Matter.COMPENSATION, Matter.REFUND}),
        dict.fromkeys((Ask.HOW_MUCH, Ask.DO_IT, Ask.MAY_I, Ask.NOT_ALL, Ask.REPORT), for_keeping),
    ),
    _Led(_asks_of_duty, frozenset({Matter.DELIVERY}), dict.fromkeys((Ask.WHO, Ask.HOW_MUCH), payment.CELLS[Ask.WHO])),
    _Led(_asks_what_is_owed, frozenset({Matter.DELIVERY}), {Ask.HOW_MUCH: compensation.CELLS[Ask.HOW_MUCH]}),
    _Led(_goes_back_unpaid, frozenset({Matter.DELIVERY, Matter.SHIPPING_FEE}), {Ask.WHO: _costs_them_nothing}),
    _Led(
        _posted_it_back,
        frozenset({Matter.REFUND, Matter.DELIVERY}),
        dict.fromkeys((Ask.REPORT, Ask.EVIDENCE, Ask.STATUS, Ask.COMPLAIN, Ask.WHICH), returns.CELLS[Ask.REPORT]),
    ),
    _Led(
        _paid_for_posting,
        frozenset({Matter.REFUND}),
        {ask: return_freight.CELLS[ask] for ask in (Ask.MAY_I, Ask.HOW_MUCH, Ask.WHO)},
    ),
    _Led(
        _gives_it_up,
        frozenset({Matter.REFUND, Matter.RETURN, Matter.DAMAGE, Matter.EXCHANGE, Matter.RESEND}),
        dict.fromkeys(Ask, _left),
    ),
    _Led(_sent_again, frozenset({Matter.REFUND}), dict.fromkeys((Ask.DO_IT, Ask.MAY_I, Ask.CONFIRM), _money_instead)),
    _Led(_did_not_come, frozenset({Matter.DELIVERY}), {ask: missing.CELLS[ask] for ask in (*_AS_THEY_ARE, Ask.WHY)}),
    _Led(_did_not_come, frozenset({Matter.REFUND}), {Ask.DO_IT: _money, Ask.MAY_I: missing.may_i}),
    _Led(_goes_back, frozenset({Matter.RETURN}), {Ask.STATUS: ahead.why}),
    _Led(
        _is_exchanged,
        frozenset({Matter.RETURN}),
        {ask: exchange.CELLS[ask] for ask in (Ask.HOW, Ask.WHAT_NEXT, Ask.WHERE_TO)}
        | {Ask.MAY_I: exchange.CELLS[Ask.HOW], Ask.CONFIRM: exchange.CELLS[Ask.HOW]},
    ),
)


def where_it_belongs(matter: Matter, ask: Ask, cell: Cell) -> Cell:
    """This cell of a matter, unless the state of the order makes the question one of another matter."""
    led = [(one.holds, one.by[ask]) for one in _LED if matter in one.matters and ask in one.by]

    def answered(view: View, question: Question) -> Answer | None:
        other = next((by for holds, by in led if holds(view)), None)
        return (other(view, question) if other else None) or cell(view, question)

    return answered if led else cell
