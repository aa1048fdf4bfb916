"""Goods that have not been sent yet: by when, how late, why, what is being done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from actions.matters import compensation
from actions.matters.about import TOLD_WHOLE, About, OurQuestion
from actions.matters.answer import Answer, Cell, Say, answer, by_when, say
from actions.matters.merchant import offer_complaint, shop_answered, tell_shop
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.core import phrases
from careline.core.blocks import BlockKind, Rule, still_owed
from careline.core.guarantees import RightState
from careline.core.late_dispatch import dispatch_due
from careline.core.orders import Fulfilment, Guarantee, Order, OrderStatus, Quantities, ScanCode
from careline.core.paid import takes_back
from careline.core.pieces import pays_first
from careline.core.remedies import MONEY_BACK, URGES, RemedyKind
from understanding.condition_words import Then
from understanding.context import Question
from understanding.deeds import Verb
from understanding.taxonomy import Ask, Matter

MATTER = Matter.DISPATCH


class State(Enum):
    """Where the dispatch of an order stands, for what is still to be sent of it."""

    UNPAID = "unpaid"
    CALLED_OFF = "called_off"
    """Cancelled, or its money was asked back before anything left."""
    NO_DATE = "no_date"
    RUNNING = "running"
    LATE = "late"
    SENT = "sent"
    OTHER = "other"
    """Fetched or digital goods, and goods in exchange: the present actions know them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`left`: what is still at the shop, None where that is everything; `due`: by when it has to leave."""

    state: State
    left: Quantities | None
    due: datetime | None


def standing(view: View) -> Standing:
    """How the dispatch of the order stands now."""
    order = view.order
    owed = tuple(sorted(still_owed(order).items()))
    left = owed if order.parcels or (owed and order.cancelled_items()) else None
    every = view.deadlines(BlockKind.DISPATCH)
    deadlines = [one for one in every if one.rule is not Rule.EXCHANGE_UNSENT]
    due = deadlines[0].due if deadlines else None
    if pays_first(order):
        state = State.UNPAID
    elif order.status is OrderStatus.CANCELLED or (not order.sent and _money_asked_back(view)):
        state = State.CALLED_OFF
    elif order.fulfilment is not Fulfilment.SHIP or (every and not deadlines):
        state = State.OTHER
    elif deadlines or (owed and not order.sent):
        state = State.NO_DATE if due is None else State.LATE if due <= view.now else State.RUNNING
    else:
        state = State.SENT if order.sent else State.CALLED_OFF
    return Standing(state=state, left=left, due=due)


def _money_asked_back(view: View) -> bool:
    asked = (one for one in view.remedies if one.open and one.kind in MONEY_BACK and one.items is None)
    return any(asked) or any(takes_back(one) and one.items is None for one in view.order.refunds)


# What is answered


def status(view: View, _question: Question) -> Answer | None:
    """Sent or not; if not, by when it has to be and how late it is."""
    now = standing(view)
    if now.state is State.OTHER:
        return None
    if now.state is State.LATE:
        return answer(*_part_sent(view, now), _not_sent(view, now), urge=BlockKind.DISPATCH)
    if now.state in {State.RUNNING, State.NO_DATE}:
        return answer(*_part_sent(view, now), _not_sent(view, now))
    return _elsewhere(view, now)


def when(view: View, question: Question) -> Answer | None:
    """The date we have, that there is no other; and where they ask when it is there, what that hangs on."""
    found = _leaves_when(view, question)
    if found is None or standing(view).state not in _TO_COME:
        return found
    if view.says("be_told"):
        return _told_then(view, found)
    if view.says("into_their_hands"):
        return replace(found, says=(*found.says, say("utter_way_depends")))
    return found


def _told_then(view: View, found: Answer) -> Answer:
    """By when it leaves where that is asked, and how they learn that it has."""
    told = _is_told(view, standing(view))
    if not view.says("asks_when"):
        return told
    return replace(found, says=(*found.says, *told.says), urge=found.urge or told.urge)


def _leaves_when(view: View, _question: Question) -> Answer | None:
    now = standing(view)
    early = view.says("earlier") and view.says("asks_whether", "not_in_time") and not view.says("into_their_hands")
    if now.state is State.RUNNING and early:
        return _sooner(view, now)
    if now.state is State.LATE and now.due:
        date = _shops_date(view)
        if date:
            return answer(date)
        urged = view.open_remedy(RemedyKind.URGE_MERCHANT)
        if urged and urged.due_at and urged.due_at > view.now:
            over, by = view.lasting(view.now - now.due), view.at(urged.due_at)
            return answer(say("utter_sends_no_day_asked", due=view.at(now.due), over=over, by=by))
        said = say("utter_sends_no_day", due=view.at(now.due), over=view.lasting(view.now - now.due))
        return answer(said, urge=BlockKind.DISPATCH)
    if now.state is State.RUNNING and now.due:
        return answer(_shops_date(view) or _sends_by(view, now.due))
    if now.state is State.NO_DATE:
        return answer(_shops_date(view) or say("utter_sends_no_date_set"))
    return _elsewhere(view, now)


def how_long_overdue(view: View, _question: Question) -> Answer | None:
    """How late it is or was."""
    now = standing(view)
    if now.state is State.LATE and now.due:
        return answer(_late_by(view, now), urge=_not_urged_yet(view))
    if now.state is State.RUNNING and now.due:
        return answer(say("utter_not_late_yet", due=view.at(now.due)))
    if now.state is State.SENT and view.order.parcels and (due := dispatch_due(view.order, view.rules)):
        left_at = max(one.dispatched_at for one in view.order.parcels)
        if left_at > due:
            return answer(say("utter_was_sent_late", due=view.at(due), at=view.at(left_at)), *_sum_for_late(view))
        return answer(say("utter_was_sent_in_time", due=view.at(due), at=view.at(left_at)))
    return status(view, _question)


def why(view: View, question: Question) -> Answer | None:
    """The shop's own reason where it gave one; else that it gave none, and we ask."""
    now = standing(view)
    if view.says("others_got") and (view.kept or {}).get("about") == "compensation":
        return compensation.why(view, question)  # why no money is owed here, as that was just said
    before = (say("utter_others_not_seen"),) if view.says("others_got") else ()
    if now.state is State.LATE and now.due:
        urged = view.remedy(RemedyKind.URGE_MERCHANT)
        if urged and (told := view.shop_said(urged)) and (told.reason or told.expected_by):
            return answer(shop_answered(view, urged))
        return answer(*before, _late_by(view, now), say("utter_why_unknown"), urge=BlockKind.DISPATCH)
    if now.state is State.RUNNING and now.due:
        if view.order.presale:
            return answer(*before, say("utter_why_presale", due=view.at(now.due)))
        return answer(*before, say("utter_why_not_due", due=view.at(now.due)))
    return status(view, question)


