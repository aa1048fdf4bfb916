"""The ways that our last words left open, known before the next words are read, and which of them those pick.

Our question is one of them, with the yes that does it. Each button beside it is another, with what it says when it is
pressed: whoever names it in words, by its place or by what it is, has pressed it. An earlier offer that nobody has
answered stays one too, for words that name its deed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from actions.asking.offer_reply import offered_matter
from actions.asking.open_question import STILL_OPEN, deed_asked, our_question
from actions.heard import Heard
from actions.matters.about import GIVEN_BACK
from actions.memory import Asked, Memory
from actions.remembered import Proposal
from actions.talk import Button, Reply, Talk
from careline.core import phrases
from understanding.order_words import OrderTrait
from understanding.picking import Way
from understanding.reading import NOTHING, read
from understanding.taxonomy import Matter

_WAY_OF_INTENT = {
    "request_exchange": Way.EXCHANGE, "request_refund": Way.MONEY, "request_return": Way.MONEY,
    "report_damaged_or_wrong": Way.MONEY,
}  # fmt: skip
WAY_OF_MATTER = dict.fromkeys(GIVEN_BACK, Way.MONEY) | {Matter.RESEND: Way.NEW, Matter.EXCHANGE: Way.EXCHANGE}
_CALLED = {
    Way.MONEY: ("退款", "The money back"), Way.NEW: ("补发", "A new one"), Way.EXCHANGE: ("换货", "The exchange"),
}  # fmt: skip
_NO_WAY = frozenset({"withdraw", "deny", "request_human", "case_settled", "rate_case", "choose_order", "affirm"})
"""Buttons that take back, leave it or put through: no ways to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button beside our question. `part`: it is about a part of the goods, or a variant, and is named by that."""

    title: str
    intent: str
    entities: Mapping[str, str]
    way: Way | None = None
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An offer that was open before our question, and that nobody has answered."""

    asked: str
    wish: str | None
    order_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """`first`: what a yes to our question comes to; None where a yes is no way by itself."""

    first: Way | None = None
    presses: tuple[Press, ...] = ()
    earlier: Earlier | None = None

    @classmethod
    def remembered(cls, memory: Memory) -> Choices:
        """As they were left open by our last words."""
        told: dict[str, Any] = json.loads(memory.ways) if memory.ways else {}
        presses = tuple(_press(one) for one in told.get("presses", ()))
        earlier = Earlier(**told["earlier"]) if told.get("earlier") else None
        return cls(first=_first(memory), presses=presses, earlier=earlier)

    def told(self) -> str | None:
        """For the memory; None where our question is all there is."""
        told: dict[str, Any] = {}
        if self.presses:
            told["presses"] = [asdict(one) for one in self.presses]
        if self.earlier:
            told["earlier"] = asdict(self.earlier)
        return json.dumps(told, ensure_ascii=False) if told else None

    @property
    def ways(self) -> tuple[Press | None, ...]:
        """Those that words can count, in the order in which they were named; None: our question itself."""
        whole = tuple(one for one in self.presses if one.way and not one.part)
        return ((None,) if self.first else ()) + whole


def _first(memory: Memory) -> Way | None:
    """What a yes comes to; which size, which item is answered by no yes."""
    ours, matter = our_question(memory.asked), offered_matter(memory)
    return None if ours is None or ours.wants_words or matter is None else WAY_OF_MATTER.get(matter)


def _press(told: Mapping[str, Any]) -> Press:
    way = Way(told["way"]) if told["way"] else None
    return Press(title=told["title"], intent=told["intent"], entities=told["entities"], way=way, part=told["part"])


def _pressed(button: Button, first: Way | None) -> Press | None:
    payload = button.get("payload")
    if not isinstance(payload, Mapping) or payload["intent"] in _NO_WAY:
        return None
    entities = {str(name): str(value) for name, value in (payload.get("entities") or {}).items()}
    way = Way.NEW if entities.get("deed") == "resend" else _WAY_OF_INTENT.get(payload["intent"])
    part = "variant" in entities or ("items" in entities and way in {first, None})
    return Press(title=button["title"], intent=payload["intent"], entities=entities, way=way, part=part)


def remember_choices(talk: Talk) -> None:
    """Keep what this turn leaves open: the buttons of its question, and the offer before it that was not answered."""
    if talk.spoken or talk.ended or talk.memory.asked is None:
        return
    shown = next((reply for reply in reversed(talk.replies) if reply.buttons), None)
    buttons, first = shown.buttons if shown else (), _first(talk.memory)
    presses = tuple(one for button in buttons if (one := _pressed(button, first)))
    before, same = Choices.remembered(talk.before), _is_the_same(talk.memory, talk.before)
    if not presses and same:
        presses = before.presses
    earlier = before.earlier if same else _earlier(talk)
    talk.remember(ways=Choices(presses=presses, earlier=earlier).told())


def _is_the_same(one: Memory, other: Memory) -> bool:
    return one.asked == other.asked and one.order_id == other.order_id and one.wish.deed == other.wish.deed


def _earlier(talk: Talk) -> Earlier | None:
    """The offer that was open when the turn began, where it has passed without a yes or no."""
    was = talk.unanswered
    if was is None or was.asked is None or was.asked not in STILL_OPEN or deed_asked(was.asked) is None:
        return None
    return Earlier(asked=was.asked.value, wish=was.wish.format(), order_id=was.order_id)


