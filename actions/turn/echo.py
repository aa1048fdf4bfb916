"""For two turns after a deed, whoever says yes to it or wishes for it again hears what was registered, and nothing is
done twice. What else they say is answered behind it."""

from __future__ import annotations

from dataclasses import replace

from actions.heard import Heard
from actions.matters import done_already
from actions.matters.answer import Say
from actions.matters.done_already import deed_of
from actions.questions.carrying_out import as_reply, load_view
from actions.questions.just_done import Done, just_done, wished_once_more
from actions.talk import Talk
from understanding.deeds import Verb


async def echoes(talk: Talk) -> bool:
    """Whether the whole message only wishes once more for what was done. Where more follows, that alone is left to be
    answered (`talk.heard`)."""
    heard = talk.heard
    if talk.spoken or not heard.said.as_written:
        return False
    done = await wished_once_more(talk, heard)
    rest = None
    if done is None:
        done, rest = await _in_front(talk, heard)
    if done is None:
        return False
    await _tell(talk, done)
    if rest is None:
        talk.intent = heard.intent
        return True
    talk.heard = rest
    return False


async def _in_front(talk: Talk, heard: Heard) -> tuple[Done | None, Heard | None]:
    """What the first words wish for once more, and what follows them."""
    if heard.says("opens_aside"):
        return None, None  # 对了: by the way
    if len(heard.questions) > 1:
        first, *others = heard.questions
        rest = others[0] if len(others) == 1 else replace(heard, questions=tuple(others), halves=())
        return await wished_once_more(talk, first), rest
    parts = [*heard.halves[:1], *(heard.halves[2:] or heard.halves[1:])] or [heard]
    if parts[0].said.only_soft_yes and len(parts) > 2:
        parts = parts[1:]  # 行 那就退吧，运费谁出
    behind = parts[1:]
    if not behind or any(_sets_against(one) for one in behind):
        return None, None
    left = behind[0]
    for more in behind[1:]:
        left = left.joined(left, more)
    return await wished_once_more(talk, parts[0]), left


def _sets_against(part: Heard) -> bool:
    """Whether what follows is another wish about the same: yes, but not the socks; 退吧，不对，是另一件."""
    said = part.said
    return said.taken_back is not None or said.corrects or said.holds_back or said.says("otherwise", "corrects_self")


async def waits_after_all(talk: Talk) -> bool:
    """Whether they would rather wait with what was just registered: it is told how it stands, and how it is stopped."""
    said = talk.heard.said
    if talk.spoken or said.asks_of_us or not (said.holds_all_off or said.says("not_yet")):
        return False
    done = next((one for one in await just_done(talk) if deed_of(one.remedy) is not Verb.URGE), None)
    if done is None:
        return False
    _say(talk, done, done_already.held_off(await load_view(talk, done.order), done.remedy))
    return True


async def _tell(talk: Talk, done: Done) -> None:
    """In full the first time, in few words the second; a question of ours stays open behind it."""
    view = await load_view(talk, done.order)
    ways = (done_already.in_full, done_already.in_short, done_already.once_more)
    _say(talk, done, ways[min(done.times, len(ways)) - 1](view, done.remedy))


def _say(talk: Talk, done: Done, told: Say) -> None:
    talk.keep_question()
    asked_of = talk.before.order_id if talk.before.asked else None
    talk.remember(order_id=asked_of or done.order.order_id, asides=talk.before.asides)
    talk.add(as_reply(told))
    talk.done.append(done.remedy)
