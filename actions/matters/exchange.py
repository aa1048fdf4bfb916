"""Goods exchanged: may I, at what difference, who sends first, who pays the freight, and when the new one comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, say
from actions.matters.goods import (
    PERSON,
    address_text,
    claimable_for,
    exchange_at_shop,
    has_come,
    is_over,
    kept_items,
    meant,
    money_running,
    newest_parcel,
    none_will_come,
    number,
    offer_money,
    owed,
    parcel_says,
    photo_for,
    pieces,
    refused_by,
    registered,
    speaks_of_fault,
    under_way,
    waits_for_photo,
    words_of,
)
from actions.matters.merchant import tell_shop
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind, Deadline, Rule
from careline.core.guarantees import Right, RightKind
from careline.core.money import Money
from careline.core.orders import Guarantee, ParcelKind, Quantities, RefundStatus
from careline.core.paid import all_items, item_of, paid_for
from careline.core.remedies import REPLACES, RemedyKind, RemedyState, may_cancel, overlaps
from careline.core.returns import Covered, covered
from understanding.context import Question
from understanding.deeds import Deed as Verbs
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

MATTER = Matter.EXCHANGE
"""Characters of their own words that are said back."""
_KIND = RemedyKind.EXCHANGE


class Stage(StrEnum):
    """How far an exchange has got, or whether there can be one."""

    CAME = "came"
    SENT = "sent"
    BACK = "back"
    YOURS_UNDER_WAY = "yours_under_way"
    SEND_YOURS = "send_yours"
    UNDECIDED = "undecided"
    NOTED = "noted"
    MONEY = "money"
    OVER = "over"
    UNSENT = "unsent"
    NOT_HERE = "not_here"
    OPEN = "open"
    ONLY_FAULT = "only_fault"
    CLOSED = "closed"


def stage_of(view: View) -> Stage:
    """What the shop tells comes first, then what was asked for through us, then what could be asked for."""
    told = exchange_at_shop(view)
    parcel = newest_parcel(view, ParcelKind.EXCHANGE)
    if parcel and (told is None or parcel.dispatched_at >= told.requested_at):
        return Stage.CAME if parcel.arrived else Stage.SENT
    if told and told.live:
        if told.goods_received_at:
            return Stage.BACK
        if told.goods_sent_at:
            return Stage.YOURS_UNDER_WAY
        return Stage.SEND_YOURS if told.status is RefundStatus.APPROVED else Stage.UNDECIDED
    if view.open_remedy(_KIND):
        return Stage.NOTED
    return _possible(view)


def is_awaited(view: View) -> bool:
    """Whether the goods came and a new one is owed for them that has not left yet: what comes is the new one."""
    return stage_of(view) in {Stage.BACK, Stage.YOURS_UNDER_WAY, Stage.SEND_YOURS}


def _possible(view: View) -> Stage:
    if money_running(view):
        return Stage.MONEY
    if is_over(view):
        return Stage.OVER
    if may_cancel(view.order):
        return Stage.UNSENT
    if not has_come(view):
        return Stage.NOT_HERE
    if _no_reason(view):
        return Stage.OPEN
    return Stage.ONLY_FAULT if _fault(view) else Stage.CLOSED


def _no_reason(view: View) -> Right | None:
    return claimable_for(view, _KIND, Guarantee.RETURN_7_DAYS, items=view.items)


def _without_a_reason(view: View, items: Quantities | None) -> Covered | None:
    return covered(view.order, view.rights, [Guarantee.RETURN_7_DAYS], _KIND, items)


def _by_a_fault(view: View, items: Quantities | None) -> Covered | None:
    return covered(view.order, view.rights, [RightKind.QUALITY_RETURN], _KIND, items)


def _wants_the_same(view: View) -> bool:
    """What they bought anew: who wants that has a fault, or got something else, whether or not they say so again."""
    return speaks_of_fault(view) or (view.says("same_again") and not view.says("another_kind"))


def _fault(view: View) -> Right | None:
    return claimable_for(view, _KIND, RightKind.QUALITY_RETURN, items=view.items)


def _unsent(view: View) -> Deadline | None:
    """By when the new one has to leave, once the old one is back."""
    return next((one for one in view.deadlines(BlockKind.DISPATCH) if one.rule is Rule.EXCHANGE_UNSENT), None)


def status(view: View, _question: Question) -> Answer | None:
    """Whose turn it is, since when, and by when."""
    stage, remedy = stage_of(view), view.open_remedy(_KIND)
    if view.says("got_it_yet") and (there := _yours_there(view, stage)):
        return there
    if stage is Stage.BACK:
        return _new_unsent(view)
    if stage is Stage.NOTED and remedy and view.says("exchange_stays"):
        return answer(
            say("utter_exchange_stays", goods=view.goods(remedy.items), by=view.at(remedy.due_at or view.now))
        )
    if stage is Stage.NOTED and remedy:
        return under_way(view, remedy)
    if stage in _NOTHING_YET:
        return _refused(view) or _none_noted(view, stage)
    parcel = newest_parcel(view, ParcelKind.EXCHANGE)
    if stage in {Stage.CAME, Stage.SENT} and parcel:
        return answer(*parcel_says(view, parcel, again=False))
    return _before_it_is_back(view, stage)


def _yours_there(view: View, stage: Stage) -> Answer | None:
    """Whether what they sent back has reached the shop."""
    told = exchange_at_shop(view)
    if told and stage is Stage.SEND_YOURS:
        return answer(say("utter_exchange_none_sent_back"))
    if told is None or told.goods_sent_at is None or stage not in {Stage.BACK, Stage.YOURS_UNDER_WAY}:
        return None
    if stage is Stage.BACK and told.goods_received_at:
        new = _new_unsent(view)
        return replace(new, says=(say("utter_return_swap_there", at=view.at(told.goods_received_at)), *new.says))
    return answer(say("utter_return_swap_not_there", at=view.at(told.goods_sent_at)))


def _none_noted(view: View, stage: Stage) -> Answer:
    """Nobody has asked for one, as far as we know; until when one can be."""
    right = _no_reason(view) or _fault(view)
    if stage in {Stage.OPEN, Stage.ONLY_FAULT} and right and right.deadline:
        return answer(say("utter_exchange_none_noted_until", until=view.at(right.deadline)))
    more = _may_not(view, stage) if stage is not Stage.UNSENT else None
    return answer(say("utter_exchange_none_noted"), *(more.says if more else ()), offer=more.offer if more else None)


def _before_it_is_back(view: View, stage: Stage) -> Answer | None:
    """The shop has not agreed, or waits for the old one."""
    told = exchange_at_shop(view)
    if told is None:
        return None
    if stage is Stage.YOURS_UNDER_WAY and told.goods_sent_at:
        at, goods = view.at(told.goods_sent_at), view.goods(told.items)
        return answer(say("utter_exchange_yours_under_way", goods=goods, at=at, within=_within(view)))
    if stage is Stage.SEND_YOURS:
        at = view.at(told.approved_at or told.requested_at)
        return answer(say("utter_exchange_send_yours", at=at), *_address(view))
    return answer(say("utter_exchange_undecided", at=view.at(told.requested_at)), urge=BlockKind.DISPATCH)


def _new_unsent(view: View) -> Answer:
    """The old one is at the shop: since when, by when the new one leaves; pushed where that is over."""
    due, told = _unsent(view), exchange_at_shop(view)
    back = view.at(told.goods_received_at) if told and told.goods_received_at else ""
    goods = view.goods(told.items if told else None)
    if due is None:
        return answer(say("utter_exchange_back_unsent", back=back), urge=BlockKind.DISPATCH)
    if due.due <= view.now:
        over = view.lasting(view.now - due.due)
        said = say("utter_exchange_late", goods=goods, back=back, due=view.at(due.due), over=over)
        return answer(said, urge=BlockKind.DISPATCH)
    return answer(say("utter_exchange_sent_by", goods=goods, back=back, due=view.at(due.due)))


def _when_sent(view: View) -> Answer:
    """Whether the new one has left, and by when it does; whether that is in time nobody can promise."""
    due = _unsent(view)
    late = due is None or due.due <= view.now
    if due is None:
        said = say("utter_exchange_not_sent_untold")
    elif late:
        said = say("utter_exchange_not_sent_late", due=view.at(due.due), over=view.lasting(view.now - due.due))
    else:
        said = say("utter_exchange_not_sent", due=view.at(due.due))
    if view.says("by_a_day"):
        return answer(say("utter_exchange_day_unsure"), said, do=tell_shop("sooner"))
    return answer(said, urge=BlockKind.DISPATCH if late else None)


def _refused(view: View) -> Answer | None:
    told, remedy = exchange_at_shop(view), view.remedy(_KIND)
    if told and told.status is RefundStatus.REJECTED:
        reason = told.decision.strip().rstrip("。.!！")
        if reason:
            return answer(say("utter_exchange_declined", reason=reason), offer=PERSON)
        return answer(say("utter_exchange_declined_unsaid"), offer=PERSON)
    return refused_by(view, remedy) if remedy and remedy.state is RemedyState.REFUSED else None


def may_i(view: View, question: Question) -> Answer | None:
    """Whether it can be exchanged now, and until when; the shop's stock is asked by the present action."""
    stage = stage_of(view)
    if view.says("price_gap") and MATTER in view.spoken_of[:1] and stage not in _NO_EXCHANGE:
        return answer(*_difference(view))
    if view.says("be_faster", "by_a_day") and (_offers(view, SAME) or _offers(view, AS_SAID)):
        return answer(say("utter_exchange_sooner"))
    if stage is Stage.OPEN and (right := _no_reason(view)) and right.deadline:
        return _may_now(view, right)
    if stage is Stage.ONLY_FAULT and (right := _fault(view)) and right.deadline:
        if _wants_the_same(view):
            return _offer_same(view, right)
        return answer(say("utter_exchange_only_fault", until=view.at(right.deadline)))
    simple = _may_not(view, stage)
    return simple or (status(view, question) if stage not in _NOTHING_YET else None)


