"""Goods sent again: may they, which pieces, when, where to, free of charge, and what if it is not believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, say
from actions.matters.goods import (
    PERSON,
    address_text,
    has_come,
    is_over,
    kept_items,
    meant,
    money_running,
    newest_parcel,
    not_sent,
    offer_money,
    offer_resend,
    parcel_says,
    parcel_to_come,
    pieces,
    refused_by,
    registered,
    stuck_parcel,
    under_way,
    waits_for_photo,
    words_of,
)
from actions.matters.parts import part_meant, part_named
from actions.matters.told import undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.guarantees import RightKind
from careline.core.orders import Parcel, ParcelKind, Quantities
from careline.core.paid import all_items
from careline.core.pieces import contents_of
from careline.core.remedies import RemedyKind, RemedyState
from understanding.context import Question
from understanding.deeds import Verb
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

MATTER = Matter.RESEND
_QUOTED = 30
"""Characters of their own words that are said back."""
_KIND = RemedyKind.RESEND


def _parcel(view: View) -> Parcel | None:
    """The one that was sent again, for what is asked for now."""
    parcel, remedy = newest_parcel(view, ParcelKind.RESEND), view.open_remedy(_KIND)
    later = parcel is not None and (remedy is None or parcel.dispatched_at >= remedy.requested_at)
    return parcel if later else None


def _gone(view: View) -> Quantities:
    """What is in parcels that will not come, by the right to lost parcels."""
    right = view.claimable(RightKind.PARCEL_LOST)
    if right is None or _KIND not in right.deeds:
        return ()
    return right.items or all_items(view.order)


def _reason(view: View, question: Question) -> str:
    """Damaged, missing or lost, as the words or our question say."""
    if stuck_parcel(view) and not has_come(view):
        return "lost"  # nobody can show what has not come
    if view.says("lacks_some"):
        return "missing"
    if view.says("faulty", "wrong_goods"):
        return "damaged"
    kept = str((view.kept or {}).get("reason") or "")
    if kept in {"damaged", "missing", "lost"}:
        return kept
    told = view.spoken_of[:2]
    if question.matter is Matter.DAMAGE or (has_come(view) and Matter.DAMAGE in told and Matter.MISSING not in told):
        return "damaged"
    return "lost" if _gone(view) and not has_come(view) else "missing"


def status(view: View, question: Question) -> Answer | None:
    """Sent again already, with the shop, declined; else whether it can be."""
    parcel, remedy = _parcel(view), view.open_remedy(_KIND)
    if parcel:
        return answer(*parcel_says(view, parcel, again=True))
    if remedy:
        return under_way(view, remedy)
    last = view.remedy(_KIND)
    if last and last.state is RemedyState.REFUSED:
        return refused_by(view, last)
    return _none_noted(view, question)


def _none_noted(view: View, question: Question) -> Answer | None:
    """Nobody has asked for it, as far as we know; what can be done."""
    found = may_i(view, question)
    return answer(say("utter_resend_none_noted"), *found.says, urge=found.urge, offer=found.offer) if found else None


def may_i(view: View, question: Question) -> Answer | None:
    """Whether it can be sent again, free of charge; or that it is still coming."""
    if view.open_remedy(_KIND) and view.says("extra_cost", "top_up"):
        return answer(say("utter_resend_free"))
    if view.open_remedy(_KIND) or (_parcel(view) and not view.says("bad_again", "not_sent_new")):
        return status(view, question)
    if refund := money_running(view):
        return answer(say("utter_resend_money_runs", amount=view.money(refund.amount)))
    if is_over(view):
        return answer(say("utter_resend_over"))
    if view.says("which_sooner") and not view.says("refuses_money", "new_one_wished"):
        return faster(view, question)
    return _still_coming(view, meant(view)) or _offer(view, question)


def faster(view: View, question: Question) -> Answer | None:
    """How long the money and the goods take, by the shop rules, and both to choose from."""
    if view.open_remedy(_KIND):
        return when(view, question)
    if nothing := _nothing(view, question):
        return nothing
    promises, limits, items = view.rules.promises, view.rules.remedies, meant(view)
    amount, reason = view.money(view.back(items)), _reason(view, question)
    said = say(
        "utter_resend_or_money", decided=view.lasting(limits.answer_within), paid=view.lasting(promises.refund),
        sent=view.lasting(promises.exchange),
    )  # fmt: skip
    asks = say("utter_resend_or_money_choice", amount=amount, buttons=_button(view, items, reason))
    return answer(said, asks, offer=offer_money(items, reason))


def _button(view: View, items: Quantities | None, reason: str) -> Sequence[Mapping[str, Any]]:
    """[补发] beside the offer of money; none on the phone."""
    if view.spoken:
        return ()
    entities = {"order_id": view.order.order_id, "deed": "resend", "reason": reason}
    if items:
        entities["items"] = ",".join(f"{sku}*{n}" for sku, n in items)
    payload = {"intent": "report_damaged_or_wrong", "entities": entities}
    return ({"title": view.either("补发", "Send it again"), "payload": payload},)


def _spare_part(view: View) -> bool:
    """Whether they want a part that belongs to the goods: screws, a cable, one volume of a set that was bought as one.
    Goods that are parts are sent whole."""
    one_piece = sum(n for _, n in all_items(view.order)) == 1
    if one_piece and has_come(view) and view.says("lacks_some", "the_lacking_one"):
        return True
    if has_come(view) and part_meant(view):
        return True
    titles = (item.title for item in view.order.items)
    return (
        has_come(view)
        and view.says("spare_part", "part_lacking")
        and not any(read(one).says("spare_part") for one in titles)
    )


def _offer(view: View, question: Question) -> Answer:
    """Asked before it is done, with the pieces; which ones, where the words leave that open."""
    if _spare_part(view):
        offered = Offer(asked=Asked.CONFIRM_DEED, items=view.items, keep=_kept_of_part(view, question))
        return answer(say("utter_resend_part_offer", shop=view.shop, part=part_named(view)), offer=offered)
    items, gone = meant(view), _gone(view)
    several = sum(n for _, n in all_items(view.order)) > 1
    if items is None and several and has_come(view) and not view.says("all_of_it"):
        return answer(say("utter_resend_which_pieces"))
    items = items or (gone if gone and not has_come(view) and gone != all_items(view.order) else None)
    offered = offer_resend(items, _reason(view, question))
    known = _of_its_way(view)
    if _reason(view, question) == "damaged":
        return answer(*known, say("utter_resend_offer_photo", goods=pieces(view, items)), offer=offered)
    return answer(*known, say("utter_resend_offer", goods=pieces(view, items)), offer=offered)


def _kept_of_part(view: View, question: Question) -> dict[str, Any]:
    """For the deed: their words for the shop, the part as they name it, and whether it came broken."""
    part, lacks = part_meant(view), view.says("lacks_some", "part_lacking", "piece_missing")
    broken = _reason(view, question) == "damaged" or (Matter.DAMAGE in view.spoken_of[:1] and not lacks)
    told = {"deed": PART.name, "wish": words_of(view), "reason": "damaged" if broken and part else "missing"}
    return told | ({"part": part} if part else {})


def _of_its_way(view: View) -> tuple[Say, ...]:
    """What is asked of the way of the new one beside the wish for it: whether in time, by which courier."""
    if view.says("by_a_day"):
        return (say("utter_resend_day_unsure", hours=view.lasting(view.rules.remedies.answer_within)),)
    return (say("utter_courier_is_shops_choice"),) if view.says("which_courier") else ()


def _still_coming(view: View, items: Quantities | None) -> Answer | None:
    """What has not left, or is in a parcel under way, is not missing; a parcel that is stuck need not be waited for."""
    waiting = not_sent(view, items)
    if waiting and (items or not view.order.parcels):
        late = view.late(BlockKind.DISPATCH)
        said = say("utter_resend_not_sent_yet", goods=pieces(view, waiting if items else None))
        return answer(said, urge=BlockKind.DISPATCH if late else None)
    if _gone(view) or (has_come(view) and not items):
        return None
    parcel = parcel_to_come(view, items)
    if parcel is None:
        return None
    if stuck_parcel(view) is parcel:
        return None
    if not parcel.tracking_no:
        return answer(say("utter_resend_other_parcel_untold", goods=pieces(view, items)))
    return answer(say("utter_resend_other_parcel", goods=pieces(view, items), parcel=view.parcel(parcel)))


def do_it(view: View, question: Question) -> Answer | None:
    """A yes to our own offer of the same pieces; else offered with the pieces named."""
    if view.says("money_instead") and not view.says("refuses_money"):
        return answer(then="request_refund") if view.open_remedy(_KIND) is None or _parcel(view) else _money(view)
    if (view.offered, (view.kept or {}).get("deed")) == (Asked.CONFIRM_DEED, PART.name) or (
        _spare_part(view) and not _running(view)
    ):
        kept = _kept_of_part(view, question) if _spare_part(view) else {**(view.kept or {})}
        told = {name: kept[name] for name in ("wish", "part", "reason") if kept.get(name)}
        return answer(do=Do(deed=PART, kept={"items": meant(view), "wish": view.said.as_written} | told))
    money = view.open_remedy(RemedyKind.REFUND, RemedyKind.RETURN)
    if money and not _running(view):
        items = meant(view) or money.items
        said = say("utter_resend_instead_of_money", goods=pieces(view, items))
        return answer(said, then="withdraw", offer=offer_resend(items, _reason(view, question)))
    if view.offered == Asked.CONFIRM_RESEND and (view.items is None or view.items == kept_items(view.kept)):
        return answer(then="affirm")
    return may_i(view, question)


def _running(view: View) -> bool:
    """Whether something is under way for it, so that it is not asked for once more."""
    return bool(view.open_remedy(_KIND) or _parcel(view) or money_running(view) or is_over(view))


def when(view: View, question: Question) -> Answer | None:
    """By when the shop answers, when it leaves, when it comes; whether that is in time nobody can promise."""
    remedy = view.open_remedy(_KIND)
    if _parcel(view):
        return status(view, question)
    if view.says("by_a_day") and not _nothing(view, question):
        hours = view.lasting(view.rules.remedies.answer_within)
        by = view.at(remedy.due_at) if remedy and remedy.due_at else ""
        first = say("utter_resend_day_unsure_by", by=by) if by else say("utter_resend_day_unsure", hours=hours)
        return answer(first, say("utter_resend_then", within=_within(view)))
    if remedy:
        found = under_way(view, remedy)
        late = remedy.due_at is not None and remedy.due_at <= view.now
        more = () if late else (say("utter_resend_then", within=_within(view)),)
        return answer(*found.says, *more, offer=found.offer)
    last = view.remedy(_KIND)
    if last and last.state is RemedyState.REFUSED:
        return refused_by(view, last)
    hours = view.lasting(view.rules.remedies.answer_within)
    if money_running(view) or is_over(view) or _still_coming(view, meant(view)):
        return may_i(view, question)
    return answer(say("utter_resend_how_long", hours=hours, within=_within(view)))


def overdue(view: View, question: Question) -> Answer | None:
    """How long past the time that was promised."""
    remedy, parcel = view.open_remedy(_KIND), _parcel(view)
    if remedy and remedy.due_at and not parcel:
        if remedy.due_at <= view.now:
            over = view.lasting(view.now - remedy.due_at)
            return answer(say("utter_resend_overdue", before=view.at(remedy.due_at), over=over), offer=PERSON)
        return answer(say("utter_resend_not_overdue", by=view.at(remedy.due_at)))
    late = view.late(BlockKind.LOGISTICS)
    if parcel and late and late.subject == parcel.parcel_id:
        over = view.lasting(view.now - late.due)
        return answer(say("utter_resend_parcel_late", over=over), urge=BlockKind.LOGISTICS)
    return status(view, question)


def how(view: View, question: Question) -> Answer | None:
    """How to ask for it, and how they will know."""
    if view.says("hears_of_it"):
        remedy = view.open_remedy(_KIND)
        if remedy and remedy.due_at and remedy.due_at > view.now:
            return answer(say("utter_resend_told_here", by=view.at(remedy.due_at)))
        return answer(say("utter_resend_told_here_then"))
    return may_i(view, question)


def free(view: View, question: Question) -> Answer | None:
    """It costs them nothing."""
    return _nothing(view, question) or answer(say("utter_resend_free"))


def _nothing(view: View, question: Question) -> Answer | None:
    """Why there is nothing to be sent again: the money goes back, or the order is over."""
    none = view.open_remedy(_KIND) is None and _parcel(view) is None
    return may_i(view, question) if none and (money_running(view) or is_over(view)) else None


def who(view: View, question: Question) -> Answer | None:
    """Who pays, who sends it."""
    if view.says("pays_freight"):
        return free(view, question)
    return _nothing(view, question) or answer(say("utter_resend_by_shop"))


def where_to(view: View, question: Question) -> Answer | None:
    """The order's own address; another one is for a person to tell the shop."""
    if nothing := _nothing(view, question):
        return nothing
    to = address_text(view.order.address, with_person=False)
    if to:
        return answer(say("utter_resend_goes_to", address=to))
    return answer(say("utter_resend_goes_home"))


