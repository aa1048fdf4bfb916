"""A no and a wrong number hold for the number whichever account it belongs to, and for the person whatever number."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text
from typer.testing import CliRunner

from callouts.attempts import apply, hold_attempt
from callouts.carrier import CallStatus
from callouts.lifecycle import Progress
from careline.cli import app
from careline.contacts.lists import read_list
from careline.contacts.service import (
    free_number,
    held_numbers,
    hold_listed,
    note_wrong_person,
    number_hold,
    opt_in,
    opt_out,
    opt_out_number,
    opted_out,
    plan_sms,
)
from careline.conversations.conversation import change_owner, hold, open_phone
from careline.core.callouts import CalloutState, Outcome, Why
from careline.core.contact import Channel, Reason
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.feed.phones import dialled
from careline.store import migrate
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts, decisions
from careline.store.tables.cases import journal
from careline.store.tables.contacts import SmsState, number_holds, sms
from careline.store.tables.conversations import conversations
from tests.callouts_kit import (
    LIN,
    LIN_PHONE,
    Engine,
    FakeCarrier,
    feed,
    late_order,
    rows,
    settings_for,
    take,
)
from tests.factories import instant

pytestmark = pytest.mark.store

OTHER_PHONE = "+8613800000009"


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


@pytest.fixture
def engine(database: Database, carrier: FakeCarrier) -> Engine:
    return Engine(database, carrier, settings_for())


def of_another(n: int = 2, **who: Any) -> dict[str, Any]:
    """Another account's blocked order, with Lin's number."""
    return late_order(n, customer={"phone": LIN_PHONE, **who})


async def reasons(database: Database, order_id: str) -> list[str]:
    return [row["reason"] for row in await rows(database, decisions, order_id=order_id)]


async def hold_of(engine: Engine, number: str = LIN_PHONE, channel: Channel = Channel.PHONE) -> Reason | None:
    async with engine.database.begin() as tx:
        return await number_hold(tx, number, channel)


async def call_lin(engine: Engine) -> UUID:
    """Lin's phone rings; returns the attempt's id."""
    await take(engine.database, late_order())
    await engine.plan()
    assert await engine.dial() == 1
    attempt_id: UUID = (await engine.attempt())["attempt_id"]
    return attempt_id


async def stranger_answers(engine: Engine) -> None:
    """Whoever answers Lin's number does not know her, and hangs up."""
    attempt_id = await call_lin(engine)
    async with engine.database.begin() as tx:
        assert await note_wrong_person(tx, attempt_id, engine.now)
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, attempt_id)
        assert held
        over = Progress(CallStatus.COMPLETED, held.attempt.call_sid or "CA", engine.now)
        await apply(tx, held, over, engine.now, engine.settings)
    assert (await engine.attempt())["outcome"] == Outcome.WRONG_PERSON


async def agent_closes(engine: Engine) -> None:
    """An agent has followed up and closes whatever is open."""
    async with engine.database.begin() as tx:
        for conversation_id in (await tx.execute(select(conversations.c.conversation_id))).scalars().all():
            held = await hold(tx, conversation_id)
            await change_owner(tx, held, Move.CLOSE, who="agent:li", why=Because.AGENT_CLOSED, now=engine.now)


@pytest.mark.parametrize("channel", list(Channel))
async def test_a_no_on_a_number_holds_for_every_account_that_has_it(engine: Engine, channel: Channel) -> None:
    await take(engine.database, late_order())
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, channel, source="app", now=engine.now)
    await take(engine.database, of_another())
    async with engine.database.begin() as tx:
        await plan_sms(
            tx, "u-2", LIN_PHONE, "您好", purpose="dispatch", key="k", due_at=engine.now, now=engine.now
        )  # fmt: skip
    await engine.step()
    if channel is Channel.PHONE:
        assert await reasons(engine.database, "CL2026-0002") == [Why.NUMBER_OPTED_OUT]
        assert not [row for row in await rows(engine.database, attempts) if row["customer_id"] == "u-2"]
    else:
        assert (await rows(engine.database, sms))[0]["why"] == Reason.NUMBER_OPTED_OUT
    assert await hold_of(engine, channel=channel) is Reason.NUMBER_OPTED_OUT


