"""Facts that exchanges, goods sent again, damage and authenticity share: what came, what is owed and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.deeds.undeliverable import is_gone
from actions.matters.answer import Answer, Offer, Say, answer, say
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.guarantees import Right, RightKind, RightState
from careline.core.money import Money
from careline.core.orders import (
    Address,
    Guarantee,
    OrderStatus,
    Parcel,
    ParcelKind,
    Quantities,
    Refund,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from careline.core.paid import all_items, both, item_of
from careline.core.pieces import contents_of, pays_first
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.returns import QUALITY_REASONS, Covered, covered
from careline.core.rights import Needs, Protection, Why
from understanding.taxonomy import Matter

FAULTY: tuple[Protection, ...] = (Guarantee.DAMAGE_COVER, RightKind.QUALITY_RETURN)
_TROUBLE = frozenset({ScanCode.EXCEPTION, ScanCode.DAMAGED, ScanCode.LOST})
_LONGEST_WORDS = 200
_BY_PHOTO = frozenset({Needs.FAULT_PHOTO, Needs.DAMAGE_PHOTO, Needs.AUTHENTICITY_PROOF})
_CALLED: Mapping[RemedyKind, tuple[str, str]] = {
    RemedyKind.EXCHANGE: ("换货", "exchange"),
    RemedyKind.RESEND: ("补发", "replacement"),
    RemedyKind.REFUND: ("退款", "refund"),
    RemedyKind.RETURN: ("退货退款", "return"),
    RemedyKind.COMPENSATION: ("赔付", "compensation"),
    RemedyKind.COMPLAINT: ("核实", "check"),
    RemedyKind.CALLBACK: ("回电", "call"),
}


def has_come(view: View) -> bool:
    """Whether any of it was handed over; a platform may tell so of the order alone."""
    told = view.order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED}
    return told or any(parcel.arrived for parcel in view.order.parcels)


def is_over(view: View) -> bool:
    """Nothing can be had for these goods: not paid, cancelled, or the money has gone back."""
    return view.order.status is OrderStatus.CANCELLED or pays_first(view.order) or not view.back(meant(view)).amount


def money_running(view: View) -> Refund | None:
    """A refund of money that the shop has before it."""
    return next((one for one in reversed(view.order.refunds) if one.live and one.returns_money), None)


def meant(view: View) -> Quantities | None:
    """The pieces that the words name, else those that our open question is about; None: all of the order."""
    return view.items or kept_items(view.kept)


def kept_items(kept: Mapping[str, Any] | None) -> Quantities | None:
    """What was kept with a question of ours; None: all of the order."""
    return tuple((str(sku), int(n)) for sku, n in (kept or {}).get("items") or ()) or None


def claimable_for(view: View, deed: RemedyKind, *names: Protection, items: Quantities | None = None) -> Right | None:
    """The first of these rights that this deed claims now for these items (None: whatever it is about)."""
    for name in names:
        for right in view.rights:
            fits = not items or right.items is None or bool(both(right.items, items))
            if right.right is name and right.state is RightState.CLAIMABLE and deed in right.deeds and fits:
                return right
    return None


def fault_right(view: View, items: Quantities | None = None) -> Right | None:
    """By which right a fault of these items can be claimed now."""
    return claimable_for(view, RemedyKind.REFUND, *FAULTY, items=items)


def fault_until(view: View, items: Quantities | None = None) -> Right | None:
    """The fault's right that lasts longest, with its deadline."""
    found = (claimable_for(view, RemedyKind.REFUND, name, items=items) for name in FAULTY)
    return max((one for one in found if one and one.deadline), key=lambda one: one.deadline or view.now, default=None)


def owed(view: View, items: Quantities | None) -> Money:
    """What comes back for these items where they have a fault."""
    may = covered(view.order, view.rights, FAULTY, RemedyKind.REFUND, items)
    return may.amount if may else view.back(items)


def left_out(view: View, may: Covered) -> tuple[Say, ...]:
    """Which of the goods are not among those that go back, and why."""
    return tuple(_left_out(view, items, right) for items, right in may.left_out)


