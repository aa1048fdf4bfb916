"""A caller who wants a person is put through: engine, carrier adapter, simulator, voice routes, desk rows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import RowMapping, update

from callouts.carrier import CallStatus
from callouts.controls import pause
from callouts.phone_simulator.callees import HangUp, Press, Script, Speak
from callouts.phone_simulator.faults import Fault, FaultKind
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.line import Line
from callouts.putting_through import PuttingThrough
from careline.core.callouts import Outcome
from careline.core.conversation import Owner
from careline.core.routing import Disposition
from careline.core.transfers import TransferEnd, TransferState
from careline.desk.agents import Agent
from careline.desk.calls import CallGoneError, softphone_of
from careline.desk.service import BeingRungError, Desk
from careline.store.database import Database
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.transfers import transfers
from tests.callouts_kit import LIN_PHONE, Phone, eventually, late_order, phone, rows, take
from tests.desk_floor import hired

pytestmark = pytest.mark.contract

WANTS_PERSON = Script(pick_up="answer", steps=(Press("0"),), stays=True)
TAKES = Script(pick_up="answer", steps=(Press("1"),), stays=True)
LETS_IT_RING = Script(pick_up="no-answer")


@dataclass
class Floor:
    """林晓雨 on the phone, and agents at their desks."""

    lin: Phone
    database: Database

    @property
    def through(self) -> PuttingThrough:
        return self.lin.flow.through

    async def agent(self, login: str, script: Script, **profile: Any) -> Agent:
        """Online, their page open, behaving so when their softphone rings."""
        agent = await hired(self.database, login, **profile)
        now = self.lin.clock.now()
        async with self.database.begin() as tx:
            mine = update(agents).where(agents.c.agent_id == agent.agent_id)
            await tx.execute(mine.values(online=True, seen_at=now, beat_at=now))
        self.lin.callee(script, softphone_of(agent.agent_id))
        return agent

    async def calls(self, script: Script = WANTS_PERSON) -> None:
        """She is phoned, and behaves so."""
        self.lin.callee(script)
        await self.lin.engine.step()

    async def ringing(self) -> RowMapping:
        """The newest row, once there is an open one."""

        async def open_one() -> RowMapping | None:
            found = await rows(self.database, transfers)
            return found[-1] if found and found[-1]["ended_at"] is None else None

        row: RowMapping = await eventually(open_one, "an agent is chosen")
        return row

    async def work(self, seconds: float = 1.0) -> None:
        """Time passes, and whoever moves callers on looks."""
        await self.lin.clock.advance(seconds)
        async with self.database.begin() as tx:  # pages of agents go on beating
            await tx.execute(update(agents).where(agents.c.beat_at.is_not(None)).values(beat_at=self.lin.clock.now()))
        await self.through.round()

    async def until(self, state: TransferState | TransferEnd, seconds: float = 0.1) -> RowMapping:
        """Work until the newest ringing has come to that."""
        if not await rows(self.database, transfers):
            await self.ringing()

        async def there() -> RowMapping | None:
            await self.work(seconds)
            last = (await rows(self.database, transfers))[-1]
            return last if state in {last["state"], last["ended_as"]} else None

        row: RowMapping = await eventually(there, state)
        return row

    async def moved_on(self) -> None:
        """Work until the caller's call is over."""

        async def over() -> bool:
            await self.work(0.1)
            return (await self.lin.engine.attempt())["ended_at"] is not None

        await eventually(over, "the end of the call")

    def line_to(self, number: str) -> Line:
        return next(line for line in reversed(self.lin.exchange.lines.values()) if line.call.requested.to == number)

    @property
    def caller(self) -> Line:
        return self.line_to(LIN_PHONE)

    def heard_by(self, number: str) -> list[str]:
        sid = self.line_to(number).call.sid
        said = self.lin.exchange.kit.ledger.entries(Kind.SAID)
        return [entry.facts["text"] for entry in said if entry.facts["call_sid"] == sid]

    async def hears(self, words: str) -> str:
        """What the caller is told with these words in it, once they are."""

        async def told() -> str | None:
            return next((said for said in reversed(self.heard_by(LIN_PHONE)) if words in said), None)

        said: str = await eventually(told, words)
        return said

    async def conversation(self) -> RowMapping:
        found = [row for row in await rows(self.database, conversations) if row["channel"] == "phone"]
        return found[-1]


@asynccontextmanager
async def _floor(database: Database, **given: Any) -> AsyncIterator[Floor]:
    await take(database, late_order())
    async with phone(database, softphones=True, **given) as lin:
        yield Floor(lin, database)


