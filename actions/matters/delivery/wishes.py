"""What they want of the courier, and what they report of it: passed on, offered to be, or chased."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, answer, offer, say
from actions.matters.courier_notes import note_waiting
from actions.matters.delivery.ahead import what_next
from actions.matters.delivery.coming import not_under_way, parcel_meant, unsent
from actions.matters.delivery.contact import code_told, lies_at_point, phone_told, put_where
from actions.matters.delivery.customs import duties
from actions.matters.delivery.details import by_detail, may_refuse, no_extra, unreachable
from actions.matters.delivery.loss import not_wanted
from actions.matters.delivery.telling import TELL, in_place_of, offered_note, report, tell, tell_refused
from actions.matters.delivery.whereabouts import which, who
from actions.matters.parcels import (
    GONE,
    UNDER_WAY,
    Standing,
    courier_of,
    courier_pushed,
    goods_in,
    has_come,
    line_of,
    number_of,
    overdue,
    parcels_of,
    still_at_shop,
)
from actions.matters.view import View
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel
from understanding.context import Question
from understanding.details.delivery import WISHES


def may_i(view: View, _question: Question) -> Answer | None:
    """What the courier decides is offered to be passed on; a refusal at the door, extra cost and duties are told."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if found := by_detail(view, parcel, where):
        return found
    if where in GONE and view.says("again_wished", "asks_whether") and (gone := not_under_way(view, parcel, where)):
        return gone
    if refused := tell_refused(view, {}):
        return answer(*refused)
    if not view.says("to_courier", *WISHES):
        return None
    if view.said.forbids and view.says("to_courier", "call_first"):
        return do_it(view, _question)  # 能不能先打我电话，别放驿站: asked politely, and costs nothing
    return offer_to_tell(view, parcel)


def offer_to_tell(view: View, parcel: Parcel | None) -> Answer:
    """The courier decides; we can pass it on, and they can be called where a telephone is known."""
    note = view.said.courier_note
    asks = say("utter_courier_offer", courier=courier_of(view, parcel), note=note)
    return answer(*phone_told(view, parcel), asks, offer=offer(TELL, note=note))


def do_it(view: View, question: Question) -> Answer | None:
    """Pass on what they wish at once; else push the courier, or the shop while nothing has left."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if view.says("refuses_parcel") and not view.says("to_courier"):
        return may_i(view, question)
    if before := _as_before(view, where):
        return before
    if view.says("tracking_number") and not view.says("chase", *WISHES) and (numbers := which(view, question)):
        return numbers  # 单号发我，我自己问: sent, and nobody is pushed
    if parcel and where is Standing.ARRIVED and view.says("left_where", "signed_by"):
        return put_where(view, parcel)  # 请送货的说明一下放在何处
    wished = view.says(*WISHES, "courier_told", "tell_them", "number_changed") or (
        view.says("to_courier") and not view.says("chase")
    )
    lies = where is Standing.ARRIVED and lies_at_point(view, parcel)
    if (where is not Standing.ARRIVED or lies) and (wished or offered_note(view)):
        return answer(*phone_told(view, parcel), do=tell(view))
    return _push(view, parcel, where)


def _as_before(view: View, where: Standing) -> Answer | None:
    """The note that was passed on is taken back: as on the label, please."""
    told = note_waiting(view)
    if told is None or where not in UNDER_WAY or not view.says("as_normal"):
        return None
    note = view.either("按面单上的地址正常送", "deliver as on the label")
    return answer(say("utter_delivery_as_before"), do=in_place_of(told, note))


def _push(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Chase whoever has it."""
    if where is Standing.UNSENT and still_at_shop(view):
        return _unsent_pushed(view)
    if where is Standing.UNSENT:
        return answer(then="ask_dispatch") if view.order.paid_at else None
    if where in GONE or where is Standing.ARRIVED:
        return not_under_way(view, parcel, where)
    pushed = courier_pushed(view)
    if parcel and pushed and pushed.due_at and pushed.due_at > view.now and pushed.details.get("what") != "wish":
        at, by = view.at(pushed.requested_at), view.at(pushed.due_at)
        return answer(say("utter_delivery_chased_already", courier=courier_of(view, parcel), at=at, by=by))
    late = overdue(view, parcel) or view.order.not_dispatched()  # else the shop would be pushed as well
    return answer(urge=BlockKind.LOGISTICS) if late else answer(push=True)


