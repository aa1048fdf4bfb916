"""What we said we would do: urges and answers, by when, what came of them."""

from __future__ import annotations

from actions.deeds.registering import named
from actions.matters import dispatch, refund
from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Offer, Say, answer, say
from actions.matters.enquiries import ask_person, enquiry
from actions.matters.merchant import overdue, shop_answered, urged_block, who_was_urged
from actions.matters.parcels import UNDER_WAY, given_up_from, items_lost, money_for, parcel_of, settled_by, standing
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.orders import OrderStatus
from careline.core.remedies import OURS, URGES, RemedyKind, RemedyState
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PROMISE
TAKE_UP = enquiry(Enquiry.TAKE_UP, MATTER, "asks us to take it up")


def status(view: View, question: Question) -> Answer | None:
    """Done or not, and what came of it."""
    if view.says("chases_shop"):
        return _chased(view, question)
    remedy = promised(view)
    if remedy is None:
        return _nothing(view, question)
    if _late(view, remedy):
        return overdue(view, remedy)
    if remedy.kind in URGES:
        return answer(shop_answered(view, remedy))
    return answer(_stands(view, remedy))


def _chased(view: View, question: Question) -> Answer:
    """Whether and when we pushed: the truth, and where we have not and it is late, a push now."""
    urged = _running(view, *URGES) or view.remedy(*URGES)
    if urged and _late(view, urged):
        return overdue(view, urged)
    if urged:
        return answer(shop_answered(view, urged))
    if block := trouble(view):
        return answer(say("utter_not_chased_yet"), urge=block)
    return answer(say("utter_not_chased_not_late"), *_deadline_of(view, question))


def _deadline_of(view: View, question: Question) -> tuple[Say, ...]:
    """By when the shop has to move, where that is not yet past."""
    found = _nothing(view, question)
    return tuple(one for one in found.says if one.response != "utter_promise_none")


def evidence(view: View, question: Question) -> Answer | None:
    """Whether this can be shown later as proof."""
    return kept_in_writing(view, question) if view.says("chat_as_proof") else None


def confirm(view: View, question: Question) -> Answer | None:
    """Yes or no: it was chased, it counts, they will be told, it stays on record."""
    remedy = _running(view)
    if view.says("chat_as_proof"):
        return kept_in_writing(view, question)
    if remedy and _late(view, remedy):
        return overdue(view, remedy)
    if view.says("chases_shop", "pushed_really"):
        return _chased(view, question)
    if view.says("does_not_count") and not view.says("be_told", "told_first"):
        return _counts(remedy, view)
    if view.says("be_told", "told_first", "tracking_told"):
        return will_tell(view, remedy)
    return status(view, question)


def will_tell(view: View, promised_: Remedy | None = None) -> Answer:
    """They hear it from us, here; what we wait for, by when where we have promised that."""
    remedy = promised_ or _running(view)
    if remedy is not None and _late(view, remedy):
        return overdue(view, remedy)
    if remedy is not None and view.says("tracking_told"):
        return answer(say("utter_promise_tells_number", by=view.at(remedy.due_at or view.now)))
    if remedy is not None:
        return answer(say("utter_promise_tells_and_by", by=view.at(remedy.due_at or view.now)))
    return answer(say("utter_promise_tells"))


def _stands(view: View, remedy: Remedy) -> Say:
    what, words = _what(view, remedy), (remedy.answer or "").strip().rstrip("。.!！")
    if remedy.open:
        at, by = view.at(remedy.requested_at), view.at(remedy.due_at or view.now)
        return say("utter_promise_running", what=what, at=at, by=by)
    if remedy.state is RemedyState.DONE:
        return say("utter_promise_done", what=what, at=view.at(remedy.ended_at or view.now))
    if remedy.state is RemedyState.WITHDRAWN:
        return say("utter_promise_withdrawn", what=what)
    if words:
        return say("utter_promise_refused", what=what, words=words)
    return say("utter_promise_refused_unsaid", what=what)


