"""The phone call: who it is, why we call, silence, keys."""

from __future__ import annotations

from actions.intents.trouble import TOPIC_OF, Trouble, troubles_of
from actions.loading import load_attempt
from actions.memory import Asked
from actions.talk import Handler, Talk
from careline.contacts.service import identify, note_found
from careline.conversations.conversation import set_language
from careline.conversations.messages import transcript
from careline.core import phrases
from careline.core.callouts import Outcome
from careline.core.journal import Because
from careline.core.orders import Order
from careline.store.tables.conversations import Author
from understanding.callee import Callee

_IDENTIFY_AGAIN_AT_MOST = 2
_SILENCES_AT_MOST = 3
#: Keys that mean the same all through a call; the voice names them.
KEYS = {"1": "affirm", "2": "deny", "0": "request_human", "9": "opt_out", "*": "ask_repeat", "#": "ask_language"}


async def open_call(talk: Talk) -> None:
    """Say why we call, once it is known who listens; until then ask only who it is."""
    if not talk.spoken:
        talk.say("utter_go_on")
    elif talk.identified:
        await say_why_we_call(talk)
    elif says_it_is_them(talk):
        await identified(talk)
    else:
        await ask_who_it_is(talk)


async def found_out(talk: Talk, found: Outcome) -> None:
    """Note what this call has come to, if it is one; that decides whether the machine ever phones about this again."""
    if talk.conversation.attempt_id:
        await note_found(talk.tx, talk.conversation.attempt_id, found, talk.now)


def says_it_is_them(talk: Talk) -> bool:
    """我就是，什么事: as good as a yes, whatever is asked behind it."""
    return talk.heard.said.callee(talk.customer.name) is Callee.SELF


async def ask_who_it_is(talk: Talk) -> None:
    """Ask who listens and tell nothing of an order; leave them in peace after a few vain tries."""
    tries = int(talk.before.fallback_count) + 1
    if tries > _IDENTIFY_AGAIN_AT_MOST:
        talk.say("utter_not_identified")
        await talk.end_call(Because.CALLEE_UNNAMED)
        return
    if tries == 1:
        say_identify(talk)
    else:
        talk.say("utter_identify_first", name=spoken_name(talk))
        talk.ask(Asked.IDENTIFY)
    talk.remember(fallback_count=float(tries))


def say_identify(talk: Talk) -> None:
    """Ask who listens, and nothing else, where it has been said before who calls."""
    talk.say("utter_identify", name=spoken_name(talk))
    talk.ask(Asked.IDENTIFY)


def spoken_name(talk: Talk) -> str:
    """Whom to ask for, see `name_asked_for`."""
    return phrases.name_asked_for(talk.customer.name, talk.language)


async def switch_language(talk: Talk, *, english: bool) -> None:
    """Go on in this language. It reaches Rasa's slots, and so the wording, only after this turn."""
    talk.keep_question()
    talk.language = "en" if english else "zh-CN"
    await set_language(talk.tx, talk.conversation.conversation_id, talk.language)
    talk.remember(language="en" if english else "zh")
    if english:
        talk.say("utter_now_in_english")
    else:
        talk.say("utter_now_in_chinese")
    if talk.identified:
        return
    name, shop = (
        spoken_name(talk),
        talk.services.spoken_shop(talk.language),
    )  # who calls, that a machine speaks, whom we look for
    if english:
        talk.say("utter_identify_in_english", name=name, shop=shop)
    else:
        talk.say("utter_identify_in_chinese", name=name, shop=shop)
    talk.ask(Asked.IDENTIFY)