def _may_now(view: View, right: Right) -> Answer:
    fault = _fault(view)
    if fault and _wants_the_same(view):
        return _offer_same(view, fault)
    until = view.at(right.deadline or view.now)
    if view.says("worn"):
        return _worn(view)
    return answer(say("utter_exchange_may", until=until), then="request_exchange")


def _worn(view: View) -> Answer:
    """Used or washed: with a fault that is no reason against it."""
    right = _no_reason(view) or _fault(view)
    if speaks_of_fault(view):
        return answer(say("utter_exchange_worn_fault"))
    if view.open_remedy(_KIND):
        return answer(say("utter_exchange_worn_noted"), offer=PERSON)
    until = view.at(right.deadline if right and right.deadline else view.now)
    return answer(say("utter_exchange_worn", until=until), offer=PERSON)


_NOTHING_YET = frozenset(
    {Stage.MONEY, Stage.OVER, Stage.UNSENT, Stage.NOT_HERE, Stage.OPEN, Stage.ONLY_FAULT, Stage.CLOSED}
)


def _may_not(view: View, stage: Stage) -> Answer | None:
    """What is said where goods cannot be exchanged yet or any more, and before they are sent."""
    if stage is Stage.UNSENT:
        return answer(say("utter_exchange_may_unsent"), then="request_exchange")
    if stage is Stage.NOT_HERE and none_will_come(view):
        return answer(then="track_shipment")
    if stage is Stage.NOT_HERE:
        return _when_here(view)
    if stage is Stage.MONEY and (refund := money_running(view)):
        return answer(say("utter_exchange_money_runs", amount=view.money(refund.amount)))
    if stage is Stage.CLOSED:
        return _closed(view)
    return answer(say("utter_exchange_not_now")) if stage is Stage.OVER else None


