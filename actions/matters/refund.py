"""Money asked back: decided or not, when, where to, how much, and what if not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.matters import exchange, resend
from actions.matters.about import GIVEN_BACK, TOLD_WHOLE, About, OurQuestion
from actions.matters.answer import Answer, Cell, Do, Offer, Say, answer, by_when, offer, say
from actions.matters.called_off import why_cancelled
from actions.matters.compensation import compensation_beside
from actions.matters.enquiries import appeal, ask_person, enquiry
from actions.matters.exchange import money_instead
from actions.matters.goods import exchange_at_shop, left_out
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, WITH_SHOP, MoneyBack, Stage, money_back
from actions.matters.parcels import items_lost, offer_of_money, resend_button
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.money import Money, MoneyError
from careline.core.orders import Actor, Guarantee, OrderStatus, Quantities, RefundKind, RefundScope
from careline.core.paid import all_items, item_of, paid_for, shipping_paid
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState, overlaps
from careline.core.wording.enquiries import Enquiry
from understanding.condition_words import Then
from understanding.context import Question
from understanding.deeds import Deed as Verbs
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter
from understanding.words import said_by

MATTER = Matter.REFUND
TRACE = enquiry(
    Enquiry.TRACE_REFUND, MATTER, "the refund is not in the account; ask the shop's payment team for its number"
)
OTHER_ACCOUNT = enquiry(Enquiry.REFUND_ACCOUNT, MATTER, "the account that the refund goes to is closed")
ASK_SHOP = enquiry(Enquiry.CHANGE_REFUND, MATTER, "wants the refund at the shop changed or withdrawn")
COUPON = enquiry(Enquiry.COUPON_BACK, MATTER, "asks whether the coupon comes back with the refund")
SUM_CHECK = enquiry(Enquiry.REFUND_SUM, MATTER, "the refund is less than what was paid; ask the shop why")
RETURN_CHECK = enquiry(
    Enquiry.RETURN_ARRIVED, MATTER, "the shop denies having the goods back; check it by the tracking number"
)
PARTIAL = enquiry(Enquiry.PARTIAL_REFUND, MATTER, "keeps the goods and wants a part of the money; ask the shop")
APPEAL = appeal("appeal_refund", MATTER)
_PAYS = frozenset({Stage.OWED, Stage.UNDISPATCHED, Stage.APPROVED, Stage.RETURN_BACK, Stage.FAILED})
"""All that is left to do is that the shop pays."""
_CONFIRMS = frozenset({Asked.CONFIRM_REFUND, Asked.CONFIRM_CANCEL, Asked.CONFIRM_RETURN})


# How it stands


def status(view: View, _question: Question) -> Answer | None:
    """Accepted yes or no, paid yes or no, and the next date. What is late is pushed."""
    if view.says("which_of_mine"):
        return which(view, _question)
    stands = money_back(view)
    if stands.stage is Stage.PAID and view.says("not_in_account"):
        return not_seen(view, stands)
    if stands.stage in NOTED:
        return noted_status(view, stands)
    if stands.stage in REFUSED:
        return declined(view, stands)
    if stands.stage is Stage.OWED:
        return owed(view, stands)
    if stands.stage in WITH_SHOP and stands.late_by(view.now) is not None:
        return _late(view, stands)
    return _STATUS[stands.stage](view, stands)


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
    reason, amount = _reason(stands), view.money(stands.amount)
    by_us = bool(stands.refund and stands.refund.decided_by is Actor.PLATFORM) or (
        stands.remedy is not None and stands.remedy.answer_code == "agent"
    )
    if reason and by_us:
        said = say("utter_refund_declined_by_us_because", reason=reason, amount=amount)
    elif reason:
        said = say("utter_refund_declined_because", reason=reason, amount=amount)
    else:
        said = say("utter_refund_declined_unsaid", goods=view.goods(), amount=amount)
    running = _appealed(view, stands)
    if running:
        return answer(said, do=_appeal(view, stands))
    if _takes_appeal(view):
        return answer(do=_appeal(view, stands))
    return answer(said, say("utter_refund_appeal_offer"), offer=offer(APPEAL, of=_id_of(stands)))


def owed(view: View, stands: MoneyBack) -> Answer:
    """Cancelled, and the money has not come back; nobody has to ask for it."""
    amount, due, over = view.money(stands.amount), view.at(stands.due or view.now), stands.late_by(view.now)
    if over is not None:
        said = say("utter_refund_owed_late", amount=amount, due=due, over=view.lasting(over))
        return answer(said, urge=BlockKind.REFUND)
    return answer(say("utter_refund_owed", amount=amount, due=due))


def _late(view: View, stands: MoneyBack) -> Answer:
    """What was due, since when, and a push."""
    over = view.lasting(stands.late_by(view.now) or view.now - view.now)
    due, amount, at = view.at(stands.due or view.now), view.money(stands.amount), view.at(stands.since)
    if view.says("be_faster") and (pushed := _pushed_already(view, stands)):
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


def _urged(view: View) -> Remedy | None:
    """The push for this money that the shop has to answer yet; None: none, or it has let us wait."""
    urged = view.open_remedy(RemedyKind.URGE_MERCHANT)
    about = urged.details.get("block") if urged else None
    waits = urged and urged.due_at and urged.due_at > view.now and about in {None, BlockKind.REFUND.value}
    return urged if waits else None


def _pushed_already(view: View, stands: MoneyBack) -> Say | None:
    """That the shop was chased for this money and has to answer yet."""
    urged = _urged(view)
    if urged is None:
        return None
    amount, at, by = view.money(stands.amount), view.at(urged.requested_at), view.at(urged.due_at or view.now)
    return say("utter_refund_pushed_already", amount=amount, at=at, by=by)


def _push_wished(view: View, stands: MoneyBack) -> Answer:
    """Chase them: done, or done before, with the sum and how late it is."""
    if pushed := _pushed_already(view, stands):
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
    return answer(say("utter_refund_unsent_due", amount=amount, due=due, to=_to(view, stands)))


def _undecided(view: View, stands: MoneyBack) -> Answer:
    return answer(
        say(
            "utter_refund_undecided_due", amount=view.money(stands.amount), due=view.at(stands.due or view.now),
            hours=_hours(view), to=_to(view, stands),
        )
        if stands.stage is Stage.UNDECIDED
        else say("utter_refund_return_undecided", amount=view.money(stands.amount), due=view.at(stands.due or view.now))
    )  # fmt: skip


def _approved(view: View, stands: MoneyBack) -> Answer:
    at, due = view.at(stands.since), view.at(stands.due or view.now)
    return answer(
        say("utter_refund_agreed_due", at=at, amount=view.money(stands.amount), due=due, to=_to(view, stands))
    )


def _return_agreed(view: View, stands: MoneyBack) -> Answer:
    days, amount = _days(view), view.money(stands.amount)
    return answer(say("utter_refund_return_agreed", days=days, amount=amount))


def _return_sent(view: View, stands: MoneyBack) -> Answer:
    at, days, amount = view.at(stands.since), _days(view), view.money(stands.amount)
    return answer(say("utter_refund_return_on_way", at=at, days=days, amount=amount))


def _return_back(view: View, stands: MoneyBack) -> Answer:
    at, due = view.at(stands.since), view.at(stands.due or view.now)
    return answer(
        say("utter_refund_return_arrived", at=at, amount=view.money(stands.amount), due=due, to=_to(view, stands))
    )


def _paid(view: View, stands: MoneyBack) -> Answer:
    return answer(
        say(
            "utter_refund_was_paid", amount=view.money(stands.amount), at=view.at(stands.since), to=_to(view, stands)
        )
    )  # fmt: skip


def _reasons(stands: MoneyBack) -> tuple[Say, ...]:
    """What the shop wrote, where it wrote anything."""
    return (say("utter_reason", reason=_reason(stands)),) if _reason(stands) else ()


def _failed(view: View, stands: MoneyBack) -> Answer:
    amount, due, over = view.money(stands.amount), view.at(stands.due or view.now), stands.late_by(view.now)
    reason = _reasons(stands)
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


_STATUS: dict[Stage, Callable[[View, MoneyBack], Answer]] = {
    Stage.UNDISPATCHED: _undispatched,
    Stage.UNDECIDED: _undecided,
    Stage.RETURN_UNDECIDED: _undecided,
    Stage.APPROVED: _approved,
    Stage.RETURN_AGREED: _return_agreed,
    Stage.RETURN_SENT: _return_sent,
    Stage.RETURN_BACK: _return_back,
    Stage.PAID: _paid,
    Stage.FAILED: _failed,
    Stage.CARRIED_OUT: _carried_out,
    Stage.WITHDRAWN: _withdrawn,
    Stage.NONE: _none_yet,
}


# When


def when(view: View, question: Question) -> Answer | None:
    """By when the money is there; what has to happen first."""
    stands = money_back(view)
    late = stands.late_by(view.now) is not None
    to, hours, days = _to(view, stands), _hours(view), _days(view)
    by = view.at(stands.due or view.now)
    if _allowed(view, stands):
        return overdue(view, question)
    if view.says("agreed_when") and stands.refund and (agreed := stands.refund.approved_at):
        said = say("utter_refund_agreed_and_due", agreed=view.at(agreed), due=by, amount=view.money(stands.amount))
        return answer(said, urge=BlockKind.REFUND if late else None)
    if late and stands.stage in _PAYS and (urged := _urged(view)):
        until, amount = view.at(urged.due_at or view.now), view.money(stands.amount)
        return answer(say("utter_refund_new_date_asked", amount=amount, by=until))
    if late or stands.stage in {Stage.OWED, Stage.NOTED_FAILED, Stage.FAILED, Stage.CARRIED_OUT} | REFUSED:
        return status(view, question)
    if stands.stage is Stage.PAID:
        return answer(*_first(_paid(view, stands)), say("utter_refund_bank_takes"))
    if stands.stage is Stage.NONE:
        return _would_take(view, stands)
    if stands.stage in {Stage.UNDISPATCHED, Stage.APPROVED, Stage.RETURN_BACK}:
        return answer(say("utter_refund_there_by", amount=view.money(stands.amount), due=by, to=to))
    if stands.stage is Stage.NOTED_PHOTO:
        return answer(
            say("utter_refund_needs_photo_yet", by=by, amount=view.money(stands.amount)), _then_within(view, stands)
        )
    if stands.stage in NOTED:
        return answer(*_goods_or_not(view, stands), _answer_then_paid(view, stands, by))
    if stands.stage is Stage.UNDECIDED:
        said = say("utter_refund_decided_then_paid", due=by, hours=hours, to=to)
        return answer(*_goods_or_not(view, stands), said)
    if stands.stage is Stage.RETURN_UNDECIDED:
        return answer(say("utter_refund_decided_then_returned", due=by, days=days))
    return status(view, question)


def _goods_or_not(view: View, stands: MoneyBack) -> tuple[Say, ...]:
    """Whether the shop gets the goods back first, where the words ask that."""
    if not view.says("before_or_after") or not view.order.sent:
        return ()
    return (say("utter_refund_after_goods"),) if stands.after_return else (say("utter_refund_before_goods"),)


def _answer_then_paid(view: View, stands: MoneyBack, by: str) -> Say:
    """Our answer and the money in one sentence: half of it does not answer when it comes."""
    kind, amount, to = stands.remedy.kind if stands.remedy else None, view.money(stands.amount), _to(view, stands)
    if not stands.amount.amount:
        return say("utter_refund_answer_by", by=by)
    if kind is RemedyKind.RETURN:
        return say("utter_refund_answer_then_returned", by=by, days=_days(view), amount=amount, to=to)
    promises = view.rules.promises
    hours = view.lasting(promises.cancelled_refund) if kind is RemedyKind.CANCEL else _hours(view)
    return say("utter_refund_answer_then_paid", by=by, hours=hours, amount=amount, to=to)


def _then_within(view: View, stands: MoneyBack) -> Say:
    kind = stands.remedy.kind if stands.remedy else RemedyKind.REFUND
    if kind is RemedyKind.RETURN:
        return say("utter_money_back_after_return", days=_days(view))
    if kind is RemedyKind.CANCEL:
        within = view.lasting(view.rules.promises.cancelled_refund)
        return say("utter_refund_after_cancel_within", hours=within)
    return say("utter_money_back_within", hours=_hours(view))


def _would_take(view: View, stands: MoneyBack) -> Answer:
    """How long it would take, were it asked for now."""
    if view.order.paid_at is None or not stands.amount.amount:
        return _none_yet(view, stands)
    amount = view.money(view.back(wished(view)))
    if not view.order.sent:
        return answer(say("utter_refund_would_take_unsent", amount=amount, hours=_hours(view)))
    if view.received_at is None or {Matter.DAMAGE, Matter.MISSING} & set(view.spoken_of):  # nothing has to travel first
        decided = view.lasting(view.rules.promises.refund_decision)
        return answer(say("utter_refund_would_take_decided", amount=amount, decided=decided, hours=_hours(view)))
    return answer(say("utter_refund_would_take_return", amount=amount, days=_days(view)))


def overdue(view: View, question: Question) -> Answer | None:
    """How late it is, counted from what was due; or that it is not late yet."""
    stands = money_back(view)
    late = stands.late_by(view.now)
    if rule := _allowed(view, stands):
        return answer(rule, urge=None if late is None else BlockKind.REFUND)
    if late is None:
        if stands.due is None or stands.stage in NOTHING_RUNS:
            return status(view, question)
        return answer(
            say("utter_refund_not_overdue", due=view.at(stands.due), waited=view.lasting(view.now - stands.since))
        )
    if stands.stage in NOTED:
        return status(view, question)
    said = say("utter_refund_overdue_by", due=view.at(stands.due or view.now), over=view.lasting(late))
    return answer(said, urge=BlockKind.REFUND)


def _allowed(view: View, stands: MoneyBack) -> Say | None:
    """How long the rule gives the shop, where the words ask that; None: they do not, or nothing is due."""
    promises, due = view.rules.promises, stands.due
    lasts = {
        Stage.UNDISPATCHED: promises.refund,
        Stage.APPROVED: promises.refund,
        Stage.UNDECIDED: promises.refund_decision,
        Stage.RETURN_UNDECIDED: promises.refund_decision,
        Stage.RETURN_BACK: promises.refund_returned,
        Stage.OWED: promises.cancelled_refund,
    }.get(stands.stage)
    if lasts is None or due is None or not view.says("time_allowed"):
        return None
    within, late = view.lasting(lasts), stands.late_by(view.now)
    if late is None:
        return say("utter_refund_allowed_until", within=within, due=view.at(due))
    return say("utter_refund_allowed_over", within=within, due=view.at(due), over=view.lasting(late))


# How much


def how_much(view: View, _question: Question) -> Answer | None:
    """The sum, and why it is not all that was paid."""
    stands = money_back(view)
    if all_of_it := _in_full(view, stands):
        return all_of_it
    if view.says("coupon_back") and not view.says("less_than_paid"):
        return _coupon(view, *_sum_alone(view, stands))
    if less := _rest(view, stands):
        return less
    if _of_a_pack(view):
        return answer(say("utter_refund_pack_sum", merchant=view.shop, goods=view.goods()))
    if stands.stage is Stage.NONE:
        return _would_be(view)
    if stands.stage is Stage.PAID and view.says("less_than_paid") and stands.amount == view.order.total:
        amount, total = view.money(stands.amount), view.money(view.order.total)
        return answer(say("utter_refund_not_less", total=total, amount=amount, to=_to(view, stands)))
    if view.says("in_all") and (more := _freight_beside(view)):
        return answer(*_sum_of(view, stands), more)
    late = stands.late_by(view.now)
    if stands.stage is Stage.OWED:
        return owed(view, stands)
    says = (*_sum_of(view, stands), *_why_less(view, stands.amount, stands.items, _scope(stands)))
    if late is not None and stands.stage in _PAYS:
        late_now = say("utter_refund_overdue_by", due=view.at(stands.due or view.now), over=view.lasting(late))
        offered = view.offered == Asked.CONFIRM_URGE
        return answer(*says, late_now, urge=None if offered else BlockKind.REFUND)
    if view.says("less_than_paid") and says[-1].response == "utter_refund_less_unsaid":
        return answer(*says, do=ask_person(view, SUM_CHECK))
    return answer(*says)


def _in_full(view: View, stands: MoneyBack) -> Answer | None:
    """Yes, all that was paid, where they ask that and it is so."""
    if not view.says("in_full", "nothing_off") or view.says("less_than_paid") or stands.stage in REFUSED | {Stage.OWED}:
        return None
    amount = stands.amount if stands.stage not in {Stage.NONE, Stage.WITHDRAWN} else view.back(wished(view))
    if view.order.paid_at is None or amount != view.order.total:
        return None
    said = say("utter_refund_in_full", amount=view.money(amount), to=_to(view, stands))
    return answer(said) if stands.late_by(view.now) is None else None


def _freight_beside(view: View) -> Say | None:
    """What the return freight insurance pays on top, where it was claimed through us."""
    claimed = view.remedy(RemedyKind.FREIGHT_CLAIM)
    if claimed is None or claimed.amount is None or not (claimed.open or view.done_remedy(RemedyKind.FREIGHT_CLAIM)):
        return None
    return say("utter_refund_freight_beside", amount=view.money(claimed.amount))


def _of_a_pack(view: View) -> bool:
    """Whether they speak of a part of what was sold as one: one bottle of a box."""
    whole = len(view.order.items) == 1 and view.order.items[0].quantity == 1
    return whole and view.says("one_of_pack") and view.order.paid_at is not None


def _sum_of(view: View, stands: MoneyBack) -> tuple[Say, ...]:
    amount, to = view.money(stands.amount), _to(view, stands)
    if _scope(stands) is RefundScope.SHIPPING:
        return (say("utter_refund_sum_shipping", amount=amount),)
    if _scope(stands) is RefundScope.GOODWILL:
        return (say("utter_refund_sum_goodwill", amount=amount),)
    if stands.stage is Stage.PAID:
        return (say("utter_refund_sum_paid", amount=amount, at=view.at(stands.since), to=to),)
    if stands.stage in NOTHING_RUNS:
        return (say("utter_refund_sum_was", amount=amount),)
    if _part(view, stands.items):
        return (say("utter_refund_sum_part", goods=view.goods(stands.items), amount=amount),)
    return (say("utter_refund_sum", amount=amount, to=to),)


def _sum_alone(view: View, stands: MoneyBack) -> tuple[Say, ...]:
    """The sum without its reasons, for a question about something else in it."""
    if stands.stage not in {Stage.NONE, Stage.WITHDRAWN}:
        return _sum_of(view, stands)
    amount = view.back(wished(view))
    return (say("utter_refund_could", amount=view.money(amount)),) if amount.amount and view.order.paid_at else ()


def _missing_of(view: View, stands: MoneyBack) -> int:
    """What was paid beyond a refund that is for all the goods and was paid out, in the smallest unit; else 0."""
    partly = _part(view, stands.items) or _scope(stands) is not RefundScope.GOODS
    rest = view.order.total.amount - stands.amount.amount
    return 0 if stands.stage is not Stage.PAID or partly else max(0, rest)


def _rest(view: View, stands: MoneyBack) -> Answer | None:
    """Less was paid than the order cost, and they want the rest: it was faulty, or the reason was picked wrongly."""
    missing = _missing_of(view, stands)
    if not missing:
        return None
    rest = _sum(view, missing)
    if view.says("faulty_after_all"):
        return answer(say("utter_refund_rest_if_faulty", rest=rest), do=ask_person(view, SUM_CHECK))
    if view.says("claws_back"):
        amount, total = view.money(stands.amount), view.money(view.order.total)
        told = say("utter_refund_rest_told", amount=amount, total=total, rest=rest)
        return answer(told, do=ask_person(view, SUM_CHECK))
    return None


def _of_the_rest(view: View, question: Question, stands: MoneyBack) -> Answer | None:
    """Once less came back than was paid, what they say of it is about what is missing, unless they miss all of it."""
    missing = _missing_of(view, stands)
    elsewhere = ("not_in_account", "bank_statement", "bank_number", "closed_card", "money_missed", "other_account")
    if not missing or view.says(*elsewhere):
        return None
    rest, amount, total = _sum(view, missing), view.money(stands.amount), view.money(view.order.total)
    asks, running = question.ask, view.enquiry(SUM_CHECK.name)
    named = bool(_figures(view) & {missing, view.order.total.amount})
    speaks = named or running is not None or view.says("less_than_paid", "claws_back", "faulty_after_all")
    if asks in _MAY_MEAN_ALL and not speaks and not (asks is Ask.WHO and view.says("who_decided")):
        return None
    if asks is Ask.WHO:
        said = say("utter_refund_less_by_shop", merchant=view.shop, rest=rest)
        return answer(said, do=None if running else ask_person(view, SUM_CHECK))
    if asks in {Ask.DO_IT, Ask.NOT_ALL, Ask.CHANGE} and running and running.due_at and running.due_at > view.now:
        return answer(say("utter_refund_rest_running", rest=rest, by=view.at(running.due_at)))
    if asks in {Ask.DO_IT, Ask.NOT_ALL, Ask.CHANGE, Ask.MAY_I, Ask.DENY}:
        said = say("utter_refund_rest_told", amount=amount, total=total, rest=rest)
        return _rest(view, stands) or answer(said, do=ask_person(view, SUM_CHECK))
    if asks is Ask.WHAT_NEXT:
        return answer(say("utter_refund_if_refused"))
    told = asks in {Ask.WHY, Ask.COMPLAIN} or (asks in {Ask.REPORT, Ask.STATUS} and named)
    if not told or view.says("faulty_after_all", "claws_back", "shipping_in_it", "coupon_back"):
        return None
    fee = shipping_paid(view.order).amount
    if missing == fee:
        return None
    return answer(
        say("utter_refund_less_told", amount=amount, total=total, rest=rest, merchant=view.shop),
        do=ask_person(view, SUM_CHECK),
    )


_MAY_MEAN_ALL = frozenset({Ask.WHO, Ask.CHANGE, Ask.MAY_I, Ask.REPORT, Ask.STATUS})
"""Asked of a refund that is less than was paid, these are about the rest only where the words say so."""


def _figures(view: View) -> set[int]:
    """The sums that the words name, in the smallest unit of the order's currency."""
    found: set[int] = set()
    for figure in view.said.prices:
        try:
            found.add(Money.parse(str(figure), view.order.total.currency).amount)
        except MoneyError:
            continue
    return found


