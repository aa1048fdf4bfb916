"""The audit log, read in the desk's page: the journal by who, what, about whom and when, each entry in words.

It is the journal itself that is shown, so nothing can be in the one and not in the other. Supervisors and admins read
it; taking it out of the house is an admin's, and an entry of its own.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import What
from careline.core.wording.journal import WHAT, WHO, what_words, who_words, why_words
from careline.core.wording.language import Said
from careline.desk.agents import Agent
from careline.desk.manage_shapes import AuditChoices, AuditKind, AuditPage, AuditRow, ChainShown
from careline.desk.shapes import NamedCode
from careline.desk.staff import because_of
from careline.store.database import Database
from careline.store.journal import record
from careline.store.sealing import verify
from careline.store.tables.cases import journal
from careline.store.tables.desk import agents

PEOPLE = "people"
"""As `who`: agents and operators, not what the system did by itself."""
MOST_EXPORTED = 20_000
_AT_ONCE = 1000
CHECKED = 5_000
"""How many of the newest seals the page has read over; all of them are read by `careline journal verify`."""
_SEALS_AT_ONCE = 250  # some milliseconds of digests: the process answers chats meanwhile

GROUPS: Mapping[str, tuple[Said, tuple[What, ...]]] = MappingProxyType(
    {
        "reads": (
            Said("查看和导出个人数据", "Personal data read or taken out"),
            (What.DATA_READ, What.DATA_REVEALED, What.CUSTOMER_EXPORTED, What.AUDIT_EXPORTED),
        ),
        "access": (
            Said("账号和登录", "Logins and sign-in"),
            (
                What.AGENT_ADDED, What.AGENT_CHANGED, What.AGENT_DISABLED, What.AGENT_ENABLED, What.AGENT_INVITED,
                What.PASSWORD_SET, What.FACTOR_SET_UP, What.FACTOR_TAKEN_AWAY, What.RECOVERY_CODE_USED,
                What.RECOVERY_CODES_MADE, What.IDENTITY_BOUND, What.BREAK_GLASS_USED,
            ),
        ),
        "desk": (
            Said("小组和工作时间", "Teams and hours"),
            (What.TEAM_ADDED, What.TEAM_RENAMED, What.TEAM_REMOVED, What.HOURS_CHANGED),
        ),
        "talks": (
            Said("会话", "Conversations"),
            (
                What.OWNER_CHANGED, What.HANDOFF_RAISED, What.HANDOFF_LATE, What.OWN_AGENT_NAMED,
                What.CONVERSATION_CLOSED, What.PHOTO_RECEIVED, What.IDENTIFIED, What.WRONG_PERSON,
            ),
        ),
        "remedies": (
            Said("服务单和处理", "Cases and remedies"),
            (
                What.BLOCK_BEGAN, What.BLOCK_CHANGED, What.BLOCK_ENDED, What.CASE_OPENED, What.CASE_REOPENED,
                What.CASE_CLOSED, What.CASE_RATED, What.CASE_RAISED, What.REMEDY_REQUESTED, What.REMEDY_CHANGED,
                What.REMEDY_APPROVED_ONCE, What.REMEDY_TOLD, What.PROMISE_MADE, What.PROMISE_MOVED, What.PROMISE_KEPT,
                What.PROMISE_BROKEN, What.PROMISE_DROPPED, What.CONDITION_SET, What.CONDITION_ENDED, What.LETTER_SENT,
                What.MERCHANT_ANSWERED,
            ),
        ),
        "calls": (
            Said("电话和短信", "Calls and messages"),
            (
                What.CALLOUT_PLANNED, What.CALLOUT_RETIMED, What.CALLOUT_DONE, What.CALLOUT_CANCELLED,
                What.CALL_DIALLED, What.CALL_ENDED, What.HANG_UP_ASKED, What.AGENT_RUNG, What.CALL_PUT_THROUGH,
                What.NOBODY_TOOK_CALL, What.DIALLING_PAUSED, What.DIALLING_RESUMED, What.CALLBACK_WISHED,
                What.CALLBACK_LEFT_TO_PERSON, What.SMS_PLANNED, What.SMS_SENT, What.SMS_REFUSED, What.SMS_UNKNOWN,
                What.SMS_UNDELIVERED,
            ),
        ),
        "privacy": (
            Said("不再联系和删除", "Opt-outs and erasure"),
            (What.OPTED_OUT, What.OPTED_IN, What.CUSTOMER_ERASED, What.NUMBERS_HELD, What.NUMBER_FREED),
        ),
        "review": (
            Said("审核", "Reviews"),
            tuple(one for one in What if one.startswith(("review_", "quality_"))),
        ),
    }
)  # fmt: skip
"""What may be asked for together. Every code is in one group; a test says which is not."""
_READS = frozenset({What.DATA_READ, What.DATA_REVEALED, What.CUSTOMER_EXPORTED})
ABOUT: Mapping[str, Said] = MappingProxyType(
    {
        "agent": Said("客服", "agent"), "attempt": Said("电话", "call"), "block": Said("卡住的订单", "stuck order"),
        "callout": Said("外呼", "callout"), "case": Said("服务单", "case"), "condition": Said("约定", "condition"),
        "conversation": Said("会话", "conversation"), "customer": Said("顾客", "consumer"),
        "desk": Said("客服台", "desk"), "dial_control": Said("全部外呼", "all callouts"), "list": Said("名单", "list"),
        "number": Said("号码", "number"), "photo": Said("照片", "photo"), "promise": Said("承诺", "promise"),
        "quality": Said("会话质检", "quality review"), "remedy": Said("处理", "remedy"),
        "review": Said("语句", "sentence"), "sms": Said("短信", "text message"),
        "team": Said("小组", "team"), "wish": Said("回电", "call back"),
    }
)  # fmt: skip
"""What an entry may be about, by the beginning of its subject. A test says which is not here."""
_ONE_OF_A_KIND = frozenset({"desk", "dial_control"})
_HEAD = (
    Said("时间（UTC）", "Time (UTC)"), Said("谁", "Who"), Said("做了什么", "What"), Said("原因", "Why"),
    Said("对象", "About"), Said("订单", "Order"), Said("顾客", "Consumer"), Said("备注", "Note"),
)  # fmt: skip
_CODES = ("who", "what", "why", "subject", "entry_id")


class BadFilterError(ValueError):
    """What was asked for is no filter of the audit log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Empty: whatever. `who`: a code of the journal, or PEOPLE; `what`: codes, or one group's name; `about`: an order,
    a consumer's id, a login, a team, or an id of ours. `since` inclusive, `until` exclusive, both aware."""

    who: str = ""
    what: tuple[str, ...] = ()
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def told(self) -> dict[str, Any]:
        """For the record of an export."""
        times = {name: at.isoformat() for name, at in (("since", self.since), ("until", self.until)) if at}
        return {"who": self.who, "what": list(self.what), "about": self.about, **times}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Who reads: in which language, now, on whose clock (IANA)."""

    language: str
    now: datetime
    time_zone: str


class Audit:
    """Use cases of the page; reading is one transaction a page."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._checking = asyncio.Lock()

    async def choices(self, language: str) -> AuditChoices:
        query = select(agents.c.login, agents.c.name).order_by(agents.c.disabled_at.is_not(None), agents.c.name)
        async with self._database.begin() as tx:
            people = [(f"agent:{row.login}", row.name) for row in await tx.execute(query)]
        systems = [(code, said.to(language)) for code, said in WHO.items()]
        return AuditChoices(
            kinds=[
                AuditKind(code=code, name=WHAT[code].to(language), group=group)
                for group, (_, codes) in GROUPS.items() for code in codes
            ],
            groups=[NamedCode(code=group, name=said.to(language)) for group, (said, _) in GROUPS.items()],
            people=[NamedCode(code=code, name=name) for code, name in [*people, *systems]],
        )  # fmt: skip

    async def page(self, wanted: Filter, reading: Reading, *, before: str = "", limit: int = 50) -> AuditPage:
        """Newest first, from after the cursor `before` on. Raises BadFilterError."""
        async with self._database.begin() as tx:
            names = await _names(tx)
            rows = await _rows(tx, wanted, names, before, limit + 1)
        more = len(rows) > limit
        shown = rows[:limit]
        return AuditPage(
            rows=[_shown(row, names, reading) for row in shown], next=_cursor(shown[-1]) if more and shown else None
        )

    async def export(self, admin: Agent, wanted: Filter, reading: Reading) -> str:
        """The entries of a filter as CSV, at most MOST_EXPORTED, the newest; that it was done is an entry too.

        Raises BadFilterError.
        """
        out = io.StringIO()
        out.write("\ufeff")  # by which spreadsheets tell UTF-8
        writer = csv.writer(out)
        writer.writerow([*(said.to(reading.language) for said in _HEAD), *_CODES])
        number, cursor = 0, ""
        while number < MOST_EXPORTED:
            async with self._database.begin() as tx:
                names = await _names(tx)
                rows = await _rows(tx, wanted, names, cursor, min(_AT_ONCE, MOST_EXPORTED - number))
            for row in rows:
                writer.writerow(map(_harmless, _line(row, names, reading)))
            number += len(rows)
            if not rows:
                break
            cursor = _cursor(rows[-1])
        async with self._database.begin() as tx:
            who = f"agent:{admin.login}"
            await record(
                tx, at=reading.now, who=who, what=What.AUDIT_EXPORTED, why=because_of(who), subject="desk:audit",
                data={"rows": number, "filter": wanted.told()},
            )  # fmt: skip
        return out.getvalue()

    async def chain(self, now: datetime) -> ChainShown:
        """Whether the newest entries are as they were sealed; one look at a time."""
        async with self._checking, self._database.begin() as tx:
            found = await verify(tx, at_once=_SEALS_AT_ONCE, last=CHECKED)
        return ChainShown(
            sealed=found.sealed, checked=found.checked, unsealed=found.unsealed, faults=found.faults[:20],
            head=found.head, at=now,
        )  # fmt: skip


