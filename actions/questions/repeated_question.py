"""The same question once more, after an aside: without what was said the first time."""

from __future__ import annotations

from dataclasses import replace

from actions.asking.open_question import our_question
from actions.deeds.registering import called, goods_of
from actions.matters.answer import say
from actions.matters.registry import DEEDS, QUESTIONS
from actions.memory import Memory
from actions.questions.carrying_out import as_reply
from actions.talk import Reply, Talk
from careline.core.remedies import URGES, RemedyKind

_IN_FEW_WORDS = {full: one.in_few_words for one in QUESTIONS.values() if one.in_few_words for full in one.in_full}


def still_asked() -> Reply:
    """The question whether we shall go on with what we have asked about, in few words."""
    return as_reply(say("utter_still_shall"))


async def asked_back(talk: Talk) -> Reply:
    """The same, where a yes comes late: with what it would do, and for which goods."""
    kind = _kind_asked(talk.before)
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if kind is None or order is None:
        return still_asked()
    goods = goods_of(talk, order, talk.before.wish.items)
    return as_reply(say("utter_still_which", goods=goods, what=called(talk, kind)))


def _kind_asked(before: Memory) -> RemedyKind | None:
    """What a yes to our open question would register; None: it has no name in a sentence."""
    ours = our_question(before.asked)
    if ours is None:
        return None
    deed = DEEDS.get(before.wish.deed)
    kinds = ours.kinds or frozenset({deed.kind} if deed else ())
    alike = [one for one in kinds if one.value in ours.asked.value] or list(kinds)
    return alike[0] if len(alike) == 1 and alike[0] not in URGES | {RemedyKind.COMPLAINT} else None


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