def who(view: View, question: Question) -> Answer | None:
    """The shop sends, we chase."""
    now = standing(view)
    if now.state is State.OTHER:
        return None
    if now.state in {State.LATE, State.RUNNING, State.NO_DATE}:
        return answer(say("utter_shop_sends", shop=view.shop), urge=_urge_if_late(view, now))
    return answer(say("utter_shop_sent_it", shop=view.shop)) if now.state is State.SENT else status(view, question)


def may_i(view: View, question: Question) -> Answer | None:
    """Sooner, later, together: the shop is asked; what cannot be promised is said so."""
    now = standing(view)
    if now.state not in _TO_COME:
        return _sent_already(view, now) if view.says("not_wanted_then") else status(view, question)
    if view.says("be_told"):
        return _is_told(view, now)
    if view.says("by_itself") and view.says("not_wanted_then", "gives_back"):
        return answer(
            say("utter_condition_by_word", amount=view.money(view.back(now.left))), offer=by_when(Then.REFUND)
        )
    if view.says("not_wanted_then"):
        return answer(then="request_refund")
    if view.says("later"):
        return answer(do=tell_shop("later"))
    if view.says("together"):
        return answer(do=tell_shop("together"))
    return _sooner(view, now)


def _counts_as_sent(view: View, now: Standing) -> Answer:
    """When the shop has sent it: once the courier has it, and by when that has to be."""
    due = view.at(now.due) if now.due else view.either("约定时间", "the time promised")
    return answer(say("utter_counts_as_sent", due=due))


