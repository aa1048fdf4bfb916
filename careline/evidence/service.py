"""Photos as evidence: taken in once, shown to their owner and to the agents who see to the matter."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import Remedy, evidence_came, remedies_of_customer
from careline.contacts.service import hold_consumer
from careline.conversations.conversation import Conversation, NoConversationError, hold, open_app
from careline.conversations.messages import Button, ClientIdReusedError, Outgoing, digest_of, earlier_post, say
from careline.conversations.service import UnknownConsumerError
from careline.core.conversation import Owner, assistant_answers
from careline.core.journal import Because, What
from careline.core.orders import Order
from careline.core.paid import item_of
from careline.core.remedies import RemedyState
from careline.core.roles import Role, is_at_least
from careline.core.rules import ShopRules
from careline.core.wording.goods import goods_list, order_name
from careline.core.wording.language import Said
from careline.core.wording.states import REMEDY_KIND
from careline.desk.agents import Agent
from careline.desk.service import NotYoursError, reply_held
from careline.evidence.pictures import Picture, redrawn
from careline.ids import new_id
from careline.privacy.reads import Shown, note_read
from careline.store.database import Database
from careline.store.journal import record
from careline.store.orders import load_customer, load_order, load_orders
from careline.store.tables.cases import cases, remedies
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.platform import photos

PHOTO = "photo"
"""The name of this evidence in `waits_for` of a remedy."""
PER_HOUR = 10
_AT_ONCE = 2
"""Decoders at work in one process; each may hold some 120 MB for a moment."""
_SAME_UPLOAD = UUID("6f0c3a52-7a0e-5d5c-9a52-3f3f3c8b1d11")

_TITLE = Said("[照片]", "[Photo]")
_TAKEN = Said(
    "照片收到了。麻烦说一下是哪件商品、出了什么问题，我来处理；也可以直接转人工。",
    "I have your photo. Tell me which item it is and what is wrong with it, or ask for a person.",
)
_GOES_ON = Said(
    "照片收到了，您的申请已经往下走了，结果出来会告诉您。",
    "I have your photo, and your request goes on. I'll tell you how it ends.",
)


_WHICH = Said(
    "照片收到了。您有几个申请都在等照片，这张是给哪一个的？",
    "I have your photo. Several of your requests wait for one. Which of them is this for?",
)
_REQUEST = Said("{goods}的{kind}", "{kind}, {goods}")


class NoPhotoError(LookupError):
    """There is no such photo."""


class NotYourMatterError(LookupError):
    """There is no such order or request of yours."""


class TooManyPhotosError(Exception):
    """Ten photos an hour are the most; try again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a photo is sent for. `in_chat`: show it in the conversation; sent again under one `client_id`, it is one."""

    order_id: str | None = None
    remedy_id: UUID | None = None
    in_chat: bool = False
    client_id: UUID | None = None


class Evidence:
    """Use cases around photos. Each is one transaction."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules
        self._decoders = asyncio.Semaphore(_AT_ONCE)

    async def receive(self, customer_id: str, raw: bytes, about: About, now: datetime) -> UUID:
        """Keep a photo, and let a request go on that has waited for it. Returns its id.

        Raises NotAPhotoError, PhotoTooLargeError, TooManyPhotosError, NotYourMatterError, UnknownConsumerError,
        ClientIdReusedError.
        """
        async with self._database.begin() as tx:  # before the costly part
            await _check_rate(tx, customer_id, now)
        async with self._decoders:
            picture = await asyncio.to_thread(redrawn, raw)
        try:
            async with self._database.begin() as tx:
                return await _kept(tx, customer_id, picture, about, now, self._rules)
        except IntegrityError as error:  # only the client_id can clash: it was given to a message before
            raise ClientIdReusedError(ClientIdReusedError.__doc__) from error

    async def show(
        self, agent: Agent, conversation_id: UUID, raw: bytes, client_id: UUID, now: datetime
    ) -> tuple[UUID, int]:
        """An agent shows the consumer a picture, once per client_id, in a conversation of the app that is theirs.

        Returns its id and the sequence number of the message. Raises NotAPhotoError, PhotoTooLargeError,
        NotYoursError, ClientIdReusedError.
        """
        async with self._database.begin() as tx:  # before the costly part
            await _own_conversation(tx, agent, conversation_id)
        async with self._decoders:
            picture = await asyncio.to_thread(redrawn, raw)
        try:
            async with self._database.begin() as tx:
                return await _shown_by(tx, agent, conversation_id, picture, client_id, now)
        except IntegrityError as error:
            raise ClientIdReusedError(ClientIdReusedError.__doc__) from error

    async def of_owner(self, customer_id: str, photo_id: UUID) -> Picture:
        """A photo that this consumer has sent or was shown. Raises NoPhotoError."""
        async with self._database.begin() as tx:
            row = await _row(tx, photo_id)
        if row is None or row["customer_id"] != customer_id:
            raise NoPhotoError(NoPhotoError.__doc__)
        return _picture(row)

    async def for_agent(self, agent: Agent, photo_id: UUID, now: datetime) -> Picture:
        """A photo of a consumer whose matter this agent may see; the look is on record. Raises NoPhotoError."""
        async with self._database.begin() as tx:
            row = await _row(tx, photo_id)
            if row is None or not await _may_see(tx, agent, row["customer_id"], row["order_id"]):
                raise NoPhotoError(NoPhotoError.__doc__)
            who, about = f"agent:{agent.login}", f"photo:{photo_id}"
            await note_read(tx, row["customer_id"], Shown.PHOTO, who=who, now=now, about=about)
        return _picture(row)

    async def list_for_agent(self, agent: Agent, customer_id: str | None, order_id: str | None) -> list[dict[str, Any]]:
        """What a consumer has sent, or what was sent about an order; the latest first.

        Raises NoPhotoError for agents who may not see it.
        """
        async with self._database.begin() as tx:
            if customer_id is None:
                order = await load_order(tx, order_id or "")
                if order is None:
                    raise NoPhotoError(NoPhotoError.__doc__)
                customer_id = order.customer_id
            if not await _may_see(tx, agent, customer_id, order_id):
                raise NoPhotoError(NoPhotoError.__doc__)
            shown = [photos.c[name] for name in ("photo_id", "order_id", "remedy_id", "width", "height", "at")]
            sent = (photos.c.customer_id == customer_id) & photos.c.agent_id.is_(None)
            query = select(*shown).where(sent).order_by(photos.c.at.desc()).limit(100)
            if order_id:
                query = query.where(photos.c.order_id == order_id)
            return [dict(row) for row in (await tx.execute(query)).mappings()]


