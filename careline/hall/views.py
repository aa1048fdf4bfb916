"""What the service guarantee hall shows: shapes of its answers, and how they are filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import RowMapping

from careline.cases.service import BlockRow, Condition, Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.conditions import ConditionState
from careline.core.guarantees import terms_of
from careline.core.orders import ClaimStatus, Order, OrderStatus, Quantities
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import OURS, RemedyKind, RemedyState, Withdrawal, withdrawal
from careline.core.rights import Needs, Right, RightState, Whose
from careline.core.rules import ShopRules
from careline.core.wording.rights import computed_text
from careline.dialogue.shown import ContactShown, Instant, MoneyShown, Shown, money_shown, why_shown
from careline.hall import words
from careline.hall.claims import BY_PHOTO, BY_TEXT, PHOTO, Offer, judged, offer_of

Phase = Literal["now", "next", "over"]
_ENDED_SHOWN = timedelta(days=90)
_LINE = (OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.DISPATCHED, OrderStatus.DELIVERED, OrderStatus.COMPLETED)


class BlockedShown(Shown):
    """`since` is the deadline that was missed."""

    kind: BlockKind
    since: Instant
    text: str


class ItemShown(Shown):
    sku: str
    title: str
    quantity: int


class NeedShown(Shown):
    """`how` it is given: by a photo, by a text in the claim, or by nothing: a condition that has to hold."""

    need: Needs
    name: str
    how: Literal["photo", "text", "condition"]


class ChoiceShown(Shown):
    """One way to claim: the remedy and its name."""

    deed: RemedyKind
    name: str
    amount: MoneyShown | None
    consequences: list[str]


class ClaimShown(Shown):
    """`claim_id` is what is posted to claim; `deed`, `amount` and `consequences` are those of the usual way."""

    claim_id: UUID
    deed: RemedyKind
    amount: MoneyShown | None
    consequences: list[str]
    needs: list[NeedShown]
    choices: list[ChoiceShown]


class HallRight(Shown):
    """`phase`: when it matters. `whose` deadline it is; `missed`: the shop's is past. No `items`: the whole order."""

    right: str
    name: str
    state: RightState
    phase: Phase
    clause: str
    why: str
    deadline: Instant | None
    whose: Whose | None
    missed: bool
    amount: MoneyShown | None
    computed: str | None
    needs: list[NeedShown]
    items: list[ItemShown]
    claim: ClaimShown | None


class StepShown(Shown):
    at: Instant
    text: str


class RemedyShown(Shown):
    """A remedy, open or ended lately. `due`: by when the consumer hears; `answer`: the reason given.

    `reference` is the number that the consumer can quote.
    """

    remedy_id: UUID
    reference: str
    order_id: str
    title: str
    kind: RemedyKind
    kind_text: str
    state: RemedyState
    state_text: str
    amount: MoneyShown | None
    items: list[ItemShown]
    requested_at: Instant
    due: Instant | None
    ended_at: Instant | None
    answer: str | None
    steps: list[StepShown]
    waits_for_photo: bool
    may_withdraw: bool
    may_appeal: bool


class FreightShown(Shown):
    """Who pays for sending goods back, how much and by which rule; `decision` is the shop's own word."""

    order_id: str
    payer: Literal["insurance", "shop", "consumer"]
    payer_text: str
    amount: MoneyShown | None
    rule: str
    state_text: str
    decision: str
    may_appeal: bool


class PromiseShown(Shown):
    promise_id: UUID
    order_id: str
    title: str
    what: str
    state: PromiseState
    state_text: str
    made_at: Instant
    due: Instant


class ConditionShown(Shown):
    """A wish for a case to come: `text` says what is awaited, until when, and what is done then."""

    condition_id: UUID
    order_id: str
    title: str
    text: str
    state: ConditionState
    state_text: str
    due: Instant
    may_withdraw: bool


class RateableCase(Shown):
    case_id: UUID
    order_id: str
    title: str
    closed_at: Instant


class HallOrder(Shown):
    """`stage` is the platform's status, for the stage line; `stage_text` is finer, after its parcels."""

    order_id: str
    number: str
    title: str
    merchant: str
    image: str | None
    stage: OrderStatus
    stage_text: str
    placed_at: Instant
    total: MoneyShown
    blocked: list[BlockedShown]
    rights: list[HallRight]
    freight: FreightShown | None


class HallCustomer(Shown):
    """`time_zone`: in which this consumer is told times, here as in the chat; None for somebody unknown."""

    name: str
    time_zone: str | None = None


class OwnAgentShown(Shown):
    """Who of our people sees the trouble with this order through."""

    order_id: str
    name: str