def _part_worth(view: View) -> Quantities | None:
    """The one part of the order that costs what the words name: 15 back is fine, 退一个 29.5 的."""
    figures, whole = _figures(view), sorted(all_items(view.order))
    parts = [((item.sku, n),) for item in view.order.items for n in range(1, item.quantity + 1)]
    found = [part for part in parts if sorted(part) != whole and paid_for(view.order, part).amount in figures]
    return found[0] if len(found) == 1 else None


def _other_sum(view: View) -> int | None:
    """A sum below the whole that is no part's price: what the shop should pay so that they keep the goods."""
    whole = view.back(None).amount
    if view.says("half_back") and not _figures(view):
        return whole // 2
    below = [one for one in _figures(view) if 0 < one < whole]
    return min(below) if below and whole not in _figures(view) and view.says("sum_for_keeping") else None


def _costs(view: View) -> Answer | None:
    """Whether asking for it, refusing the parcel, sending it back cost anything."""
    items = wished(view)
    amount = view.back(items)
    if view.order.paid_at is None or not amount.amount:
        return None
    if view.received_at is not None:
        return answer(say("utter_refund_costs_received"))
    return answer(
        say("utter_refund_costs_unsent", amount=view.money(amount))
        if view.order.at_shop(items)
        else say("utter_refund_costs_under_way", amount=view.money(amount))
    )


