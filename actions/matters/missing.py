"""Parcels called delivered that did not come, and lost ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.deeds.some_items import coded
from actions.matters import resend
from actions.matters.about import TOLD_WHOLE, About
from actions.matters.answer import Answer, Cell, Offer, Say, answer, say
from actions.matters.delivery import ahead, whereabouts, wishes
from actions.matters.delivery.contact import put_where, who_looks
from actions.matters.delivery.loss import bears_loss, lost_after, turns_up
from actions.matters.delivery.telling import ask_courier, report
from actions.matters.parcels import (
    GONE,
    UNDER_WAY,
    Standing,
    courier_of,
    courier_pushed,
    given_up_from,
    items_lost,
    line_of,
    money_for,
    offer_of_money,
    offer_to_send_again,
    overdue,
    parcel_of,
    resend_button,
    say_numbers,
    settled_by,
    standing,
    words_of,
)
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.core.blocks import BlockKind
from careline.core.orders import Parcel
from careline.core.paid import all_items
from careline.core.remedies import REPLACES, RemedyKind
from understanding.context import Question
from understanding.taxonomy import Ask, Matter
from understanding.words import said_by

MATTER = Matter.MISSING
_NOTHING_TO_MISS = frozenset({Standing.CLOSED, Standing.UNSENT})


def reported(view: View, question: Question) -> Answer | None:
    """It did not come: the courier is asked; who says more while they look has it passed on."""
    if view.says("turned_up_now"):
        return found_again(view, question)
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS:
        return None
    if where is Standing.ARRIVED and view.says("piece_missing", "came_short", "part_lacking"):
        return pieces(view)
    if where in UNDER_WAY and parcel:
        return _on_its_way(view, parcel)
    if where in GONE:
        return what_next(view, question)
    if courier_pushed(view) is None:
        return answer(then="report_not_received")
    heard = (say("utter_missing_looked_around"),) if view.says("looked_around") else ()
    return answer(*heard, do=report(view))


def pieces(view: View) -> Answer | None:
    """It came, but not all of it: what lacks is sent, or its money comes back where its price is known."""
    if done := _instead(view):
        return done
    chosen = offer_to_send_again(view.items)
    amount = view.back(view.items)
    if view.items and amount.amount and view.items != all_items(view.order):
        goods = view.goods(view.items)
        money = [] if view.spoken else [_refund_button(view)]
        return answer(say("utter_missing_pieces", goods=goods, amount=view.money(amount), buttons=money), offer=chosen)
    piece = view.said.piece or view.either("少的部分", "missing part")
    several = sum(n for _, n in all_items(view.order)) > 1
    if not view.said.piece and several:
        return answer(say("utter_missing_part", piece=piece), offer=chosen)
    wish = view.said.piece or view.said.as_written.strip()
    part = Offer(asked=Asked.CONFIRM_DEED, items=view.items, keep={"deed": "resend_part", "wish": wish})
    return answer(say("utter_missing_part", piece=piece), offer=part)  # the screws, and not the whole table again


def _refund_button(view: View) -> Mapping[str, Any]:
    """[退款] for the pieces that lack, beside our offer to send them."""
    entities = {"order_id": view.order.order_id, "items": coded(view.items or ())}
    return {"title": view.either("退款", "Refund"), "payload": {"intent": "request_refund", "entities": entities}}


def status(view: View, question: Question) -> Answer | None:
    """Found or not: what the courier has answered, or by when they have to."""
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS:
        return None
    if done := _instead(view):
        return done
    if where is Standing.LOST and parcel:
        return _choice(view, say("utter_missing_lost", line=line_of(view, parcel)))
    if pushed := courier_pushed(view):
        at, by = view.at(pushed.requested_at), view.at(pushed.due_at or view.now)
        if view.says("is_lost", "lost_or_not") and parcel and where in UNDER_WAY:
            line = line_of(view, parcel)
            return answer(say("utter_missing_not_said_lost", line=line), say("utter_missing_answer_by", by=by))
        return answer(say("utter_missing_not_found_yet", at=at, by=by))
    looked = view.done_remedy(RemedyKind.URGE_COURIER)
    if looked and (words := said_by(looked.answer or "")):
        return _choice(view, say("utter_courier_answered", words=words))
    return _no_trace(view, parcel, where) or reported(view, question)


def _no_trace(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Not found, and nobody has been asked yet: the courier is chased now."""
    if parcel is None or where not in UNDER_WAY or not (overdue(view, parcel) or where is Standing.HELD):
        return None
    line = line_of(view, parcel)
    lost = view.says("is_lost", "lost_or_not")
    said = say("utter_missing_not_said_lost", line=line) if lost else say("utter_missing_no_trace", line=line)
    return answer(said, *_wrote(view, parcel), urge=BlockKind.LOGISTICS)


