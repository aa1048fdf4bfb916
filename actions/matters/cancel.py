"""Orders called off before they are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.matters.about import GIVEN_BACK, About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.called_off import by_whom, whole_of, why_cancelled
from actions.matters.enquiries import appeal, ask_person, enquiry
from actions.matters.money_back import MoneyBack, Stage, money_back
from actions.matters.refund import outlook, parts, reasons, standing, sums, timing, wishes
from actions.matters.refund.beside import heeding
from actions.matters.refund.wishes import another_part, offer_part, same_as_offered
from actions.matters.told import undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind, still_owed
from careline.core.orders import Actor, Order, OrderStatus
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState, may_cancel, overlaps
from careline.core.wording.enquiries import Enquiry
from understanding.condition_words import Then
from understanding.context import Question
from understanding.deeds import Verb
from understanding.taxonomy import Ask, Matter
from understanding.words import said_by

MATTER = Matter.CANCEL
APPEAL = appeal("appeal_cancel", MATTER)
WHY = enquiry(Enquiry.WHY_CANCELLED, MATTER, "asks by whom and why the order was cancelled")


def _unpaid_refused(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return () if _is_unpaid(view) else (say("utter_cancel_may", amount=view.money(view.back())),)


def _all_of_it(_view: View, _kept: Mapping[str, Any]) -> Wished:
    return Wished()


def _unpaid_told(view: View, remedy: Remedy) -> Sequence[Say]:
    by = view.at(remedy.due_at or view.now)
    return (say("utter_cancel_noted_unpaid", goods=view.goods(), by=by, buttons=undo_buttons(view, remedy)),)


UNPAID = Deed(
    name="cancel_unpaid", kind=RemedyKind.CANCEL, matter=MATTER, refused=_unpaid_refused, wished=_all_of_it,
    told=_unpaid_told,
)  # fmt: skip
"""Cancelled at once where it is plainly asked for: nothing was paid, so nothing is given up."""


def status(view: View, question: Question) -> Answer | None:
    """Cancelled yes or no, by whom, and what becomes of the money."""
    if view.order.status is OrderStatus.CANCELLED:
        if view.says("not_by_me"):
            return why(view, question)
        return answer(_cancelled(view), *_money(view), urge=_late_money(view))
    noted = _noted(view)
    if noted:
        return _noted_status(view, noted)
    last = view.remedy(RemedyKind.CANCEL)
    if last and last.state is RemedyState.REFUSED:
        return _declined(view, last)
    if view.order.cancelled_items():
        return answer(*_part_cancelled(view), *_money(view), urge=_late_money(view))
    if _other_money(view):
        return standing.status(view, question)
    return answer(_goes_on(view))


def confirm(view: View, question: Question) -> Answer | None:
    """Whether it is cancelled, taken back, or goes on; the wish once more is a yes to our question, a doubt is none."""
    if view.offered == Asked.CONFIRM_CANCEL and _noted(view) is None and may_cancel(view.order):
        wished = view.says("calls_it_off") and not view.says("asks_whether", "leaves_it")
        return answer(then="affirm") if wished and _same_part(view) else _possible(view)
    if _was_taken_back(view) and may_cancel(view.order):
        return answer(_taken_back(view))
    return status(view, question)


def deny(view: View, question: Question) -> Answer | None:
    """Don't cancel it: what was asked for is taken back, else it is said that nothing was."""
    if view.offered in {Asked.CONFIRM_CANCEL, Asked.CONFIRM_REFUND}:
        return answer(then="deny")
    if _noted(view) and not (view.items and _noted_for_others(view)):
        return undo(view, question)
    if view.order.status is OrderStatus.CANCELLED or view.order.sent:
        return status(view, question)
    return answer(_left_alone(view))


def which(view: View, question: Question) -> Answer | None:
    """Which part is cancelled; else the number of the money that comes back."""
    if view.order.status is not OrderStatus.CANCELLED and view.order.cancelled_items():
        return status(view, question)
    return standing.which(view, question)


def may_i(view: View, question: Question) -> Answer | None:
    """Whether it still can be, what it costs, what comes back; else what can be done instead."""
    if view.says("the_other_order") and _noted(view):
        return answer(say("utter_cancel_other_stays", goods=view.goods()))
    if view.order.status is OrderStatus.CANCELLED or _noted(view):
        return status(view, question)
    if _other_money(view):
        return standing.status(view, question)
    if may_cancel(view.order) and _was_taken_back(view) and not view.says("calls_it_off"):
        return answer(_taken_back(view))  # 撤得回来吗 来得及不
    if may_cancel(view.order):
        return _stays(view) or _possible(view)
    return _not_possible(view)


