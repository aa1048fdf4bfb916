"""Money for a late dispatch: how much and why, claimed or not, when and where it is paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, say
from actions.matters.enquiries import ask_person, enquiry
from actions.matters.merchant import complain_now, offer_complaint, overdue
from actions.matters.told import undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.guarantees import Right, Why
from careline.core.orders import Guarantee, OrderStatus
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState
from careline.core.rights import Bound, RightState
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.deeds import Verb
from understanding.taxonomy import Ask, Matter

MATTER = Matter.COMPENSATION
_KIND = RemedyKind.COMPENSATION
_OFFER = Offer(asked=Asked.CONFIRM_COMPENSATION)


def _refused_now(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    right = view.claimable(Guarantee.DISPATCH_ON_TIME)
    return () if right and right.amount else (say("utter_not_claimable", goods=view.goods()),)


def _wished(view: View, _kept: Mapping[str, Any]) -> Wished:
    right = view.claimable(Guarantee.DISPATCH_ON_TIME)
    return Wished(items=right.items, amount=right.amount, right=right) if right else Wished()


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    amount = view.money(remedy.amount) if remedy.amount else view.either("这笔赔付", "the sum")
    by = view.at(remedy.due_at or view.now)
    return (say("utter_compensation_noted", amount=amount, by=by, buttons=undo_buttons(view, remedy)),)


INJURY = enquiry(Enquiry.INJURY_COSTS, MATTER, "asks who pays what an injury or damage by the goods cost")
CLAIM = Deed(name="claim_compensation", kind=_KIND, matter=MATTER, refused=_refused_now, wished=_wished, told=_told)
"""Claimed at once where the words ask for it plainly: it costs the consumer nothing and can be taken back."""


def how_much(view: View, question: Question) -> Answer | None:
    """The sum and how it is computed; claimable, running, or claimed already."""
    right, claimed = _right(view), view.open_remedy(_KIND)
    if apart := _apart(view):
        return apart
    if claimed and claimed.amount:
        return answer(say("utter_compensation_sum_claimed", amount=view.money(claimed.amount), how=_how(view, right)))
    if right and view.claimable(Guarantee.DISPATCH_ON_TIME):
        if right.amount is None:
            return answer(say("utter_compensation_open_sum", how=_how(view, right)))
        said = say("utter_compensation_sum", amount=view.money(right.amount), how=_how(view, right))
        return answer(*_how_late(view), said, say("utter_compensation_claim_offer"), offer=_OFFER)
    return may_i(view, question)


def may_i(view: View, question: Question) -> Answer | None:
    """Whether anything is owed: now, only if it gets late, or not at all."""
    right, claimed = _right(view), view.open_remedy(_KIND)
    if apart := _apart(view):
        return apart
    if view.says("injury_costs"):
        return answer(say("utter_injury_costs", shop=view.shop), do=ask_person(view, INJURY))
    if claimed:
        return status(view, question)
    if right is None:
        return _none(view)
    if view.claimable(Guarantee.DISPATCH_ON_TIME) and right.amount:
        if view.says("get_it_for_me"):
            return answer(do=Do(deed=CLAIM))
        said = say("utter_compensation_owed", amount=view.money(right.amount), how=_how(view, right))
        says = (*_how_late(view), *_part(view, right), said, say("utter_compensation_claim_offer"))
        return answer(*says, offer=_OFFER)
    if right.state is RightState.ACTIVE and right.deadline and right.deadline > view.now and right.amount:
        due, amount = view.at(right.deadline), view.money(right.amount)
        return answer(say("utter_compensation_once_late", due=due, amount=amount, how=_how(view, right)))
    return _by_reason(view, right)


def _apart(view: View) -> Answer | None:
    """Whether it is taken off what was paid, or grows with every day."""
    right, running = _right(view), view.remedy(_KIND)
    owed = right is not None and (view.claimable(Guarantee.DISPATCH_ON_TIME) or running)
    if not owed or right is None or not right.amount:
        return None
    if view.says("sum_untouched"):
        said = say("utter_compensation_separate", amount=view.money(right.amount), total=view.money(view.order.total))
    elif view.says("each_day") and right.computed:
        said = say("utter_compensation_paid_once", amount=view.money(right.amount), how=_how(view, right))
    else:
        return None
    if running and running.state is not RemedyState.WITHDRAWN:
        return answer(said)
    return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)


def confirm(view: View, question: Question) -> Answer | None:
    """Whether it is so, and where they name a sum, whether that is the one. A plain yes was heard before."""
    right = _right(view)
    sums = view.said.prices if right and right.amount and right.state is not RightState.EXPIRED else ()
    found = may_i(view, question)
    if not (found and right and right.amount and sums) or Decimal(right.amount.decimal()) in sums or len(sums) > 1:
        return found
    other = say("utter_compensation_other_sum", amount=view.money(right.amount))
    if found.offer == _OFFER and right.computed:
        return replace(found, says=(other, *_why_that_sum(view, right).says, say("utter_compensation_claim_offer")))
    return replace(found, says=(other, *found.says))


def deny(view: View, question: Question) -> Answer | None:
    """Not wanted: the offer is left, a claim taken back."""
    if view.offered == Asked.CONFIRM_COMPENSATION:
        return answer(then="deny")
    return undo(view, question)


def status(view: View, question: Question) -> Answer | None:
    """How the claim stands: with us, at the shop, paid, declined; without one what could be claimed."""
    remedy = view.remedy(_KIND)
    if remedy is None or remedy.state is RemedyState.WITHDRAWN:
        if view.says("not_seen"):
            return report(view, question)
        return may_i(view, question)
    if remedy.open:
        return _under_way(view, remedy)
    amount = view.money(remedy.amount) if remedy.amount else view.either("这笔", "sum")
    if remedy.state is RemedyState.DONE:
        return answer(say("utter_compensation_paid", amount=amount, at=view.at(remedy.ended_at or view.now)))
    return _refused(view, remedy)


def when(view: View, question: Question) -> Answer | None:
    """By when the money is there, and where it goes; before it is claimed, by when it would be."""
    remedy, right = view.open_remedy(_KIND), view.claimable(Guarantee.DISPATCH_ON_TIME)
    if remedy and remedy.due_at and remedy.amount:
        if remedy.due_at <= view.now:
            return overdue(view, remedy)
        amount, by = view.money(remedy.amount), view.at(remedy.due_at)
        return answer(say("utter_compensation_arrives", amount=amount, by=by, to=view.goes_to(None)))
    if remedy is None and right and right.amount:
        by, amount = view.at(view.answer_by(view.rules.remedies.answer_within)), view.money(right.amount)
        said = say("utter_compensation_would_arrive", amount=amount, by=by)
        return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)
    return status(view, question)


def where_to(view: View, question: Question) -> Answer | None:
    """The account the order was paid from."""
    remedy = view.remedy(_KIND)
    if remedy and remedy.state is RemedyState.DONE:
        at = view.at(remedy.ended_at or view.now)
        return answer(say("utter_compensation_went_to", to=view.goes_to(None), at=at))
    if view.open_remedy(_KIND):
        return when(view, question)
    if view.claimable(Guarantee.DISPATCH_ON_TIME):
        to = view.goes_to(None)
        return answer(say("utter_compensation_goes_to", to=to), say("utter_compensation_claim_offer"), offer=_OFFER)
    return may_i(view, question)


def how(view: View, question: Question) -> Answer | None:
    """No form: a word is enough."""
    right = view.claimable(Guarantee.DISPATCH_ON_TIME)
    if view.open_remedy(_KIND) or right is None or right.amount is None:
        return how_much(view, question)
    said = say("utter_compensation_how", amount=view.money(right.amount), how=_how(view, right))
    return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)


def why(view: View, question: Question) -> Answer | None:
    """Why that sum, or why none."""
    right = _right(view)
    if view.says("refuses") and (refused := _last_refused(view)):
        return _refused(view, refused)
    found = _none(view) if right is None else may_i(view, question)
    if found is None:
        return _none(view)
    if view.says("others_got"):
        return replace(found, says=(say("utter_compensation_each_order"), *found.says))
    if right is None:
        return found
    claimed, owed = view.open_remedy(_KIND), view.claimable(Guarantee.DISPATCH_ON_TIME)
    if claimed or (owed and not view.says("too_little")):
        return how_much(view, question) if claimed else may_i(view, question)  # 凭什么不赔: it is owed
    if right.state is RightState.ACTIVE and not view.says("too_little"):
        return found  # not late yet: that, and the sum with how it is computed
    if right.computed and right.amount and right.state is not RightState.EXPIRED:
        return _why_that_sum(view, right)
    return _by_reason(view, right)


def who(view: View, question: Question) -> Answer | None:
    """The shop pays it; the sum is set by a rule, by nobody's leave; other damage is decided by a person."""
    if view.says("injury_costs"):
        return answer(say("utter_injury_costs", shop=view.shop), do=ask_person(view, INJURY))
    right = _right(view)
    if view.says("who_decides") and right and right.computed:
        return answer(say("utter_compensation_who_decides", how=_how(view, right)))
    if _nothing_owed(view):
        return may_i(view, question)
    return answer(say("utter_compensation_by_shop"))


