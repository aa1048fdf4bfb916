"""May I, at what cost, how and where to, what if, what next, and why not."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, Do, Offer, answer, say
from actions.matters.exchange.deeds import AS_SAID, SAME, offers, wish_named
from actions.matters.exchange.money import money_instead
from actions.matters.exchange.stages import (
    KIND,
    MATTER,
    NO_EXCHANGE,
    NOTHING_YET,
    Stage,
    fault_right,
    may_not,
    no_reason,
    of_the_exchange,
    sent_within,
    stage_of,
    wants_the_same,
)
from actions.matters.exchange.standing import new_unsent, status, when, when_sent, why_refused
from actions.matters.exchange.terms import difference, fetched, more_to_pay, sends_first, who_pays
from actions.matters.goods import (
    PERSON,
    address_text,
    exchange_at_shop,
    has_come,
    kept_items,
    meant,
    pieces,
    speaks_of_fault,
    under_way,
    waits_for_photo,
    words_of,
)
from actions.matters.view import View
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.guarantees import Right
from understanding.context import Question
from understanding.reading import read


def may_i(view: View, question: Question) -> Answer | None:
    """Whether it can be exchanged now, and until when; the shop's stock is asked by the present action."""
    stage = stage_of(view)
    if view.says("price_gap") and MATTER in view.spoken_of[:1] and stage not in NO_EXCHANGE:
        return answer(*difference(view))
    if view.says("be_faster", "by_a_day") and (offers(view, SAME) or offers(view, AS_SAID)):
        return answer(say("utter_exchange_sooner"))
    if stage is Stage.OPEN and (right := no_reason(view)) and right.deadline:
        return _may_now(view, right)
    if stage is Stage.ONLY_FAULT and (right := fault_right(view)) and right.deadline:
        if wants_the_same(view):
            return _offer_same(view, right)
        return answer(say("utter_exchange_only_fault", until=view.at(right.deadline)))
    simple = may_not(view, stage)
    return simple or (status(view, question) if stage not in NOTHING_YET else None)


def _may_now(view: View, right: Right) -> Answer:
    fault = fault_right(view)
    if fault and wants_the_same(view):
        return _offer_same(view, fault)
    until = view.at(right.deadline or view.now)
    if view.says("worn"):
        return _worn(view)
    return answer(say("utter_exchange_may", until=until), then="request_exchange")


def _worn(view: View) -> Answer:
    """Used or washed: with a fault that is no reason against it."""
    right = no_reason(view) or fault_right(view)
    if speaks_of_fault(view):
        return answer(say("utter_exchange_worn_fault"))
    if view.open_remedy(KIND):
        return answer(say("utter_exchange_worn_noted"), offer=PERSON)
    until = view.at(right.deadline if right and right.deadline else view.now)
    return answer(say("utter_exchange_worn", until=until), offer=PERSON)


def _offer_same(view: View, right: Right) -> Answer:
    """What they bought anew, because of a fault or because it is not what they bought: the shop pays both ways."""
    items, until = meant(view), view.at(right.deadline or view.now)
    offered = Offer(asked=Asked.CONFIRM_DEED, items=items, keep={"deed": SAME.name} | wish_named(view))
    goods = pieces(view, items)
    sorry = (say("utter_exchange_wrong_sorry"),) if view.says("wrong_goods") else ()
    if view.says("another_kind") and not view.spoken:
        wanted = read(words_of(view)).kind_quoted
        return answer(
            *sorry, say("utter_exchange_right_one_offer", goods=goods, wanted=wanted, until=until), offer=offered
        )
    return answer(*sorry, say("utter_exchange_same_offer", goods=goods, until=until), offer=offered)


def how_much(view: View, question: Question) -> Answer | None:
    """The difference in price, and the freight."""
    stage = stage_of(view)
    if stage in NO_EXCHANGE:
        return may_i(view, question)
    open_yet = stage in NOTHING_YET and not speaks_of_fault(view)
    told = open_yet or more_to_pay(view) is not None or view.says("price_gap", "dearer_then")
    freight = () if view.says("price_gap", "dearer_then") and not view.says("pays_freight") else who_pays(view)
    return answer(*(difference(view) if told else ()), *freight)


def overdue(view: View, question: Question) -> Answer | None:
    """How long past the promise, and pushed."""
    stage = stage_of(view)
    if stage in {Stage.OPEN, Stage.ONLY_FAULT} and not view.says("takes_long"):
        return may_i(view, question)
    if stage in NOTHING_YET:
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
    nowhere = stage in NO_EXCHANGE or stage is Stage.NOT_HERE
    return may_i(view, question) if nowhere else answer(say("utter_exchange_address_later"))


