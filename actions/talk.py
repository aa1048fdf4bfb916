"""One turn as an action sees it: who speaks, about what, what we say, and what we remember."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.heard import Heard
from actions.memory import Asked, Memory
from actions.remembered import Proposal
from actions.services import Services
from actions.stock import Stock
from careline.cases.service import Remedy, remedies_of, remedies_of_customer
from careline.conversations.conversation import Conversation, change_owner, hold
from careline.core import phrases
from careline.core.conversation import Move, Owner
from careline.core.hours import OpenHours
from careline.core.journal import Because
from careline.core.money import Money
from careline.core.orders import Customer, Order, Parcel, Quantities
from careline.core.rules import ShopRules
from careline.store.hours import hours_from
from careline.store.orders import orders_of
from understanding.reading import NOTHING, Reading
from understanding.taxonomy import Ask, Matter

Button = dict[str, Any]
MOST_ORDERS = 50
"""Older ones are looked up by a person."""


class NotIdentifiedError(Exception):
    """On the phone nothing is said of an order before the callee has confirmed who they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAttempt:
    """The call a phone conversation belongs to. `code` is the one the hall shows for it."""

    attempt_id: UUID
    identified_at: datetime | None
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One bot response by name, with its values; or the text itself, where it was said before."""

    response: str | None
    values: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    buttons: Sequence[Button] = ()
    cards: Sequence[dict[str, Any]] = ()


Run = Callable[["Talk"], Awaitable[None]]
"""What answers a turn, or does what a yes agrees to."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How one intent is answered. `anyone`: also on a call whose callee has not said yet who they are.

    `topic`: the intent is about something, so a later choice of an order answers it.
    """

    run: Run
    anyone: bool = False
    topic: bool = False


@dataclass(slots=True, kw_only=True)
class Talk:
    """Everything an answer may use. Values for sentences come worded for this consumer and channel."""

    # --- What the turn began with
    connection: AsyncConnection
    """For this class alone, which only reads by it; everybody else takes `tx`."""
    services: Services
    stock: Stock
    now: datetime
    turn_id: UUID
    conversation: Conversation
    customer: Customer
    attempt: CallAttempt | None
    language: str
    answers: Mapping[str, Handler]
    """By intent."""
    schedule: Mapping[str, Any] | None = None
    ran_before: bool = False
    """See `loading.Speaker`."""

    # --- The question that is being answered: the whole message, or one of several
    heard: Heard
    before: Memory
    """What was remembered when it was asked."""
    whole: Reading = NOTHING
    """All of the message, where it asks several things."""
    intent: str = ""
    """Whose action answers it, or which stands for the matter that does."""
    chosen: Order | None = None
    """The order that it is about, where that is settled."""
    names_goods: bool = False
    """Its words name goods of theirs."""
    made_anew: bool = False
    """What is taken back makes way for what the matter offers in its place, so all of it goes."""
    opened_with: Asked | None = None
    """Our question that was open when the turn began, about `offered_order`."""
    offered_order: str | None = None

    # --- What the turn has come to
    memory: Memory
    """What will be remembered."""
    replies: list[Reply] = field(default_factory=list)
    done: list[Remedy] = field(default_factory=list)
    """What was registered for them, or told once more (questions/just_done.py)."""
    answered: tuple[tuple[Matter, Ask], ...] = ()
    """What matters have answered."""
    from_matter: bool = False
    """A matter has answered, and not the action of an intent."""
    offered_by: str | None = None
    """The response with which a matter has made an offer."""
    unanswered: Memory | None = None
    """What was remembered before, where the turn has not answered our question."""
    handed_over: bool = False
    """They were put into the queue, or told of it."""
    ended: bool = False
    """Nothing else is said: the call is over, or a danger was answered."""
    _orders: list[Order] | None = None
    _remedies: dict[str, tuple[Remedy, ...]] = field(default_factory=dict)
    _under_way: tuple[Remedy, ...] | None = None

    @property
    def tx(self) -> AsyncConnection:
        """This turn's transaction. Whoever takes it may register something, so what was wished for is read anew."""
        self._remedies.clear()
        self._under_way = None
        return self.connection

    @property
    def spoken(self) -> bool:
        return self.conversation.channel == "phone"

    @property
    def identified(self) -> bool:
        """In the app the token says who writes; on the phone the callee has to."""
        return not self.spoken or (self.attempt is not None and self.attempt.identified_at is not None)

    @property
    def in_queue(self) -> bool:
        """They wait for a person since an earlier turn: nobody has to offer them one, and we answer meanwhile."""
        return self.conversation.ownership.owner is Owner.QUEUE and not self.ran_before

    @property
    def rules(self) -> ShopRules:
        return self.services.rules

    @property
    def hours(self) -> OpenHours:
        """When people answer."""
        return hours_from(self.schedule, self.rules.desk)

    def rules_for(self, order: Order) -> ShopRules:
        """As they hold for this order's merchant and goods."""
        return self.rules.for_order(order)

    async def orders(self) -> list[Order]:
        """The consumer's own orders, newest first. Raises NotIdentifiedError."""
        if not self.identified:
            raise NotIdentifiedError(NotIdentifiedError.__doc__)
        if self._orders is None:
            self._orders = await orders_of(self.connection, self.customer.customer_id, MOST_ORDERS)
        return self._orders

    async def order(self, order_id: str | None) -> Order | None:
        """The consumer's own order of this id; None where there is none. Raises NotIdentifiedError."""
        return next((one for one in await self.orders() if one.order_id == order_id), None)

    async def order_spoken_of(self) -> Order | None:
        """The order spoken of before this turn, or before this question of it. Raises NotIdentifiedError."""
        return await self.order(self.before.order_id)

    async def remedies(self, order: Order) -> tuple[Remedy, ...]:
        """Everything that was ever wished for about an order, oldest first; read once until something is registered."""
        if order.order_id not in self._remedies:
            self._remedies[order.order_id] = tuple(await remedies_of(self.connection, order.order_id))
        return self._remedies[order.order_id]

    async def under_way(self) -> tuple[Remedy, ...]:
        """What is open over all their orders, oldest first; read once until something is registered."""
        if self._under_way is None:
            found = await remedies_of_customer(self.connection, self.customer.customer_id, open_only=True)
            self._under_way = tuple(found)
        return self._under_way

    def say(
        self, response: str, /, *, buttons: Sequence[Button] = (), cards: Sequence[dict[str, Any]] = (), **values: str
    ) -> None:
        """Answer with one response of bot/domain; every placeholder in it has to be among `values`.

        Two questions may come to the same: the same words are not said twice in a turn.
        """
        shown = () if self.spoken else cards
        reply = Reply(response=response, values=values, buttons=buttons, cards=shown)
        if reply not in self.replies:
            self.replies.append(reply)

    def add(self, reply: Reply) -> None:
        """A reply that a matter has made; once a turn, whichever of its questions it answers."""
        if reply not in self.replies:
            self.replies.append(reply)

    def say_again(self, text: str, *, buttons: Sequence[Button] = ()) -> None:
        """Say what is worded elsewhere, or was said before, word for word."""
        self.replies.append(Reply(response=None, text=text, buttons=buttons))

    def ask(self, asked: Asked, *, order: Order | None = None) -> None:
        """Remember that the last thing said was this question (about this order).

        Whoever waits for a person is not asked whether they want one (careline/dialogue/queued.py takes the words
        away)."""
        open_question = {} if self.in_queue and asked == Asked.HANDOFF_OFFER else {"asked": asked, "asides": 0}
        self.remember(**open_question, **({"order_id": order.order_id} if order else {}))

    def remember(self, **slots: Any) -> None:
        self.memory = replace(self.memory, **slots)

    def propose(self, *, items: Quantities | None = None, **more: Any) -> None:
        """Remember with our question what exactly a yes will be about; `items` None: the whole order."""
        self.remember(wish=Proposal.of(items=items, **more))

    def take_as_agreed(self, order: Order, wish: Proposal) -> None:
        """Let the deed that comes next be done as if they had said yes to this, for this order."""
        self.before = replace(self.before, wish=wish, order_id=order.order_id)

    def leave_question(self) -> None:
        """Answer as if we had asked nothing before this turn."""
        self.before = self.before.without_question()

    def keep_question(self) -> None:
        """Leave the question open that was open before this turn, which was an aside."""
        old = self.before
        self.remember(
            asked=old.asked, suggested_intent=old.suggested_intent, offered=old.offered, told=old.told,
            pending=old.pending, wish=old.wish, fallback_count=old.fallback_count,
        )  # fmt: skip

    @contextmanager
    def hearing(self, heard: Heard) -> Iterator[None]:
        """While it lasts these are the words in question, such as a part of the message."""
        before, self.heard = self.heard, heard
        try:
            yield
        finally:
            self.heard = before

    async def answer_as(self, intent: str) -> None:
        """Answer as if this had been the intent; on an unidentified call only what anyone may hear."""
        answer = self.answers[intent]
        if not (self.identified or answer.anyone):
            answer = self.answers["open_call"]
        self.intent = intent
        if answer.topic:
            self.remember(topic=intent)
        await answer.run(self)

    async def end_call(self, why: Because) -> None:
        """Close a phone conversation: the voice says the last words and hangs up. Nothing happens in the app."""
        if not self.spoken:
            return
        self.ended = True
        held = await hold(self.tx, self.conversation.conversation_id)
        if held.ownership.owner is Owner.BOT:
            await change_owner(
                self.tx, held, Move.CLOSE, who="bot", why=why, now=self.now, by_turn=self.turn_id
            )  # fmt: skip

    def at(self, instant: datetime) -> str:
        return phrases.instant(instant, self.now, self.customer.time_zone, self.language, spoken=self.spoken)

    def on(self, instant: datetime) -> str:
        """The same inside a sentence, of something past: you asked for it *on* 20 November at 6 pm."""
        return phrases.on(self.at(instant), self.language)

    def lasting(self, length: timedelta) -> str:
        return phrases.duration(length, self.language, spoken=self.spoken)

    def money(self, amount: Money) -> str:
        return phrases.money(amount, self.language, spoken=self.spoken)

    def goods(self, order: Order) -> str:
        return phrases.order_name(order, self.language, spoken=self.spoken)

    def parcel(self, parcel: Parcel) -> str:
        return phrases.parcel_name(parcel, self.language, spoken=self.spoken)

    def counted(self, number: int, measure: str, one: str, more: str) -> str:
        """A number with its measure: 2 位, aloud 两位; 1 person, 2 people."""
        if phrases.is_english(self.language):
            return f"{number} {one if number == 1 else more}"
        return phrases.counted(number, measure) if self.spoken else f"{number} {measure}"
