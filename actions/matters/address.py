"""Where an order goes, and changing that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.address import address_alone, address_in
from actions.matters import delivery
from actions.matters.answer import Answer, Cell, Deed, Do, Say, Wished, answer, offer, say
from actions.matters.delivery import TELL, say_address
from actions.matters.parcels import (
    GONE,
    UNDER_WAY,
    Standing,
    courier_of,
    courier_pushed,
    items_lost,
    line_of,
    money_for,
    number_of,
    parcel_of,
    standing,
)
from actions.matters.view import View
from actions.words import said_by
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel
from careline.core.remedies import RemedyKind, RemedyState, may_change_address
from understanding.context import Question
from understanding.details.delivery import WISHES, courier_note
from understanding.details.order import phone_in
from understanding.taxonomy import Ask, Matter

MATTER = Matter.ADDRESS
_KIND = RemedyKind.ADDRESS_CHANGE

# Another telephone for the courier to call


def _phone_refused(view: View, _kept: Mapping[str, Any]) -> tuple[Say, ...]:
    if may_change_address(view.order):
        return ()
    return (say("utter_address_with_courier", goods=view.goods(), courier=courier_of(view, parcel_of(view))),)


def _phone_wished(_view: View, kept: Mapping[str, Any]) -> Wished:
    return Wished(details={"address": {"phone": str(kept.get("phone", ""))}}, about="phone")


def _phone_told(view: View, remedy: Remedy) -> tuple[Say, ...]:
    return (say("utter_phone_noted", by=view.at(remedy.due_at or view.now)),)


PHONE = Deed(
    name="change_phone", kind=_KIND, matter=MATTER, refused=_phone_refused, wished=_phone_wished, told=_phone_told,
)  # fmt: skip

# Cells


def change(view: View, question: Question) -> Answer | None:
    """Before dispatch the new address is read back and sent to the shop; after it the courier is told."""
    parcel, where = _meant(view)
    if where in UNDER_WAY or where is Standing.UNTOLD:
        return _forward(view, parcel)
    if where is Standing.ARRIVED:
        return answer(say("utter_address_arrived", goods=view.goods()))
    if where in GONE:
        return delivery.what_next(view, question)
    if not may_change_address(view.order):
        return answer(say("utter_address_at_point")) if where is Standing.TO_COLLECT else None
    return _before_dispatch(view)


def may_i(view: View, question: Question) -> Answer | None:
    """Yes while nothing has left; after it only the courier can."""
    return change(view, question)


def _before_dispatch(view: View) -> Answer:
    noted = view.open_remedy(_KIND)
    told = address_in(view.text) or address_alone(view.text)
    if view.says("contact_phone", "contact_name") and not told:
        if number := phone_in(view.text):
            asks = say("utter_phone_confirm", number=_digits(view, number), goods=view.goods())
            return answer(asks, offer=offer(PHONE, phone=number))
        return answer(say("utter_contact_ask"))
    if noted and not told:
        return _noted(view, noted)
    return answer(then="change_address")


def _forward(view: View, parcel: Parcel | None) -> Answer:
    """Told to the courier at once where we know where to; else asked for."""
    told = (address_in(view.text) or address_alone(view.text)) and any(sign.isdigit() for sign in view.text)
    ordered = view.says("to_courier") and view.says(*WISHES)
    courier = courier_of(view, parcel)
    if told or ordered or (view.says("contact_phone") and phone_in(view.text)):
        return answer(do=Do(deed=TELL, kept={"note": courier_note(view.text)}))
    line = line_of(view, parcel) if parcel else view.either("已经发出", "it has left")
    return answer(say("utter_address_left", line=line), say("utter_address_send_me", courier=courier))


def why(view: View, _question: Question) -> Answer | None:
    """Why not any more; or why it is still the old one."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if may_change_address(view.order):
        noted = view.open_remedy(_KIND)
        return _noted(view, noted) if noted else answer(say("utter_address_none_changed"), say_address(view))
    return answer(say("utter_address_on_label", courier=courier_of(view, parcel)))


def status(view: View, _question: Question) -> Answer | None:
    """Changed or not."""
    remedy = view.remedy(_KIND)
    if remedy and remedy.open:
        return _noted(view, remedy)
    if remedy and remedy.state is RemedyState.DONE:
        return answer(say("utter_address_done", at=view.at(remedy.ended_at or view.now)), say_address(view))
    if remedy and remedy.state is RemedyState.REFUSED:
        reason = said_by(remedy.answer or "") or view.either("商家没写原因", "no reason given")
        return answer(say("utter_address_not_done", reason=reason), say_address(view))
    if pushed := courier_pushed(view):
        at, by = view.at(pushed.requested_at), view.at(pushed.due_at or view.now)
        return answer(say("utter_address_courier_asked", at=at, by=by))
    return answer(say("utter_address_none_changed"), say_address(view))