def when(view: View, question: Question) -> Answer | None:
    """By when they hear from us, and where."""
    remedy = _running(view)
    if view.says("chat_as_proof"):
        return kept_in_writing(view, question)
    if remedy is None and question.ask in _BY_WHICH_WAY and view.says("be_told", "told_first", "tracking_told"):
        return will_tell(view, None)
    if view.says("takes_it_up") and not (remedy and _late(view, remedy)):
        return answer(do=ask_person(view, TAKE_UP))
    if remedy is None:
        return _nothing(view, question)
    if _late(view, remedy):
        return overdue(view, remedy)
    return who(view, question) if view.says("who_calls") else answer(_answered_by(view, remedy))


def _answered_by(view: View, remedy: Remedy) -> Say:
    """By when, and from whom: whoever was asked, or a colleague."""
    by = view.at(remedy.due_at or view.now)
    if remedy.kind in OURS or remedy.state is RemedyState.NEEDS_APPROVAL:
        return say("utter_promise_by_colleague", by=by)
    if remedy.kind in URGES:
        return say("utter_promise_asked", whom=who_was_urged(view, remedy), at=view.at(remedy.requested_at), by=by)
    return say("utter_promise_by", by=by)


def how_long_overdue(view: View, question: Question) -> Answer | None:
    """How late our answer is."""
    remedy = _running(view)
    if remedy is None or remedy.due_at is None:
        return status(view, question)
    by = view.at(remedy.due_at)
    if _late(view, remedy):
        over = view.lasting(view.now - remedy.due_at)
        return answer(say("utter_promise_over_by", by=by, over=over), offer=Offer(asked=Asked.HANDOFF_OFFER))
    return answer(say("utter_promise_not_due", by=by))


def who(view: View, question: Question) -> Answer | None:
    """Who has to answer, and who tells it."""
    remedy = _running(view)
    if view.says("who_told") and not (remedy and _late(view, remedy)):
        return answer(say("utter_promise_source"))
    if view.says("does_not_count") and not (remedy and _late(view, remedy)):
        return _counts(remedy, view)
    if view.says("who_decides") and not (remedy and _late(view, remedy)):
        return answer(say("utter_promise_who_decides"))
    if remedy is None:
        return _nothing(view, question)
    by = view.at(remedy.due_at or view.now)
    if _late(view, remedy):
        return overdue(view, remedy)
    if remedy.kind in OURS or remedy.state is RemedyState.NEEDS_APPROVAL:
        return answer(say("utter_promise_by_colleague", by=by))
    return answer(say("utter_promise_by_whom", whom=who_was_urged(view, remedy), by=by))


def why(view: View, question: Question) -> Answer | None:
    """Why nothing has come: not due yet, or we failed."""
    remedy = _running(view)
    if remedy is None or _late(view, remedy):
        return status(view, question)
    if remedy.kind in OURS or remedy.state is RemedyState.NEEDS_APPROVAL:
        return answer(say("utter_promise_not_due", by=view.at(remedy.due_at or view.now)))
    whom, by = who_was_urged(view, remedy), view.at(remedy.due_at or view.now)
    return answer(say("utter_promise_no_answer_yet", whom=whom, by=by))


def what_if(view: View, question: Question) -> Answer | None:
    """If our word is broken: a person takes it on."""
    remedy = _running(view)
    if view.says("not_found_then") and Matter.MISSING in view.spoken_of:
        return None  # 找不回来给啥说法: of the parcel, and not of our word
    if remedy is None:
        return _counts(None, view) if view.says("does_not_count") else _nothing(view, question)
    if _late(view, remedy):
        return overdue(view, remedy)
    if view.says("refuses") and remedy.kind is RemedyKind.RESEND:
        return answer(say("utter_promise_if_resend_refused", amount=view.money(view.back(remedy.items))))
    if view.says("refuses"):
        return answer(say("utter_promise_if_refused"))
    return answer(say("utter_promise_if_not", by=view.at(remedy.due_at or view.now)), *_then_may(view))