def _when_here(view: View) -> Answer:
    if view.right(Guarantee.RETURN_7_DAYS):
        return answer(say("utter_exchange_when_here", days=view.lasting(view.rules.terms.return_window)))
    return answer(say("utter_exchange_fault_when_here", days=view.lasting(view.rules.terms.quality_window)))


def _closed(view: View) -> Answer:
    right = view.right(RightKind.QUALITY_RETURN)
    if right and right.deadline:
        return answer(say("utter_exchange_closed", until=view.at(right.deadline)), offer=PERSON)
    return answer(say("utter_exchange_not_promised"), offer=PERSON)


def _offer_same(view: View, right: Right) -> Answer:
    """What they bought anew, because of a fault or because it is not what they bought: the shop pays both ways."""
    items, until = meant(view), view.at(right.deadline or view.now)
    offered = Offer(asked=Asked.CONFIRM_DEED, items=items, keep={"deed": SAME.name} | _wish(view))
    goods = pieces(view, items)
    sorry = (say("utter_exchange_wrong_sorry"),) if view.says("wrong_goods") else ()
    if view.says("another_kind") and not view.spoken:
        wanted = read(words_of(view)).kind_quoted
        return answer(
            *sorry, say("utter_exchange_right_one_offer", goods=goods, wanted=wanted, until=until), offer=offered
        )
    return answer(*sorry, say("utter_exchange_same_offer", goods=goods, until=until), offer=offered)


def do_it(view: View, question: Question) -> Answer | None:
    """A yes where we have just named all of it; the same goods for a fault; else the present action, which asks the
    shop for its stock. One under way is pushed, with their words where they say more than that."""
    stage = stage_of(view)
    if view.says("money_instead"):
        return money_instead(view, question)
    if stage is Stage.NOTED:
        return status(view, question)
    if stage not in _NOTHING_YET:
        return _pushed(view, question, stage)
    if stage not in {Stage.OPEN, Stage.ONLY_FAULT, Stage.UNSENT}:
        return _may_not(view, stage)
    return _done_now(view, question)


def _instead_of_money(view: View, money: Remedy) -> Answer:
    """The money was asked for, and now they want the goods: it is taken back, and the exchange offered."""
    items = meant(view) or money.items
    said = say("utter_exchange_instead_of_money", goods=pieces(view, items))
    deed = SAME if speaks_of_fault(view) or money.details.get("reason") == "damaged" else AS_SAID
    kept = {"deed": deed.name, "wish": words_of(view)} if deed is AS_SAID else {"deed": deed.name} | _wish(view)
    return answer(said, then="withdraw", offer=Offer(asked=Asked.CONFIRM_DEED, items=items, keep=kept))


def _pushed(view: View, question: Question, stage: Stage) -> Answer | None:
    """The shop, or for the new parcel the courier; which one, or by which day, goes to the shop in their own words."""
    if stage is Stage.CAME:
        return status(view, question)
    if stage is Stage.SENT:
        found = status(view, question)
        return answer(*(found.says if found else ()), urge=BlockKind.LOGISTICS)
    if view.says("another_kind", "by_a_day", "sent_how"):
        return answer(do=tell_shop())
    if stage is Stage.SEND_YOURS:
        return sends_first(view)
    before = next((one for one in view.remedies if one.open and one.kind is RemedyKind.URGE_MERCHANT), None)
    return answer(do=tell_shop("hurry")) if before else answer(urge=BlockKind.DISPATCH)