async def test_a_no_is_carried_to_the_persons_next_number(engine: Engine, carrier: FakeCarrier) -> None:
    await take(engine.database, late_order())
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
    told = late_order(customer={"phone": OTHER_PHONE})
    told |= {"version": 2, "occurred_at": instant(engine.now)}
    await take(engine.database, told)
    await engine.step()
    assert not carrier.dialled
    assert (await reasons(engine.database, "CL2026-0001"))[-1] == Why.OPTED_OUT


async def test_a_no_in_a_call_holds_the_number_that_was_called_and_the_one_of_the_account(engine: Engine) -> None:
    attempt_id = await call_lin(engine)
    told = late_order(customer={"phone": OTHER_PHONE})
    told |= {"version": 2, "occurred_at": instant(engine.now)}
    await feed(engine.database, told)
    case_id = (await engine.callout())["case_id"]
    async with engine.database.begin() as tx:
        talk = await open_phone(tx, LIN, "zh-CN", attempt_id, case_id, engine.now)
        await opt_out(
            tx, LIN, Channel.PHONE, source="key_9", now=engine.now, conversation_id=talk.conversation_id
        )  # fmt: skip
    assert await hold_of(engine) is Reason.NUMBER_OPTED_OUT
    assert await hold_of(engine, OTHER_PHONE) is Reason.NUMBER_OPTED_OUT


async def test_a_no_cancels_what_is_planned_or_ringing_for_other_accounts(engine: Engine, carrier: FakeCarrier) -> None:
    await take(engine.database, late_order(), of_another(), late_order(3, customer={"phone": LIN_PHONE}))
    await engine.plan()
    assert await engine.dial() == 1  # one ring at a time under one number
    (ringing,) = await rows(engine.database, attempts)
    waiting = {LIN, "u-2", "u-3"} - {ringing["customer_id"]}
    async with engine.database.begin() as tx:
        await opt_out(tx, waiting.pop(), Channel.PHONE, source="app", now=engine.now)
    await engine.plan()
    await engine.hang_up()
    assert carrier.ended == [ringing["call_sid"]]
    left = [row for row in await rows(engine.database, callouts) if row["state"] == CalloutState.PLANNED]
    assert not left
    assert {row["reason"] for row in await rows(engine.database, decisions, call=False)} == {
        Why.OPTED_OUT,
        Why.NUMBER_OPTED_OUT,
    }


