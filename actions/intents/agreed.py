"""What a yes to our question does: whether it still can be done, registered once, told by how it stands."""

from __future__ import annotations

from actions.deeds.pending_remedies import ADDRESS, COMPENSATION, FREIGHT, MONEY, RESEND, tell_if_noted_before
from actions.deeds.registering import back, called, goods_of, just_now, register, running, undo_button
from actions.deeds.rights import TOLD_REASON, claimed_for, foremost_right, photo_for
from actions.deeds.urging import urge_wished
from actions.intents.compensation import offer_owed, owed_for_lateness
from actions.intents.order import ask_for_address, too_late
from actions.intents.trouble import urge_all
from actions.memory import Asked
from actions.talk import Run, Talk
from careline.cases.service import Remedy
from careline.core.guarantees import RightState
from careline.core.orders import Guarantee, Order, Quantities, RefundKind
from careline.core.remedies import RemedyKind, RemedyState, may_cancel, may_change_address
from understanding.address import about_place


async def urge(talk: Talk) -> None:
    """Push, after a yes: for the order spoken of, or for all that is stuck."""
    order = await talk.order_spoken_of()
    if order is None or talk.before.wish.kept.get("all"):
        await urge_all(talk)
    else:
        await urge_wished(talk, order)
    await offer_owed(talk)


async def cancel(talk: Talk) -> None:
    """Cancel, after a yes, if that is still possible."""
    items = talk.before.wish.items
    order = await _to_be_done(talk, MONEY, items)
    if order is None:
        return
    if not may_cancel(order):
        await too_late(talk, order)
        return
    remedy = await register(talk, order, RemedyKind.CANCEL, items=items)
    if not _tell_what_is_missing(talk, order, remedy):
        goods, by, undo = goods_of(talk, order, remedy.items), _by(talk, remedy), undo_button(talk, remedy)
        if remedy.amount is None:
            talk.say("utter_cancel_noted_unpaid", goods=goods, by=by, buttons=undo)
        else:
            talk.say("utter_cancel_noted", goods=goods, amount=talk.money(remedy.amount), by=by, buttons=undo)


async def readdress(talk: Talk) -> None:
    """Have it sent, after a yes, to the address that was read back."""
    order = await _to_be_done(talk, ADDRESS)
    if order is None:
        return
    address = talk.before.wish.kept.get("address")
    if not may_change_address(order):
        talk.say("utter_address_too_late", goods=talk.goods(order))
    elif not address:
        ask_for_address(talk, order, None)
    else:
        details = {"address": {"detail": address}}
        remedy = await register(talk, order, RemedyKind.ADDRESS_CHANGE, details=details, about=about_place(address))
        goods, by = talk.goods(order), _by(talk, remedy)
        talk.say("utter_address_noted", goods=goods, by=by, buttons=undo_button(talk, remedy))


async def refund(talk: Talk) -> None:
    """Ask for the money back, after a yes."""
    items, reason = talk.before.wish.items, talk.before.wish.kept.get("reason", "other")
    order = await _to_be_done(talk, MONEY, items)
    if order is None:
        return
    may = await claimed_for(talk, order, RemedyKind.REFUND, reason, items)
    items, right = (may.items, may.right) if may else (items, None)
    amount = may.amount if may else back(order, items)
    details = {"reason": TOLD_REASON.get(reason, reason)}
    remedy = await register(
        talk, order, RemedyKind.REFUND, items=items, amount=amount, right=right, details=details,
        waits_for=photo_for(right),
    )  # fmt: skip
    if not _tell_what_is_missing(talk, order, remedy):
        goods, by, undo = goods_of(talk, order, remedy.items), _by(talk, remedy), undo_button(talk, remedy)
        talk.say("utter_refund_noted", goods=goods, amount=talk.money(remedy.amount or amount), by=by, buttons=undo)


async def send_back(talk: Talk) -> None:
    """Register the return, after a yes."""
    items = talk.before.wish.items
    order = await _to_be_done(talk, MONEY, items)
    if order is None:
        return
    may = await claimed_for(talk, order, RemedyKind.RETURN, "no_reason", items)
    if may is None and not any(one.live and one.kind is RefundKind.EXCHANGE for one in order.refunds):
        await talk.answer_as("request_return")  # its days have ended since we asked
        return
    items, right = (may.items, may.right) if may else (items, None)
    amount = may.amount if may else back(order, items)
    remedy = await register(
        talk, order, RemedyKind.RETURN, items=items, amount=amount, right=right, details={"reason": "no_reason"}
    )
    if _tell_what_is_missing(talk, order, remedy):
        talk.say("utter_dont_send_yet")
    else:
        goods, by, undo = goods_of(talk, order, remedy.items), _by(talk, remedy), undo_button(talk, remedy)
        talk.say("utter_return_noted", goods=goods, amount=talk.money(remedy.amount or amount), by=by, buttons=undo)