@pytest.fixture(params=["gather", "relay"])
async def floor(database: Database, request: pytest.FixtureRequest) -> AsyncIterator[Floor]:
    """In either mode of the carrier: a caller who is put through leaves the session, if there is one."""
    async with _floor(database, relay=request.param == "relay") as floor:
        yield floor


async def test_a_caller_waits_with_words_the_agent_hears_what_it_is_about_and_they_talk(floor: Floor) -> None:
    li = await floor.agent("li", TAKES)
    await floor.calls()
    await floor.ringing()
    await floor.lin.exchange.kit.ledger.until(Kind.SAID, text="我帮您接客服客服li，请别挂机。")
    row = await floor.until(TransferState.CONNECTED)
    whisper = next(said for said in floor.heard_by(softphone_of(li.agent_id)) if "电话上是" in said)
    assert "姓林的新用户" in whisper
    assert "羊毛大衣" in whisper
    assert "已超" in whisper
    assert (row["accepted_by"], row["agent_id"]) == ("key", li.agent_id)
    held = await floor.conversation()
    assert (held["owner"], held["agent_id"]) == (Owner.AGENT, li.agent_id)
    assert floor.caller.hear(Speak("我的大衣呢？"))
    assert "我的大衣呢？" in floor.heard_by(softphone_of(li.agent_id))
    assert floor.line_to(softphone_of(li.agent_id)).hear(Speak("我马上催。"))
    assert "我马上催。" in floor.heard_by(LIN_PHONE)


async def test_whoever_waits_hears_another_word_every_few_seconds(floor: Floor) -> None:
    await floor.agent("li", Script(pick_up="handset"))
    await floor.calls()
    await floor.ringing()
    await floor.lin.exchange.kit.ledger.until(Kind.SAID, text="正在接，请您稍等。")
    for _ in range(2):
        before = len(floor.heard_by(LIN_PHONE))
        await floor.work(9)

        async def more(before: int = before) -> bool:
            return len(floor.heard_by(LIN_PHONE)) > before

        await eventually(more, "another word")
    assert len(set(floor.heard_by(LIN_PHONE)[-3:])) == 3  # new words each time


async def test_the_agent_hangs_up_and_the_caller_may_ask_for_more(floor: Floor) -> None:
    li = await floor.agent("li", TAKES)
    await floor.calls()
    await floor.until(TransferState.CONNECTED)
    floor.line_to(softphone_of(li.agent_id)).hang_up()
    await floor.until(TransferEnd.TALKED)

    async def told_by_the_agents_own_line() -> bool:  # it may come after the caller's
        return (await rows(floor.database, transfers))[-1]["leg_over_at"] is not None

    await eventually(told_by_the_agents_own_line, "the end of the agent's call")
    await floor.hears("客服那边挂断了")

    async def listened() -> bool:
        return floor.caller.hear(Press("0"))

    await eventually(listened, "a key that they may press")
    assert (await floor.lin.over())["outcome"] == Outcome.ASKED_PERSON
    assert floor.heard_by(LIN_PHONE)[-1] == "好的，客服会在应用里接着回复您，再见。"
    assert (await floor.conversation())["owner"] == Owner.QUEUE
    [handoff] = await rows(floor.database, handoffs)
    assert handoff["dedicated_agent_id"] == li.agent_id


async def test_the_caller_hangs_up_the_agent_is_told_and_closes_with_a_disposition(floor: Floor) -> None:
    li = await floor.agent("li", TAKES)
    await floor.calls()
    await floor.until(TransferState.CONNECTED)
    floor.caller.hang_up()
    await floor.until(TransferEnd.TALKED)
    assert floor.heard_by(softphone_of(li.agent_id))[-1] == "对方挂断了。"
    held = await floor.conversation()
    assert held["owner"] == Owner.AGENT  # after the call the agent still has to say how it ended
    desk = Desk(floor.database, floor.lin.engine.settings.rules)
    await desk.close(li, held["conversation_id"], "已催商家", floor.lin.clock.now(), Disposition.SETTLED)
    [handoff] = await rows(floor.database, handoffs)
    assert handoff["disposition"] == Disposition.SETTLED
    assert handoff["first_reply_at"] is not None
    await floor.until(TransferEnd.TALKED, seconds=3)
    assert (await rows(floor.database, transfers))[-1]["settled_at"] is not None