def _would_be(view: View) -> Answer:
    """What would come back of the whole order, or of the part that they speak of."""
    if view.order.paid_at is None:
        return answer(say("utter_refund_nothing_paid"))
    items = wished(view)
    amount = view.back(items)
    if not amount.amount:
        return answer(say("utter_refund_nothing_left"))
    said = (
        say("utter_refund_could_part", goods=view.goods(items), amount=view.money(amount))
        if items
        else say("utter_refund_could", amount=view.money(amount))
    )
    less = _why_less(view, amount, items, RefundScope.GOODS)
    if view.says("shipping_in_it") and view.order.sent and view.received_at is None:
        return answer(said, *less, say("utter_freight_refusing_free"))
    if view.received_at is not None and not less:
        return answer(said, say("utter_refund_usually_sent_back"))
    return answer(said, *less)


def _why_less(view: View, amount: Money, items: Quantities | None, scope: RefundScope) -> tuple[Say, ...]:
    """What is not in a sum: the shipping fee, the share of a discount; or that the shop did not say."""
    order = view.order
    if scope is not RefundScope.GOODS:
        return ()
    if items is not None and _part(view, items):
        gross = sum(one.price.amount * n for sku, n in items if (one := item_of(order, sku)))
        off = gross - amount.amount
        if off <= 0 or amount != paid_for(order, items):
            return ()
        return (say("utter_refund_less_discount", price=_sum(view, gross), off=_sum(view, off)),)
    rest = order.total.amount - amount.amount
    if rest <= 0:
        if order.discount and order.discount.amount:
            return (say("utter_refund_all_you_paid"),)
        return ()
    total, fee = view.money(order.total), shipping_paid(order).amount
    if rest == fee:
        return (say("utter_refund_less_shipping", total=total, rest=_sum(view, rest)),)
    return (say("utter_refund_less_unsaid", total=total, rest=_sum(view, rest)),)


def _sum(view: View, minor: int) -> str:
    return view.money(Money(minor, view.order.total.currency))


# Where to


def where_to(view: View, question: Question) -> Answer | None:
    """The account that the shop named, or the one that was paid from; closed, on credit, somebody else's."""
    stands = money_back(view)
    if view.says("money_missed") and stands.stage is Stage.FAILED:
        return _bounced(view, stands)
    if view.says("money_missed"):
        return status(view, question)  # where is my money: not an account, but why it is not there
    named = stands.refund.to if stands.refund and not view.spoken else ""
    if view.says("closed_card"):
        closed = _closed(view, stands)
        if named and stands.stage not in NOTHING_RUNS:
            first = say("utter_refund_account_named", amount=view.money(stands.amount), to=_to(view, stands))
            return replace(closed, says=(first, *closed.says))
        return closed
    if view.says("other_account") or (
        named and view.says("to_named_account") and view.said.wishes_other_account(named)
    ):
        return _other_account(view, stands)
    if view.says("paid_by_another"):
        return answer(say("utter_refund_to_who_paid"))
    if view.says("credit_line"):
        return answer(
            say("utter_refund_credit_named", to=_to(view, stands)) if named else say("utter_refund_credit_same_way")
        )
    if found := _where_by_stage(view, stands):
        return found
    if view.says("to_balance"):
        return answer(say("utter_refund_not_to_balance"))
    return answer(say("utter_refund_account_same_way"))


def _where_by_stage(view: View, stands: MoneyBack) -> Answer | None:
    """The account with the day, where both are known; what was declined goes nowhere."""
    if stands.stage in REFUSED:
        return declined(view, stands)
    if stands.stage is Stage.OWED:
        told = owed(view, stands)
        way = say("utter_refund_account_same_way")
        if view.says("to_balance", "coupon_back"):
            way = say("utter_refund_not_to_balance")
        return answer(way, *told.says, urge=told.urge)
    if stands.refund is None or not stands.refund.to or view.spoken:
        return None
    if stands.stage is Stage.PAID:
        return answer(*_first(_paid(view, stands)))
    amount, to = view.money(stands.amount), _to(view, stands)
    if stands.due and stands.stage in _PAYS and stands.late_by(view.now) is None:
        return answer(say("utter_refund_account_by", amount=amount, due=view.at(stands.due), to=to))
    return answer(say("utter_refund_account_named", amount=amount, to=to))


