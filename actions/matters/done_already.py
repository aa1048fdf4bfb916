"""What was just registered, told once more: what it is, of which goods, the sum, who acts next and by when. Pure.

One way for every kind of deed, read off the ledger alone, so that no matter has to know how its own is repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actions.deeds.registering import named
from actions.matters.answer import Say, say
from actions.matters.parcels import courier_of, parcel_of
from actions.matters.told import undo_buttons
from actions.matters.view import View
from careline.cases.service import Remedy, thing
from careline.core.remedies import MONEY_BACK, OURS, URGES, RemedyKind, RemedyState
from careline.core.wording.enquiries import enquiry_in
from understanding.deeds import Verb
from understanding.reading import read
from understanding.taxonomy import Matter

_DEEDS: Mapping[RemedyKind, Verb] = {
    RemedyKind.URGE_MERCHANT: Verb.URGE,
    RemedyKind.URGE_COURIER: Verb.URGE,
    RemedyKind.COMPENSATION: Verb.CLAIM_COMPENSATION,
    RemedyKind.REFUND: Verb.REFUND,
    RemedyKind.RETURN: Verb.RETURN,
    RemedyKind.EXCHANGE: Verb.EXCHANGE,
    RemedyKind.RESEND: Verb.RESEND,
    RemedyKind.FREIGHT_CLAIM: Verb.CLAIM_FREIGHT,
    RemedyKind.ADDRESS_CHANGE: Verb.CHANGE_ADDRESS,
    RemedyKind.CANCEL: Verb.CANCEL,
    RemedyKind.INVOICE: Verb.INVOICE,
    RemedyKind.COMPLAINT: Verb.COMPLAIN,
    RemedyKind.CALLBACK: Verb.CALL,
}
_IN_GOODS = frozenset({Matter.RESEND, Matter.EXCHANGE})
_MATTERS: Mapping[RemedyKind, frozenset[Matter]] = {
    RemedyKind.COMPENSATION: frozenset({Matter.COMPENSATION}),
    RemedyKind.FREIGHT_CLAIM: frozenset({Matter.RETURN_FREIGHT}),
    RemedyKind.ADDRESS_CHANGE: frozenset({Matter.ADDRESS}),
    RemedyKind.INVOICE: frozenset({Matter.INVOICE}),
    RemedyKind.RESEND: _IN_GOODS,
    RemedyKind.EXCHANGE: _IN_GOODS,
    **dict.fromkeys(MONEY_BACK, frozenset({Matter.REFUND, Matter.RETURN, Matter.CANCEL})),
}
_NOTE_AT_MOST = 60
"""Characters of their own words that are said back."""


def deed_of(remedy: Remedy) -> Verb | None:
    """The deed by whose verb words wish for it; None: they have none."""
    if _message_in(remedy):
        return Verb.TELL
    if remedy.kind is RemedyKind.COMPLAINT and enquiry_in(remedy.details) is not None:
        return Verb.ASK
    return _DEEDS.get(remedy.kind)


def matters_of(remedy: Remedy) -> frozenset[Matter]:
    """The matters in which a wish, read in any words, is one for this; empty: it has to be named."""
    return _MATTERS.get(remedy.kind, frozenset())


def is_known(view: View, remedy: Remedy) -> bool:
    """Whether it still stands as it was told: under way, not late, and the order itself knows no more of it."""
    due = remedy.due_at
    return remedy.open and due is not None and due > view.now and not view.overtaken(remedy)


def in_full(view: View, remedy: Remedy) -> Say:
    """The first time that they wish for it again."""
    by, what, undo = view.at(remedy.due_at or view.now), _what(view, remedy), undo_buttons(view, remedy)
    if (note := _message_in(remedy)) is not None:
        return say("utter_echo_passed_on", whom=_whom(view, remedy), note=note, by=by)
    if remedy.kind in URGES:
        return say("utter_echo_urged", goods=view.goods(), whom=_whom(view, remedy), by=by)
    if remedy.kind is RemedyKind.CALLBACK:
        at = _wished_at(remedy)
        later = at is not None and at > view.now
        return say("utter_echo_call_at", at=view.at(at)) if at and later else say("utter_echo_call", by=by)
    if remedy.kind is RemedyKind.COMPLAINT:
        return say("utter_echo_with_us", what=what, number=view.reference(remedy), by=by)
    if remedy.state is RemedyState.REQUESTED:
        return say("utter_echo_photo", what=what, by=by, buttons=undo)
    if remedy.state in {RemedyState.NEEDS_APPROVAL, RemedyState.FAILED} or remedy.kind in OURS:
        return say("utter_echo_colleague", what=what, by=by, buttons=undo)
    place = _place(remedy)
    if remedy.kind is RemedyKind.ADDRESS_CHANGE and place:
        return say("utter_echo_address", goods=view.goods(remedy.items), address=place, by=by, buttons=undo)
    title = str(remedy.details.get("title") or "")
    if remedy.kind is RemedyKind.INVOICE and title:
        return say("utter_echo_invoice", goods=view.goods(remedy.items), title=title, by=by, buttons=undo)
    return say("utter_echo_shop", what=what, by=by, buttons=undo)


def in_short(view: View, remedy: Remedy) -> Say:
    """The second time: that it is in hand, and by when."""
    if remedy.kind is RemedyKind.CALLBACK:
        return say("utter_echo_call_short")
    if _message_in(remedy) is not None:
        return say("utter_echo_passed_on_short", whom=_whom(view, remedy))
    if remedy.state is RemedyState.REQUESTED:
        return say("utter_echo_photo_short", what=_name(view, remedy))
    return say("utter_echo_short", what=_name(view, remedy), by=view.at(remedy.due_at or view.now))


def once_more(view: View, remedy: Remedy) -> Say:
    """From the third time on."""
    by = view.at(remedy.due_at or view.now)
    return say("utter_again_being_done", what=_name(view, remedy), by=by)


def held_off(view: View, remedy: Remedy) -> Say:
    """Where they would rather wait: that it is registered, and how it is stopped."""
    by, undo = view.at(remedy.due_at or view.now), undo_buttons(view, remedy)
    return say("utter_echo_held_off", what=_what(view, remedy), by=by, buttons=undo)


def _what(view: View, remedy: Remedy) -> str:
    """羊毛大衣的退款申请（599 元）; the refund request for the wool coat (CNY 599.00)."""
    goods, name = view.goods(remedy.items), _name(view, remedy)
    amount = view.money(remedy.amount) if remedy.amount and remedy.amount.amount else ""
    if view.english:
        link = "about" if remedy.kind is RemedyKind.COMPLAINT else "for"
        return f"the {name} {link} your {goods}" + (f" ({amount})" if amount else "")
    return f"{goods}的{name}" + (f"（{amount}）" if amount else "")


def _name(view: View, remedy: Remedy) -> str:
    if enquiry_in(remedy.details) is not None:
        called = thing(remedy.kind, remedy.details).to(view.language)
        return view.either(f"{called}核实", f"check of the {called}")
    if _message_in(remedy) is not None:
        return view.either("留言", "message")
    return named(remedy.kind, view.language)


def _message_in(remedy: Remedy) -> str | None:
    """What was passed on to the courier or the shop in their own words; None: it is no message."""
    told = remedy.details
    if remedy.kind is RemedyKind.URGE_COURIER and told.get("note"):
        return _cut(read(str(told["note"])).plain_note)
    if remedy.kind is RemedyKind.URGE_MERCHANT and told.get("text"):
        return _cut(str(told["text"]))
    return None


def _cut(note: str) -> str:
    words = note.strip().rstrip("。.!！")
    return words if len(words) <= _NOTE_AT_MOST else words[: _NOTE_AT_MOST - 1].rstrip() + "…"


def _whom(view: View, remedy: Remedy) -> str:
    return courier_of(view, parcel_of(view)) if remedy.kind is RemedyKind.URGE_COURIER else view.shop


def _place(remedy: Remedy) -> str:
    address = remedy.details.get("address")
    return str(address.get("detail") or "") if isinstance(address, Mapping) else ""


def _wished_at(remedy: Remedy) -> datetime | None:
    told = remedy.details.get("at")
    return datetime.fromisoformat(str(told)) if told else None
