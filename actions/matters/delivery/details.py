"""What is told of a single detail that the words name, whichever ask was guessed; and of what they suppose."""

from __future__ import annotations

from collections.abc import Callable

from actions.matters.answer import Answer, answer, say
from actions.matters.delivery.coming import not_under_way, numbers_told, standing_still
from actions.matters.delivery.contact import contact_told
from actions.matters.delivery.customs import duties, duty_refused, id_asked
from actions.matters.delivery.loss import not_wanted
from actions.matters.delivery.telling import report
from actions.matters.parcels import (
    UNDER_WAY,
    Standing,
    courier_of,
    courier_pushed,
    goods_in,
    items_lost,
    money_for,
    number_of,
    words_of,
)
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel, Payment
from careline.core.remedies import RemedyKind
from understanding.couriers import hours_in
from understanding.details.delivery import WISHES
from understanding.words import said_by


def by_detail(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """What the words ask for, whichever ask was guessed."""
    if where is Standing.CLOSED:
        return None
    found = (told(view, parcel, where) for detail, told in _DETAILED if view.says(detail))
    return next((one for one in found if one), None)


def _normal(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    return standing_still(view, parcel) if parcel and where in UNDER_WAY else not_under_way(view, parcel, where)


def _call(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    meant = parcel is not None and not view.says("to_courier", *WISHES)
    return answer(*contact_told(view, parcel)) if parcel and meant else None


def chased(view: View, _parcel: Parcel | None, where: Standing) -> Answer | None:
    """Whether the courier was pushed, when, and what came of it."""
    if where is Standing.UNSENT:
        return None
    if pushed := courier_pushed(view):
        at, by = view.at(pushed.requested_at), view.at(pushed.due_at or view.now)
        return answer(say("utter_courier_pushed", at=at, by=by))
    done = view.done_remedy(RemedyKind.URGE_COURIER)
    if done and (words := said_by(done.answer or "")):
        return answer(say("utter_courier_answered", words=words))
    return answer(say("utter_courier_not_pushed"), urge=BlockKind.LOGISTICS)


def on_arrival(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """What to do with it when it comes: take it, or refuse it and have the money back."""
    if parcel is None or where not in UNDER_WAY or not view.says("when_it_comes"):
        return None
    amount = money_for(view, items_lost(view))
    if not amount.amount:
        return answer(say("utter_delivery_on_arrival_unpaid"))
    return answer(say("utter_delivery_on_arrival", goods=goods_in(view, parcel), amount=view.money(amount)))


def may_refuse(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """It may be refused at the door, and what they have back then."""
    if where is Standing.ARRIVED or view.says("to_courier"):
        return None
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    amount = money_for(view, None)
    if not amount.amount:
        return answer(say("utter_delivery_may_refuse_unpaid"))
    cost = (say("utter_delivery_refuse_cost"),) if view.says("extra_cost", "freight_named", "asks_cost") else ()
    return answer(say("utter_delivery_may_refuse", amount=view.money(amount)), *cost)


def no_extra(view: View, _parcel: Parcel | None, _where: Standing) -> Answer:
    """Nothing is to be paid at the door, or what is paid on delivery."""
    if view.order.payment is Payment.ON_DELIVERY and view.order.paid_at is None:
        return answer(say("utter_delivery_pay_at_door", amount=view.money(view.order.total)))
    return answer(say("utter_delivery_no_extra"))


def opening_hours(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """When the pick-up point is open: nobody tells us, the courier knows."""
    number = number_of(view, parcel) if parcel else ""
    if where is not Standing.TO_COLLECT or not number:
        return None
    if (words := words_of(view, parcel)) and hours_in(words):
        return answer(say("utter_courier_says", words=words))
    return answer(say("utter_delivery_hours_untold", courier=courier_of(view, parcel), number=number))


def _other_collects(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    number = number_of(view, parcel) if parcel else ""
    if where is not Standing.TO_COLLECT or not number:
        return None
    return answer(say("utter_delivery_other_collects", number=number))


_Told = Callable[[View, Parcel | None, Standing], Answer | None]
_DETAILED: tuple[tuple[str, _Told], ...] = (
    ("id_wanted", id_asked),
    ("customs", duties),
    ("opening_hours", opening_hours),
    ("other_collects", _other_collects),
    ("refuses_parcel", may_refuse),
    ("extra_cost", no_extra),
    ("is_normal", _normal),
    ("how_long_still", _normal),
    ("chased_yet", chased),
    ("courier_phone", _call),
    ("when_it_comes", on_arrival),
    ("pickup_code", numbers_told),
    ("tracking_number", numbers_told),
)
"""What is told of each detail; the first that tells something."""


def unreachable(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """They ring the courier in vain: what we have asked of the courier is answered here, else it is passed on."""
    if parcel is None or not view.says("courier_unreachable"):
        return None
    pushed = courier_pushed(view)
    if pushed and pushed.due_at and pushed.due_at > view.now:
        return answer(say("utter_courier_unreachable", courier=courier_of(view, parcel), by=view.at(pushed.due_at)))
    return answer(do=report(view))


def goes_back(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Seized or sent back on the way: the money is not lost."""
    amount = money_for(view, items_lost(view))
    if parcel is None or not amount.amount:
        return None
    if where is Standing.CUSTOMS:
        return answer(say("utter_delivery_customs_back", amount=view.money(amount)))
    return answer(say("utter_delivery_returned_then", amount=view.money(amount)))


def _waits_first(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """They wait some time and want the money then: yes, with the sum; nothing is asked for yet."""
    amount = money_for(view, items_lost(view))
    if parcel is None or not view.says("money_wished", "not_wanted_then") or not amount.amount:
        return None
    return answer(say("utter_delivery_waits_first", amount=view.money(amount)))


def _nobody_in(view: View, parcel: Parcel | None, _where: Standing) -> Answer:
    return answer(say("utter_delivery_not_home", courier=courier_of(view, parcel)))


def _too_late_for_them(view: View, _parcel: Parcel | None, _where: Standing) -> Answer:
    amount = money_for(view, None)
    if not amount.amount:
        return answer(say("utter_delivery_may_refuse_unpaid"))
    said = say("utter_delivery_not_in_time", amount=view.money(amount))
    return answer(said, then="ask_return_freight" if view.says("freight_named") else None)


def _silent(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """The courier does not call before, and it is not handed over."""
    number = number_of(view, parcel) if parcel else ""
    if not number:
        return None
    return answer(say("utter_delivery_no_call", courier=courier_of(view, parcel), number=number))


def courier_refuses(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """If the courier does not do what was passed on, or will be."""
    wished = courier_pushed(view) or view.says("to_courier", *WISHES)
    return answer(say("utter_courier_refuses", courier=courier_of(view, parcel))) if wished else None


def _left_at_point(view: View, parcel: Parcel | None, _where: Standing) -> Answer:
    """If it is put into a pick-up point all the same: brought to the door on a word."""
    return answer(say("utter_delivery_if_left", courier=courier_of(view, parcel)))


SUPPOSED: tuple[tuple[str, _Told], ...] = (
    ("courier_unreachable", unreachable),
    ("customs_return", goes_back),
    ("customs", duty_refused),
    ("does_not_pay", duty_refused),
    ("waits_first", _waits_first),
    ("when_it_comes", on_arrival),
    ("not_home", _nobody_in),
    ("refuses_parcel", may_refuse),
    ("not_in_time", _too_late_for_them),
    ("extra_cost", no_extra),
    ("courier_silent", _silent),
    ("refuses_wish", courier_refuses),
    ("left_at_point", _left_at_point),
)
"""The same for what is supposed: and if nobody is in?"""
