"""A complaint: heard, not argued with; what is stuck gets pushed, and a person is offered."""

from __future__ import annotations

from dataclasses import replace

from actions.asking.order_choice import order_if_clear
from actions.deeds.urging import urge_for
from actions.intents.trouble import troubles_of
from actions.matters.merchant import against, complain, report
from actions.matters.refund import CELLS
from actions.memory import Asked
from actions.questions.carrying_out import load_view, tell
from actions.talk import Handler, Talk
from careline.core.orders import Order
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_HEARD = Question.certain(Matter.MERCHANT, Ask.COMPLAIN)
_OF_PEOPLE = ("about_courier", "rude", "leaked", "a_swindler", "a_fake_shop", "private_deal", "complains")
"""Words about what somebody did: they are answered before anything that is merely late."""


async def complain_merchant(talk: Talk) -> None:
    """What somebody did is heard first. With exactly one thing stuck we know what it is about; a yes after it means the
    person we mention. Else the matter answers for the order that is meant, where that is clear."""
    order = await order_if_clear(talk, lambda _: 1)
    found = await troubles_of(talk)
    if order and await _offer_money_if_deeds_wanted(talk, order):
        return
    if order and await _answer_what_is_told(talk, order, whatever=len(found) != 1):
        return
    if len(found) == 1:
        trouble = found[0]
        talk.say("utter_complaint_known", trouble=trouble.text)
        await urge_for(talk, trouble.order, trouble.kind)
        talk.ask(Asked.HANDOFF_OFFER, order=trouble.order)
        return
    talk.say("utter_complaint")
    talk.ask(Asked.HANDOFF_OFFER)


async def _offer_money_if_deeds_wanted(talk: Talk, order: Order) -> bool:
    """Offer who wants no more words what needs nobody else, the money back; False where they do not, or there is
    none."""
    view = await load_view(talk, order)
    if not view.says("wants_deeds") or view.received_at is not None:
        return False
    told = CELLS[Ask.MAY_I](view, replace(_HEARD, matter=Matter.REFUND, ask=Ask.MAY_I))
    if told is None or told.offer is None or told.then:
        return False
    talk.say("utter_less_talk")
    await tell(talk, order, told)
    return True


async def _answer_what_is_told(talk: Talk, order: Order, *, whatever: bool) -> bool:
    """Answer what the words tell that somebody did; `whatever`: or mere anger at the shop. False where neither does."""
    view = await load_view(talk, order)
    named = view.says(*_OF_PEOPLE) or bool(against(view))
    told = (report if named else complain)(view, _HEARD) if named or whatever else None
    if told is None or told.urge or told.then:
        return False
    await tell(talk, order, told)
    return True


ANSWERS = {"complain_merchant": Handler(complain_merchant, topic=True)}