def which(view: View, question: Question) -> Answer | None:
    """Which pieces, or the new parcel's number; which of money and goods is here first."""
    if view.says("which_sooner"):
        return faster(view, question)
    parcel, remedy = _parcel(view), view.open_remedy(_KIND)
    if parcel:
        held = contents_of(view.order, parcel) if parcel.contents else ()
        more = (say("utter_resend_holds", goods=pieces(view, held)),) if held else ()
        return answer(*parcel_says(view, parcel, again=True), *more)
    if remedy:
        by = view.at(remedy.due_at or view.now)
        return answer(
            say("utter_resend_pieces", goods=pieces(view, remedy.items)), say("utter_resend_number_later", by=by)
        )
    return status(view, question)


def what_if(view: View, question: Question) -> Answer | None:
    """Not believed, not in stock, lost or broken again, or the first one turns up."""
    if nothing := _nothing(view, question):
        return nothing
    remedy = view.open_remedy(_KIND)
    items = meant(view) or (remedy.items if remedy else None)
    amount = view.money(view.back(items))
    if view.says("found_again"):
        return answer(say("utter_resend_found_then"))
    if view.says("sold_out"):
        return answer(say("utter_resend_sold_out", amount=amount))
    if view.says("refuses_parcel", "leave_it_be"):
        return answer(say("utter_resend_old_parcel"))
    if view.says("bad_again", "not_sent_new"):
        return answer(say("utter_resend_again", amount=amount))
    return answer(say("utter_resend_not_believed", amount=amount))