def _then_may(view: View) -> tuple[Say, ...]:
    """What the consumer may choose then: all of it back while nothing has left, the money or another for a parcel."""
    if dispatch.standing(view).state is dispatch.State.LATE and not view.order.sent:
        return (say("utter_if_not_sent", amount=view.money(view.back())),)
    parcel = parcel_of(view)
    waits = parcel is not None and standing(view, parcel) in UNDER_WAY and not settled_by(view)
    amount = money_for(view, items_lost(view)) if waits else None
    if parcel is None or amount is None or not amount.amount:
        return ()
    return (say("utter_delivery_lost_from", due=view.at(given_up_from(view, parcel)), amount=view.money(amount)),)


def what_next(view: View, question: Question) -> Answer | None:
    """What follows the answer."""
    remedy = _running(view)
    if remedy is None or _late(view, remedy):
        return status(view, question)
    if remedy.kind not in URGES:
        return answer(say("utter_promise_then", by=view.at(remedy.due_at or view.now)))
    whom, by = who_was_urged(view, remedy), view.at(remedy.due_at or view.now)
    return answer(say("utter_promise_next", whom=whom, by=by))


def which(view: View, question: Question) -> Answer | None:
    """The number of what was registered last."""
    remedy = promised(view)
    if remedy is None:
        return _nothing(view, question)
    return answer(say("utter_promise_number", what=_what(view, remedy), number=view.reference(remedy)))


def do_it(view: View, question: Question) -> Answer | None:
    """Push once more: never twice while an answer is due, and it says so."""
    remedy = _running(view)
    ours = remedy is not None and remedy.kind not in URGES
    if view.says("be_told", "watch_it") and not ours and view.refund and view.refund.live:
        return answer(say("utter_promise_shop_pays"))
    if (
        view.says("be_told")
        and not ours
        and not view.order.sent
        and (told := dispatch.CELLS[Ask.STATUS](view, question))
    ):
        return told  # 发了告诉我一声
    if view.says("shop_named", "go_ask_shop") and view.late(BlockKind.DISPATCH):
        return answer(urge=BlockKind.DISPATCH)
    if remedy is not None and ours and view.says("be_told") and not _late(view, remedy):
        return will_tell(view, remedy)
    if remedy is not None and (view.says("be_told") or view.says("takes_it_up")):
        return when(view, question)
    if remedy is not None and remedy.kind in URGES:
        block = urged_block(remedy)
        return answer(urge=block) if block and not _late(view, remedy) else status(view, question)
    if block := trouble(view):
        return answer(urge=block)
    if view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}:
        return answer(push=True)
    return when(view, question) if remedy else answer(do=ask_person(view, TAKE_UP))


def complain(view: View, question: Question) -> Answer | None:
    """Words broken again and again: the truth, and a person."""
    remedy = promised(view)
    if remedy is None:
        return _nothing(view, question)
    if _late(view, remedy):
        return overdue(view, remedy)
    found = status(view, question)
    person = say("utter_promise_person")
    return answer(*(found.says if found else ()), person, offer=Offer(asked=Asked.HANDOFF_OFFER))


def report(view: View, question: Question) -> Answer | None:
    """Nobody called, nothing came."""
    if view.says("nobody_called"):
        call = view.remedy(RemedyKind.CALLBACK)
        if call is None:
            return answer(say("utter_no_call_booked"), offer=Offer(asked=Asked.HANDOFF_OFFER))
        if not _late(view, call) and call.open:
            return answer(say("utter_call_due", by=view.at(call.due_at or view.now)))
        return overdue(view, call) if call.open else status(view, question)
    return complain(view, question)