def confirm(view: View, question: Question) -> Answer | None:
    """Whether it still comes, or has left: a yes or no."""
    now = standing(view)
    if view.says("counts_as_sent") and now.state in _TO_COME:
        return _counts_as_sent(view, now)
    return _still_comes(view, now) if now.state in _TO_COME else status(view, question)


def do_it(view: View, question: Question) -> Answer | None:
    """Push whoever has to move."""
    now = standing(view)
    if now.state is State.LATE:
        return answer(urge=BlockKind.DISPATCH)
    if now.state in {State.RUNNING, State.NO_DATE}:
        return _sooner(view, now)
    if now.state is State.SENT and view.late(BlockKind.LOGISTICS):
        return answer(urge=BlockKind.LOGISTICS)
    found = status(view, question)
    if now.state is State.SENT and found and view.received_at is None:
        return replace(found, says=(say("utter_no_need_to_chase"), *found.says))
    return found


def undo(view: View, _question: Question) -> Answer | None:
    """不用催了: nothing more is sent to the shop. 先别退: it goes on as it is."""
    now = standing(view)
    if view.says("gives_back") and not view.says("chases_shop") and now.state in _TO_COME:
        return _still_comes(view, now)
    if view.remedy(*URGES) is None:
        return answer(say("utter_not_chasing"))
    return answer(say("utter_no_more_chasing"))


def what_if(view: View, question: Question) -> Answer | None:
    """If it is not sent by then: late money, and all of it back at any time."""
    now = standing(view)
    if now.state not in _TO_COME:
        return _sent_already(view, now) if view.says("not_wanted_then") else status(view, question)
    amount, goods = view.money(view.back(now.left)), view.goods(now.left)
    if view.says("out_of_stock"):
        return answer(say("utter_if_out_of_stock", amount=amount), *_sum_for_late(view))
    if view.says("stuck_with_it"):
        return answer(say("utter_sent_at_the_last_moment", amount=amount))
    if view.says("not_wanted_then"):
        said = say("utter_conditional_refund", goods=goods, amount=amount)
        return answer(said, *_sum_for_late(view), offer=by_when(Then.REFUND))
    return answer(say("utter_if_not_sent", amount=amount), *_sum_for_late(view), urge=_urge_if_late(view, now))


def what_next(view: View, question: Question) -> Answer | None:
    """What happens now, and what may be chosen."""
    now = standing(view)
    if now.state in {State.LATE, State.RUNNING, State.NO_DATE} and view.says("out_of_stock"):
        return answer(say("utter_wait_or_refund", amount=view.money(view.back(now.left))))
    if now.state is State.LATE:
        urged, amount = view.open_remedy(RemedyKind.URGE_MERCHANT), view.money(view.back(now.left))
        if urged and urged.due_at and urged.due_at > view.now:
            return answer(say("utter_next_after_urge", by=view.at(urged.due_at), amount=amount))
        return answer(say("utter_next_or_refund", amount=amount), urge=BlockKind.DISPATCH)
    if now.state is State.RUNNING and now.due:
        return answer(say("utter_next_sent", due=view.at(now.due)))
    if now.state is State.NO_DATE:
        return answer(say("utter_sends_no_date_set"))
    return status(view, question)


def how(view: View, question: Question) -> Answer | None:
    """Nothing has to be done; the packing cannot be seen."""
    now = standing(view)
    if now.state not in {State.LATE, State.RUNNING, State.NO_DATE}:
        return status(view, question)
    if view.says("sees_packing"):
        return answer(say("utter_packing_unseen"))
    if view.says("be_told"):
        return _is_told(view, now)
    return answer(say("utter_nothing_to_do"), urge=_urge_if_late(view, now))


