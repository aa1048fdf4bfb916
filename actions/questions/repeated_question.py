"""The same question once more, after an aside: without what was said the first time."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import say
from actions.matters.registry import QUESTIONS
from actions.questions.carrying_out import as_reply
from actions.talk import Reply, Talk

_IN_FEW_WORDS = {full: one.in_few_words for one in QUESTIONS.values() if one.in_few_words for full in one.in_full}


def still_asked() -> Reply:
    """The question whether we shall go on with what we have asked about, in few words."""
    return as_reply(say("utter_still_shall"))


def shorten_question(talk: Talk) -> None:
    """Say the last thing in few words, where it asks whether we shall really; anything else stays as it is."""
    if not talk.replies:
        return
    whole = talk.replies.pop()
    if short := _IN_FEW_WORDS.get(whole.response or ""):
        again = as_reply(short(whole.values))
        talk.add(replace(again, buttons=[*again.buttons, *whole.buttons]))
    else:
        talk.replies.append(whole)