async def test_no_call_slips_in_beside_a_no_that_is_being_said_under_another_account(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await take(engine.database, late_order(), of_another())
    await engine.plan()
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
        dialling = asyncio.create_task(engine.dial())
        done, _ = await asyncio.wait({dialling}, timeout=0.3)
        assert not done, "whoever dials this number waits for the word that is being said"
    assert await dialling == 0
    assert not carrier.dialled


async def test_a_stranger_is_never_phoned_again_by_any_order_of_any_account(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await stranger_answers(engine)
    await agent_closes(engine)
    again = late_order()
    again["order"]["order_id"] = "CL2026-0077"
    await take(engine.database, again, of_another())
    for _ in range(4):
        engine.later(days=1)
        await engine.step()
    assert len(carrier.dialled) == 1
    assert not carrier.texts
    assert await reasons(engine.database, "CL2026-0077") == [Why.WRONG_NUMBER]
    assert await reasons(engine.database, "CL2026-0002") == [Why.WRONG_NUMBER]


async def test_the_feeds_new_number_makes_the_consumer_reachable_again_and_not_the_stranger(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await stranger_answers(engine)
    told = late_order(customer={"phone": OTHER_PHONE})
    engine.later(minutes=40)
    told |= {"version": 2, "occurred_at": instant(engine.now)}
    await take(engine.database, told, now=engine.now)
    await agent_closes(engine)
    for _ in range(3):
        engine.later(hours=6)
        await engine.step()
    assert [dial.to for dial in carrier.dialled] == [LIN_PHONE, OTHER_PHONE]
    assert await hold_of(engine) is Reason.WRONG_NUMBER


async def test_the_same_number_told_again_confirms_nothing(engine: Engine, carrier: FakeCarrier) -> None:
    await stranger_answers(engine)
    await agent_closes(engine)
    told = late_order()
    engine.later(minutes=40)
    told |= {"version": 2, "occurred_at": instant(engine.now)}
    await take(engine.database, told, now=engine.now)
    for _ in range(3):
        engine.later(hours=20)
        await engine.step()
    assert len(carrier.dialled) == 1


async def test_an_accounts_yes_takes_back_its_own_no_and_not_what_another_said(engine: Engine) -> None:
    await take(engine.database, late_order(), of_another())
    async with engine.database.begin() as tx:
        for customer_id in (LIN, "u-2"):
            await opt_out(tx, customer_id, Channel.PHONE, source="app", now=engine.now)
        assert await opt_in(tx, LIN, Channel.PHONE, source="hall", now=engine.now)
        assert not await opted_out(tx, LIN, Channel.PHONE)
        assert await number_hold(tx, LIN_PHONE, Channel.PHONE) is Reason.NUMBER_OPTED_OUT
        assert await opt_in(tx, "u-2", Channel.PHONE, source="hall", now=engine.now)
        assert await number_hold(tx, LIN_PHONE, Channel.PHONE) is None


async def test_a_no_of_nobody_known_is_kept_for_the_account_that_gets_the_number(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        assert await opt_out_number(tx, LIN_PHONE, source="sms", now=engine.now) == 0
        assert await opt_out_number(tx, LIN_PHONE, source="sms", now=engine.now) == 0
    await take(engine.database, late_order())
    await engine.step()
    assert await reasons(engine.database, "CL2026-0001") == [Why.NUMBER_OPTED_OUT]
    said = [row for row in await rows(engine.database, journal) if row["what"] == "opted_out"]
    assert len(said) == 1
    assert LIN_PHONE not in str(said)


async def test_a_no_by_number_is_every_accounts_that_has_it(engine: Engine) -> None:
    await take(engine.database, late_order(), of_another())
    async with engine.database.begin() as tx:
        assert await opt_out_number(tx, LIN_PHONE, source="sms", now=engine.now) == 2
        for customer_id in (LIN, "u-2"):
            for channel in Channel:
                assert await opted_out(tx, customer_id, channel)


async def test_merged_accounts_take_their_noes_on_numbers_along(engine: Engine) -> None:
    await take(engine.database, late_order())
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
    told = late_order(customer={"customer_id": "u-new", "previous_ids": [LIN]})
    told |= {"version": 2, "occurred_at": instant(engine.now)}
    await feed(engine.database, told)
    async with engine.database.begin() as tx:
        assert await opt_in(tx, "u-new", Channel.PHONE, source="hall", now=engine.now)
    assert {row["told_by"] for row in await rows(engine.database, number_holds)} == {LIN}


def test_a_list_is_read_line_by_line_and_bad_lines_hide_no_good_ones() -> None:
    lines = [
        "name,number\n", "Lin,138 0000 0001\n", "\n", "# moved\n",
        "Wang,+86 138 0000 0002\n", "Chen,call me\n", "Liu\n",
        "Lin again,+8613800000001\n", "Bad,12\n",
    ]  # fmt: skip
    found = read_list(lines, lambda told: dialled(told, "CN"))
    assert list(found.numbers) == ["+8613800000001", "+8613800000002"]
    assert [line for line, _ in found.faults] == [6, 7, 9]
    assert "138" not in str(found.faults)


def test_a_list_without_heading_has_its_numbers_in_the_first_column() -> None:
    found = read_list(["+8613800000001;x\n", "+8613800000002\n"], lambda told: dialled(told, ""))
    assert list(found.numbers) == ["+8613800000002"]
    assert [line for line, _ in found.faults] == [1]


async def test_a_listed_number_is_neither_phoned_nor_texted_and_may_be_freed(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    async with engine.database.begin() as tx:
        listed = [LIN_PHONE, OTHER_PHONE]
        assert await hold_listed(tx, listed, tuple(Channel), source="dnc-2026", now=engine.now) == 2
        assert await hold_listed(tx, listed, tuple(Channel), source="dnc-2026", now=engine.now) == 0
        await plan_sms(tx, LIN, LIN_PHONE, "您好", purpose="dispatch", key="k", due_at=engine.now, now=engine.now)
    await engine.step()
    assert (await engine.callout())["outcome"] == Why.DO_NOT_CALL
    assert (await rows(engine.database, sms))[0]["state"] == SmsState.REFUSED
    async with engine.database.begin() as tx:
        assert [hold.source for hold in await held_numbers(tx, number=LIN_PHONE)] == ["dnc-2026"] * 2
        assert await free_number(tx, LIN_PHONE, who="operator", now=engine.now) == 2
    engine.later(minutes=1)
    await engine.step()
    assert len(carrier.dialled) == 1
    noted = {row["what"]: row for row in await rows(engine.database, journal)}
    assert noted["numbers_held"]["data"] == {"count": 2, "source": "dnc-2026"}
    assert LIN_PHONE not in str(noted["number_freed"])


def settings_of(url: str, folder: Path) -> dict[str, str]:
    """What a command needs to find its database, and nothing else that works."""
    secrets = ("FEED", "BOT", "ACTIONS", "VOICE")
    return {
        "DATABASE_URL": url, "CARELINE_DATA_DIR": str(folder), "CARELINE_CHAT_SECRET": "c" * 32,
        "CARELINE_TRACKER_PASSWORD": "t" * 16, **{f"CARELINE_{name}_SECRET": name * 8 for name in secrets},
    }  # fmt: skip


def test_the_command_imports_adds_lists_and_frees(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings_of(database_url, tmp_path).items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "dnc.csv"
    file.write_text("number\n13800000001\n+8613800000002\nnobody\n", "utf-8-sig")

    def told(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["suppress", *words])
        return done.exit_code, done.output

    code, output = told("import", str(file), "--region", "CN")
    assert code == 1
    assert "dnc.csv:4: is not a number of CN" in output
    assert "2 numbers put on hold, 0 were before, 1 lines not read." in output
    assert "0 numbers put on hold, 2 were before" in told("import", str(file), "--region", "CN")[1]
    assert told("add", "+6581230001", "--source", "letter") == (0, "The number is on hold.\n")
    code, output = told("list")
    assert "On the do-not-call list" in output
    assert [line.split()[0] for line in output.splitlines()] == ["2", "1"]
    assert "letter" in told("list", "+6581230001")[1]
    assert told("free", "+6581230001") == (0, "The number is free again.\n")
    assert told("list", "+6581230001") == (0, "Nothing is on hold.\n")
    assert told("add", "what")[0] == 2


async def test_what_was_said_before_the_numbers_were_held_counts_after_the_migration(engine: Engine) -> None:
    """The statements of migration 0006, on rows as they were before it."""
    await stranger_answers(engine)
    await take(engine.database, late_order(2))
    async with engine.database.begin() as tx:
        await opt_out(tx, "u-2", Channel.SMS, source="app", now=engine.now - timedelta(days=9))
        before = {(h.number, h.channel, h.why, h.told_by) for h in await held_numbers(tx)}
        await tx.execute(delete(number_holds))
        source = (Path(migrate.__file__).parent / "migrations/versions/0006_who_may_be_phoned.py").read_text("utf-8")
        blocks = re.findall(r"op\.execute\(\n(.*?)\n    \)", source, re.DOTALL)
        assert len(blocks) == 2
        for block in blocks:
            await tx.execute(text("".join(re.findall(r'"(.*)"', block))))
        assert {(h.number, h.channel, h.why, h.told_by) for h in await held_numbers(tx)} == before