async def _kept(
    tx: AsyncConnection, customer_id: str, picture: Picture, about: About, now: datetime, rules: ShopRules
) -> UUID:
    customer = await load_customer(tx, customer_id)
    if customer is None:
        raise UnknownConsumerError(UnknownConsumerError.__doc__)
    await hold_consumer(tx, customer_id)  # two uploads at once count each other
    photo_id = uuid5(_SAME_UPLOAD, f"{customer_id}:{about.client_id}") if about.client_id else new_id()
    if (earlier := await _row(tx, photo_id)) is not None:
        return UUID(str(earlier["photo_id"]))
    await _check_rate(tx, customer_id, now)
    fitting = await _waiting(tx, customer_id, about)
    waiting = fitting[0] if len(fitting) == 1 else None
    order = await _order(tx, customer_id, waiting.order_id if waiting else about.order_id)
    held = await open_app(tx, customer, now) if about.in_chat else None
    await tx.execute(
        insert(photos).values(
            photo_id=photo_id, customer_id=customer_id, order_id=order.order_id if order else None,
            conversation_id=held.conversation_id if held else None, remedy_id=waiting.remedy_id if waiting else None,
            media_type=picture.media_type, width=picture.width, height=picture.height, sha256=picture.sha256,
            content=picture.content, at=now,
        )
    )  # fmt: skip
    await record(
        tx, at=now, who="consumer", what=What.PHOTO_RECEIVED, why=Because.EVIDENCE_CAME, subject=f"photo:{photo_id}",
        order_id=order.order_id if order else None, customer_id=customer_id,
        data={"remedy_id": str(waiting.remedy_id)} if waiting else {},
    )  # fmt: skip
    if waiting and order and waiting.state is RemedyState.REQUESTED:
        await evidence_came(tx, waiting.remedy_id, PHOTO, order, now, rules)
    if held:
        card = {"kind": PHOTO, "photo_id": str(photo_id), "width": picture.width, "height": picture.height}
        text = _TITLE.to(held.language)
        await say(tx, held, Author.CONSUMER, Outgoing(text=text, cards=(card,)), now, client_id=about.client_id)
        if assistant_answers(held.ownership.owner, held.channel):  # a picture is no turn: it cannot look at it
            answer = (_GOES_ON if waiting else _WHICH if fitting else _TAKEN).to(held.language)
            choices = await _choices(tx, fitting, photo_id, held.language) if len(fitting) > 1 else ()
            await say(tx, held, Author.BOT, Outgoing(text=answer, buttons=choices), now)
    return photo_id