def _was_taken_back(view: View) -> bool:
    last = view.remedy(*MONEY_BACK)
    return last is not None and last.state is RemedyState.WITHDRAWN


def _stays(view: View) -> Answer | None:
    """They wait: nothing is offered to somebody who does not want it cancelled."""
    return answer(_goes_on(view)) if view.says("will_wait", "still_stands") else None


def _possible(view: View) -> Answer:
    items = parts.wished(view)
    asks = Offer(asked=Asked.CONFIRM_CANCEL, items=items)
    if view.order.paid_at is None:
        return answer(say("utter_cancel_may_unpaid"), say("utter_cancel_shall_i"), offer=Offer(asked=asks.asked))
    amount = view.money(view.back(items))
    if view.says("costs_me"):
        return answer(say("utter_cancel_no_fee", amount=amount), say("utter_cancel_shall_i"), offer=asks)
    said = (
        say("utter_cancel_may_part", goods=view.goods(items), amount=amount)
        if items
        else say("utter_cancel_may", amount=amount)
    )
    return answer(said, say("utter_cancel_shall_i"), offer=asks)


def _not_possible(view: View) -> Answer:
    """It has left: refuse it or send it back; the money comes back either way."""
    if view.received_at is not None:
        return answer(say("utter_cancel_received", goods=view.goods()))
    return answer(_already_sent(view), then="request_refund")


def _already_sent(view: View) -> Say:
    sent = [parcel.dispatched_at for parcel in view.order.parcels]
    return say("utter_cancel_left_at", at=view.at(min(sent))) if sent else say("utter_cancel_left")


def how_much(view: View, question: Question) -> Answer | None:
    """No fee; what comes back."""
    if view.says("coupon_back") or _by_refund(view):
        return sums.how_much(view, question)
    if view.order.status is OrderStatus.CANCELLED:
        return sums.how_much(view, question) if view.order.refunds else answer(*_money(view), urge=_late_money(view))
    noted = _noted(view)
    if noted:
        return answer(say("utter_cancel_sum_noted", amount=view.money(noted.amount or view.back(noted.items))))
    if may_cancel(view.order):
        return _possible(view)
    return _not_possible(view)


def when(view: View, question: Question) -> Answer | None:
    """Until when it is possible, when it is decided, when the money is there."""
    if view.order.status is OrderStatus.CANCELLED:
        return _when_money(view, question)
    noted, hours = _noted(view), view.lasting(view.rules.promises.cancelled_refund)
    if noted:
        if _late(view, noted):
            return _noted_status(view, noted)
        amount, by = view.money(noted.amount or view.back(noted.items)), view.at(noted.due_at or view.now)
        if view.order.paid_at is None:
            return answer(say("utter_refund_answer_by", by=by))
        return answer(say("utter_cancel_answer_then_money", by=by, hours=hours, amount=amount, to=view.goes_to(None)))
    if _other_money(view):
        return timing.when(view, question)
    if not may_cancel(view.order):
        return _not_possible(view)
    if view.order.paid_at is None:
        return answer(say("utter_cancel_any_time"))
    return answer(say("utter_cancel_until_sent", hours=hours))


def _when_money(view: View, question: Question) -> Answer | None:
    if view.order.paid_at is None:
        return answer(_cancelled(view), *_money(view))
    stands = money_back(view)
    if stands.stage is Stage.OWED:
        return answer(*_money(view), urge=_late_money(view))
    return timing.when(view, question)


def why(view: View, question: Question) -> Answer | None:
    """Why it was cancelled, as told; or why it cannot be."""
    if view.order.status is not OrderStatus.CANCELLED and view.order.cancelled_items() and _noted(view) is None:
        return status(view, question)
    if view.order.status is OrderStatus.CANCELLED:
        told = whole_of(view.order)
        said = why_cancelled(view)
        if told is None or (told.by is not Actor.CONSUMER and not said_by(told.reason)):
            return answer(said, *_money(view), do=ask_person(view, WHY))
        return answer(said, *_money(view), urge=_late_money(view))
    noted = _noted(view)
    if noted:
        return _who_confirms(view, noted)
    if _by_refund(view):
        return reasons.why(view, question)
    last = view.remedy(RemedyKind.CANCEL)
    if last and last.state is RemedyState.REFUSED:
        return _declined(view, last)
    return may_i(view, question)