def _noted(view: View, remedy: Remedy) -> Answer:
    return answer(
        say("utter_address_under_way", at=view.at(remedy.requested_at), by=view.at(remedy.due_at or view.now))
    )


def which(view: View, question: Question) -> Answer | None:
    """The address, the telephone, or the number to give the courier."""
    if view.says("tracking_number") and _meant(view)[0]:
        return delivery.which(view, question)
    number = view.order.address.phone
    if view.says("contact_phone") and number:
        place = (say_address(view),) if view.says("address_named") else ()
        return answer(*place, say("utter_phone_is", number=_digits(view, phrases.tail(number))))
    return answer(say_address(view))


def who(view: View, _question: Question) -> Answer | None:
    """Before dispatch the shop, through us; after it the courier, whom they may call as well."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if may_change_address(view.order):
        return answer(say("utter_address_by_shop"))
    if parcel and (number := number_of(view, parcel)):
        return answer(say("utter_address_by_courier", courier=courier_of(view, parcel), number=number))
    return answer(say("utter_address_send_me", courier=courier_of(view, parcel)))


def when(view: View, _question: Question) -> Answer | None:
    """Until when it can be changed, or when the change is decided."""
    if _meant(view)[1] is Standing.CLOSED:
        return None
    if noted := view.open_remedy(_KIND):
        return _noted(view, noted)
    if not may_change_address(view.order):
        return why(view, _question)
    if due := view.running(BlockKind.DISPATCH):
        return answer(say("utter_address_until", due=view.at(due.due)))
    return answer(say("utter_address_until_sent"))


def what_if(view: View, question: Question) -> Answer | None:
    """It goes to the old place, the courier refuses, somebody else takes it, it goes back to the shop."""
    parcel, where = _meant(view)
    if where in {Standing.CLOSED, Standing.ARRIVED}:
        return None
    if where in GONE:
        return delivery.what_next(view, question)
    if view.says("extra_cost"):
        return how_much(view, question)
    if may_change_address(view.order):
        return answer(say("utter_address_if_not_changed"))
    return _old_place(view, parcel)


def _old_place(view: View, parcel: Parcel | None) -> Answer:
    """On its way to the old address: what can be done there, and that the money is not lost."""
    amount = money_for(view, items_lost(view))
    courier = courier_of(view, parcel)
    if not amount.amount:
        return answer(say("utter_address_send_me", courier=courier))
    if view.says("refuses_wish") and not view.says("old_address"):
        return answer(say("utter_address_courier_refuses", courier=courier, amount=view.money(amount)))
    return answer(say("utter_address_old_place", courier=courier, amount=view.money(amount)))


def what_next(view: View, question: Question) -> Answer | None:
    """How the change stands; without one, what can be done."""
    return status(view, question) if view.remedy(_KIND) or courier_pushed(view) else change(view, question)


def how_much(view: View, _question: Question) -> Answer | None:
    """Changing it costs nothing with us; forwarding and going back are told as far as they are known."""
    if may_change_address(view.order):
        return answer(say("utter_address_free"))
    if _meant(view)[1] is Standing.CLOSED:
        return None
    return answer(say("utter_address_forward_cost", courier=courier_of(view, parcel_of(view))))


def undo(view: View, _question: Question) -> Answer | None:
    """The change is taken back; where there is none, the address stands."""
    if view.open_remedy(_KIND):
        return answer(then="withdraw")
    if may_change_address(view.order) and view.done_remedy(_KIND):
        return answer(say("utter_address_back_again"))
    return answer(say("utter_address_none_changed"), say_address(view))


def _digits(view: View, number: str) -> str:
    return phrases.digit_by_digit(number, view.language) if view.spoken else number


def _meant(view: View) -> tuple[Parcel | None, Standing]:
    parcel = parcel_of(view)
    return parcel, standing(view, parcel)


CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: change,
    Ask.WHERE_TO: which,
    Ask.WHICH: which,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.DO_IT: change,
    Ask.CHANGE: change,
    Ask.NOT_ALL: change,
    Ask.REPORT: change,
    Ask.UNDO: undo,
}
DEEDS: tuple[Deed, ...] = (PHONE,)
