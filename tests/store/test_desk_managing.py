"""Logins in the desk's page: who may do what with whom, that an admin is left, and that who is out is out at once."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from careline.core.conversation import Owner
from careline.desk.agents import Agent, LoginError, agent_of, begin_session, verified
from careline.desk.entrance import PASSWORDS_ALONE, SignIn
from careline.desk.invitations import InvitationGoneError, accept
from careline.desk.logins import NotAllowedError
from careline.desk.manage_shapes import AgentChangeIn, AgentIn
from careline.desk.managing import LoginTakenError, Managing, NoAgentError, NoWayInError, OwnLoginError
from careline.desk.service import Desk, place_in_queue
from careline.store.database import Database
from careline.store.tables.cases import journal
from careline.store.tables.desk import agents
from tests.desk_floor import PASSWORD, asks_for_a_person, hired, owner_of, paid, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store

OWN = "a word of my own"
ZH = "zh-CN"


def managing(database: Database, sign_in: SignIn = PASSWORDS_ALONE) -> Managing:
    return Managing(database, RULES.desk, sign_in)


async def entries(database: Database, login: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Who did what with a login, with which values, oldest first."""
    async with database.begin() as tx:
        query = select(journal).where(journal.c.subject == f"agent:{login}").order_by(journal.c.entry_id)
        return [(row["who"], row["what"], row["data"]) for row in (await tx.execute(query)).mappings()]


async def role_of(database: Database, agent: Agent) -> str:
    async with database.begin() as tx:
        return str((await tx.execute(select(agents.c.role).where(agents.c.agent_id == agent.agent_id))).scalar_one())


async def session_of(database: Database, login: str, password: str = PASSWORD) -> str:
    async with database.begin() as tx:
        return (await begin_session(tx, await verified(tx, login, password), NOW, strong=False))[1]


async def is_in(database: Database, token: str) -> bool:
    async with database.begin() as tx:
        return await agent_of(tx, token, NOW) is not None


async def chosen(database: Database, token: str | None, password: str = OWN) -> None:
    assert token
    async with database.begin() as tx:
        await accept(tx, token, password, NOW)


