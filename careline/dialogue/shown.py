"""What hall, desk and cards show alike: money, rights, contacts; as JSON shapes with our wording filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import contacts_of
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.contact import Channel
from careline.core.guarantees import rights_of, terms_of
from careline.core.money import Money
from careline.core.orders import Order
from careline.core.rights import Claim, Protection, Right, RightState, Whose, with_claims
from careline.core.rules import ShopRules

Instant = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
"""RFC 3339 in UTC, whatever zone the database session is in."""


class Shown(BaseModel):
    """A shape of an answer. Field names are the JSON names, but for `from_`."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True, extra="forbid")


class MoneyShown(Shown):
    amount: str
    currency: str


class RightShown(Shown):
    right: Protection
    name: str
    state: RightState
    clause: str
    deadline: Instant | None
    whose: Whose | None
    amount: MoneyShown | None
    needs: list[str]
    why: str


class ContactShown(Shown):
    """One call or SMS we made; the code lets the consumer check that it was us."""

    channel: Channel
    at: Instant
    about: str
    agent: str | None
    code: str
    order_id: str | None


def money_shown(amount: Money) -> MoneyShown:
    return MoneyShown(amount=amount.decimal(), currency=amount.currency)


def rights_shown(
    order: Order, claims: Iterable[Claim], now: datetime, language: str, rules: ShopRules
) -> list[RightShown]:
    """The order's rights as core judges them now, our own claims counted in, in their fixed order."""
    judged = with_claims(rights_of(order, now, rules), claims, order)
    return [_right_shown(order, right, language, rules) for right in judged]


def _right_shown(order: Order, right: Right, language: str, rules: ShopRules) -> RightShown:
    return RightShown(
        right=right.right,
        name=phrases.right_name(right.right, language),
        state=right.state,
        clause=phrases.clause_text(right.clause, language, order.total.currency, terms_of(order, right, rules)),
        deadline=right.deadline,
        whose=right.whose,
        amount=money_shown(right.amount) if right.amount else None,
        needs=[phrases.right_needs(need, language) for need in right.needs],
        why=why_shown(right, language),
    )


def why_shown(right: Right, language: str) -> str:
    """Why a right is in its state; for a refusal with the reason that was given."""
    why = phrases.right_why(right.why, language)
    return f"{why}{': ' if phrases.is_english(language) else '：'}{right.reason}" if right.reason else why


async def contacts_shown(tx: AsyncConnection, customer_id: str, language: str) -> list[ContactShown]:
    """Every call and SMS we made to this consumer, the latest first."""
    return [
        ContactShown(
            channel=contact.channel, at=contact.at, about=about_words(contact.about, language),
            agent=contact.agent_name, code=contact.code, order_id=contact.order_id,
        )
        for contact in await contacts_of(tx, customer_id)
    ]  # fmt: skip


def about_words(about: str, language: str) -> str:
    """What a contact was about: a kind of block in words; words that somebody wrote stay as they are."""
    words = phrases.contact_about(BlockKind(about), language) if about in set(BlockKind) else about
    return words[:1].upper() + words[1:]
