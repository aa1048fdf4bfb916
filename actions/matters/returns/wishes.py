"""What they want done: asked for, pushed, stopped, changed; and what they report."""

from __future__ import annotations

from actions.matters.answer import Answer, Do, answer, say
from actions.matters.returns.deeds import APPEAL, pass_on
from actions.matters.returns.money import money_told, when_paid, who_pays
from actions.matters.returns.sending import proof_kept
from actions.matters.returns.stages import Stage, ours, stage_of, the_return
from actions.matters.returns.standing import status
from actions.matters.told import by, noted, open_about
from actions.matters.view import View
from actions.memory import Asked
from careline.core.money import Money
from careline.core.orders import Guarantee
from careline.core.paid import refunded
from careline.core.remedies import RemedyKind
from understanding.context import Question


def ask_for_it(view: View, _question: Question) -> Answer | None:
    """A return while it may be asked for; before dispatch the money."""
    stage = stage_of(view)
    if view.claimable(Guarantee.RETURN_7_DAYS) and stage in {Stage.OPEN, Stage.PAID}:
        return answer(then="affirm" if view.offered == Asked.CONFIRM_RETURN else "request_return")
    return answer(then="request_refund") if stage is Stage.UNSENT else None


def push_or_appeal(view: View, _question: Question) -> Answer | None:
    """What a colleague or the shop has to look at now."""
    stage = stage_of(view)
    if stage is Stage.DECLINED:
        return answer(do=Do(deed=APPEAL, kept={"note": noted(view)}))
    if stage is Stage.BACK and (told := money_told(view, the_return(view.order))):
        return told if told.urge else answer(*told.says, push=True)
    if stage in {Stage.ASKED, Stage.OURS} and view.says("push_shop"):
        running = view.open_remedy(RemedyKind.URGE_MERCHANT)
        return answer(say("utter_return_chasing", by=by(view, running))) if running else answer(push=True)
    if stage is not Stage.SENT:
        return None
    if running := open_about(view, RemedyKind.URGE_MERCHANT, "return:"):
        return answer(say("utter_return_check_running", by=by(view, running)))
    return pass_on(view, "check")


def undo(view: View, _question: Question) -> Answer | None:
    """Keep the goods: withdrawn by us where we asked, else the shop is told."""
    stage, refund = stage_of(view), the_return(view.order)
    mine = (one for one in view.remedies if one.open and refund and str(one.remedy_id) == refund.request_id)
    if ours(view) or next(mine, None):
        return answer(then="withdraw")
    if stage in {Stage.ASKED, Stage.TO_SEND, Stage.SENT}:
        return pass_on(view, "keep")
    if stage is Stage.PAID and refund and refund.goods_sent_at is None:
        said = say("utter_return_paid_keep", amount=view.money(refund.amount), at=when_paid(view, refund))
        return pass_on(view, "kept", said)
    if view.says("wants_it_returned") and not view.says("keeps_it"):
        return None  # 想了想还是退了吧: what they undo is their no
    if view.says("return_instead") and stage in {Stage.OPEN, Stage.UNSENT} and view.offered != Asked.CONFIRM_RETURN:
        return ask_for_it(view, _question)  # 不换了 退货退钱: the exchange is what they undo
    if view.says("pays_freight") and stage is Stage.OPEN:
        return answer(who_pays(view))  # 先别办 运费谁出
    if stage in {Stage.OPEN, Stage.COMING, Stage.UNSENT, Stage.OVER}:
        return answer(say("utter_return_nothing_asked"))
    return None


_RUNS = frozenset({Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.BACK})


def deny(view: View, question: Question) -> Answer | None:
    """They want no return: what runs is stopped, else it is left."""
    if stage_of(view) in {Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.OURS} and view.says("keeps_it"):
        return undo(view, question)
    if proof := proof_kept(view, question):
        return proof
    rest = view.order.total.amount - refunded(view.order, live_too=True).amount
    if stage_of(view) is Stage.PAID and rest > 0 and view.says("not_in_full"):
        return answer(say("utter_return_left_rest", rest=view.money(Money(rest, view.order.total.currency))))
    return status(view, question) if stage_of(view) in _RUNS else answer(say("utter_return_left"))


def confirmed(view: View, question: Question) -> Answer | None:
    """A yes in many words to our offer of a return, and who pays where that is asked in the same breath."""
    found = ask_for_it(view, question) if view.offered == Asked.CONFIRM_RETURN else None
    if found is None or not view.says("pays_freight"):
        return found
    return answer(who_pays(view), then=found.then)


def changed(view: View, _question: Question) -> Answer | None:
    """Another reason or number of a return that is under way."""
    if stage_of(view) not in {Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.OURS}:
        return None
    if view.says("return_reason", "goods_faulty"):
        return pass_on(view, "reason")
    return answer(say("utter_return_give_new_number")) if view.says("sent_back", "which_courier") else None


def reported(view: View, _question: Question) -> Answer | None:
    """The shop denies what it has, or says nothing of what was posted."""
    stage = stage_of(view)
    if stage is Stage.BACK and view.says("shop_denies"):
        return answer(do=Do(deed=APPEAL, kept={"note": noted(view)}))
    if stage is Stage.TO_SEND and view.says("sent_back", "shop_denies"):
        return answer(say("utter_return_give_number"))
    return None


def evidence(_view: View, _question: Question) -> Answer | None:
    """Receipt and photos: keep them, and send them here."""
    return answer(say("utter_return_evidence"))
