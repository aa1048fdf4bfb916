"""How a matter went: the answer to our question whether it is settled, the rating, and what is said to it."""

from __future__ import annotations

from uuid import UUID

from actions.asking.open_question import WISHES
from actions.intents.handoff import hand_over
from actions.intents.order_chosen import NEVER_A_CHOICE
from actions.memory import Asked
from actions.talk import Button, Handler, Talk
from careline.cases import telling
from careline.cases.service import (
    NoCaseError,
    RatingError,
    confirm_settled,
    not_settled,
    rate,
    rating_buttons,
)
from careline.core.journal import Because

_OF_THEIR_OWN = frozenset({*NEVER_A_CHOICE, *WISHES, "thank", "greet"})
"""Requests and courtesies that are not about how it went."""


async def case_settled(talk: Talk) -> None:
    """Close the case after a yes under our question, and ask how it went; give it to a person after a no."""
    case_id = _case_in(talk.heard.entity("case_id"))
    if case_id is None:
        talk.say("utter_go_on")
        return
    try:
        if talk.heard.entity("settled") == "yes":
            closed = await confirm_settled(talk.tx, talk.customer.customer_id, case_id, talk.now)
            if closed:
                _ask_how_it_went(talk, case_id)
            else:
                talk.say("utter_not_over_yet")
            return
        await not_settled(
            talk.tx, talk.customer.customer_id, case_id, talk.now, talk.rules,
            conversation_id=talk.conversation.conversation_id,
        )  # fmt: skip
    except NoCaseError:
        talk.say("utter_go_on")
        return
    talk.say("utter_not_settled")
    await hand_over(talk, Because.CONSUMER_ASKED)


def _ask_how_it_went(talk: Talk, case_id: UUID) -> None:
    buttons: list[Button] = [
        {"title": one.title, "payload": one.payload} for one in rating_buttons(case_id, talk.language)
    ]
    talk.say_again(telling.CLOSED.to(talk.language), buttons=buttons)


async def rate_case(talk: Talk) -> None:
    """Note a figure that was pressed, or the words right after it."""
    given = talk.before.wish.kept
    pressed = talk.heard.entity("rating")
    case_id = _case_in(talk.heard.entity("case_id") or given.get("case_id"))
    figure, words = str(pressed or given.get("rating", "")), "" if pressed else talk.heard.said.as_written.strip()
    if case_id is None or not (figure.isascii() and figure.isdigit() and len(figure) == 1):
        talk.say("utter_go_on")
        return
    try:
        await rate(talk.tx, talk.customer.customer_id, case_id, int(figure), words, talk.now)
    except (NoCaseError, RatingError):
        talk.say("utter_go_on")
        return
    if words:
        talk.say("utter_rating_words_noted")
        return
    talk.say_again(telling.THANKS.to(talk.language))
    talk.propose(case_id=str(case_id), rating=figure)
    talk.ask(Asked.RATING_WORDS)


def rates_in_words(talk: Talk) -> bool:
    """Whether this message is what the consumer adds to their rating, and not a question or a wish of its own."""
    heard = talk.heard
    words = talk.before.asked == Asked.RATING_WORDS and bool(heard.said.on_one_line)
    return words and heard.intent not in _OF_THEIR_OWN and not heard.said.asks


def _case_in(told: str | None) -> UUID | None:
    try:
        return UUID(told or "")
    except ValueError:
        return None


ANSWERS = {"case_settled": Handler(case_settled), "rate_case": Handler(rate_case)}
