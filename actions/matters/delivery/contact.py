"""Whom to ask and with which number: the courier's telephone, the code, the address that it goes to."""

from __future__ import annotations

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.delivery.telling import ask_courier
from actions.matters.parcels import (
    Standing,
    address_of,
    code_of,
    courier_of,
    courier_pushed,
    goods_in,
    line_of,
    number_of,
    overdue,
    phone_of,
    words_of,
    words_with_phone,
)
from actions.matters.view import View
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel
from understanding.couriers import at_point


def phone_told(view: View, parcel: Parcel | None) -> tuple[Say, ...]:
    """The telephone that the courier wrote; empty: none."""
    phone = phone_of(view, parcel)
    return (say("utter_courier_phone", courier=courier_of(view, parcel), phone=phone),) if phone else ()


def contact_told(view: View, parcel: Parcel) -> tuple[Say, ...]:
    """The telephone that the courier wrote; else whom to call with which number."""
    number = number_of(view, parcel)
    if phone := phone_told(view, parcel):
        words = "" if view.spoken else words_with_phone(parcel)
        return (*phone, say("utter_courier_says", words=words)) if words else phone
    if number:
        return (say("utter_delivery_courier", courier=courier_of(view, parcel), number=number),)
    return (say("utter_delivery_courier_unnumbered", courier=courier_of(view, parcel)),)


def code_told(view: View, parcel: Parcel, where: Standing) -> Answer:
    """The code to collect it by, as the courier wrote it; else who knows it."""
    if where not in {Standing.TO_COLLECT, Standing.ARRIVED}:
        return answer(say("utter_delivery_no_code_yet", line=line_of(view, parcel)))
    if code := code_of(view, parcel):
        told, words = say("utter_delivery_code", code=code, line=line_of(view, parcel)), words_of(view, parcel)
        place = view.says("which_point", "asks_which_place", "left_where") and words and not view.spoken
        return answer(told, say("utter_courier_says", words=words)) if place else answer(told)
    says = [say("utter_delivery_code_unsaid", line=line_of(view, parcel))]
    number = number_of(view, parcel)
    if where is Standing.ARRIVED and number:
        return answer(*says, say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number))
    return answer(*says, *contact_told(view, parcel))


def by_whose_word(view: View, parcel: Parcel) -> Answer:
    """Where we know it from: the courier's own scans, which they can check by the number."""
    told = say("utter_delivery_by_scan", courier=courier_of(view, parcel), line=line_of(view, parcel))
    number = number_of(view, parcel)
    checks = (say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number),) if number else ()
    return answer(told, *checks)


def who_looks(view: View, parcel: Parcel) -> Answer:
    """Who is looking into it, by when they answer, and whom the consumer can call as well."""
    courier, number = courier_of(view, parcel), number_of(view, parcel)
    says = list(phone_told(view, parcel))
    if number:
        says.append(say("utter_delivery_call_too", courier=courier, number=number))
    else:
        says.append(say("utter_delivery_courier_unnumbered", courier=courier))
    pushed = courier_pushed(view)
    if pushed:
        looks = say("utter_delivery_who_looks", courier=courier, by=view.at(pushed.due_at or view.now))
        return answer(looks, *says)
    return answer(*says, urge=BlockKind.LOGISTICS if overdue(view, parcel) else None)


def put_where(view: View, parcel: Parcel) -> Answer:
    """Where it was put and by whom it was signed for: the courier's words, and the courier is asked for the rest."""
    if words := words_of(view, parcel):
        return answer(say("utter_delivery_written_only", words=words), do=ask_courier(view))
    if handed := phrases.handed_over(parcel):
        return answer(say("utter_delivery_signed_only", at=view.at(handed[0])), do=ask_courier(view))
    return answer(say("utter_handed_over_untracked", goods=goods_in(view, parcel)), do=ask_courier(view))


def say_address(view: View) -> Say:
    """Where the order goes, with the recipient."""
    place = address_of(view)
    if not place:
        return say("utter_address_unknown")
    return say("utter_address_is", address=place, name=view.order.address.recipient or view.customer.name)


def lies_at_point(view: View, parcel: Parcel | None) -> bool:
    """Whether what counts as delivered was put into a locker or a shop, where it waits for them."""
    return at_point(words_of(view, parcel))