def what_next(view: View, question: Question) -> Answer | None:
    """What they have to do now: send a photo, or nothing."""
    remedy = view.open_remedy(_KIND)
    if view.says("sold_out", "found_again"):
        return what_if(view, question)
    if view.says("send_back"):
        return answer(say("utter_damage_keep_them"))
    if _parcel(view) or remedy is None or waits_for_photo(remedy):
        return status(view, question)
    found = under_way(view, remedy)
    return answer(*found.says, say("utter_resend_nothing_to_do"), offer=found.offer)


def evidence(view: View, _question: Question) -> Answer | None:
    """What shows it: a photo in this chat, no video of the unpacking."""
    remedy = view.open_remedy(_KIND)
    if remedy and waits_for_photo(remedy):
        return answer(say("utter_resend_proof_by", by=view.at(remedy.due_at or view.now)))
    if view.says("unboxing"):
        return answer(say("utter_resend_no_video"))
    return answer(say("utter_resend_proof"))


def _money(view: View) -> Answer:
    """The new ones given up for the money: taken back, and the money offered with its sum."""
    remedy = view.open_remedy(_KIND)
    items = remedy.items if remedy else meant(view)
    reason = str((remedy.details if remedy else {}).get("reason") or "damaged")
    said = say("utter_resend_money_instead", amount=view.money(view.back(items)), to=view.goes_to(None))
    return answer(said, then="withdraw", offer=offer_money(items, "lost" if reason == "not_received" else reason))


