"""Where an order goes, and changing that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Say, Wished, answer, offer, say
from actions.matters.courier_notes import note_of, note_told, note_waiting, stands
from actions.matters.delivery import ahead, whereabouts
from actions.matters.delivery.contact import say_address
from actions.matters.delivery.telling import TELL, in_place_of, offered_note, tell
from actions.matters.merchant import tell_shop
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
    offer_to_send_again,
    parcel_of,
    standing,
)
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel, Quantities
from careline.core.pieces import contents_of
from careline.core.remedies import RemedyKind, RemedyState, may_change_address
from understanding.address import about_place
from understanding.context import Question
from understanding.deeds import Verb
from understanding.details.delivery import WISHES
from understanding.reading import read
from understanding.taxonomy import Ask, Matter
from understanding.words import said_by

MATTER = Matter.ADDRESS
_KIND = RemedyKind.ADDRESS_CHANGE

# Another telephone for the courier to call


def _phone_refused(view: View, _kept: Mapping[str, Any]) -> tuple[Say, ...]:
    if may_change_address(view.order):
        return ()
    return (say("utter_address_with_courier", goods=view.goods(), courier=courier_of(view, parcel_of(view))),)


def _phone_wished(_view: View, kept: Mapping[str, Any]) -> Wished:
    who = {"recipient": str(kept["recipient"])} if kept.get("recipient") else {}
    return Wished(details={"address": {"phone": str(kept.get("phone", ""))} | who}, about="phone")


def _phone_told(view: View, remedy: Remedy) -> tuple[Say, ...]:
    return (say("utter_phone_noted", by=view.at(remedy.due_at or view.now)),)


PHONE = Deed(
    name="change_phone", kind=_KIND, matter=MATTER, refused=_phone_refused, wished=_phone_wished, told=_phone_told,
)  # fmt: skip


def _name_wished(_view: View, kept: Mapping[str, Any]) -> Wished:
    return Wished(details={"address": {"recipient": str(kept.get("recipient", ""))}}, about="recipient")


def _name_told(view: View, remedy: Remedy) -> tuple[Say, ...]:
    told = remedy.details.get("address")
    name = str(told.get("recipient", "")) if isinstance(told, Mapping) else ""
    return (say("utter_recipient_noted", name=name, by=view.at(remedy.due_at or view.now)),)


RECIPIENT = Deed(
    name="change_recipient", kind=_KIND, matter=MATTER, refused=_phone_refused, wished=_name_wished, told=_name_told,
)  # fmt: skip
"""Somebody else takes it in, at the same address and number."""

# Another place


def _left(view: View) -> Quantities:
    """What of a partly sent order is still at the shop: that alone can be sent elsewhere."""
    return tuple((item.sku, count) for item, count in view.order.not_dispatched()) if view.order.parcels else ()


def _change_refused(view: View, _kept: Mapping[str, Any]) -> tuple[Say, ...]:
    if may_change_address(view.order) or _left(view):
        return ()
    return (say("utter_address_too_late", goods=view.goods()),)


def _change_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    place = str(kept.get("address", ""))
    return Wished(items=_left(view) or None, details={"address": {"detail": place}}, about=about_place(place))


def _change_told(view: View, remedy: Remedy) -> tuple[Say, ...]:
    place, by = _place_of(remedy), view.at(remedy.due_at or view.now)
    return (say("utter_address_submitted", goods=view.goods(remedy.items), address=place, by=by),)


CHANGE = Deed(
    name="change_address", kind=_KIND, matter=MATTER, refused=_change_refused, wished=_change_wished,
    told=_change_told,
)  # fmt: skip


def _place_of(remedy: Remedy) -> str:
    told = remedy.details.get("address")
    return str(told.get("detail", "")) if isinstance(told, Mapping) else ""


def _place_told(view: View) -> str | None:
    """The whole new address in the words, or the one spoken of with what they correct in it."""
    noted, told = view.remedy(_KIND), note_waiting(view)
    kept = view.kept or {}
    before = (
        str(kept.get("address", "")), read(str(kept.get("note", ""))).address,
        read(note_of(told)).address if told else None, _place_of(noted) if noted else "", view.order.address.detail,
    )  # fmt: skip
    latest = next((one for one in before if one), "")  # and no earlier one, which lacks what was corrected since
    fixed = view.said.corrected(latest) if latest else None
    return fixed or view.said.address or view.said.address_alone


# Cells


def change(view: View, question: Question) -> Answer | None:
    """Before dispatch the new address is sent to the shop at once, as it can be taken back; after it the courier is
    told. A question is answered with an offer."""
    parcel, where = _meant(view)
    place = _place_told(view)
    if view.says("slows_it") and not place and (noted := view.open_remedy(_KIND)):
        return _noted(view, noted)
    if parcel and not place and view.says("tracking_number") and not view.says("contact_phone", "address_named"):
        return whereabouts.which(view, question)
    if place and (may_change_address(view.order) or (_left(view) and not _names_sent(view, parcel))):
        return _submit(view, question, place)
    if _left(view) and where is Standing.UNSENT:
        return answer(say("utter_address_ask_rest", goods=view.goods(_left(view))))
    if where in UNDER_WAY or where is Standing.UNTOLD:
        return _forward(view, question, parcel)
    if where is Standing.ARRIVED:
        return answer(say("utter_address_arrived", goods=view.goods()))
    if where in GONE:
        again = view.offered == Asked.CONFIRM_RESEND or view.open_remedy(RemedyKind.RESEND)
        if place and again:  # where the new one is to go; what we have asked stays open
            asked = view.offered == Asked.CONFIRM_RESEND
            return answer(do=tell_shop(), offer=offer_to_send_again(items_lost(view)) if asked else None)
        return ahead.what_next(view, question)
    if not may_change_address(view.order):
        return answer(say("utter_address_at_point")) if where is Standing.TO_COLLECT else None
    return _before_dispatch(view)


def may_i(view: View, question: Question) -> Answer | None:
    """Yes while nothing has left; after it only the courier can."""
    return change(view, question)


def _submit(view: View, question: Question, place: str) -> Answer:
    """A question whether is answered with an offer; a plain wish is done."""
    noted = view.open_remedy(_KIND)
    if noted and _place_of(noted) == place:
        return _noted(view, noted)
    if question.ask is Ask.MAY_I or (view.says("asks_whether") and question.ask is not Ask.DO_IT):
        return answer(say("utter_address_offer", address=place), offer=offer(CHANGE, address=place))
    return answer(do=Do(deed=CHANGE, kept={"address": place}))


def _names_sent(view: View, parcel: Parcel | None) -> bool:
    """Whether the words name goods that are on their way already."""
    return bool(view.items) and parcel is not None


def _before_dispatch(view: View) -> Answer:
    noted = view.open_remedy(_KIND)
    number, who = view.said.phone, view.said.recipient
    if number and who:
        asks = say("utter_contact_confirm", name=who, number=_digits(view, number), goods=view.goods())
        return answer(asks, offer=offer(PHONE, phone=number, recipient=who))
    if number:
        asks = say("utter_phone_confirm", number=_digits(view, number), goods=view.goods())
        return answer(asks, offer=offer(PHONE, phone=number))
    if who and view.says("contact_name") and view.says("asks_whether"):
        return answer(say("utter_recipient_confirm", name=who), offer=offer(RECIPIENT, recipient=who))
    if who and view.says("contact_name"):
        return answer(do=Do(deed=RECIPIENT, kept={"recipient": who}))
    if view.says("contact_phone", "contact_name"):
        return answer(say("utter_contact_ask"))
    return _noted(view, noted) if noted else answer(then="change_address")


def _forward(view: View, question: Question, parcel: Parcel | None) -> Answer:
    """Told to the courier at once where we know where to; else asked for."""
    courier = courier_of(view, parcel)
    place = _place_told(view)
    number = view.said.phone
    if view.says("contact_gone"):
        return answer(say("utter_address_phone_ask", courier=courier))
    if view.says("to_courier") and view.says(*WISHES):
        return _pass_on(view.said.courier_note)
    if place and any(sign.isdigit() for sign in place):
        note = view.either(f"改送到{place}", f"deliver to {place}")
        if question.ask is Ask.MAY_I:
            return answer(say("utter_courier_offer", courier=courier, note=note), offer=offer(TELL, note=note))
        return _pass_on(note)
    if number and question.ask is not Ask.MAY_I:
        return _pass_on(view.either(f"收件电话改成 {number}", f"the new phone is {number}"))
    if offered_note(view) and question.ask is not Ask.MAY_I:
        return answer(do=tell(view))
    line = line_of(view, parcel) if parcel else view.either("已经发出", "it has left")
    return answer(say("utter_address_left", line=line), say("utter_address_send_me", courier=courier))


def _pass_on(note: str) -> Answer:
    return answer(do=Do(deed=TELL, kept={"note": note}))


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
    if note := note_told(view):
        return stands(view, note)
    if pushed := courier_pushed(view):
        at, by = view.at(pushed.requested_at), view.at(pushed.due_at or view.now)
        return answer(say("utter_address_courier_asked", at=at, by=by))
    return answer(say("utter_address_none_changed"), say_address(view))


def _noted(view: View, remedy: Remedy) -> Answer:
    at, by = view.at(remedy.requested_at), view.at(remedy.due_at or view.now)
    place = _place_of(remedy)
    told = say("utter_address_under_way", address=place, at=at, by=by)
    if remedy.details.get("about") in {"phone", "recipient"} or not place:
        told = say("utter_contact_under_way", at=at, by=by)
    running = view.running(BlockKind.DISPATCH)
    if running and view.says("slows_it"):
        return answer(say("utter_address_delays_nothing", due=view.at(running.due)), told)
    return answer(told)


def which(view: View, question: Question) -> Answer | None:
    """The address, the telephone, or the number to give the courier."""
    if view.says("tracking_number") and _meant(view)[0]:
        return whereabouts.which(view, question)
    parcel, where = _meant(view)
    if (note := note_told(view)) and not may_change_address(view.order) and _is_about_what_was_told(view, note):
        found = stands(view, note)
        return answer(*found.says, say_address(view)) if view.says("old_address") else found
    number = view.order.address.phone
    if view.says("contact_phone") and number:
        place = (say_address(view),) if view.says("address_named") else ()
        return answer(*place, say("utter_phone_is", number=_digits(view, phrases.tail(number))))
    if question.ask is Ask.WHERE_TO and parcel and where in UNDER_WAY:  # it goes to the wrong place: who can turn it
        here = say("utter_address_now_at", line=line_of(view, parcel), courier=courier_of(view, parcel))
        return answer(say_address(view), here)
    return answer(say_address(view))


def _is_about_what_was_told(view: View, note: Remedy) -> bool:
    """Whether the note says where it goes, or by which number: then the order's own is not what is asked."""
    told = note_of(note)
    return bool(read(told).phone) if view.says("contact_phone") else read(told).tells_a_place


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
        return ahead.what_next(view, question)
    if view.says("extra_cost"):
        return how_much(view, question)
    if may_change_address(view.order) or (_left(view) and view.open_remedy(_KIND)):
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


