"""Logins at the desk: made, changed in just what is given, and taken away so that nobody is left with nobody."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from careline.core.conversation import Owner
from careline.desk.agents import LoginError, agent_of, begin_session, verified
from careline.desk.service import Desk, NotYoursError, place_in_queue
from careline.desk.staff import IncompleteError, NoLoginError, Profile, disable_agent, save_agent
from careline.store.database import Database
from careline.store.tables.cases import cases, journal
from careline.store.tables.desk import agents
from tests.desk_floor import PASSWORD, asks_for_a_person, hired, owner_of, paid, says, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store

OTHER = "another horse battery"


async def _change(database: Database, login: str, password: str | None = None, **given: Any) -> None:
    async with database.begin() as tx:
        await save_agent(tx, login, Profile(**given), RULES.desk, password=password, who="operator", now=NOW)


async def _session(database: Database, login: str, password: str = PASSWORD) -> str:
    async with database.begin() as tx:
        return (await begin_session(tx, await verified(tx, login, password), NOW, strong=False))[1]


async def _still_in(database: Database, token: str) -> bool:
    async with database.begin() as tx:
        return await agent_of(tx, token, NOW) is not None


async def _row(database: Database, login: str) -> dict[str, Any]:
    async with database.begin() as tx:
        return dict((await tx.execute(select(agents).where(agents.c.login == login))).mappings().one())


async def _journal(database: Database) -> list[tuple[str, str, str | None, str, dict[str, Any]]]:
    """Who did what, in which words, to whom, with which values."""
    async with database.begin() as tx:
        query = select(journal).where(journal.c.subject == "agent:li").order_by(journal.c.entry_id)
        rows = (await tx.execute(query)).mappings().all()
    assert all(row["at"] in {NOW, ahead(hours=1)} for row in rows)
    return [(row["who"], row["what"], row["note"], row["subject"], row["data"]) for row in rows]


async def test_of_a_login_that_exists_only_what_is_given_changes(database: Database) -> None:
    await hired(database, "li", role="supervisor", languages=("zh-CN", "en"), skills=("refund",), capacity=9)
    token, before = await _session(database, "li"), await _row(database, "li")
    await _change(database, "li", skills=("refund", "freight"))
    assert await _row(database, "li") == {**before, "skills": ["refund", "freight"]}
    assert await _still_in(database, token)
    assert (await _journal(database))[1:] == [
        (
            "operator",
            "agent_changed",
            None,
            "agent:li",
            {"skills": ["refund", "freight"], "before": {"skills": ["refund"]}},
        )
    ]


async def test_nothing_given_changes_nothing_and_is_no_entry(database: Database) -> None:
    await hired(database, "li")
    before = await _row(database, "li")
    await _change(database, "li")
    assert await _row(database, "li") == before
    assert len(await _journal(database)) == 1


@pytest.mark.parametrize(("password", "given"), [(None, {"name": "李婷"}), (OTHER, {}), (None, {"capacity": 3})])
async def test_a_new_login_needs_a_name_and_a_password(
    database: Database, password: str | None, given: dict[str, Any]
) -> None:
    with pytest.raises(IncompleteError):
        await _change(database, "li", password, **given)


async def test_a_new_password_ends_what_the_old_one_opened(database: Database) -> None:
    await hired(database, "li", role="supervisor")
    await hired(database, "wu")
    token, other = await _session(database, "li"), await _session(database, "wu")
    await _change(database, "li", OTHER)
    assert not await _still_in(database, token)
    assert await _still_in(database, other)
    with pytest.raises(LoginError):
        await _session(database, "li")
    assert await _still_in(database, await _session(database, "li", OTHER))
    assert (await _row(database, "li"))["role"] == "supervisor"
    assert OTHER not in str(await _journal(database))


async def test_a_login_that_is_taken_away_is_out_at_once_and_who_did_it_why_is_recorded(database: Database) -> None:
    await hired(database, "li")
    token = await _session(database, "li")
    assert await disable_agent(database, "li", who="operator", why="left the company", now=ahead(hours=1)) == 0
    assert not await _still_in(database, token)
    with pytest.raises(LoginError):
        await _session(database, "li")
    row = await _row(database, "li")
    assert (row["disabled_at"], row["online"], row["seen_at"]) == (ahead(hours=1), False, None)
    assert (await _journal(database))[1:] == [("operator", "agent_disabled", "left the company", "agent:li", {})]


async def test_taken_away_twice_is_recorded_once(database: Database) -> None:
    await hired(database, "li")
    await disable_agent(database, "li", who="operator", why="left the company", now=NOW)
    await disable_agent(database, "li", who="operator", why="again", now=ahead(hours=1))
    assert (await _row(database, "li"))["disabled_at"] == NOW
    assert [what for _, what, *_ in await _journal(database)] == ["agent_added", "agent_disabled"]


async def test_nobody_has_no_login(database: Database) -> None:
    with pytest.raises(NoLoginError):
        await disable_agent(database, "li", who="operator", why="left the company", now=NOW)


async def test_a_disabled_login_comes_back_with_a_new_password_only(database: Database) -> None:
    await hired(database, "li")
    token = await _session(database, "li")
    await disable_agent(database, "li", who="operator", why="on leave", now=NOW)
    await _change(database, "li", capacity=3)
    with pytest.raises(LoginError):
        await _session(database, "li")
    await _change(database, "li", OTHER)
    assert await _session(database, "li", OTHER)
    assert not await _still_in(database, token)


async def test_whom_the_agent_was_talking_with_waits_again_in_the_old_place(database: Database) -> None:
    desk, li, wu = Desk(database, RULES), await hired(database, "li"), await hired(database, "wu")
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60), paid("u-wang", "CL2026-0002", hours_ago=60))
    first = await asks_for_a_person(database, "u-lin", ago(minutes=9))
    later = await asks_for_a_person(database, "u-wang", ago(minutes=5))
    await desk.claim(li, first, NOW)
    assert await disable_agent(database, "li", who="operator", why="left the company", now=NOW) == 1
    assert await owner_of(database, first) == (Owner.QUEUE, None)
    async with database.begin() as tx:
        assert (await place_in_queue(tx, first, NOW)).position == 1
        assert (await place_in_queue(tx, later, NOW)).position == 2
    await desk.claim(wu, first, NOW)
    assert await owner_of(database, first) == (Owner.AGENT, str(wu.agent_id))
    async with database.begin() as tx:
        dedicated = select(cases.c.agent_id).where(cases.c.order_id == "CL2026-0001")
        assert (await tx.execute(dedicated)).scalar_one() == wu.agent_id
    with pytest.raises(NotYoursError):
        await desk.reply(li, first, uuid4(), "还在吗", NOW)


async def test_also_who_had_never_asked_for_a_person_and_nobody_elses(database: Database) -> None:
    desk, wu = Desk(database, RULES), await hired(database, "wu")
    li = await hired(database, "li", role="supervisor")
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wang", "CL2026-0002"))
    stepped_in, theirs = await says(database, "u-lin"), await asks_for_a_person(database, "u-wang")
    await desk.claim(li, stepped_in, NOW)
    await desk.claim(wu, theirs, NOW)
    assert await disable_agent(database, "li", who="operator", why="left the company", now=NOW) == 1
    assert await owner_of(database, theirs) == (Owner.AGENT, str(wu.agent_id))
    async with database.begin() as tx:
        assert (await place_in_queue(tx, stepped_in, NOW)).position == 1
    await desk.claim(wu, stepped_in, NOW)


async def test_a_request_that_was_let_in_before_claims_nothing_after(database: Database) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    await told(database, paid("u-lin", "CL2026-0001"))
    waiting = await asks_for_a_person(database, "u-lin")
    await disable_agent(database, "li", who="operator", why="left the company", now=NOW)
    with pytest.raises(LoginError):
        await desk.claim(li, waiting, NOW)
    assert await owner_of(database, waiting) == (Owner.QUEUE, None)