def _done_now(view: View, question: Question) -> Answer | None:
    other = view.says("another_kind")
    if view.offered == Asked.CONFIRM_EXCHANGE and not other:
        return answer(then="affirm")
    if _offers(view, SAME):
        return answer(do=Do(deed=SAME, kept={"items": kept_items(view.kept) or view.items} | _wish(view)))
    if _offers(view, AS_SAID) and not other:
        kept = view.kept or {}
        return answer(do=Do(deed=AS_SAID, kept={"items": kept_items(kept), "wish": str(kept.get("wish") or "")}))
    if money := view.open_remedy(RemedyKind.REFUND, RemedyKind.RETURN):
        return _instead_of_money(view, money)
    if _fault(view) and _wants_the_same(view):
        return may_i(view, question)
    if stage_of(view) is Stage.ONLY_FAULT:
        return may_i(view, question)
    if other and view.offered in {Asked.EXCHANGE_VARIANT, Asked.HANDOFF_OFFER}:
        return answer(do=Do(deed=AS_SAID, kept={"items": meant(view), "wish": words_of(view)}))
    return answer(then="request_exchange")


def confirmed(view: View, question: Question) -> Answer | None:
    """A yes; who pays the freight, where they ask that in the same breath."""
    found = do_it(view, question)
    if found is None or not view.says("pays_freight") or found.then:
        return found
    return replace(found, says=(*_freight(view), *found.says))


def _wish(view: View) -> dict[str, str]:
    """Which one they want, where their words say so."""
    return {"wish": words_of(view)} if view.says("another_kind") else {}


def _offers(view: View, deed: Deed) -> bool:
    return view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == deed.name


def how_much(view: View, question: Question) -> Answer | None:
    """The difference in price, and the freight."""
    stage = stage_of(view)
    if stage in _NO_EXCHANGE:
        return may_i(view, question)
    open_yet = stage in _NOTHING_YET and not speaks_of_fault(view)
    told = open_yet or _more(view) is not None or view.says("price_gap", "dearer_then")
    freight = () if view.says("price_gap", "dearer_then") and not view.says("pays_freight") else _freight(view)
    return answer(*(_difference(view) if told else ()), *freight)


_NO_EXCHANGE = frozenset({Stage.MONEY, Stage.OVER, Stage.CLOSED})


def _difference(view: View) -> tuple[Say, ...]:
    more = _more(view)
    if more is None and _offers(view, AS_SAID):
        return (say("utter_exchange_difference_by_shop", paid=view.money(paid_for(view.order, meant(view)))),)
    if more is None:
        return (say("utter_exchange_difference_open"),)
    if not more.amount:
        return (say("utter_exchange_same_price"),)
    amount = view.money(Money(abs(more.amount), more.currency))
    if more.amount > 0:
        return (say("utter_exchange_costs_more", amount=amount),)
    return (say("utter_exchange_costs_less", amount=amount),)


def _more(view: View) -> Money | None:
    """What it costs more (below zero: less), as far as it is known which one it will be."""
    currency, remedy = view.order.total.currency, view.open_remedy(_KIND)
    told = (remedy.details if remedy else {}).get("price_difference")
    if isinstance(told, Mapping) and told.get("currency") == currency:
        return Money.parse(str(told.get("amount")), currency)
    kept = (view.kept or {}).get("difference")
    if view.offered == Asked.CONFIRM_EXCHANGE and kept is not None:
        return Money(int(str(kept)), currency)
    return Money(0, currency) if _offers(view, SAME) else None


def _freight(view: View) -> tuple[Say, ...]:
    """Who pays for sending: nobody before dispatch, the shop for a fault, else they, and what the insurance gives."""
    if may_cancel(view.order):
        return (say("utter_exchange_freight_unsent"),)
    if speaks_of_fault(view):
        return (say("utter_exchange_freight_fault"),)
    insured = view.right(Guarantee.FREIGHT_INSURANCE)
    if insured and insured.amount:
        return (say("utter_exchange_freight_insured", amount=view.money(insured.amount)),)
    return (say("utter_exchange_freight_own"),)


def who(view: View, _question: Question) -> Answer | None:
    """Who pays, who sends first, who fetches it, who decides."""
    if view.says("fetched"):
        return fetched(view)
    if view.says("price_gap", "dearer_then"):
        return answer(*_difference(view), *(_freight(view) if view.says("pays_freight") else ()))
    if view.says("pays_freight"):
        return answer(*_freight(view))
    if view.says("sends_first"):
        return sends_first(view)
    return answer(say("utter_exchange_by_shop"))


def fetched(view: View) -> Answer:
    """Having the old one collected: the shop arranges it, so it hears of that."""
    if may_cancel(view.order):
        return answer(say("utter_exchange_freight_unsent"))
    return answer(say("utter_exchange_fetched"), offer=PERSON)


