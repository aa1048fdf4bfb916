"""May it be had back, what if something comes between, and what comes next."""

from __future__ import annotations

from actions.matters.answer import Answer, Offer, answer, by_when, offer, say
from actions.matters.exchange.money import money_offered
from actions.matters.goods import exchange_at_shop, left_out
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, MoneyBack, Stage, money_back
from actions.matters.parcels import items_lost, offer_of_money, resend_button
from actions.matters.refund.deeds import APPEAL, appealed, ask_for_coupon, id_of
from actions.matters.refund.parts import SHOP_PAYS, goes_to, returned_within, wished
from actions.matters.refund.stages import not_seen, owed, paid_out, push_wished
from actions.matters.refund.standing import closed_account, other_account, status
from actions.matters.refund.sums import rest_wanted
from actions.matters.refund.timing import when
from actions.matters.view import View
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.money import Money
from careline.core.orders import Guarantee, OrderStatus, Quantities, RefundKind
from understanding.condition_words import Then
from understanding.context import Question
from understanding.taxonomy import Matter


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
        return other_account(view, stands)
    if view.says("decide_it_yourselves"):
        return _by_us(view, stands)
    if view.says("be_faster") and stands.stage not in NOTHING_RUNS | NOTED | {Stage.PAID, Stage.CARRIED_OUT}:
        return push_wished(view, stands)
    if view.says("send_it_back", "goods_meanwhile"):
        return sending_back(view, stands)
    if view.says("coupon_returns"):
        return ask_for_coupon(view)
    if less := rest_wanted(view, stands):
        return less
    if stands.stage not in {Stage.NONE, Stage.WITHDRAWN}:
        return status(view, question)
    return may_have(view, question)


def _instead_of_exchange(view: View, stands: MoneyBack) -> Answer | None:
    """The money in place of an exchange that is under way at the shop."""
    running = any(one.live and one.kind is RefundKind.EXCHANGE for one in view.order.refunds)
    return money_offered(view) if running and stands.stage in {Stage.NONE, Stage.WITHDRAWN} else None


def may_have(view: View, question: Question) -> Answer | None:
    """It can be had back: of what has not come we ask at once whether we shall."""
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
    return return_offered(view) or answer(then="ask_refund_policy")


def return_offered(view: View) -> Answer | None:
    """Sent back without a reason, with its sum; None where that is not possible."""
    may = view.may_go_back(wished(view))
    if may is None or may.until is None:
        return None
    said = say(
        "utter_refund_may_return", amount=view.money(may.amount), until=view.at(may.until), days=returned_within(view)
    )
    rest = (*left_out(view, may), say("utter_return_part_may", goods=view.goods(may.items))) if may.left_out else ()
    asks = Offer(asked=Asked.CONFIRM_RETURN, items=may.items)
    return answer(*rest, said, say("utter_refund_return_shall_i"), offer=asks)


def _by_us(view: View, stands: MoneyBack) -> Answer:
    """We cannot decide for the shop at once; what a person here can do."""
    if stands.stage is Stage.NOTED_APPROVAL:
        return answer(say("utter_refund_not_by_me_but_colleague", by=view.at(stands.due or view.now)))
    if stands.stage in REFUSED:
        said = say("utter_refund_we_decide_again")
        return answer(said, offer=offer(APPEAL, of=id_of(stands)))
    if stands.stage in {Stage.APPROVED, Stage.RETURN_BACK, Stage.OWED, Stage.FAILED}:
        return answer(say("utter_refund_shop_has_to_pay"), urge=_push(view, stands))
    return answer(say("utter_refund_not_by_us"), urge=_push(view, stands))


def _push(view: View, stands: MoneyBack) -> BlockKind | None:
    late = stands.late_by(view.now) is not None and stands.stage not in NOTED
    return BlockKind.REFUND if late else None


def sending_back(view: View, stands: MoneyBack) -> Answer | None:
    """Whether the goods have to be sent back, and when."""
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


_NOTHING = frozenset({Stage.NONE, Stage.WITHDRAWN})


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
    if stands.stage not in REFUSED or not appealed(view, stands) or not view.says("overrules", "refuses"):
        return None
    appeal = view.enquiry(f"appeal:{id_of(stands)}")
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
        said = say("utter_refund_if_it_goes_back", amount=view.money(stands.amount), to=goes_to(view, stands))
        return answer(said) if stands.amount.amount else None
    if view.says("refuses", "disagrees", "declined_again") and stands.stage not in REFUSED | SHOP_PAYS:
        return answer(say("utter_refund_if_refused"))
    if view.says("closed_card"):
        return closed_account(view, stands)
    if view.says("coupon_back"):
        return ask_for_coupon(view)
    if view.says("comes_anyway", "still_sent"):
        return comes_anyway(view, stands)
    return sending_back(view, stands) if view.says("send_it_back") else None


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


def comes_anyway(view: View, stands: MoneyBack) -> Answer:
    """The goods come although the money was asked back."""
    if stands.stage in {Stage.PAID, Stage.CARRIED_OUT}:
        return answer(say("utter_refund_comes_after_paid"))
    if stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_order_goes_on"))
    if view.received_at is not None:
        return answer(say("utter_refund_came_keep_or_return"))
    return answer(say("utter_refund_comes_refuse_or_keep"))


def what_next(view: View, question: Question) -> Answer | None:
    """What the consumer has to do, if anything, and what comes next."""
    stands = money_back(view)
    if found := _nothing_to_send(view, stands):
        return found
    if view.says("comes_anyway", "still_sent"):
        return comes_anyway(view, stands)
    if view.says("wants_it_withdrawn"):
        return answer(say("utter_refund_do_not_withdraw"))
    if judged := _judged_here(view, stands):
        return judged
    if stands.stage in REFUSED and view.says("overrules") and not appealed(view, stands):
        return answer(say("utter_refund_above_the_shop"), offer=offer(APPEAL, of=id_of(stands)))
    if stands.stage in NOTHING_RUNS | {Stage.NOTED_PHOTO, Stage.NOTED_FAILED, Stage.RETURN_AGREED}:
        return status(view, question)
    if stands.stage is Stage.OWED:
        told = owed(view, stands)
        return answer(say("utter_refund_nothing_to_do"), *told.says, urge=told.urge)
    if stands.stage is Stage.PAID:
        return not_seen(view, stands) if view.says("not_in_account", "bank_statement") else paid_out(view, stands)
    late = stands.late_by(view.now) is not None
    if late and not view.says("must_i_act"):
        return status(view, question)
    found = status(view, question) if late else when(view, question)
    return answer(say("utter_refund_nothing_to_do"), *found.says, urge=found.urge) if found else None