def whose_rule(view: View, _question: Question) -> Answer | None:
    """Who has set the sum and its limit, and where that can be read."""
    right = _right(view)
    return answer(say("utter_compensation_rule", how=_how(view, right))) if right and right.computed else None


def what_if(view: View, question: Question) -> Answer | None:
    """If nothing moves, the shop says no, it is sent after all, or the order is given up."""
    if view.says("refuses"):
        refused = _last_refused(view)
        return _refused(view, refused) if refused else answer(say("utter_compensation_refused_next"))
    right = view.claimable(Guarantee.DISPATCH_ON_TIME) or view.open_remedy(_KIND)
    if right is None and not view.order.sent and not view.says("loses"):
        found = may_i(view, question)
        if found and view.says("by_itself", "chases_shop"):
            return replace(found, says=(*found.says, say("utter_compensation_say_the_word")))
        if found and view.says("not_wanted_then") and view.order.paid_at:
            return replace(found, says=(*found.says, say("utter_if_not_sent", amount=view.money(view.back()))))
        return found
    if view.says("loses"):
        return answer(say("utter_compensation_kept") if right else say("utter_compensation_only_late"))
    if view.says("sent_today") and right:
        return answer(say("utter_compensation_though_sent"))
    if view.order.sent:
        return answer(say("utter_compensation_though_sent")) if right else may_i(view, question)
    said = say("utter_late_then_cancel", amount=view.money(view.back()))
    return answer(said, say("utter_compensation_kept")) if right else answer(said)


