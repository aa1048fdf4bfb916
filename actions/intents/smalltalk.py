"""Greetings and thanks; yes and no by what was asked; say it again; the other language."""

from __future__ import annotations

from collections.abc import Mapping

from actions.asking.choices import Choices, with_buttons
from actions.asking.open_question import STILL_OPEN
from actions.deeds.urging import pushed_before, tell_if_pushed, tell_pushed
from actions.intents import agreed, conditions, exchanging
from actions.intents.call import identified, last_said, switch_language
from actions.intents.compensation import offer_owed, offer_sum, unclaimed
from actions.intents.fallback import rephrase
from actions.intents.handoff import hand_over
from actions.intents.order_chosen import ask_again, other_orders
from actions.intents.topic_fallback import PARCEL_TOPICS
from actions.intents.trouble import TOPIC_OF, Trouble, troubles_of
from actions.matters.registry import QUESTIONS
from actions.memory import Asked
from actions.questions import carrying_out
from actions.questions.matter_answers import confirm_if_just_registered, do_deed_spoken_of, tell_if_registered
from actions.questions.repeated_question import asked_back
from actions.questions.what_comes import tells_what_comes
from actions.talk import Handler, Run, Talk
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.journal import Because
from careline.desk.service import own_agent_of
from understanding.deeds import Verb


async def greet(talk: Talk) -> None:
    """With one thing stuck, say so first: they hardly come for a chat. Who waits for a person wants to know that it
    goes on, and that we are there meanwhile."""
    if talk.in_queue:
        talk.say("utter_greet_in_queue")
        return
    found = await troubles_of(talk)
    if len(found) != 1 or talk.spoken:
        services = talk.services
        shop = services.spoken_shop(talk.language) if talk.spoken else services.shop(talk.language)
        talk.say("utter_greet", shop=shop)
        return
    await _greet_with(talk, found[0])


async def _greet_with(talk: Talk, trouble: Trouble) -> None:
    """Tell what is stuck, who looks after it, what was done about it, and what it is worth to them; a yes takes that
    up.

    Where nothing is done or owed yet, we ask whether they came for it. Nothing is done unasked.
    """
    topic, order = TOPIC_OF[trouble.kind], trouble.order
    agent, pushed = await own_agent_of(talk.tx, order.order_id), await pushed_before(talk, order, trouble.kind)
    owed = await unclaimed(talk, order) if trouble.kind is BlockKind.DISPATCH else None
    if not (agent or pushed or owed):
        talk.say("utter_greet_trouble", trouble=trouble.text)
        talk.ask(Asked.SUGGESTION, order=order)
        talk.remember(suggested_intent=topic, topic=topic)
        return
    talk.say("utter_greet_known", trouble=trouble.text)
    if agent:
        talk.say("utter_own_agent", agent=agent)
    if pushed and pushed.due_at:
        tell_pushed(talk, pushed, pushed.due_at)
    talk.remember(topic=topic, order_id=order.order_id)
    if owed:
        offer_sum(talk, order, owed)


async def goodbye(talk: Talk) -> None:
    if talk.heard.says("thanks_us") and not talk.spoken:
        talk.say("utter_goodbye_thanked")
    else:
        talk.say("utter_goodbye")
    await talk.end_call(Because.SAID_GOODBYE)


async def thank(talk: Talk) -> None:
    """A courtesy: what we asked stays open, and is not pressed."""
    talk.keep_question()
    talk.remember(asides=talk.before.asides + 1)
    talk.say("utter_welcome")


async def affirm(talk: Talk) -> None:
    """By what was asked. With nothing asked, a yes to the person we only mentioned (着急的话可以转人工) asks for that
    person, and "do it" for what was just spoken of."""
    if talk.before.asked is None and talk.identified:
        if talk.heard.says("person_named"):
            await talk.answer_as("request_human")
            return
        goes = talk.heard.says("go_ahead") or talk.heard.said.goes_ahead
        if goes and (await do_deed_spoken_of(talk) or await tell_if_registered(talk)):
            return
        if talk.heard.said.confirms and await confirm_if_just_registered(talk):
            return
        if talk.heard.says("names_a_deed", "go_ahead", "says_yes") and await tell_if_registered(talk):
            return
        if (goes or talk.heard.says("says_yes")) and await tells_what_comes(talk):
            return
    await answer_to(talk.before.asked, YES, identified=talk.identified)(talk)


async def acknowledge(talk: Talk) -> None:
    """行，我去看看: they heard us, and nothing is agreed to; what we asked stays open. Or the parcel has turned up."""
    talk.keep_question()
    talk.remember(asides=talk.before.asides)
    if talk.before.topic in PARCEL_TOPICS and talk.heard.says("found_now"):
        talk.say("utter_found")
    elif talk.before.asides and talk.before.asked in STILL_OPEN and not talk.spoken:
        if talk.heard.says("thanks_us"):
            talk.say("utter_welcome")  # 好的，谢谢: our question stays open, and is not pressed
        else:
            # a bare yes after an aside: we do not guess what it is to
            talk.add(with_buttons(await asked_back(talk), Choices.remembered(talk.before).presses))
            talk.remember(asides=0)
    elif talk.heard.said.only_sees or not talk.heard.says("pass_it_on") or not await tell_if_registered(talk):
        talk.say("utter_idle")


