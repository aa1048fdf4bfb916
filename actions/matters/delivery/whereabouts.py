"""Where it is, where it goes, who has it, and by which number."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, answer, say
from actions.matters.delivery.coming import arrival, no_parcel, numbers_told, parcel_meant, to_collect, unsent
from actions.matters.delivery.contact import by_whose_word, contact_told, put_where, say_address, who_looks
from actions.matters.delivery.customs import duties
from actions.matters.delivery.details import by_detail, unreachable
from actions.matters.delivery.loss import bears_loss
from actions.matters.parcels import (
    UNDER_WAY,
    Standing,
    courier_pushed,
    goods_in,
    has_come,
    line_of,
    overdue,
    parcels_of,
    still_at_shop,
    words_of,
)
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel
from understanding.context import Question
from understanding.taxonomy import Matter


def status(view: View, _question: Question) -> Answer | None:
    """Where it is; yes or no first where one thing was asked."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if found := by_detail(view, parcel, where):
        return found
    if where is Standing.UNSENT and still_at_shop(view) and (found := unsent(view)):
        return found
    return _come_yet(view, parcel, where) or _on_the_way(view, parcel, where) or answer(then="track_shipment")


def _on_the_way(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Nothing but where it is, for one parcel that moves as it should."""
    waited_for = [one for one in parcels_of(view) if not has_come(view, one)]
    if parcel is None or overdue(view, parcel) or (len(waited_for) > 1 and not view.items):
        return None
    if view.order.not_dispatched() and not (view.items or view.says("the_sent_one")):
        return None
    goods, name, line = goods_in(view, parcel), view.parcel(parcel), line_of(view, parcel)
    if where is Standing.MOVING:
        day = (say("utter_delivery_day_unsure"),) if view.says("by_a_day") and parcel.expected_at is None else ()
        return answer(say("utter_parcel_moving", goods=goods, parcel=name, line=line), *day)
    return answer(say("utter_parcel_out", goods=goods, parcel=name, line=line)) if where is Standing.OUT else None


def _come_yet(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """No, it is not there yet, where that is asked."""
    if parcel is None or where not in UNDER_WAY or not view.says("come_yet"):
        return None
    late = overdue(view, parcel)
    said = say("utter_missing_on_its_way", line=line_of(view, parcel))
    return answer(said, urge=BlockKind.LOGISTICS if late else None)


def where_to(view: View, _question: Question) -> Answer | None:
    """The pick-up point, the place it was put, the address on it; where it is now if no address is asked for."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if view.says("courier_phone", "tracking_number", "pickup_code") and (found := by_detail(view, parcel, where)):
        return found
    if where not in {Standing.TO_COLLECT, Standing.ARRIVED} and not view.says("destination"):
        return answer(then="track_shipment")  # 走到哪里了
    named = view.says("which_point") and Matter.DELIVERY in view.spoken_of[:1]
    if parcel and where is Standing.TO_COLLECT and named and (words := words_of(view, parcel)):
        return answer(say("utter_delivery_point_named", words=words))
    if parcel and where is Standing.TO_COLLECT:
        return answer(*to_collect(view, parcel))
    if parcel and where is Standing.ARRIVED:
        return put_where(view, parcel)
    return _and_when(view, parcel, where, answer(say_address(view)))


def who(view: View, _question: Question) -> Answer | None:
    """The courier, the number to call, and the parcel's number to give."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if parcel is None:
        return no_parcel(view, where)
    if view.says("bears_loss"):
        return duties(view, parcel, where) if where is Standing.CUSTOMS else bears_loss(view, _question)
    if found := unreachable(view, parcel, where):
        return found
    if view.says("is_lost") and where in UNDER_WAY and (pushed := courier_pushed(view)):
        by = view.at(pushed.due_at or view.now)
        return answer(
            say("utter_missing_not_said_lost", line=line_of(view, parcel)), say("utter_missing_answer_by", by=by)
        )
    if view.says("who_told"):
        return by_whose_word(view, parcel)
    if view.says("signed_by", "left_where") and where is Standing.ARRIVED:
        return put_where(view, parcel)
    if view.says("who_looks"):
        return who_looks(view, parcel)
    pushed = courier_pushed(view)
    ours = (say("utter_delivery_we_ask", by=view.at(pushed.due_at or view.now)),) if pushed else ()
    return _and_when(view, parcel, where, answer(*contact_told(view, parcel), *ours))


def which(view: View, _question: Question) -> Answer | None:
    """The number of each parcel, or the code to collect it by."""
    parcel, where = parcel_meant(view)
    if where is Standing.CLOSED:
        return None
    if parcel and where is Standing.ARRIVED and view.says("left_where", "signed_by"):
        return put_where(view, parcel)
    if parcel and view.says("courier_phone", "courier_number"):
        return answer(*contact_told(view, parcel))
    if parcel and where is Standing.TO_COLLECT and view.says("which_point") and (words := words_of(view, parcel)):
        return answer(say("utter_delivery_point_named", words=words))
    found = numbers_told(view, parcel, where)
    return _and_when(view, parcel, where, found) if found else None


def _and_when(view: View, parcel: Parcel | None, where: Standing, found: Answer) -> Answer:
    """The answer with when it comes, where the words ask for that too."""
    if not view.says("asks_when") or parcel is None or where not in UNDER_WAY:
        return found
    coming = arrival(view, parcel, where)
    return replace(found, says=(*found.says, *coming.says), urge=found.urge or coming.urge)