def when(view: View, question: Question) -> Answer | None:
    """By when the courier has to answer, and from when on it counts as lost."""
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS:
        return None
    if where in GONE:
        return status(view, question)
    says: list[Say] = []
    if pushed := courier_pushed(view):
        says.append(say("utter_missing_answer_by", by=view.at(pushed.due_at or view.now)))
    if where in UNDER_WAY and parcel:
        says.extend(_lost_from(view, parcel))
    return answer(*says, urge=None if courier_pushed(view) else BlockKind.LOGISTICS)


def who(view: View, question: Question) -> Answer | None:
    """Who bears the loss, or who signed."""
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS:
        return None
    if parcel and view.says("who_looks") and not view.says("bears_loss", "signed_by", "left_where"):
        return who_looks(view, parcel)
    if where is Standing.ARRIVED and parcel and not view.says("bears_loss"):
        return put_where(view, parcel)
    return bears_loss(view, question)


def where_to(view: View, question: Question) -> Answer | None:
    """Where it was put; where it is while it is under way."""
    parcel, where = _meant(view)
    if where in UNDER_WAY or view.says("tracking_number", "courier_phone"):
        return whereabouts.where_to(view, question)
    if parcel is None or where is not Standing.ARRIVED:
        return None
    return put_where(view, parcel)


def why(view: View, question: Question) -> Answer | None:
    """Only the courier knows why: asked."""
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS:
        return None
    if where in GONE or where in UNDER_WAY or where is Standing.TO_COLLECT or parcel is None:
        return ahead.why(view, question)
    return answer(say("utter_missing_why_unknown", courier=courier_of(view, parcel)), do=ask_courier(view))


def may_i(view: View, question: Question) -> Answer | None:
    """Money back or sent again: yes, with the sum, and the question which."""
    where = _meant(view)[1]
    if where in _NOTHING_TO_MISS:
        return None
    if view.says("which_faster"):
        return faster(view, question)
    if done := _instead(view):
        return done
    if view.says("again_wished") and not view.says("money_wished"):
        return _again(view)
    return _choice(view, *_goes_back(view))


def faster(view: View, _question: Question) -> Answer | None:
    """How long each of both takes, by the shop rules."""
    if _meant(view)[1] in _NOTHING_TO_MISS:
        return None
    promises, limits = view.rules.promises, view.rules.remedies
    decided, paid = view.lasting(limits.answer_within), view.lasting(promises.refund)
    said = say("utter_missing_refund_faster", decided=decided, paid=paid, sent=view.lasting(promises.exchange))
    if settled_by(view):
        return answer(said)
    return _choice(view, said)


def which(view: View, question: Question) -> Answer | None:
    """Which of both is faster, or the parcel's number."""
    if view.says("which_faster", "money_wished", "again_wished"):
        return faster(view, question)
    if view.says("signed_by", "left_where") and (found := where_to(view, question)):
        return found
    numbers = say_numbers(view, parcel_of(view))
    return answer(*numbers) if numbers and parcel_of(view) else None


