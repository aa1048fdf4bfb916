"""Money for a late dispatch: how much and why, claimed or not, when and where it is paid."""

from __future__ import annotations

from actions.matters.answer import Answer, Cell, Deed, Offer, answer, say
from actions.matters.view import View
from actions.memory import Asked
from careline.core import phrases
from careline.core.guarantees import Right
from careline.core.orders import Guarantee
from careline.core.remedies import RemedyKind, RemedyState
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.COMPENSATION
_KIND = RemedyKind.COMPENSATION
_OFFER = Offer(asked=Asked.CONFIRM_COMPENSATION)


def how_much(view: View, question: Question) -> Answer | None:
    """The sum and how it is computed; claimable, running, or claimed already."""
    right, claimed = view.right(Guarantee.DISPATCH_ON_TIME), view.open_remedy(_KIND)
    if claimed and claimed.amount:
        return answer(say("utter_compensation_sum_claimed", amount=view.money(claimed.amount), how=_how(view, right)))
    if right is None or right.amount is None:
        return _none(view)
    if view.claimable(Guarantee.DISPATCH_ON_TIME):
        said = say("utter_compensation_sum", amount=view.money(right.amount), how=_how(view, right))
        return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)
    return may_i(view, question)


def may_i(view: View, _question: Question) -> Answer | None:
    """Whether anything is owed: now, only if it gets late, or not at all."""
    right, claimed = view.right(Guarantee.DISPATCH_ON_TIME), view.open_remedy(_KIND)
    if claimed:
        return status(view, _question)
    if right is None or right.amount is None:
        return _none(view)
    if view.claimable(Guarantee.DISPATCH_ON_TIME):
        said = say("utter_compensation_owed", amount=view.money(right.amount), how=_how(view, right))
        return answer(said, say("utter_compensation_claim_offer"), offer=_OFFER)
    if right.deadline and right.deadline > view.now:
        due, amount = view.at(right.deadline), view.money(right.amount)
        return answer(say("utter_compensation_once_late", due=due, amount=amount, how=_how(view, right)))
    return None


def status(view: View, _question: Question) -> Answer | None:
    """How the claim stands: with us, at the shop, paid, declined; without one what could be claimed."""
    remedy = view.remedy(_KIND)
    if remedy is None or remedy.state is RemedyState.WITHDRAWN:
        return may_i(view, _question) if remedy is None else None
    amount = view.money(remedy.amount) if remedy.amount else ""
    if remedy.state is RemedyState.DONE:
        return answer(say("utter_compensation_paid", amount=amount, at=view.at(remedy.ended_at or view.now)))
    if remedy.open and remedy.due_at:
        return answer(say("utter_compensation_under_way", amount=amount, by=view.at(remedy.due_at)))
    return None


def when(view: View, question: Question) -> Answer | None:
    """By when the money is there, and where it goes."""
    remedy = view.open_remedy(_KIND)
    if remedy is None or remedy.due_at is None or remedy.amount is None:
        return status(view, question)
    return answer(
        say(
            "utter_compensation_arrives",
            amount=view.money(remedy.amount), by=view.at(remedy.due_at), to=view.goes_to(None),
        )
    )  # fmt: skip


def where_to(view: View, question: Question) -> Answer | None:
    """The account the order was paid from."""
    remedy = view.open_remedy(_KIND)
    if remedy is None or remedy.due_at is None:
        return answer(say("utter_compensation_goes_to", to=view.goes_to(None)))
    return when(view, question)


def why(view: View, question: Question) -> Answer | None:
    """Why that sum, or why none."""
    right = view.right(Guarantee.DISPATCH_ON_TIME)
    if right is None:
        return _none(view)
    return how_much(view, question) if right.amount else None


def who(_view: View, _question: Question) -> Answer | None:
    """The shop pays it."""
    return answer(say("utter_compensation_by_shop"))


def still_sent(view: View, question: Question) -> Answer | None:
    """Whether the goods still come: the money is on top."""
    if view.order.sent or not view.says("still_sent"):
        return what_if(view, question)
    return answer(say("utter_compensation_on_top", goods=view.goods()))


def what_if(view: View, _question: Question) -> Answer | None:
    """If nothing moves, or the shop says no."""
    if view.says("refuses"):
        return answer(say("utter_compensation_refused_next"))
    if view.order.sent:
        return None
    return answer(say("utter_late_then_cancel", amount=view.money(view.back())))


def do_it(view: View, question: Question) -> Answer | None:
    """Claim it: at once where we have just offered it with its sum, else the sum first."""
    if view.open_remedy(_KIND):
        return status(view, question)
    if view.claimable(Guarantee.DISPATCH_ON_TIME) is None:
        return may_i(view, question)
    return answer(then="affirm") if view.offered == Asked.CONFIRM_COMPENSATION else how_much(view, question)


def _how(view: View, right: Right | None) -> str:
    return phrases.computed_text(right, view.language) if right else ""


def _none(view: View) -> Answer:
    return answer(say("utter_compensation_not_promised", goods=view.goods()))


CELLS: dict[Ask, Cell] = {
    Ask.HOW_MUCH: how_much,
    Ask.MAY_I: may_i,
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.WHERE_TO: where_to,
    Ask.WHY: why,
    Ask.WHO: who,
    Ask.HOW: how_much,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: still_sent,
    Ask.DO_IT: do_it,
}
DEEDS: tuple[Deed, ...] = ()