async def deny(talk: Talk) -> None:
    await answer_to(talk.before.asked, NO, identified=talk.identified)(talk)


async def _answer_suggested(talk: Talk) -> None:
    suggested = talk.before.suggested_intent
    if suggested in talk.answers and suggested is not None:
        await talk.answer_as(suggested)
    else:
        talk.say("utter_go_on")


async def _rephrase(talk: Talk) -> None:
    """Ask for other words, where it is not what we guessed; after a mere greeting, just go on."""
    if talk.before.fallback_count:
        rephrase(talk)
    else:
        talk.say("utter_go_on")


async def _hand_over(talk: Talk) -> None:
    why = Because.OFFER_ACCEPTED if talk.before.asked == Asked.HANDOFF_OFFER else Because.NOT_UNDERSTOOD
    await hand_over(talk, why)


async def _wrong_person(talk: Talk) -> None:
    await talk.answer_as("wrong_person")


async def _leave_it(talk: Talk) -> None:
    talk.say("utter_nothing_done")
    if talk.before.asked == Asked.CONFIRM_URGE:
        await offer_owed(talk)


async def _stay(talk: Talk) -> None:
    talk.say("utter_stay")


async def _go_on(talk: Talk) -> None:
    if talk.spoken and talk.heard.said.wishes(Verb.URGE):
        await agreed.urge(talk)  # ok chase it: what we have done already is told once more
        return
    if talk.spoken and talk.heard.says("go_ahead") and await tell_if_pushed(talk):
        return
    talk.say("utter_go_on")
    if talk.spoken:
        talk.remember(asked=Asked.ANYTHING_ELSE)  # 请说 wants words, not another 还有别的吗; a no to it is a good-bye


async def _idle(talk: Talk) -> None:
    if talk.spoken and talk.heard.said.wishes(Verb.URGE):
        await agreed.urge(talk)
        return
    talk.say("utter_idle")


YES: dict[Asked, Run] = {
    **agreed.YES, **exchanging.YES, **conditions.YES, **carrying_out.YES,
    Asked.IDENTIFY: identified,
    Asked.WHEN_CONVENIENT: _go_on,
    Asked.CHOOSE_ORDER: ask_again,
    Asked.SUGGESTION: _answer_suggested,
    Asked.REPHRASE: _go_on,
    Asked.HANDOFF_OFFER: _hand_over,
    Asked.ANYTHING_ELSE: _go_on,
    Asked.RATING_WORDS: _idle,
}  # fmt: skip
NO: dict[Asked, Run] = {
    **dict.fromkeys(QUESTIONS, _leave_it),
    Asked.IDENTIFY: _wrong_person,
    Asked.WHEN_CONVENIENT: goodbye,
    Asked.CHOOSE_ORDER: other_orders,
    Asked.SUGGESTION: _rephrase,
    Asked.REPHRASE: _hand_over,
    Asked.HANDOFF_OFFER: _stay,
    Asked.ANYTHING_ELSE: goodbye,
    Asked.RATING_WORDS: _idle,
}
"""What a yes and a no to each of our questions do; a deed stands in the file of what does it."""


def answer_to(asked: Asked | None, words: Mapping[Asked, Run], *, identified: bool) -> Run:
    """What a yes (`YES`) or no (`NO`) comes to. Before a callee has said who they are, there is only one question."""
    if not identified:
        return words[Asked.IDENTIFY]
    return words[asked] if asked else _idle


async def ask_repeat(talk: Talk) -> None:
    """Say word for word what we said last; the open question stays open."""
    talk.keep_question()
    said = await last_said(talk)
    for text in said:
        talk.say_again(text)
    if not said:
        talk.say("utter_go_on")


async def ask_language(talk: Talk) -> None:
    """Go on in the language they name, or can; else in the other one."""
    said = talk.heard.said
    able, named = said.spoken_language if talk.spoken else None, said.named_languages
    english = "en" in named or not ("zh" in named or phrases.is_english(talk.language))
    await switch_language(talk, english=able == "en" if able else english)


ANSWERS = {
    "greet": Handler(greet),
    "goodbye": Handler(goodbye, anyone=True),
    "thank": Handler(thank),
    "affirm": Handler(affirm, anyone=True),
    "acknowledge": Handler(acknowledge),
    "deny": Handler(deny, anyone=True),
    "ask_repeat": Handler(ask_repeat, anyone=True),
    "ask_language": Handler(ask_language, anyone=True),
}
