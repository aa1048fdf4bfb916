"""What the desk's page sends and gets. The page is built against these shapes: a change here is a change there."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from careline.conversations.turns import MAX_TEXT
from careline.core.blocks import BlockKind
from careline.core.conditions import ConditionState
from careline.core.conversation import Owner
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rights import Protection
from careline.core.roles import Role
from careline.core.routing import TOPICS, Disposition
from careline.desk.orders_shown import OrderShown
from careline.desk.qr import drawn
from careline.desk.second_factor import LONGEST_CODE, Begun, Missing
from careline.dialogue.shown import ContactShown, Instant, MoneyShown, Shown
from careline.http.fields import Storable
from careline.store.tables.conversations import Author


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("the text is empty")
    return text


def _topic(skill: str) -> str:
    if skill not in TOPICS:
        raise ValueError(f"the skills are {', '.join(TOPICS)}")
    return skill


Said = Annotated[Storable, AfterValidator(_said)]


class LoginIn(BaseModel):
    login: Annotated[Storable, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=200, repr=False)]


class CodeIn(BaseModel):
    """A code of the authenticator app, or a recovery code."""

    code: Annotated[Storable, Field(min_length=6, max_length=LONGEST_CODE, repr=False)]


class ConfirmIn(CodeIn):
    """`present`: a code of the app that counts so far, or a recovery code, where there is one."""

    present: Annotated[Storable | None, Field(max_length=LONGEST_CODE, repr=False)] = None


class ResetIn(BaseModel):
    """Why a colleague's second factor is taken away, for the record."""

    reason: Annotated[Said, Field(max_length=200)]


class PresenceIn(BaseModel):
    state: Literal["online", "away"]


class ReplyIn(BaseModel):
    """The same client_id again gets the same answer."""

    client_id: UUID
    text: Annotated[Said, Field(max_length=MAX_TEXT)]


class CloseIn(BaseModel):
    """`resolution` is for colleagues; the consumer is told that the conversation ended, and asked how it went."""

    resolution: Annotated[Said, Field(max_length=500)]
    disposition: Disposition | None = None


class TransferIn(BaseModel):
    """To a colleague (`agent_id`), or into the queue of a team or a skill. `note` is for whoever takes it."""

    agent_id: UUID | None = None
    team: Annotated[Storable, Field(min_length=1, max_length=50)] | None = None
    skill: Annotated[str, AfterValidator(_topic)] | None = None
    note: Annotated[Storable, Field(max_length=MAX_TEXT)] = ""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(one is not None for one in (self.agent_id, self.team, self.skill)) != 1:
            raise ValueError("name an agent, a team or a skill: exactly one of them")
        return self


class AssignIn(BaseModel):
    """A supervisor gives a conversation to an agent, or to a team's queue; without either it goes back into the queue,
    in its old place."""

    agent_id: UUID | None = None
    team: Annotated[Storable, Field(min_length=1, max_length=50)] | None = None


class RevealIn(BaseModel):
    """What is to be shown in full, and what for. `order_id` for an address: of which order."""

    field: Literal["name", "phone", "address"]
    reason: Annotated[Said, Field(max_length=200)]
    order_id: Annotated[Storable, Field(max_length=64)] | None = None


class RevealAnswer(BaseModel):
    """`value` None: we do not know it."""

    field: Literal["name", "phone", "address"]
    value: str | None


class TaskDoneIn(BaseModel):
    """The answer is told to the consumer in these words."""

    answer: Annotated[Storable, AfterValidator(str.strip), Field(min_length=2, max_length=500)]


class NoteIn(BaseModel):
    text: Annotated[Said, Field(max_length=MAX_TEXT)]


class AgentShown(Shown):
    """`may` is what the role allows: approve, supervise, manage."""

    agent_id: str
    name: str
    role: Role
    may: list[str]
    team: str | None
    languages: list[str]
    skills: list[str]
    capacity: int
    state: Literal["online", "away"]


class AgentAnswer(Shown):
    agent: AgentShown


class LoginAnswer(Shown):
    """`agent` None: something is missing yet, and goes to /api/desk/login/code. "set_up": a secret has to be fetched
    from /api/desk/login/set_up first. `recovery_codes` are shown this once; each gets in instead of a code, once.
    """

    agent: AgentShown | None
    needs: Missing | None = None
    recovery_codes: list[str] = Field(default_factory=list)


