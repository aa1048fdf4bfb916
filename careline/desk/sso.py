"""Whom an identity provider's ID token means: an agent who exists, found by name once and by their account ever after.

Nobody is made here: a login is made by the operator (`careline agent add --sso`). The first sign-in binds the account
(issuer and subject, which a provider never gives to another person); an address that is given to somebody else later
opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.core.roles import Role, is_at_least
from careline.desk.provider import Claims
from careline.store.journal import record
from careline.store.tables.desk import agent_identities, agents

EMAIL = "email"


class UnknownPersonError(Exception):
    """No agent's login belongs to this account of the provider."""


class NoRoleError(Exception):
    """The provider gives this person none of the roles that let anybody in here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How an operator wants claims to be read.

    `name_claim`: which one names the agent; of `email` only a verified one counts. `roles_claim` (a dot goes deeper)
    with `roles`, by their values: empty, roles are managed here. `factor`: which claim and value say that a second
    factor was given; `factor_always`: each sign-in there has one.
    """

    name_claim: str = EMAIL
    roles_claim: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict)
    factor: tuple[str, str] | None = None
    factor_always: bool = False

    def is_strong(self, claims: Claims) -> bool:
        """Whether the provider has asked for a second factor."""
        if self.factor_always or self.factor is None:
            return self.factor_always
        name, value = self.factor
        return value in _texts(claim_of(claims, name))

    def role_of(self, claims: Claims) -> Role | None:
        """The highest role that the claims give; None where roles are managed here. Raises NoRoleError."""
        if not self.roles_claim:
            return None
        given = [self.roles[value] for value in _texts(claim_of(claims, self.roles_claim)) if value in self.roles]
        highest = [role for role in given if all(is_at_least(role, other) for other in given)]
        if not highest:
            raise NoRoleError(NoRoleError.__doc__)
        return highest[0]


def sso_key(name: str) -> str:
    """How a name is kept and compared: addresses whatever their case, ids exactly."""
    return name.strip().casefold() if "@" in name else name.strip()


def claim_of(claims: Claims, path: str) -> Any:
    """A claim by its name, or by a path with dots where there is none of this name (`realm_access.roles`)."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


async def agent_of_claims(
    tx: AsyncConnection, issuer: str, claims: Claims, reading: Reading, now: datetime
) -> RowMapping:
    """The agent's row, with the role that the claims give. Raises UnknownPersonError, NoRoleError."""
    row = await _bound(tx, issuer, claims["sub"]) or await _bind(tx, issuer, claims, reading, now)
    if row["disabled_at"]:
        raise UnknownPersonError(UnknownPersonError.__doc__)
    role = reading.role_of(claims)
    if role is None or role == row["role"]:
        return row
    await tx.execute(update(agents).where(agents.c.agent_id == row["agent_id"]).values(role=role))
    await record(
        tx, at=now, who="system", what=What.AGENT_CHANGED, why=Because.PROVIDER_SAID, subject=f"agent:{row['login']}",
        data={"role": role, "before": row["role"]},
    )  # fmt: skip
    return await _row(tx, row["agent_id"])


async def _bound(tx: AsyncConnection, issuer: str, subject: str) -> RowMapping | None:
    query = (
        select(agents)
        .join(agent_identities, agent_identities.c.agent_id == agents.c.agent_id)
        .where(agent_identities.c.issuer == issuer, agent_identities.c.subject == subject)
    )
    return (await tx.execute(query)).mappings().first()


async def _bind(tx: AsyncConnection, issuer: str, claims: Claims, reading: Reading, now: datetime) -> RowMapping:
    name = claim_of(claims, reading.name_claim)
    if not isinstance(name, str) or not name.strip() or "\x00" in name:
        raise UnknownPersonError(UnknownPersonError.__doc__)
    if reading.name_claim == EMAIL and claims.get("email_verified") is not True:
        raise UnknownPersonError(UnknownPersonError.__doc__)
    query = select(agents).where(agents.c.sso_name == sso_key(name), agents.c.disabled_at.is_(None))
    row = (await tx.execute(query.with_for_update(key_share=True))).mappings().first()
    taken = select(agent_identities.c.subject).where(
        agent_identities.c.issuer == issuer, agent_identities.c.agent_id == (row["agent_id"] if row else None)
    )
    bound = (await tx.execute(taken)).scalar()
    if row is None or bound not in {None, claims["sub"]}:
        raise UnknownPersonError(UnknownPersonError.__doc__)
    if bound:
        return row  # by the same person in another window, at the same time
    await tx.execute(
        insert(agent_identities).values(issuer=issuer, subject=claims["sub"], agent_id=row["agent_id"], bound_at=now)
    )
    await record(
        tx, at=now, who=f"agent:{row['login']}", what=What.IDENTITY_BOUND, why=Because.PROVIDER_SAID,
        subject=f"agent:{row['login']}", data={"issuer": issuer},
    )  # fmt: skip
    return row


async def _row(tx: AsyncConnection, agent_id: UUID) -> RowMapping:
    return (await tx.execute(select(agents).where(agents.c.agent_id == agent_id))).mappings().one()