def _new_goes_to(view: View) -> Answer:
    to = address_text(view.order.address, with_person=False)
    if to:
        return answer(say("utter_exchange_new_goes_to", address=to))
    return answer(say("utter_exchange_new_goes_home"))


def how(view: View, question: Question) -> Answer | None:
    """How it is done, step by step; or who sends first, who fetches it."""
    if view.says("fetched"):
        return fetched(view)
    if view.says("sends_first"):
        return sends_first(view)
    if view.says("pays_freight"):
        return answer(*who_pays(view))
    stage = stage_of(view)
    if view.says("hears_of_it") and stage not in NOTHING_YET:
        return answer(say("utter_resend_told_here_then"))
    if stage in {Stage.OPEN, Stage.ONLY_FAULT}:
        return answer(say("utter_exchange_steps", within=sent_within(view)), then="request_exchange")
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
    stage, amount = stage_of(view), view.money(view.back(of_the_exchange(view)))
    if view.says("new_comes_anyway"):
        return answer(say("utter_exchange_comes_anyway"))
    if view.says("money_instead") and not view.says("sold_out"):
        return money_instead(view, question)
    if view.says("sold_out") or stage is Stage.UNSENT:
        return sold_out(view)
    if view.says("worn") and stage in {Stage.OPEN, Stage.ONLY_FAULT, Stage.NOTED}:
        return _worn(view)
    if stage in NO_EXCHANGE | {Stage.NOT_HERE}:
        return may_i(view, question)
    if view.says("refuses", "not_believed") and not view.says("not_sent_new"):
        return answer(say("utter_exchange_refused_next", amount=amount))
    if view.says("bad_again"):
        return answer(say("utter_exchange_again", days=view.lasting(view.rules.terms.return_window), amount=amount))
    if stage is Stage.BACK:
        found = when_sent(view)
        return replace(found, says=(*found.says, say("utter_exchange_money_too", amount=amount)))
    return answer(say("utter_exchange_new_never_comes", within=sent_within(view), amount=amount))


def sold_out(view: View) -> Answer:
    """Not in stock: something else, or the money."""
    amount, right = view.money(view.back(of_the_exchange(view))), no_reason(view)
    right = (fault_right(view) if speaks_of_fault(view) else None) or right
    if view.open_remedy(KIND) or (exchange_at_shop(view) and stage_of(view) not in NOTHING_YET):
        return answer(say("utter_exchange_sold_out_running", amount=amount))
    until = (say("utter_exchange_or_return_until", until=view.at(right.deadline)),) if right and right.deadline else ()
    says = (say("utter_exchange_sold_out_then", amount=amount), *until)
    if view.says("money_instead") and offers(view, AS_SAID) and view.said.names_kind and not view.said.asks_of_us:
        kept = view.kept or {}
        wish = f"{kept.get('wish') or ''}{view.either('，没货就退款', ', or the money back if there is none')}"
        return answer(do=Do(deed=AS_SAID, kept={"items": kept_items(kept) or meant(view), "wish": wish}))
    if view.says("money_instead") and stage_of(view) is Stage.OPEN and not view.spoken:
        kept = {"deed": AS_SAID.name, "wish": words_of(view)}  # the shop hears what they want if it has none
        asks = Offer(asked=Asked.CONFIRM_DEED, items=meant(view), keep=kept)
        return answer(*says, say("utter_exchange_first_then_money"), offer=asks)
    return answer(*says)


def why(view: View, question: Question) -> Answer | None:
    """Why not, why so slow, why it costs more."""
    stage = stage_of(view)
    if view.says("pays_freight", "price_gap"):
        return answer(*(difference(view) if view.says("price_gap") else who_pays(view)))
    if refused := why_refused(view):
        return refused
    if stage in NOTHING_YET:
        return when(view, question) if view.says("takes_long") else may_i(view, question)
    if stage is Stage.BACK:
        found = new_unsent(view)
        return answer(*found.says, say("utter_exchange_reason_unknown"), urge=found.urge)
    return status(view, question)


def evidence(view: View, _question: Question) -> Answer | None:
    """A photo for a fault, none without one."""
    remedy = view.open_remedy(KIND)
    if remedy and waits_for_photo(remedy):
        return under_way(view, remedy)
    return answer(say("utter_exchange_photo"))