async def _names(tx: AsyncConnection) -> dict[str, str]:
    return {row.login: row.name for row in await tx.execute(select(agents.c.login, agents.c.name))}


async def _rows(
    tx: AsyncConnection, wanted: Filter, names: Mapping[str, str], before: str, limit: int
) -> Sequence[RowMapping]:
    query = select(journal).where(and_(*_clauses(wanted, names)))
    if before:
        query = query.where(tuple_(journal.c.at, journal.c.entry_id) < tuple_(*_of_cursor(before)))
    newest = query.order_by(journal.c.at.desc(), journal.c.entry_id.desc()).limit(limit)
    return (await tx.execute(newest)).mappings().all()


def _clauses(wanted: Filter, names: Mapping[str, str]) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = [journal.c.entry_id.is_not(None)]
    if wanted.who == PEOPLE:
        clauses.append(or_(journal.c.who.like("agent:%"), journal.c.who == "operator"))
    elif wanted.who:
        clauses.append(journal.c.who == wanted.who)
    if wanted.what:
        clauses.append(journal.c.what.in_(_codes(wanted.what)))
    if wanted.since:
        clauses.append(journal.c.at >= wanted.since)
    if wanted.until:
        clauses.append(journal.c.at < wanted.until)
    if about := wanted.about.strip():
        logins = [login for login, name in names.items() if about in {login, name}]
        subjects = [f"{kind}:{about}" for kind in ABOUT] + [f"agent:{login}" for login in logins]
        whose = or_(journal.c.order_id == about, journal.c.customer_id == about, journal.c.subject.in_(subjects))
        clauses.append(whose)
    return clauses


