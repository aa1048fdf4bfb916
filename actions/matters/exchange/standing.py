"""Whose turn it is, since when, and when the new one leaves or comes."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, answer, say
from actions.matters.exchange.stages import (
    KIND,
    NOTHING_YET,
    Stage,
    fault_right,
    may_not,
    no_reason,
    sent_within,
    shop_address,
    stage_of,
)
from actions.matters.goods import PERSON, exchange_at_shop, newest_parcel, parcel_says, refused_by, under_way
from actions.matters.merchant import tell_shop
from actions.matters.view import View
from careline.core.blocks import BlockKind, Deadline, Rule
from careline.core.orders import ParcelKind, RefundStatus
from careline.core.remedies import RemedyState
from understanding.context import Question


def status(view: View, _question: Question) -> Answer | None:
    """Whose turn it is, since when, and by when."""
    stage, remedy = stage_of(view), view.open_remedy(KIND)
    if view.says("got_it_yet") and (there := _yours_there(view, stage)):
        return there
    if stage is Stage.BACK:
        return new_unsent(view)
    if stage is Stage.NOTED and remedy and view.says("exchange_stays"):
        return answer(
            say("utter_exchange_stays", goods=view.goods(remedy.items), by=view.at(remedy.due_at or view.now))
        )
    if stage is Stage.NOTED and remedy:
        return under_way(view, remedy)
    if stage in NOTHING_YET:
        return why_refused(view) or _none_noted(view, stage)
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
        new = new_unsent(view)
        return replace(new, says=(say("utter_return_swap_there", at=view.at(told.goods_received_at)), *new.says))
    return answer(say("utter_return_swap_not_there", at=view.at(told.goods_sent_at)))


def _none_noted(view: View, stage: Stage) -> Answer:
    """Nobody has asked for one, as far as we know; until when one can be."""
    right = no_reason(view) or fault_right(view)
    if stage in {Stage.OPEN, Stage.ONLY_FAULT} and right and right.deadline:
        return answer(say("utter_exchange_none_noted_until", until=view.at(right.deadline)))
    more = may_not(view, stage) if stage is not Stage.UNSENT else None
    return answer(say("utter_exchange_none_noted"), *(more.says if more else ()), offer=more.offer if more else None)


def _before_it_is_back(view: View, stage: Stage) -> Answer | None:
    """The shop has not agreed, or waits for the old one."""
    told = exchange_at_shop(view)
    if told is None:
        return None
    if stage is Stage.YOURS_UNDER_WAY and told.goods_sent_at:
        at, goods = view.at(told.goods_sent_at), view.goods(told.items)
        return answer(say("utter_exchange_yours_under_way", goods=goods, at=at, within=sent_within(view)))
    if stage is Stage.SEND_YOURS:
        at = view.at(told.approved_at or told.requested_at)
        return answer(say("utter_exchange_send_yours", at=at), *shop_address(view))
    return answer(say("utter_exchange_undecided", at=view.at(told.requested_at)), urge=BlockKind.DISPATCH)


def new_unsent(view: View) -> Answer:
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


def _unsent(view: View) -> Deadline | None:
    """By when the new one has to leave, once the old one is back."""
    return next((one for one in view.deadlines(BlockKind.DISPATCH) if one.rule is Rule.EXCHANGE_UNSENT), None)


def when_sent(view: View) -> Answer:
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


def why_refused(view: View) -> Answer | None:
    """The shop's no, with its reason where it gave one; None: it gave no such answer."""
    told, remedy = exchange_at_shop(view), view.remedy(KIND)
    if told and told.status is RefundStatus.REJECTED:
        reason = told.decision.strip().rstrip("。.!！")
        if reason:
            return answer(say("utter_exchange_declined", reason=reason), offer=PERSON)
        return answer(say("utter_exchange_declined_unsaid"), offer=PERSON)
    return refused_by(view, remedy) if remedy and remedy.state is RemedyState.REFUSED else None


def when(view: View, question: Question) -> Answer | None:
    """When the new one leaves or comes; until when one can be asked for."""
    stage = stage_of(view)
    if stage is Stage.BACK:
        return when_sent(view)
    right = no_reason(view) or fault_right(view)
    if view.says("last_day") and right and right.deadline and stage in NOTHING_YET:
        return answer(say("utter_exchange_until", until=view.at(right.deadline)))
    if stage is Stage.NOTED and (remedy := view.open_remedy(KIND)):
        found = under_way(view, remedy)
        unsure = (say("utter_exchange_day_unsure"),) if view.says("by_a_day") else ()
        return answer(*unsure, *found.says, say("utter_exchange_then", within=sent_within(view)), offer=found.offer)
    if stage in {Stage.OPEN, Stage.ONLY_FAULT, Stage.UNSENT}:
        hours = view.lasting(view.rules.remedies.answer_within)
        if stage is Stage.UNSENT:
            return answer(say("utter_exchange_how_long_unsent", hours=hours))
        return answer(say("utter_exchange_how_long", hours=hours, within=sent_within(view)))
    if stage is Stage.SEND_YOURS:
        return answer(say("utter_exchange_after_yours", within=sent_within(view)))
    told = status(view, question)
    if stage is Stage.SENT and view.says("by_a_day") and told:
        return answer(*told.says, say("utter_exchange_day_unsure"), urge=told.urge)
    return told