class HalfwayShown(Shown):
    """The first factor of this agent was right in this browser."""

    needs: Missing
    name: str


class WaysInShown(Shown):
    """`passwords`: "emergency" where only a few admins have one. `sso`: by way of /api/desk/sso/start."""

    passwords: Literal["everybody", "emergency"]
    sso: bool
    sso_name: str
    halfway: HalfwayShown | None


class QrShown(Shown):
    """A square of `size` modules, margin included; `path` is SVG path data, stroked one module wide, black on white."""

    size: int
    path: str


class SecretShown(Shown):
    """For an authenticator app: the secret to type (base32), the address that opens one, and that as a code to scan."""

    secret: str
    uri: str
    qr: QrShown

    @classmethod
    def of(cls, begun: Begun) -> SecretShown:
        code = drawn(begun.uri)
        return cls(secret=begun.secret, uri=begun.uri, qr=QrShown(size=code.size, path=code.path))


class SignedOut(Shown):
    """`go_on`: where the browser goes to sign out at the identity provider too, which sends it back to the desk."""

    go_on: str | None


class FactorShown(Shown):
    """One's own second factor. `can`: one can be set up here; `wanted`: the role has to have one.

    `strong`: this session began with one.
    """

    can: bool
    wanted: bool
    confirmed_at: Instant | None
    recovery_left: int
    strong: bool


class RecoveryShown(Shown):
    """Shown this once."""

    recovery_codes: list[str]


class SignInShown(Shown):
    """How one agent gets in. `sso_name`: how the identity provider calls them; `bound`: they have come from there."""

    agent_id: str
    login: str
    name: str
    role: Role
    wanted: bool
    confirmed_at: Instant | None
    sso_name: str | None
    bound: bool


class SignInsShown(Shown):
    agents: list[SignInShown]


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


class TimerShown(Shown):
    """By when an agent has to have answered (`due_at`), and whether that is past. `what`: first_reply or next_reply."""

    what: Literal["first_reply", "next_reply"]
    due_at: Instant
    late: bool


class QueueItem(Shown):
    """`queued_at` is when a person was asked for; `dedicated`: the consumer's own agent is who looks at it.

    `last` are the consumer's own last words (`from` is "consumer"), never ours. `waiting_since`: since when they wait
    for a person's word, None once the last word is a person's. `goods` names the order's goods as the consumer knows
    them, `order_number` as the shop shows it. `reads`: whether the agent works in the consumer's language. `own_agent`
    is the dedicated agent's name, `agent` who has the conversation. `epoch` grows with every change of hands.
    """

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
    owner: Owner
    agent: NameShown | None
    own_agent: NameShown | None
    team: str | None
    order_number: str | None
    goods: str | None
    priority_text: str
    waiting_since: Instant | None
    timer: TimerShown | None
    reads: bool
    rank: int
    mine: bool
    epoch: int


class LoadShown(Shown):
    active: int
    capacity: int


class ColleagueShown(LoadShown):
    """Load in units of the channels' weights; `reserved` of the capacity is kept for their own consumers."""

    agent_id: str
    name: str
    state: Literal["online", "away"]
    team: str | None
    skills: list[str]
    languages: list[str]
    reserved: int


class QueueShown(Shown):
    """The first of those who wait, and how many they are in all."""

    waiting: list[QueueItem]
    waiting_total: int
    mine: list[QueueItem]
    load: LoadShown
    online: list[ColleagueShown]


class RowsShown(Shown):
    """The rows asked for, as they are now, and which of them are no rows of this agent's lists any more."""

    rows: list[QueueItem]
    gone: list[str]
    waiting_total: int
    load: LoadShown


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


class SummaryLine(Shown):
    """One line of what a colleague has to know: `about` is its code, `label` that in words, `text` the fact."""

    about: Literal["who", "order", "trouble", "said", "promised", "tried", "mood", "handed_on"]
    label: str
    text: str


class DeedShown(Shown):
    """What may be done for this order now. `due`: the right behind it runs until then."""

    kind: RemedyKind
    name: str
    amount: MoneyShown | None
    guarantee: Protection | None
    due_at: Instant | None


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
    """One matter. `order_id` and `goods` say of which order it is; `own_agent` who sees it through, until `until`."""

    case_id: str
    order_id: str
    goods: str
    own_agent: NameShown | None
    until: Instant | None
    opened_at: Instant
    closed_at: Instant | None
    close_reason: str | None
    reopened: int
    promised: list[PromiseShown]
    blocks: list[BlockShown]
    remedies: list[RemedyShown]
    story: list[StoryEntry]