async def test_the_next_agent_is_rung_then_somebody_is_promised_and_told(floor: Floor) -> None:
    li = await floor.agent("li", LETS_IT_RING)
    wu = await floor.agent("wu", LETS_IT_RING)
    await floor.calls()
    first = await floor.ringing()
    await floor.until(TransferState.RINGING)
    await floor.work(20)
    await floor.work()

    async def second() -> bool:
        return len(await rows(floor.database, transfers)) == 2

    await eventually(second, "another agent is rung")
    assert {row["agent_id"] for row in await rows(floor.database, transfers)} == {li.agent_id, wu.agent_id}
    assert (await rows(floor.database, transfers))[0]["ended_as"] == TransferEnd.UNANSWERED
    await floor.until(TransferState.RINGING)
    await floor.work(25)
    await floor.work()
    assert (await floor.lin.over())["outcome"] == Outcome.ASKED_PERSON
    assert "没能接起来" in floor.heard_by(LIN_PHONE)[-1]
    assert floor.lin.clock.now() - first["offered_at"] <= timedelta(seconds=60)
    [handoff] = await rows(floor.database, handoffs)
    assert handoff["answer_by"] is not None  # desk/keeper.py sees to it, or owns up
    assert (await floor.conversation())["owner"] == Owner.QUEUE
    said = floor.heard_by(LIN_PHONE)[-1]
    assert "最晚" in said


async def test_a_machine_that_picks_up_for_the_agent_presses_no_key(floor: Floor) -> None:
    li = await floor.agent("li", Script(pick_up="answer", stays=True))
    await floor.calls()
    await floor.ringing()
    await floor.until(TransferState.RINGING)
    await floor.until(TransferEnd.UNANSWERED, seconds=7)
    await floor.work(3)  # the agent's own line may have told the end: the caller is moved on by whoever looks next
    assert floor.line_to(softphone_of(li.agent_id)).call.status.over
    await floor.lin.over()


@pytest.mark.parametrize("how", ["key", "desk"])
async def test_an_agent_who_passes_is_not_asked_again(floor: Floor, how: str) -> None:
    li = await floor.agent("li", Script(pick_up="answer", steps=(Press("2"),)) if how == "key" else Script())
    await floor.calls()
    row = await floor.ringing()
    if how == "desk":
        await floor.until(TransferState.RINGING)
        await floor.through.calls.decline(row["transfer_id"], floor.lin.clock.now(), agent=li)
    await floor.until(TransferEnd.DECLINED)
    await floor.moved_on()
    assert "没能接起来" in floor.heard_by(LIN_PHONE)[-1]
    assert floor.line_to(softphone_of(li.agent_id)).call.status.over
    assert len(await rows(floor.database, transfers)) == 1


async def test_taken_at_the_desk_while_it_rings_the_agent_is_in_at_once_when_they_pick_up(floor: Floor) -> None:
    li = await floor.agent("li", Script(pick_up="handset"))
    await floor.calls()
    row = await floor.ringing()
    await floor.until(TransferState.RINGING)
    await floor.through.calls.accept(row["transfer_id"], "desk", floor.lin.clock.now(), agent=li)
    assert floor.line_to(softphone_of(li.agent_id)).pick_up("answer")
    await floor.until(TransferState.CONNECTED, seconds=0.1)
    assert not any("电话上是" in said for said in floor.heard_by(softphone_of(li.agent_id)))  # they have read it


async def test_taken_at_the_desk_while_the_voice_still_speaks(floor: Floor) -> None:
    li = await floor.agent("li", Script(pick_up="answer", stays=True))
    await floor.calls()
    row = await floor.ringing()
    await floor.until(TransferState.RINGING)
    await floor.lin.exchange.kit.ledger.until(
        Kind.LISTENING, call_sid=floor.line_to(softphone_of(li.agent_id)).call.sid
    )
    await floor.through.calls.accept(row["transfer_id"], "desk", floor.lin.clock.now(), agent=li)
    await floor.until(TransferState.CONNECTED, seconds=0.1)


async def test_the_caller_hangs_up_while_it_rings(floor: Floor) -> None:
    li = await floor.agent("li", Script(pick_up="handset"))
    await floor.calls()
    row = await floor.ringing()
    await floor.until(TransferState.RINGING)
    floor.caller.hang_up()
    await floor.lin.over()
    await floor.until(TransferEnd.CALLER_LEFT)
    await floor.work()
    assert floor.line_to(softphone_of(li.agent_id)).call.status is CallStatus.CANCELED
    with pytest.raises(CallGoneError):
        await floor.through.calls.accept(row["transfer_id"], "desk", floor.lin.clock.now(), agent=li)
    assert (await floor.conversation())["owner"] == Owner.QUEUE  # they asked for a person, and wait for one


async def test_nobody_else_takes_a_caller_for_whom_a_phone_rings(floor: Floor) -> None:
    await floor.agent("li", Script(pick_up="handset"))
    await floor.calls()
    row = await floor.ringing()
    wu = await floor.agent("wu", LETS_IT_RING)
    desk = Desk(floor.database, floor.lin.engine.settings.rules)
    with pytest.raises(BeingRungError):
        await desk.claim(wu, row["conversation_id"], floor.lin.clock.now())