def not_all(view: View, question: Question) -> Answer | None:
    """Which part has left; or some of it first, please."""
    now = standing(view)
    if now.state in {State.LATE, State.RUNNING, State.NO_DATE} and view.says("some_first"):
        return answer(*_part_sent(view, now), do=tell_shop("part"))
    return status(view, question)


def report(view: View, question: Question) -> Answer | None:
    """The shop says that it has none; or it says sent and nothing moves."""
    now = standing(view)
    if now.state in {State.LATE, State.RUNNING, State.NO_DATE} and view.says("out_of_stock"):
        return answer(say("utter_shop_has_none", amount=view.money(view.back(now.left))), then="request_refund")
    silent = [one for one in view.order.parcels if all(scan.code is ScanCode.INFO_RECEIVED for scan in one.scans)]
    if now.state is State.SENT and silent and not any(one.arrived for one in silent):
        said = say("utter_sent_unscanned", at=view.at(silent[0].dispatched_at), parcel=view.parcel(silent[0]))
        return answer(said, urge=BlockKind.LOGISTICS)
    if now.state is State.SENT:
        return None
    return status(view, question)


def complain(view: View, question: Question) -> Answer | None:
    """They are right where it is late: said with its figure, pushed, and a complaint offered."""
    now = standing(view)
    if now.state is not State.LATE or now.due is None:
        return status(view, question)
    said = say("utter_late_admitted", over=view.lasting(view.now - now.due))
    if urge := _not_urged_yet(view):
        return answer(said, urge=urge)
    asked, open_ = offer_complaint(view, about="dispatch")
    return answer(said, *_sum_for_late(view), asked, offer=open_)


def evidence(view: View, question: Question) -> Answer | None:
    """No proof is needed: the promised time is on record."""
    due = dispatch_due(view.order, view.rules)
    if due is None:
        return status(view, question)
    usual = view.order.paid_at is not None and due == view.order.paid_at + view.rules.promises.dispatch
    if view.says("rule_asked") and usual:
        none = view.right(Guarantee.DISPATCH_ON_TIME) is None
        told = say("utter_dispatch_usual_rule", within=view.lasting(view.rules.promises.dispatch), due=view.at(due))
        return answer(told, *((say("utter_dispatch_not_guaranteed"),) if none else ()))
    return answer(say("utter_promise_on_record", due=view.at(due)))


# What is asked beside, whatever else the sentence asks


def _with_asides(ask: Ask, cell: Cell) -> Cell:
    """The cell, unless the words ask whether the goods still come or what is owed for the lateness."""

    def answered(view: View, question: Question) -> Answer | None:
        now = standing(view)
        if ask in _TOLD and now.state in _TO_COME and view.says("be_told") and not view.says("chases_shop"):
            return _is_told(view, now)
        if ask in _STILL and now.state in _TO_COME and view.says("still_sent") and not view.says("out_of_stock"):
            return _still_comes(view, now)
        if ask in _OWED and view.says("owed_for_late"):
            owed = compensation.may_i(view, question)
            if owed and now.state is State.LATE:
                return replace(owed, says=(_late_by(view, now), *owed.says))
            return owed or cell(view, question)
        return cell(view, question)

    return answered


_TO_COME = frozenset({State.LATE, State.RUNNING, State.NO_DATE})
_STILL = frozenset({Ask.STATUS, Ask.WHY, Ask.MAY_I, Ask.DO_IT, Ask.WHAT_NEXT, Ask.HOW, Ask.REPORT})
_TOLD = frozenset({Ask.STATUS, Ask.CONFIRM, Ask.WHICH, Ask.WHAT_NEXT})
_OWED = frozenset(
    {Ask.STATUS, Ask.HOW_LONG_OVERDUE, Ask.WHY, Ask.MAY_I, Ask.WHAT_NEXT, Ask.HOW, Ask.REPORT, Ask.EVIDENCE}
)


def _still_comes(view: View, now: Standing) -> Answer:
    """The order stands and still gets sent; what they may do if they would rather not wait."""
    drop = (say("utter_if_not_sent", amount=view.money(view.back(now.left))),) if view.says("not_wanted_then") else ()
    goods = view.goods(now.left)
    if now.due is None:
        return answer(say("utter_still_comes_no_date", goods=goods), *drop)
    due = view.at(now.due)
    if now.state is State.RUNNING:
        return answer(say("utter_still_comes", goods=goods, due=due), *drop)
    over = view.lasting(view.now - now.due)
    return answer(say("utter_still_comes_late", goods=goods, due=due, over=over), *drop, urge=_not_urged_yet(view))


