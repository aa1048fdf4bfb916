"""A call before we know who listens: nothing of an order, and the words of whoever picked up come before the model.

Who it is, is heard by understanding/callee.py. Somebody of the household is asked when to call, a doubter is told how
to check without us, who refuses is left in peace, who speaks the other language is answered in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.intents.call import found_out, identified, say_identify, switch_language
from actions.memory import Asked
from actions.remembered import Remark
from actions.talk import Talk
from careline.cases.service import promise_a_call
from careline.contacts.service import end_calls, reachability, wish_callback
from careline.core import phrases
from careline.core.callouts import Outcome
from careline.core.contact import Allowed, Channel, may_contact
from careline.core.journal import Because
from understanding.callee import Callee
from understanding.reading import Reading

_AS_HEARD = frozenset({"opt_out", "request_human", "ask_repeat", "ask_language"})
"""What the model hears well, whoever says it."""
_NEAR = timedelta(minutes=10)


async def before_known(talk: Talk, intent: str) -> None:
    """Answer what was said, or the key, of somebody who has not said yet that it is them."""
    said = talk.heard.said
    if said.is_empty:
        await talk.answer_as(intent)
        return
    language = said.spoken_language
    if language and (language == "en") != phrases.is_english(talk.language):
        await switch_language(talk, english=language == "en")
        return
    who = said.callee(talk.customer.name)
    if intent in _AS_HEARD and not (intent == "request_human" and who is Callee.HOUSEHOLD):
        await talk.answer_as(intent)
        return
    if not await _answer_by_who_speaks(talk, who, intent) and not await _answer_by_mood(talk, who):
        await talk.answer_as(intent)


async def _answer_by_who_speaks(talk: Talk, who: Callee, intent: str) -> bool:
    """Answer a stranger, the household, or the consumer by who they are; False where the words do not say it."""
    asked_when = talk.before.asked == Asked.WHEN_CONVENIENT
    if who is Callee.STRANGER:
        await talk.answer_as("wrong_person")
    elif who is Callee.FETCHES:
        talk.say("utter_i_wait")
        talk.ask(Asked.IDENTIFY)
    elif _wants_later(talk, intent) and (asked_when or who is Callee.HOUSEHOLD):
        await _call_them_later(talk)
    elif _wants_later(talk, intent) or (who in {Callee.SELF, Callee.UNSAID} and talk.heard.says("busy_now")):
        await talk.answer_as("request_callback")
    elif who is Callee.SELF:
        await identified(talk)
    elif who is Callee.HOUSEHOLD or asked_when:
        await _household(talk, again=asked_when)
    else:
        return False
    return True


def _wants_later(talk: Talk, intent: str) -> bool:
    """A time, and that they want to be called then; right after our question the time alone."""
    if intent == "request_callback":
        return True
    said, asked = talk.heard.said, talk.before.asked == Asked.WHEN_CONVENIENT
    at_all = asked or said.says("calling_named")
    return at_all and said.callback_time(talk.now, talk.customer.time_zone) is not None


async def _household(talk: Talk, *, again: bool) -> None:
    """Ask somebody who knows them when they can be reached, once, and tell nothing."""
    await found_out(talk, Outcome.THIRD_PARTY)
    if again:
        talk.say("utter_will_try_again")
        await talk.end_call(Because.SOMEBODY_ELSE)
        return
    talk.say("utter_when_convenient")
    talk.ask(Asked.WHEN_CONVENIENT)


async def _call_them_later(talk: Talk) -> None:
    """Have them called at the time that somebody of the household names for them, and not before; ask once without
    one."""
    if talk.heard.said.callback_time(talk.now, talk.customer.time_zone) is None:
        await _household(talk, again=talk.before.asked == Asked.WHEN_CONVENIENT)
        return
    await promise_call(talk, talk.heard.said, response="utter_callback_for_them")
    await found_out(talk, Outcome.THIRD_PARTY)
    await end_calls(talk.tx, talk.customer.customer_id, Outcome.THIRD_PARTY, talk.now)
    await talk.end_call(Because.SOMEBODY_ELSE)


_USUAL_DELAY = timedelta(hours=2)
_LONGEST_WORDS = 200


async def promise_call(talk: Talk, said: Reading, *, response: str = "utter_callback_noted") -> None:
    """Note the call that was asked for, at the time they named, else in two hours; only what the hours allow."""
    asked = said.callback_time(talk.now, talk.customer.time_zone) or talk.now + _USUAL_DELAY
    at = await _lawful(talk, asked)
    noted = await wish_callback(
        talk.tx, talk.customer.customer_id, talk.conversation.conversation_id, said.as_written[:_LONGEST_WORDS],
        at, talk.now, by_turn=talk.turn_id,
    )  # fmt: skip
    held = talk.conversation
    await promise_a_call(
        talk.tx, held.case_id, talk.customer.customer_id, held.conversation_id, noted, talk.now,
        order_id=talk.chosen.order_id if talk.chosen else talk.memory.order_id,
    )  # fmt: skip
    if noted - asked > _NEAR:
        talk.say("utter_callback_moved", at=talk.at(noted))
    elif response == "utter_callback_for_them":
        talk.say("utter_callback_for_them", at=talk.at(noted))
    else:
        talk.say("utter_callback_noted", at=talk.at(noted))


async def _lawful(talk: Talk, asked: datetime) -> datetime:
    """That time, or the next at which they may be called. Where they may not at all, a person gets the wish."""
    who = await reachability(talk.tx, talk.customer, Channel.PHONE, talk.now)
    zone = ZoneInfo(talk.customer.time_zone)
    if asked.astimezone(zone).date() != talk.now.astimezone(zone).date():
        who = replace(who, today=0)
    found = may_contact(who, asked, talk.rules.contact)
    return found.at if isinstance(found, Allowed) else asked


async def _answer_by_mood(talk: Talk, who: Callee) -> bool:
    """Tell a doubter how to check without us, leave in peace who wants nothing of us; False for anybody else."""
    said, doubted = talk.heard.said, talk.before.told == Remark.HOW_TO_CHECK_US
    if said.says("doubts_us") or (doubted and (said.says("hangs_up") or who is Callee.OTHER)):
        await _doubter(talk, again=doubted)
    elif said.says("wants_nothing"):
        await found_out(talk, Outcome.HUNG_UP)
        talk.say("utter_left_in_peace")
        await talk.end_call(Because.SAID_GOODBYE)
    else:
        return False
    return True


async def _doubter(talk: Talk, *, again: bool) -> None:
    """Tell how to check; let go who still doubts, or hangs up: a message follows, and no other call."""
    await found_out(talk, Outcome.DOUBTED)
    if not again:
        say_how_to_check(talk)
    if again or talk.heard.says("hangs_up"):
        talk.say("utter_doubter_goodbye")
        await talk.end_call(Because.SAID_GOODBYE)
        return
    talk.ask(Asked.IDENTIFY)
    talk.remember(told=Remark.HOW_TO_CHECK_US)


async def who_calls(talk: Talk) -> None:
    """Say who calls; asked again, how to check it without us; then let them go."""
    if talk.before.told == Remark.HOW_TO_CHECK_US:
        await _doubter(talk, again=True)
        return
    if talk.before.told == Remark.WHO_CALLS:
        say_how_to_check(talk)
        talk.remember(told=Remark.HOW_TO_CHECK_US)
        talk.ask(Asked.IDENTIFY)
        return
    say_who_calls(talk)
    say_identify(talk)
    talk.remember(told=Remark.WHO_CALLS)


def say_who_calls(talk: Talk) -> None:
    """Say which shop calls, that a machine speaks, and how to check it; to a doubter only how to check it without
    us."""
    if talk.heard.says("doubts_us"):
        say_how_to_check(talk)
        return
    shop = talk.services.spoken_shop(talk.language)
    if talk.attempt and talk.attempt.code:
        code = phrases.digit_by_digit(talk.attempt.code, talk.language)
        talk.say("utter_who_calls", shop=shop, code=code)
    else:
        talk.say("utter_who_calls_no_code", shop=shop)


def say_how_to_check(talk: Talk) -> None:
    """Tell them to hang up and look: what proves the call lies with them, not with us."""
    if talk.attempt and talk.attempt.code:
        talk.say("utter_doubt", code=phrases.digit_by_digit(talk.attempt.code, talk.language))
    else:
        talk.say("utter_doubt_no_code")