def who(view: View, question: Question) -> Answer | None:
    """Who cancelled it, or who has to agree."""
    if view.order.status is OrderStatus.CANCELLED:
        return answer(why_cancelled(view))
    noted = _noted(view)
    if noted:
        return _who_confirms(view, noted)
    if view.order.cancelled_items():
        return answer(*_part_cancelled(view))
    if _by_refund(view):
        return reasons.who(view, question)
    return answer(say("utter_cancel_shop_would_confirm")) if may_cancel(view.order) else _not_possible(view)


def what_if(view: View, question: Question) -> Answer | None:
    """The shop says no, sends it all the same, the coupon is gone, it is to be bought again."""
    if view.says("the_other_order") and _noted(view):
        return may_i(view, question)
    if view.says("coupon_back"):
        return sums.how_much(view, question)
    if view.says("to_buy_again"):
        return answer(say("utter_cancel_price_again"))
    if view.says("counts_against_me") and (view.order.paid_at is None or may_cancel(view.order)):
        return answer(say("utter_cancel_no_blame"))
    if view.order.status is OrderStatus.CANCELLED:
        comes = view.says("comes_anyway", "still_sent")
        return answer(say("utter_cancel_comes_anyway")) if comes else outlook.what_if(view, question)
    if _by_refund(view):
        return outlook.what_if(view, question)
    if view.says("will_wait") and _noted(view) is None and may_cancel(view.order):
        return _stays(view)
    if view.says("refuses", "disagrees"):
        return answer(say("utter_refund_if_refused"))
    if view.says("comes_anyway", "still_sent"):
        return answer(say("utter_cancel_comes_anyway"))
    return how_much(view, question) if _noted(view) is None else what_next(view, question)


def what_next(view: View, question: Question) -> Answer | None:
    """What the consumer has to do, and what comes next."""
    if view.order.status is OrderStatus.CANCELLED:
        return answer(*_money(view), urge=_late_money(view))
    if view.says("comes_anyway", "still_sent") and _noted(view):
        return answer(say("utter_cancel_comes_anyway"))
    noted = _noted(view)
    if noted is None and not _by_refund(view) and (stays := _stays(view)):
        return stays
    if noted is None or _late(view, noted) or noted.state in {RemedyState.REQUESTED, RemedyState.FAILED}:
        return status(view, question)
    found = when(view, question)
    return answer(say("utter_refund_nothing_to_do"), *found.says) if found else None


def do_it(view: View, question: Question) -> Answer | None:
    """Do it, with the present question before it; where it is cancelled, the money is pushed."""
    if view.order.status is OrderStatus.CANCELLED:
        owed = money_back(view).stage is Stage.OWED
        said = _money(view) if owed else (_cancelled(view), *_money(view))
        return answer(*said, urge=_late_money(view), push=owed and _late_money(view) is None)
    if _by_refund(view):
        return wishes.do_it(view, question)
    noted = _noted(view)
    if noted and not (view.items and noted.items != view.items):
        return _noted_status(view, noted)
    if noted:
        return not_all(view, question)
    if may_cancel(view.order) and view.offered == Asked.CONFIRM_CANCEL and _same_part(view):
        return answer(then="affirm")
    if _is_unpaid(view) and may_cancel(view.order):
        return answer(do=Do(deed=UNPAID))
    return answer(then="cancel_order")


def not_all(view: View, question: Question) -> Answer | None:
    """Only some of it; where all of it was asked for, that is taken back first."""
    noted = _noted(view)
    if noted is None and same_as_offered(view):
        return answer(then="affirm")
    if noted is None and view.says("one_goes_one_stays") and may_cancel(view.order) and not view.items:
        return answer(then="cancel_order")
    if noted is None and view.says("leaves_it") and may_cancel(view.order) and not view.items:
        return answer(_left_alone(view))
    if noted and noted.items is None and view.says("leaves_it") and not view.items:
        return answer(say("utter_cancel_this_order_only", goods=view.goods()))
    if noted and view.items and noted.items != view.items:
        goods, amount = view.goods(view.items), view.money(view.back(view.items))
        again = Offer(asked=Asked.CONFIRM_CANCEL, items=view.items)
        return answer(say("utter_cancel_change_to_part", goods=goods, amount=amount), then="withdraw", offer=again)
    if noted and noted.items:
        return answer(say("utter_cancel_rest_stays", goods=view.goods(noted.items)))
    if view.order.status is OrderStatus.CANCELLED or noted:
        return status(view, question)
    return wishes.not_all(view, question) if _by_refund(view) else answer(then="cancel_order")


