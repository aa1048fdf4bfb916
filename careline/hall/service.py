"""The service guarantee hall: what a consumer is entitled to on every order, and what we do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import (
    Condition,
    NoConditionError,
    NoRemedyError,
    Remedy,
    Wish,
    condition_of,
    conditions_of_customer,
    ledgers_of,
    open_blocks_of,
    promises_of,
    remedies_of_customer,
    request_remedy,
    take_back,
    withdraw_condition,
)
from careline.conversations.conversation import Conversation, open_app
from careline.conversations.messages import Outgoing, say
from careline.conversations.service import UnknownConsumerError
from careline.core.conditions import ConditionState
from careline.core.journal import Because
from careline.core.orders import Customer, Order
from careline.core.promises import PromiseState
from careline.core.remedies import RemedyKind
from careline.core.rules import ShopRules
from careline.core.wording.enquiries import Enquiry
from careline.desk.service import own_agents_of, request_handoff
from careline.dialogue.shown import contacts_shown
from careline.hall.claims import NotClaimableError, find_offer, make_claim
from careline.hall.ratings import rateable_cases
from careline.hall.views import (
    ClaimShown,
    ConditionShown,
    HallCustomer,
    HallShown,
    OwnAgentShown,
    RemedyShown,
    claim_shown,
    conditions_shown,
    hall_order,
    promises_shown,
    remedies_shown,
)
from careline.store.database import Database
from careline.store.orders import load_customer, load_order, orders_of
from careline.store.tables.conversations import Author

MOST_ORDERS = 200
_PROMISES_SHOWN = timedelta(days=30)


class NothingToAskAboutError(LookupError):
    """There is no order of yours that this could be about."""


class Hall:
    """Use cases of a consumer in the hall. Each is one transaction; whatever is not theirs does not exist for them."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def show(self, customer_id: str, language: str | None, now: datetime) -> HallShown:
        """Everything of this consumer, the newest order first; empty for one of whom the shop has told us nothing.

        Without a language it is the consumer's own.
        """
        async with self._database.begin() as tx:
            customer = await load_customer(tx, customer_id)
            if customer is None:
                return HallShown(customer=HallCustomer(name=""), orders=[], contacts=[])
            spoken = language or customer.locale
            blocks = await open_blocks_of(tx, customer_id)
            orders = await orders_of(tx, customer_id, MOST_ORDERS)
            known = {order.order_id: order for order in orders}
            remedies = await remedies_of_customer(tx, customer_id, open_only=False)
            promised = [row for row in await promises_of(tx, customer_id, open_only=False) if _still_shown(row, now)]
            return HallShown(
                customer=HallCustomer(name=customer.name, time_zone=customer.time_zone),
                orders=[hall_order(order, blocks, remedies, now, self._rules, spoken) for order in orders],
                remedies=await self._under_way(tx, remedies, known, now, spoken),
                promises=promises_shown(promised, {r.remedy_id: r for r in remedies}, known, spoken),
                conditions=conditions_shown(
                    [one for one in await conditions_of_customer(tx, customer_id, open_only=False) if _shown(one, now)],
                    known,
                    now,
                    self._rules,
                    spoken,
                ),
                to_rate=await rateable_cases(tx, known, now),
                own_agents=[
                    OwnAgentShown(order_id=order_id, name=name)
                    for order_id, name in (await own_agents_of(tx, customer_id, now)).items()
                ],
                contacts=await contacts_shown(tx, customer_id, spoken),
            )

    async def offer(self, customer_id: str, claim_id: UUID, language: str | None, now: datetime) -> ClaimShown | None:
        """What follows from this claim; None where it has been made already. Raises NotClaimableError."""
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            orders = await orders_of(tx, customer_id, MOST_ORDERS)
            found = await find_offer(tx, customer_id, orders, claim_id, now, self._rules)
            if isinstance(found, Remedy):
                return None
            return claim_shown(found, self._rules, language or customer.locale)

    async def claim(
        self,
        customer_id: str,
        claim_id: UUID,
        deed: RemedyKind | None,
        answers: Mapping[str, str],
        language: str | None,
        now: datetime,
    ) -> RemedyShown:
        """Claim a right; claimed again, it is the same remedy. `deed` None: the usual way.

        Raises NotClaimableError, MissingAnswerError.
        """
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            orders = await orders_of(tx, customer_id, MOST_ORDERS)
            found = await find_offer(tx, customer_id, orders, claim_id, now, self._rules)
            if isinstance(found, Remedy):
                remedy = found
            else:
                deed = deed or found.deeds[0]
                if deed not in found.deeds:
                    raise NotClaimableError(NotClaimableError.__doc__)
                remedy = await make_claim(tx, found, deed, answers, now, self._rules)
            return await self._one(tx, remedy, now, language or customer.locale)

    async def withdraw(self, customer_id: str, remedy_id: UUID, language: str | None, now: datetime) -> RemedyShown:
        """Take a remedy back, or have the shop asked to. Raises NoRemedyError, TooLateError."""
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            remedy, order = await self._mine(tx, customer_id, remedy_id)
            await take_back(tx, remedy_id, order, now, self._rules, who="consumer", channel="hall")
            return await self._one(tx, remedy, now, language or customer.locale)

    async def withdraw_condition(
        self, customer_id: str, condition_id: UUID, language: str | None, now: datetime
    ) -> ConditionShown:
        """Take back what was agreed for a case to come. Raises NoConditionError; ended before, it is shown as it is."""
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            await open_app(tx, customer, now)
            mine = await condition_of(tx, condition_id)
            order = await load_order(tx, mine.order_id)
            if mine.customer_id != customer_id or order is None:
                raise NoConditionError(NoConditionError.__doc__)
            await withdraw_condition(tx, condition_id, now, who="consumer")
            found = [await condition_of(tx, condition_id)]
            (shown,) = conditions_shown(found, {order.order_id: order}, now, self._rules, language or customer.locale)
            return shown

    async def appeal(
        self, customer_id: str, remedy_id: UUID, text: str, language: str | None, now: datetime
    ) -> RemedyShown:
        """Have a person look again at how a remedy was decided. Appealed twice, it is one complaint.

        Raises NoRemedyError.
        """
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            held = await open_app(tx, customer, now)
            _, order = await self._mine(tx, customer_id, remedy_id)
            details = {"text": text, "appeal_of": str(remedy_id)}
            made = await self._complain(tx, order, f"{Enquiry.APPEAL}:{remedy_id}", details, now)
            if made.fresh:
                await _to_a_person(tx, held, text, now)
            return await self._one(tx, made, now, language or customer.locale)

    async def appeal_freight(
        self, customer_id: str, order_id: str, text: str, language: str | None, now: datetime
    ) -> RemedyShown:
        """Have a person look again at who pays the return freight of an order. Raises NothingToAskAboutError."""
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            held = await open_app(tx, customer, now)
            order = await load_order(tx, order_id)
            if order is None or order.customer_id != customer_id:
                raise NothingToAskAboutError(NothingToAskAboutError.__doc__)
            details = {"text": text, "appeal_of": f"freight:{order_id}"}
            made = await self._complain(tx, order, f"{Enquiry.APPEAL}:freight:{order_id}", details, now)
            if made.fresh:
                await _to_a_person(tx, held, text, now)
            return await self._one(tx, made, now, language or customer.locale)

    async def ask_for_erasure(self, customer_id: str, language: str | None, now: datetime) -> RemedyShown:
        """Note that the consumer wants their data erased, for the operator to decide. Asked twice, it is one request.

        Raises NothingToAskAboutError for one without any order, of whom there is nothing to find a case by.
        """
        async with self._database.begin() as tx:
            customer = await self._customer(tx, customer_id)
            newest = await orders_of(tx, customer_id, 1)
            if not newest:
                raise NothingToAskAboutError(NothingToAskAboutError.__doc__)
            earlier = await remedies_of_customer(tx, customer_id, open_only=True)
            made = next((one for one in earlier if one.details.get("request") == "erasure"), None)
            if made is None:
                details = {"text": "erasure of own data", "request": "erasure"}
                made = await self._complain(tx, newest[0], Enquiry.ERASURE, details, now)
            return await self._one(tx, made, now, language or customer.locale)

    async def _complain(
        self, tx: AsyncConnection, order: Order, about: str, details: dict[str, Any], now: datetime
    ) -> Remedy:
        wish = Wish(
            order=order, kind=RemedyKind.COMPLAINT, who="consumer", channel="hall", details=details, about=about
        )  # fmt: skip
        return await request_remedy(tx, wish, now, self._rules)

    async def _customer(self, tx: AsyncConnection, customer_id: str) -> Customer:
        customer = await load_customer(tx, customer_id)
        if customer is None:
            raise UnknownConsumerError(UnknownConsumerError.__doc__)
        return customer

    async def _mine(self, tx: AsyncConnection, customer_id: str, remedy_id: UUID) -> tuple[Remedy, Order]:
        """A remedy of this consumer and its order. Raises NoRemedyError."""
        own = await remedies_of_customer(tx, customer_id, open_only=False)
        remedy = next((one for one in own if one.remedy_id == remedy_id), None)
        order = await load_order(tx, remedy.order_id) if remedy else None
        if remedy is None or order is None:
            raise NoRemedyError(NoRemedyError.__doc__)
        return remedy, order

    async def _one(self, tx: AsyncConnection, remedy: Remedy, now: datetime, language: str) -> RemedyShown:
        """As the hall shows it after what was just done."""
        order = await load_order(tx, remedy.order_id)
        assert order
        own = await remedies_of_customer(tx, remedy.customer_id, open_only=False)
        shown = await self._under_way(tx, own, {order.order_id: order}, now, language)
        return next(one for one in shown if one.remedy_id == remedy.remedy_id)

    async def _under_way(
        self, tx: AsyncConnection, remedies: list[Remedy], orders: Mapping[str, Order], now: datetime, language: str
    ) -> list[RemedyShown]:
        ledgers = await ledgers_of(tx, [one.remedy_id for one in remedies if one.order_id in orders])
        return remedies_shown(remedies, ledgers, orders, now, language)


async def _to_a_person(tx: AsyncConnection, held: Conversation, text: str, now: datetime) -> None:
    """The appeal's words, where an agent reads them, and the conversation in the queue."""
    await say(tx, held, Author.CONSUMER, Outgoing(text=text), now)
    await request_handoff(tx, held.conversation_id, why=Because.CONSUMER_COMPLAINED, now=now)


def _shown(condition: Condition, now: datetime) -> bool:
    """Open ones, and for 30 days how others ended; what they took back themselves they know."""
    ended = condition.ended_at
    lately = ended is not None and ended > now - _PROMISES_SHOWN
    return condition.open or (lately and condition.state is not ConditionState.WITHDRAWN)


def _still_shown(row: Mapping[Any, Any], now: datetime) -> bool:
    """Open ones, and kept or broken ones for 30 days; what nobody waits for any more is no promise."""
    if row["state"] == PromiseState.OPEN:
        return True
    return bool(row["state"] != PromiseState.VOID and row["ended_at"] and row["ended_at"] > now - _PROMISES_SHOWN)
