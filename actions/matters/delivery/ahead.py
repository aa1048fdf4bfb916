"""What lies ahead: when it comes, why it stands still and for how long, what if, and what next."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, Say, answer, offer, say
from actions.matters.delivery.coming import (
    arrival,
    expected_before,
    kept_until,
    not_under_way,
    numbers_told,
    parcel_meant,
    standing_still,
)
from actions.matters.delivery.contact import say_address
from actions.matters.delivery.customs import customs_asked, duties, duty_refused, id_wanted
from actions.matters.delivery.details import SUPPOSED, goes_back, on_arrival, opening_hours
from actions.matters.delivery.loss import choice, gone_for_good, lost_after, not_wanted, turns_up
from actions.matters.delivery.telling import NOT_REFUSED, TELL, ask_courier
from actions.matters.enquiries import ask_person
from actions.matters.exchange.stages import is_awaited
from actions.matters.exchange.standing import when as when_exchanged
from actions.matters.parcels import (
    GONE,
    UNDER_WAY,
    Standing,
    courier_of,
    given_up_from,
    line_of,
    overdue,
    parcels_of,
    say_numbers,
    words_of,
)
from actions.matters.view import View
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel
from understanding.context import Question


def when(view: View, question: Question) -> Answer | None:
    """When it comes: the courier's own date, today, or that nobody gives one, and from when on it counts as late."""
    if is_awaited(view):
        return when_exchanged(view, question)
    parcel, where = parcel_meant(view)
    if parcel and where is Standing.TO_COLLECT and view.says("kept_how_long"):
        return kept_until(view, parcel)
    if view.says("opening_hours") and (found := opening_hours(view, parcel, where)):
        return found
    if parcel is None or where not in UNDER_WAY:
        return not_under_way(view, parcel, where)
    if view.says("counts_as_lost") and (lost := lost_after(view, parcel)):
        return lost
    if view.says("is_normal", "how_long_still"):
        return standing_still(view, parcel)
    if view.says("answer_plainly", "can_or_cannot") and parcel.expected_at is None and where is Standing.MOVING:
        return answer(say("utter_delivery_day_not_promised", line=line_of(view, parcel)))
    found = arrival(view, parcel, where)
    if rest := _rest_asked(view):
        return replace(found, says=(*found.says[:1], rest))
    if view.says("tracking_number"):
        found = replace(found, says=(*found.says, *say_numbers(view, parcel)))
    return replace(found, says=(*found.says, say_address(view))) if view.says("asks_which_place") else found


def _rest_asked(view: View) -> Say | None:
    """What the shop has not sent yet, where the words ask for that beside the parcel: and when is the rest sent?"""
    left = view.order.not_dispatched()
    if not left or not view.order.parcels or not view.says("dispatch_named", "the_rest"):
        return None
    goods = phrases.goods_list(left, view.language, spoken=view.spoken)
    if late := view.late(BlockKind.DISPATCH):
        return say(
            "utter_delivery_rest_late", left=goods, due=view.at(late.due), over=view.lasting(view.now - late.due)
        )
    running = view.running(BlockKind.DISPATCH)
    return say("utter_delivery_rest_by", left=goods, due=view.at(running.due)) if running else None


def confirm(view: View, question: Question) -> Answer | None:
    """Yes or no, is it there by then? No courier promises that."""
    return when(view, question) if view.says("asks_whether") else None


def how_long(view: View, _question: Question) -> Answer | None:
    """Whether it stands still for too long, by how much, and how long is allowed."""
    parcel, where = parcel_meant(view)
    if parcel and where is Standing.TO_COLLECT:
        return kept_until(view, parcel)
    if parcel is None or where not in UNDER_WAY:
        return not_under_way(view, parcel, where)
    if view.says("counts_as_lost") and (found := lost_after(view, parcel)):
        return found
    missed_day = parcel.expected_at and parcel.expected_at <= view.now
    if missed_day and not view.says("is_normal", "how_long_still"):
        return expected_before(view, parcel)
    return standing_still(view, parcel)


def why(view: View, _question: Question) -> Answer | None:
    """The courier's own words; where there are none they are asked."""
    parcel, where = parcel_meant(view)
    if parcel is None or where is Standing.CLOSED:
        return not_under_way(view, parcel, where)
    if view.says("split") and len(parcels_of(view)) > 1:
        return answer(say("utter_delivery_split"), *say_numbers(view)[:1])
    if where is Standing.CUSTOMS and view.says("id_wanted"):
        return id_wanted(view, parcel)
    words, line = words_of(view, parcel), line_of(view, parcel)
    said = say("utter_courier_says", words=words) if words else say("utter_delivery_why_unsaid", line=line)
    if where in GONE and view.says("did_not_refuse"):
        return answer(said, do=ask_person(view, NOT_REFUSED))
    if where in GONE:
        return gone_for_good(view, said)
    if overdue(view, parcel):
        return answer(said, urge=BlockKind.LOGISTICS)
    return answer(said, do=ask_courier(view))


def what_if(view: View, _question: Question) -> Answer | None:
    """Nobody in, not collected, not in time, the courier refuses, it never moves again."""
    parcel, where = parcel_meant(view)
    if view.says("turns_up_later") and (where is Standing.ARRIVED or where in GONE):
        return turns_up(view, _question)
    if view.says("pickup_code") and (told_first := numbers_told(view, parcel, where)):
        return told_first
    if (
        where is Standing.TO_COLLECT
        and view.says("goes_back", "not_fetched")
        and (told_first := goes_back(view, parcel, where))
    ):
        return told_first
    if parcel is None or where not in UNDER_WAY:
        return not_under_way(view, parcel, where) if where is not Standing.ARRIVED else None
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    supposed = (told(view, parcel, where) for detail, told in SUPPOSED if view.says(detail))
    found = next((one for one in supposed if one), None)
    if found is None and where is Standing.CUSTOMS and not view.says("lost", "declared_lost", "money_safe"):
        found = duty_refused(view, parcel, where)  # it lies there as long as nobody hands in what is wanted
    return found or lost_after(view, parcel)


def what_next(view: View, _question: Question) -> Answer | None:
    """Who acts next and by when; what has to be done with a parcel that nobody wants any more."""
    parcel, where = parcel_meant(view)
    if parcel is None or where not in UNDER_WAY:
        return not_under_way(view, parcel, where) if where is not Standing.ARRIVED else None
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    if where is Standing.ATTEMPT_FAILED:
        note = view.either("请重新派送", "Please deliver it again")
        failed = say("utter_delivery_failed_next", courier=courier_of(view, parcel), line=line_of(view, parcel))
        return answer(failed, offer=offer(TELL, note=note))
    if where is Standing.CUSTOMS:
        return duties(view, parcel, where) if words_of(view, parcel) else customs_asked(view, parcel)
    if found := on_arrival(view, parcel, where):
        return found
    if where is Standing.HELD or given_up_from(view, parcel) <= view.now:
        return choice(view, *_held(view, parcel))
    return arrival(view, parcel, where)


def _held(view: View, parcel: Parcel) -> tuple[Say, ...]:
    """Where it stands still, and what the courier wrote of it."""
    words = words_of(view, parcel)
    wrote = (say("utter_courier_says", words=words),) if words else ()
    return (say("utter_delivery_stuck", line=line_of(view, parcel)), *wrote)