class HallShown(Shown):
    customer: HallCustomer
    own_agents: list[OwnAgentShown] = Field(default_factory=list)
    orders: list[HallOrder]
    remedies: list[RemedyShown] = Field(default_factory=list)
    promises: list[PromiseShown] = Field(default_factory=list)
    conditions: list[ConditionShown] = Field(default_factory=list)
    to_rate: list[RateableCase] = Field(default_factory=list)
    contacts: list[ContactShown]


def hall_order(
    order: Order, blocks: Sequence[BlockRow], remedies: Sequence[Remedy], now: datetime, rules: ShopRules, language: str
) -> HallOrder:
    """One order with its rights and the trouble it is in by our own account; `blocks` and `remedies`: of any order."""
    mine = [remedy for remedy in remedies if remedy.order_id == order.order_id]
    return HallOrder(
        order_id=order.order_id,
        number=order.number or order.order_id,
        title=order.title,
        merchant=order.merchant_name,
        image=order.items[0].image,
        stage=order.status,
        stage_text=phrases.stage(order, language),
        placed_at=order.placed_at,
        total=money_shown(order.total),
        blocked=[_blocked(block, order, now, language) for block in blocks if block.order_id == order.order_id],
        rights=[
            _right(order, right, offer_of(order, right, mine), rules, language)
            for right in judged(order, mine, now, rules)
        ],
        freight=_freight(order, rules, language),
    )


def _blocked(block: BlockRow, order: Order, now: datetime, language: str) -> BlockedShown:
    missed = block.evidence[0]
    text = phrases.evidence(missed, now, order.time_zone, language)
    return BlockedShown(kind=block.kind, since=block.deadline, text=text)


def _right(order: Order, right: Right, offer: Offer | None, rules: ShopRules, language: str) -> HallRight:
    terms = terms_of(order, right, rules)
    return HallRight(
        right=right.right,
        name=phrases.right_name(right.right, language),
        state=right.state,
        phase=phase_of(order, right),
        clause=phrases.clause_text(right.clause, language, order.total.currency, terms),
        why=why_shown(right, language),
        deadline=right.deadline,
        whose=right.whose,
        missed=right.missed,
        amount=money_shown(right.amount) if right.amount else None,
        computed=computed_text(right, language) or None,
        needs=[_need(need, language) for need in right.needs],
        items=items_shown(order, right.items),
        claim=claim_shown(offer, rules, language) if offer else None,
    )


def phase_of(order: Order, right: Right) -> Phase:
    """Now: it can be used, or is being. Next: it will matter at a later stage of the order. Over: it is done with."""
    if right.state in {RightState.PAID, RightState.EXPIRED, RightState.NOT_APPLICABLE}:
        return "over"
    if right.state is RightState.ACTIVE and order.status in _LINE:
        return "next" if _LINE.index(order.status) < _LINE.index(words.starts_at(right.right)) else "now"
    return "now"


def claim_shown(offer: Offer, rules: ShopRules, language: str) -> ClaimShown:
    choices = [
        ChoiceShown(
            deed=deed,
            name=words.choice(deed, language),
            amount=money_shown(amount) if (amount := offer.amount(deed)) else None,
            consequences=words.consequences(offer, deed, rules, language),
        )
        for deed in offer.deeds
    ]
    return ClaimShown(
        claim_id=offer.claim_id,
        deed=choices[0].deed,
        amount=choices[0].amount,
        consequences=choices[0].consequences,
        needs=[_need(need, language) for need in offer.right.needs],
        choices=choices,
    )


def _need(need: Needs, language: str) -> NeedShown:
    how: Literal["photo", "text", "condition"] = (
        "photo" if need in BY_PHOTO else "text" if need in BY_TEXT else "condition"
    )
    return NeedShown(need=need, name=phrases.right_needs(need, language), how=how)


def items_shown(order: Order, items: Quantities | None) -> list[ItemShown]:
    """The items by their titles; none stands for the whole order."""
    titles = {item.sku: " ".join(filter(None, (item.title, item.variant))) for item in order.items}
    return [ItemShown(sku=sku, title=titles.get(sku, sku), quantity=quantity) for sku, quantity in items or ()]


def _freight(order: Order, rules: ShopRules, language: str) -> FreightShown | None:
    payer = words.freight_payer(order)
    if payer is None:
        return None
    claim = order.freight.claim
    amount = claim.amount if claim else order.freight.paid_by_consumer
    return FreightShown(
        order_id=order.order_id,
        payer=payer,
        payer_text=words.freight_payer_name(payer, language),
        amount=money_shown(amount) if amount else None,
        rule=words.freight_rule(payer, order, rules, language),
        state_text=words.freight_state(order, language),
        decision=claim.decision if claim else "",
        may_appeal=payer == "consumer" or bool(claim and claim.status is ClaimStatus.REJECTED),
    )


