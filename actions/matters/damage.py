"""Broken, wrong, bad or spoiled goods: what can be had for them, with which photo, until when, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters import resend, service
from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, say
from actions.matters.exchange.outlook import may_i as may_exchange
from actions.matters.goods import (
    PERSON,
    called,
    claimable_for,
    fault_right,
    fault_until,
    has_come,
    is_over,
    kept_items,
    meant,
    money_running,
    offer_money,
    offer_resend,
    owed,
    parcel_to_come,
    photo_for,
    pieces,
    refused_by,
    registered,
    stuck_parcel,
    under_way,
    waits_for_photo,
)
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.guarantees import Right, RightKind, RightState
from careline.core.orders import Guarantee, Quantities
from careline.core.paid import all_items
from careline.core.remedies import RemedyKind, RemedyState
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.DAMAGE
_KINDS = (RemedyKind.REFUND, RemedyKind.RESEND, RemedyKind.EXCHANGE, RemedyKind.RETURN, RemedyKind.COMPENSATION)
_REASON = "damaged"
_TOLD_WHOLE = "report_damaged_or_wrong"
"""The action that says what can be had for the whole order."""


def _wish(view: View) -> Remedy | None:
    """What is under way for a fault."""
    return view.open_remedy(*_KINDS)


def _button(view: View) -> Sequence[Mapping[str, Any]]:
    """[补发] beside the offer of money; none on the phone."""
    if view.spoken:
        return ()
    items = meant(view)
    entities = {"order_id": view.order.order_id, "deed": "resend"}
    if items:
        entities["items"] = ",".join(f"{sku}*{n}" for sku, n in items)
    title = view.either("补发", "Send it again")
    return ({"title": title, "payload": {"intent": "report_damaged_or_wrong", "entities": entities}},)


def may_i(view: View, _question: Question) -> Answer | None:
    """What they can have for it, with the sum of the pieces named and the day until which."""
    if particular := _in_particular(view):
        return particular
    if wish := _wish(view):
        return under_way(view, wish)
    return _not_yet(view) or _can_have(view)


def _in_particular(view: View) -> Answer | None:
    """Sending back, a repair, or a part of the money."""
    less = _for_less(view)
    if view.says("send_back", "goods_meanwhile") and not (less and view.says("partial_money")):
        return keep_them(view)
    if view.says("repair"):
        return repair(view)
    return part_of_it(view) if less else None


def _for_less(view: View) -> bool:
    """Kept for a part of the money; the full price of only the broken pieces is something else."""
    return (view.says("partial_money") and not view.says("only_these")) or _some_of_a_set(view)


def _some_of_a_set(view: View) -> bool:
    """A bottle of a box that was bought as one: what a part is worth nobody here knows."""
    one = sum(n for _, n in all_items(view.order)) == 1
    return one and view.says("some_of_a_set")


def _wrong(view: View) -> Answer | None:
    """Something else than was ordered came: what they ordered, or the money, and the shop pays the freight."""
    items = meant(view)
    until = fault_until(view, items)
    if until is None or until.deadline is None:
        return None
    amount, day = view.money(owed(view, items)), view.at(until.deadline)
    said = say("utter_damage_wrong", goods=pieces(view, items), amount=amount, until=day, buttons=_swap_button(view))
    return answer(said, offer=offer_money(items, _REASON))


def _swap_button(view: View) -> Sequence[Mapping[str, Any]]:
    """[换货] beside the offer of money; none on the phone."""
    if view.spoken:
        return ()
    payload = {"intent": "request_exchange", "entities": {"order_id": view.order.order_id}}
    return ({"title": view.either("换货", "Exchange it"), "payload": payload},)


def _can_have(view: View) -> Answer | None:
    items = meant(view)
    if view.says("wrong_goods") and (found := _wrong(view)):
        return found
    right, until = fault_right(view, items), fault_until(view, items)
    if right is None:
        return _no_more(view, items)
    amount, goods = view.money(owed(view, items)), pieces(view, items)
    offered = offer_money(items, _REASON)
    first = (say("utter_damage_seven_days_over"),) if _over(view) else ()
    if until is None or until.deadline is None or not photo_for(right):
        said = say("utter_damage_seen_by_courier", goods=goods, amount=amount, buttons=_button(view))
    else:
        day = view.at(until.deadline)
        said = say("utter_damage_can_have", goods=goods, amount=amount, until=day, buttons=_button(view))
    return answer(*first, said, offer=offered)


def _over(view: View) -> bool:
    """They ask because the days for returns without a reason are over."""
    right = view.right(Guarantee.RETURN_7_DAYS)
    return view.says("seven_days_over") or (view.says("last_day") and right is not None and not right.deeds)


def _not_yet(view: View) -> Answer | None:
    """Nothing to be had: it is still coming, called off, or the money is on its way."""
    if refund := money_running(view):
        return answer(say("utter_damage_money_runs", amount=view.money(refund.amount)))
    if is_over(view):
        return answer(say("utter_damage_over"))
    return None if has_come(view) else _on_its_way(view)


def _on_its_way(view: View) -> Answer | None:
    """Nothing of it has come; None where the courier itself has scanned the damage."""
    if fault_right(view):
        return None
    parcel = parcel_to_come(view, None)
    if stuck_parcel(view):
        amount = view.money(view.back(meant(view)))
        return answer(say("utter_damage_stuck", amount=amount), offer=offer_resend(meant(view), "lost"))
    if parcel is None:
        return answer(say("utter_damage_not_sent"))
    return answer(say("utter_damage_not_here", parcel=view.parcel(parcel)))


def window_over(view: View) -> Answer | None:
    """The days for goods with a fault are over, and nothing else is owed for one: a person asks the shop."""
    right = view.right(RightKind.QUALITY_RETURN)
    if fault_right(view, meant(view)) or right is None or right.state is not RightState.EXPIRED or not right.deadline:
        return None
    return answer(say("utter_damage_window_over", until=view.at(right.deadline)), offer=PERSON)


def _no_more(view: View, items: Quantities | None) -> Answer | None:
    if over := window_over(view):
        return over
    if last := view.remedy(*_KINDS):
        return refused_by(view, last) if last.state is RemedyState.REFUSED else None
    return answer(say("utter_damage_by_person", goods=pieces(view, items)), offer=PERSON)


def how_much(view: View, _question: Question) -> Answer | None:
    """The sum for the pieces that are meant; a part of it is for a colleague to set."""
    wish = _wish(view)
    if _for_less(view) and not wish:
        return part_of_it(view)
    if view.says("repair"):
        return repair(view)
    items = meant(view) or (wish.items if wish else None)
    if not view.back(items).amount and wish is None:
        return _not_yet(view)
    nothing = _not_yet(view)
    if wish is None and nothing is None and fault_right(view, items) is None:
        return _no_more(view, items)
    said = say("utter_damage_sum", goods=pieces(view, items), amount=view.money(owed(view, items)))
    if wish or nothing:
        return answer(said, *(nothing.says if nothing and not wish else ()), offer=nothing.offer if nothing else None)
    more = say("utter_damage_sum_offer_part") if items else say("utter_damage_sum_offer")
    return answer(said, more, offer=offer_money(items, _REASON))


def part_of_it(view: View) -> Answer | None:
    """Kept for less: nobody has set a sum, a colleague does by the photo."""
    if found := _not_yet(view):
        return found
    amount = view.money(view.back(meant(view)))
    if _allowance_right(view) and _some_of_a_set(view):
        offered = Offer(asked=Asked.CONFIRM_DEED, items=meant(view), keep={"deed": ALLOWANCE.name})
        return answer(say("utter_damage_some_of_set", amount=amount), offer=offered)
    if _allowance_right(view):
        offered = Offer(asked=Asked.CONFIRM_DEED, items=meant(view), keep={"deed": ALLOWANCE.name})
        return answer(say("utter_damage_part_offer", amount=amount), offer=offered)
    return answer(say("utter_damage_part_by_shop", amount=amount), offer=PERSON)


def repair(view: View) -> Answer | None:
    """We know of no workshop: new or the money while that is possible, else a person asks the shop."""
    until = fault_until(view, meant(view))
    if until and until.deadline:
        return answer(say("utter_damage_repair", until=view.at(until.deadline)), offer=PERSON)
    return answer(say("utter_damage_repair_over"), offer=PERSON)


def keep_them(view: View) -> Answer | None:
    """Whether the broken ones go back: not before the shop says so; a return does. With the sum where they ask for it
    too, and a word for who got hurt."""
    found = _kept_or_sent(view)
    first = (say("utter_damage_hurt"),) if view.says("slightly_hurt") else ()
    amount = owed(view, meant(view))
    asks = view.says("money_wished") and not _wish(view) and fault_right(view, meant(view)) and amount.amount
    if not asks:
        return answer(*first, *found.says)
    more = say("utter_damage_money_too", amount=view.money(amount))
    return answer(*first, *found.says, more, offer=offer_money(meant(view), _REASON))


def keeping(view: View, _question: Question) -> Answer | None:
    """Whether what is broken is kept or thrown away."""
    return keep_them(view)


def _kept_or_sent(view: View) -> Answer:
    wish = _wish(view)
    if wish and wish.kind in {RemedyKind.RETURN, RemedyKind.EXCHANGE}:
        return answer(say("utter_damage_goes_back"))
    return answer(say("utter_damage_keep_them"))


def evidence(view: View, _question: Question) -> Answer | None:
    """Which photo, where, and until when."""
    wish = _wish(view)
    if view.says("send_back") and not view.says("no_photo"):
        return keep_them(view)
    if view.says("no_photo"):
        return answer(say("utter_damage_no_photo"))
    if view.says("photo_how") and not view.spoken:
        return answer(say("utter_photo_how"))
    if wish and waits_for_photo(wish):
        return answer(say("utter_damage_photo_by", by=view.at(wish.due_at or view.now)))
    if view.says("unboxing", "has_proof"):
        return answer(say("utter_damage_video") if view.says("unboxing") else say("utter_damage_paper"))
    if wish:
        return answer(say("utter_damage_photo_anyway"))
    if has_come(view) and (until := fault_until(view, meant(view))) and until.deadline:
        photo = say("utter_damage_photo_until", until=view.at(until.deadline), goods=pieces(view, meant(view)))
        return answer(*_sum_asked(view), photo)
    return answer(*_sum_asked(view), say("utter_damage_photo", goods=pieces(view, meant(view))))


def _sum_asked(view: View) -> tuple[Say, ...]:
    """The sum for the pieces, where the words ask for it beside something else."""
    amount = owed(view, meant(view))
    if not view.says("how_much", "asks_how_much", "makes_how_much") or not amount.amount:
        return ()
    return (say("utter_damage_sum", goods=pieces(view, meant(view)), amount=view.money(amount)),)


def how(view: View, question: Question) -> Answer | None:
    """What to do: keep it, a photo, and what can be had."""
    if view.says("send_back"):
        return keep_them(view)
    if view.says("repair"):
        return repair(view)
    wish = _wish(view)
    if wish and waits_for_photo(wish):
        return evidence(view, question)
    return may_i(view, question)


def where_to(view: View, question: Question) -> Answer | None:
    """The photo goes into this chat; goods go back only where a return was agreed."""
    if view.says("send_back"):
        return keep_them(view)
    return evidence(view, question)


def who(view: View, _question: Question) -> Answer | None:
    """Who answers for it, pays, fetches it, checks it."""
    if view.says("medical"):
        return medical(view)
    if view.says("send_back") and not view.says("fetched"):
        return keep_them(view)
    if view.says("fetched"):
        return answer(say("utter_damage_fetched"), offer=PERSON)
    if view.says("pays_freight"):
        return answer(say("utter_damage_costs_nothing"))
    return answer(say("utter_damage_shop_answers"))


def when(view: View, question: Question) -> Answer | None:
    """When it is decided and paid; until when it can be reported."""
    if wish := _wish(view):
        return _when_of(view, wish, question)
    if money_running(view):
        return answer(then="ask_refund_status")
    until = fault_until(view, meant(view))
    if view.says("last_day", "seven_days_over") and until and until.deadline:
        return answer(say("utter_damage_until", until=view.at(until.deadline)))
    if (nothing := _not_yet(view)) or fault_right(view, meant(view)) is None:
        return nothing or _no_more(view, meant(view))
    hours = view.lasting(view.rules.remedies.answer_within)
    return answer(say("utter_damage_decided_within", hours=hours, within=_paid_within(view)))


def _when_of(view: View, wish: Remedy, question: Question) -> Answer | None:
    if wish.kind is RemedyKind.RESEND:
        return resend.when(view, question)
    found = under_way(view, wish)
    if wish.kind in {RemedyKind.REFUND, RemedyKind.COMPENSATION}:
        money = say("utter_damage_paid_within", within=_paid_within(view), to=view.goes_to(None))
        return answer(*found.says, money, offer=found.offer)
    return found


def status(view: View, _question: Question) -> Answer | None:
    """What was asked for because of it; nothing yet: what can be."""
    wish = _wish(view)
    if wish:
        return under_way(view, wish)
    last = view.remedy(*_KINDS)
    if last and last.state is RemedyState.REFUSED:
        return refused_by(view, last)
    if last and last.state is RemedyState.DONE and not _not_yet(view):
        return answer(say("utter_damage_done", what=called(view, last), at=view.at(last.ended_at or view.now)))
    if money_running(view):
        return None
    return _not_yet(view) or answer(say("utter_damage_nothing_noted"), offer=_offered(view))


def _offered(view: View) -> Offer | None:
    return offer_money(meant(view), _REASON) if fault_right(view, meant(view)) else PERSON


def what_if(view: View, _question: Question) -> Answer | None:
    """Not believed, broken again, or it cannot be mended."""
    items = meant(view)
    if view.says("refuses", "not_believed"):
        return answer(say("utter_damage_not_believed"))
    if view.says("repair"):
        return repair(view)
    if view.says("bad_again"):
        return answer(say("utter_damage_again", days=view.lasting(view.rules.terms.quality_window)))
    until = fault_until(view, items)
    if until and until.deadline:
        return answer(say("utter_damage_breaks_later", until=view.at(until.deadline)))
    if not has_come(view) and not view.says("faulty", "supposed"):
        return None
    if not has_come(view) and view.back(items).amount:
        return answer(say("utter_damage_found_on_opening", amount=view.money(view.back(items))))
    return answer(say("utter_damage_not_believed"))


def what_next(view: View, question: Question) -> Answer | None:
    """What they have to do now."""
    if view.says("unsafe_thing") and view.says("what_to_do"):
        found = may_i(view, question) if _wish(view) is None else None
        more = found is not None and found.then is None
        safe = say("utter_damage_make_safe")
        return answer(safe, *found.says, offer=found.offer) if found and more else answer(safe)
    if view.says("send_back"):
        return keep_them(view)
    wish = _wish(view)
    if wish is None:
        return may_i(view, question)
    if waits_for_photo(wish):
        return evidence(view, question)
    found = under_way(view, wish)
    return answer(*found.says, say("utter_damage_keep_them"), offer=found.offer)


def do_it(view: View, question: Question) -> Answer | None:
    """New ones, sent again, or the money: what the words say; a yes to our own offer of it."""
    if view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == ALLOWANCE.name:
        return answer(do=Do(deed=ALLOWANCE, kept={"items": kept_items(view.kept)}))
    if _wish(view):
        return status(view, question)
    anew = view.says("same_again") or (view.says("goes_for_goods") and not view.says("gives_back"))
    if anew and not view.says("repair"):
        return _anew(view, question)
    if view.offered == Asked.CONFIRM_RESEND:
        return resend.do_it(view, question)
    if view.offered == Asked.CONFIRM_REFUND and not view.items and not view.says("repair"):
        return answer(then="affirm")
    return may_i(view, question)


def not_all(view: View, question: Question) -> Answer | None:
    """Only some of the pieces: anew, or their money."""
    if view.says("same_again") and not _wish(view):
        return _anew(view, question)
    return may_i(view, question)


def _anew(view: View, question: Question) -> Answer | None:
    """Sent again where the damage is covered, so that nothing has to go back; else exchanged."""
    if not has_come(view) or claimable_for(view, RemedyKind.RESEND, Guarantee.DAMAGE_COVER, items=meant(view)):
        return resend.may_i(view, question)
    return may_exchange(view, question)


def complain(view: View, question: Question) -> Answer | None:
    """What weighs on them: too heavy to carry, or money; else what they report."""
    if view.says("harmed"):
        return harmed(view)
    if view.says("fetched"):
        return answer(say("utter_damage_fetched"), offer=PERSON)
    return answer(say("utter_damage_costs_nothing")) if view.says("pays_freight") else report(view, question)


def report(view: View, question: Question) -> Answer | None:
    """What harms comes first; only a few of the pieces, or the wrong ones, are told with their sum; else the present
    action."""
    if view.says("harmed"):
        return harmed(view)
    if view.says("installing") and not view.says("faulty", "wrong_goods") and view.right(Guarantee.INSTALL):
        return service.told(view, question)
    if _wish(view) or not has_come(view) or view.says("lacks_some"):
        return answer(then=_TOLD_WHOLE)
    if view.items or view.says("wrong_goods") or _some_of_a_set(view):
        return may_i(view, question) or answer(then=_TOLD_WHOLE)
    return window_over(view) or answer(then=_TOLD_WHOLE)


def change(view: View, question: Question) -> Answer | None:
    """Other pieces than they said first, or something else for them."""
    if _wish(view) and not view.items:
        return status(view, question)
    if view.says("same_again"):
        return do_it(view, question)
    return may_i(view, question)


def medical(_view: View) -> Answer:
    """What a doctor costs is for a person to settle with the shop; the papers are kept."""
    return answer(say("utter_damage_medical"), offer=PERSON)


def harmed(view: View) -> Answer:
    """Health first; then the money and a person."""
    if not has_come(view) or not view.back(meant(view)).amount or not fault_right(view, meant(view)):
        return answer(
            say("utter_damage_harmed", goods=view.goods(meant(view))), say("utter_damage_harmed_person"), offer=PERSON
        )
    items = meant(view)
    amount = view.money(owed(view, items))
    return answer(
        say("utter_damage_harmed", goods=view.goods(meant(view))),
        say("utter_damage_harmed_money", amount=amount),
        offer=offer_money(items, _REASON),
    )


def why(view: View, _question: Question) -> Answer | None:
    """Why it broke nobody here can see; it changes nothing for them."""
    last = view.remedy(*_KINDS)
    if last and last.state is RemedyState.REFUSED and view.says("refuses"):
        return refused_by(view, last)
    if view.says("harmed"):
        return harmed(view)
    until = fault_until(view, meant(view))
    if until and until.deadline and not _wish(view):
        return answer(say("utter_damage_cause_unknown", until=view.at(until.deadline)), offer=_offered(view))
    if _wish(view):
        return answer(say("utter_damage_cause_open"))
    return _not_yet(view) or _no_more(view, meant(view))


def undo(view: View, _question: Question) -> Answer | None:
    """It is not broken after all."""
    if _wish(view):
        return answer(then="withdraw")
    return answer(then="deny") if view.offered in {Asked.CONFIRM_REFUND, Asked.CONFIRM_RESEND} else None


def which(view: View, _question: Question) -> Answer | None:
    """Which pieces it is about."""
    wish = _wish(view)
    if wish is None:
        return None
    found = under_way(view, wish)
    return answer(say("utter_damage_pieces", what=called(view, wish), goods=pieces(view, wish.items)), *found.says)


def _paid_within(view: View) -> str:
    return view.lasting(view.rules.promises.refund)


# Kept for less: a colleague sets the sum by the photo


def _allowance_right(view: View, items: Quantities | None = None) -> Right | None:
    return claimable_for(view, RemedyKind.COMPENSATION, Guarantee.DAMAGE_COVER, items=items)


def _allowance_refused(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    if wish := _wish(view):
        return under_way(view, wish).says
    if _allowance_right(view, kept_items(kept)):
        return ()
    return (say("utter_damage_part_by_shop", amount=view.money(view.back(kept_items(kept)))),)


def _allowance_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    items = kept_items(kept)
    right = _allowance_right(view, items)
    return Wished(items=items, right=right, details={"reason": "damaged_kept"}, waits_for=photo_for(right))


def _allowance_told(view: View, remedy: Remedy) -> Sequence[Say]:
    waits = registered(view, remedy)
    return (waits,) if waits else (say("utter_damage_part_noted", by=view.at(remedy.due_at or view.now)),)


ALLOWANCE = Deed(
    name="damage_allowance", kind=RemedyKind.COMPENSATION, matter=MATTER, refused=_allowance_refused,
    wished=_allowance_wished, told=_allowance_told,
)  # fmt: skip
"""A part of the money for goods that are damaged and kept; no sum is promised before a colleague has set it."""

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
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
    Ask.UNDO: undo,
    Ask.REPORT: report,
    Ask.EVIDENCE: evidence,
    Ask.COMPLAIN: complain,
    Ask.CHANGE: change,
    Ask.CONFIRM: do_it,
}
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(ALLOWANCE,),
    intents=("report_damaged_or_wrong",),
    topic="report_damaged_or_wrong",
    rank=relevance.returnable,
)