async def identified(talk: Talk) -> None:
    """Note that the callee says it is them: from here on we may speak of their orders."""
    if talk.conversation.attempt_id is None:
        talk.say("utter_go_on")
        return
    if talk.heard.said.callee(talk.customer.name) not in {Callee.SELF, Callee.UNSAID}:
        await ask_who_it_is(talk)  # 是的，我是她先生: a yes to nothing that we may go by
        return
    await identify(talk.tx, talk.conversation.attempt_id, talk.now)
    talk.attempt = await load_attempt(talk.tx, talk.conversation)  # what the database says now, not what we wished
    if talk.identified:
        await say_why_we_call(talk)
    else:
        talk.say("utter_not_identified")
        await talk.end_call(Because.CALL_OVER)


async def say_why_we_call(talk: Talk) -> None:
    """Tell all that is stuck for this consumer, oldest first, and ask one question: shall we push?"""
    found = await troubles_of(talk)
    if not found:
        await found_out(talk, Outcome.SETTLED)
        talk.say("utter_call_resolved")
        await talk.end_call(Because.NOTHING_BLOCKED)
        return
    orders = list({trouble.order.order_id: trouble.order for trouble in found}.values())
    only: Order | None = orders[0] if len(orders) == 1 else None
    _say_reasons(talk, found)
    talk.remember(order_id=None, topic=TOPIC_OF[found[0].kind])
    talk.ask(Asked.CONFIRM_URGE, order=only)
    if only is None:
        talk.propose(all=True)  # a question about one of them in between changes nothing of the offer


def _say_reasons(talk: Talk, found: list[Trouble]) -> None:
    first, *others = found
    if not others:
        talk.say("utter_call_reason", trouble=first.text)
        if first.for_courier:
            talk.say("utter_offer_urge_courier")
        else:
            talk.say("utter_offer_urge_merchant")
        return
    if len(others) == 1:
        talk.say("utter_call_two_reasons", trouble=first.text, also=others[0].text)
    else:
        rest = talk.counted(len(others), "件", "other matter", "other matters")
        talk.say("utter_call_more_reasons", trouble=first.text, rest=rest)
    talk.say("utter_offer_urge_all")


async def silence(talk: Talk) -> None:
    """Ask again where nothing was heard, in other words each time; the third time say goodbye."""
    count = int(talk.before.silences) + 1
    if count >= _SILENCES_AT_MOST:
        await found_out(talk, Outcome.SILENT)
        talk.say("utter_silence_goodbye")
        await talk.end_call(Because.NOTHING_HEARD)
        return
    talk.keep_question()
    talk.remember(silences=float(count))
    if not talk.identified:
        await _silence_before_known(talk, count)
    elif count == 1:
        talk.say("utter_silence")
        if question := (await last_said(talk))[-1:]:
            talk.say_again(question[0])
    else:
        talk.say("utter_silence_keys")


async def _silence_before_known(talk: Talk, count: int) -> None:
    if talk.before.asked == Asked.WHEN_CONVENIENT:
        talk.say("utter_silence")
        return
    if count == 1:
        talk.say("utter_silence")
        say_identify(talk)
    else:
        talk.say("utter_silence_press", name=spoken_name(talk))
        talk.ask(Asked.IDENTIFY)


async def last_said(talk: Talk) -> list[str]:
    """What the bot said in its last turn, or in the greeting of a call."""
    said = [row for row in await transcript(talk.tx, talk.conversation.conversation_id) if row["author"] == Author.BOT]
    return [row["text"] for row in said if row["turn_id"] == said[-1]["turn_id"] and row["text"]] if said else []


async def press_key(talk: Talk) -> None:
    """Do what the menu says of a key; where orders were offered, take a number for one of them."""
    key = talk.heard.entity("key") or ""
    if talk.before.asked == Asked.CHOOSE_ORDER and key in {"1", "2", "3"}:
        await talk.answer_as("choose_order")
    elif key in KEYS:
        await talk.answer_as(KEYS[key])
    else:
        talk.keep_question()
        talk.say("utter_key_unknown")


ANSWERS = {
    "open_call": Handler(open_call, anyone=True),
    "silence": Handler(silence, anyone=True),
    "press_key": Handler(press_key, anyone=True),
}
