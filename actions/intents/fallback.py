"""Not understood: one guess, then other words, then a person. And what is none of our business."""

from __future__ import annotations

from actions.intents.handoff import hand_over
from actions.intents.topic_fallback import meant_in_view, story_meant
from actions.memory import Asked
from actions.remembered import Remark
from actions.talk import Handler, Talk
from careline.core import phrases
from careline.core.journal import Because
from careline.core.reviews import likeliest_topic


async def not_understood(talk: Talk) -> None:
    """Answer what the topic makes of it; else guess or ask for other words, and the second time fetch a person."""
    if meant := await meant_in_view(talk):
        await talk.answer_as(meant)
        return
    if talk.in_queue:
        await _in_queue(talk)
        return
    if meant := await story_meant(talk):
        await talk.answer_as(meant)
        return
    if talk.before.fallback_count >= 1:
        talk.say("utter_not_understood_again")
        await hand_over(talk, Because.NOT_UNDERSTOOD)
        return
    talk.remember(fallback_count=1)
    guess = likeliest_topic(talk.heard.ranking)
    if guess is None:
        rephrase(talk)
        return
    talk.say("utter_suggest", guess=phrases.topic(guess, talk.language))
    talk.ask(Asked.SUGGESTION)
    talk.remember(suggested_intent=guess)


async def _in_queue(talk: Talk) -> None:
    """Tell where they stand, if that is asked; leave the rest to the agent."""
    if talk.heard.says("place_in_queue"):
        await talk.answer_as("request_human")
    else:
        leave_it_to_the_agent(talk)


def rephrase(talk: Talk) -> None:
    """Ask for other words; the next failure goes to a person. Who waits for one already is told that it reads along."""
    if talk.in_queue:
        leave_it_to_the_agent(talk)
        return
    talk.say("utter_rephrase")
    talk.ask(Asked.REPHRASE)
    talk.remember(fallback_count=1)


def leave_it_to_the_agent(talk: Talk) -> None:
    """They wait for a person, who reads what we could not answer. Running on, that is said in fewer words."""
    if talk.before.told == Remark.AGENT_WILL_READ:
        talk.say("utter_agent_will_read_too")
    else:
        talk.say("utter_agent_will_read")
    talk.remember(told=Remark.AGENT_WILL_READ)


async def out_of_scope(talk: Talk) -> None:
    """Answer what the topic makes of it; else say honestly that we cannot help, and the second time offer a person."""
    if meant := await meant_in_view(talk):
        await talk.answer_as(meant)
        return
    if talk.in_queue:
        await _in_queue(talk)
        return
    if meant := await story_meant(talk):
        await talk.answer_as(meant)
        return
    if talk.before.told == Remark.OUT_OF_SCOPE:
        talk.say("utter_out_of_scope_again")
        talk.ask(Asked.HANDOFF_OFFER)
    else:
        talk.say("utter_out_of_scope")
    talk.remember(told=Remark.OUT_OF_SCOPE)


ANSWERS = {"nlu_fallback": Handler(not_understood), "out_of_scope": Handler(out_of_scope)}