def compensation_beside(view: View) -> tuple[Say, ...]:
    """What becomes of the money for lateness, where they ask it in the same breath as giving the order up."""
    right, running = _right(view), view.remedy(_KIND)
    amount = right.amount if right else None
    by_sum = amount is not None and any(abs(price - Decimal(amount.decimal())) < 1 for price in view.said.prices)
    near = MATTER in view.spoken_of[:2] and view.says("loses")
    if not (view.says("compensation_named") or by_sum or near):
        return ()
    if view.claimable(Guarantee.DISPATCH_ON_TIME) or (running and running.state is not RemedyState.REFUSED):
        return (say("utter_compensation_kept"),)
    waits = right is not None and right.why is Why.DISPATCH_RUNNING
    return (say("utter_compensation_only_late"),) if waits else ()


def what_next(view: View, question: Question) -> Answer | None:
    """Whether the goods still come; what follows the claim."""
    if view.says("refuses"):
        return what_if(view, question)
    if not view.order.sent and view.says("still_sent"):
        return answer(say("utter_compensation_on_top", goods=view.goods()))
    remedy = view.open_remedy(_KIND)
    if remedy and remedy.due_at and remedy.due_at > view.now:
        return answer(say("utter_compensation_next", by=view.at(remedy.due_at)))
    done = view.done_remedy(_KIND)
    if done and not view.order.sent and view.late(BlockKind.DISPATCH):
        return answer(say("utter_compensation_on_top", goods=view.goods()), urge=BlockKind.DISPATCH)
    return status(view, question)