def sends_first(view: View) -> Answer:
    """In which order the two are sent."""
    stage = stage_of(view)
    if stage is Stage.UNSENT:
        return answer(say("utter_exchange_freight_unsent"))
    if stage in {Stage.BACK, Stage.YOURS_UNDER_WAY, Stage.SENT, Stage.CAME}:
        return answer(say("utter_exchange_nothing_to_send"))
    if stage is Stage.SEND_YOURS:
        where = _address(view)
        if not where:
            return answer(say("utter_exchange_agreed_no_address", within=_within(view)), urge=BlockKind.DISPATCH)
        return answer(say("utter_exchange_you_first_now", within=_within(view)), *where)
    return answer(say("utter_exchange_you_first", within=_within(view)))


def when(view: View, question: Question) -> Answer | None:
    """When the new one leaves or comes; until when one can be asked for."""
    stage = stage_of(view)
    if stage is Stage.BACK:
        return _when_sent(view)
    right = _no_reason(view) or _fault(view)
    if view.says("last_day") and right and right.deadline and stage in _NOTHING_YET:
        return answer(say("utter_exchange_until", until=view.at(right.deadline)))
    if stage is Stage.NOTED and (remedy := view.open_remedy(_KIND)):
        found = under_way(view, remedy)
        unsure = (say("utter_exchange_day_unsure"),) if view.says("by_a_day") else ()
        return answer(*unsure, *found.says, say("utter_exchange_then", within=_within(view)), offer=found.offer)
    if stage in {Stage.OPEN, Stage.ONLY_FAULT, Stage.UNSENT}:
        hours = view.lasting(view.rules.remedies.answer_within)
        if stage is Stage.UNSENT:
            return answer(say("utter_exchange_how_long_unsent", hours=hours))
        return answer(say("utter_exchange_how_long", hours=hours, within=_within(view)))
    if stage is Stage.SEND_YOURS:
        return answer(say("utter_exchange_after_yours", within=_within(view)))
    told = status(view, question)
    if stage is Stage.SENT and view.says("by_a_day") and told:
        return answer(*told.says, say("utter_exchange_day_unsure"), urge=told.urge)
    return told


def overdue(view: View, question: Question) -> Answer | None:
    """How long past the promise, and pushed."""
    stage = stage_of(view)
    if stage in {Stage.OPEN, Stage.ONLY_FAULT} and not view.says("takes_long"):
        return may_i(view, question)
    if stage in _NOTHING_YET:
        return answer(say("utter_exchange_none_noted_person"), offer=PERSON)
    return status(view, question)


def where_to(view: View, question: Question) -> Answer | None:
    """Where the old one goes, or the new one."""
    if view.says("new_one") and not view.says("send_back"):
        return _new_goes_to(view)
    stage = stage_of(view)
    if stage is Stage.UNSENT:
        return answer(say("utter_exchange_freight_unsent"))
    if stage in {Stage.BACK, Stage.SENT, Stage.CAME}:
        return answer(say("utter_exchange_nothing_to_send"))
    if stage in {Stage.SEND_YOURS, Stage.YOURS_UNDER_WAY}:
        to = address_text(view.order.return_address)
        if to:
            return answer(say("utter_exchange_goes_back_to", address=to))
        return answer(say("utter_exchange_no_address_yet"), urge=BlockKind.DISPATCH)
    nowhere = stage in _NO_EXCHANGE or stage is Stage.NOT_HERE
    return may_i(view, question) if nowhere else answer(say("utter_exchange_address_later"))


def _new_goes_to(view: View) -> Answer:
    to = address_text(view.order.address, with_person=False)
    if to:
        return answer(say("utter_exchange_new_goes_to", address=to))
    return answer(say("utter_exchange_new_goes_home"))


def _address(view: View) -> tuple[Say, ...]:
    to = address_text(view.order.return_address)
    return (say("utter_exchange_address", address=to),) if to else ()


def how(view: View, question: Question) -> Answer | None:
    """How it is done, step by step; or who sends first, who fetches it."""
    if view.says("fetched"):
        return fetched(view)
    if view.says("sends_first"):
        return sends_first(view)
    if view.says("pays_freight"):
        return answer(*_freight(view))
    stage = stage_of(view)
    if view.says("hears_of_it") and stage not in _NOTHING_YET:
        return answer(say("utter_resend_told_here_then"))
    if stage in {Stage.OPEN, Stage.ONLY_FAULT}:
        return answer(say("utter_exchange_steps", within=_within(view)), then="request_exchange")
    return what_next(view, question)


def what_next(view: View, question: Question) -> Answer | None:
    """What they have to do now."""
    stage = stage_of(view)
    if view.says("sold_out"):
        return sold_out(view)
    there = view.says("need_to_send", "send_back", "send_more") and stage in {Stage.BACK, Stage.YOURS_UNDER_WAY}
    if view.says("sends_first") or stage is Stage.SEND_YOURS or there:
        return sends_first(view)
    if view.says("send_back") and stage in {Stage.NOTED, Stage.UNDECIDED}:
        return answer(say("utter_exchange_send_back_later"))
    if stage in {Stage.NOTED, Stage.UNDECIDED}:
        found = status(view, question)
        more = (say("utter_exchange_wait_with_yours"),) if has_come(view) else ()
        return answer(*(found.says if found else ()), *more, urge=found.urge if found else None)
    return status(view, question)


