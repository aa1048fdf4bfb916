"""The same sentence is not said twice in a conversation: asked again, we go up a ladder.

First what is being done and until when, then what the consumer may do now, then a person with the whole story.
"""

from __future__ import annotations

from hashlib import blake2s

from actions.answering import as_reply, load_view
from actions.matters.answer import say
from actions.matters.view import View
from actions.memory import Asked
from actions.talk import Reply, Talk
from careline.core import phrases
from careline.core.remedies import RemedyKind

_REMEMBERED = 80
_ALWAYS = ("utter_handoff", "utter_choose_order", "utter_anything_else", "utter_still_", "utter_now_in", "utter_greet",
           "utter_welcome", "utter_idle", "utter_goodbye", "utter_identify", "utter_queue", "utter_again_")  # fmt: skip
"""Responses whose meaning is in being said now; and those of the ladder, which looks after itself."""


def mark(reply: Reply) -> str:
    """A short mark of a sentence with its values."""
    told = f"{reply.response}|{sorted(reply.values.items())}"
    return blake2s(told.encode(), digest_size=5).hexdigest()


async def without_repeating(talk: Talk) -> None:
    """Take away what was said before word for word; where nothing is left, go up the ladder."""
    before = (talk.before.said or "").split()
    if talk.spoken or talk.ended:
        return
    fresh = [reply for reply in talk.replies if not _said(reply, before)]
    if talk.replies and not fresh:
        talk.replies.clear()
        await _ladder(talk, before)
    else:
        talk.replies[:] = fresh
    now = [mark(reply) for reply in talk.replies if reply.response]
    talk.remember(said=" ".join([*before, *now][-_REMEMBERED:]) or None)


def _said(reply: Reply, before: list[str]) -> bool:
    named = reply.response is not None and not reply.response.startswith(_ALWAYS)
    return named and mark(reply) in before


async def _ladder(talk: Talk, before: list[str]) -> None:
    order = next((one for one in await talk.orders() if one.order_id == talk.memory.order_id), None)
    if order is not None:
        view = await load_view(talk, order)
        for rung in (_being_done, _may_be_done):
            reply = rung(view)
            if reply and mark(reply) not in before:
                talk.replies.append(reply)
                return
    talk.say("utter_again_person")
    talk.ask(Asked.HANDOFF_OFFER, order=order)


def _being_done(view: View) -> Reply | None:
    """What is under way for this order, and when there is news of it."""
    running = next((one for one in reversed(view.remedies) if one.open and one.due_at and one.due_at > view.now), None)
    if running is None or running.due_at is None:
        return None
    what = phrases.remedy_kind(running.kind, view.language)
    what = what.lower() if view.english else what
    return as_reply(say("utter_again_being_done", what=what, by=view.at(running.due_at)))


def _may_be_done(view: View) -> Reply | None:
    """What the consumer may ask for now."""
    deeds = dict.fromkeys(kind for right in view.rights for kind in right.deeds if kind in _CHOICES)
    if not deeds:
        return None
    names = [phrases.remedy_kind(kind, view.language) for kind in deeds]
    told = view.list_of([name.lower() for name in names] if view.english else names)
    return as_reply(say("utter_again_may", choices=told))


_CHOICES = frozenset(
    {RemedyKind.COMPENSATION, RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.EXCHANGE, RemedyKind.RESEND,
     RemedyKind.FREIGHT_CLAIM, RemedyKind.CANCEL}
)  # fmt: skip