def chosen_in_words(talk: Talk) -> Heard | None:
    """The words as the button that they name, or as the yes to what we asked; None where they pick nothing of it."""
    if talk.spoken or talk.heard.said.is_empty:
        return None
    return _part_picked(talk) or _one_of_the_ways(talk) or _earlier_named(talk)


def _part_picked(talk: Talk) -> Heard | None:
    """One of several parts of the goods, or variants, by its place among the buttons, by its sum, or as the cheaper.
    Those that words name are known without their buttons."""
    choices, said = Choices.remembered(talk.before), talk.heard.said
    parts, pick = _parts(choices), said.pick
    if len(parts) < 2 or said.asks or said.holds_back or said.is_longer_than(12, 9):
        return None
    if said.keeps_the_goods or said.refuses(deed_asked(talk.before.asked)) or said.only_praises:
        return None  # keep the 25 one
    sums = [next(iter(read(one.title).prices), None) for one in parts]
    found: list[Press] = []
    if pick and pick.place and (choices.first is None or len(choices.ways) < 2):
        at = pick.place - 1 if pick.place > 0 else len(parts) + pick.place
        found = parts[at : at + 1] if at >= 0 else []
    elif said.standing in {OrderTrait.CHEAPER, OrderTrait.DEARER} and None not in sums:
        best = (min if said.standing is OrderTrait.CHEAPER else max)(one for one in sums if one is not None)
        found = [one for one, amount in zip(parts, sums, strict=True) if amount == best]
    elif said.prices:
        found = [one for one, amount in zip(parts, sums, strict=True) if amount in said.prices]
    return _as_pressed(talk.heard, found[0]) if len(found) == 1 else None


def _parts(choices: Choices) -> list[Press]:
    return [one for one in choices.presses if one.part]


def _one_of_the_ways(talk: Talk) -> Heard | None:
    choices, pick = Choices.remembered(talk.before), talk.heard.said.pick
    ways = choices.ways
    if pick is None or len(ways) < 2 or (pick.behind and talk.heard.said.speaks_of_a_case):
        return None
    if pick.place and len(_parts(choices)) > 1:
        return None  # the second piece, or the second way: asked back
    if pick.any_one or pick.before_that:
        return None  # asked back by `asks_which`; an earlier offer
    if pick.way:
        found = [one for one in ways if (one.way if one else choices.first) is pick.way]
    elif pick.place == 0:
        found = [one for one in ways if one is not None]
    else:
        at = (pick.place or 0) - (1 if (pick.place or 0) > 0 else 0)
        found = [ways[at]] if -len(ways) <= at < len(ways) else []
    return _as_pressed(talk.heard, found[0]) if len(found) == 1 else None


def asks_which(talk: Talk) -> bool:
    """Ask which of several ways, shown again as buttons, where they leave it to us or name "the other" of three."""
    choices, pick = Choices.remembered(talk.before), talk.heard.said.pick
    ways = choices.ways
    if talk.spoken or pick is None or len(ways) < 2:
        return False
    of_a_part = bool(pick.place) and len(_parts(choices)) > 1
    if not (pick.any_one or of_a_part or (pick.place == 0 and len(ways) > 2)):
        return False
    shown = [one for one in ways if one is not None or pick.any_one or of_a_part]
    shown += _parts(choices) if of_a_part else []
    talk.say("utter_which_way", buttons=[_button(talk, one, choices.first) for one in shown])
    talk.keep_question()
    return True


def _button(talk: Talk, one: Press | None, first: Way | None) -> Button:
    if one is not None:
        return {"title": one.title, "payload": {"intent": one.intent, "entities": dict(one.entities)}}
    title = _CALLED[first or Way.MONEY][phrases.is_english(talk.language)]
    return {"title": title, "payload": {"intent": "affirm", "entities": {}}}


def _as_pressed(heard: Heard, one: Press | None) -> Heard:
    """As the bot hears a button: no words, nothing to be read."""
    intent, entities = (one.intent, one.entities) if one else ("affirm", {})
    return replace(
        heard, intent=intent, confidence=1.0, said=NOTHING, ranking=(),
        entities={name: (value,) for name, value in entities.items()},
        questions=(), halves=(), matters={}, asks={}, readings=(),
    )  # fmt: skip


def _earlier_named(talk: Talk) -> Heard | None:
    """The yes to the offer before our question, where the words name its deed and not ours: 行吧那就领了, though a
    complaint was offered after it."""
    earlier, said = Choices.remembered(talk.before).earlier, talk.heard.said
    deed = deed_asked(Asked(earlier.asked)) if earlier else None
    if earlier is None or deed is None:
        return None
    named = said.agrees_to(deed) and not said.says("applies_only") and said.plain_yes
    points = said.pick is not None and said.pick.before_that
    if not (named or points) or said.agrees_to(deed_asked(talk.before.asked)):
        return None
    talk.before = replace(
        talk.before, asked=Asked(earlier.asked), wish=Proposal.parse(earlier.wish), order_id=earlier.order_id, asides=0
    )
    return _as_pressed(talk.heard, None)


def with_buttons(reply: Reply, choices: Sequence[Press]) -> Reply:
    """The reply with the buttons of what is still open."""
    shown: list[Button] = [
        {"title": one.title, "payload": {"intent": one.intent, "entities": dict(one.entities)}} for one in choices
    ]
    return replace(reply, buttons=[*reply.buttons, *shown])