def what_if(view: View, question: Question) -> Answer | None:
    """No stock, a no, the same trouble again, or nothing comes."""
    stage, amount = stage_of(view), view.money(view.back(_of_the_exchange(view)))
    if view.says("new_comes_anyway"):
        return answer(say("utter_exchange_comes_anyway"))
    if view.says("money_instead") and not view.says("sold_out"):
        return money_instead(view, question)
    if view.says("sold_out") or stage is Stage.UNSENT:
        return sold_out(view)
    if view.says("worn") and stage in {Stage.OPEN, Stage.ONLY_FAULT, Stage.NOTED}:
        return _worn(view)
    if stage in _NO_EXCHANGE | {Stage.NOT_HERE}:
        return may_i(view, question)
    if view.says("refuses", "not_believed") and not view.says("not_sent_new"):
        return answer(say("utter_exchange_refused_next", amount=amount))
    if view.says("bad_again"):
        return answer(say("utter_exchange_again", days=view.lasting(view.rules.terms.return_window), amount=amount))
    if stage is Stage.BACK:
        found = _when_sent(view)
        return replace(found, says=(*found.says, say("utter_exchange_money_too", amount=amount)))
    return answer(say("utter_exchange_new_never_comes", within=_within(view), amount=amount))


def sold_out(view: View) -> Answer:
    """Not in stock: something else, or the money."""
    amount, right = view.money(view.back(_of_the_exchange(view))), _no_reason(view)
    right = (_fault(view) if speaks_of_fault(view) else None) or right
    if view.open_remedy(_KIND) or (exchange_at_shop(view) and stage_of(view) not in _NOTHING_YET):
        return answer(say("utter_exchange_sold_out_running", amount=amount))
    until = (say("utter_exchange_or_return_until", until=view.at(right.deadline)),) if right and right.deadline else ()
    says = (say("utter_exchange_sold_out_then", amount=amount), *until)
    if view.says("money_instead") and _offers(view, AS_SAID) and view.said.names_kind and not view.said.asks_of_us:
        kept = view.kept or {}
        wish = f"{kept.get('wish') or ''}{view.either('，没货就退款', ', or the money back if there is none')}"
        return answer(do=Do(deed=AS_SAID, kept={"items": kept_items(kept) or meant(view), "wish": wish}))
    if view.says("money_instead") and stage_of(view) is Stage.OPEN and not view.spoken:
        kept = {"deed": AS_SAID.name, "wish": words_of(view)}  # the shop hears what they want if it has none
        asks = Offer(asked=Asked.CONFIRM_DEED, items=meant(view), keep=kept)
        return answer(*says, say("utter_exchange_first_then_money"), offer=asks)
    return answer(*says)


def _of_the_exchange(view: View) -> Quantities | None:
    """What they speak of, else what the exchange that runs is for."""
    told, running = exchange_at_shop(view), view.open_remedy(_KIND)
    return meant(view) or (running.items if running else None) or (told.items if told and told.live else None)


def money_instead(view: View, _question: Question) -> Answer | None:
    """The exchange given up for the money: offered with its sum; goods that are back need not be sent again."""
    stage = stage_of(view)
    if stage in {Stage.MONEY, Stage.OVER}:
        return None
    if view.offered in {Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN} and not view.items:
        return answer(then="affirm")
    if stage in {Stage.UNSENT, Stage.NOT_HERE}:
        return answer(then="request_refund")
    return money_offered(view)


def money_offered(view: View) -> Answer:
    """The question whether the money shall be asked for in place of the exchange, with its sum."""
    stage, items = stage_of(view), meant(view)
    remedy = view.open_remedy(_KIND)
    if remedy and stage is Stage.NOTED:
        amount, to = view.money(view.back(remedy.items)), view.goes_to(None)
        said = say("utter_exchange_withdrawn_first", amount=amount, to=to)
        return answer(said, then="withdraw", offer=_for_the_money(view, remedy.items))
    if stage in {Stage.BACK, Stage.YOURS_UNDER_WAY}:
        amount, to = view.money(view.back(items)), view.goes_to(None)
        return answer(say("utter_exchange_money_offer", amount=amount, to=to), offer=offer_money(items, "other"))
    return _money_for_what_is_here(view)


def _for_the_money(view: View, items: Quantities | None) -> Offer:
    """What a yes asks for: the money by a fault, else by a return."""
    if _fault(view) and speaks_of_fault(view):
        return offer_money(items, "damaged")
    return Offer(asked=Asked.CONFIRM_RETURN, items=items)