def which(view: View, question: Question) -> Answer | None:
    """The number of the claim, and the order it is for."""
    remedy = view.remedy(_KIND)
    if remedy is None:
        return may_i(view, question)
    goods, amount = view.goods(remedy.items), view.money(remedy.amount) if remedy.amount else ""
    return answer(say("utter_compensation_number", number=view.reference(remedy), goods=goods, amount=amount))


def do_it(view: View, question: Question) -> Answer | None:
    """Claim it: at once where it is offered with its sum or plainly asked for, else the sum first."""
    if view.open_remedy(_KIND):
        return status(view, question)
    right = view.claimable(Guarantee.DISPATCH_ON_TIME)
    if right is None:
        return may_i(view, question)
    if view.offered == Asked.CONFIRM_COMPENSATION:
        return answer(then="affirm")
    if right.amount and view.says("claims_it", "get_it_for_me", "takes_the_sum") and not view.says("asks_whether"):
        return answer(do=Do(deed=CLAIM))
    return how_much(view, question)


def not_all(view: View, question: Question) -> Answer | None:
    """One claim for all that was late, and nothing for what was not."""
    right = view.claimable(Guarantee.DISPATCH_ON_TIME)
    if right is None or right.amount is None:
        return may_i(view, question)
    said = say("utter_compensation_counts", goods=view.goods(right.items), amount=view.money(right.amount))
    if view.open_remedy(_KIND):
        return answer(said)
    return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)


def undo(view: View, question: Question) -> Answer | None:
    """Take the claim back."""
    return answer(then="withdraw") if view.open_remedy(_KIND) else status(view, question)


def _nothing_owed(view: View) -> bool:
    """Whether it left in time, and nothing was claimed for it: no sum to speak of."""
    right = _right(view)
    return right is not None and right.state is RightState.EXPIRED and view.remedy(_KIND) is None


def change(view: View, question: Question) -> Answer | None:
    """It is money already, and it goes where the order was paid from."""
    if _nothing_owed(view):
        return may_i(view, question)
    if _right(view) is None:
        return _none(view)
    return answer(say("utter_compensation_is_money", to=view.goes_to(None)))


def report(view: View, _question: Question) -> Answer | None:
    """Told as paid and not there: registered at once, to be looked into."""
    remedy = view.remedy(_KIND)
    if remedy and remedy.open:
        return _under_way(view, remedy)
    right = _right(view)
    if (remedy and remedy.state is RemedyState.DONE) or (right and right.state is RightState.PAID):
        to = view.goes_to(None)
        return answer(say("utter_compensation_look_there", to=to), do=complain_now("compensation"))
    return may_i(view, _question)


def how_long_overdue(view: View, question: Question) -> Answer | None:
    """How late the answer to the claim is."""
    remedy = view.open_remedy(_KIND)
    if remedy is None or remedy.due_at is None:
        found = status(view, question)
        known = found is not None and any(one.response in _LATE_BY for one in found.says)
        return found if found is None or known else replace(found, says=(*_late_by(view), *found.says))
    if remedy.due_at <= view.now:
        by, over = view.at(remedy.due_at), view.lasting(view.now - remedy.due_at)
        return answer(say("utter_promise_over_by", by=by, over=over), offer=Offer(asked=Asked.HANDOFF_OFFER))
    return answer(say("utter_promise_not_due", by=view.at(remedy.due_at)))