def what_if(view: View, question: Question) -> Answer | None:
    """It is not found, the courier insists, or it turns up after all."""
    where = _meant(view)[1]
    if where in _NOTHING_TO_MISS:
        return None
    if view.says("turns_up_later"):
        return turns_up(view, question)
    if not view.spoken_of and where is Standing.HELD:
        return status(view, question)  # 油又给我整丢了？ as the first words: what the courier says of it
    if view.says("which_faster", "which_sooner"):
        return faster(view, question)
    if view.says("courier_denies", "refuses_wish"):
        return answer(say("utter_missing_courier_insists"))
    if view.says("waits_first", "when_it_comes") and where in UNDER_WAY:
        return ahead.what_if(view, question)
    if done := _instead(view):
        return done
    if view.says("bears_loss"):
        return _choice(view, say("utter_missing_not_yours"))
    return _choice(view, say("utter_missing_if_not_found"))


def what_next(view: View, question: Question) -> Answer | None:
    """What happens now, and that nothing has to be done for it."""
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS:
        return None
    if done := _instead(view):
        return done
    if where in GONE and parcel:
        return _choice(view, say("utter_missing_lost", line=line_of(view, parcel)))
    if pushed := courier_pushed(view):
        return _choice(view, say("utter_missing_then", by=view.at(pushed.due_at or view.now)))
    return reported(view, question)


def do_it(view: View, question: Question) -> Answer | None:
    """The money or another one where they say so; else the courier looks for it."""
    where = _meant(view)[1]
    if where in _NOTHING_TO_MISS:
        return None
    money, again = view.says("money_wished"), view.says("again_wished")
    if (money or again) and (done := _instead(view)):
        return done
    if again and not money:
        return answer(then="affirm") if view.offered == Asked.CONFIRM_RESEND else _again(view)
    if money:
        return answer(then="affirm") if view.offered == Asked.CONFIRM_REFUND else money_offered(view)
    if view.says("signed_by", "left_where") and (parcel := parcel_of(view)) and where is Standing.ARRIVED:
        return put_where(view, parcel)
    return reported(view, question)


def how(view: View, question: Question) -> Answer | None:
    """Nothing has to be filled in: we ask the courier."""
    return what_next(view, question)


def how_much(view: View, _question: Question) -> Answer | None:
    """What would come back."""
    if _meant(view)[1] in _NOTHING_TO_MISS:
        return None
    return _instead(view) or _choice(view, *_goes_back(view))


def _goes_back(view: View) -> tuple[Say, ...]:
    """To which account the money would go, and how long it would take, where the words ask for that too."""
    says = []
    if view.says("asks_account"):
        says.append(say("utter_missing_goes_back"))
    if view.says("asks_when"):
        decided, paid = view.rules.remedies.answer_within, view.rules.promises.refund
        says.append(say("utter_missing_money_when", decided=view.lasting(decided), paid=view.lasting(paid)))
    return tuple(says)


def not_all(view: View, question: Question) -> Answer | None:
    """One of several parcels: where that one is. A piece missing from a parcel is no lost parcel."""
    where = _meant(view)[1]
    if where is Standing.ARRIVED and (view.kept or {}).get("deed") == "resend_part":
        return resend.CELLS[Ask.DO_IT](view, question)
    lacks = view.says("piece_missing", "came_short") or view.said.piece or (view.items and view.said.lacks_beside)
    if where is Standing.ARRIVED and lacks:
        return pieces(view)
    if where in GONE:
        return what_next(view, question)
    return wishes.not_all(view, question)


def evidence(view: View, _question: Question) -> Answer | None:
    """It helps and is passed on; nobody has to prove that they got nothing."""
    parcel, where = _meant(view)
    if where in _NOTHING_TO_MISS or parcel is None:
        return None
    if view.says("proof_wanted") or (view.says("asks_whether") and view.says("proof_asked")):
        return answer(say("utter_missing_no_proof_here", courier=courier_of(view, parcel)), do=ask_courier(view))
    if where is Standing.ARRIVED and (view.items or view.offered == Asked.CONFIRM_RESEND):
        return answer(say("utter_missing_piece_evidence"))
    said = say("utter_missing_evidence")
    return answer(said) if where in GONE else answer(said, do=report(view))


