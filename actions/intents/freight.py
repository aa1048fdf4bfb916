"""Who pays for sending back, what the insurance has paid, what shipping cost."""

from __future__ import annotations

from actions.asking.order_choice import order_for, order_if_clear
from actions.deeds.pending_remedies import FREIGHT, tell_if_noted
from actions.deeds.rights import foremost_right
from actions.deeds.urging import urge_for
from actions.intents.urge_questions import or_push
from actions.matters.return_freight import APPEAL
from actions.memory import Asked
from actions.orders import relevance
from actions.orders.reference import by_goods
from actions.talk import Handler, Talk
from careline.core.blocks import BlockKind
from careline.core.guarantees import RightState
from careline.core.orders import ClaimStatus, FreightClaim, Guarantee, Order
from understanding.words import said_by

_NAMED_AT_MOST = 3


async def ask_return_freight(talk: Talk) -> None:
    """Tell the claim, insurance or dispute of the order in view; without one the rule."""
    named = by_goods(await talk.orders(), talk.heard.said.whole)
    if len(named) > 1:
        for one in named[:_NAMED_AT_MOST]:
            await _tell_insurance(talk, one)
        return
    rank = relevance.freight(talk.now, talk.rules)
    if any(rank(order) > 1 for order in await talk.orders()):
        order = await order_for(talk, rank, news=not talk.heard.says("how_much"))
        if order is None:
            return
    else:
        order = await order_if_clear(talk, rank) or await _only_insured(talk)
    if order is None:
        talk.say("utter_return_freight_policy")
        return
    claim = order.freight.claim
    if disputed := order.freight.open_dispute:
        talk.say("utter_freight_disputed", goods=talk.goods(order), at=talk.at(disputed))
        await urge_for(talk, order, BlockKind.FREIGHT)
    elif claim:
        await _tell_claim(talk, order, claim)
    elif not await tell_if_noted(talk, order, FREIGHT):
        await _tell_insurance(talk, order)


async def _only_insured(talk: Talk) -> Order | None:
    """The one order that has the insurance, where they ask what that gives: 险最多赔几块."""
    if not talk.heard.says("insurance_named"):
        return None
    found = [one for one in await talk.orders() if await foremost_right(talk, one, Guarantee.FREIGHT_INSURANCE)]
    if len(found) != 1:
        return None
    talk.remember(order_id=found[0].order_id)
    return found[0]


async def _tell_claim(talk: Talk, order: Order, claim: FreightClaim) -> None:
    goods, amount = talk.goods(order), talk.money(claim.amount)
    due = claim.requested_at + talk.rules_for(order).promises.freight_claim
    if claim.status is ClaimStatus.PAID:
        talk.say("utter_freight_paid", goods=goods, amount=amount, at=talk.at(claim.paid_at or claim.requested_at))
    elif claim.status is ClaimStatus.REJECTED:
        if claim.decision:
            talk.say("utter_freight_rejected_because", goods=goods, reason=said_by(claim.decision))
        else:
            talk.say("utter_freight_rejected", goods=goods)
        talk.propose(deed=APPEAL.name)
        talk.ask(Asked.CONFIRM_DEED, order=order)
    elif due <= talk.now:
        over = talk.lasting(talk.now - due)
        talk.say(
            "utter_freight_late",
            goods=goods,
            amount=amount,
            at=talk.at(claim.requested_at),
            due=talk.at(due),
            over=over,
        )
        await urge_for(talk, order, BlockKind.FREIGHT)
    else:
        talk.say("utter_freight_running", goods=goods, amount=amount, at=talk.at(claim.requested_at), due=talk.at(due))


async def _tell_insurance(talk: Talk, order: Order) -> None:
    insurance = await foremost_right(talk, order, Guarantee.FREIGHT_INSURANCE)
    if insurance is None or insurance.amount is None:
        talk.say("utter_freight_not_insured", goods=talk.goods(order))
    elif insurance.state is RightState.CLAIMABLE:
        talk.say("utter_freight_claimable", goods=talk.goods(order), amount=talk.money(insurance.amount))
        talk.ask(Asked.CONFIRM_FREIGHT, order=order)
    else:
        talk.say("utter_freight_insured", goods=talk.goods(order), amount=talk.money(insurance.amount))


async def ask_shipping_fee(talk: Talk) -> None:
    """Tell what this order's shipping cost, or where the fee is shown; what they laid out (邮费我垫的) is return
    freight."""
    if talk.heard.says("freight_laid_out"):
        await talk.answer_as("ask_return_freight")
        return
    order = await order_if_clear(talk, relevance.unfinished(talk.now, talk.rules))
    if order is None or order.shipping_fee is None:
        talk.say("utter_shipping_fee_policy")
    elif order.shipping_fee.amount:
        talk.say("utter_shipping_fee", goods=talk.goods(order), amount=talk.money(order.shipping_fee))
    else:
        talk.say("utter_shipping_free", goods=talk.goods(order))


ANSWERS = {
    "ask_return_freight": Handler(or_push(ask_return_freight), topic=True),
    "ask_shipping_fee": Handler(ask_shipping_fee, topic=True),
}