async def _choices(tx: AsyncConnection, fitting: Sequence[Remedy], photo_id: UUID, language: str) -> tuple[Button, ...]:
    """A button for each request that the photo may be for; what it does is `give`."""
    own = {order.order_id: order for order in await load_orders(tx, [one.order_id for one in fitting])}
    found = []
    for one in fitting:
        goods, kind = _goods(own[one.order_id], one, language), REMEDY_KIND[one.kind].to(language)
        entities = {"order_id": one.order_id, "remedy_id": str(one.remedy_id), "photo_id": str(photo_id)}
        title = _REQUEST.to(language).format(goods=goods, kind=kind)
        found.append(Button(title=title, payload={"intent": "choose_order", "entities": entities}))
    return tuple(found)


def _goods(order: Order, remedy: Remedy, language: str) -> str:
    items = tuple((item, n) for sku, n in remedy.items or () if (item := item_of(order, sku)))
    return goods_list(items, language) if items else order_name(order, language)


async def give(
    tx: AsyncConnection, customer_id: str, photo_id: UUID, remedy_id: UUID, now: datetime, rules: ShopRules
) -> None:
    """A photo that was kept for the conversation alone is for this open request, which goes on. Again, it changes
    nothing.

    Raises NoPhotoError, and NotYourMatterError where the request is over or the photo is for another one.
    """
    mine = (photos.c.photo_id == photo_id) & (photos.c.customer_id == customer_id) & photos.c.agent_id.is_(None)
    taken = (await tx.execute(select(photos.c.remedy_id).where(mine).with_for_update())).first()
    if taken is None:
        raise NoPhotoError(NoPhotoError.__doc__)
    if taken.remedy_id == remedy_id:
        return
    (remedy,) = await _waiting(tx, customer_id, About(remedy_id=remedy_id))
    order = await _order(tx, customer_id, remedy.order_id)
    if taken.remedy_id or order is None:
        raise NotYourMatterError(NotYourMatterError.__doc__)
    await tx.execute(update(photos).where(mine).values(remedy_id=remedy_id, order_id=order.order_id))
    if remedy.state is RemedyState.REQUESTED:
        await evidence_came(tx, remedy_id, PHOTO, order, now, rules)


