"""Goods sent back: may I, until when, where to, how, and the money after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from actions.matters import delivery, exchange
from actions.matters.about import GIVEN_BACK, About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.goods import exchange_at_shop, left_out, none_will_come, owed
from actions.matters.money_back import Stage as MoneyStage
from actions.matters.money_back import money_back
from actions.matters.parcels import GONE, parcel_of, standing
from actions.matters.refund import CELLS as MONEY
from actions.matters.told import by, first_of, noted, number_said, open_about, undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind, Deadline
from careline.core.guarantees import Right, RightKind, RightState, Why
from careline.core.money import Money
from careline.core.orders import Guarantee, Order, OrderStatus, Payment, Refund, RefundKind, RefundStatus
from careline.core.paid import refunded
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState, may_cancel
from careline.core.returns import QUALITY_REASONS, about_some_of
from careline.core.rights import foremost
from careline.core.wording.enquiries import Enquiry
from understanding.condition_words import Then
from understanding.context import Question
from understanding.deeds import Deed as Verbs
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

MATTER = Matter.RETURN
_GO_ON = Offer(asked=Asked.HANDOFF_OFFER)


class Stage(StrEnum):
    """Where a return of this order stands."""

    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    UNSENT = "unsent"
    COMING = "coming"
    OPEN = "open"
    """It may be asked for now."""
    OVER = "over"
    EXCLUDED = "excluded"
    UNPROMISED = "unpromised"
    OURS = "ours"
    """We have asked for it, and the order does not tell of it yet."""
    MONEY_ASKED = "money_asked"
    """Money was asked back without a return."""
    ASKED = "asked"
    TO_SEND = "to_send"
    SENT = "sent"
    BACK = "back"
    """At the shop again; the money is due."""
    PAID = "paid"
    DECLINED = "declined"


def the_return(order: Order) -> Refund | None:
    """The return that the shop tells of: a running one before those that are over."""
    found = [one for one in order.refunds if one.kind is RefundKind.RETURN_REFUND]
    found = [one for one in found if one.status is not RefundStatus.WITHDRAWN]
    return next((one for one in reversed(found) if one.live), found[-1] if found else None)


def ours(view: View) -> Remedy | None:
    """The return that we have asked for and that the shop has not taken up yet."""
    remedy, told = view.open_remedy(RemedyKind.RETURN), the_return(view.order)
    overtaken = remedy and told and told.requested_at >= remedy.requested_at
    return None if overtaken else remedy


def stage_of(view: View) -> Stage:
    """By the running return, then by what we asked for, then by the right to one."""
    refund = the_return(view.order)
    if refund and refund.live:
        return _of_running(refund)
    if ours(view) and not _money_asked(view):
        return Stage.OURS
    if _money_asked(view) or (refund and refund.status is RefundStatus.FAILED):
        return Stage.MONEY_ASKED
    if refund and refund.status is RefundStatus.PAID:
        return Stage.PAID
    return Stage.DECLINED if refund or _refused(view) else _of_right(view)


def _money_asked(view: View) -> bool:
    """Whether money is asked back without a return, at the shop or by us."""
    at_shop = any(one.live and one.kind is RefundKind.REFUND_ONLY for one in view.order.refunds)
    return at_shop or (view.open_remedy(RemedyKind.REFUND) is not None and ours(view) is None)


def _of_running(refund: Refund) -> Stage:
    if refund.goods_received_at:
        return Stage.BACK
    if refund.goods_sent_at:
        return Stage.SENT
    return Stage.TO_SEND if refund.status is RefundStatus.APPROVED else Stage.ASKED


def _refused(view: View) -> Remedy | None:
    remedy = view.remedy(RemedyKind.RETURN)
    return remedy if remedy and remedy.state is RemedyState.REFUSED else None


def _right(view: View) -> Right | None:
    """The one to speak of for what they mean, where parts of the order stand differently."""
    return foremost(about_some_of(view.order, view.rights, view.items), Guarantee.RETURN_7_DAYS)


def _of_right(view: View) -> Stage:
    order, right = view.order, _right(view)
    if order.status is OrderStatus.CANCELLED:
        return Stage.CANCELLED
    if order.status is OrderStatus.PLACED and order.payment is not Payment.ON_DELIVERY:
        return Stage.UNPAID
    if not order.sent:
        return Stage.UNSENT
    if right is None:
        return Stage.UNPROMISED if view.received_at else Stage.COMING
    by_state = {
        RightState.CLAIMABLE: Stage.OPEN, RightState.EXPIRED: Stage.OVER, RightState.ACTIVE: Stage.COMING,
        RightState.CLAIMED: Stage.MONEY_ASKED, RightState.PAID: Stage.PAID, RightState.NOT_APPLICABLE: Stage.EXCLUDED,
    }  # fmt: skip
    return by_state[right.state]


def faulty(view: View) -> bool:
    """Whether it is the shop's fault: by the reason of the return or of what we asked for, else by the words, of this
    turn or when the damage was told of."""
    refund, kept = the_return(view.order), view.kept or {}
    ours_open = (one.details.get("reason") for one in view.remedies if one.open)
    others = (one.reason for one in view.order.refunds if one.kind is not RefundKind.RETURN_REFUND)
    told = {refund.reason if refund else None, kept.get("reason"), *ours_open, *(others if refund is None else ())}
    if view.says("goods_faulty") or bool(kept.get("fault")) or not told.isdisjoint(QUALITY_REASONS):
        return True
    own_reason = view.says("changed_mind") or (refund is not None and refund.live)
    return bool(_FAULTS & set(view.spoken_of)) and not own_reason


_FAULTS = frozenset({Matter.DAMAGE, Matter.AUTHENTICITY})
"""Spoken of, these are the shop's fault: what is broken, what is not genuine."""