class ConditionShown(Shown):
    """A wish for a case to come, agreed with the consumer at `at`: `text` says what, until when and what then; `said`
    are their words."""

    condition_id: str
    order_id: str
    goods: str
    text: str
    said: str
    state: ConditionState
    state_text: str
    due_at: Instant
    at: Instant
    ended_at: Instant | None
    ended_text: str | None


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


class NewsShown(Shown):
    """What is new in a conversation: the messages after a sequence number, and who answers now."""

    messages: list[MessageShown]
    conversation: ThreadShown


class ColleaguesShown(Shown):
    online: list[ColleagueShown]


class OrderPromiseShown(PromiseShown):
    """A promise of any of the consumer's orders."""

    order_id: str
    goods: str


class EarlierShown(Shown):
    """A conversation of the same consumer, on whichever channel; `ended_at` None while it goes on."""

    conversation_id: str
    channel: Literal["app", "phone"]
    owner: Owner
    opened_at: Instant
    ended_at: Instant | None
    agent: NameShown | None
    why: str
    disposition: Disposition | None
    disposition_text: str | None
    resolution: str | None
    last: LastShown | None
    messages: int


class HistoryShown(Shown):
    """Every conversation of a consumer, the newest first."""

    conversations: list[EarlierShown]


class FoundShown(Shown):
    """One consumer that a search found; `matched` says by what: consumer, phone, order or words."""

    customer: WhoShown
    matched: Literal["consumer", "phone", "order", "words"]
    order_id: str | None
    order_number: str | None
    goods: str | None
    conversation_id: str | None
    owner: Owner | None
    text: str | None
    at: Instant | None


class FoundAnswer(Shown):
    """The best first; `more`: there are more than are shown."""

    found: list[FoundShown]
    more: bool


class TaskShown(Shown):
    """What was promised to be done by a colleague (a complaint, an enquiry, a call): open until it is answered."""

    remedy_id: str
    reference: str
    kind: RemedyKind
    about: str
    text: str
    order_id: str
    order_number: str
    goods: str
    customer: WhoShown
    conversation_id: str | None
    own_agent: NameShown | None
    requested_at: Instant
    due_at: Instant | None
    late: bool


class TasksShown(Shown):
    """What is due soonest first."""

    tasks: list[TaskShown]


class NamedCode(Shown):
    """A code, and what it is called in the reader's language."""

    code: str
    name: str


class OptionsShown(Shown):
    """What the page offers to choose from. Durations are in seconds."""

    dispositions: list[NamedCode]
    skills: list[NamedCode]
    teams: list[str]
    assign: Literal["pull", "push"]
    first_reply_seconds: int
    next_reply_seconds: int
    lease_seconds: int


class FloorAgent(ColleagueShown):
    """`waiting`: how many of theirs wait for a word; `late`: of how many the time is up. `seen_at`: last heartbeat."""

    role: Role
    waiting: int
    late: int
    owned_cases: int
    seen_at: Instant | None


class FloorShown(Shown):
    """The desk at this instant: who works, what waits and what is talked about, the most urgent first.

    `oldest_waiting_since` is of those in the queue; `within_time` the share of the last 24 hours' handoffs that had a
    first reply in time, None where there were none.
    """

    agents: list[FloorAgent]
    waiting: list[QueueItem]
    talking: list[QueueItem]
    waiting_total: int
    oldest_waiting_since: Instant | None
    late: int
    within_time: float | None


class ConversationShown(Shown):
    """`case` and `order` are what is talked about; `cases`, `promises` and `conditions` of all orders of this
    consumer.

    `read_seq`: up to which message they have read."""

    conversation: ThreadShown
    summary: list[SummaryLine]
    deeds: list[DeedShown]
    may: list[str]
    cases: list[CaseShown]
    promises: list[OrderPromiseShown]
    conditions: list[ConditionShown]
    customer: CustomerShown
    case: CaseShown | None
    order: OrderShown | None
    orders: list[OrderShown]
    messages: list[MessageShown]
    read_seq: int | None
    contacts: list[ContactShown]
    notes: list[NoteShown]