async def test_a_new_agent_gets_in_by_a_link_that_counts_once(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    wanted = AgentIn(login="sun", name="孙悦", team="售后", languages=["zh-CN", "en"], skills=["refund"], capacity=4)
    made = await managing(database).add(gao, wanted, ZH, NOW)
    assert (made.agent.name, made.agent.team, made.agent.capacity) == ("孙悦", "售后", 4)
    assert made.agent.invited_until
    for password in ("", OWN):
        with pytest.raises(LoginError):
            await session_of(database, "sun", password)
    await chosen(database, made.invitation)
    assert await is_in(database, await session_of(database, "sun", OWN))
    with pytest.raises(InvitationGoneError):
        await chosen(database, made.invitation, "another word of mine")
    assert [what for _, what, _ in await entries(database, "sun")] == ["agent_added", "agent_invited", "password_set"]
    assert "password" not in (await entries(database, "sun"))[0][2]
    assert made.invitation
    assert made.invitation not in str(await entries(database, "sun"))


async def test_a_link_is_of_no_use_after_three_days_nor_after_another_one(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    first = await managing(database).add(gao, AgentIn(login="sun", name="孙悦"), ZH, NOW)
    second = await managing(database).renew(gao, _id(first.agent.agent_id), ZH, NOW)
    with pytest.raises(InvitationGoneError):
        await chosen(database, first.invitation)
    assert second.invitation
    async with database.begin() as tx:
        with pytest.raises(InvitationGoneError):
            await accept(tx, second.invitation, OWN, ahead(hours=72))
    await chosen(database, second.invitation)


async def test_a_login_is_not_given_twice(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    await hired(database, "li")
    with pytest.raises(LoginTakenError):
        await managing(database).add(gao, AgentIn(login="li", name="另一位"), ZH, NOW)


async def test_where_passwords_are_off_a_new_login_names_its_company_account(database: Database) -> None:
    gao, sign_in = await hired(database, "gao", role="admin"), SignIn(break_glass=frozenset({"gao"}))
    with pytest.raises(NoWayInError):
        await managing(database, sign_in).add(gao, AgentIn(login="sun", name="孙悦"), ZH, NOW)
    wanted = AgentIn(login="sun", name="孙悦", sso_name="Sun@example.com")
    made = await managing(database, sign_in).add(gao, wanted, ZH, NOW)
    assert (made.invitation, made.agent.sso_name) == (None, "sun@example.com")


async def test_a_change_is_on_record_with_what_was_before(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    li = await hired(database, "li", team="售前", skills=("refund",), capacity=5)
    wanted = AgentChangeIn(team="", skills=["refund", "freight"], capacity=5)
    await managing(database).change(gao, li.agent_id, wanted, ZH, NOW)
    assert (await entries(database, "li"))[-1] == (
        "agent:gao", "agent_changed",
        {"team": None, "skills": ["refund", "freight"], "before": {"team": "售前", "skills": ["refund"]}},
    )  # fmt: skip
    number = len(await entries(database, "li"))
    await managing(database).change(gao, li.agent_id, AgentChangeIn(capacity=5), ZH, NOW)
    assert len(await entries(database, "li")) == number


@pytest.mark.parametrize(
    ("whose", "wanted", "allowed"),
    [
        ("own", {"skills": ["refund"], "capacity": 3, "languages": ["en"]}, True),
        ("own", {"team": "售前"}, False),
        ("own", {"role": "senior"}, False),
        ("own", {"name": "别名"}, False),
        ("other", {"capacity": 3}, False),
        ("colleague", {"capacity": 3}, False),
        ("self", {"capacity": 3}, False),
    ],
)
async def test_a_supervisor_sets_what_the_agents_of_the_own_team_know_and_take(
    database: Database, whose: str, wanted: dict[str, Any], allowed: bool
) -> None:
    chen = await hired(database, "chen", role="supervisor", team="售后")
    whom = {
        "own": await hired(database, "li", team="售后"), "other": await hired(database, "wu", team="售前"),
        "colleague": await hired(database, "he", role="supervisor", team="售后"), "self": chen,
    }[whose]  # fmt: skip
    change = managing(database).change(chen, whom.agent_id, AgentChangeIn(**wanted), ZH, NOW)
    if allowed:
        assert (await change).agent.capacity == 3
        return
    with pytest.raises(NotAllowedError):
        await change


async def test_a_supervisor_without_a_team_changes_nobody(database: Database) -> None:
    chen, li = await hired(database, "chen", role="supervisor"), await hired(database, "li")
    with pytest.raises(NotAllowedError):
        await managing(database).change(chen, li.agent_id, AgentChangeIn(capacity=3), ZH, NOW)


@pytest.mark.parametrize("other", [True, False])
async def test_nobody_takes_the_own_role_or_login_whoever_else_is_admin(database: Database, other: bool) -> None:
    gao = await hired(database, "gao", role="admin")
    if other:
        await hired(database, "wei", role="admin")
    with pytest.raises(OwnLoginError):
        await managing(database).change(gao, gao.agent_id, AgentChangeIn(role="agent"), ZH, NOW)
    with pytest.raises(OwnLoginError):
        await managing(database).disable(gao, gao.agent_id, "离职", ZH, NOW)
    assert await role_of(database, gao) == "admin"


async def test_two_admins_who_take_each_others_role_leave_one(database: Database) -> None:
    gao, wei = await hired(database, "gao", role="admin"), await hired(database, "wei", role="admin")
    both = [
        managing(database).change(gao, wei.agent_id, AgentChangeIn(role="agent"), ZH, NOW),
        managing(database).disable(wei, gao.agent_id, "离职", ZH, NOW),
    ]
    ended = await asyncio.gather(*both, return_exceptions=True)
    assert [type(one) for one in ended if isinstance(one, Exception)] == [NotAllowedError]
    async with database.begin() as tx:
        query = select(agents.c.login).where(agents.c.role == "admin", agents.c.disabled_at.is_(None))
        assert len((await tx.execute(query)).all()) == 1


async def test_whoever_is_deactivated_is_out_and_their_consumers_wait_in_the_old_place(database: Database) -> None:
    gao, li = await hired(database, "gao", role="admin"), await hired(database, "li")
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60), paid("u-wang", "CL2026-0002", hours_ago=60))
    first = await asks_for_a_person(database, "u-lin", ago(minutes=9))
    later = await asks_for_a_person(database, "u-wang", ago(minutes=5))
    token = await session_of(database, "li")
    await Desk(database, RULES).claim(li, first, NOW)
    done = await managing(database).disable(gao, li.agent_id, "离职", ZH, NOW)
    assert (done.returned, done.agent.state) == (1, "offline")
    assert done.agent.disabled_at
    assert not await is_in(database, token)
    assert await owner_of(database, first) == (Owner.QUEUE, None)
    async with database.begin() as tx:
        assert (await place_in_queue(tx, first, NOW)).position == 1
        assert (await place_in_queue(tx, later, NOW)).position == 2


async def test_whoever_comes_back_chooses_a_new_password(database: Database) -> None:
    gao, li = await hired(database, "gao", role="admin"), await hired(database, "li")
    await managing(database).disable(gao, li.agent_id, "休假", ZH, NOW)
    made = await managing(database).enable(gao, li.agent_id, ZH, NOW)
    assert made.agent.disabled_at is None
    with pytest.raises(LoginError):
        await session_of(database, "li")
    await chosen(database, made.invitation)
    assert await is_in(database, await session_of(database, "li", OWN))
    whats = [what for _, what, _ in await entries(database, "li")]
    assert whats == ["agent_added", "agent_disabled", "agent_enabled", "agent_invited", "password_set"]


async def test_an_open_link_is_of_no_use_to_whom_the_login_was_taken(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    made = await managing(database).add(gao, AgentIn(login="sun", name="孙悦"), ZH, NOW)
    await managing(database).disable(gao, _id(made.agent.agent_id), "没有来", ZH, NOW)
    with pytest.raises(InvitationGoneError):
        await chosen(database, made.invitation)


async def test_another_password_ends_what_the_old_one_opened(database: Database) -> None:
    gao, li = await hired(database, "gao", role="admin"), await hired(database, "li")
    token = await session_of(database, "li")
    made = await managing(database).renew(gao, li.agent_id, ZH, NOW)
    assert not await is_in(database, token)
    with pytest.raises(LoginError):
        await session_of(database, "li")
    await chosen(database, made.invitation)
    assert await is_in(database, await session_of(database, "li", OWN))


async def test_agents_of_an_external_desk_are_not_ours_to_manage(database: Database) -> None:
    gao, li = await hired(database, "gao", role="admin"), await hired(database, "li")
    async with database.begin() as tx:
        await tx.execute(agents.update().where(agents.c.agent_id == li.agent_id).values(outside=True))
    assert [one.login for one in (await managing(database).all(gao, ZH, NOW)).agents] == ["gao"]
    with pytest.raises(NoAgentError):
        await managing(database).disable(gao, li.agent_id, "离职", ZH, NOW)


def _id(told: str) -> UUID:
    return UUID(told)
