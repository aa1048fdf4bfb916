"""When the money is there, what has to happen first, and how late it is."""

from __future__ import annotations

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, MoneyBack, Stage, money_back
from actions.matters.refund.parts import SHOP_PAYS, first_said, goes_to, paid_within, returned_within
from actions.matters.refund.stages import paid_out, shop_urged, would_take
from actions.matters.refund.standing import status
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.remedies import RemedyKind
from understanding.context import Question


def when(view: View, question: Question) -> Answer | None:
    """By when the money is there; what has to happen first."""
    stands = money_back(view)
    late = stands.late_by(view.now) is not None
    to, hours, days = goes_to(view, stands), paid_within(view), returned_within(view)
    by = view.at(stands.due or view.now)
    if _allowed(view, stands):
        return overdue(view, question)
    if view.says("agreed_when") and stands.refund and (agreed := stands.refund.approved_at):
        said = say("utter_refund_agreed_and_due", agreed=view.at(agreed), due=by, amount=view.money(stands.amount))
        return answer(said, urge=BlockKind.REFUND if late else None)
    if late and stands.stage in SHOP_PAYS and (urged := shop_urged(view)):
        until, amount = view.at(urged.due_at or view.now), view.money(stands.amount)
        return answer(say("utter_refund_new_date_asked", amount=amount, by=until))
    if late or stands.stage in {Stage.OWED, Stage.NOTED_FAILED, Stage.FAILED, Stage.CARRIED_OUT} | REFUSED:
        return status(view, question)
    if stands.stage is Stage.PAID:
        return answer(*first_said(paid_out(view, stands)), say("utter_refund_bank_takes"))
    if stands.stage is Stage.NONE:
        return would_take(view, stands)
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
    kind, amount, to = stands.remedy.kind if stands.remedy else None, view.money(stands.amount), goes_to(view, stands)
    if not stands.amount.amount:
        return say("utter_refund_answer_by", by=by)
    if kind is RemedyKind.RETURN:
        return say("utter_refund_answer_then_returned", by=by, days=returned_within(view), amount=amount, to=to)
    promises = view.rules.promises
    hours = view.lasting(promises.cancelled_refund) if kind is RemedyKind.CANCEL else paid_within(view)
    return say("utter_refund_answer_then_paid", by=by, hours=hours, amount=amount, to=to)


def _then_within(view: View, stands: MoneyBack) -> Say:
    kind = stands.remedy.kind if stands.remedy else RemedyKind.REFUND
    if kind is RemedyKind.RETURN:
        return say("utter_money_back_after_return", days=returned_within(view))
    if kind is RemedyKind.CANCEL:
        within = view.lasting(view.rules.promises.cancelled_refund)
        return say("utter_refund_after_cancel_within", hours=within)
    return say("utter_money_back_within", hours=paid_within(view))


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