def _bounced(view: View, stands: MoneyBack) -> Answer:
    """It came back from a closed account: who has it, and that another account has to be found."""
    return answer(
        say("utter_refund_bounced_where", amount=view.money(stands.amount)), do=ask_person(view, OTHER_ACCOUNT)
    )


def _other_account(view: View, stands: MoneyBack) -> Answer:
    """Only the way it was paid; where that account is gone a person asks the shop for another."""
    if (asked := view.enquiry(OTHER_ACCOUNT.name)) and asked.due_at and asked.due_at > view.now:
        return answer(say("utter_refund_other_account_asked", by=view.at(asked.due_at)))
    if stands.stage is Stage.FAILED:
        return answer(say("utter_refund_other_account"), do=ask_person(view, OTHER_ACCOUNT))
    return answer(say("utter_refund_only_same_way", to=_to(view, stands)))


def _closed(view: View, stands: MoneyBack) -> Answer:
    """A payment that bounces is made again; whether to another account, a person has to find out."""
    if stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_closed_card_if", hours=view.lasting(view.rules.promises.refund_failed)))
    if stands.stage is Stage.PAID:
        return answer(say("utter_refund_closed_card_paid"), do=ask_person(view, OTHER_ACCOUNT))
    return answer(say("utter_refund_closed_card"), do=ask_person(view, OTHER_ACCOUNT))


# Who and why


def who(view: View, _question: Question) -> Answer | None:
    """Who has it now, who decides, who pays, or who said no."""
    stands = money_back(view)
    shop = view.order.merchant_name or view.either("商家", "the shop")
    if stands.stage is Stage.NOTED_APPROVAL:
        return answer(say("utter_refund_with_colleague", by=view.at(stands.due or view.now)))
    if stands.stage is Stage.NOTED_FAILED:
        return answer(say("utter_refund_could_not_be_done"))
    if stands.stage is Stage.NOTED_PHOTO:
        return answer(say("utter_refund_waits_for_you", by=view.at(stands.due or view.now)))
    if stands.stage in {Stage.NOTED_SENT, Stage.UNDECIDED, Stage.UNDISPATCHED, Stage.RETURN_UNDECIDED}:
        late = stands.late_by(view.now)
        if late is not None:
            return answer(say("utter_refund_with_shop_late", merchant=shop, over=view.lasting(late)))
        return answer(say("utter_refund_with_shop", merchant=shop, by=view.at(stands.due or view.now)))
    if stands.stage is Stage.PAID and view.says("not_in_account", "bank_statement", "bank_number"):
        at = view.at(stands.since)
        return answer(say("utter_refund_who_proves", merchant=shop, at=at), do=ask_person(view, TRACE))
    if stands.stage is Stage.PAID:
        return answer(say("utter_refund_left_shop", merchant=shop, at=view.at(stands.since)))
    if stands.stage is Stage.RETURN_AGREED:
        return answer(say("utter_refund_waits_for_goods"))
    if stands.stage is Stage.FAILED:
        return answer(say("utter_refund_shop_pays_again", merchant=shop))
    if stands.stage in {Stage.APPROVED, Stage.RETURN_SENT, Stage.RETURN_BACK, Stage.OWED}:
        return answer(say("utter_refund_shop_pays", merchant=shop))
    if stands.stage in REFUSED:
        return _who_declined(view, stands, shop)
    return answer(say("utter_refund_who_decides", merchant=shop))


def _who_declined(view: View, stands: MoneyBack, shop: str) -> Answer:
    if _takes_appeal(view):
        return answer(do=_appeal(view, stands))
    decided = stands.refund.decided_by if stands.refund else None
    if decided is Actor.PLATFORM or (stands.remedy and stands.remedy.answer_code == "agent"):
        said = say("utter_refund_declined_by_us")
    elif decided is Actor.MERCHANT or stands.remedy:
        said = say("utter_refund_declined_by_shop", merchant=shop)
    else:
        said = say("utter_refund_declined_by_unknown")
    if _appealed(view, stands):
        return answer(said, do=_appeal(view, stands))
    asks = say("utter_refund_we_decide_again") if view.says("who_decides") else say("utter_refund_appeal_offer")
    return answer(said, asks, offer=offer(APPEAL, of=_id_of(stands)))


def why(view: View, question: Question) -> Answer | None:
    """Why it was declined, is less, or takes so long; what nobody told us is said so, and the shop is pushed."""
    stands = money_back(view)
    if found := _why_by_shop(view, stands) or _rest(view, stands):
        return found
    if view.says("less_than_paid", "shipping_in_it", "coupon_back"):
        return how_much(view, question)
    if stands.stage is Stage.NONE and (found := _why_of_none(view, stands)):
        return found
    if stands.stage is Stage.FAILED and Matter.REFUND in view.spoken_of:
        return _why_bounced(view, stands)
    late = stands.late_by(view.now)
    due = view.at(stands.due or view.now)
    first = late is not None and not view.spoken_of  # how it stands comes before that nobody says why
    if first or stands.stage is Stage.FAILED or stands.stage in NOTHING_RUNS:
        return status(view, question)
    if late is not None and stands.stage not in NOTED:
        return answer(say("utter_refund_why_late", due=due, over=view.lasting(late)), urge=BlockKind.REFUND)
    if stands.stage is Stage.NOTED_APPROVAL:
        return answer(say("utter_refund_why_colleague", amount=view.money(stands.amount), by=due))
    if stands.stage in NOTED:
        return status(view, question)
    if stands.stage in {Stage.RETURN_SENT, Stage.RETURN_AGREED}:
        return answer(say("utter_refund_why_goods_first", days=_days(view)))
    if stands.stage is Stage.RETURN_BACK:
        return answer(say("utter_refund_why_days", days=_days(view), due=due))
    if stands.stage in {Stage.UNDECIDED, Stage.RETURN_UNDECIDED}:
        return answer(say("utter_refund_why_shop_decides", amount=view.money(stands.amount), due=due))
    if stands.due:
        return answer(say("utter_refund_why_still_in_time", due=due))
    return status(view, question)


def _why_bounced(view: View, stands: MoneyBack) -> Answer:
    said = say("utter_refund_bounced_why", to=_to(view, stands), amount=view.money(stands.amount))
    return answer(*_reasons(stands), said)


def _why_by_shop(view: View, stands: MoneyBack) -> Answer | None:
    """The reason that was given for a refusal, or for calling the order off."""
    if stands.stage in REFUSED:
        return declined(view, stands)
    if stands.stage is not Stage.OWED or not view.says("calls_it_off"):
        return None
    told = owed(view, stands)
    return answer(why_cancelled(view), *told.says, urge=told.urge)


def _why_of_none(view: View, stands: MoneyBack) -> Answer | None:
    """Why it would take so long, or be less than the price, were it asked for."""
    if view.says("so_long"):
        return _would_take(view, stands)
    items = wished(view)
    less = view.order.paid_at and _why_less(view, view.back(items), items, RefundScope.GOODS)
    return _would_be(view) if less else None


# May I, what if, what next


def may_i(view: View, question: Question) -> Answer | None:
    """Can it be had back; by us, sooner, without sending anything."""
    stands = money_back(view)
    if found := _instead_of_exchange(view, stands):
        return found
    if view.said.undoes_nothing and stands.stage not in NOTHING_RUNS:
        return answer(say("utter_refund_again_after_undo"))
    if view.says("by_itself") and stands.stage is Stage.NONE and view.order.paid_at and not view.order.sent:
        return answer(say("utter_condition_by_word", amount=view.money(stands.amount)), offer=by_when(Then.REFUND))
    if stands.stage is Stage.FAILED and view.says("other_account", "closed_card", "to_named_account"):
        return _other_account(view, stands)
    if view.says("decide_it_yourselves"):
        return _by_us(view, stands)
    if view.says("be_faster") and stands.stage not in NOTHING_RUNS | NOTED | {Stage.PAID, Stage.CARRIED_OUT}:
        return _push_wished(view, stands)
    if view.says("send_it_back", "goods_meanwhile"):
        return _sending_back(view, stands)
    if view.says("coupon_returns"):
        return _coupon(view)
    if less := _rest(view, stands):
        return less
    if stands.stage not in {Stage.NONE, Stage.WITHDRAWN}:
        return status(view, question)
    return _may_have(view, question)


def _instead_of_exchange(view: View, stands: MoneyBack) -> Answer | None:
    """The money in place of an exchange that is under way at the shop."""
    running = any(one.live and one.kind is RefundKind.EXCHANGE for one in view.order.refunds)
    return exchange.money_offered(view) if running and stands.stage in {Stage.NONE, Stage.WITHDRAWN} else None


def _may_have(view: View, question: Question) -> Answer | None:
    order, items = view.order, wished(view)
    amount = view.back(items)
    if order.paid_at is None or order.status is OrderStatus.CANCELLED or not amount.amount:
        return status(view, question)
    if view.received_at is not None:
        return _may_received(view, items, amount)
    asks = Offer(asked=Asked.CONFIRM_REFUND, items=items)
    if not order.at_shop(items):
        said = say("utter_refund_may_under_way", amount=view.money(amount), goods=view.goods())
    elif items:
        said = say("utter_refund_may_part", goods=view.goods(items), amount=view.money(amount))
    else:
        said = say("utter_refund_may_unsent", amount=view.money(amount))
    return answer(said, say("utter_refund_shall_i"), offer=asks)


