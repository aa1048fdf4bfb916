"""Something is wrong with the goods: another right, at the shop's cost."""

from __future__ import annotations

from actions.matters.answer import Answer, Offer, answer, say
from actions.matters.goods import owed
from actions.matters.returns.deeds import pass_on
from actions.matters.returns.stages import Stage, faulty, stage_of
from actions.matters.view import View
from actions.memory import Asked
from careline.core.guarantees import RightKind, RightState
from understanding.context import Question
from understanding.taxonomy import Matter

GO_ON = Offer(asked=Asked.HANDOFF_OFFER)


def fault_named(view: View, _question: Question) -> Answer | None:
    """Something is wrong with the goods: another right, at the shop's cost."""
    stage = stage_of(view)
    closed = stage in {Stage.OVER, Stage.EXCLUDED, Stage.UNPROMISED}
    told_before = (closed or view.spoken_of[:1] == (Matter.DAMAGE,)) and faulty(view)
    if not (view.says("goods_faulty") or told_before):
        return None
    if stage in {Stage.ASKED, Stage.TO_SEND, Stage.OURS, Stage.SENT}:
        return pass_on(view, "reason")
    if until := fault_until(view):
        return _fault_told(view, until)
    right = view.right(RightKind.QUALITY_RETURN)
    if right and right.state is RightState.EXPIRED and right.deadline:
        return answer(say("utter_return_fault_over", until=view.at(right.deadline)), offer=GO_ON)
    coming = right and right.state is RightState.ACTIVE and view.order.sent
    days = view.lasting(view.rules.terms.quality_window)
    return answer(say("utter_return_fault_coming", days=days)) if coming else None


def _fault_told(view: View, until: str) -> Answer:
    """What is owed for a fault; where nothing else is possible any more it is offered with its sum."""
    if view.says("no_box") and Matter.DAMAGE in view.spoken_of[:2]:
        return answer(say("utter_return_fault_no_box"))  # the money for the fault is on offer already
    if stage_of(view) is not Stage.OVER:
        return answer(say("utter_return_for_fault", until=until), then="report_damaged_or_wrong")
    amount = view.money(owed(view, view.items))
    asks = Offer(asked=Asked.CONFIRM_REFUND, items=view.items, keep={"reason": "damaged"})
    return answer(
        say("utter_return_over_faulty", until=until), say("utter_return_offer_fault", amount=amount), offer=asks
    )


def fault_until(view: View) -> str | None:
    """Until when a fault is the shop's to make good, as it is said; None: no longer."""
    right = view.claimable(RightKind.QUALITY_RETURN)
    return view.at(right.deadline) if right and right.deadline else None


def why_faulty(view: View, question: Question) -> Answer | None:
    """A fault is a reason of its own while a return may be asked for."""
    return fault_named(view, question) if stage_of(view) is Stage.OPEN else None


def fault_first(view: View, question: Question) -> Answer | None:
    """A fault comes before a return without a reason."""
    possible = {Stage.OPEN, Stage.PAID, Stage.OVER, Stage.EXCLUDED, Stage.UNPROMISED}
    return fault_named(view, question) if stage_of(view) in possible else None


def not_denied(view: View, question: Question) -> Answer | None:
    """A fault, unless they say that the shop denies having it back."""
    return None if view.says("shop_signed", "shop_denies") else fault_named(view, question)


def how_to_prove(view: View, _question: Question) -> Answer | None:
    """How a fault is shown, of goods that they have."""
    shown = view.says("proves_it") and view.received_at is not None and (faulty(view) or fault_until(view))
    return answer(say("utter_return_prove")) if shown else None