def remedies_shown(
    remedies: Sequence[Remedy],
    ledgers: Mapping[UUID, Sequence[RowMapping]],
    orders: Mapping[str, Order],
    now: datetime,
    language: str,
) -> list[RemedyShown]:
    """What is under way, the latest first, then what ended within 90 days; withdrawals show at what they withdraw."""
    taking_back = {remedy.target_id for remedy in remedies if remedy.kind is RemedyKind.WITHDRAW and remedy.open}
    appealed = {str(remedy.details.get("appeal_of")) for remedy in remedies}
    listed = [
        remedy
        for remedy in remedies
        if remedy.kind is not RemedyKind.WITHDRAW
        and remedy.order_id in orders
        and (remedy.open or (remedy.ended_at and remedy.ended_at > now - _ENDED_SHOWN))
    ]
    listed.sort(key=lambda remedy: (remedy.open, remedy.requested_at), reverse=True)
    return [
        _remedy(
            remedy, ledgers.get(remedy.remedy_id, ()), orders[remedy.order_id], language,
            taking_back=remedy.remedy_id in taking_back, appealed=str(remedy.remedy_id) in appealed,
        )
        for remedy in listed
    ]  # fmt: skip


def _remedy(
    remedy: Remedy, ledger: Sequence[RowMapping], order: Order, language: str, *, taking_back: bool, appealed: bool
) -> RemedyShown:
    steps = words.OUR_STEPS if remedy.kind in OURS else words.STEPS
    waits_for_photo = remedy.state is RemedyState.REQUESTED and PHOTO in remedy.details.get("waits_for", ())
    state_text = phrases.remedy_state(remedy.state, language)
    if waits_for_photo:
        state_text = words.WAITS_FOR_PHOTO.to(language)
    elif taking_back and remedy.open:
        state_text = words.TAKING_BACK.to(language)
    return RemedyShown(
        remedy_id=remedy.remedy_id,
        reference=phrases.reference(remedy.remedy_id, language),
        order_id=remedy.order_id,
        title=order.title,
        kind=remedy.kind,
        kind_text=phrases.remedy_kind(remedy.kind, language, variant=remedy.details.get("variant_title")),
        state=remedy.state,
        state_text=state_text,
        amount=money_shown(remedy.amount) if remedy.amount else None,
        items=items_shown(order, remedy.items),
        requested_at=remedy.requested_at,
        due=remedy.due_at if remedy.open else None,
        ended_at=remedy.ended_at,
        answer=remedy.answer,
        steps=[StepShown(at=row["at"], text=steps[RemedyState(row["after"])].to(language)) for row in ledger],
        waits_for_photo=waits_for_photo,
        may_withdraw=not taking_back and withdrawal(remedy.state, delivery_tried=False) is not Withdrawal.TOO_LATE,
        may_appeal=not appealed
        and remedy.kind not in OURS
        and remedy.state in {RemedyState.REFUSED, RemedyState.FAILED},
    )


def promises_shown(
    rows: Sequence[RowMapping], remedies: Mapping[UUID, Remedy], orders: Mapping[str, Order], language: str
) -> list[PromiseShown]:
    """What we told the consumer we would do, what is due soonest first."""
    return [
        PromiseShown(
            promise_id=row["promise_id"],
            order_id=row["order_id"],
            title=orders[row["order_id"]].title,
            what=_promised(row, remedies.get(row["remedy_id"]), language),
            state=PromiseState(row["state"]),
            state_text=phrases.promise_state(PromiseState(row["state"]), language),
            made_at=row["made_at"],
            due=row["due_at"],
        )
        for row in rows
        if row["order_id"] in orders
    ]


def conditions_shown(
    found: Sequence[Condition], orders: Mapping[str, Order], now: datetime, rules: ShopRules, language: str
) -> list[ConditionShown]:
    """What was agreed for a case to come, what is due soonest first, with the sum that it would come to now."""
    return [
        ConditionShown(
            condition_id=one.condition_id, order_id=one.order_id, title=(order := orders[one.order_id]).title,
            text=phrases.condition(one.terms, one.planned(order, now, rules), now, order.time_zone, language),
            state=one.state, state_text=phrases.condition_state(one.state, language), due=one.terms.due_at,
            may_withdraw=one.open,
        )
        for one in found
        if one.order_id in orders
    ]  # fmt: skip


def _promised(row: Mapping[Any, Any], remedy: Remedy | None, language: str) -> str:
    """退款：审核结果; an agent's own words stay as they are."""
    what = row["text"] or phrases.promise_kind(PromiseKind(row["kind"]), language)
    if remedy is None:
        return str(what)
    about = phrases.remedy_kind(remedy.kind, language)
    return f"{about}{': ' if phrases.is_english(language) else '：'}{what}"