def _may_received(view: View, items: Quantities | None, amount: Money) -> Answer:
    """What never reached them is paid back as it is; with a fault the money alone, without one by sending it back."""
    if Matter.MISSING in view.spoken_of[:2]:
        lost = items_lost(view)
        said = say("utter_missing_choice", amount=view.money(amount), buttons=resend_button(view, lost))
        return answer(said, offer=offer_of_money(lost))
    if view.says("faulty_after_all") or Matter.DAMAGE in view.spoken_of[:2]:
        said = say("utter_refund_may_faulty", amount=view.money(amount))
        asks = Offer(asked=Asked.CONFIRM_REFUND, items=items, keep={"reason": "damaged"})
        return answer(said, say("utter_refund_shall_i"), offer=asks)
    return _return_offered(view) or answer(then="ask_refund_policy")


def _return_offered(view: View) -> Answer | None:
    """Sent back without a reason, with its sum; None where that is not possible."""
    may = view.may_go_back(wished(view))
    if may is None or may.until is None:
        return None
    said = say("utter_refund_may_return", amount=view.money(may.amount), until=view.at(may.until), days=_days(view))
    rest = (*left_out(view, may), say("utter_return_part_may", goods=view.goods(may.items))) if may.left_out else ()
    asks = Offer(asked=Asked.CONFIRM_RETURN, items=may.items)
    return answer(*rest, said, say("utter_refund_return_shall_i"), offer=asks)


def _by_us(view: View, stands: MoneyBack) -> Answer:
    """We cannot decide for the shop at once; what a person here can do."""
    if stands.stage is Stage.NOTED_APPROVAL:
        return answer(say("utter_refund_not_by_me_but_colleague", by=view.at(stands.due or view.now)))
    if stands.stage in REFUSED:
        said = say("utter_refund_we_decide_again")
        return answer(said, offer=offer(APPEAL, of=_id_of(stands)))
    if stands.stage in {Stage.APPROVED, Stage.RETURN_BACK, Stage.OWED, Stage.FAILED}:
        return answer(say("utter_refund_shop_has_to_pay"), urge=_push(view, stands))
    return answer(say("utter_refund_not_by_us"), urge=_push(view, stands))


def _push(view: View, stands: MoneyBack) -> BlockKind | None:
    late = stands.late_by(view.now) is not None and stands.stage not in NOTED
    return BlockKind.REFUND if late else None


def _sending_back(view: View, stands: MoneyBack) -> Answer | None:
    if stands.after_return and stands.stage in NOTED | {Stage.RETURN_UNDECIDED}:
        return answer(say("utter_refund_send_later"))
    if stands.stage is Stage.RETURN_AGREED:
        return answer(say("utter_refund_send_now"))
    if stands.stage in {Stage.RETURN_SENT, Stage.RETURN_BACK}:
        return answer(say("utter_refund_sent_already"))
    if any(one.kind is RefundKind.EXCHANGE and one.goods_sent_at for one in view.order.refunds):
        return answer(say("utter_refund_sent_already"))
    if view.order.at_shop(view.items):
        return answer(say("utter_refund_nothing_to_send"))
    if view.received_at is None:
        return answer(say("utter_refund_refuse_parcel"))
    if stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_usually_sent_back"))
    return answer(say("utter_refund_keep_until_told"))


def _nothing_to_send(view: View, stands: MoneyBack) -> Answer | None:
    """Of an exchange, the shop has their goods already."""
    swap = exchange_at_shop(view)
    sent = swap is not None and swap.live and swap.goods_sent_at is not None
    return (
        answer(say("utter_exchange_nothing_to_send"))
        if sent and (stands.stage in _NOTHING or view.says("need_to_send"))
        else None
    )


def what_if(view: View, question: Question) -> Answer | None:
    """The shop says no, the goods come after all, the bank refuses it, it is not there in time."""
    stands = money_back(view)
    sent = _nothing_to_send(view, stands) if view.says("need_to_send") else None
    if found := sent or _instead_of_exchange(view, stands) or _if_that_happens(view, stands):
        return found
    if judged := _judged_here(view, stands):
        return judged
    if stands.stage is Stage.NONE and view.says("gives_back"):
        return may_i(view, question)  # 找不到我就要退钱: what they could have, with its offer
    if not view.says("supposes"):
        return status(view, question)  # 那钱呢
    over = REFUSED | {Stage.NOTED_PHOTO, Stage.NOTED_FAILED, Stage.RETURN_AGREED, Stage.CARRIED_OUT}
    if stands.stage in over or view.order.paid_at is None:
        return status(view, question)
    if stands.stage is Stage.PAID:
        return not_seen(view, stands)
    if stands.stage in NOTHING_RUNS:
        return may_i(view, question)
    late = stands.late_by(view.now)
    if late is not None and stands.stage in NOTED:
        return status(view, question)
    if late is not None:
        return answer(say("utter_refund_if_late_already", over=view.lasting(late)), urge=BlockKind.REFUND)
    if stands.stage in NOTED:
        return answer(say("utter_refund_if_no_answer", by=view.at(stands.due or view.now)))
    return answer(say("utter_refund_if_not_in_time", due=view.at(stands.due or view.now)))


def _judged_here(view: View, stands: MoneyBack) -> Answer | None:
    """Who stands above the shop, while a colleague decides a refused claim anew."""
    if stands.stage not in REFUSED or not _appealed(view, stands) or not view.says("overrules", "refuses"):
        return None
    appeal = view.enquiry(f"appeal:{_id_of(stands)}")
    if appeal is None or appeal.due_at is None or appeal.due_at <= view.now:
        return None
    return answer(say("utter_refund_judged_here", by=view.at(appeal.due_at)))


def _if_that_happens(view: View, stands: MoneyBack) -> Answer | None:
    """What the words name; None: only that it takes longer."""
    if view.says("bank_sends_it_back"):
        return answer(say("utter_refund_closed_card_if", hours=view.lasting(view.rules.promises.refund_failed)))
    if found := _if_it_never_comes(view, stands):
        return found
    if view.says("finds_wear") and stands.after_return:
        return answer(say("utter_refund_if_wear"))
    under_way = view.order.sent and view.received_at is None and not stands.after_return
    if under_way and view.says("left_at_door") and stands.stage not in {Stage.PAID, Stage.CARRIED_OUT}:
        if Guarantee.RETURN_7_DAYS in view.order.guarantees and stands.amount.amount:
            return answer(say("utter_refund_if_left_at_door", amount=view.money(stands.amount)))
        return answer(say("utter_return_refuse_instead"))
    if view.says("goes_back") and under_way and stands.stage not in {Stage.PAID, Stage.CARRIED_OUT}:
        said = say("utter_refund_if_it_goes_back", amount=view.money(stands.amount), to=_to(view, stands))
        return answer(said) if stands.amount.amount else None
    if view.says("refuses", "disagrees", "declined_again") and stands.stage not in REFUSED | _PAYS:
        return answer(say("utter_refund_if_refused"))
    if view.says("closed_card"):
        return _closed(view, stands)
    if view.says("coupon_back"):
        return _coupon(view)
    if view.says("comes_anyway", "still_sent"):
        return _comes_anyway(view, stands)
    return _sending_back(view, stands) if view.says("send_it_back") else None


def _if_it_never_comes(view: View, stands: MoneyBack) -> Answer | None:
    """Whether the money is safe: what never comes, or is kept by customs, is paid back."""
    named = view.says("never_comes_here", "money_safe", "declared_lost")
    if not named or view.order.paid_at is None or view.received_at is not None:
        return None
    if stands.stage not in {Stage.NONE, Stage.WITHDRAWN} or not stands.amount.amount:
        return None
    if view.order.status is OrderStatus.CANCELLED:
        return None
    amount = view.money(stands.amount)
    if not view.order.sent:
        return answer(say("utter_refund_safe_unsent", amount=amount))
    said = say("utter_refund_if_never_comes", amount=amount)
    if not view.says("declared_lost"):
        return answer(said)
    return answer(said, say("utter_refund_shall_i"), offer=Offer(asked=Asked.CONFIRM_REFUND, items=wished(view)))


def _comes_anyway(view: View, stands: MoneyBack) -> Answer:
    if stands.stage in {Stage.PAID, Stage.CARRIED_OUT}:
        return answer(say("utter_refund_comes_after_paid"))
    if stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_order_goes_on"))
    if view.received_at is not None:
        return answer(say("utter_refund_came_keep_or_return"))
    return answer(say("utter_refund_comes_refuse_or_keep"))


_NOTHING = frozenset({Stage.NONE, Stage.WITHDRAWN})


def what_next(view: View, question: Question) -> Answer | None:
    """What the consumer has to do, if anything, and what comes next."""
    stands = money_back(view)
    if found := _nothing_to_send(view, stands):
        return found
    if view.says("comes_anyway", "still_sent"):
        return _comes_anyway(view, stands)
    if view.says("wants_it_withdrawn"):
        return answer(say("utter_refund_do_not_withdraw"))
    if judged := _judged_here(view, stands):
        return judged
    if stands.stage in REFUSED and view.says("overrules") and not _appealed(view, stands):
        return answer(say("utter_refund_above_the_shop"), offer=offer(APPEAL, of=_id_of(stands)))
    if stands.stage in NOTHING_RUNS | {Stage.NOTED_PHOTO, Stage.NOTED_FAILED, Stage.RETURN_AGREED}:
        return status(view, question)
    if stands.stage is Stage.OWED:
        told = owed(view, stands)
        return answer(say("utter_refund_nothing_to_do"), *told.says, urge=told.urge)
    if stands.stage is Stage.PAID:
        return not_seen(view, stands) if view.says("not_in_account", "bank_statement") else _paid(view, stands)
    late = stands.late_by(view.now) is not None
    if late and not view.says("must_i_act"):
        return status(view, question)
    found = status(view, question) if late else when(view, question)
    return answer(say("utter_refund_nothing_to_do"), *found.says, urge=found.urge) if found else None


