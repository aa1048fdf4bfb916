"""About being contacted: never again, later, wrong person, who are you."""

from __future__ import annotations

from actions.intents.call import found_out, identified, says_it_is_them
from actions.intents.callee import promise_call, say_who_calls, who_calls
from actions.intents.verifying import tell_whether_us_if_doubted
from actions.matters import delivery, promise
from actions.matters.merchant import complaint_wished
from actions.matters.person import call
from actions.memory import Asked
from actions.questions.carrying_out import as_reply, do_now, load_view, tell
from actions.talk import Handler, Talk
from careline.contacts.service import note_wrong_person, opt_out
from careline.core.callouts import Outcome
from careline.core.contact import Channel
from careline.core.journal import Because
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from understanding.bars import INTENT_LIKELY
from understanding.context import Question
from understanding.taxonomy import Ask, Matter


async def stop_contact(talk: Talk) -> None:
    """In force before we say so; then the call is over. In the app a call may only be meant that was asked for."""
    if not talk.spoken and await _call_if_one_call_is_meant(talk):
        return
    for channel in (Channel.PHONE, Channel.SMS):
        await opt_out(
            talk.tx, talk.customer.customer_id, channel, source=talk.conversation.channel, now=talk.now,
            conversation_id=talk.conversation.conversation_id,
        )  # fmt: skip
    await found_out(talk, Outcome.OPTED_OUT)
    talk.say("utter_opted_out")
    await talk.end_call(Because.CONSUMER_OPTED_OUT)


async def _call_if_one_call_is_meant(talk: Talk) -> bool:
    """Have them called, or call a promised call off: get someone to call me; 算了不打了. False where the words mean no
    single call."""
    order = await _order_meant(talk) if talk.identified else None
    if order is None:
        return False
    view = await load_view(talk, order)
    if view.says("never_again"):
        return False
    if view.says("call_me", "own_phone"):
        await _call_about(talk, order)
        return True
    if view.open_remedy(RemedyKind.CALLBACK):
        talk.chosen = order
        await talk.answer_as("withdraw")
        return True
    return False


async def request_callback(talk: Talk) -> None:
    """Later: at the time they named, else in two hours. The planner moves it into lawful hours.

    In the app a colleague calls about the order spoken of: that call can be told of, moved and taken back.
    """
    order = None if talk.spoken else await _order_meant(talk)
    if order and (await _tell_when_if_asked(talk, order) or await _tell_couriers_number_if_asked(talk, order)):
        return
    if order:
        await _call_about(talk, order)
        return
    if not talk.customer.phone:
        talk.say("utter_callback_no_number")
        talk.ask(Asked.HANDOFF_OFFER)
        return
    await promise_call(talk, talk.heard.said)
    await found_out(talk, Outcome.ASKED_CALLBACK)
    await talk.end_call(Because.CONSUMER_ASKED)


async def _tell_when_if_asked(talk: Talk, order: Order) -> bool:
    """Tell by when they hear from us: 几时给我回话. False where they wish for a call."""
    if not talk.heard.says("hears_when") or talk.heard.says("call_me", "by_phone"):
        return False
    view = await load_view(talk, order)
    found = promise.CELLS[Ask.WHEN](view, _WHEN_ANSWERED) if view.open_remedy(*RemedyKind) else None
    if found is None:
        return False
    await tell(talk, order, found)
    return True


async def _tell_couriers_number_if_asked(talk: Talk, order: Order) -> bool:
    """Tell the courier's telephone: 哪家快递，电话给我. False where they do not want that."""
    if not talk.heard.says("courier_phone") or talk.heard.says("call_me"):
        return False
    found = delivery.CELLS[Ask.WHICH](await load_view(talk, order), _WHICH_NUMBER)
    if found is None or found.then:
        return False
    await tell(talk, order, found)
    return True


_WHICH_NUMBER = Question.certain(Matter.DELIVERY, Ask.WHICH)
_WHEN_ANSWERED = Question.certain(Matter.PROMISE, Ask.WHEN)


async def _order_meant(talk: Talk) -> Order | None:
    """The order spoken of, else their only one."""
    orders = await talk.orders()
    return await talk.order_spoken_of() or (orders[0] if len(orders) == 1 else None)


async def _call_about(talk: Talk, order: Order) -> None:
    found = call(await load_view(talk, order))
    for one in found.says:
        talk.add(as_reply(one))
    if found.do:
        await do_now(talk, order, found.do)
    talk.remember(order_id=order.order_id)


async def wrong_person(talk: Talk) -> None:
    """Apologise to somebody at whose phone we are by mistake, tell nothing, and end the call."""
    if talk.conversation.attempt_id is None and talk.heard.confidence < INTENT_LIKELY:
        await talk.answer_as("nlu_fallback")  # nobody was called, so it only sounds like it: 他们不接电话
        return
    if talk.conversation.attempt_id is None:
        talk.say("utter_wrong_person_in_app")
        return
    if not talk.identified and says_it_is_them(talk):
        await identified(talk)
        return
    await note_wrong_person(talk.tx, talk.conversation.attempt_id, talk.now)
    talk.say("utter_wrong_person")
    await talk.end_call(Because.CONSUMER_SAID_SO)


async def ask_who_calls(talk: Talk) -> None:
    """Say who we are, that a machine speaks, and how to check that it is really us."""
    if talk.spoken and not talk.identified and says_it_is_them(talk):
        await identified(talk)  # 我就是，什么事: why we call says it all
        return
    if talk.spoken and not talk.identified:
        await who_calls(talk)
        return
    if await tell_whether_us_if_doubted(talk) or (not talk.spoken and await _answer_if_not_asked_who_we_are(talk)):
        return
    talk.keep_question()
    if talk.spoken:
        say_who_calls(talk)
    else:
        talk.say("utter_who_we_are", shop=talk.services.shop(talk.language))


async def _answer_if_not_asked_who_we_are(talk: Talk) -> bool:
    """Answer what only sounds like "who are you": put it on record; how shall I know the next caller. False where it is
    asked."""
    order = await _order_meant(talk) if talk.identified else None
    if order is None:
        return False
    view = await load_view(talk, order)
    if view.says("complains", "on_record"):
        await do_now(talk, order, complaint_wished(view))
        return True
    if view.says("is_it_really_you"):
        talk.keep_question()
        talk.say("utter_person_really_us")
        return True
    return False


ANSWERS = {
    "opt_out": Handler(stop_contact, anyone=True),
    "request_callback": Handler(request_callback, anyone=True),
    "wrong_person": Handler(wrong_person, anyone=True),
    "ask_who_calls": Handler(ask_who_calls, anyone=True),
}