def _money_for_what_is_here(view: View) -> Answer:
    items, to = meant(view), view.goes_to(None)
    fault = _fault(view)
    offered = _for_the_money(view, items)
    if fault and offered.asked == Asked.CONFIRM_REFUND:
        amount = view.money(owed(view, items))
        return answer(say("utter_exchange_money_fault_offer", amount=amount, to=to), offer=offered)
    may = view.may_go_back(items)
    amount = view.money(may.amount if may else view.back(items))
    if may and may.left_out:
        return answer(then="request_return")  # which says what goes back and why the rest does not
    if exchange_at_shop(view) or may:
        return answer(say("utter_exchange_return_offer", amount=amount, to=to), offer=offered)
    return answer(then="request_return")


def undo(view: View, question: Question) -> Answer | None:
    """Taken back where we asked for it; the shop's own exchange is called off by a person."""
    stage = stage_of(view)
    if view.says("money_instead") or stage is Stage.BACK:
        return money_instead(view, question)
    if view.open_remedy(_KIND):
        return answer(then="withdraw")
    last = view.remedy(_KIND)
    if last and last.state is RemedyState.WITHDRAWN and stage in _NOTHING_YET:
        return answer(say("utter_exchange_is_off"))
    if view.offered in {Asked.CONFIRM_EXCHANGE, Asked.EXCHANGE_VARIANT, Asked.EXCHANGE_ITEM}:
        return answer(then="deny")
    return _undone_by_person(stage)


def _undone_by_person(stage: Stage) -> Answer | None:
    if stage in {Stage.UNDECIDED, Stage.SEND_YOURS}:
        return answer(say("utter_exchange_undo_at_shop"), offer=PERSON)
    if stage in {Stage.YOURS_UNDER_WAY, Stage.SENT}:
        return answer(say("utter_exchange_undo_late"), offer=PERSON)
    return answer(say("utter_exchange_none_running")) if stage in _NOTHING_YET else None


def change(view: View, question: Question) -> Answer | None:
    """Another one than was asked for: taken back first where the shop has it; else money, or the present action."""
    if view.says("money_instead"):
        return money_instead(view, question)
    if running := view.open_remedy(_KIND):
        return _changed(view, running)
    if stage_of(view) in {Stage.UNDECIDED, Stage.SEND_YOURS, Stage.YOURS_UNDER_WAY, Stage.BACK}:
        return answer(say("utter_exchange_change_at_shop"), do=tell_shop())
    return do_it(view, question)  # 换, 换37的: nothing is under way that could be changed


def _changed(view: View, running: Remedy) -> Answer:
    """The first one is taken back, and the other one asked for after a yes, where they have named it."""
    if not view.says("another_kind") or view.spoken:
        return answer(say("utter_exchange_changed"), then="withdraw")
    wish = words_of(view)
    deed = SAME if running.clause in {"quality_return", "damage_cover"} else AS_SAID
    again = Offer(asked=Asked.CONFIRM_DEED, items=running.items, keep={"deed": deed.name, "wish": wish})
    return answer(say("utter_exchange_changed_to", wanted=read(wish).kind_quoted), then="withdraw", offer=again)


def not_all(view: View, question: Question) -> Answer | None:
    """Which of the two is sent first reads like a choice of some; else only these pieces."""
    if view.says("sends_first"):
        return sends_first(view)
    if view.open_remedy(_KIND) and not view.says("money_instead"):
        return answer(do=tell_shop())  # the charger too: what they add goes to the shop
    return do_it(view, question)


def complain(view: View, question: Question) -> Answer | None:
    """What weighs on them: too heavy to carry, or money; else what they report."""
    if view.says("fetched"):
        return fetched(view)
    return answer(*_freight(view)) if view.says("pays_freight") else report(view, question)


def why(view: View, question: Question) -> Answer | None:
    """Why not, why so slow, why it costs more."""
    stage = stage_of(view)
    if view.says("pays_freight", "price_gap"):
        return answer(*(_difference(view) if view.says("price_gap") else _freight(view)))
    if refused := _refused(view):
        return refused
    if stage in _NOTHING_YET:
        return when(view, question) if view.says("takes_long") else may_i(view, question)
    if stage is Stage.BACK:
        found = _new_unsent(view)
        return answer(*found.says, say("utter_exchange_reason_unknown"), urge=found.urge)
    return status(view, question)


def report(view: View, question: Question) -> Answer | None:
    """The new one is not right either, or the shop has gone quiet."""
    stage = stage_of(view)
    if stage is Stage.CAME or view.says("bad_again"):
        items = meant(view)
        if not view.back(items).amount:
            return status(view, question)
        amount = view.money(view.back(items))
        return answer(say("utter_exchange_wrong_again", amount=amount), offer=offer_money(items, "damaged"))
    return overdue(view, question)


def which(view: View, question: Question) -> Answer | None:
    """The new parcel's number, what was asked for, the exchange's own number."""
    parcel, told, remedy = newest_parcel(view, ParcelKind.EXCHANGE), exchange_at_shop(view), view.open_remedy(_KIND)
    if told and told.live and view.says("another_kind"):
        return answer(say("utter_exchange_kind_untold"), do=tell_shop("kind_asked"))
    if stage_of(view) in {Stage.OPEN, Stage.ONLY_FAULT} and view.said.names_kind and not view.said.asks_of_us:
        return do_it(view, question)  # 登记换白的 尺寸还是那个: which one they want is the wish
    if parcel:
        return answer(*parcel_says(view, parcel, again=False))
    details = remedy.details if remedy else {}
    title = str(details.get("wish") or details.get("variant_title") or "").strip().rstrip("。.!！?？")
    if title:
        return answer(say("utter_exchange_asked_for", variant=title))
    if told and told.live:
        return answer(say("utter_exchange_number", number=number(view, told.refund_id)))
    return status(view, question)