# Numbers, evidence


def which(view: View, question: Question) -> Answer | None:
    """The refund's number; the bank's number is the shop's payment team's, so a person asks them for it."""
    stands = money_back(view)
    if view.says("which_sooner") and stands.stage in NOTHING_RUNS and view.order.sent:
        return resend.faster(view, question)
    order_no = view.number(view.order.known_as)
    if view.says("which_is_faster") and stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        return _would_take(view, stands)
    if view.says("to_balance", "coupon_back", "credit_line") and not view.says("number_named"):
        return where_to(view, question)  # 退的是钱还是券
    if view.says("which_of_mine"):
        amount = view.money(stands.amount)
        return answer(say("utter_refund_which_order", goods=view.goods(), number=order_no, amount=amount))
    if stands.refund is None:
        return answer(say("utter_refund_no_number_yet", number=order_no))
    number = view.number(stands.refund.refund_id)
    if stands.stage is Stage.PAID:
        return answer(say("utter_refund_number_not_banks", number=number), do=ask_person(view, TRACE))
    if view.says("bank_number"):
        return answer(say("utter_refund_number_before_paid", number=number))
    return answer(say("utter_refund_number", number=number))


def evidence(view: View, question: Question) -> Answer | None:
    """What proves something here, and that nothing is needed where nothing is."""
    stands = money_back(view)
    if stands.stage is Stage.NOTED_PHOTO and stands.late_by(view.now) is None:
        return answer(say("utter_refund_photo_wanted", by=view.at(stands.due or view.now)))
    if view.says("promised_in_writing") and stands.stage not in REFUSED:
        return answer(say("utter_refund_promise_helps"))
    if stands.stage is Stage.PAID and view.says("bank_number"):
        return which(view, question)
    if stands.stage is Stage.PAID:
        return answer(say("utter_refund_statement_helps", at=view.at(stands.since)))
    if stands.stage in REFUSED:
        says = say("utter_refund_proof_helps")
        if _appealed(view, stands):
            return answer(says)
        return answer(says, say("utter_refund_appeal_offer"), offer=offer(APPEAL, of=_id_of(stands)))
    if view.order.sent and view.received_at is not None and stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_photo_if_faulty"))
    if view.says("bank_statement"):
        return answer(say("utter_refund_statement_not_needed"))
    return answer(say("utter_refund_no_proof_needed"))


# Wishes


def do_it(view: View, question: Question) -> Answer | None:
    """Ask for it; where it runs, say so and push; where it was declined, have it decided again."""
    stands = money_back(view)
    if stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        return _ask_for_it(view)
    if stands.stage in REFUSED and view.says("return_instead") and (found := _return_offered(view)):
        return found
    if stands.stage in REFUSED:
        return answer(do=_appeal(view, stands))
    if stands.stage is Stage.FAILED and view.says("other_account", "closed_card", "to_named_account"):
        return _other_account(view, stands)
    if stands.stage is Stage.PAID and view.says("not_in_account", "bank_statement", "bank_number"):
        return answer(do=ask_person(view, TRACE))
    if view.items and _differs(view, stands):
        return not_all(view, question)
    if stands.stage in {Stage.NOTED_APPROVAL, Stage.NOTED_SENT} and stands.late_by(view.now) is None:
        return _registered(view, stands)
    if less := _rest(view, stands):
        return less
    if stands.stage in NOTED or stands.stage in {Stage.PAID, Stage.CARRIED_OUT, Stage.RETURN_AGREED}:
        return status(view, question)
    if stands.stage is Stage.OWED and stands.late_by(view.now) is None:
        found = owed(view, stands)
        return answer(*found.says, push=True)
    return _push_wished(view, stands)


def _ask_for_it(view: View) -> Answer | None:
    """What our open question offers, the part that costs what they name, a sum that only the shop can grant, or all."""
    if _of_a_pack(view):
        return answer(say("utter_refund_pack_asked", merchant=view.shop), do=ask_person(view, PARTIAL))
    part = _part_worth(view)
    if part and part != _offered(view) and view.order.paid_at:
        return offer_part(view, part)
    if part is None and not view.items and view.received_at is not None and _other_sum(view) is not None:
        return for_keeping(view, Question(MATTER, Ask.DO_IT, 1.0, 1.0, True))
    offered = view.offered == Asked.CONFIRM_REFUND and (not view.items or view.items == _offered(view))
    return answer(then="affirm" if offered else "request_refund")


def for_keeping(view: View, question: Question) -> Answer | None:
    """A sum for keeping the goods: only the shop can grant it, so a colleague puts it to them."""
    wanted = _other_sum(view)
    if wanted is None:
        return None
    amount = _sum(view, wanted)
    if question.ask in {Ask.HOW_MUCH, Ask.MAY_I} and not view.enquiry(PARTIAL.name):
        said = say("utter_refund_partial_offer", amount=amount, merchant=view.shop)
        return answer(said, offer=offer(PARTIAL, text=view.said.as_written))
    said = say("utter_refund_partial_asked", amount=amount, merchant=view.shop)
    return answer(said, do=ask_person(view, PARTIAL))


def offer_part(view: View, part: Quantities) -> Answer:
    """The money of that part, asked before it is done."""
    said = say("utter_refund_may_part", goods=view.goods(part), amount=view.money(view.back(part)))
    keep = {"reason": reason} if isinstance(reason := (view.kept or {}).get("reason"), str) else {}
    asks = Offer(asked=Asked.CONFIRM_REFUND, items=part, keep=keep)
    return answer(said, say("utter_refund_shall_i"), offer=asks)


def _found(view: View, stands: MoneyBack) -> Answer | None:
    """They have found what was paid."""
    if stands.stage is not Stage.PAID or not view.says("found_the_money") or view.said.asks_of_us:
        return None
    return answer(say("utter_refund_found", amount=view.money(stands.amount)))


def confirm(view: View, question: Question) -> Answer | None:
    """Is it so? A yes to what we asked does it; else what they suppose is confirmed or put right."""
    stands = money_back(view)
    if view.offered in _CONFIRMS:
        part = _part_worth(view)
        if part and part != _offered(view) and view.order.paid_at and stands.stage in NOTHING_RUNS:
            return offer_part(view, part)
        return answer(then="affirm")
    if view.says("secret_code"):
        return answer(say("utter_refund_no_codes"))
    if found := _found(view, stands):
        return found
    if view.order.paid_at is None:
        return status(view, question)
    if view.says("names_account", "credit_line", "to_balance", "closed_card", "other_account", "asks_where"):
        return where_to(view, question)
    if stands.stage in {Stage.NOTED_APPROVAL, Stage.NOTED_SENT} and stands.late_by(view.now) is None:
        return _registered(view, stands)
    if stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        part = view.items or _part_worth(view)
        if part is None and (view.said.only_wants_money or not view.said.asks_of_us):
            return do_it(view, question)  # which asks before it does anything
        return offer_part(view, part) if part else _may_have(view, question)
    return status(view, question)


def deny(view: View, _question: Question) -> Answer | None:
    """No to what we asked; beside that only what is missing of a refund is disputed with a no."""
    return answer(then="deny") if view.offered in _CONFIRMS else None


def _registered(view: View, stands: MoneyBack) -> Answer:
    """It is asked for already, and who has it: nobody has to ask twice."""
    amount, by = view.money(stands.amount), view.at(stands.due or view.now)
    if stands.stage is Stage.NOTED_APPROVAL:
        said = say("utter_refund_registered_colleague", amount=amount, by=by)
    else:
        said = say("utter_refund_registered_shop", amount=amount, at=view.at(stands.since), by=by)
    if view.says("send_it_back"):
        found = _sending_back(view, stands)
        return answer(said, *(found.says if found else ()))
    return answer(said)


def not_all(view: View, question: Question) -> Answer | None:
    """Only a part of it: asked for so, or changed to it where all was asked for."""
    stands = money_back(view)
    if stands.stage in NOTHING_RUNS and same_as_offered(view):
        return answer(then="affirm")
    if _of_a_pack(view) and view.enquiry(PARTIAL.name):
        return answer(say("utter_refund_rest_stays"))
    if _of_a_pack(view) and stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_pack_asked", merchant=view.shop), do=ask_person(view, PARTIAL))
    if stands.stage in NOTHING_RUNS:
        return answer(then="request_refund")
    pieces = sum(item.quantity for item in view.order.items)
    all_of_it = stands.amount == view.order.total and view.says("whole_order")
    if all_of_it and stands.stage in {Stage.NOTED_APPROVAL, Stage.NOTED_SENT} and stands.late_by(view.now) is None:
        return _registered(view, stands)  # 两瓶全退
    if not view.items and pieces > 1 and stands.stage in NOTED | WITH_SHOP:
        return answer(say("utter_refund_which_part", amount=view.money(stands.amount)))
    if stands.stage is Stage.PAID or not view.items:
        return how_much(view, question)
    if not _differs(view, stands):
        return answer(*_sum_of(view, stands), say("utter_refund_rest_stays"))
    goods, amount = view.goods(view.items), view.money(paid_for(view.order, view.items))
    if stands.stage in NOTED:
        again = Offer(asked=Asked.CONFIRM_REFUND, items=view.items)
        return answer(say("utter_refund_change_to_part", goods=goods, amount=amount), then="withdraw", offer=again)
    if stands.stage in WITH_SHOP:
        return answer(say("utter_refund_change_at_shop", goods=goods, amount=amount), do=ask_person(view, ASK_SHOP))
    return status(view, question)