def undo(view: View, question: Question) -> Answer | None:
    """Take it back while it runs; what is cancelled stays so."""
    if view.order.status is OrderStatus.CANCELLED:
        return answer(say("utter_cancel_cannot_undo"))
    if view.says("calls_it_off") and not view.says("keeps_it") and _noted(view) is None:
        return do_it(view, question)  # 不要了，取消吧: the order is what they undo
    if other := another_part(view, money_back(view)):
        return offer_part(view, other)
    if view.offered == Asked.CONFIRM_CANCEL and _noted(view) is None:
        return answer(then="deny")
    if taking_back := view.open_remedy(RemedyKind.WITHDRAW):
        return answer(say("utter_refund_withdrawal_runs", by=view.at(taking_back.due_at or view.now)))
    if view.open_remedy(*MONEY_BACK):
        return answer(then="withdraw")
    if _other_money(view):
        return wishes.undo(view, question)
    return answer(_goes_on(view))


def report(view: View, question: Question) -> Answer | None:
    """Cancelled without their doing; the shop wants them to cancel; it was sent all the same."""
    if view.order.status is OrderStatus.CANCELLED:
        return why(view, question)
    if view.says("wants_it_withdrawn"):
        return answer(say("utter_cancel_not_for_the_shop"))
    if view.order.sent and view.remedy(RemedyKind.CANCEL):
        return answer(say("utter_cancel_comes_anyway"))
    return status(view, question)


def change(view: View, question: Question) -> Answer | None:
    """Another part of it."""
    return not_all(view, question) if view.items else None


def how(view: View, question: Question) -> Answer | None:
    """A word is enough; who only asks how has not said it yet."""
    if _is_unpaid(view) and may_cancel(view.order) and not view.says("calls_it_off"):
        return may_i(view, question)
    return do_it(view, question)


def where_to(view: View, question: Question) -> Answer | None:
    """The account; where nothing was paid, that nothing has to come back."""
    return may_i(view, question) if _is_unpaid(view) else standing.where_to(view, question)


def complain(view: View, question: Question) -> Answer | None:
    """Angry that it was cancelled."""
    return why(view, question) if view.order.status is OrderStatus.CANCELLED else None


# Facts


def _noted(view: View) -> Remedy | None:
    return view.noted({RemedyKind.CANCEL})


def _other_money(view: View) -> bool:
    """Whether the money is asked back by another way already."""
    return money_back(view).stage not in {Stage.NONE, Stage.WITHDRAWN, Stage.REFUSED, Stage.REJECTED}


def _by_refund(view: View) -> bool:
    """Whether it is no longer a matter of cancelling: the money comes back by a refund or a return."""
    whole = view.order.status is OrderStatus.CANCELLED
    return not whole and _noted(view) is None and not view.order.cancelled_items() and _other_money(view)


def _is_unpaid(view: View) -> bool:
    return view.order.status is OrderStatus.PLACED and view.order.paid_at is None


def _same_part(view: View) -> bool:
    """Whether the words name no other part than the one that our question is about."""
    return not view.items or view.items == parts.wished(replace(view, items=None))


def _noted_for_others(view: View) -> bool:
    noted = _noted(view)
    return noted is not None and noted.items is not None and not overlaps(noted.items, view.items)


def _left_alone(view: View) -> Say:
    """Nothing of it is cancelled, by when it is to be sent."""
    goods = view.goods(tuple(sorted(still_owed(view.order).items())) if view.order.cancelled_items() else None)
    due = view.running(BlockKind.DISPATCH)
    if due and due.due > view.now:
        return say("utter_cancel_left_alone_by", goods=goods, due=view.at(due.due))
    return say("utter_cancel_left_alone", goods=goods)


def _taken_back(view: View) -> Say:
    due = view.running(BlockKind.DISPATCH)
    return say("utter_cancel_taken_back_by", due=view.at(due.due)) if due else say("utter_cancel_taken_back")


def _part_cancelled(view: View) -> tuple[Say, ...]:
    """What of it is cancelled, by whom and why as far as we were told."""
    first = say("utter_cancel_only_part", goods=view.goods(tuple(view.order.cancelled_items().items())))
    told = next((one for one in reversed(view.order.cancellations) if one.items), None)
    if told is None:
        return (first,)
    if told.by is Actor.CONSUMER:
        return (first, say("utter_cancel_part_by_you", at=view.at(told.at)))
    by = by_whom(view.order, told, view.language)
    if reason := said_by(told.reason):
        return (first, say("utter_cancel_part_told", at=view.at(told.at), who=by, reason=reason))
    return (first, say("utter_cancel_part_unsaid", at=view.at(told.at), who=by))


