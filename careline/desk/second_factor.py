"""The second factor of agents: codes by the clock of an authenticator app (RFC 6238), and recovery codes.

A secret is shown once, sealed at once, and counts from the first right code on. A code counts once, in whichever
process it is given, and so does each recovery code, of which only digests are kept.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import RowMapping, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.core.roles import FactorWanted, wants_factor
from careline.desk.agents import end_sessions
from careline.desk.sealing import SealedError, Sealer
from careline.store.journal import record
from careline.store.tables.desk import agent_factors, agents, recovery_codes

log = logging.getLogger(__name__)

RECOVERY_CODES = 10
STEP = 30
"""Seconds that a code is shown for; six digits and HMAC-SHA-1, as every app knows them."""
DIGITS = 6
SKEW = (0, -1, 1)
"""Clocks may differ by one step."""
MOST_WRONG = 10
WRONG_WINDOW = timedelta(hours=1)
"""So many wrong codes in so long: an agent's codes are looked at no more, but in a browser known as theirs."""
LONGEST_CODE = 40


class WrongCodeError(Exception):
    """The code is not right, or was used already."""


class TooManyCodesError(Exception):
    """Too many wrong codes; a recovery code still counts."""


class NoFactorError(Exception):
    """There is no second factor to do this with."""


class FactorNeededError(Exception):
    """The shop asks for a second factor of this role: it cannot be taken away, only replaced."""


class FactorsOffError(Exception):
    """This installation has no key to keep secrets under: CARELINE_LOGIN_SECRET."""


class Missing(StrEnum):
    """What is still missing of an agent whose first factor was right."""

    CODE = "code"
    SET_UP = "set_up"


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too_many"

    def or_raise(self) -> None:
        """Raises WrongCodeError, TooManyCodesError. Only after the transaction that counted it was committed."""
        if self is Outcome.WRONG:
            raise WrongCodeError(WrongCodeError.__doc__)
        if self is Outcome.TOO_MANY:
            raise TooManyCodesError(TooManyCodesError.__doc__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """To be typed into an app, or opened by one: `secret` is base32, `uri` an otpauth address."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an agent stands with their second factor."""

    confirmed_at: datetime | None
    recovery_left: int


class Factors:
    """What may be done with second factors. `sealer` None: none can be set up here. `shop` names entries in apps."""

    def __init__(self, sealer: Sealer | None, wanted: FactorWanted, shop: str) -> None:
        self._sealer = sealer
        self.wanted = wanted
        self._shop = shop

    @property
    def are_on(self) -> bool:
        return self._sealer is not None

    async def missing(self, tx: AsyncConnection, agent_id: UUID, role: str) -> Missing | None:
        """What has to be given beside a right first factor; None: nothing."""
        confirmed = select(agent_factors.c.confirmed_at).where(agent_factors.c.agent_id == agent_id)
        if (await tx.execute(confirmed)).scalar():
            return Missing.CODE
        return Missing.SET_UP if wants_factor(self.wanted, role) else None

    async def standing(self, tx: AsyncConnection, agent_id: UUID) -> Standing:
        confirmed = select(agent_factors.c.confirmed_at).where(agent_factors.c.agent_id == agent_id)
        left = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.agent_id == agent_id)
        return Standing(
            confirmed_at=(await tx.execute(confirmed)).scalar(), recovery_left=(await tx.execute(left)).scalar_one()
        )

    async def begin(self, tx: AsyncConnection, agent_id: UUID, login: str, now: datetime) -> Begun:
        """A fresh secret each time: others may have seen the one before. What counts goes on counting until then.

        Raises FactorsOffError.
        """
        plain = secrets.token_bytes(20)
        sealed = self._with_key().seal(plain.hex(), now)
        put = upsert(agent_factors).values(agent_id=agent_id, next_secret=sealed, made_at=now)
        await tx.execute(put.on_conflict_do_update(index_elements=["agent_id"], set_={"next_secret": sealed}))
        return Begun(secret=base64.b32encode(plain).decode(), uri=_totp(plain).get_provisioning_uri(login, self._shop))

    async def confirm(
        self, tx: AsyncConnection, agent_id: UUID, login: str, code: str, now: datetime, *, session: str = ""
    ) -> tuple[str, ...]:
        """The secret that was begun counts from this right code on; the recovery codes, shown this once.

        Every session of the agent ends but the one with the token `session`.
        Raises WrongCodeError, NoFactorError if nothing was begun, FactorsOffError.
        """
        row = await _locked(tx, agent_id)
        if row is None or row["next_secret"] is None:
            raise NoFactorError(NoFactorError.__doc__)
        plain = self._opened(row["next_secret"], login)
        step = _step_of(plain, code, now) if plain else None
        if step is None:
            raise WrongCodeError(WrongCodeError.__doc__)
        await _change(
            tx, agent_id, secret=row["next_secret"], next_secret=None, used_step=step, confirmed_at=now, wrong=0,
            wrong_since=None,
        )  # fmt: skip
        await end_sessions(tx, agent_id, but=session)
        await _note(tx, login, What.FACTOR_SET_UP, now, data={"instead": row["secret"] is not None})
        return await _new_codes(tx, agent_id)

    async def prove(
        self, tx: AsyncConnection, agent_id: UUID, login: str, code: str, now: datetime, *, familiar: bool
    ) -> Outcome:
        """Whether this code of the app, or recovery code, is the agent's; it counts once.

        `familiar`: the agent has got in with this browser before. In others wrong codes shut the app's out for a while,
        so that who has a password cannot guess on; recovery codes are too long to be guessed, and always count.
        """
        row = await _locked(tx, agent_id)
        if row is None or row["secret"] is None:
            return Outcome.WRONG
        if await _recovered(tx, agent_id, login, code, now):
            return Outcome.RIGHT
        since = row["wrong_since"]
        wrong = row["wrong"] if since and now - since < WRONG_WINDOW else 0
        if wrong >= MOST_WRONG and not familiar:
            return Outcome.TOO_MANY
        plain = self._opened(row["secret"], login)
        step = _step_of(plain, code, now) if plain else None
        if step is None or plain is None or step <= row["used_step"]:
            await _change(tx, agent_id, wrong=wrong + 1, wrong_since=since if wrong else now)
            return Outcome.WRONG
        fresh = {"secret": self._with_key().seal(plain.hex(), now)} if self._with_key().is_stale(row["secret"]) else {}
        await _change(tx, agent_id, used_step=step, **fresh)
        return Outcome.RIGHT

    async def new_codes(self, tx: AsyncConnection, agent_id: UUID, login: str, now: datetime) -> tuple[str, ...]:
        """Other recovery codes instead of those before."""
        await _note(tx, login, What.RECOVERY_CODES_MADE, now)
        return await _new_codes(tx, agent_id)

    async def give_up(self, tx: AsyncConnection, agent_id: UUID, login: str, role: str, now: datetime) -> None:
        """The agent wants none any more. Raises FactorNeededError, NoFactorError."""
        if wants_factor(self.wanted, role):
            raise FactorNeededError(FactorNeededError.__doc__)
        if not await _taken_away(tx, agent_id):
            raise NoFactorError(NoFactorError.__doc__)
        await _note(tx, login, What.FACTOR_TAKEN_AWAY, now)

    def _with_key(self) -> Sealer:
        if self._sealer is None:
            raise FactorsOffError(FactorsOffError.__doc__)
        return self._sealer

    def _opened(self, sealed: str, login: str) -> bytes | None:
        """None: sealed under a key that we do not have. Then only recovery codes or an admin help."""
        try:
            return bytes.fromhex(self._with_key().open(sealed))
        except (SealedError, FactorsOffError):
            extra = {"action": "factor_unreadable", "agent": login}
            log.exception("a second factor cannot be read: is CARELINE_LOGIN_SECRET another one?", extra=extra)
            return None


