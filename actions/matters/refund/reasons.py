"""Who decides, why it was decided so or takes so long, and what proves something."""

from __future__ import annotations

from actions.matters.answer import Answer, answer, offer, say
from actions.matters.called_off import why_cancelled
from actions.matters.enquiries import ask_person
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, MoneyBack, Stage, money_back
from actions.matters.refund.deeds import APPEAL, TRACE, appealed, decide_again, id_of, takes_appeal
from actions.matters.refund.parts import goes_to, reason_told, returned_within, wished
from actions.matters.refund.stages import declined, owed, would_take
from actions.matters.refund.standing import status, which
from actions.matters.refund.sums import how_much, rest_wanted, why_less, would_be
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.orders import Actor, RefundScope
from understanding.context import Question
from understanding.taxonomy import Matter


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
    if takes_appeal(view):
        return answer(do=decide_again(view, stands))
    decided = stands.refund.decided_by if stands.refund else None
    if decided is Actor.PLATFORM or (stands.remedy and stands.remedy.answer_code == "agent"):
        said = say("utter_refund_declined_by_us")
    elif decided is Actor.MERCHANT or stands.remedy:
        said = say("utter_refund_declined_by_shop", merchant=shop)
    else:
        said = say("utter_refund_declined_by_unknown")
    if appealed(view, stands):
        return answer(said, do=decide_again(view, stands))
    asks = say("utter_refund_we_decide_again") if view.says("who_decides") else say("utter_refund_appeal_offer")
    return answer(said, asks, offer=offer(APPEAL, of=id_of(stands)))


def why(view: View, question: Question) -> Answer | None:
    """Why it was declined, is less, or takes so long; what nobody told us is said so, and the shop is pushed."""
    stands = money_back(view)
    if found := _why_by_shop(view, stands) or rest_wanted(view, stands):
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
        return answer(say("utter_refund_why_goods_first", days=returned_within(view)))
    if stands.stage is Stage.RETURN_BACK:
        return answer(say("utter_refund_why_days", days=returned_within(view), due=due))
    if stands.stage in {Stage.UNDECIDED, Stage.RETURN_UNDECIDED}:
        return answer(say("utter_refund_why_shop_decides", amount=view.money(stands.amount), due=due))
    if stands.due:
        return answer(say("utter_refund_why_still_in_time", due=due))
    return status(view, question)


def _why_bounced(view: View, stands: MoneyBack) -> Answer:
    said = say("utter_refund_bounced_why", to=goes_to(view, stands), amount=view.money(stands.amount))
    return answer(*reason_told(stands), said)


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
        return would_take(view, stands)
    items = wished(view)
    less = view.order.paid_at and why_less(view, view.back(items), items, RefundScope.GOODS)
    return would_be(view) if less else None


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
        if appealed(view, stands):
            return answer(says)
        return answer(says, say("utter_refund_appeal_offer"), offer=offer(APPEAL, of=id_of(stands)))
    if view.order.sent and view.received_at is not None and stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_photo_if_faulty"))
    if view.says("bank_statement"):
        return answer(say("utter_refund_statement_not_needed"))
    return answer(say("utter_refund_no_proof_needed"))