async def resend(talk: Talk) -> None:
    """Have it sent again, after a yes; what came damaged has to be seen first."""
    items, reason = talk.before.wish.items, talk.before.wish.kept.get("reason", "damaged")
    order = await _to_be_done(talk, RESEND, items)
    if order is None:
        return
    may = await claimed_for(talk, order, RemedyKind.RESEND, reason, items)
    remedy = await register(
        talk, order, RemedyKind.RESEND, items=items, details={"reason": TOLD_REASON.get(reason, reason)},
        right=may.right if may else None,
        waits_for=("photo",) if reason == "damaged" else (),
    )  # fmt: skip
    goods, by, undo = goods_of(talk, order, remedy.items), _by(talk, remedy), undo_button(talk, remedy)
    if remedy.state is RemedyState.REQUESTED:
        talk.say("utter_resend_needs_photo", goods=goods, by=by, buttons=undo)
    elif not _tell_what_is_missing(talk, order, remedy):
        talk.say("utter_resend_noted", goods=goods, by=by, buttons=undo)


async def claim_compensation(talk: Talk) -> None:
    """Claim, after a yes, what is owed for the late dispatch, if it still is."""
    order = await _to_be_done(talk, COMPENSATION)
    if order is None:
        return
    remedy = await _of_this_turn(talk, order, COMPENSATION)
    right = None if remedy else await owed_for_lateness(talk, order)
    if right and right.amount:
        remedy = await register(
            talk, order, RemedyKind.COMPENSATION, items=right.items, amount=right.amount, right=right
        )
    if remedy is None or remedy.amount is None:
        talk.say("utter_not_claimable", goods=talk.goods(order))
    elif not _tell_what_is_missing(talk, order, remedy):
        amount, by, undo = talk.money(remedy.amount), _by(talk, remedy), undo_button(talk, remedy)
        talk.say("utter_compensation_noted", amount=amount, by=by, buttons=undo)


async def claim_freight(talk: Talk) -> None:
    """Have the insurance pay the return freight, after a yes."""
    order = await _to_be_done(talk, FREIGHT)
    if order is None:
        return
    remedy = await _of_this_turn(talk, order, FREIGHT)
    right = None if remedy else await foremost_right(talk, order, Guarantee.FREIGHT_INSURANCE)
    if right and right.amount and right.state is RightState.CLAIMABLE:
        remedy = await register(
            talk, order, RemedyKind.FREIGHT_CLAIM, items=right.items, amount=right.amount, right=right
        )
    if remedy is None or remedy.amount is None:
        talk.say("utter_not_claimable", goods=talk.goods(order))
    elif not _tell_what_is_missing(talk, order, remedy):
        goods, amount, undo = talk.goods(order), talk.money(remedy.amount), undo_button(talk, remedy)
        talk.say("utter_freight_claim_noted", goods=goods, amount=amount, by=_by(talk, remedy), buttons=undo)


async def _to_be_done(talk: Talk, kinds: frozenset[RemedyKind], items: Quantities | None = None) -> Order | None:
    """The order our question was about; None where we have said that we don't know it, or had registered it before."""
    order = await talk.order_spoken_of()
    if order is None:
        talk.say("utter_which_order_else")
        return None
    return None if await tell_if_noted_before(talk, order, kinds, items) else order


async def _of_this_turn(talk: Talk, order: Order, kinds: frozenset[RemedyKind]) -> Remedy | None:
    """What an earlier run of this very turn has registered: what it claims cannot be claimed once more."""
    found = (one for one in await running(talk, order) if one.kind in kinds and just_now(talk, one))
    return next(found, None)


def _tell_what_is_missing(talk: Talk, order: Order, remedy: Remedy) -> bool:
    """Say that a photo has to be seen first, or that a colleague decides above our limit, and by when; False where
    neither is missing."""
    goods, what = goods_of(talk, order, remedy.items), called(talk, remedy.kind)
    by, undo = _by(talk, remedy), undo_button(talk, remedy)
    if remedy.state is RemedyState.REQUESTED and remedy.amount:
        talk.say(
            "utter_deed_needs_photo", goods=goods, what=what, amount=talk.money(remedy.amount), by=by, buttons=undo
        )
    elif remedy.state is not RemedyState.NEEDS_APPROVAL:
        return False
    elif remedy.amount:
        talk.say(
            "utter_deed_above_limit", goods=goods, what=what, amount=talk.money(remedy.amount), by=by, buttons=undo
        )
    else:
        talk.say("utter_deed_to_colleague", goods=goods, what=what, by=by, buttons=undo)
    return True


def _by(talk: Talk, remedy: Remedy) -> str:
    return talk.at(remedy.due_at or talk.now)


async def ask_address(talk: Talk) -> None:
    """Ask for the new address, after a yes to changing it."""
    order = await talk.order_spoken_of()
    if order is None:
        talk.say("utter_which_order_else")
    else:
        ask_for_address(talk, order, None)


YES: dict[Asked, Run] = {
    Asked.CONFIRM_URGE: urge,
    Asked.CONFIRM_CANCEL: cancel,
    Asked.CONFIRM_ADDRESS: readdress,
    Asked.NEW_ADDRESS: ask_address,
    Asked.CONFIRM_REFUND: refund,
    Asked.CONFIRM_RETURN: send_back,
    Asked.CONFIRM_RESEND: resend,
    Asked.CONFIRM_COMPENSATION: claim_compensation,
    Asked.CONFIRM_FREIGHT: claim_freight,
}
