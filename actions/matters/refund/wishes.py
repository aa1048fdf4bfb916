"""What they want done: asked for, for a part only, taken back, changed; and what they report or complain of."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, Offer, answer, offer, say
from actions.matters.enquiries import ask_person
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, WITH_SHOP, MoneyBack, Stage, money_back
from actions.matters.refund.deeds import ASK_SHOP, MATTER, PARTIAL, SUM_CHECK, TRACE, decide_again
from actions.matters.refund.outlook import comes_anyway, may_have, return_offered, sending_back, what_next
from actions.matters.refund.parts import CONFIRMS, in_money, offered_part
from actions.matters.refund.reasons import why
from actions.matters.refund.stages import not_seen, owed, push_wished, pushed_already
from actions.matters.refund.standing import closed_account, other_account, status, where_to
from actions.matters.refund.sums import how_much, of_a_pack, other_sum, part_worth, rest_wanted, sum_of
from actions.matters.refund.timing import overdue, when
from actions.matters.view import View
from actions.memory import Asked
from careline.core.orders import Quantities
from careline.core.paid import all_items, paid_for
from careline.core.remedies import MONEY_BACK, RemedyKind, overlaps
from understanding.context import Question
from understanding.taxonomy import Ask


def do_it(view: View, question: Question) -> Answer | None:
    """Ask for it; where it runs, say so and push; where it was declined, have it decided again."""
    stands = money_back(view)
    if stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        return _ask_for_it(view)
    if stands.stage in REFUSED and view.says("return_instead") and (found := return_offered(view)):
        return found
    if stands.stage in REFUSED:
        return answer(do=decide_again(view, stands))
    if stands.stage is Stage.FAILED and view.says("other_account", "closed_card", "to_named_account"):
        return other_account(view, stands)
    if stands.stage is Stage.PAID and view.says("not_in_account", "bank_statement", "bank_number"):
        return answer(do=ask_person(view, TRACE))
    if view.items and _differs(view, stands):
        return not_all(view, question)
    if stands.stage in {Stage.NOTED_APPROVAL, Stage.NOTED_SENT} and stands.late_by(view.now) is None:
        return _registered(view, stands)
    if less := rest_wanted(view, stands):
        return less
    if stands.stage in NOTED or stands.stage in {Stage.PAID, Stage.CARRIED_OUT, Stage.RETURN_AGREED}:
        return status(view, question)
    if stands.stage is Stage.OWED and stands.late_by(view.now) is None:
        found = owed(view, stands)
        return answer(*found.says, push=True)
    return push_wished(view, stands)


def _ask_for_it(view: View) -> Answer | None:
    """What our open question offers, the part that costs what they name, a sum that only the shop can grant, or all."""
    if of_a_pack(view):
        return answer(say("utter_refund_pack_asked", merchant=view.shop), do=ask_person(view, PARTIAL))
    part = part_worth(view)
    if part and part != offered_part(view) and view.order.paid_at:
        return offer_part(view, part)
    if part is None and not view.items and view.received_at is not None and other_sum(view) is not None:
        return for_keeping(view, Question.certain(MATTER, Ask.DO_IT))
    offered = view.offered == Asked.CONFIRM_REFUND and (not view.items or view.items == offered_part(view))
    return answer(then="affirm" if offered else "request_refund")


def for_keeping(view: View, question: Question) -> Answer | None:
    """A sum for keeping the goods: only the shop can grant it, so a colleague puts it to them."""
    wanted = other_sum(view)
    if wanted is None:
        return None
    amount = in_money(view, wanted)
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
    if view.offered in CONFIRMS:
        part = part_worth(view)
        if part and part != offered_part(view) and view.order.paid_at and stands.stage in NOTHING_RUNS:
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
        part = view.items or part_worth(view)
        if part is None and (view.said.only_wants_money or not view.said.asks_of_us):
            return do_it(view, question)  # which asks before it does anything
        return offer_part(view, part) if part else may_have(view, question)
    return status(view, question)


def deny(view: View, _question: Question) -> Answer | None:
    """No to what we asked; beside that only what is missing of a refund is disputed with a no."""
    return answer(then="deny") if view.offered in CONFIRMS else None


def _registered(view: View, stands: MoneyBack) -> Answer:
    """It is asked for already, and who has it: nobody has to ask twice."""
    amount, by = view.money(stands.amount), view.at(stands.due or view.now)
    if stands.stage is Stage.NOTED_APPROVAL:
        said = say("utter_refund_registered_colleague", amount=amount, by=by)
    else:
        said = say("utter_refund_registered_shop", amount=amount, at=view.at(stands.since), by=by)
    if view.says("send_it_back"):
        found = sending_back(view, stands)
        return answer(said, *(found.says if found else ()))
    return answer(said)


def not_all(view: View, question: Question) -> Answer | None:
    """Only a part of it: asked for so, or changed to it where all was asked for."""
    stands = money_back(view)
    if stands.stage in NOTHING_RUNS and same_as_offered(view):
        return answer(then="affirm")
    if of_a_pack(view) and view.enquiry(PARTIAL.name):
        return answer(say("utter_refund_rest_stays"))
    if of_a_pack(view) and stands.stage in NOTHING_RUNS:
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
        return answer(*sum_of(view, stands), say("utter_refund_rest_stays"))
    goods, amount = view.goods(view.items), view.money(paid_for(view.order, view.items))
    if stands.stage in NOTED:
        again = Offer(asked=Asked.CONFIRM_REFUND, items=view.items)
        return answer(say("utter_refund_change_to_part", goods=goods, amount=amount), then="withdraw", offer=again)
    if stands.stage in WITH_SHOP:
        return answer(say("utter_refund_change_at_shop", goods=goods, amount=amount), do=ask_person(view, ASK_SHOP))
    return status(view, question)


def another_part(view: View, stands: MoneyBack) -> Quantities | None:
    """The part that they name in place of the one that our open question is about: not the bag, I meant the needles."""
    offered, named = offered_part(view), view.named
    if offered is None or named is None or stands.stage not in NOTHING_RUNS or overlaps(offered, named):
        return None
    return named


def same_as_offered(view: View) -> bool:
    """Whether a wish limits itself to what our open question offers: good, these three, and I keep the others."""
    offered = offered_part(view)
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
    if view.offered in CONFIRMS and stands.stage in NOTHING_RUNS:
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
        return closed_account(view, stands)
    if view.says("other_account", "to_balance", "names_account"):
        return other_account(view, stands)
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
        return closed_account(view, stands)
    if view.says("refunded_wrongly") and stands.refund:
        return answer(say("utter_refund_wrong_one"), do=ask_person(view, SUM_CHECK))
    if stands.stage in NOTED and view.said.keeps_the_goods:
        return undo(view, question)
    if view.says("page_fails") and stands.stage is Stage.NONE:
        return answer(then="request_refund")
    if less := rest_wanted(view, stands):
        return less
    if view.says("less_than_paid") and stands.refund:
        return how_much(view, question)
    if stands.stage is Stage.PAID:
        return not_seen(view, stands)
    if view.says("comes_anyway") and stands.stage not in NOTHING_RUNS:
        return comes_anyway(view, stands)
    if stands.stage is Stage.NONE:
        return None
    return status(view, question)


def complain(view: View, question: Question) -> Answer | None:
    """Angry about the wait: how late it is and a push, or by when it is due."""
    stands = money_back(view)
    if stands.stage in NOTHING_RUNS and stands.stage not in REFUSED:
        return None
    if stands.late_by(view.now) is not None:
        return overdue(view, question)
    if stands.stage in WITH_SHOP and stands.due and not pushed_already(view, stands):
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