def may_i(view: View, question: Question) -> Answer | None:
    """May I rely on it, may I be told: yes, here."""
    remedy = _running(view)
    if remedy and _late(view, remedy):
        return overdue(view, remedy)
    if view.says("does_not_count"):
        return _counts(remedy, view)
    return will_tell(view, remedy) if remedy and view.says("told_first") else when(view, question)


def undo(view: View, _question: Question) -> Answer | None:
    """不用催了: nothing more is sent; what else is under way stays."""
    remedy = _running(view)
    if remedy is None or remedy.kind in URGES:
        return answer(say("utter_no_more_chasing"))
    return answer(then="withdraw") if remedy.kind in OURS else None


def promised(view: View) -> Remedy | None:
    """What was said last that it would be done: under way before what is over."""
    return _running(view) or next((one for one in reversed(view.remedies) if one.kind is not RemedyKind.WITHDRAW), None)


def trouble(view: View) -> BlockKind | None:
    """The first kind of promise of the shop or the courier that is missed."""
    return next((kind for kind in BlockKind if view.late(kind)), None)


def _running(view: View, *kinds: RemedyKind) -> Remedy | None:
    """The latest that is under way with a time to it; of these kinds where some are given."""
    found = (one for one in reversed(view.remedies) if one.kind is not RemedyKind.WITHDRAW)
    found = (one for one in found if not kinds or one.kind in kinds)
    return next((one for one in found if one.open and one.due_at), None)


def _late(view: View, remedy: Remedy) -> bool:
    return remedy.open and remedy.due_at is not None and remedy.due_at <= view.now


def _what(view: View, remedy: Remedy) -> str:
    return named(remedy.kind, view.language)


def kept_in_writing(view: View, _question: Question) -> Answer:
    """Whether what is said here can be shown later: it stays, with the number of what was registered last."""
    remedy = promised(view)
    if remedy is None:
        return answer(say("utter_promise_chat_stays"))
    return answer(say("utter_promise_chat_stays_number", number=view.reference(remedy)))


def _counts(remedy: Remedy | None, view: View) -> Answer:
    """Whether our word counts: it is on record, and a person takes over where it is broken."""
    if remedy is None:
        return answer(say("utter_promise_counts"))
    number, by = view.reference(remedy), view.at(remedy.due_at or view.now)
    return answer(say("utter_promise_counts_number", number=number, by=by))


def _nothing(view: View, question: Question) -> Answer:
    """We have promised nothing: the promise of the shop that runs is meant, else it is said so. Who waits for a person
    means that one."""
    if view.queued and question.ask in {Ask.WHEN, Ask.STATUS, Ask.HOW_LONG_OVERDUE, Ask.WHO}:
        return answer(then="request_human")
    cells = None
    if dispatch.standing(view).state in {dispatch.State.LATE, dispatch.State.RUNNING}:
        cells = dispatch.CELLS
    elif view.refund and view.refund.live:
        cells = refund.CELLS
    cell = cells.get(question.ask) if cells else None
    return (cell(view, question) if cell else None) or answer(say("utter_promise_none"), urge=trouble(view))


_BY_WHICH_WAY = frozenset({Ask.HOW, Ask.WHERE_TO, Ask.MAY_I})


CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.HOW: when,
    Ask.WHERE_TO: when,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.DO_IT: do_it,
    Ask.COMPLAIN: complain,
    Ask.REPORT: report,
    Ask.MAY_I: may_i,
    Ask.UNDO: undo,
    Ask.CONFIRM: confirm,
    Ask.EVIDENCE: evidence,
    Ask.DENY: undo,
}
CONFIRM_CONDITION = OurQuestion(asked=Asked.CONFIRM_CONDITION, wants_words=True)
BY_WHEN = OurQuestion(asked=Asked.CONDITION_BY, wants_words=True)
ABOUT = About(matter=MATTER, cells=CELLS, deeds=(TAKE_UP,), questions=(CONFIRM_CONDITION, BY_WHEN))