def _is_told(view: View, now: Standing) -> Answer:
    """How they learn that it has left; where the shop owes us an answer, by when they hear that."""
    urged = view.open_remedy(RemedyKind.URGE_MERCHANT)
    if urged and urged.due_at and urged.due_at > view.now:
        return answer(say("utter_told_once_sent_and_answer", by=view.at(urged.due_at)))
    return answer(say("utter_told_once_sent"), urge=_urge_if_late(view, now))


def _sent_already(view: View, now: Standing) -> Answer | None:
    """Not wanted if it is not sent: it has left, and may still be refused on the way."""
    found = _elsewhere(view, now)
    parcels = [one for one in view.order.parcels if not view.order.replaced(one)]
    if now.state is not State.SENT or found is None or any(phrases.handed_over(one) for one in parcels):
        return found
    return answer(*found.says, say("utter_sent_may_drop", amount=view.money(view.back())))


# Parts of answers


def _late_by(view: View, now: Standing) -> Say:
    """How late it is, with what of it where the rest has left."""
    assert now.due
    over, due = view.lasting(view.now - now.due), view.at(now.due)
    if now.left:
        return say("utter_part_late_by", left=view.goods(now.left), over=over, due=due)
    return say("utter_late_by", goods=view.goods(), over=over, due=due)


def _not_sent(view: View, now: Standing) -> Say:
    goods = view.goods(now.left)
    if now.due is None:
        return say("utter_not_sent_no_date", goods=goods)
    due = view.at(now.due)
    if now.state is State.LATE:
        return say("utter_not_sent_late", goods=goods, due=due, over=view.lasting(view.now - now.due))
    if view.order.presale:
        return say("utter_not_sent_presale", goods=goods, due=due)
    return say("utter_not_sent_running", goods=goods, due=due)


def _part_sent(view: View, now: Standing) -> tuple[Say, ...]:
    """What has left, where something else has not."""
    if not view.order.parcels:
        return ()
    left = dict(now.left or ())
    gone = ((one.sku, one.quantity - left.get(one.sku, 0)) for one in view.order.items)
    sent = tuple((sku, quantity) for sku, quantity in gone if quantity > 0)
    return (say("utter_part_sent", sent=view.goods(sent)),) if sent else ()


def _elsewhere(view: View, now: Standing) -> Answer | None:
    """Nothing is to be sent any more, or not yet."""
    if now.state is State.UNPAID:
        return answer(say("utter_dispatch_unpaid", goods=view.goods()))
    if now.state is State.CALLED_OFF:
        cancelled = view.order.status is OrderStatus.CANCELLED
        if not cancelled and view.open_remedy(RemedyKind.CANCEL):
            return answer(say("utter_not_sent_cancelling"))
        return answer(say("utter_not_sent_cancelled") if cancelled else say("utter_not_sent_refunding"))
    return answer(_sent(view), *_last_scan(view)) if now.state is State.SENT else None


def _last_scan(view: View) -> tuple[Say, ...]:
    """Where what has left is now: whoever asks when it leaves wants to have it."""
    parcels = [one for one in view.order.parcels if not view.order.replaced(one)]
    last = max(parcels, key=lambda one: one.dispatched_at, default=None)
    if last is None or last.last_scan is None or phrases.handed_over(last):
        return ()
    line = phrases.scan_line(last.last_scan, view.now, view.customer.time_zone, view.language, spoken=view.spoken)
    return (say("utter_sent_last_scan", line=line),)


def _sent(view: View) -> Say:
    parcels = [one for one in view.order.parcels if not view.order.replaced(one)]
    if not parcels:
        return say("utter_sent_no_number")
    last = max(parcels, key=lambda one: one.dispatched_at)
    if handed := phrases.handed_over(last):
        return say("utter_sent_and_there", parcel=view.parcel(last), at=view.at(handed[0]))
    return say("utter_sent_at", parcel=view.parcel(last), at=view.at(last.dispatched_at))