def evidence(view: View, question: Question) -> Answer | None:
    """Nothing has to be proved: the times are on record."""
    if _nothing_owed(view):
        return may_i(view, question)
    right = _right(view)
    if right is None:
        return _none(view)
    if view.open_remedy(_KIND) or view.claimable(Guarantee.DISPATCH_ON_TIME) is None:
        return answer(say("utter_compensation_no_proof"))
    said = say("utter_compensation_no_proof")
    return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)


def complain(view: View, question: Question) -> Answer | None:
    """Too little: the rule sets the sum, a complaint may ask the shop for more. First of all what is owed."""
    right = _right(view)
    if MATTER not in view.spoken_of and view.offered != Asked.CONFIRM_COMPENSATION:
        return may_i(view, question)
    if right is None or right.amount is None or right.state not in {RightState.CLAIMABLE, RightState.CLAIMED}:
        return may_i(view, question)
    asked, open_ = offer_complaint(view, about="compensation")
    said = say("utter_compensation_fixed", amount=view.money(right.amount), how=_how(view, right))
    return answer(said, asked, offer=open_)


# Parts of answers


def _with_goods(cell: Cell) -> Cell:
    """The cell, with the goods first where the words ask whether they still come."""

    def answered(view: View, question: Question) -> Answer | None:
        lost = view.order.status is OrderStatus.CANCELLED or view.refund is not None
        asked_back = view.open_remedy(*MONEY_BACK) is not None
        if lost or asked_back or not view.says("still_sent") or view.says("loses", "by_itself"):
            return cell(view, question)
        goods = view.goods()
        said = say("utter_compensation_beside", goods=goods) if view.order.sent else None
        said = said or say("utter_compensation_on_top", goods=goods)
        found = do_it(view, question) if question.ask is Ask.DO_IT else None
        return replace(found, says=(said, *found.says)) if found else answer(said)

    return answered


_STILL = frozenset(
    {Ask.STATUS, Ask.MAY_I, Ask.WHY, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.REPORT, Ask.HOW, Ask.WHEN, Ask.DO_IT, Ask.WHICH}
)
_LATE_BY = frozenset({"utter_late_by"})


def _late_by(view: View) -> tuple[Say, ...]:
    late = view.late(BlockKind.DISPATCH)
    if late is None:
        return ()
    over, due = view.lasting(view.now - late.due), view.at(late.due)
    return (say("utter_late_by", goods=view.goods(), over=over, due=due),)


def _how_late(view: View) -> tuple[Say, ...]:
    """How late it is, where that is asked in the same sentence."""
    return _late_by(view) if view.says("how_late") else ()


def _right(view: View) -> Right | None:
    return view.right(Guarantee.DISPATCH_ON_TIME)


def _how(view: View, right: Right | None) -> str:
    return phrases.computed_text(right, view.language, spoken=view.spoken) if right else ""


def _part(view: View, right: Right) -> tuple[Say, ...]:
    """Which goods were late, where it was not the whole order."""
    return (say("utter_compensation_for", goods=view.goods(right.items)),) if right.items else ()


def _why_that_sum(view: View, right: Right) -> Answer:
    assert right.computed
    assert right.amount
    amount, how_ = view.money(right.amount), _how(view, right)
    bound = right.computed.bound()
    if bound is Bound.CAP:
        return answer(say("utter_compensation_capped", amount=amount, how=how_))
    if bound is Bound.FLOOR:
        return answer(say("utter_compensation_floored", amount=amount, how=how_))
    return answer(say("utter_compensation_by_rule", amount=amount, how=how_))


def _by_reason(view: View, right: Right) -> Answer:
    """Nothing can be claimed now: the reason, and what is left to do."""
    if right.why is Why.CLAIM_OVERDUE:
        return answer(say("utter_compensation_shop_owes"), urge=BlockKind.DISPATCH)
    if right.why in {Why.CLAIM_REJECTED, Why.CLAIM_REFUSED}:
        return _appeal(view, right.reason, None)
    if right.state is RightState.CLAIMED and right.deadline and right.amount:
        by, amount = view.at(right.deadline), view.money(right.amount)
        return answer(say("utter_compensation_under_way", amount=amount, by=by))
    return answer(_reason(view, right))


