"""What the desk's page sends and gets. The page is built against these shapes: a change here is a change there."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from careline.conversations.service import MAX_TEXT
from careline.core.blocks import BlockKind
from careline.core.conversation import Owner
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rights import Protection
from careline.desk.orders_shown import OrderShown
from careline.dialogue.shown import ContactShown, Instant, MoneyShown, Shown
from careline.store.tables.conversations import Author


def _storable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("the text holds characters that cannot be stored")
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("the text is empty")
    return text


Storable = Annotated[str, AfterValidator(_storable)]
Said = Annotated[Storable, AfterValidator(_said)]


class LoginIn(BaseModel):
    login: Annotated[Storable, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=200, repr=False)]


class PresenceIn(BaseModel):
    state: Literal["online", "away"]


class ReplyIn(BaseModel):
    """The same client_id again gets the same answer."""

    client_id: UUID
    text: Annotated[Said, Field(max_length=MAX_TEXT)]


class CloseIn(BaseModel):
    resolution: Annotated[Said, Field(max_length=500)]


class NoteIn(BaseModel):
    text: Annotated[Said, Field(max_length=MAX_TEXT)]


class AgentShown(Shown):
    agent_id: str
    name: str
    role: str
    languages: list[str]
    skills: list[str]
    capacity: int
    state: Literal["online", "away"]


class AgentAnswer(Shown):
    agent: AgentShown


class ReplyAnswer(Shown):
    seq: int


class NameShown(Shown):
    name: str


class WhoShown(NameShown):
    customer_id: str


class LastShown(Shown):
    from_: Author = Field(alias="from")
    text: str
    at: Instant


class QueueItem(Shown):
    """`queued_at` is when a person was asked for; `dedicated`: the consumer's own agent is who looks at it."""

    conversation_id: str
    channel: Literal["app", "phone"]
    language: str
    customer: WhoShown
    new_user: bool
    order_id: str | None
    title: str | None
    blocks: list[BlockKind]
    why: str
    skill: str
    priority: int
    queued_at: Instant
    last: LastShown | None
    dedicated: bool


class LoadShown(Shown):
    active: int
    capacity: int


class ColleagueShown(LoadShown):
    name: str
    state: Literal["online", "away"]


class QueueShown(Shown):
    waiting: list[QueueItem]
    mine: list[QueueItem]
    load: LoadShown
    online: list[ColleagueShown]


class HandoffShown(Shown):
    why: str
    requested_at: Instant
    skill: str


class ThreadShown(Shown):
    conversation_id: str
    channel: Literal["app", "phone"]
    owner: Owner
    epoch: int
    language: str
    agent: NameShown | None
    handoff: HandoffShown | None


class CustomerShown(WhoShown):
    """Masked. `local_time` is the present instant with the consumer's own offset."""

    phone: str | None
    new_user: bool
    orders_so_far: int
    locale: str
    time_zone: str
    local_time: str


class PromiseShown(Shown):
    """Promised `at` a time, due `by_when`. `text` is what an agent wrote, `about` the remedy that it belongs to."""

    promise_id: str
    kind: PromiseKind
    state: PromiseState
    what: str
    text: str
    about: str | None
    by: str
    by_when: Instant
    at: Instant
    ended_at: Instant | None


class BlockShown(Shown):
    kind: BlockKind
    deadline: Instant
    started_at: Instant
    ended_at: Instant | None
    text: str


class RemedyItemShown(Shown):
    sku: str
    title: str
    quantity: int


class RemedyShown(Shown):
    """`due_at` is when the consumer hears from us at the latest; `answer` is the shop's or an agent's own words.

    `items` None: the whole order. While it waits for approval, `approvals_needed` different agents have to agree.
    """

    remedy_id: str
    kind: RemedyKind
    name: str
    status: RemedyState
    status_text: str
    amount: MoneyShown | None
    items: list[RemedyItemShown] | None
    guarantee: Protection | None
    clause: str | None
    at: Instant
    by: str
    due_at: Instant | None
    ended_at: Instant | None
    answer: str | None
    approvals_needed: int


class StoryEntry(Shown):
    """`note` is what a person wrote, in their own words."""

    at: Instant
    who: str
    what: str
    why: str
    note: str | None


class CaseShown(Shown):
    case_id: str
    opened_at: Instant
    closed_at: Instant | None
    close_reason: str | None
    reopened: int
    promised: list[PromiseShown]
    blocks: list[BlockShown]
    remedies: list[RemedyShown]
    story: list[StoryEntry]


class MessageShown(Shown):
    seq: int
    from_: Author = Field(alias="from")
    text: str
    cards: list[dict[str, Any]]
    at: Instant
    agent: NameShown | None


class NoteShown(Shown):
    at: Instant
    agent: NameShown
    text: str


class ConversationShown(Shown):
    conversation: ThreadShown
    customer: CustomerShown
    case: CaseShown | None
    order: OrderShown | None
    orders: list[OrderShown]
    messages: list[MessageShown]
    contacts: list[ContactShown]
    notes: list[NoteShown]