def complain(view: View, question: Question) -> Answer | None:
    """The way out is the answer."""
    return what_next(view, question)


def found_again(view: View, _question: Question) -> Answer:
    """It is there after all: what was asked for instead is taken back, and nobody looks any more."""
    if view.open_remedy(*REPLACES):
        return answer(say("utter_missing_found_withdraw"), then="withdraw")
    if courier_pushed(view):
        return answer(say("utter_missing_found_off"), then="withdraw")
    return answer(then="report_not_received")


def _meant(view: View) -> tuple[Parcel | None, Standing]:
    parcel = parcel_of(view)
    return parcel, standing(view, parcel)


def _instead(view: View) -> Answer | None:
    """How the refund or the new parcel stands that was asked for already."""
    remedy = view.open_remedy(*REPLACES)
    if remedy and remedy.due_at:
        by = view.at(remedy.due_at)
        if remedy.kind is RemedyKind.RESEND:
            return answer(say("utter_missing_resend_under_way", by=by))
        amount = view.money(remedy.amount or money_for(view, remedy.items))
        return answer(say("utter_missing_refund_under_way", amount=amount, by=by))
    return answer(then="ask_refund_status") if settled_by(view) else None


def _on_its_way(view: View, parcel: Parcel) -> Answer:
    """Not called delivered at all: where it is, and from when on it counts as lost."""
    line, late = line_of(view, parcel), overdue(view, parcel)
    lost = view.says("is_lost")
    first = say("utter_missing_not_said_lost", line=line) if lost else say("utter_missing_on_its_way", line=line)
    says = (first, *_wrote(view, parcel), *_lost_from(view, parcel))
    return answer(*says, urge=BlockKind.LOGISTICS if late else None)


def _wrote(view: View, parcel: Parcel) -> tuple[Say, ...]:
    """What the courier wrote where it is held up."""
    words = words_of(view, parcel) if standing(view, parcel) is Standing.HELD else ""
    return (say("utter_courier_says", words=words),) if words else ()


def _lost_from(view: View, parcel: Parcel) -> tuple[Say, ...]:
    found = lost_after(view, parcel)
    if found:
        return found.says
    lost = given_up_from(view, parcel)
    return (say("utter_missing_lost_from", due=view.at(lost)),) if lost > view.now else ()


def _choice(view: View, *says: Say) -> Answer | None:
    """The money with its sum, and sending again beside it; nothing is offered where it is under way."""
    items = items_lost(view)
    amount = money_for(view, items)
    if settled_by(view) or not amount.amount:
        return answer(*says) if says else None
    asks = say("utter_missing_choice", amount=view.money(amount), buttons=resend_button(view, items))
    return answer(*says, asks, offer=offer_of_money(items))


def money_offered(view: View) -> Answer | None:
    """The money for what is lost, for a yes; None where nothing was paid for it."""
    items = items_lost(view)
    amount = money_for(view, items)
    if not amount.amount:
        return None
    asks = say("utter_missing_refund_offer", goods=view.goods(items), amount=view.money(amount))
    return answer(asks, offer=offer_of_money(items))


def _again(view: View) -> Answer | None:
    items = items_lost(view)
    if not money_for(view, items).amount:
        return None
    chosen: Offer = offer_to_send_again(items)
    return answer(say("utter_confirm_resend", goods=view.goods(items)), offer=chosen)


CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: when,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: how,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.DO_IT: do_it,
    Ask.NOT_ALL: not_all,
    Ask.UNDO: found_again,
    Ask.REPORT: reported,
    Ask.EVIDENCE: evidence,
    Ask.COMPLAIN: complain,
}
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    intents=("report_not_received",),
    topic="report_not_received",
    opens=TOLD_WHOLE - {Ask.DO_IT, Ask.WHEN},
    rank=relevance.not_received,
    of_a_day=True,
)