def _reason(view: View, right: Right) -> Say:
    if right.state is RightState.PAID and right.amount:
        return say("utter_compensation_paid_already", amount=view.money(right.amount))
    if right.why is Why.CLAIM_WINDOW_OVER and right.deadline:
        return say("utter_compensation_window_over", until=view.at(right.deadline))
    if plain := _PLAIN.get(right.why):
        return plain
    reason = phrases.right_why(right.why, view.language)
    return say("utter_compensation_not_now", reason=reason[:1].lower() + reason[1:] if view.english else reason)


_PLAIN: Mapping[Why, Say] = {
    Why.DISPATCHED: say("utter_compensation_in_time"),
    Why.DISPATCH_DATE_OPEN: say("utter_compensation_no_date"),
    Why.LIMIT_REACHED: say("utter_compensation_limit"),
    Why.NOT_PAID: say("utter_compensation_unpaid"),
}


def _under_way(view: View, remedy: Remedy) -> Answer:
    if remedy.due_at and remedy.due_at <= view.now:
        return overdue(view, remedy)
    by = view.at(remedy.due_at or view.now)
    if remedy.amount is None:
        return answer(say("utter_promise_not_due", by=by))
    return answer(say("utter_compensation_under_way", amount=view.money(remedy.amount), by=by))


def _last_refused(view: View) -> Remedy | None:
    remedy = view.remedy(_KIND)
    return remedy if remedy and remedy.state is RemedyState.REFUSED else None


def _refused(view: View, remedy: Remedy) -> Answer:
    return _appeal(view, remedy.answer or "", remedy)


def _appeal(view: View, reason: str, remedy: Remedy | None) -> Answer:
    """The reason as it was given, and a person who decides again; as an appeal in the hall."""
    running = view.open_remedy(RemedyKind.COMPLAINT)
    words = reason.strip().rstrip("。.!！")
    said = say("utter_compensation_refused", words=words) if words else say("utter_compensation_refused_unsaid")
    if running and running.due_at:
        by = view.at(running.due_at)
        return answer(said, say("utter_complaint_running", number=view.reference(running), by=by))
    kept = {"appeal_of": str(remedy.remedy_id)} if remedy else {}
    _, open_ = offer_complaint(view, about="compensation", **kept)
    return answer(said, say("utter_compensation_appeal_offer"), offer=open_)


def _none(view: View) -> Answer:
    """No guarantee, no fixed sum: a complaint may still ask for something."""
    said = say("utter_compensation_not_promised", goods=view.goods())
    if not view.late(BlockKind.DISPATCH):
        return answer(said)
    asked, open_ = offer_complaint(view, about="compensation")
    return answer(said, asked, offer=open_)


_CELLS: dict[Ask, Cell] = {
    Ask.HOW_MUCH: how_much,
    Ask.MAY_I: may_i,
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.WHERE_TO: where_to,
    Ask.WHY: why,
    Ask.WHO: who,
    Ask.HOW: how,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.DO_IT: do_it,
    Ask.NOT_ALL: not_all,
    Ask.UNDO: undo,
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.EVIDENCE: evidence,
    Ask.COMPLAIN: complain,
    Ask.CONFIRM: confirm,
    Ask.DENY: deny,
}
CELLS: dict[Ask, Cell] = {ask: _with_goods(cell) if ask in _STILL else cell for ask, cell in _CELLS.items()}
CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_COMPENSATION,
    matter=MATTER,
    verbs=Verb.CLAIM_COMPENSATION,
    kinds=frozenset({_KIND}),
    waits=True,
    costs_nothing=True,
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(CLAIM, INJURY),
    questions=(CONFIRM,),
    topic="ask_guarantee",
    rank=relevance.dispatch,
    by_a_word=True,
    of_money=True,
)