def not_all(view: View, question: Question) -> Answer | None:
    """Only a part goes elsewhere: what is changed, and that the rest goes where it was."""
    noted = view.open_remedy(_KIND)
    if noted and noted.items:
        sent = contents_of(view.order, parcel) if (parcel := _meant(view)[0] or view.order.parcels[0]) else None
        return answer(say("utter_address_only", goods=view.goods(noted.items), rest=view.goods(sent or None)))
    if view.order.parcels and not _place_told(view):
        return answer(say("utter_address_stays"), say_address(view))
    return change(view, question)


def confirm(view: View, question: Question) -> Answer | None:
    """Is it changed, for sure? How the change stands."""
    return status(view, question) if view.remedy(_KIND) or courier_pushed(view) else None


def undo(view: View, _question: Question) -> Answer | None:
    """The change is taken back; where there is none, the address stands."""
    if view.says("tracking_number") and not view.open_remedy(_KIND) and _meant(view)[0]:
        numbers = whereabouts.which(view, _question)
        return answer(say("utter_address_stays"), *(numbers.says if numbers else ()))
    if view.open_remedy(_KIND):
        return answer(then="withdraw")
    if _meant(view)[1] in UNDER_WAY and (told := note_waiting(view)):
        return answer(say("utter_address_taken_back"), do=in_place_of(told, _as_on_label(view)))
    if may_change_address(view.order) and view.done_remedy(_KIND):
        return answer(say("utter_address_back_again"))
    return answer(say("utter_address_none_changed"), say_address(view))