def _unsent_pushed(view: View) -> Answer | None:
    """The shop is pushed for the rest, late or not."""
    found = unsent(view)
    if found is None or found.urge:
        return found
    return replace(found, push=True)


def change(view: View, question: Question) -> Answer | None:
    """Another time, place or way: a question is answered with an offer, a request is passed on at once."""
    if view.says("asks_whether") and not view.says("to_courier"):
        return may_i(view, question)
    return do_it(view, question)


def undo(view: View, question: Question) -> Answer | None:
    """It is to be sent back, or to be brought otherwise than was passed on."""
    if view.says("refuses_parcel"):
        return may_i(view, question)
    if before := _as_before(view, parcel_meant(view)[1]):
        return before
    return change(view, question) if view.says(*WISHES) else None


def not_all(view: View, question: Question) -> Answer | None:
    """Only a part came: where the rest is, and that nothing was left out."""
    every, left = parcels_of(view), view.order.not_dispatched()
    if view.says(*WISHES):
        return change(view, question)
    if parcel_meant(view)[1] is Standing.CLOSED or (len(every) < 2 and not left):
        return None
    coming = [one for one in every if not has_come(view, one)]
    says = [
        say("utter_delivery_other_parcel", goods=goods_in(view, one), courier=courier_of(view, one),
            number=number_of(view, one), line=line_of(view, one))
        for one in coming[:2]
    ]  # fmt: skip
    if left:
        says.append(say("utter_rest_not_sent", left=phrases.goods_list(left, view.language, spoken=view.spoken)))
    late = any(overdue(view, one) for one in coming)
    return answer(*says, urge=BlockKind.LOGISTICS if late else None) if says else None


def how(view: View, question: Question) -> Answer | None:
    """How to collect it, to reach the courier, or to follow it."""
    parcel, where = parcel_meant(view)
    if found := by_detail(view, parcel, where):
        return found
    if parcel and where is Standing.TO_COLLECT:
        return code_told(view, parcel, where)
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    if where is Standing.HELD and view.says("not_wanted_then", "money_wished", "again_wished"):
        return what_next(view, question)
    return may_i(view, question) if view.says("to_courier", *WISHES) else who(view, question)


def how_much(view: View, _question: Question) -> Answer | None:
    """What is still to be paid at the door: nothing, or the sum that is paid on delivery."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if view.says("refuses_parcel") and (found := may_refuse(view, parcel, where)):
        return found
    customs = view.says("customs") or (where is Standing.CUSTOMS and not view.says("freight_named"))
    return duties(view, parcel, where) if customs else no_extra(view, parcel, where)


def happened(view: View, _question: Question) -> Answer | None:
    """What the courier did: passed on to them, with an answer by a time."""
    parcel, where = parcel_meant(view)
    if where not in GONE | {Standing.CLOSED} and (found := unreachable(view, parcel, where)):
        return found
    if view.says("tracking_number", "courier_phone", "pickup_code") and (found := by_detail(view, parcel, where)):
        return found
    if parcel is None or where is Standing.CLOSED or where in GONE:
        return None
    lies = (say("utter_delivery_to_collect", goods=goods_in(view, parcel), line=line_of(view, parcel)),)
    return answer(*(lies if where is Standing.TO_COLLECT else ()), do=report(view))


def complain(view: View, question: Question) -> Answer | None:
    """Over the courier: heard, and passed on to them at once."""
    if happened(view, question) is None:
        return None
    if view.says("courier_not_blamed"):
        return what_next(view, question)
    return answer(say("utter_courier_complaint_heard"), do=report(view))


def evidence(view: View, question: Question) -> Answer | None:
    """Photos and recordings: keep them, and what they show is passed on."""
    parcel, where = parcel_meant(view)
    if parcel and where is Standing.CUSTOMS and view.says("makes_sure"):
        courier, number = courier_of(view, parcel), number_of(view, parcel)
        return answer(say("utter_delivery_duty_check", courier=courier, number=number))
    if view.says("customs", "id_wanted") and (found := by_detail(view, *parcel_meant(view))):
        return found
    if happened(view, question) is None:
        return None
    return answer(say("utter_courier_evidence"), do=report(view))
