"""Parcels that will not come: on their way back to the shop, there again, or lost. Money back, or sent again."""

from __future__ import annotations

from actions.deeds.pending_remedies import MONEY, RESEND
from actions.deeds.registering import back, goods_of, running
from actions.deeds.rights import claimed_for
from actions.deeds.some_items import coded
from actions.memory import Asked
from actions.talk import Button, Talk
from careline.core import phrases
from careline.core.orders import Order, Parcel, Quantities, Scan, ScanCode
from careline.core.paid import takes_back
from careline.core.pieces import contents_of
from careline.core.remedies import RemedyKind
from understanding.couriers import says_lost


def is_gone(order: Order, parcel: Parcel) -> bool:
    """Whether it will not reach the consumer, and nothing was sent in its place."""
    last = parcel.last_scan
    lost = last is not None and is_lost(last) and not parcel.arrived
    return (parcel.returning or lost) and not order.replaced(parcel)


def is_lost(scan: Scan) -> bool:
    """Whether the courier says that it is lost, by its code or in its own words."""
    troubled = scan.code in {ScanCode.EXCEPTION, ScanCode.DAMAGED}
    return scan.code is ScanCode.LOST or (troubled and says_lost(scan.text))


def any_gone(order: Order) -> bool:
    return any(is_gone(order, parcel) for parcel in order.parcels)


def gone_items(order: Order) -> Quantities | None:
    """What is in the parcels that will not come; None: the whole order. Empty: all parcels will come."""
    gone = [parcel for parcel in order.parcels if is_gone(order, parcel)]
    found = tuple(one for parcel in gone for one in contents_of(order, parcel))
    whole = len(gone) == len(order.parcels) and not order.not_dispatched()
    return None if gone and whole else found


async def offer_for_gone(talk: Talk, order: Order) -> None:
    """Ask whether to have the money back, with sending again beside it; nothing where one of the two is under way."""
    items = gone_items(order)
    handled = any(one.kind in MONEY | RESEND for one in await running(talk, order))
    if items == () or handled or any(takes_back(refund) for refund in order.refunds) or not back(order, items).amount:
        return
    may = await claimed_for(talk, order, RemedyKind.REFUND, "lost", items)
    talk.propose(items=items, reason="lost")
    amount, buttons = talk.money(may.amount if may else back(order, items)), resend_button(talk, order, items)
    talk.say("utter_gone_offer", amount=amount, buttons=buttons)
    talk.ask(Asked.CONFIRM_REFUND, order=order)


async def ask_whether_to_resend_gone(talk: Talk, order: Order) -> bool:
    """Ask before sending again what will not come; False where all parcels will."""
    items = gone_items(order)
    if items == ():
        return False
    talk.propose(items=items, reason="lost")
    talk.say("utter_confirm_resend", goods=goods_of(talk, order, items))
    talk.ask(Asked.CONFIRM_RESEND, order=order)
    return True


def resend_button(talk: Talk, order: Order, items: Quantities | None) -> list[Button]:
    """[补发] beside an offer of money; none on the phone."""
    if talk.spoken:
        return []
    entities = {"order_id": order.order_id, "deed": "resend"} | ({"items": coded(items)} if items else {})
    title = "Send it again" if phrases.is_english(talk.language) else "补发"
    return [{"title": title, "payload": {"intent": "report_damaged_or_wrong", "entities": entities}}]