def undo(view: View, _question: Question) -> Answer | None:
    """Taken back; once it has left it is refused at the door."""
    if view.says("money_instead") and view.open_remedy(_KIND) and not _parcel(view):
        return _money(view)
    if _parcel(view):
        return answer(say("utter_resend_undo_late"))
    if view.open_remedy(_KIND):
        return answer(then="withdraw")
    if view.offered == Asked.CONFIRM_RESEND:
        return answer(then="deny")
    return answer(say("utter_resend_none_running"))


def change(view: View, question: Question) -> Answer | None:
    """Other pieces: taken back and asked for anew; another address is for a person to tell the shop."""
    if view.says("money_instead") and not view.open_remedy(_KIND):
        return answer(then="request_refund")
    if view.items and view.open_remedy(_KIND) is None:
        return may_i(view, question)
    if _parcel(view):
        return answer(say("utter_resend_undo_late"))
    if view.open_remedy(_KIND):
        if view.says("money_instead") and not view.says("refuses_money"):
            return _money(view)
        if view.items:
            return answer(say("utter_resend_changed"), then="withdraw")
        return answer(say("utter_resend_change_by_person"), offer=PERSON)
    return may_i(view, question)


def why(view: View, question: Question) -> Answer | None:
    """Why not, or why it takes so long: the reason as given, else by when we know."""
    last = view.remedy(_KIND)
    if last and last.state is RemedyState.REFUSED:
        return refused_by(view, last)
    if last and last.open:
        found = under_way(view, last)
        return answer(say("utter_resend_needs_shop"), *found.says, offer=found.offer)
    return status(view, question)