def _left_out(view: View, items: Quantities, right: Right) -> Say:
    goods = view.goods(items)
    if right.state is RightState.EXPIRED and right.why is not Why.RETURN_REFUSED and right.deadline:
        return say("utter_return_part_over", goods=goods, until=view.at(right.deadline))
    if right.state is RightState.ACTIVE:
        return say("utter_return_part_coming", goods=goods)
    if right.state in {RightState.CLAIMED, RightState.PAID}:
        return say("utter_return_part_settled", goods=goods)
    if right.why is Why.EXCLUDED_GOODS:
        return say("utter_return_part_excluded", goods=goods)
    return say("utter_return_part_not", goods=goods)


def speaks_of_fault(view: View) -> bool:
    """Whether the words, our question or what is under way is about a fault."""
    reason = (view.kept or {}).get("reason")
    running = exchange_at_shop(view)
    remedy = view.open_remedy(RemedyKind.EXCHANGE, RemedyKind.RESEND)
    told = running is not None and running.reason in QUALITY_REASONS
    ours = remedy is not None and remedy.clause in {"quality_return", "damage_cover"}
    reported = Matter.DAMAGE in view.spoken_of
    return view.says("faulty", "wrong_goods") or reason == "damaged" or reported or told or ours


def exchange_at_shop(view: View) -> Refund | None:
    """The exchange that the shop tells of: a running one before those that are over."""
    found = [one for one in view.order.refunds if one.kind is RefundKind.EXCHANGE]
    found = [one for one in found if one.status is not RefundStatus.WITHDRAWN]
    return next((one for one in reversed(found) if one.live), found[-1] if found else None)


def newest_parcel(view: View, kind: ParcelKind) -> Parcel | None:
    """The last that was sent of this kind."""
    return max((one for one in view.order.parcels if one.kind is kind), key=lambda one: one.dispatched_at, default=None)


def parcel_to_come(view: View, items: Quantities | None) -> Parcel | None:
    """The parcel under way that holds these items (None: anything)."""
    wanted = items or all_items(view.order)
    under_way = (one for one in view.order.parcels if not view.order.has_come(one) and not one.returning)
    return next((one for one in under_way if both(contents_of(view.order, one), wanted)), None)


def stuck_parcel(view: View) -> Parcel | None:
    """The parcel under way that need not be waited for: late by the courier, held, damaged or lost on the way."""
    late = {one.subject for one in view.deadlines(BlockKind.LOGISTICS) if one.due <= view.now}
    under_way = (one for one in view.order.parcels if not view.order.has_come(one) and not one.returning)
    return next((one for one in under_way if one.parcel_id in late or _is_held(view, one)), None)


def _is_held(view: View, parcel: Parcel) -> bool:
    """Whether its last scan tells of trouble, or it has not moved for as long as the shop rules allow."""
    last = parcel.last_scan
    since = last.at if last else parcel.dispatched_at
    return (last is not None and last.code in _TROUBLE) or since + view.rules.terms.stalled_after <= view.now


def not_sent(view: View, items: Quantities | None) -> Quantities:
    """Which of these items (None: all) are still at the shop."""
    left = tuple((item.sku, n) for item, n in view.order.not_dispatched())
    return both(left, items) if items else left


def waits_for_photo(remedy: Remedy) -> bool:
    """Whether the consumer has to send a photo before it is decided."""
    return remedy.state is RemedyState.REQUESTED and "photo" in remedy.details.get("waits_for", ())


def photo_for(right: Right | None) -> tuple[str, ...]:
    """What has to be shown before a claim of this right is decided."""
    return ("photo",) if right and _BY_PHOTO & set(right.needs) else ()


def pieces(view: View, items: Quantities | None) -> str:
    """What these items are called, with how many of them also where it is one of several."""
    if not items or len(items) > 1 or items[0][1] != 1:
        return view.goods(items)
    item = item_of(view.order, items[0][0])
    if item is None or item.quantity == 1:
        return view.goods(items)
    name = phrases.short_title(item.title)
    if view.english:
        return f"one {name}" if view.spoken else f"1 x {name}"
    return f"{name}{phrases.counted(1, '件')}" if view.spoken else f"{name} 1 件"


def number(view: View, written: str) -> str:
    """A number as it is read, or said sign by sign."""
    return phrases.digit_by_digit(written, view.language) if view.spoken else written