def _late(view: View, remedy: Remedy) -> bool:
    return remedy.due_at is not None and remedy.due_at <= view.now


def _noted_status(view: View, noted: Remedy) -> Answer:
    by = view.at(noted.due_at or view.now)
    if noted.state is RemedyState.FAILED:
        return answer(say("utter_refund_could_not_be_done"))
    if _late(view, noted):
        return answer(say("utter_refund_promise_broken", before=by), offer=Offer(asked=Asked.HANDOFF_OFFER))
    if noted.state is RemedyState.NEEDS_APPROVAL:
        amount = view.money(noted.amount or view.back(noted.items))
        return answer(say("utter_cancel_not_yet_colleague", amount=amount, by=by))
    return answer(say("utter_cancel_not_yet", at=view.at(noted.requested_at), by=by))


def _who_confirms(view: View, noted: Remedy) -> Answer:
    if noted.state is not RemedyState.SENT or _late(view, noted):
        return _noted_status(view, noted)
    return answer(say("utter_cancel_shop_confirms", by=view.at(noted.due_at or view.now)))


def _declined(view: View, last: Remedy) -> Answer:
    reason = said_by(last.answer or "")
    said = say("utter_cancel_declined_because", reason=reason) if reason else say("utter_cancel_declined_unsaid")
    of = str(last.remedy_id)
    if not may_cancel(view.order):
        return answer(said, _already_sent(view)) if view.received_at is None else answer(said)
    return answer(said, say("utter_refund_appeal_offer"), offer=offer(APPEAL, of=of))


def _cancelled(view: View) -> Say:
    """That it is, since when and by whom, as far as we were told."""
    at, told = view.at(view.order.cancelled_at or view.now), whole_of(view.order)
    if told is None:
        return say("utter_cancel_is", at=at)
    if told.by is Actor.CONSUMER:
        return say("utter_cancel_is_by_you", at=at)
    return say("utter_cancel_is_by", at=at, who=by_whom(view.order, told, view.language))


def _money(view: View) -> tuple[Say, ...]:
    """What becomes of what was paid."""
    if view.order.paid_at is None:
        return (say("utter_cancel_nothing_paid"),)
    stands: MoneyBack = money_back(view)
    if stands.stage is Stage.OWED:
        amount, due, over = view.money(stands.amount), view.at(stands.due or view.now), stands.late_by(view.now)
        if over is not None:
            return (say("utter_cancelled_money_late", amount=amount, due=due, over=view.lasting(over)),)
        return (say("utter_cancelled_money_due", amount=amount, due=due),)
    if stands.refund is None:
        return (say("utter_refund_nothing_left"),)
    found = standing.status(view, Question.certain(Matter.REFUND, Ask.STATUS))
    return found.says if found else ()


def _late_money(view: View) -> BlockKind | None:
    stands = money_back(view)
    pushed = stands.late_by(view.now) is not None and stands.remedy is None
    return BlockKind.REFUND if pushed and view.order.paid_at else None


def _goes_on(view: View) -> Say:
    """Nothing is cancelled; by when it is to be sent, where that is to come."""
    due = view.running(BlockKind.DISPATCH)
    return say("utter_cancel_goes_on_by", due=view.at(due.due)) if due else say("utter_cancel_goes_on")


_CELLS: dict[Ask, Cell] = {
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
    Ask.UNDO: undo,
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.COMPLAIN: complain,
    Ask.CONFIRM: confirm,
    Ask.DENY: deny,
}
CELLS: dict[Ask, Cell] = {ask: heeding(cell) for ask, cell in _CELLS.items()}


def _another(order: Order, orders: Sequence[Order], question: Question) -> bool:
    """This one cannot be cancelled any more, and another can."""
    too_late = question.ask is not Ask.NOT_ALL and not may_cancel(order)
    return too_late and any(may_cancel(one) for one in orders)


CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_CANCEL,
    matter=MATTER,
    verbs=Verb.CANCEL,
    kinds=MONEY_BACK,
    wish="cancel_order",
    then=Then.CANCEL,
    waits=True,
    covers=frozenset({"cancel_order"}),
    of_items=True,
    in_full=("utter_confirm_cancel", "utter_confirm_cancel_unpaid"),
    in_few_words=lambda said: say("utter_still_cancel", goods=said["goods"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(APPEAL, WHY, UNPAID),
    questions=(CONFIRM,),
    intents=("cancel_order",),
    topic="cancel_order",
    left=Verb.CANCEL,
    rank=relevance.changeable,
    another=_another,
    done_by=GIVEN_BACK,
    by_a_word=True,
    of_money=True,
)
