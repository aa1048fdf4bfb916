"""Parcels under way: where, when, by whom, and what the courier can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.matters import exchange, resend
from actions.matters.about import TOLD_WHOLE, About
from actions.matters.answer import Answer, Cell, Deed, Do, Say, Wished, answer, offer, say
from actions.matters.courier_notes import note_waiting, replaced_by, said_before, told_of
from actions.matters.enquiries import ask_person, enquiry
from actions.matters.parcels import (
    GONE,
    UNDER_WAY,
    Standing,
    address_of,
    code_of,
    collect_until,
    courier_of,
    courier_pushed,
    given_up_from,
    goods_in,
    has_come,
    items_lost,
    line_of,
    money_for,
    number_of,
    offer_of_money,
    overdue,
    parcel_of,
    parcels_of,
    phone_of,
    promise,
    resend_button,
    say_numbers,
    settled_by,
    silent_since,
    standing,
    still_at_shop,
    words_of,
    words_with_phone,
)
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline
from careline.core.orders import Parcel, ParcelKind, Payment, RefundKind
from careline.core.paid import takes_back
from careline.core.pieces import contents_of
from careline.core.remedies import IN_PLACE_OF, REPLACES, RemedyKind, RemedyState, overlaps
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.couriers import at_point, hours_in
from understanding.details.delivery import WISHES
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter
from understanding.words import said_by

MATTER = Matter.DELIVERY
NOT_REFUSED = enquiry(
    Enquiry.NOT_REFUSED, MATTER, "did not refuse the parcel; ask the courier who sent it back and why"
)
_INSTEAD = frozenset({RemedyKind.REFUND, RemedyKind.RESEND, RemedyKind.CANCEL})
"""Who asked for one of these does not want the parcel any more."""

# Telling the courier something


def tell_refused(view: View, _kept: Mapping[str, Any]) -> tuple[Say, ...]:
    """Why nothing can be passed on now: nothing has left yet, it has come, or it will not come."""
    parcel = parcel_of(view)
    where = standing(view, parcel)
    goods = goods_in(view, parcel)
    if where is Standing.UNSENT:
        return (say("utter_courier_none_yet", goods=goods),)
    if where in GONE:
        return (say("utter_courier_gone", goods=goods),)
    if where is Standing.CLOSED:
        return (say("utter_courier_none", goods=goods),)
    return ()


def _tell_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    note, parcel = str(kept.get("note") or view.said.as_written), parcel_of(view)
    what, of_parcel = str(kept.get("what", "wish")), {"parcel_id": parcel.parcel_id} if parcel else {}
    if what == "question":
        return Wished(details={"note": note, "what": what} | of_parcel, about="question")
    replaced: dict[str, Any] = {}
    if what == "wish":
        note = said_before(view, note)
        replaced = {IN_PLACE_OF: kept[IN_PLACE_OF]} if kept.get(IN_PLACE_OF) else replaced_by(view, note)
    return Wished(details={"note": note, "what": what} | of_parcel | replaced, about=f"note {_mark(note)}")


def _mark(note: str) -> str:
    """The same note again is the same wish."""
    return hashlib.sha256(note.encode()).hexdigest()[:12]


def _told(view: View, remedy: Remedy) -> tuple[Say, ...]:
    courier, by = courier_of(view, parcel_of(view)), view.at(remedy.due_at or view.now)
    if remedy.details.get("what") == "question":
        return (say("utter_courier_asked", courier=courier, by=by),)
    if remedy.details.get("what") == "report":
        return (say("utter_courier_report_passed_on", courier=courier, by=by),)
    return (told_of(view, remedy),)


TELL = Deed(
    name="tell_courier", kind=RemedyKind.URGE_COURIER, matter=MATTER, refused=tell_refused, wished=_tell_wished,
    told=_told,
)  # fmt: skip


def tell(view: View) -> Do:
    """Pass on what the words wish of the courier; else what we offered to pass on."""
    wishes = view.says(*WISHES, "courier_told", "tell_them", "number_changed")
    kept = view.kept or {}
    if not wishes and kept.get("deed") == TELL.name and kept.get("note"):
        return Do(deed=TELL, kept={"note": str(kept["note"])})
    return Do(deed=TELL, kept={"note": view.said.courier_note})


def in_place_of(earlier: Remedy, note: str) -> Do:
    """Pass on a corrected note instead of that one."""
    return Do(deed=TELL, kept={"note": note, IN_PLACE_OF: str(earlier.remedy_id)})


def report(view: View) -> Do:
    """Pass on what happened, as they told it."""
    return Do(deed=TELL, kept={"note": view.said.as_written.strip(), "what": "report"})


def ask_courier(view: View) -> Do:
    """Have the courier asked what only they can know; one question at a time is enough."""
    return Do(deed=TELL, kept={"note": view.said.as_written.strip(), "what": "question"})


def offered_note(view: View) -> bool:
    """Whether a yes would pass on a note."""
    return view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == TELL.name


# Cells


def status(view: View, _question: Question) -> Answer | None:
    """Where it is; yes or no first where one thing was asked."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if found := _by_detail(view, parcel, where):
        return found
    if where is Standing.UNSENT and still_at_shop(view) and (found := _unsent(view)):
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