async def _own_conversation(tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
    try:
        held = await hold(tx, conversation_id)
    except NoConversationError:
        raise NotYoursError(NotYoursError.__doc__) from None
    if held.ownership.agent_id != str(agent.agent_id) or held.channel != "app":
        raise NotYoursError(NotYoursError.__doc__)
    return held


async def _shown_by(
    tx: AsyncConnection, agent: Agent, conversation_id: UUID, picture: Picture, client_id: UUID, now: datetime
) -> tuple[UUID, int]:
    held = await _own_conversation(tx, agent, conversation_id)
    photo_id = uuid5(_SAME_UPLOAD, f"{agent.agent_id}:{client_id}")
    digest = digest_of(None, photo_id)
    if (earlier := await earlier_post(tx, held.customer_id, client_id, digest)) is not None:
        return photo_id, earlier
    await tx.execute(
        insert(photos).values(
            photo_id=photo_id, customer_id=held.customer_id, conversation_id=conversation_id, agent_id=agent.agent_id,
            media_type=picture.media_type, width=picture.width, height=picture.height, sha256=picture.sha256,
            content=picture.content, at=now,
        )
    )  # fmt: skip
    card = {"kind": PHOTO, "photo_id": str(photo_id), "width": picture.width, "height": picture.height}
    said = Outgoing(text=_TITLE.to(held.language), cards=(card,))
    return photo_id, await reply_held(tx, held, agent.name, client_id, digest, said, now)


async def _waiting(tx: AsyncConnection, customer_id: str, about: About) -> list[Remedy]:
    """The requests that this photo may be for: the one named, else all that wait for a photo (of this order).

    Raises NotYourMatterError for one that is not the consumer's.
    """
    open_ones = await remedies_of_customer(tx, customer_id, open_only=True)
    if about.remedy_id:
        named = next((remedy for remedy in open_ones if remedy.remedy_id == about.remedy_id), None)
        if named is None:
            raise NotYourMatterError(NotYourMatterError.__doc__)
        return [named]
    return [
        remedy
        for remedy in open_ones
        if PHOTO in remedy.details.get("waits_for", ()) and about.order_id in {None, remedy.order_id}
    ]


async def _order(tx: AsyncConnection, customer_id: str, order_id: str | None) -> Order | None:
    if order_id is None:
        return None
    order = await load_order(tx, order_id)
    if order is None or order.customer_id != customer_id:
        raise NotYourMatterError(NotYourMatterError.__doc__)
    return order


async def _check_rate(tx: AsyncConnection, customer_id: str, now: datetime) -> None:
    lately = (photos.c.customer_id == customer_id) & (photos.c.at > now - timedelta(hours=1))
    lately = lately & photos.c.agent_id.is_(None)
    if (await tx.execute(select(func.count()).select_from(photos).where(lately))).scalar_one() >= PER_HOUR:
        raise TooManyPhotosError(TooManyPhotosError.__doc__)


async def _may_see(tx: AsyncConnection, agent: Agent, customer_id: str, order_id: str | None) -> bool:
    """By a conversation of this consumer that is the agent's own or waits in the queue, by an open case of theirs that
    is given to the agent, or by a remedy of the order that any agent may decide on now; a supervisor always."""
    if is_at_least(agent.role, Role.SUPERVISOR):
        return True
    talking = select(conversations.c.conversation_id).where(
        conversations.c.customer_id == customer_id,
        (conversations.c.agent_id == agent.agent_id) & (conversations.c.owner == Owner.AGENT)
        | (conversations.c.owner == Owner.QUEUE),
    )
    dedicated = select(cases.c.case_id).where(
        cases.c.customer_id == customer_id, cases.c.agent_id == agent.agent_id, cases.c.closed_at.is_(None)
    )
    to_decide = select(remedies.c.remedy_id).where(
        remedies.c.customer_id == customer_id, remedies.c.order_id == order_id,
        remedies.c.state.in_([RemedyState.NEEDS_APPROVAL, RemedyState.FAILED]),
    )  # fmt: skip
    seen = select(talking.exists() | dedicated.exists() | to_decide.exists())
    return bool((await tx.execute(seen)).scalar_one())


async def _row(tx: AsyncConnection, photo_id: UUID) -> RowMapping | None:
    return (await tx.execute(select(photos).where(photos.c.photo_id == photo_id))).mappings().first()


def _picture(row: RowMapping) -> Picture:
    return Picture(**{name: row[name] for name in Picture.__dataclass_fields__})
