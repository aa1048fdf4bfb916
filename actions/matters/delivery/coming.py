"""Whether and when it comes, by where it is now."""

from __future__ import annotations

from actions.matters.answer import Answer, Say, answer, offer, say
from actions.matters.delivery.contact import code_told, phone_told
from actions.matters.delivery.loss import gone_for_good
from actions.matters.delivery.telling import TELL
from actions.matters.parcels import (
    GONE,
    Standing,
    collect_until,
    courier_of,
    goods_in,
    line_of,
    overdue,
    parcel_of,
    promise,
    say_numbers,
    standing,
    still_at_shop,
    words_of,
)
from actions.matters.view import View
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline
from careline.core.orders import Parcel


def parcel_meant(view: View) -> tuple[Parcel | None, Standing]:
    """The parcel that is meant, and how it stands."""
    parcel = parcel_of(view)
    return parcel, standing(view, parcel)


def not_under_way(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """What is to be said of its coming where no courier is bringing it."""
    if where is Standing.UNSENT:
        return unsent(view)
    if parcel is None:
        return None
    if where in GONE:
        goods, line = goods_in(view, parcel), line_of(view, parcel)
        return gone_for_good(view, say("utter_delivery_will_not_come", goods=goods, line=line))
    if where is Standing.ARRIVED:
        return _arrived(view, parcel)
    return answer(*to_collect(view, parcel)) if where is Standing.TO_COLLECT else None


def unsent(view: View) -> Answer | None:
    """By when the shop has to send it; None: nobody says."""
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


def to_collect(view: View, parcel: Parcel) -> tuple[Say, ...]:
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


def kept_until(view: View, parcel: Parcel) -> Answer:
    """How long it is kept there, and that more time can be asked for."""
    note = view.either("请多留几天", "please keep it a few days longer")
    asks = say("utter_courier_offer", courier=courier_of(view, parcel), note=note)
    return answer(*to_collect(view, parcel)[-1:], asks, offer=offer(TELL, note=note))


def arrival(view: View, parcel: Parcel, where: Standing) -> Answer:
    """When it comes, of one that a courier is bringing; late, the courier is pushed."""
    line, late = line_of(view, parcel), overdue(view, parcel)
    if late:
        goods, waited = goods_in(view, parcel), _since(view, late)
        stopped = say("utter_delivery_stopped_no_date", goods=goods, waited=waited, line=line)
        return answer(stopped, urge=BlockKind.LOGISTICS)
    if where is Standing.OUT:
        return answer(say("utter_delivery_out_today", courier=courier_of(view, parcel)), *phone_told(view, parcel))
    if parcel.expected_at and parcel.expected_at > view.now:
        return answer(say("utter_delivery_expected", at=view.at(parcel.expected_at), line=line))
    if parcel.expected_at:
        return expected_before(view, parcel)
    return answer(say("utter_delivery_no_date", line=line), *_late_from(view, parcel))


def _late_from(view: View, parcel: Parcel) -> tuple[Say, ...]:
    due = promise(view, parcel)
    return (say("utter_delivery_late_from", due=view.at(due.due)),) if due and due.due > view.now else ()


def expected_before(view: View, parcel: Parcel) -> Answer:
    """It was to come before now: by how much it is late, and a push."""
    expected = parcel.expected_at or view.now
    over = view.lasting(view.now - expected)
    said = say("utter_delivery_expected_late", at=view.at(expected), over=over, line=line_of(view, parcel))
    return answer(said, urge=BlockKind.LOGISTICS)


def standing_still(view: View, parcel: Parcel) -> Answer | None:
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


def _since(view: View, due: Deadline) -> str:
    return view.lasting(view.now - due.since)


def no_parcel(view: View, where: Standing) -> Answer | None:
    """No parcel yet: when the shop sends it, or that there is no number."""
    if where is Standing.UNSENT:
        return unsent(view)
    return answer(say("utter_delivery_no_number", goods=view.goods()))


def numbers_told(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """The code or the number of each parcel, by what the words name."""
    if parcel is None:
        return no_parcel(view, where)
    if view.says("pickup_code") and not view.says("tracking_number"):
        return code_told(view, parcel, where)
    only = parcel if view.items else None
    return answer(*(say_numbers(view, only) or (say("utter_delivery_no_number", goods=view.goods()),)))