def when(view: View, question: Question) -> Answer | None:
    """When it comes: the courier's own date, today, or that nobody gives one, and from when on it counts as late."""
    if exchange.is_awaited(view):
        return exchange.when(view, question)
    parcel, where = _meant(view)
    if parcel and where is Standing.TO_COLLECT and view.says("kept_how_long"):
        return _kept_until(view, parcel)
    if view.says("opening_hours") and (found := _hours(view, parcel, where)):
        return found
    if parcel is None or where not in UNDER_WAY:
        return _not_under_way(view, parcel, where)
    if view.says("counts_as_lost") and (lost := lost_after(view, parcel)):
        return lost
    if view.says("is_normal", "how_long_still"):
        return _standing_still(view, parcel)
    if view.says("answer_plainly", "can_or_cannot") and parcel.expected_at is None and where is Standing.MOVING:
        return answer(say("utter_delivery_day_not_promised", line=line_of(view, parcel)))
    found = _arrival(view, parcel, where)
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


def how_long(view: View, _question: Question) -> Answer | None:
    """Whether it stands still for too long, by how much, and how long is allowed."""
    parcel, where = _meant(view)
    if parcel and where is Standing.TO_COLLECT:
        return _kept_until(view, parcel)
    if parcel is None or where not in UNDER_WAY:
        return _not_under_way(view, parcel, where)
    if view.says("counts_as_lost") and (found := lost_after(view, parcel)):
        return found
    missed_day = parcel.expected_at and parcel.expected_at <= view.now
    if missed_day and not view.says("is_normal", "how_long_still"):
        return _expected_before(view, parcel)
    return _standing_still(view, parcel)


def why(view: View, _question: Question) -> Answer | None:
    """The courier's own words; where there are none they are asked."""
    parcel, where = _meant(view)
    if parcel is None or where is Standing.CLOSED:
        return _not_under_way(view, parcel, where)
    if view.says("split") and len(parcels_of(view)) > 1:
        return answer(say("utter_delivery_split"), *say_numbers(view)[:1])
    if where is Standing.CUSTOMS and view.says("id_wanted"):
        return _id(view, parcel)
    words, line = words_of(view, parcel), line_of(view, parcel)
    said = say("utter_courier_says", words=words) if words else say("utter_delivery_why_unsaid", line=line)
    if where in GONE and view.says("did_not_refuse"):
        return answer(said, do=ask_person(view, NOT_REFUSED))
    if where in GONE:
        return _gone(view, said)
    if overdue(view, parcel):
        return answer(said, urge=BlockKind.LOGISTICS)
    return answer(said, do=ask_courier(view))


def where_to(view: View, _question: Question) -> Answer | None:
    """The pick-up point, the place it was put, the address on it; where it is now if no address is asked for."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if view.says("courier_phone", "tracking_number", "pickup_code") and (found := _by_detail(view, parcel, where)):
        return found
    if where not in {Standing.TO_COLLECT, Standing.ARRIVED} and not view.says("destination"):
        return answer(then="track_shipment")  # 走到哪里了
    named = view.says("which_point") and Matter.DELIVERY in view.spoken_of[:1]
    if parcel and where is Standing.TO_COLLECT and named and (words := words_of(view, parcel)):
        return answer(say("utter_delivery_point_named", words=words))
    if parcel and where is Standing.TO_COLLECT:
        return answer(*_to_collect(view, parcel))
    if parcel and where is Standing.ARRIVED:
        return put_where(view, parcel)
    return _and_when(view, parcel, where, answer(say_address(view)))


def put_where(view: View, parcel: Parcel) -> Answer:
    """Where it was put and by whom it was signed for: the courier's words, and the courier is asked for the rest."""
    if words := words_of(view, parcel):
        return answer(say("utter_delivery_written_only", words=words), do=ask_courier(view))
    if handed := phrases.handed_over(parcel):
        return answer(say("utter_delivery_signed_only", at=view.at(handed[0])), do=ask_courier(view))
    return answer(say("utter_handed_over_untracked", goods=goods_in(view, parcel)), do=ask_courier(view))


def who(view: View, _question: Question) -> Answer | None:
    """The courier, the number to call, and the parcel's number to give."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if parcel is None:
        return _no_parcel(view, where)
    if view.says("bears_loss"):
        return _duty(view, parcel, where) if where is Standing.CUSTOMS else bears_loss(view, _question)
    if found := _unreachable(view, parcel, where):
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
    return _and_when(view, parcel, where, answer(*_contact(view, parcel), *ours))


def by_whose_word(view: View, parcel: Parcel) -> Answer:
    """Where we know it from: the courier's own scans, which they can check by the number."""
    told = say("utter_delivery_by_scan", courier=courier_of(view, parcel), line=line_of(view, parcel))
    number = number_of(view, parcel)
    checks = (say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number),) if number else ()
    return answer(told, *checks)