def another_part(view: View, stands: MoneyBack) -> Quantities | None:
    """The part that they name in place of the one that our open question is about: not the bag, I meant the needles."""
    offered, named = _offered(view), view.named
    if offered is None or named is None or stands.stage not in NOTHING_RUNS or overlaps(offered, named):
        return None
    return named


def same_as_offered(view: View) -> bool:
    """Whether a wish limits itself to what our open question offers: good, these three, and I keep the others."""
    offered = _offered(view)
    if offered is None or view.offered == Asked.CONFIRM_RETURN or not view.said.plain_yes:
        return False
    return view.named is not None and sorted(view.named) == sorted(offered)


def _differs(view: View, stands: MoneyBack) -> bool:
    """Whether they speak of another part than was asked for."""
    asked = stands.items if stands.items is not None else all_items(view.order)
    return bool(view.items) and sorted(view.items or ()) != sorted(asked)


def undo(view: View, _question: Question) -> Answer | None:
    """Take it back: what runs through us ourselves, what runs at the shop by asking the shop."""
    stands = money_back(view)
    if other := another_part(view, stands):
        return offer_part(view, other)
    if view.offered in _CONFIRMS and stands.stage in NOTHING_RUNS:
        return answer(then="deny")
    if view.said.undoes_nothing:
        return _not_undone(view, stands)
    if taking_back := view.open_remedy(RemedyKind.WITHDRAW):
        return answer(say("utter_refund_withdrawal_runs", by=view.at(taking_back.due_at or view.now)))
    if view.open_remedy(*MONEY_BACK):
        return answer(then="withdraw")
    if stands.stage in WITH_SHOP | {Stage.FAILED}:
        return answer(say("utter_refund_withdraw_at_shop"), do=ask_person(view, ASK_SHOP))
    if stands.stage in {Stage.PAID, Stage.CARRIED_OUT}:
        return answer(say("utter_refund_paid_cannot_undo", amount=view.money(stands.amount)))
    if stands.stage is Stage.OWED:
        return answer(say("utter_cancel_cannot_undo"))
    return answer(say("utter_refund_nothing_to_undo"))


def _not_undone(view: View, stands: MoneyBack) -> Answer:
    """They only ask what would follow, or change their mind about the undoing."""
    if view.says("still_may", "asks_whether"):
        return answer(say("utter_refund_again_after_undo"))
    running = view.enquiry(ASK_SHOP.name) is not None
    if stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_nothing_to_undo"))
    return answer(say("utter_refund_goes_on"), then="withdraw" if running else None)


def change(view: View, question: Question) -> Answer | None:
    """Another account, another reason, another sum, fewer items."""
    stands = money_back(view)
    if view.says("closed_card"):
        return _closed(view, stands)
    if view.says("other_account", "to_balance", "names_account"):
        return _other_account(view, stands)
    if view.items and _differs(view, stands):
        return not_all(view, question)
    if stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        return answer(then="request_refund")
    if stands.stage in {Stage.PAID, Stage.CARRIED_OUT, Stage.OWED} | REFUSED:
        return status(view, question)
    words = view.said.as_written.strip().rstrip("。.!！")
    if len(words) <= _QUOTED[view.english]:
        return answer(say("utter_refund_change_in_words", words=words), do=ask_person(view, ASK_SHOP))
    return answer(say("utter_refund_change_passed_on"), do=ask_person(view, ASK_SHOP))


_QUOTED = {False: 40, True: 110}
"""Up to how many characters of their words are said back: Chinese, English."""


def report(view: View, question: Question) -> Answer | None:
    """Paid and not seen, less than agreed, the shop wants it withdrawn, the goods came."""
    stands = money_back(view)
    if view.says("wants_it_withdrawn"):
        return answer(say("utter_refund_do_not_withdraw"))
    if view.says("closed_card"):
        return _closed(view, stands)
    if view.says("refunded_wrongly") and stands.refund:
        return answer(say("utter_refund_wrong_one"), do=ask_person(view, SUM_CHECK))
    if stands.stage in NOTED and view.said.keeps_the_goods:
        return undo(view, question)
    if view.says("page_fails") and stands.stage is Stage.NONE:
        return answer(then="request_refund")
    if less := _rest(view, stands):
        return less
    if view.says("less_than_paid") and stands.refund:
        return how_much(view, question)
    if stands.stage is Stage.PAID:
        return not_seen(view, stands)
    if view.says("comes_anyway") and stands.stage not in NOTHING_RUNS:
        return _comes_anyway(view, stands)
    if stands.stage is Stage.NONE:
        return None
    return status(view, question)


def not_seen(view: View, stands: MoneyBack) -> Answer:
    """Where to look, and what we do if it is not there: a person asks the shop's payment team."""
    at, to, amount = view.at(stands.since), _to(view, stands), view.money(stands.amount)
    if view.enquiry(TRACE.name):
        return answer(do=ask_person(view, TRACE))
    if view.says("bank_statement", "bank_number") and view.says("not_in_account"):
        return answer(
            say("utter_refund_paid_not_on_statement", amount=amount, at=at, to=to), do=ask_person(view, TRACE)
        )
    look = say("utter_refund_look_at_statement", amount=amount, at=at, to=to)
    return answer(look, say("utter_refund_trace_offer"), offer=offer(TRACE, text=view.said.as_written))


def complain(view: View, question: Question) -> Answer | None:
    """Angry about the wait: how late it is and a push, or by when it is due."""
    stands = money_back(view)
    if stands.stage in NOTHING_RUNS and stands.stage not in REFUSED:
        return None
    if stands.late_by(view.now) is not None:
        return overdue(view, question)
    if stands.stage in WITH_SHOP and stands.due and not _pushed_already(view, stands):
        found = why(view, question)
        return replace(found, push=True) if found and not found.urge else found
    return when(view, question)


def how(view: View, question: Question) -> Answer | None:
    """We do it for them: a word is enough."""
    stands = money_back(view)
    if view.says("gives_account"):
        return answer(say("utter_refund_no_card_number"))
    if stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        return answer(then="request_refund")
    return what_next(view, question)


# What the words ask beside the ask


def heeding(cell: Cell) -> Cell:
    """The cell, after what the words rule out (only later, not the rest), with what else they ask (and where to?)."""

    def heard(view: View, question: Question) -> Answer | None:
        stands = money_back(view)
        before = _beforehand(view, question, stands)
        found = before or cell(view, question)
        if found is None or found.then or not found.says:
            return found
        more = _also(view, question, stands, found) if before is None else _beside_that(view, question, before)
        if found.offer and more:  # our question stays the last thing said
            return replace(found, says=(*more, *found.says))
        return replace(found, says=(*found.says, *more))

    return heard


def _beforehand(view: View, question: Question, stands: MoneyBack) -> Answer | None:
    if question.matter is MATTER and (found := _charged(view, question) or _of_the_rest(view, question, stands)):
        return found
    if question.matter is MATTER and view.said.taken_back and stands.stage in WITH_SHOP:
        return undo(view, question)
    if question.matter is MATTER and stands.stage is Stage.NONE and view.says("rules_asked"):
        return answer(then="ask_refund_policy")
    runs = stands.stage in WITH_SHOP | NOTED | {Stage.OWED}
    if question.matter is MATTER and question.ask in _ELSEWHERE and runs and view.says("other_account"):
        return _other_account(view, stands)
    unpaid = view.order.paid_at is None and not view.order.refunds and bool(view.order.total.amount)
    if unpaid and view.says("charges_anyway") and view.offered not in _CONFIRMS:
        return answer(say("utter_payment_never_charged", goods=view.goods()))
    of_money = question.ask in _OF_MONEY or (stands.stage in NOTED and question.ask in _INSTEAD)
    if question.matter is MATTER and unpaid and of_money and view.offered not in _CONFIRMS:
        return answer(say("utter_refund_nothing_paid"))
    swap = exchange_at_shop(view) if stands.stage in {Stage.NONE, Stage.WITHDRAWN} else None
    instead = question.matter is MATTER and question.ask in _INSTEAD and view.offered not in _CONFIRMS
    if swap and swap.live and instead:
        return money_instead(view, question)
    named = question.matter is MATTER and view.items is not None and view.says("leave_alone")
    named = named and not view.says("others_stay")  # 纸的钱退我 别的千万别动: the goods named are those that go
    if named or (view.says("not_the_rest") and question.ask is not Ask.WHY):
        return _not_the_rest(view, stands)
    if view.says("only_then") and stands.stage in {Stage.NONE, Stage.WITHDRAWN} and question.ask is not Ask.WHEN:
        return _only_then(view, stands)
    asked = question.ask in _OF_COST and (question.matter is not Matter.CANCEL or view.order.sent)
    if view.says("costs_me") and asked and stands.stage in {Stage.NONE, Stage.WITHDRAWN} | NOTED:
        return _costs(view)
    waits = stands.stage in {Stage.RETURN_AGREED, Stage.RETURN_SENT}
    if view.says("denies_getting_it") and waits:
        return _denied(view, stands)
    if stands.stage in REFUSED and question.matter is MATTER and view.says("where_to_put_it"):
        return evidence(view, question)
    return None