def _as_on_label(view: View) -> str:
    return view.either("地址不改了，按面单上的地址送", "no change of address, deliver as on the label")


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
    Ask.NOT_ALL: not_all,
    Ask.REPORT: change,
    Ask.COMPLAIN: change,
    Ask.CONFIRM: confirm,
    Ask.UNDO: undo,
}
CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_ADDRESS,
    matter=MATTER,
    verbs=Verb.CHANGE_ADDRESS,
    kinds=frozenset({_KIND}),
    wish="change_address",
    covers=frozenset({"change_address"}),
    in_full=("utter_confirm_address",),
    in_few_words=lambda said: say("utter_still_address", goods=said["goods"]),
)
NEW = OurQuestion(
    asked=Asked.NEW_ADDRESS,
    matter=MATTER,
    verbs=Verb.CHANGE_ADDRESS,
    kinds=frozenset({_KIND}),
    wish="change_address",
    wants_words=True,
    in_full=("utter_ask_address",),
    in_few_words=lambda said: say("utter_still_new_address", goods=said["goods"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(CHANGE, PHONE, RECIPIENT),
    questions=(CONFIRM, NEW),
    intents=("change_address",),
    topic="change_address",
    left=Verb.CHANGE_ADDRESS,
    rank=relevance.changeable,
    other_numbers=True,
)
