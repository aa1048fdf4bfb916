"""To a person: at once when asked for, with the true place in the queue, or the truth that nobody is there.

Until a person takes over, the assistant goes on answering. Who asks again hears where they stand, and keeps the place.
"""

from __future__ import annotations

from datetime import timedelta

from actions.talk import Handler, Talk
from careline.core.journal import Because
from careline.core.routing import TOPIC_OF
from careline.desk.service import Handoff, leave_queue, note_wait_told, promise_answer, request_handoff

_WORDS_SHOWN = 200
"""Characters of the consumer's message that the desk shows beside the reason."""


async def request_human(talk: Talk) -> None:
    """They asked for a person; named an authority, a court or a threat: before all others. In the app, who wants to be
    called by one is called."""
    danger = "danger" in talk.heard.entities.get("urgency", ())
    if not danger and not talk.spoken and talk.identified and talk.heard.says("call_me"):
        await talk.answer_as("request_callback")
        return
    if danger:
        talk.say("utter_taken_seriously")
    await hand_over(talk, Because.DANGER_WORDS if danger else Because.ASKED_FOR_A_PERSON, danger=danger)


async def hand_over(talk: Talk, why: Because, *, danger: bool = False, urgent: bool = False) -> None:
    """Put the conversation into the queue and say honestly how long it takes; only that, where it waits there already.

    `why` is shown at the desk; where it is `danger`, or `urgent`, with the words in which it was said. On a call, and
    where danger was named, nothing else is said in this turn.
    """
    if talk.handed_over:
        return  # of two questions both led here
    talk.handed_over = True
    said = talk.heard.said.as_written[:_WORDS_SHOWN] if danger or urgent else None
    skill = TOPIC_OF.get(talk.memory.topic or "", "general")
    handoff = await request_handoff(
        talk.tx, talk.conversation.conversation_id, why=why, now=talk.now,
        danger=danger, urgent=urgent, said=said, skill=skill, by_turn=talk.turn_id, order_id=_talked_about(talk),
    )  # fmt: skip
    talk.ended = talk.spoken or danger
    wait = handoff.wait_minutes(talk.rules.desk)
    minutes = talk.lasting(timedelta(minutes=wait))
    if talk.in_queue:
        await _say_where_they_stand(talk, handoff, minutes)
    elif by := handoff.answer_by(talk.now, talk.rules.desk):
        by = await promise_answer(talk.tx, talk.conversation.conversation_id, by)
        talk.say("utter_handoff_nobody_online", by=talk.at(by))
    elif talk.spoken and handoff.agent_free:
        talk.say("utter_handoff_agent_free")
    else:
        await note_wait_told(talk.tx, talk.conversation.conversation_id, wait)
        _say_how_long(talk, handoff, minutes)
    if handoff.own_agent and not talk.in_queue:
        talk.say("utter_own_agent_sees", agent=handoff.own_agent)


def _say_how_long(talk: Talk, handoff: Handoff, minutes: str) -> None:
    if handoff.position > 1:
        talk.say(
            "utter_handoff_queue", ahead=talk.counted(handoff.position - 1, "位", "person", "people"), minutes=minutes
        )
    else:
        talk.say("utter_handoff_next", minutes=minutes)


def _talked_about(talk: Talk) -> str | None:
    """The order that the agent is shown: the one spoken of in this turn, else before."""
    return talk.memory.order_id or talk.before.order_id


async def _say_where_they_stand(talk: Talk, handoff: Handoff, minutes: str) -> None:
    """Say how long it takes while somebody works; else by when an answer was promised."""
    if by := handoff.answer_by(talk.now, talk.rules.desk):
        by = await promise_answer(talk.tx, talk.conversation.conversation_id, by)
        if by > talk.now:
            talk.say("utter_still_nobody_online", place=str(handoff.position), by=talk.at(by))
        else:
            talk.say("utter_still_nobody_online_late", place=str(handoff.position))
    elif handoff.position > 1:
        talk.say(
            "utter_still_in_queue", ahead=talk.counted(handoff.position - 1, "位", "person", "people"), minutes=minutes
        )
    else:
        talk.say("utter_still_next", minutes=minutes)


async def leave_queue_if_wished(talk: Talk) -> bool:
    """Take them out of the queue, if they would rather go on with us; True where they said nothing else.

    Who told of danger is waited for all the same.
    """
    rest = talk.heard.said.left_beside_leaving if talk.in_queue else None
    if rest is None or (talk.before.asked and talk.heard.said.only_gives_up):  # 不用了 is a no to our question
        return False
    left = await leave_queue(
        talk.tx, talk.conversation.conversation_id, talk.now, by_turn=talk.turn_id, told=True, in_danger=False
    )
    if left:
        talk.say("utter_left_queue")
    return left and not rest


ANSWERS = {"request_human": Handler(request_human, anyone=True)}
