"""What is told of a refund at each stage that it can be in, and the push of one that is late."""

from __future__ import annotations

from collections.abc import Callable

from actions.matters.answer import Answer, Offer, Say, answer, offer, say
from actions.matters.enquiries import ask_person
from actions.matters.money_back import MoneyBack, Stage
from actions.matters.refund.deeds import APPEAL, TRACE, appealed, decide_again, id_of, takes_appeal
from actions.matters.refund.parts import goes_to, paid_within, reason_of, reason_told, returned_within, wished
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.orders import Actor
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState
from understanding.taxonomy import Matter


def noted_status(view: View, stands: MoneyBack) -> Answer:
    """What was asked for through us, by whoever has it now."""
    amount, by = view.money(stands.amount), view.at(stands.due or stands.since)
    if stands.stage is Stage.NOTED_FAILED:
        return answer(say("utter_refund_could_not_be_done"))
    if stands.late_by(view.now) is not None:
        person = Offer(asked=Asked.HANDOFF_OFFER)
        return answer(say("utter_refund_promise_broken", before=by), offer=person)
    if stands.stage is Stage.NOTED_PHOTO:
        return answer(say("utter_refund_needs_photo_yet", by=by, amount=view.money(stands.amount)))
    if stands.stage is Stage.NOTED_APPROVAL:
        return answer(say("utter_refund_not_yet_colleague", amount=amount, by=by))
    return answer(say("utter_refund_not_yet_shop", amount=amount, at=view.at(stands.since), by=by))


def declined(view: View, stands: MoneyBack) -> Answer:
    """No, with the reason as it was given, and a person here who decides again."""
    reason, amount = reason_of(stands), view.money(stands.amount)
    by_us = bool(stands.refund and stands.refund.decided_by is Actor.PLATFORM) or (
        stands.remedy is not None and stands.remedy.answer_code == "agent"
    )
    if reason and by_us:
        said = say("utter_refund_declined_by_us_because", reason=reason, amount=amount)
    elif reason:
        said = say("utter_refund_declined_because", reason=reason, amount=amount)
    else:
        said = say("utter_refund_declined_unsaid", goods=view.goods(), amount=amount)
    running = appealed(view, stands)
    if running:
        return answer(said, do=decide_again(view, stands))
    if takes_appeal(view):
        return answer(do=decide_again(view, stands))
    return answer(said, say("utter_refund_appeal_offer"), offer=offer(APPEAL, of=id_of(stands)))


def owed(view: View, stands: MoneyBack) -> Answer:
    """Cancelled, and the money has not come back; nobody has to ask for it."""
    amount, due, over = view.money(stands.amount), view.at(stands.due or view.now), stands.late_by(view.now)
    if over is not None:
        said = say("utter_refund_owed_late", amount=amount, due=due, over=view.lasting(over))
        return answer(said, urge=BlockKind.REFUND)
    return answer(say("utter_refund_owed", amount=amount, due=due))


def late_at_shop(view: View, stands: MoneyBack) -> Answer:
    """What was due, since when, and a push."""
    over = view.lasting(stands.late_by(view.now) or view.now - view.now)
    due, amount, at = view.at(stands.due or view.now), view.money(stands.amount), view.at(stands.since)
    if view.says("be_faster") and (pushed := pushed_already(view, stands)):
        return answer(pushed, say("utter_refund_why_late", due=due, over=over))
    if stands.stage in {Stage.UNDECIDED, Stage.RETURN_UNDECIDED}:
        said = say("utter_refund_undecided_overdue", amount=amount, due=due, over=over)
    elif stands.stage is Stage.UNDISPATCHED:
        said = say("utter_refund_unsent_overdue", amount=amount, due=due, over=over)
    elif stands.stage is Stage.RETURN_SENT:
        said = say("utter_refund_return_overdue", at=at, due=due, over=over)
    elif stands.stage is Stage.RETURN_BACK:
        said = say("utter_refund_back_overdue", at=at, amount=amount, due=due, over=over)
    else:
        said = say("utter_refund_agreed_overdue", amount=amount, due=due, over=over)
    return answer(said, urge=BlockKind.REFUND)


def shop_urged(view: View) -> Remedy | None:
    """The push for this money that the shop has to answer yet; None: none, or it has let us wait."""
    urged = view.open_remedy(RemedyKind.URGE_MERCHANT)
    about = urged.details.get("block") if urged else None
    waits = urged and urged.due_at and urged.due_at > view.now and about in {None, BlockKind.REFUND.value}
    return urged if waits else None


def pushed_already(view: View, stands: MoneyBack) -> Say | None:
    """That the shop was chased for this money and has to answer yet."""
    urged = shop_urged(view)
    if urged is None:
        return None
    amount, at, by = view.money(stands.amount), view.at(urged.requested_at), view.at(urged.due_at or view.now)
    return say("utter_refund_pushed_already", amount=amount, at=at, by=by)


def push_wished(view: View, stands: MoneyBack) -> Answer:
    """Chase them: done, or done before, with the sum and how late it is."""
    if pushed := pushed_already(view, stands):
        return answer(pushed)
    if stands.stage is Stage.RETURN_AGREED:
        return _return_agreed(view, stands)
    late, amount = stands.late_by(view.now), view.money(stands.amount)
    if late is not None:
        return answer(say("utter_refund_push_late", amount=amount, over=view.lasting(late)), urge=BlockKind.REFUND)
    if stands.due is None:
        return answer(urge=BlockKind.REFUND)
    return answer(say("utter_refund_faster", due=view.at(stands.due)), push=True)


def _undispatched(view: View, stands: MoneyBack) -> Answer:
    due, amount = view.at(stands.due or view.now), view.money(stands.amount)
    return answer(say("utter_refund_unsent_due", amount=amount, due=due, to=goes_to(view, stands)))