# Deeds


def _always(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _note_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    given = {"note": kept.get("note") or noted(view), "tracking_no": kept.get("number")}
    details = {name: value for name, value in given.items() if value}
    return Wished(
        details=details, about=f"{Enquiry.RETURN}:{kept.get('about', 'check')}:{kept.get('number', '')}".rstrip(":")
    )


def _note_told(view: View, remedy: Remedy) -> Sequence[Say]:
    about, until = str(remedy.details.get("about", "")), by(view, remedy)
    if number := remedy.details.get("tracking_no"):
        return (say("utter_return_number_passed", number=number_said(view, str(number)), by=until),)
    worded = {
        "return:address": say("utter_return_address_asked", by=until),
        "return:pickup": say("utter_return_pickup_asked", by=until),
        "return:pickup_time": say("utter_return_pickup_time_passed", by=until),
        "return:label": say("utter_return_label_asked", by=until),
        "return:reason": say("utter_return_reason_passed", by=until),
        "return:keep": say("utter_return_keep_asked", by=until),
        "return:kept": say("utter_return_kept_told", by=until),
    }
    return (worded.get(about, say("utter_return_check_asked", by=until)),)


NOTE = Deed(
    name="return_note", kind=RemedyKind.URGE_MERCHANT, matter=MATTER, refused=_always, wished=_note_wished,
    told=_note_told,
)  # fmt: skip
"""Something about the return that the shop has to hear: a tracking number, a wish for a collection, its address."""


def _appeal_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    given = {"note": kept.get("note") or noted(view), "tracking_no": kept.get("number")}
    return Wished(details={name: value for name, value in given.items() if value}, about=Enquiry.RETURN)


def _appeal_told(view: View, remedy: Remedy) -> Sequence[Say]:
    return (say("utter_return_appealed", by=by(view, remedy), buttons=undo_buttons(view, remedy)),)


APPEAL = Deed(
    name="return_appeal", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_always, wished=_appeal_wished,
    told=_appeal_told,
)  # fmt: skip
"""A colleague takes up a return that the shop declines or denies."""


def _note(view: View, about: str, *says: Say) -> Answer:
    return answer(*says, do=Do(deed=NOTE, kept={"about": about, "note": noted(view)}))


# Parts of answers


def _due(view: View, refund: Refund) -> Deadline | None:
    return next((one for one in view.deadlines(BlockKind.REFUND) if one.subject == refund.refund_id), None)


def _freight_told(view: View, stage: Stage) -> tuple[Say, ...]:
    """Who pays for sending it back, before it is asked for: 多少 and 谁出 may mean that."""
    if stage is not Stage.OPEN:
        return ()
    insurance = view.right(Guarantee.FREIGHT_INSURANCE)
    if faulty(view):
        return (say("utter_return_freight_by_shop"),)
    if insurance and insurance.amount and insurance.state in {RightState.ACTIVE, RightState.CLAIMABLE}:
        return (say("utter_return_freight_insured", most=view.money(insurance.amount)),)
    return (say("utter_return_freight_by_you"),)


def _offer_it(view: View, *says: Say) -> Answer:
    """With what comes back, which of the goods do not go back and why, and who pays the freight."""
    may = view.may_go_back(view.items)
    amount = view.money(may.amount if may else view.back(view.items))
    if may and may.left_out:
        says = (*says, *left_out(view, may), say("utter_return_part_may", goods=view.goods(may.items)))
    insurance = view.right(Guarantee.FREIGHT_INSURANCE)
    if faulty(view):
        asks = say("utter_return_offer_fault", amount=amount)
    elif insurance and insurance.amount and insurance.state in {RightState.ACTIVE, RightState.CLAIMABLE}:
        asks = say("utter_return_offer_insured", amount=amount, most=view.money(insurance.amount))
    else:
        asks = say("utter_return_offer", amount=amount)
    return answer(*says, asks, offer=Offer(asked=Asked.CONFIRM_RETURN, items=may.items if may else view.items))


def _fault_until(view: View) -> str | None:
    right = view.claimable(RightKind.QUALITY_RETURN)
    return view.at(right.deadline) if right and right.deadline else None


def _faulty(view: View, _question: Question) -> Answer | None:
    """Something is wrong with the goods: another right, at the shop's cost."""
    stage = stage_of(view)
    closed = stage in {Stage.OVER, Stage.EXCLUDED, Stage.UNPROMISED}
    told_before = (closed or view.spoken_of[:1] == (Matter.DAMAGE,)) and faulty(view)
    if not (view.says("goods_faulty") or told_before):
        return None
    if stage in {Stage.ASKED, Stage.TO_SEND, Stage.OURS, Stage.SENT}:
        return _note(view, "reason")
    if until := _fault_until(view):
        return _fault_told(view, until)
    right = view.right(RightKind.QUALITY_RETURN)
    if right and right.state is RightState.EXPIRED and right.deadline:
        return answer(say("utter_return_fault_over", until=view.at(right.deadline)), offer=_GO_ON)
    coming = right and right.state is RightState.ACTIVE and view.order.sent
    days = view.lasting(view.rules.terms.quality_window)
    return answer(say("utter_return_fault_coming", days=days)) if coming else None


def _fault_told(view: View, until: str) -> Answer:
    """What is owed for a fault; where nothing else is possible any more it is offered with its sum."""
    if view.says("no_box") and Matter.DAMAGE in view.spoken_of[:2]:
        return answer(say("utter_return_fault_no_box"))  # the money for the fault is on offer already
    if stage_of(view) is not Stage.OVER:
        return answer(say("utter_return_for_fault", until=until), then="report_damaged_or_wrong")
    amount = view.money(owed(view, view.items))
    asks = Offer(asked=Asked.CONFIRM_REFUND, items=view.items, keep={"reason": "damaged"})
    return answer(
        say("utter_return_over_faulty", until=until), say("utter_return_offer_fault", amount=amount), offer=asks
    )


def _money(view: View, refund: Refund | None) -> Answer | None:
    """When what was paid comes back, how much and where to."""
    stage = stage_of(view)
    days = view.lasting(view.rules.promises.refund_returned)
    amount = view.money(_sum(view, refund))
    to = view.goes_to(refund)
    if refund and refund.goods_received_at and refund.live and (due := _due(view, refund)):
        if due.due <= view.now:
            said = say(
                "utter_return_money_late", amount=amount, due=view.at(due.due), over=view.lasting(view.now - due.due)
            )
            return answer(said, urge=BlockKind.REFUND)
        return answer(say("utter_return_money_due", amount=amount, due=view.at(due.due), to=to))
    if stage in {Stage.TO_SEND, Stage.SENT, Stage.ASKED, Stage.OURS, Stage.OPEN, Stage.COMING}:
        return answer(say("utter_return_money", amount=amount, days=days, to=to))
    if refund and refund.status is RefundStatus.PAID:
        return _paid(view, refund)
    return None


def _sum(view: View, refund: Refund | None) -> Money:
    remedy = ours(view)
    if refund and refund.live:
        return refund.amount
    if remedy and remedy.amount:
        return remedy.amount
    may = view.may_go_back(view.items)
    return may.amount if may else view.back(view.items)


def _paid_at(view: View, refund: Refund) -> str:
    return view.at(refund.paid_at or refund.requested_at)


def _paid(view: View, refund: Refund) -> Answer:
    at = _paid_at(view, refund)
    return answer(say("utter_return_paid", amount=view.money(refund.amount), at=at, to=view.goes_to(refund)))


def _declined(view: View) -> Answer:
    """Why as far as we were told, and a colleague who takes it up."""
    refund, remedy = the_return(view.order), _refused(view)
    reason = (refund.decision if refund else (remedy and remedy.answer) or "").strip().rstrip("。.!！；; ")
    if running := open_about(view, RemedyKind.COMPLAINT, "return"):
        return answer(say("utter_return_appeal_running", by=by(view, running)))
    said = say("utter_return_declined_because", reason=reason) if reason else say("utter_return_declined")
    return answer(said, say("utter_return_appeal_offer"), offer=offer(APPEAL, note=noted(view)))


def _address(order: Order) -> str:
    address = order.return_address
    if address is None:
        return ""
    place = " ".join(part for part in (address.region, address.city, address.detail) if part)
    who = " ".join(part for part in (address.recipient, address.phone) if part)
    return f"{place} {who}".strip() if place else ""


def posting(view: View) -> Answer:
    """Where to send it; asked of the shop where it has not said."""
    if address := _address(view.order):
        return answer(say("utter_return_send_to", address=address))
    return _note(view, "address", say("utter_return_no_address"))


def _courier(view: View, _question: Question) -> Answer | None:
    if view.says("pay_on_receipt"):
        return answer(say("utter_return_not_on_receipt"))
    return answer(say("utter_return_any_courier")) if view.says("which_courier") else None


def _pickup(view: View, _question: Question) -> Answer | None:
    """Asked of the shop as soon as a return is under way; before that after the yes."""
    stage = stage_of(view)
    if view.says("clock_named", "not_then", "by_a_day") and open_about(view, RemedyKind.URGE_MERCHANT, "return:pickup"):
        return _note(view, "pickup_time")
    if not view.says("home_pickup"):
        return None
    if stage in {Stage.TO_SEND, Stage.ASKED, Stage.OURS} or view.open_remedy(RemedyKind.EXCHANGE):
        return _note(view, "pickup")
    if stage is Stage.OPEN:
        return answer(say("utter_return_pickup_later"))
    return None


def _number(view: View, _question: Question) -> Answer | None:
    """A tracking number in the words goes to the shop at once, while it waits for the goods."""
    number = view.said.tracking_no
    if number is None or stage_of(view) not in {Stage.SENT, Stage.TO_SEND, Stage.ASKED, Stage.OURS, Stage.DECLINED}:
        return None
    return answer(do=Do(deed=NOTE, kept={"about": "number", "number": number, "note": noted(view)}))


def _need_to_send(view: View, _question: Question) -> Answer | None:
    """Whether the goods have to go back at all, or yet."""
    if not view.says("need_to_send") or view.says("once_received"):
        return None
    stage, refund = stage_of(view), the_return(view.order)
    if stage in {Stage.ASKED, Stage.OURS}:
        return answer(say("utter_return_address_after"))
    if stage is Stage.TO_SEND:
        return posting(view)
    if view.open_remedy(RemedyKind.EXCHANGE):
        return answer(say("utter_return_for_exchange"))
    if stage is Stage.MONEY_ASKED or (stage is Stage.PAID and refund is None):
        return answer(say("utter_return_not_needed") if view.received_at else say("utter_return_refuse_instead"))
    if stage is Stage.PAID and refund and refund.goods_sent_at is None:
        return answer(say("utter_return_nothing_to_send", amount=view.money(refund.amount), at=_paid_at(view, refund)))
    if proof := _kept_as_proof(view):
        return proof
    spoken = {Matter.DAMAGE, Matter.MISSING, Matter.RESEND} & set(view.spoken_of)
    broken = faulty(view) or spoken or view.open_remedy(RemedyKind.RESEND, RemedyKind.REFUND)
    if broken and view.received_at and stage not in {Stage.SENT, Stage.BACK}:
        return answer(say("utter_return_keep_for_now"))
    return None


def _kept_as_proof(view: View) -> Answer | None:
    """They fear that what proves their case is gone once it is sent back."""
    doubted = view.says("keeps_as_proof") or Matter.AUTHENTICITY in view.spoken_of
    open_yet = view.received_at and stage_of(view) not in {Stage.SENT, Stage.BACK}
    return answer(say("utter_return_keep_proof")) if doubted and open_yet else None


def _proof(view: View, _question: Question) -> Answer | None:
    return _kept_as_proof(view) if view.says("keeps_as_proof") else None


def _no_return_needed(view: View, _question: Question) -> Answer | None:
    """Money is asked back without a return: nothing has to be sent."""
    if stage_of(view) is not Stage.MONEY_ASKED or not view.received_at:
        return None
    return answer(say("utter_return_not_needed"))


def _exchange_back(view: View, _question: Question) -> Answer | None:
    """Whether what they sent back for an exchange has arrived."""
    sent = [one for one in view.order.refunds if one.kind is RefundKind.EXCHANGE and one.live and one.goods_sent_at]
    if not sent or the_return(view.order):
        return None
    if sent[-1].goods_received_at:
        return answer(say("utter_return_swap_there", at=view.at(sent[-1].goods_received_at)))
    return answer(say("utter_return_swap_not_there", at=view.at(sent[-1].goods_sent_at or sent[-1].requested_at)))


def _turns_up(view: View, _question: Question) -> Answer | None:
    """The money is asked back and the parcel may still come."""
    if stage_of(view) is not Stage.MONEY_ASKED or view.received_at or not view.order.sent:
        return None
    return answer(say("utter_return_refuse_instead"))


def _unsent(view: View) -> Answer:
    """Before dispatch a cancellation does it; asked about later, the window counts from the receipt."""
    if not view.says("once_received"):
        unsent = say("utter_return_unsent", amount=view.money(view.back()))
        if not may_cancel(view.order) or view.open_remedy(RemedyKind.CANCEL):
            return answer(unsent)
        return answer(unsent, say("utter_cancel_shall_i"), offer=Offer(asked=Asked.CONFIRM_CANCEL))
    if view.right(Guarantee.RETURN_7_DAYS) is None:
        return answer(say("utter_return_coming_unpromised"))
    return answer(say("utter_return_once_received", days=view.lasting(view.rules.terms.return_window)))


def _before_sending(view: View, _question: Question) -> Answer | None:
    """No return yet and none possible: why, and what can be done instead."""
    stage = stage_of(view)
    if stage in {Stage.EXCLUDED, Stage.UNPROMISED}:
        if fault := _fault_until(view):
            return answer(say("utter_return_not_without_fault", faulty=fault))
        return answer(say("utter_return_never"), offer=_GO_ON)
    found = _BEFORE.get(stage)
    return found(view) if found else None


def _coming(view: View) -> Answer | None:
    """On its way: it can be refused, or sent back once it is here; what turned back or is lost never will be."""
    if none_will_come(view):
        return answer(then="track_shipment")
    if view.right(Guarantee.RETURN_7_DAYS) is None:
        return answer(say("utter_return_coming_unpromised"))
    return answer(say("utter_return_coming", days=view.lasting(view.rules.terms.return_window)))


def _over(view: View) -> Answer | None:
    right = _right(view)
    if right is None or right.why is Why.RETURN_REFUSED or right.deadline is None:
        return _declined(view)
    until = view.at(right.deadline)
    if fault := _fault_until(view):
        return answer(say("utter_return_over_but_fault", until=until, faulty=fault))
    return answer(say("utter_return_over_person", until=until), offer=_GO_ON)


def _cancelled(view: View) -> Answer | None:
    return None if view.order.sent else answer(say("utter_return_cancelled"))


_BEFORE: Mapping[Stage, Callable[[View], Answer | None]] = {
    Stage.UNSENT: _unsent,
    Stage.UNPAID: lambda _view: answer(say("utter_return_unpaid")),
    Stage.COMING: _coming,
    Stage.OVER: _over,
    Stage.CANCELLED: _cancelled,
}


# Cells


def _may_now(view: View, _question: Question) -> Answer | None:
    may = view.may_go_back(view.items)
    if may and may.until and stage_of(view) in {Stage.OPEN, Stage.PAID}:
        return _may(view, view.at(may.until))
    return None


def _may(view: View, until: str) -> Answer:
    fault = _fault_until(view)
    only_opened = view.says("goods_opened") and (view.says("counts_as_used") or not view.says("goods_worn"))
    if only_opened and view.offered == Asked.CONFIRM_RETURN:
        return answer(say("utter_return_opened_is_fine"))
    if view.says("goods_worn") and Matter.AUTHENTICITY in view.spoken_of:
        said = say("utter_return_worn", faulty=fault) if fault else say("utter_return_worn_person")
        return answer(say("utter_return_fake_used"), said)
    if view.says("goods_worn"):
        return answer(say("utter_return_worn", faulty=fault) if fault else say("utter_return_worn_person"))
    if view.says("tag_off"):
        return answer(say("utter_return_tag_off"), offer=_GO_ON)
    if view.says("goods_opened"):
        said = say("utter_return_may_opened", until=until)
    elif view.says("no_box"):
        said = say("utter_return_may_no_box", until=until)
    elif fault and faulty(view):
        said = say("utter_return_may_faulty", until=fault)
    elif view.items:
        said = say("utter_return_may_items", goods=view.goods(view.items), until=until)
    else:
        said = say("utter_return_may", until=until)
    return _offer_it(view, said)


def _status_ours(view: View, _question: Question) -> Answer | None:
    remedy = ours(view)
    if stage_of(view) is not Stage.OURS or remedy is None:
        return None
    stuck = remedy.state in {RemedyState.FAILED, RemedyState.REQUESTED}
    if stuck or remedy.due_at is None or remedy.due_at <= view.now:
        return answer(then="request_return")
    by_when = view.at(remedy.due_at)
    if remedy.state is RemedyState.NEEDS_APPROVAL:
        amount = view.money(remedy.amount or view.back(remedy.items))
        return answer(say("utter_return_with_colleague", amount=amount, by=by_when))
    goods, amount = view.goods(remedy.items), view.money(remedy.amount or view.back(remedy.items))
    return answer(
        say("utter_return_with_shop", goods=goods, amount=amount, at=view.at(remedy.requested_at), by=by_when)
    )


def _status_told(view: View, _question: Question) -> Answer | None:
    """What the shop tells of the return."""
    stage, refund = stage_of(view), the_return(view.order)
    if stage is Stage.DECLINED:
        return _declined(view)
    if refund is None:
        return None
    if stage is Stage.PAID:
        return _paid(view, refund)
    return _running(view, stage, refund) if refund.live else None


def _status_open(view: View, _question: Question) -> Answer | None:
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if stage_of(view) is not Stage.OPEN or right is None or right.deadline is None:
        return None
    return _offer_it(view, say("utter_return_none_yet", until=view.at(right.deadline)))


def _status_exchanged(view: View, question: Question) -> Answer | None:
    """What they sent back was for an exchange."""
    return exchange.status(view, question) if exchange.is_awaited(view) else None


status = first_of(_status_exchanged, _status_ours, _status_told, _status_open, _before_sending)
"""How the return stands: asked, agreed, on its way, there, paid, declined; or whether one is possible."""


def agreed(view: View, refund: Refund) -> Answer:
    """Since when, what it comes to, and where to send it."""
    at, days = view.at(refund.approved_at or refund.requested_at), view.lasting(view.rules.promises.refund_returned)
    where = posting(view)
    return replace(
        where, says=(say("utter_return_agreed", at=at, days=days, amount=view.money(_sum(view, refund))), *where.says)
    )


def _running(view: View, stage: Stage, refund: Refund) -> Answer | None:
    if stage is Stage.BACK:
        return _money(view, refund)
    if stage is Stage.TO_SEND:
        return agreed(view, refund)
    if stage is Stage.SENT:
        return _under_way(view, refund)
    due = _due(view, refund)
    if due is None:
        return None
    goods = view.goods(refund.items)
    if due.due <= view.now:
        over = view.lasting(view.now - due.due)
        said = say("utter_return_undecided_late", goods=goods, due=view.at(due.due), over=over)
        return answer(said, urge=BlockKind.REFUND)
    return answer(say("utter_return_undecided", goods=goods, at=view.at(refund.requested_at), due=view.at(due.due)))


def _under_way(view: View, refund: Refund) -> Answer:
    at, due = view.at(refund.goods_sent_at or refund.requested_at), _due(view, refund)
    if running := open_about(view, RemedyKind.URGE_MERCHANT, "return:"):
        return answer(say("utter_return_checking", at=at, by=by(view, running)))
    if due and due.due <= view.now:
        over = view.lasting(view.now - due.due)
        said = say("utter_return_not_there_late", at=at, due=view.at(due.due), over=over)
        return answer(said, urge=BlockKind.REFUND)
    days = view.lasting(view.rules.promises.refund_returned)
    return answer(say("utter_return_not_there", at=at, days=days), say("utter_return_give_number"))


def _no_posting_date(view: View, _question: Question) -> Answer | None:
    if stage_of(view) is not Stage.TO_SEND or (view.says("return_money") and not view.says("send_by")):
        return None
    return answer(say("utter_return_no_posting_date", days=view.lasting(view.rules.promises.refund_returned)))


def _money_wanted(view: View, _question: Question) -> Answer | None:
    waits = {Stage.ASKED, Stage.OURS, Stage.TO_SEND, Stage.SENT}
    told = view.says("return_money") or (view.says("once_received") and stage_of(view) in waits)
    return _money(view, the_return(view.order)) if told else None


def _until_when(view: View, _question: Question) -> Answer | None:
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if right is None or right.deadline is None or not (stage_of(view) is Stage.OPEN or view.says("send_by")):
        return None
    left, days = view.lasting(right.deadline - view.now), view.lasting(view.rules.promises.refund_returned)
    return answer(say("utter_return_until", until=view.at(right.deadline), left=left, days=days))


def how_long_overdue(view: View, question: Question) -> Answer | None:
    """How late the shop is with the return, or that it is not."""
    refund = the_return(view.order)
    due = _due(view, refund) if refund and refund.live else None
    if due is None:
        return status(view, question)
    if due.due <= view.now:
        said = say("utter_return_overdue", over=view.lasting(view.now - due.due), due=view.at(due.due))
        return answer(said, urge=BlockKind.REFUND)
    return answer(say("utter_return_not_overdue", due=view.at(due.due)))


def how_much(view: View, question: Question) -> Answer | None:
    """What comes back, and that nothing is taken off."""
    stage, refund = stage_of(view), the_return(view.order)
    if stage is Stage.PAID and refund:
        return _paid(view, refund)
    if stage in {Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.BACK, Stage.OURS, Stage.OPEN, Stage.COMING}:
        amount = view.money(_sum(view, refund))
        if view.says("restocking_fee"):
            return answer(say("utter_return_no_fee", amount=amount))
        return answer(say("utter_return_sum", amount=amount), *_freight_told(view, stage))
    return status(view, question)


def _where_by_stage(view: View, _question: Question) -> Answer | None:
    stage, address = stage_of(view), _address(view.order)
    if stage is Stage.TO_SEND:
        return posting(view)
    if stage in {Stage.ASKED, Stage.OURS}:
        pays = (who_pays(view),) if view.says("pays_freight", "costs_me") else ()
        return answer(say("utter_return_address_after"), *pays)
    if stage is Stage.SENT and address:
        return answer(say("utter_return_sent_to", address=address))
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if stage is Stage.OPEN and right:
        return _offer_it(view, say("utter_return_address_first"))
    return None


def _to_send(view: View) -> Answer:
    """Where to; while nobody knows that, that it is agreed comes first."""
    refund = the_return(view.order)
    return agreed(view, refund) if refund and not _address(view.order) else posting(view)


def _how_now(view: View, _question: Question) -> Answer | None:
    stage, right = stage_of(view), view.claimable(Guarantee.RETURN_7_DAYS)
    if view.says("return_label") and stage is Stage.TO_SEND:
        return _note(view, "label")
    if view.says("no_box", "packs_it"):
        return answer(say("utter_return_packing"))
    if stage is Stage.OPEN and right:
        days = view.lasting(view.rules.promises.refund_returned)
        return _offer_it(view, say("utter_return_steps", days=days))
    return _to_send(view) if stage is Stage.TO_SEND else _wait_for_the_address(view, _question)


def _wait_for_the_address(view: View, question: Question) -> Answer | None:
    """Asked for and not agreed yet: how it stands, and that nothing is sent before the shop gives an address."""
    if not view.says("posting_named"):
        return None
    told = status(view, question) if stage_of(view) in {Stage.ASKED, Stage.OURS} else None
    if told is None or told.then or not told.says:
        return None
    return replace(told, says=(*told.says, say("utter_return_address_after")))


def _next_now(view: View, _question: Question) -> Answer | None:
    stage = stage_of(view)
    if stage in {Stage.SENT, Stage.TO_SEND} and view.says("sent_back"):
        days, to = view.lasting(view.rules.promises.refund_returned), view.goes_to(the_return(view.order))
        return answer(say("utter_return_wait_now", days=days, to=to), say("utter_return_give_number"))
    return _to_send(view) if stage is Stage.TO_SEND else _wait_for_the_address(view, _question)


def _which(view: View, _question: Question) -> Answer | None:
    """The number of the return, or which courier."""
    refund = the_return(view.order)
    if view.says("compares_speed"):
        days = view.lasting(view.rules.promises.refund_returned)
        compared = Matter.PRICE in view.spoken_of
        return answer(say("utter_return_slower", days=days) if compared else say("utter_return_takes", days=days))
    if view.says("return_label") and stage_of(view) is Stage.TO_SEND:
        return _note(view, "label")
    if refund and refund.live:
        return answer(say("utter_return_number", number=number_said(view, refund.refund_id)))
    return answer(say("utter_return_order_number", number=number_said(view, view.order.known_as)))


def _who(view: View, question: Question) -> Answer | None:
    """Who collects, who decides."""
    if view.says("pays_freight"):
        return answer(then="ask_return_freight")
    if view.says("home_pickup"):
        return answer(say("utter_return_who_collects"))
    if stage_of(view) in {Stage.SENT, Stage.BACK}:
        return answer(say("utter_return_who_checks"))
    if stage_of(view) in {Stage.ASKED, Stage.OURS, Stage.UNPAID, Stage.CANCELLED, Stage.UNSENT}:
        return status(view, question)
    return answer(say("utter_return_who_decides"), *_freight_told(view, stage_of(view)))


def _why_faulty(view: View, question: Question) -> Answer | None:
    return _faulty(view, question) if stage_of(view) is Stage.OPEN else None


def _if_gone_wrong(view: View, _question: Question) -> Answer | None:
    amount = view.money(_sum(view, the_return(view.order)))
    if view.says("lost_on_return"):
        return answer(say("utter_return_if_lost", amount=amount))
    if view.says("home_pickup"):
        return answer(say("utter_return_if_no_pickup"))
    return None


def _if_refused(view: View, _question: Question) -> Answer | None:
    stage = stage_of(view)
    if view.says("partial_money") and stage in {Stage.OPEN, Stage.ASKED, Stage.TO_SEND}:
        return answer(say("utter_refund_if_wear"))
    said = view.says("refuses", "shop_denies", "goods_worn")
    if stage in {Stage.SENT, Stage.BACK}:
        amount = view.money(_sum(view, the_return(view.order)))
        told = (say("utter_return_if_denied", amount=amount), say("utter_return_appeal_offer"))
        return answer(*told, offer=offer(APPEAL, note=noted(view)))
    if view.says("still_may") and stage in {Stage.OPEN, Stage.COMING, Stage.OVER, Stage.UNSENT}:
        return None  # what the shop may refuse is something else: they ask whether a return is still possible
    return answer(say("utter_return_if_refused")) if said or stage in {Stage.TO_SEND, Stage.ASKED} else None


def _if_late(view: View, question: Question) -> Answer | None:
    at_shop = stage_of(view) in {Stage.SENT, Stage.BACK, Stage.DECLINED}
    if not view.says("too_late_to_send") or view.says("refuses") or (at_shop and view.says("shop_denies")):
        return None
    fault, right = _fault_until(view), view.claimable(Guarantee.RETURN_7_DAYS)
    if right and right.deadline:
        until = view.at(right.deadline)
        return answer(
            say("utter_return_if_late", until=until, faulty=fault) if fault
            else say("utter_return_if_late_only", until=until)
        )  # fmt: skip
    return _no_posting_date(view, question)


def _ask_for_it(view: View, _question: Question) -> Answer | None:
    stage = stage_of(view)
    if view.claimable(Guarantee.RETURN_7_DAYS) and stage in {Stage.OPEN, Stage.PAID}:
        return answer(then="affirm" if view.offered == Asked.CONFIRM_RETURN else "request_return")
    return answer(then="request_refund") if stage is Stage.UNSENT else None


def _push(view: View, _question: Question) -> Answer | None:
    """What a colleague or the shop has to look at now."""
    stage = stage_of(view)
    if stage is Stage.DECLINED:
        return answer(do=Do(deed=APPEAL, kept={"note": noted(view)}))
    if stage is Stage.BACK and (told := _money(view, the_return(view.order))):
        return told if told.urge else answer(*told.says, push=True)
    if stage in {Stage.ASKED, Stage.OURS} and view.says("push_shop"):
        running = view.open_remedy(RemedyKind.URGE_MERCHANT)
        return answer(say("utter_return_chasing", by=by(view, running))) if running else answer(push=True)
    if stage is not Stage.SENT:
        return None
    if running := open_about(view, RemedyKind.URGE_MERCHANT, "return:"):
        return answer(say("utter_return_check_running", by=by(view, running)))
    return _note(view, "check")


def _fault_first(view: View, question: Question) -> Answer | None:
    possible = {Stage.OPEN, Stage.PAID, Stage.OVER, Stage.EXCLUDED, Stage.UNPROMISED}
    return _faulty(view, question) if stage_of(view) in possible else None


def undo(view: View, _question: Question) -> Answer | None:
    """Keep the goods: withdrawn by us where we asked, else the shop is told."""
    stage, refund = stage_of(view), the_return(view.order)
    mine = (one for one in view.remedies if one.open and refund and str(one.remedy_id) == refund.request_id)
    if ours(view) or next(mine, None):
        return answer(then="withdraw")
    if stage in {Stage.ASKED, Stage.TO_SEND, Stage.SENT}:
        return _note(view, "keep")
    if stage is Stage.PAID and refund and refund.goods_sent_at is None:
        said = say("utter_return_paid_keep", amount=view.money(refund.amount), at=_paid_at(view, refund))
        return _note(view, "kept", said)
    if view.says("wants_it_returned") and not view.says("keeps_it"):
        return None  # 想了想还是退了吧: what they undo is their no
    if view.says("return_instead") and stage in {Stage.OPEN, Stage.UNSENT} and view.offered != Asked.CONFIRM_RETURN:
        return _ask_for_it(view, _question)  # 不换了 退货退钱: the exchange is what they undo
    if view.says("pays_freight") and stage is Stage.OPEN:
        return answer(who_pays(view))  # 先别办 运费谁出
    if stage in {Stage.OPEN, Stage.COMING, Stage.UNSENT, Stage.OVER}:
        return answer(say("utter_return_nothing_asked"))
    return None


_RUNS = frozenset({Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.BACK})


def _deny(view: View, question: Question) -> Answer | None:
    """They want no return: what runs is stopped, else it is left."""
    if stage_of(view) in {Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.OURS} and view.says("keeps_it"):
        return undo(view, question)
    if proof := _proof(view, question):
        return proof
    rest = view.order.total.amount - refunded(view.order, live_too=True).amount
    if stage_of(view) is Stage.PAID and rest > 0 and view.says("not_in_full"):
        return answer(say("utter_return_left_rest", rest=view.money(Money(rest, view.order.total.currency))))
    return status(view, question) if stage_of(view) in _RUNS else answer(say("utter_return_left"))


def _confirmed(view: View, question: Question) -> Answer | None:
    """A yes in many words to our offer of a return, and who pays where that is asked in the same breath."""
    found = _ask_for_it(view, question) if view.offered == Asked.CONFIRM_RETURN else None
    if found is None or not view.says("pays_freight"):
        return found
    return answer(who_pays(view), then=found.then)


def who_pays(view: View) -> Say:
    """Who pays for sending it back, in one sentence."""
    insurance = view.right(Guarantee.FREIGHT_INSURANCE)
    if faulty(view):
        return say("utter_freight_by_shop_later")
    if insurance and insurance.amount and insurance.state in {RightState.ACTIVE, RightState.CLAIMABLE}:
        return say("utter_freight_depends_insured", amount=view.money(insurance.amount))
    return say("utter_freight_depends")


def _changed(view: View, _question: Question) -> Answer | None:
    """Another reason or number of a return that is under way."""
    if stage_of(view) not in {Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.OURS}:
        return None
    if view.says("return_reason", "goods_faulty"):
        return _note(view, "reason")
    return answer(say("utter_return_give_new_number")) if view.says("sent_back", "which_courier") else None


def _reported(view: View, _question: Question) -> Answer | None:
    """The shop denies what it has, or says nothing of what was posted."""
    stage = stage_of(view)
    if stage is Stage.BACK and view.says("shop_denies"):
        return answer(do=Do(deed=APPEAL, kept={"note": noted(view)}))
    if stage is Stage.TO_SEND and view.says("sent_back", "shop_denies"):
        return answer(say("utter_return_give_number"))
    return None


def _not_denied(view: View, question: Question) -> Answer | None:
    return None if view.says("shop_signed", "shop_denies") else _faulty(view, question)


def _prove(view: View, _question: Question) -> Answer | None:
    """How a fault is shown, of goods that they have."""
    shown = view.says("proves_it") and view.received_at is not None and (faulty(view) or _fault_until(view))
    return answer(say("utter_return_prove")) if shown else None


def _evidence(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_return_evidence"))


may_i = first_of(_need_to_send, _proof, _pickup, _courier, _faulty, _may_now, status, _no_return_needed)
when = first_of(_need_to_send, _pickup, _exchange_back, _no_posting_date, _money_wanted, _until_when, status)

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: first_of(_number, _need_to_send, _exchange_back, status),
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: first_of(_need_to_send, _prove, _pickup, _courier, _how_now, status, _no_return_needed),
    Ask.WHERE_TO: first_of(_money_wanted, _where_by_stage, status, _no_return_needed),
    Ask.WHO: first_of(_pickup, _who),
    Ask.WHY: first_of(_why_faulty, status),
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: first_of(
        _need_to_send,
        _proof,
        _if_gone_wrong,
        _if_late,
        _if_refused,
        _turns_up,
        _faulty,
        _may_now,
        status,
        _no_return_needed,
    ),
    Ask.WHAT_NEXT: first_of(_number, _need_to_send, _next_now, status, _no_return_needed),
    Ask.WHICH: first_of(_need_to_send, _courier, _which),
    Ask.DO_IT: first_of(_number, _pickup, _fault_first, _ask_for_it, _push, status),
    Ask.NOT_ALL: first_of(_ask_for_it, status),
    Ask.UNDO: undo,
    Ask.DENY: _deny,
    Ask.CONFIRM: first_of(_need_to_send, _confirmed, may_i),
    Ask.CHANGE: first_of(_number, _pickup, _changed, _faulty, _ask_for_it, status),
    Ask.REPORT: first_of(_number, _pickup, _reported, _not_denied, status),
    Ask.EVIDENCE: first_of(_number, _need_to_send, _prove, _evidence),
    Ask.COMPLAIN: _push,
}
"""Each as a chain: the first link that has an answer gives it."""


# Words of a return where none runs


def _goes_back(view: View) -> bool:
    return standing(view, parcel_of(view)) in GONE


def _swapped(view: View) -> bool:
    swap = exchange_at_shop(view)
    sent = swap is not None and swap.goods_sent_at is not None  # that has words of its own
    return (swap is not None and swap.live and not sent) or view.open_remedy(RemedyKind.EXCHANGE) is not None


def _money_declined(view: View) -> bool:
    return money_back(view).stage is MoneyStage.REJECTED


_ASK_FOR_IT = frozenset({Ask.DO_IT, Ask.NOT_ALL, Ask.UNDO, Ask.DENY, Ask.CHANGE, Ask.CONFIRM, Ask.MAY_I, Ask.HOW_MUCH})
_WHY_BACK = (Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN)
_INSTEAD: tuple[tuple[Callable[[View], bool], Mapping[Ask, Cell]], ...] = (
    (
        _goes_back,
        dict.fromkeys(_WHY_BACK, delivery.CELLS[Ask.WHY])
        | dict.fromkeys((Ask.WHEN, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.HOW, Ask.DO_IT), delivery.CELLS[Ask.WHEN]),
    ),
    (_swapped, {ask: cell for ask, cell in exchange.CELLS.items() if ask not in _ASK_FOR_IT}),
    (
        _money_declined,
        {ask: MONEY[ask] for ask in (*_WHY_BACK, Ask.WHO, Ask.WHAT_IF, Ask.EVIDENCE)},
    ),
)
"""What else may be meant by 退: a parcel that goes back, an exchange that runs, money that was declined."""


def _of_what_runs(ask: Ask, cell: Cell) -> Cell:
    """The cell, unless no return was ever asked for and something else goes back."""

    def answered(view: View, question: Question) -> Answer | None:
        if the_return(view.order) is None and ours(view) is None:
            if ask is Ask.WHAT_IF and view.says("still_may"):
                return cell(view, question)  # whether a return is still open, whatever was declined
            for runs, cells in _INSTEAD:
                if ask in cells and runs(view) and (found := cells[ask](view, question)):
                    return found
        return cell(view, question)

    return answered


CELLS = {ask: _of_what_runs(ask, cell) for ask, cell in CELLS.items()}


def _given(said: Reading, near: Sequence[Matter], asked: str | None) -> Ask | None:
    """The number of the parcel that they sent back."""
    sent = near[:1] == [MATTER] or (MATTER in near and said.says("posted_it"))
    else_asked = asked in {Asked.CONFIRM_DEED, Asked.NEW_ADDRESS}
    return Ask.REPORT if sent and said.tracking_no and not else_asked else None


CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_RETURN,
    matter=MATTER,
    verbs=Verbs.RETURN,
    kinds=MONEY_BACK,
    wish="request_return",
    then=Then.RETURN,
    waits=True,
    covers=frozenset({"request_return", "ask_refund_policy"}),
    of_items=True,
    in_full=("utter_confirm_return",),
    in_few_words=lambda said: say("utter_still_return", goods=said["goods"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(NOTE, APPEAL),
    questions=(CONFIRM,),
    intents=("request_return",),
    topic="request_return",
    left=Verbs.RETURN,
    rank=relevance.returnable,
    given=_given,
    done_by=GIVEN_BACK | {Matter.DAMAGE},
    by_a_word=True,
    of_money=True,
    sent_back=True,
)