def who_looks(view: View, parcel: Parcel) -> Answer:
    """Who is looking into it, by when they answer, and whom the consumer can call as well."""
    courier, number = courier_of(view, parcel), number_of(view, parcel)
    says = list(_phone(view, parcel))
    if number:
        says.append(say("utter_delivery_call_too", courier=courier, number=number))
    else:
        says.append(say("utter_delivery_courier_unnumbered", courier=courier))
    pushed = courier_pushed(view)
    if pushed:
        looks = say("utter_delivery_who_looks", courier=courier, by=view.at(pushed.due_at or view.now))
        return answer(looks, *says)
    return answer(*says, urge=BlockKind.LOGISTICS if overdue(view, parcel) else None)


def bears_loss(view: View, _question: Question) -> Answer | None:
    """Not the consumer: the shop makes good for what did not reach them."""
    amount = money_for(view, items_lost(view))
    if not amount.amount:
        return answer(say("utter_missing_not_yours"))
    return answer(say("utter_missing_shop_bears", amount=view.money(amount)))


def turns_up(view: View, _question: Question) -> Answer:
    """What is to be done with it, by whether money or another one is under way."""
    if view.open_remedy(RemedyKind.REFUND) or any(one.live for one in view.order.refunds):
        return answer(say("utter_missing_turns_up_asked"))
    if settled_by(view) or view.done_remedy(*REPLACES):
        return answer(say("utter_missing_turns_up_settled"))
    return answer(say("utter_missing_turns_up"))


def which(view: View, _question: Question) -> Answer | None:
    """The number of each parcel, or the code to collect it by."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if parcel and where is Standing.ARRIVED and view.says("left_where", "signed_by"):
        return put_where(view, parcel)
    if parcel and view.says("courier_phone", "courier_number"):
        return answer(*_contact(view, parcel))
    if parcel and where is Standing.TO_COLLECT and view.says("which_point") and (words := words_of(view, parcel)):
        return answer(say("utter_delivery_point_named", words=words))
    found = _numbers(view, parcel, where)
    return _and_when(view, parcel, where, found) if found else None


def how(view: View, question: Question) -> Answer | None:
    """How to collect it, to reach the courier, or to follow it."""
    parcel, where = _meant(view)
    if found := _by_detail(view, parcel, where):
        return found
    if parcel and where is Standing.TO_COLLECT:
        return _code(view, parcel, where)
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    if where is Standing.HELD and view.says("not_wanted_then", "money_wished", "again_wished"):
        return what_next(view, question)
    return may_i(view, question) if view.says("to_courier", *WISHES) else who(view, question)


def may_i(view: View, _question: Question) -> Answer | None:
    """What the courier decides is offered to be passed on; a refusal at the door, extra cost and duties are told."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if found := _by_detail(view, parcel, where):
        return found
    if where in GONE and view.says("again_wished", "asks_whether") and (gone := _not_under_way(view, parcel, where)):
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
    return answer(*_phone(view, parcel), asks, offer=offer(TELL, note=note))


def do_it(view: View, question: Question) -> Answer | None:
    """Pass on what they wish at once; else push the courier, or the shop while nothing has left."""
    parcel, where = _meant(view)
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
        return answer(*_phone(view, parcel), do=tell(view))
    return _push(view, parcel, where)


def lies_at_point(view: View, parcel: Parcel | None) -> bool:
    """Whether what counts as delivered was put into a locker or a shop, where it waits for them."""
    return at_point(words_of(view, parcel))


def _as_before(view: View, where: Standing) -> Answer | None:
    """The note that was passed on is taken back: as on the label, please."""
    told = note_waiting(view)
    if told is None or where not in UNDER_WAY or not view.says("as_normal"):
        return None
    note = view.either("按面单上的地址正常送", "deliver as on the label")
    return answer(say("utter_delivery_as_before"), do=in_place_of(told, note))


def change(view: View, question: Question) -> Answer | None:
    """Another time, place or way: a question is answered with an offer, a request is passed on at once."""
    if view.says("asks_whether") and not view.says("to_courier"):
        return may_i(view, question)
    return do_it(view, question)


def what_if(view: View, _question: Question) -> Answer | None:
    """Nobody in, not collected, not in time, the courier refuses, it never moves again."""
    parcel, where = _meant(view)
    if view.says("turns_up_later") and (where is Standing.ARRIVED or where in GONE):
        return turns_up(view, _question)
    if view.says("pickup_code") and (told_first := _numbers(view, parcel, where)):
        return told_first
    if (
        where is Standing.TO_COLLECT
        and view.says("goes_back", "not_fetched")
        and (told_first := _goes_back(view, parcel, where))
    ):
        return told_first
    if parcel is None or where not in UNDER_WAY:
        return _not_under_way(view, parcel, where) if where is not Standing.ARRIVED else None
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    supposed = (told(view, parcel, where) for detail, told in _SUPPOSED if view.says(detail))
    found = next((one for one in supposed if one), None)
    if found is None and where is Standing.CUSTOMS and not view.says("lost", "declared_lost", "money_safe"):
        found = _duty_refused(view, parcel, where)  # it lies there as long as nobody hands in what is wanted
    return found or lost_after(view, parcel)