def report(view: View, question: Question) -> Answer | None:
    """The second one is not right either: the money, or once more."""
    if view.says("found_again") and view.open_remedy(_KIND):
        return answer(then="withdraw")
    if _parcel(view) is None:
        return may_i(view, question)
    items = meant(view)
    if not view.back(items).amount:
        return status(view, question)
    amount = view.money(view.back(items))
    return answer(say("utter_resend_wrong_again", amount=amount), offer=offer_money(items, "damaged"))


def _within(view: View) -> str:
    return view.lasting(view.rules.promises.exchange)


def _part_refused(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    if running := view.open_remedy(_KIND):
        return under_way(view, running).says
    if refund := money_running(view):
        return (say("utter_resend_money_runs", amount=view.money(refund.amount)),)
    return (say("utter_resend_over"),) if is_over(view) else ()


def _part_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    told = {"reason": str(kept.get("reason") or "missing"), "wish": str(kept.get("wish") or view.said.as_written)}
    part = {"part": str(kept["part"])} if kept.get("part") else {}
    photo = ("photo",) if told["reason"] == "damaged" else ()
    return Wished(items=kept_items(kept), details=told | part, waits_for=photo)


def _part_told(view: View, remedy: Remedy) -> Sequence[Say]:
    by, wish = (
        view.at(remedy.due_at or view.now),
        str(remedy.details.get("part") or remedy.details.get("wish") or "").strip().rstrip("。.!！?？"),
    )
    waits = registered(view, remedy)
    if waits and waits_for_photo(remedy):
        part = str(remedy.details.get("part") or "")
        asks = say(
            "utter_resend_needs_photo",
            goods=view.either(part, f"the {part}"),
            by=by,
            buttons=undo_buttons(view, remedy),
        )
        return (asks,) if part else (waits,)
    if view.spoken or len(wish) > _QUOTED * (3 if view.english else 1):
        return (say("utter_resend_part_noted", by=by, buttons=undo_buttons(view, remedy)),)
    return (say("utter_resend_part_noted_words", wanted=wish, by=by, buttons=undo_buttons(view, remedy)),)


PART = Deed(name="resend_part", kind=_KIND, matter=MATTER, refused=_part_refused, wished=_part_wished, told=_part_told)
"""A part that belongs to the goods, such as screws, by their own words; the goods themselves stay."""

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: overdue,
    Ask.HOW_MUCH: free,
    Ask.HOW: how,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.DO_IT: do_it,
    Ask.CONFIRM: do_it,
    Ask.NOT_ALL: do_it,
    Ask.UNDO: undo,
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.EVIDENCE: evidence,
    Ask.COMPLAIN: report,
}
CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_RESEND, matter=MATTER, verbs=Verb.RESEND, kinds=frozenset({_KIND}), waits=True, of_items=True
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(PART,),
    questions=(CONFIRM,),
    topic="report_damaged_or_wrong",
    rank=relevance.returnable,
    done_by=frozenset({MATTER, Matter.MISSING, Matter.DAMAGE}),
    by_a_word=True,
)