async def reset_factor(tx: AsyncConnection, login: str, *, who: str, why: str, now: datetime) -> bool:
    """Of somebody who lost app and codes: taken away by an admin or operator, and their sessions end. False: had none.

    Where it is wanted, the next sign-in sets it up anew.
    """
    agent_id = (await tx.execute(select(agents.c.agent_id).where(agents.c.login == login))).scalar()
    if agent_id is None or not await _taken_away(tx, agent_id):
        return False
    await end_sessions(tx, agent_id)
    await _note(tx, login, What.FACTOR_TAKEN_AWAY, now, who=who, why=Because.OPERATOR_DECIDED, note=why)
    return True


async def _locked(tx: AsyncConnection, agent_id: UUID) -> RowMapping | None:
    query = select(agent_factors).where(agent_factors.c.agent_id == agent_id).with_for_update()
    return (await tx.execute(query)).mappings().first()


async def _change(tx: AsyncConnection, agent_id: UUID, **values: Any) -> None:
    await tx.execute(update(agent_factors).where(agent_factors.c.agent_id == agent_id).values(values))


async def _taken_away(tx: AsyncConnection, agent_id: UUID) -> bool:
    await tx.execute(delete(recovery_codes).where(recovery_codes.c.agent_id == agent_id))
    taking = delete(agent_factors).where(agent_factors.c.agent_id == agent_id).returning(agent_factors.c.confirmed_at)
    return (await tx.execute(taking)).scalar() is not None


async def _new_codes(tx: AsyncConnection, agent_id: UUID) -> tuple[str, ...]:
    codes = tuple(_readable(secrets.token_bytes(10)) for _ in range(RECOVERY_CODES))
    await tx.execute(delete(recovery_codes).where(recovery_codes.c.agent_id == agent_id))
    await tx.execute(insert(recovery_codes), [{"agent_id": agent_id, "digest": _digest(code)} for code in codes])
    return codes


async def _recovered(tx: AsyncConnection, agent_id: UUID, login: str, code: str, now: datetime) -> bool:
    mine = (recovery_codes.c.agent_id == agent_id) & (recovery_codes.c.digest == _digest(code))
    if not (await tx.execute(delete(recovery_codes).where(mine))).rowcount:
        return False
    await _note(tx, login, What.RECOVERY_CODE_USED, now)
    return True


async def _note(
    tx: AsyncConnection, login: str, what: What, now: datetime, *, who: str = "", why: Because = Because.AGENT_WISHED,
    note: str | None = None, data: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    await record(
        tx, at=now, who=who or f"agent:{login}", what=what, why=why, subject=f"agent:{login}", note=note, data=data
    )


def _totp(plain: bytes) -> TOTP:
    return TOTP(plain, DIGITS, SHA1(), STEP)  # noqa: S303 - the only hash that every app knows; HMAC does not need more


def code_at(plain: bytes, step: int) -> str:
    """The code of a step of the clock (RFC 6238: seconds of the epoch through 30)."""
    return _totp(plain).generate(step * STEP).decode()


def _step_of(plain: bytes, code: str, now: datetime) -> int | None:
    """The step to which this code belongs, near now."""
    digits, here = "".join(code.split()).encode(), int(now.timestamp()) // STEP
    steps = [here + skew for skew in SKEW]
    return next((step for step in steps if compare_digest(code_at(plain, step).encode(), digits)), None)


def _readable(some: bytes) -> str:
    """16 letters in fours: 80 bits, so that a plain digest is enough to keep."""
    letters = base64.b32encode(some).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