def evidence(view: View, _question: Question) -> Answer | None:
    """A photo for a fault, none without one."""
    remedy = view.open_remedy(_KIND)
    if remedy and waits_for_photo(remedy):
        return under_way(view, remedy)
    return answer(say("utter_exchange_photo"))


def _within(view: View) -> str:
    return view.lasting(view.rules.promises.exchange)


# What is registered


def _refused_now(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    """Why it cannot be asked for now; nothing where it can."""
    items = kept_items(kept)
    running = next(
        (one for one in view.remedies if one.open and one.kind in REPLACES and overlaps(one.items, items)), None
    )
    if running:
        return under_way(view, running).says
    stage = stage_of(view)
    found = _may_not(view, stage) if stage is not Stage.UNSENT else None
    return found.says if found else ()


def _same_refused(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    if says := _refused_now(view, kept):
        return says
    right = claimable_for(view, _KIND, RightKind.QUALITY_RETURN, items=kept_items(kept))
    return () if right else (say("utter_exchange_not_promised"),)


def _same_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    items = kept_items(kept)
    may = _by_a_fault(view, items)
    right = may.right if may else None
    sorts = items or all_items(view.order)
    item = item_of(view.order, sorts[0][0]) if len(sorts) == 1 else None
    wish = str(kept.get("wish") or _wish(view).get("wish", ""))  # the yes may name it first: 换 给我换粉的
    details: dict[str, Any] = {"reason": "quality"} | ({"wish": wish} if wish else {})
    if item:
        nothing = Money(0, view.order.total.currency)
        details |= {
            "variant": item.sku, "variant_title": item.title,
            "price_difference": {"amount": nothing.decimal(), "currency": nothing.currency},
        }  # fmt: skip
    items = may.items if may else items
    return Wished(items=items, right=right, details=details, waits_for=photo_for(right))


def _as_said_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    items, wish = kept_items(kept), str(kept.get("wish") or "")
    more = view.said.kind_quoted if wish and view.said.names_kind and not view.said.asks_of_us else ""
    wish = (
        f"{read(wish).kind_quoted}{view.either('，', ', ')}{more}" if more and more not in wish else wish
    )  # 行，M码，还要黑的
    may = _without_a_reason(view, items) or _by_a_fault(view, items)
    items, right = (may.items, may.right) if may else (items, None)
    return Wished(items=items, right=right, details={"wish": wish}, waits_for=photo_for(right))


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    waits, by = registered(view, remedy), view.at(remedy.due_at or view.now)
    later = (say("utter_exchange_wait_with_yours"),) if has_come(view) else ()
    wish = read(str(remedy.details.get("wish") or "")).kind_quoted
    if waits and wish and not view.spoken:
        return (waits, say("utter_exchange_wish_noted", wanted=wish), *later)
    if waits:
        return (waits, *later)
    if wish:
        return (say("utter_exchange_put_to_shop", wanted=wish, by=by), *later)
    return (say("utter_exchange_same_noted", goods=pieces(view, remedy.items), by=by), *later)


SAME = Deed(name="exchange_same", kind=_KIND, matter=MATTER, refused=_same_refused, wished=_same_wished, told=_told)
"""The same goods anew, because those that came have a fault."""
AS_SAID = Deed(
    name="exchange_as_said", kind=_KIND, matter=MATTER, refused=_refused_now, wished=_as_said_wished, told=_told
)
"""What they want instead, in their own words, where the shop's stock cannot be looked up: the shop says whether it has
it."""

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: overdue,
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
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.EVIDENCE: evidence,
    Ask.CONFIRM: confirmed,
    Ask.COMPLAIN: complain,
}
WHICH_ITEM = OurQuestion(asked=Asked.EXCHANGE_ITEM, matter=MATTER, wants_words=True)
WHICH_VARIANT = OurQuestion(asked=Asked.EXCHANGE_VARIANT, matter=MATTER, wants_words=True)
CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_EXCHANGE,
    matter=MATTER,
    verbs=Verbs.EXCHANGE,
    kinds=frozenset({RemedyKind.EXCHANGE}),
    wish="request_exchange",
    waits=True,
    in_full=("utter_confirm_exchange", "utter_confirm_exchange_unsent"),
    in_few_words=lambda said: say("utter_still_exchange", goods=said["goods"], variant=said["variant"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(SAME, AS_SAID),
    questions=(WHICH_ITEM, WHICH_VARIANT, CONFIRM),
    intents=("request_exchange",),
    topic="request_exchange",
    left=Verbs.RETURN,
    rank=relevance.returnable,
    by_a_word=True,
    sent_back=True,
)