def choice(view: View, *says: Say) -> Answer | None:
    """The money with its sum and sending again beside it, for what is still under way and not wanted any more."""
    items = items_lost(view)
    amount = money_for(view, items)
    if settled_by(view) or not amount.amount:
        return answer(*says) if says else None
    asks = say("utter_delivery_choice", amount=view.money(amount), buttons=resend_button(view, items))
    return answer(*says, asks, offer=offer_of_money(items))


def lost_after(view: View, parcel: Parcel) -> Answer | None:
    """What follows if it does not move again: from when on they may choose, and what."""
    amount = money_for(view, items_lost(view))
    if not amount.amount:
        return None
    lost = given_up_from(view, parcel)
    if lost <= view.now:
        days, waited = view.lasting(view.rules.terms.stalled_after), view.lasting(view.now - silent_since(parcel))
        counts = say("utter_delivery_may_choose", amount=view.money(amount), days=days, waited=waited)
        return answer(counts, say("utter_delivery_choose"))
    return answer(say("utter_delivery_lost_from", due=view.at(lost), amount=view.money(amount)))


def what_next(view: View, _question: Question) -> Answer | None:
    """Who acts next and by when; what has to be done with a parcel that nobody wants any more."""
    parcel, where = _meant(view)
    if parcel is None or where not in UNDER_WAY:
        return _not_under_way(view, parcel, where) if where is not Standing.ARRIVED else None
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    if where is Standing.ATTEMPT_FAILED:
        note = view.either("请重新派送", "Please deliver it again")
        failed = say("utter_delivery_failed_next", courier=courier_of(view, parcel), line=line_of(view, parcel))
        return answer(failed, offer=offer(TELL, note=note))
    if where is Standing.CUSTOMS:
        return _duty(view, parcel, where) if words_of(view, parcel) else _customs(view, parcel)
    if found := _on_arrival(view, parcel, where):
        return found
    if where is Standing.HELD or given_up_from(view, parcel) <= view.now:
        return choice(view, *_held(view, parcel))
    return _arrival(view, parcel, where)


def _held(view: View, parcel: Parcel) -> tuple[Say, ...]:
    """Where it stands still, and what the courier wrote of it."""
    words = words_of(view, parcel)
    wrote = (say("utter_courier_says", words=words),) if words else ()
    return (say("utter_delivery_stuck", line=line_of(view, parcel)), *wrote)


def not_all(view: View, question: Question) -> Answer | None:
    """Only a part came: where the rest is, and that nothing was left out."""
    every, left = parcels_of(view), view.order.not_dispatched()
    if view.says(*WISHES):
        return change(view, question)
    if _meant(view)[1] is Standing.CLOSED or (len(every) < 2 and not left):
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


def happened(view: View, _question: Question) -> Answer | None:
    """What the courier did: passed on to them, with an answer by a time."""
    parcel, where = _meant(view)
    if where not in GONE | {Standing.CLOSED} and (found := _unreachable(view, parcel, where)):
        return found
    if view.says("tracking_number", "courier_phone", "pickup_code") and (found := _by_detail(view, parcel, where)):
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


def undo(view: View, question: Question) -> Answer | None:
    """It is to be sent back, or to be brought otherwise than was passed on."""
    if view.says("refuses_parcel"):
        return may_i(view, question)
    if before := _as_before(view, _meant(view)[1]):
        return before
    return change(view, question) if view.says(*WISHES) else None


def evidence(view: View, question: Question) -> Answer | None:
    """Photos and recordings: keep them, and what they show is passed on."""
    parcel, where = _meant(view)
    if parcel and where is Standing.CUSTOMS and view.says("makes_sure"):
        courier, number = courier_of(view, parcel), number_of(view, parcel)
        return answer(say("utter_delivery_duty_check", courier=courier, number=number))
    if view.says("customs", "id_wanted") and (found := _by_detail(view, *_meant(view))):
        return found
    if happened(view, question) is None:
        return None
    return answer(say("utter_courier_evidence"), do=report(view))


def confirm(view: View, question: Question) -> Answer | None:
    """Yes or no, is it there by then? No courier promises that."""
    return when(view, question) if view.says("asks_whether") else None


def how_much(view: View, _question: Question) -> Answer | None:
    """What is still to be paid at the door: nothing, or the sum that is paid on delivery."""
    parcel, where = _meant(view)
    if where is Standing.CLOSED:
        return None
    if view.says("refuses_parcel") and (found := _may_refuse(view, parcel, where)):
        return found
    customs = view.says("customs") or (where is Standing.CUSTOMS and not view.says("freight_named"))
    return _duty(view, parcel, where) if customs else _no_extra(view, parcel, where)


def _meant(view: View) -> tuple[Parcel | None, Standing]:
    parcel = parcel_of(view)
    return parcel, standing(view, parcel)


# By standing