def _beside_that(view: View, question: Question, told: Answer) -> tuple[Say, ...]:
    """What the same words ask beside what was told first: what becomes of the compensation, how long it still takes."""
    kept = compensation_beside(view) if question.ask in _GIVING_UP | _OF_MONEY else ()
    whole = replace(view, items=None, named=None)
    runs = money_back(whole).stage not in NOTHING_RUNS
    later = when(whole, question) if view.says("asks_when") and runs and not kept else None
    more = (*kept, *(later.says[-1:] if later and not later.do else ()))
    return tuple(one for one in more if one not in told.says)


def _charged(view: View, question: Question) -> Answer | None:
    """Unpaid here though they were charged, which a person checks: the bank gives back what never reached us."""
    checked = view.enquiry("check_payment")
    if view.order.paid_at is not None or checked is None or checked.due_at is None or checked.due_at <= view.now:
        return None
    if question.ask in {Ask.UNDO, Ask.EVIDENCE}:
        return None
    by = view.at(checked.due_at)
    if question.ask is Ask.WHERE_TO:
        return answer(say("utter_refund_charge_where"), say("utter_refund_charge_checked", by=by))
    return answer(say("utter_refund_charge_checked", by=by))


def _not_the_rest(view: View, stands: MoneyBack) -> Answer | None:
    """Whether the goods that they name (else: the others) are in what was asked for or is about to be."""
    kept = _offered(view)
    asking = None if stands.stage in NOTHING_RUNS else stands.items or all_items(view.order)
    about = asking or kept
    if view.order.status is OrderStatus.CANCELLED:
        return None
    if about is None or (view.items and not overlaps(about, view.items)):
        return answer(say("utter_refund_rest_untouched", goods=view.goods(view.items)))
    if not _part(view, about):
        return answer(say("utter_refund_is_for_all", amount=view.money(stands.amount)))
    again = Offer(asked=Asked(view.offered), items=about) if view.offered in _CONFIRMS and asking is None else None
    return answer(say("utter_refund_only_these", goods=view.goods(about)), offer=again)


def _only_then(view: View, stands: MoneyBack) -> Answer | None:
    """Not now: only if it has not left or come by then. Yes, and nothing is lost by waiting."""
    if view.order.paid_at is None or view.received_at is not None or not stands.amount.amount:
        return None
    if view.order.status is OrderStatus.CANCELLED:
        return None
    amount = view.money(stands.amount)
    if not view.order.at_shop(view.items):
        return answer(say("utter_refund_only_then_under_way", amount=amount))
    return answer(say("utter_refund_only_then_unsent", amount=amount))


def _denied(view: View, stands: MoneyBack) -> Answer:
    """The shop says that the goods never came back: the courier's record counts, and a person holds it against them."""
    said = say("utter_refund_signed_counts", amount=view.money(stands.amount))
    if stands.stage is Stage.RETURN_AGREED:
        return answer(say("utter_refund_tell_number", amount=view.money(stands.amount)))
    return answer(said, do=ask_person(view, RETURN_CHECK))


_ELSEWHERE = frozenset({Ask.DO_IT, Ask.MAY_I, Ask.NOT_ALL, Ask.COMPLAIN, Ask.REPORT})
_GIVING_UP = frozenset({Ask.WHAT_IF, Ask.MAY_I, Ask.HOW_MUCH, Ask.WHAT_NEXT})
_OF_MONEY = frozenset({Ask.CONFIRM, Ask.STATUS, Ask.WHEN, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.HOW_LONG_OVERDUE})
"""Of an order that was never paid, these have one answer, whatever was asked for."""
_INSTEAD = frozenset({Ask.DO_IT, Ask.MAY_I, Ask.NOT_ALL, Ask.HOW, Ask.WHAT_IF, Ask.CHANGE, Ask.CONFIRM})
"""Asked for the money while an exchange runs, these are about the money instead of the new one."""
_OF_COST = frozenset({Ask.MAY_I, Ask.WHAT_IF, Ask.HOW_MUCH, Ask.WHO, Ask.WHAT_NEXT, Ask.COMPLAIN})
_TOLD_BESIDE = frozenset({Ask.WHEN, Ask.STATUS, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.HOW_LONG_OVERDUE, Ask.MAY_I})
_TIMES = frozenset({Ask.WHEN, Ask.STATUS, Ask.HOW_LONG_OVERDUE, Ask.WHAT_NEXT})


def _also(view: View, question: Question, stands: MoneyBack, found: Answer) -> tuple[Say, ...]:
    """Where to, how much, and what becomes of the compensation, if the same words ask it and the answer does not tell.

    At most one sentence each.
    """
    if question.ask in _GIVING_UP and (kept := compensation_beside(view)):
        return tuple(one for one in kept if one not in found.says)
    if question.ask not in _TOLD_BESIDE or found.offer:
        return ()
    told = {name for one in found.says for name in one.values}
    more: list[Say] = []
    untold = "to" not in told or view.says("credit_line", "to_balance")
    if view.says("asks_where") and question.ask is not Ask.WHERE_TO and view.order.paid_at and untold:
        there = where_to(view, question)
        more += there.says[:1] if there and not there.do else ()
    if (
        view.says("asks_how_much")
        and question.ask is not Ask.HOW_MUCH
        and "amount" not in told
        and stands.amount.amount
    ):
        more += _sum_alone(view, stands)[:1]
    if view.says("asks_when") and question.ask not in _TIMES:
        later = when(view, question)
        told_first = stands.stage is Stage.PAID
        more += (later.says[:1] if told_first else later.says[-1:]) if later and not later.do else ()
    return tuple(one for one in more if one not in found.says)


# Parts


def _offered(view: View) -> Quantities | None:
    """What our open question is about; None: all of it, or no such question."""
    kept = (view.kept or {}).get("items") if view.offered in _CONFIRMS else None
    return tuple((str(sku), int(n)) for sku, n in kept) or None if isinstance(kept, list | tuple) else None


def wished(view: View) -> Quantities | None:
    """The part that the words name, else the one that our open question is about; None: all of it."""
    return view.named or _offered(view) or view.items


def _coupon(view: View, *first: Say) -> Answer:
    return answer(*first, say("utter_refund_coupon_unknown"), do=ask_person(view, COUPON))


def _part(view: View, items: Quantities | None) -> bool:
    return items is not None and sorted(items) != sorted(all_items(view.order))


def _scope(stands: MoneyBack) -> RefundScope:
    return stands.refund.scope if stands.refund else RefundScope.GOODS


def _reason(stands: MoneyBack) -> str:
    if stands.refund:
        return said_by(stands.refund.decision)
    return said_by(stands.remedy.answer or "") if stands.remedy else ""


def _id_of(stands: MoneyBack) -> str:
    if stands.refund:
        return stands.refund.refund_id
    return str(stands.remedy.remedy_id) if stands.remedy else ""


def _appeal(view: View, stands: MoneyBack) -> Do:
    return Do(deed=APPEAL, kept={"of": _id_of(stands), "text": view.said.as_written})


def _takes_appeal(view: View) -> bool:
    """Whether we have offered to have it decided again, and they go on against the refusal: that is a yes."""
    offered = view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == APPEAL.name
    return offered and view.says("not_accepted")


def _appealed(view: View, stands: MoneyBack) -> bool:
    return view.enquiry(f"appeal:{_id_of(stands)}") is not None


def _to(view: View, stands: MoneyBack) -> str:
    return view.goes_to(stands.refund)


def _hours(view: View) -> str:
    return view.lasting(view.rules.promises.refund)


def _days(view: View) -> str:
    return view.lasting(view.rules.promises.refund_returned)


def _first(found: Answer) -> tuple[Say, ...]:
    return found.says[:1]


_CELLS: dict[Ask, Cell] = {
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
    Ask.EVIDENCE: evidence,
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


def _given(said: Reading, near: Sequence[Matter], _asked: str | None) -> Ask | None:
    """The bank's number of the payment, by which a refund is found."""
    return Ask.WHICH if MATTER in near and said.says("bank_flow_number") else None


CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_REFUND,
    matter=MATTER,
    verbs=Verbs.REFUND,
    kinds=MONEY_BACK,
    wish="request_refund",
    then=Then.REFUND,
    waits=True,
    covers=frozenset({"request_refund", "ask_refund_policy"}),
    of_items=True,
    in_full=("utter_confirm_refund_unsent", "utter_confirm_refund_under_way", "utter_confirm_refund_received"),
    in_few_words=lambda said: say("utter_still_refund", goods=said["goods"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(TRACE, OTHER_ACCOUNT, ASK_SHOP, COUPON, SUM_CHECK, RETURN_CHECK, PARTIAL, APPEAL),
    questions=(CONFIRM,),
    intents=("request_refund", "ask_refund_status", "ask_refund_policy"),
    topic="ask_refund_status",
    left=Verbs.RETURN,
    opens=TOLD_WHOLE - {Ask.DO_IT, Ask.WHY, Ask.REPORT, Ask.COMPLAIN},
    rank=relevance.refund,
    given=_given,
    done_by=GIVEN_BACK | {Matter.DAMAGE},
    by_a_word=True,
    of_money=True,
    sent_back=True,
)