async def test_with_nobody_there_the_call_ends_as_before(floor: Floor) -> None:
    await floor.calls()
    await floor.moved_on()
    assert await rows(floor.database, transfers) == []
    assert "我先挂断" in floor.heard_by(LIN_PHONE)[-1]


async def test_who_does_not_speak_the_language_is_not_rung(floor: Floor) -> None:
    await floor.agent("anna", TAKES, languages=("en",))
    await floor.calls()
    await floor.moved_on()
    assert await rows(floor.database, transfers) == []


async def test_the_dialer_dies_after_its_note_and_nobody_rings_twice(floor: Floor) -> None:
    """Killed between the commit and the request: nobody rings them again, and the caller goes on in time."""
    await floor.agent("li", TAKES)
    noted = f"'{floor.lin.clock.now().isoformat()}'"
    async with floor.database.begin() as tx:  # from its first moment on: somebody looks at each row at once
        await tx.exec_driver_sql(f"ALTER TABLE transfers ALTER COLUMN dialled_at SET DEFAULT {noted}")
    await floor.calls()
    await floor.ringing()
    await floor.work(5)
    assert not any(line.call.requested.to.startswith("client:") for line in floor.lin.exchange.lines.values())
    await floor.until(TransferEnd.UNANSWERED, seconds=10)
    await floor.work()
    await floor.lin.over()
    assert "没能接起来" in floor.heard_by(LIN_PHONE)[-1]


async def test_the_answer_to_our_request_is_lost_and_the_call_is_known_by_its_own_webhook(floor: Floor) -> None:
    await floor.agent("li", TAKES)
    await floor.calls()
    await floor.ringing()
    floor.lin.exchange.faults.order("calls", Fault(FaultKind.DROP_AFTER), 1)
    row = await floor.until(TransferState.CONNECTED)
    assert row["call_sid"] is not None
    assert sum(line.call.requested.to.startswith("client:") for line in floor.lin.exchange.lines.values()) == 1


async def test_everything_that_the_carrier_tells_twice_happens_once(floor: Floor) -> None:
    floor.lin.exchange.kit.disturbance.copies = 2
    li = await floor.agent("li", TAKES)
    await floor.calls()
    await floor.until(TransferState.CONNECTED)
    floor.line_to(softphone_of(li.agent_id)).hang_up()
    await floor.until(TransferEnd.TALKED)
    assert len(await rows(floor.database, transfers)) == 1


async def test_a_lost_end_of_the_agents_call_is_noticed(floor: Floor) -> None:
    """Neither the conference nor the agent's call tells of its end: the carrier is asked."""
    floor.lin.exchange.kit.disturbance.drop = frozenset({"completed", "participant-leave", "conference-end"})
    li = await floor.agent("li", TAKES)
    await floor.calls(Script(pick_up="answer", steps=(Press("0"), HangUp())))
    await floor.until(TransferState.CONNECTED)
    floor.line_to(softphone_of(li.agent_id)).hang_up()
    await floor.until(TransferEnd.TALKED, seconds=31)


async def test_a_call_with_an_agent_may_last(floor: Floor) -> None:
    await floor.agent("li", TAKES)
    await floor.calls()
    await floor.until(TransferState.CONNECTED)
    await floor.work(3)
    await floor.work(floor.lin.engine.settings.limit_seconds)
    assert floor.caller.call.status is CallStatus.IN_PROGRESS


async def test_a_killed_fleet_rings_no_agent(floor: Floor) -> None:
    await floor.agent("li", TAKES)
    await floor.calls()
    row = await floor.ringing()
    async with floor.database.begin() as tx:
        await pause(tx, who="operator", why="stop", now=floor.lin.clock.now(), kill=True)
    await floor.until(TransferEnd.FAILED)
    assert isinstance(row["transfer_id"], UUID)
    assert not any(line.call.requested.to.startswith("client:") for line in floor.lin.exchange.lines.values())


async def test_a_talk_goes_on_though_nobody_told_that_the_agent_came_in(floor: Floor) -> None:
    floor.lin.exchange.kit.disturbance.drop = frozenset({"participant-join"})
    li = await floor.agent("li", TAKES)
    await floor.calls()
    await floor.until(TransferState.ACCEPTED)
    await floor.until(TransferState.CONNECTED, seconds=5)
    assert floor.line_to(softphone_of(li.agent_id)).call.status is CallStatus.IN_PROGRESS
    assert floor.caller.hear(Speak("还在吗？"))