def _codes(what: Sequence[str]) -> list[str]:
    found = [code for one in what for code in (GROUPS[one][1] if one in GROUPS else (one,))]
    if unknown := [code for code in found if code not in set(What)]:
        raise BadFilterError(f"there is no entry of the kind {unknown[0]}")
    return [str(code) for code in found]


def _cursor(row: RowMapping) -> str:
    return f"{row['at'].isoformat()}~{row['entry_id']}"


def _of_cursor(cursor: str) -> tuple[datetime, UUID]:
    at, _, entry_id = cursor.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(entry_id)
    except ValueError:
        raise BadFilterError("that is no place in the audit log") from None


def _shown(row: RowMapping, names: Mapping[str, str], reading: Reading) -> AuditRow:
    return AuditRow(
        entry_id=str(row["entry_id"]), at=row["at"], who=who_words(row["who"], reading.language, names),
        who_code=row["who"], what=_what(row, reading), what_code=row["what"],
        why=why_words(row["why"], reading.language), about=about_words(row["subject"], reading.language, names),
        order_id=row["order_id"], customer_id=row["customer_id"], note=row["note"], personal=row["what"] in _READS,
        forgotten=row["forgotten_at"] is not None,
    )  # fmt: skip


def _what(row: RowMapping, reading: Reading) -> str:
    return what_words(row["what"], row["data"], reading.language, now=reading.now, time_zone=reading.time_zone)


def about_words(subject: str, language: str, names: Mapping[str, str]) -> str:
    """客服 李婷; conversation …9f3c: ids of ours by their end, which is how people tell two apart."""
    kind, _, rest = subject.partition(":")
    said = ABOUT[kind].to(language) if kind in ABOUT else kind
    if kind in _ONE_OF_A_KIND:
        return said
    if kind == "agent":
        return f"{said} {names.get(rest, rest)}"
    return f"{said} {_short(rest)}"


def _short(name: str) -> str:
    try:
        return f"…{UUID(name).hex[-6:]}"
    except ValueError:
        return name


def _line(row: RowMapping, names: Mapping[str, str], reading: Reading) -> list[str]:
    shown = _shown(row, names, reading)
    words = [
        row["at"].isoformat(timespec="seconds"), shown.who, shown.what, shown.why, shown.about, shown.order_id or "",
        shown.customer_id or "", shown.note or "",
    ]  # fmt: skip
    return [*words, *(str(row[name]) for name in _CODES)]


def _harmless(cell: str) -> str:
    """A spreadsheet would run a cell that begins like a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