def _not_under_way(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """What is to be said of its coming where no courier is bringing it."""
    if where is Standing.UNSENT:
        return _unsent(view)
    if parcel is None:
        return None
    if where in GONE:
        goods, line = goods_in(view, parcel), line_of(view, parcel)
        return _gone(view, say("utter_delivery_will_not_come", goods=goods, line=line))
    if where is Standing.ARRIVED:
        return _arrived(view, parcel)
    return answer(*_to_collect(view, parcel)) if where is Standing.TO_COLLECT else None


def _arrival(view: View, parcel: Parcel, where: Standing) -> Answer:
    line, late = line_of(view, parcel), overdue(view, parcel)
    if late:
        goods, waited = goods_in(view, parcel), _since(view, late)
        stopped = say("utter_delivery_stopped_no_date", goods=goods, waited=waited, line=line)
        return answer(stopped, urge=BlockKind.LOGISTICS)
    if where is Standing.OUT:
        return answer(say("utter_delivery_out_today", courier=courier_of(view, parcel)), *_phone(view, parcel))
    if parcel.expected_at and parcel.expected_at > view.now:
        return answer(say("utter_delivery_expected", at=view.at(parcel.expected_at), line=line))
    if parcel.expected_at:
        return _expected_before(view, parcel)
    return answer(say("utter_delivery_no_date", line=line), *_late_from(view, parcel))


def _standing_still(view: View, parcel: Parcel) -> Answer | None:
    """For how long it may, and whether it has for longer."""
    due = promise(view, parcel)
    if due is None:
        return None
    allowed = view.lasting(due.due - due.since)
    if due.due <= view.now:
        goods, waited, over = goods_in(view, parcel), _since(view, due), view.lasting(view.now - due.due)
        late = say("utter_delivery_too_long", goods=goods, waited=waited, hours=allowed, over=over)
        return answer(late, urge=BlockKind.LOGISTICS)
    line, until = line_of(view, parcel), view.at(due.due)
    if view.says("how_long_still") and not view.says("is_normal"):
        return answer(say("utter_delivery_still_until", hours=allowed, due=until))
    if view.order.address.remote:
        return answer(say("utter_delivery_in_time_remote", line=line, hours=allowed, due=until))
    return answer(say("utter_delivery_in_time", line=line, hours=allowed, due=until))


def _expected_before(view: View, parcel: Parcel) -> Answer:
    expected = parcel.expected_at or view.now
    over = view.lasting(view.now - expected)
    said = say("utter_delivery_expected_late", at=view.at(expected), over=over, line=line_of(view, parcel))
    return answer(said, urge=BlockKind.LOGISTICS)


def _no_parcel(view: View, where: Standing) -> Answer | None:
    if where is Standing.UNSENT:
        return _unsent(view)
    return answer(say("utter_delivery_no_number", goods=view.goods()))


def _numbers(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    if parcel is None:
        return _no_parcel(view, where)
    if view.says("pickup_code") and not view.says("tracking_number"):
        return _code(view, parcel, where)
    only = parcel if view.items else None
    return answer(*(say_numbers(view, only) or (say("utter_delivery_no_number", goods=view.goods()),)))


# Answers to single details


def _by_detail(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """What the words ask for, whichever ask was guessed."""
    if where is Standing.CLOSED:
        return None
    found = (told(view, parcel, where) for detail, told in _DETAILED if view.says(detail))
    return next((one for one in found if one), None)


def _normal(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    return _standing_still(view, parcel) if parcel and where in UNDER_WAY else _not_under_way(view, parcel, where)


def _call(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    meant = parcel is not None and not view.says("to_courier", *WISHES)
    return answer(*_contact(view, parcel)) if parcel and meant else None


def _unsent(view: View) -> Answer | None:
    left = view.order.not_dispatched() if still_at_shop(view) and not view.items else ()
    goods = view.goods(view.items if still_at_shop(view) else None)
    if left:
        goods = phrases.goods_list(left, view.language, spoken=view.spoken)
    if late := view.late(BlockKind.DISPATCH):
        over = view.lasting(view.now - late.due)
        return answer(say("utter_delivery_unsent_late", goods=goods, over=over), urge=BlockKind.DISPATCH)
    if running := view.running(BlockKind.DISPATCH):
        return answer(say("utter_delivery_unsent", goods=goods, due=view.at(running.due)))
    return None


def _arrived(view: View, parcel: Parcel) -> Answer:
    handed, goods = phrases.handed_over(parcel), goods_in(view, parcel)
    if handed is None:
        return answer(say("utter_handed_over_untracked", goods=goods))
    return answer(say("utter_parcel_arrived", goods=goods, parcel=view.parcel(parcel), at=view.at(handed[0])))


def _to_collect(view: View, parcel: Parcel) -> tuple[Say, ...]:
    """Where it lies, the code if the courier wrote it, and until when."""
    goods, line, words, due = (
        goods_in(view, parcel),
        line_of(view, parcel),
        words_of(view, parcel),
        promise(view, parcel),
    )
    says = [say("utter_delivery_to_collect", goods=goods, line=line)]
    if words:
        says.append(say("utter_courier_says", words=words))
    until = collect_until(parcel) or (due.due if due else None)
    if until and until > view.now:
        says.append(say("utter_delivery_collect_by", due=view.at(until)))
    elif due:
        says.append(say("utter_delivery_collect_now", waited=_since(view, due)))
    return tuple(says)


def _code(view: View, parcel: Parcel, where: Standing) -> Answer:
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
    return answer(*says, *_contact(view, parcel))


def _contact(view: View, parcel: Parcel) -> tuple[Say, ...]:
    """The telephone that the courier wrote; else whom to call with which number."""
    number = number_of(view, parcel)
    if phone := _phone(view, parcel):
        words = "" if view.spoken else words_with_phone(parcel)
        return (*phone, say("utter_courier_says", words=words)) if words else phone
    if number:
        return (say("utter_delivery_courier", courier=courier_of(view, parcel), number=number),)
    return (say("utter_delivery_courier_unnumbered", courier=courier_of(view, parcel)),)


def _phone(view: View, parcel: Parcel | None) -> tuple[Say, ...]:
    phone = phone_of(view, parcel)
    return (say("utter_courier_phone", courier=courier_of(view, parcel), phone=phone),) if phone else ()


def _late_from(view: View, parcel: Parcel) -> tuple[Say, ...]:
    due = promise(view, parcel)
    return (say("utter_delivery_late_from", due=view.at(due.due)),) if due and due.due > view.now else ()


def _since(view: View, due: Deadline) -> str:
    return view.lasting(view.now - due.since)


def _push(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Chase whoever has it."""
    if where is Standing.UNSENT and still_at_shop(view):
        return _unsent_pushed(view)
    if where is Standing.UNSENT:
        return answer(then="ask_dispatch") if view.order.paid_at else None
    if where in GONE or where is Standing.ARRIVED:
        return _not_under_way(view, parcel, where)
    pushed = courier_pushed(view)
    if parcel and pushed and pushed.due_at and pushed.due_at > view.now and pushed.details.get("what") != "wish":
        at, by = view.at(pushed.requested_at), view.at(pushed.due_at)
        return answer(say("utter_delivery_chased_already", courier=courier_of(view, parcel), at=at, by=by))
    late = overdue(view, parcel) or view.order.not_dispatched()  # else the shop would be pushed as well
    return answer(urge=BlockKind.LOGISTICS) if late else answer(push=True)


def _unsent_pushed(view: View) -> Answer | None:
    """The shop is pushed for the rest, late or not."""
    found = _unsent(view)
    if found is None or found.urge:
        return found
    return replace(found, push=True)


def _and_when(view: View, parcel: Parcel | None, where: Standing, found: Answer) -> Answer:
    """The answer with when it comes, where the words ask for that too."""
    if not view.says("asks_when") or parcel is None or where not in UNDER_WAY:
        return found
    coming = _arrival(view, parcel, where)
    return replace(found, says=(*found.says, *coming.says), urge=found.urge or coming.urge)


def _on_arrival(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """What to do with it when it comes: take it, or refuse it and have the money back."""
    if parcel is None or where not in UNDER_WAY or not view.says("when_it_comes"):
        return None
    amount = money_for(view, items_lost(view))
    if not amount.amount:
        return answer(say("utter_delivery_on_arrival_unpaid"))
    return answer(say("utter_delivery_on_arrival", goods=goods_in(view, parcel), amount=view.money(amount)))


def _waits_first(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """They wait some time and want the money then: yes, with the sum; nothing is asked for yet."""
    amount = money_for(view, items_lost(view))
    if parcel is None or not view.says("money_wished", "not_wanted_then") or not amount.amount:
        return None
    return answer(say("utter_delivery_waits_first", amount=view.money(amount)))


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


def not_wanted(view: View, parcel: Parcel | None, where: Standing) -> bool:
    """Whether the money back or another parcel is under way for what is still coming."""
    if parcel is None or where not in UNDER_WAY or parcel.kind is not ParcelKind.ORIGINAL:
        return False
    held = contents_of(view.order, parcel)
    asked = (one for one in view.remedies if one.kind in _INSTEAD)
    instead = [one.items for one in asked if one.open or one.state is RemedyState.DONE]
    instead += [one.items for one in view.order.refunds if takes_back(one)]
    return any(overlaps(items, held) for items in instead)


def _may_refuse(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    if where is Standing.ARRIVED or view.says("to_courier"):
        return None
    if not_wanted(view, parcel, where):
        return answer(say("utter_delivery_just_refuse"))
    amount = money_for(view, None)
    if not amount.amount:
        return answer(say("utter_delivery_may_refuse_unpaid"))
    cost = (say("utter_delivery_refuse_cost"),) if view.says("extra_cost", "freight_named", "asks_cost") else ()
    return answer(say("utter_delivery_may_refuse", amount=view.money(amount)), *cost)


def _no_extra(view: View, _parcel: Parcel | None, _where: Standing) -> Answer:
    if view.order.payment is Payment.ON_DELIVERY and view.order.paid_at is None:
        return answer(say("utter_delivery_pay_at_door", amount=view.money(view.order.total)))
    return answer(say("utter_delivery_no_extra"))


def _customs(view: View, parcel: Parcel) -> Answer:
    return answer(say("utter_delivery_customs", line=line_of(view, parcel)), do=ask_courier(view))


def _duty(view: View, parcel: Parcel | None, where: Standing) -> Answer:
    """Who decides on duties and papers, with the number to ask by; the courier is asked as well."""
    if parcel is None:
        return answer(say("utter_delivery_duty_unsent"))
    says = [say("utter_delivery_duty", courier=courier_of(view, parcel))]
    if words := words_of(view, parcel):
        says.append(say("utter_courier_says", words=words))
    if number := number_of(view, parcel):
        says.append(say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number))
    return answer(*says, do=ask_courier(view) if where in UNDER_WAY else None)


def _id(view: View, parcel: Parcel) -> Answer:
    """Customs may want to know who it is for; that is told to the courier itself and to nobody in a chat."""
    number = number_of(view, parcel)
    asks = (say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number),) if number else ()
    words = words_of(view, parcel)
    wrote = (say("utter_courier_says", words=words),) if words else ()
    duty = (say("utter_delivery_duty", courier=courier_of(view, parcel)),) if view.says("customs") else ()
    return answer(*wrote, *duty, say("utter_delivery_id", courier=courier_of(view, parcel)), *asks[: 1 - len(duty)])


def _at_customs(ask: Ask, cell: Cell) -> Cell:
    """At customs the papers and duties that the words name are the answer, whatever else they were read as. The courier
    is asked only where it is clear that they ask."""

    def answered(view: View, question: Question) -> Answer | None:
        parcel, where = _meant(view)
        if where is not Standing.CUSTOMS or not view.says(*_OF_CUSTOMS) or view.says("chase"):
            return cell(view, question)
        if (
            ask in _SUPPOSES
            or view.says("makes_sure")
            or view.says("refuses_parcel", "tracking_number", "courier_phone", "money_wished")
        ):
            return cell(view, question)
        found = _id(view, parcel) if parcel and view.says("id_wanted") else _duty(view, parcel, where)
        return found if question.ask_sure >= _ASKED_SURELY else replace(found, do=None)

    return answered


_SUPPOSES = frozenset({Ask.WHAT_IF, Ask.DO_IT, Ask.CHANGE, Ask.UNDO, Ask.HOW_LONG_OVERDUE, Ask.WHEN})
_ASKED_SURELY = 0.5
_OF_CUSTOMS = ("customs", "id_wanted", "documents", "import_charges")


def _id_asked(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    return _id(view, parcel) if parcel and where is Standing.CUSTOMS else None


def _goes_back(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Seized or sent back on the way: the money is not lost."""
    amount = money_for(view, items_lost(view))
    if parcel is None or not amount.amount:
        return None
    if where is Standing.CUSTOMS:
        return answer(say("utter_delivery_customs_back", amount=view.money(amount)))
    return answer(say("utter_delivery_returned_then", amount=view.money(amount)))


def _silent(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """The courier does not call before, and it is not handed over."""
    number = number_of(view, parcel) if parcel else ""
    if not number:
        return None
    return answer(say("utter_delivery_no_call", courier=courier_of(view, parcel), number=number))


def _unreachable(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """They ring the courier in vain: what we have asked of the courier is answered here, else it is passed on."""
    if parcel is None or not view.says("courier_unreachable"):
        return None
    pushed = courier_pushed(view)
    if pushed and pushed.due_at and pushed.due_at > view.now:
        return answer(say("utter_courier_unreachable", courier=courier_of(view, parcel), by=view.at(pushed.due_at)))
    return answer(do=report(view))


def _hours(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
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


def _kept_until(view: View, parcel: Parcel) -> Answer:
    """How long it is kept there, and that more time can be asked for."""
    note = view.either("请多留几天", "please keep it a few days longer")
    asks = say("utter_courier_offer", courier=courier_of(view, parcel), note=note)
    return answer(*_to_collect(view, parcel)[-1:], asks, offer=offer(TELL, note=note))


def _duty_refused(view: View, _parcel: Parcel | None, where: Standing) -> Answer | None:
    if where is not Standing.CUSTOMS and not view.says("customs"):
        return None
    amount = money_for(view, None)
    return answer(say("utter_delivery_duty_refused", amount=view.money(amount))) if amount.amount else None


def _nobody_in(view: View, parcel: Parcel | None, _where: Standing) -> Answer:
    return answer(say("utter_delivery_not_home", courier=courier_of(view, parcel)))


def _too_late_for_them(view: View, _parcel: Parcel | None, _where: Standing) -> Answer:
    amount = money_for(view, None)
    if not amount.amount:
        return answer(say("utter_delivery_may_refuse_unpaid"))
    said = say("utter_delivery_not_in_time", amount=view.money(amount))
    return answer(said, then="ask_return_freight" if view.says("freight_named") else None)


def _left_at_point(view: View, parcel: Parcel | None, _where: Standing) -> Answer:
    """If it is put into a pick-up point all the same: brought to the door on a word."""
    return answer(say("utter_delivery_if_left", courier=courier_of(view, parcel)))


def courier_refuses(view: View, parcel: Parcel | None, _where: Standing) -> Answer | None:
    """If the courier does not do what was passed on, or will be."""
    wished = courier_pushed(view) or view.says("to_courier", *WISHES)
    return answer(say("utter_courier_refuses", courier=courier_of(view, parcel))) if wished else None


def _gone(view: View, *says: Say) -> Answer:
    """It will not come: what was asked for instead, else the offer of the money with sending again beside it."""
    if settled_by(view):
        return answer(*says, say("utter_delivery_settled_already"))
    items = items_lost(view)
    amount = money_for(view, items)
    if not amount.amount:
        return answer(*says)
    asks = say("utter_gone_offer", amount=view.money(amount), buttons=resend_button(view, items))
    return answer(*says, asks, offer=offer_of_money(items))


def say_address(view: View) -> Say:
    """Where the order goes, with the recipient."""
    place = address_of(view)
    if not place:
        return say("utter_address_unknown")
    return say("utter_address_is", address=place, name=view.order.address.recipient or view.customer.name)


_Told = Callable[[View, Parcel | None, Standing], Answer | None]
_DETAILED: tuple[tuple[str, _Told], ...] = (
    ("id_wanted", _id_asked),
    ("customs", _duty),
    ("opening_hours", _hours),
    ("other_collects", _other_collects),
    ("refuses_parcel", _may_refuse),
    ("extra_cost", _no_extra),
    ("is_normal", _normal),
    ("how_long_still", _normal),
    ("chased_yet", chased),
    ("courier_phone", _call),
    ("when_it_comes", _on_arrival),
    ("pickup_code", _numbers),
    ("tracking_number", _numbers),
)
"""What is told of each detail; the first that tells something."""
_SUPPOSED: tuple[tuple[str, _Told], ...] = (
    ("courier_unreachable", _unreachable),
    ("customs_return", _goes_back),
    ("customs", _duty_refused),
    ("does_not_pay", _duty_refused),
    ("waits_first", _waits_first),
    ("when_it_comes", _on_arrival),
    ("not_home", _nobody_in),
    ("refuses_parcel", _may_refuse),
    ("not_in_time", _too_late_for_them),
    ("extra_cost", _no_extra),
    ("courier_silent", _silent),
    ("refuses_wish", courier_refuses),
    ("left_at_point", _left_at_point),
)
"""The same for what is supposed: and if nobody is in?"""


def _or_the_new_one(ask: Ask, cell: Cell) -> Cell:
    """What was sent for has come; where another one is sent in its place, that is the one they wait for."""

    def answered(view: View, question: Question) -> Answer | None:
        if _meant(view)[1] is not Standing.ARRIVED or view.says("signed_by", "left_where"):
            return cell(view, question)
        other = next((cells.get(ask) for under_way, cells in _NEW_ONES if under_way(view)), None)
        return (other(view, question) if other else None) or cell(view, question)

    return answered


def _exchanged(view: View) -> bool:
    live = any(one.live and one.kind is RefundKind.EXCHANGE for one in view.order.refunds)
    return live or view.open_remedy(RemedyKind.EXCHANGE) is not None


def _sent_again(view: View) -> bool:
    return view.open_remedy(RemedyKind.RESEND) is not None


_NEW_ONES = ((_exchanged, exchange.CELLS), (_sent_again, resend.CELLS))
_OF_THE_NEW_ONE = (Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.WHY, Ask.WHERE_TO, Ask.DO_IT, Ask.WHAT_NEXT)

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: how_long,
    Ask.WHY: why,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHICH: which,
    Ask.HOW: how,
    Ask.HOW_MUCH: how_much,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.DO_IT: do_it,
    Ask.CHANGE: change,
    Ask.NOT_ALL: not_all,
    Ask.UNDO: undo,
    Ask.REPORT: happened,
    Ask.COMPLAIN: complain,
    Ask.EVIDENCE: evidence,
    Ask.CONFIRM: confirm,
}
CELLS |= {ask: _or_the_new_one(ask, CELLS[ask]) for ask in _OF_THE_NEW_ONE}
CELLS = {ask: _at_customs(ask, cell) for ask, cell in CELLS.items()}


def _given(said: Reading, near: Sequence[Matter], _asked: str | None) -> Ask | None:
    """A bare 单号, of what is on its way."""
    asks = near[:1] in ([MATTER], [Matter.ADDRESS]) and said.says("tracking_number")
    return Ask.WHICH if asks else None


ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(TELL, NOT_REFUSED),
    intents=("track_shipment", "report_logistics_stalled"),
    topic="track_shipment",
    opens=TOLD_WHOLE - {Ask.DO_IT},
    rank=relevance.logistics,
    given=_given,
    of_a_day=True,
)