def _undecided(view: View, stands: MoneyBack) -> Answer:
    return answer(
        say(
            "utter_refund_undecided_due", amount=view.money(stands.amount), due=view.at(stands.due or view.now),
            hours=paid_within(view), to=goes_to(view, stands),
        )
        if stands.stage is Stage.UNDECIDED
        else say("utter_refund_return_undecided", amount=view.money(stands.amount), due=view.at(stands.due or view.now))
    )  # fmt: skip


def _approved(view: View, stands: MoneyBack) -> Answer:
    at, due = view.at(stands.since), view.at(stands.due or view.now)
    return answer(
        say("utter_refund_agreed_due", at=at, amount=view.money(stands.amount), due=due, to=goes_to(view, stands))
    )


def _return_agreed(view: View, stands: MoneyBack) -> Answer:
    days, amount = returned_within(view), view.money(stands.amount)
    return answer(say("utter_refund_return_agreed", days=days, amount=amount))


def _return_sent(view: View, stands: MoneyBack) -> Answer:
    at, days, amount = view.at(stands.since), returned_within(view), view.money(stands.amount)
    return answer(say("utter_refund_return_on_way", at=at, days=days, amount=amount))


def _return_back(view: View, stands: MoneyBack) -> Answer:
    at, due = view.at(stands.since), view.at(stands.due or view.now)
    return answer(
        say("utter_refund_return_arrived", at=at, amount=view.money(stands.amount), due=due, to=goes_to(view, stands))
    )


def paid_out(view: View, stands: MoneyBack) -> Answer:
    """How much was paid back, when and to where."""
    return answer(
        say(
            "utter_refund_was_paid",
            amount=view.money(stands.amount),
            at=view.at(stands.since),
            to=goes_to(view, stands),
        )
    )


def not_seen(view: View, stands: MoneyBack) -> Answer:
    """Where to look, and what we do if it is not there: a person asks the shop's payment team."""
    at, to, amount = view.at(stands.since), goes_to(view, stands), view.money(stands.amount)
    if view.enquiry(TRACE.name):
        return answer(do=ask_person(view, TRACE))
    if view.says("bank_statement", "bank_number") and view.says("not_in_account"):
        return answer(
            say("utter_refund_paid_not_on_statement", amount=amount, at=at, to=to), do=ask_person(view, TRACE)
        )
    look = say("utter_refund_look_at_statement", amount=amount, at=at, to=to)
    return answer(look, say("utter_refund_trace_offer"), offer=offer(TRACE, text=view.said.as_written))


def _failed(view: View, stands: MoneyBack) -> Answer:
    amount, due, over = view.money(stands.amount), view.at(stands.due or view.now), stands.late_by(view.now)
    reason = reason_told(stands)
    if stands.due is None:
        return answer(say("utter_refund_came_back_again", amount=amount), *reason)
    if over is not None:
        said = say("utter_refund_came_back_late", amount=amount, due=due, over=view.lasting(over))
        return answer(said, *reason, urge=BlockKind.REFUND)
    return answer(say("utter_refund_came_back", amount=amount, due=due), *reason)


def _carried_out(view: View, stands: MoneyBack) -> Answer:
    return answer(say("utter_refund_carried_out", amount=view.money(stands.amount), at=view.at(stands.since)))


def _none_yet(view: View, stands: MoneyBack) -> Answer:
    last = view.remedy(*MONEY_BACK)
    if last and last.state is RemedyState.WITHDRAWN and view.order.paid_at:
        return _withdrawn(view, stands)
    if view.order.paid_at is None:
        return answer(say("utter_refund_nothing_paid"))
    if not stands.amount.amount:
        return answer(say("utter_refund_nothing_left"))
    late = view.late(BlockKind.LOGISTICS) or view.late(BlockKind.DISPATCH)
    if late and view.says("money_alone"):
        return answer(then="request_refund")  # 那钱呢, of what is stuck: asked with its sum whether we shall
    return answer(say("utter_refund_not_asked", amount=view.money(stands.amount)))


def _withdrawn(_view: View, _stands: MoneyBack) -> Answer:
    return answer(say("utter_refund_was_withdrawn"))


BY_STAGE: dict[Stage, Callable[[View, MoneyBack], Answer]] = {
    Stage.UNDISPATCHED: _undispatched,
    Stage.UNDECIDED: _undecided,
    Stage.RETURN_UNDECIDED: _undecided,
    Stage.APPROVED: _approved,
    Stage.RETURN_AGREED: _return_agreed,
    Stage.RETURN_SENT: _return_sent,
    Stage.RETURN_BACK: _return_back,
    Stage.PAID: paid_out,
    Stage.FAILED: _failed,
    Stage.CARRIED_OUT: _carried_out,
    Stage.WITHDRAWN: _withdrawn,
    Stage.NONE: _none_yet,
}


def would_take(view: View, stands: MoneyBack) -> Answer:
    """How long it would take, were it asked for now."""
    if view.order.paid_at is None or not stands.amount.amount:
        return _none_yet(view, stands)
    amount = view.money(view.back(wished(view)))
    if not view.order.sent:
        return answer(say("utter_refund_would_take_unsent", amount=amount, hours=paid_within(view)))
    if view.received_at is None or {Matter.DAMAGE, Matter.MISSING} & set(view.spoken_of):  # nothing has to travel first
        decided = view.lasting(view.rules.promises.refund_decision)
        return answer(say("utter_refund_would_take_decided", amount=amount, decided=decided, hours=paid_within(view)))
    return answer(say("utter_refund_would_take_return", amount=amount, days=returned_within(view)))