def _sooner(view: View, now: Standing) -> Answer:
    """Late: it is overdue anyway. Else the shop is asked, and the latest time stays what it was."""
    first = (say("utter_no_extra_pay"),) if view.says("more_money") else ()
    if now.state is State.LATE:
        return answer(*first, say("utter_no_date_to_promise", goods=view.goods()), urge=BlockKind.DISPATCH)
    if now.due:
        return answer(*first, say("utter_sends_at_latest", due=view.at(now.due)), do=tell_shop("sooner"))
    return answer(*first, do=tell_shop("sooner"))


def _shops_date(view: View) -> Say | None:
    """The date that the shop named in answer to us, while it lies ahead."""
    urged = view.remedy(RemedyKind.URGE_MERCHANT)
    told = view.shop_said(urged) if urged else None
    if told and told.expected_by and told.expected_by > view.now:
        return say("utter_shop_named_date", by=view.at(told.expected_by))
    return None


def _sends_by(view: View, due: datetime) -> Say:
    """The latest time, and what is owed once it is over."""
    right = view.right(Guarantee.DISPATCH_ON_TIME)
    if right and right.amount and right.state is RightState.ACTIVE and right.deadline == due:
        return say("utter_sends_by_or_sum", due=view.at(due), amount=view.money(right.amount))
    return say("utter_sends_by", due=view.at(due))


def _sum_for_late(view: View) -> tuple[Say, ...]:
    """What is owed for the lateness, now or once it is late."""
    right = view.right(Guarantee.DISPATCH_ON_TIME)
    if right is None or right.amount is None or view.open_remedy(RemedyKind.COMPENSATION):
        return ()
    amount = view.money(right.amount)
    if right.state is RightState.CLAIMABLE:
        return (say("utter_late_sum_too", amount=amount),)
    if right.state is RightState.ACTIVE and right.deadline and right.deadline > view.now:
        return (say("utter_late_sum_then", amount=amount, due=view.at(right.deadline)),)
    return ()


def _not_urged_yet(view: View) -> BlockKind | None:
    return None if view.open_remedy(RemedyKind.URGE_MERCHANT) else BlockKind.DISPATCH


def _urge_if_late(view: View, now: Standing) -> BlockKind | None:
    return _not_urged_yet(view) if now.state is State.LATE else None


_CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.WHY: why,
    Ask.WHO: who,
    Ask.MAY_I: may_i,
    Ask.DO_IT: do_it,
    Ask.CHANGE: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.HOW: how,
    Ask.NOT_ALL: not_all,
    Ask.REPORT: report,
    Ask.COMPLAIN: complain,
    Ask.EVIDENCE: evidence,
    Ask.CONFIRM: confirm,
    Ask.WHICH: status,
    Ask.UNDO: undo,
    Ask.DENY: undo,
}
CELLS: dict[Ask, Cell] = {ask: _with_asides(ask, cell) for ask, cell in _CELLS.items()}


def _another(order: Order, orders: Sequence[Order], _question: Question) -> bool:
    """Of this one all has left, and another waits to be sent."""
    waits = order.status is OrderStatus.PAID or bool(order.not_dispatched())
    return not waits and any(one.status is OrderStatus.PAID for one in orders)


CONFIRM_URGE = OurQuestion(
    asked=Asked.CONFIRM_URGE,
    verbs=Verb.URGE,
    echoed_by=frozenset({"ask_dispatch", "report_logistics_stalled"}),
    then=Then.URGE,
    costs_nothing=True,
)
"""Whoever has to move, of an order in whatever matter."""
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    questions=(CONFIRM_URGE,),
    intents=("ask_dispatch", "ask_dispatch_time"),
    topic="ask_dispatch",
    opens=TOLD_WHOLE,
    told_by={Ask.WHEN: "ask_dispatch_time"},
    rank=relevance.dispatch,
    another=_another,
    of_a_day=True,
)