def address_text(address: Address | None, *, with_person: bool = True) -> str:
    """浙江省 杭州市 余杭区良睦路 88 号 江南衣坊 +86571…; empty where none was told."""
    if address is None or not address.detail:
        return ""
    person = (address.recipient, address.phone) if with_person else ()
    return " ".join(part for part in (address.region, address.city, address.detail, *person) if part)


def none_will_come(view: View) -> bool:
    """Whether all that was sent turned back or is lost."""
    sent = [one for one in view.order.parcels if not view.order.replaced(one)]
    return bool(sent) and all(is_gone(view.order, one) for one in sent)


def words_of(view: View) -> str:
    """What they said, for whoever has to decide."""
    return view.said.as_written.strip()[:_LONGEST_WORDS]


def parcel_says(view: View, parcel: Parcel, *, again: bool) -> tuple[Say, ...]:
    """Where the new parcel is: sent again, or in exchange."""
    if parcel.arrived:
        at = view.at(parcel.standing[1])
        return (say("utter_resend_came", at=at) if again else say("utter_exchange_came", at=at),)
    at = view.at(parcel.dispatched_at)
    if not parcel.tracking_no:
        return (say("utter_new_parcel_sent", at=at),)
    if scan := parcel.last_scan:
        line = phrases.scan_line(scan, view.now, view.customer.time_zone, view.language, spoken=view.spoken)
        first = say("utter_new_parcel_last_seen", at=at, parcel=view.parcel(parcel), line=line)
    else:
        first = say("utter_new_parcel_under_way", at=at, parcel=view.parcel(parcel))
    if parcel.expected_at and parcel.expected_at > view.now:
        return (first, say("utter_new_parcel_expected", at=view.at(parcel.expected_at)))
    return (first,)


def offer_money(items: Quantities | None, reason: str) -> Offer:
    """A yes asks for the money of these items."""
    return Offer(asked=Asked.CONFIRM_REFUND, items=items, keep={"reason": reason})


def offer_resend(items: Quantities | None, reason: str) -> Offer:
    """A yes has these items sent again."""
    return Offer(asked=Asked.CONFIRM_RESEND, items=items, keep={"reason": reason})


PERSON = Offer(asked=Asked.HANDOFF_OFFER)


def called(view: View, remedy: Remedy) -> str:
    """换货, exchange."""
    return view.either(*_CALLED[remedy.kind])


def under_way(view: View, remedy: Remedy) -> Answer:
    """How a wish stands that is registered and not over: whose turn it is, and by when they hear."""
    what, due = called(view, remedy), remedy.due_at or view.now
    if remedy.state is RemedyState.FAILED:
        return answer(say("utter_goods_wish_failed", what=what), offer=PERSON)
    if due <= view.now:
        return answer(say("utter_goods_wish_late", what=what, before=view.at(due)), offer=PERSON)
    if waits_for_photo(remedy):
        return answer(say("utter_goods_wish_photo", what=what, by=view.at(due)))
    if remedy.state is RemedyState.NEEDS_APPROVAL:
        return answer(say("utter_goods_wish_colleague", what=what, by=view.at(due)))
    return answer(say("utter_goods_wish_sent", what=what, at=view.at(remedy.requested_at), by=view.at(due)))


def registered(view: View, remedy: Remedy) -> Say | None:
    """What is said of a deed just registered while it is not at the shop yet; None: it has gone there."""
    what, by = called(view, remedy), view.at(remedy.due_at or view.now)
    if waits_for_photo(remedy):
        return say("utter_goods_noted_photo", what=what, by=by)
    if remedy.state is RemedyState.NEEDS_APPROVAL:
        return say("utter_goods_noted_colleague", what=what, by=by)
    return None


def refused_by(view: View, remedy: Remedy) -> Answer:
    """Why it was declined, and who looks at it again."""
    what, reason = called(view, remedy), (remedy.answer or "").strip().rstrip("。.!！")
    if reason:
        return answer(say("utter_goods_wish_refused", what=what, reason=reason), offer=PERSON)
    return answer(say("utter_goods_wish_refused_unsaid", what=what), offer=PERSON)
