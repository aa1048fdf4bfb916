"""Callbacks come twice, in any order, late, or not at all: the attempt ends the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from itertools import permutations
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import make_url

from callouts.addresses import address
from callouts.calls import Callback, ForeignCallError, UnknownAttemptError, take_status
from callouts.phone_simulator.callees import Press, Script, Speak
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.signing import HEADER, sign
from careline.core.callouts import AttemptState, CalloutState, Outcome
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import attempts, call_events, callouts
from careline.store.tables.cases import journal
from careline.store.tables.conversations import messages, turns
from tests.callouts_kit import (
    LIN_PHONE,
    TOKEN,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    Phone,
    late_order,
    phone,
    rows,
    settings_for,
    take,
)

pytestmark = pytest.mark.contract

SID = "CA" + "0" * 31 + "1"


def told(status: str, sequence: int, second: int, sip: str | None = None, **given: str) -> Callback:
    """A callback as the carrier's form."""
    at = TUESDAY_10 + timedelta(seconds=second)
    form = {"CallSid": SID, "To": LIN_PHONE, "CallStatus": status, "SequenceNumber": str(sequence)}
    form |= {"Timestamp": format_datetime(at), **({"SipResponseCode": sip} if sip else {}), **given}
    return Callback.of(form)


TALK = (
    told("initiated", 0, 1),
    told("ringing", 1, 2),
    told("in-progress", 2, 8),
    told("completed", 3, 60, "200", CallDuration="52"),
)


@pytest.fixture
async def dialled(database: Database) -> Engine:
    """林晓雨's call is at the carrier; two minutes later its callbacks come."""
    await take(database, late_order())
    engine = Engine(database, FakeCarrier(), settings_for())
    await engine.plan()
    await engine.dial()
    engine.later(minutes=2)
    return engine


async def deliver(engine: Engine, *callbacks: Callback) -> list[bool]:
    attempt = await engine.attempt()
    return [
        await take_status(engine.database, attempt["attempt_id"], callback, engine.now, engine.settings)
        for callback in callbacks
    ]


async def final(engine: Engine) -> dict[str, Any]:
    attempt, callout = await engine.attempt(), await engine.callout()
    names = ("state", "outcome", "call_sid", "rang_at", "answered_at", "ended_at")
    events = sorted((row["sequence_number"], row["status"]) for row in await rows(engine.database, call_events))
    return {**{name: attempt[name] for name in names}, "callout": (callout["state"], callout["due_at"]), "e": events}


async def again(engine: Engine, before: dict[str, Any]) -> None:
    """The attempt as it was before any callback came."""
    async with engine.database.begin() as tx:
        await tx.execute(call_events.delete())
        await tx.execute(attempts.update().values(**before))
        await tx.execute(
            callouts.update().values(state=CalloutState.DIALING, due_at=TUESDAY_10, outcome=None, ended_at=None)
        )


async def test_all_24_orders_with_each_callback_repeated_end_in_the_same_row(dialled: Engine) -> None:
    start = {name: (await dialled.attempt())[name] for name in (
        "state", "outcome", "call_sid", "rang_at", "answered_at", "ended_at")}  # fmt: skip
    await deliver(dialled, *TALK)
    expected = await final(dialled)
    assert expected["outcome"] == Outcome.HUNG_UP
    assert expected["ended_at"] == TUESDAY_10 + timedelta(seconds=60)
    for n, order in enumerate(permutations(TALK)):
        await again(dialled, start)
        fresh = await deliver(dialled, *order, order[n % 4], *reversed(order))
        assert fresh == [True] * 4 + [False] * 5
        assert await final(dialled) == expected, [callback.status for callback in order]


async def test_the_same_callback_eight_times_at_once_is_taken_in_once(dialled: Engine) -> None:
    attempt = await dialled.attempt()
    fresh = await asyncio.gather(
        *(take_status(dialled.database, attempt["attempt_id"], TALK[3], dialled.now, dialled.settings)
          for _ in range(8))
    )  # fmt: skip
    assert sorted(fresh) == [False] * 7 + [True]
    ends = [row for row in await rows(dialled.database, journal) if row["what"] == "call_ended"]
    assert len(ends) == 1


async def test_a_callback_a_day_late_changes_nothing(dialled: Engine) -> None:
    await deliver(dialled, *TALK[:2], TALK[3])
    before = await final(dialled)
    dialled.later(days=1)
    await deliver(dialled, TALK[2])
    after = await final(dialled)
    for name in ("state", "outcome", "ended_at", "callout"):
        assert after[name] == before[name]


async def test_a_callback_teaches_the_sid_that_a_lost_reply_kept_from_us(dialled: Engine) -> None:
    async with dialled.database.begin() as tx:
        await tx.execute(attempts.update().values(call_sid=None, state=AttemptState.UNKNOWN))
    await deliver(dialled, TALK[1])
    attempt = await dialled.attempt()
    assert (attempt["call_sid"], attempt["state"]) == (SID, AttemptState.RINGING)


async def test_a_sid_of_another_attempt_is_not_learnt(dialled: Engine, database: Database) -> None:
    await deliver(dialled, TALK[3])
    async with database.begin() as tx:
        row = dict((await rows(database, attempts))[0]) | {"attempt_id": new_id(), "n": 9, "call_sid": None}
        row |= {"state": AttemptState.UNKNOWN, "ended_at": None, "outcome": None}
        await tx.execute(attempts.insert().values(row))
    with pytest.raises(ForeignCallError):
        await take_status(database, row["attempt_id"], TALK[3], dialled.now, dialled.settings)
    with pytest.raises(UnknownAttemptError):
        await take_status(database, new_id(), TALK[3], dialled.now, dialled.settings)


@pytest.mark.parametrize("form", [
    {},
    {"CallStatus": "teleported", "SequenceNumber": "1"},
    {"CallStatus": "ringing", "SequenceNumber": "-1", "Timestamp": "yesterday"},
    {"CallStatus": "ringing", "SequenceNumber": "9" * 30, "SipResponseCode": "\u00b2"},
    {"CallStatus": "ringing", "Timestamp": "Tue, 24 Nov 2099 02:00:00 +0000"},
    {"CallStatus": "ringing", "Timestamp": "Tue, 24 Nov 1999 02:00:00 -0000"},
])  # fmt: skip
async def test_no_strange_callback_breaks_anything(dialled: Engine, form: dict[str, str]) -> None:
    callback = Callback.of({"CallSid": SID, "To": LIN_PHONE, **form})
    await deliver(dialled, callback)
    attempt = await dialled.attempt()
    assert not attempt["ended_at"]
    if attempt["rang_at"]:
        assert attempt["intent_at"] <= attempt["rang_at"] <= dialled.now


@pytest.fixture
async def lin(database: Database) -> AsyncIterator[Phone]:
    await take(database, late_order())
    async with phone(database) as running:
        running.callee(Script(pick_up="answer", steps=(Speak("是的"), Speak("好的"))))
        yield running


@pytest.mark.parametrize(
    ("copies", "reverse", "drop"),
    [(1, True, ()), (3, False, ()), (3, True, ()), (1, False, ("initiated", "ringing")), (2, True, ("answered",))],
)
async def test_a_whole_call_survives_disturbed_callbacks(
    lin: Phone, database: Database, copies: int, reverse: bool, drop: tuple[str, ...]
) -> None:
    disturbance = lin.exchange.kit.disturbance
    disturbance.copies, disturbance.reverse, disturbance.drop = copies, reverse, frozenset(drop)
    await lin.engine.step()
    assert (await lin.over())["outcome"] == Outcome.DECLINED
    assert (await lin.engine.callout())["outcome"] == Outcome.DECLINED
    ends = [row for row in await rows(database, journal) if row["what"] in {"call_ended", "callout_done"}]
    assert len(ends) == 2
    assert lin.posts() == 1


async def test_a_call_whose_last_callback_is_dropped_is_closed_by_asking_the_carrier(lin: Phone) -> None:
    lin.exchange.kit.disturbance.drop = frozenset({"completed"})
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.ENDED)
    assert (await lin.engine.attempt())["state"] == AttemptState.IN_CALL
    for _ in range(5):
        await lin.clock.advance(60)
        await lin.engine.reconcile()
    assert (await lin.engine.attempt())["outcome"] == Outcome.DECLINED


async def test_what_is_heard_is_heard_once_however_often_the_carrier_repeats_it(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Speak("嗯"),), stays=True))
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.SAID, text="您说的是什么意思呢？")
    hooks = [e.facts for e in lin.exchange.kit.ledger.entries(Kind.WEBHOOK) if "/turn/" in e.facts["url"]]
    (hook,) = [facts for facts in hooks if facts["parameters"].get("SpeechResult") == "嗯"]
    headers = {HEADER: sign(TOKEN, hook["url"], hook["parameters"])}
    bodies = []
    for _ in range(3):
        async with lin.http.post(hook["url"], data=hook["parameters"], headers=headers) as answer:
            bodies.append(await answer.text())
    assert len(set(bodies)) == 1
    assert "您说的是什么意思呢" in bodies[0]
    assert len(await rows(database, turns)) == 1
    assert [row["text"] for row in await rows(database, messages, author="consumer")] == ["嗯"]


async def test_the_first_document_is_the_same_when_it_is_fetched_again(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", stays=True))
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.SAID)
    hook = next(e.facts for e in lin.exchange.kit.ledger.entries(Kind.WEBHOOK) if "/answer/" in e.facts["url"])
    headers = {HEADER: sign(TOKEN, hook["url"], hook["parameters"])}
    async with lin.http.post(hook["url"], data=hook["parameters"], headers=headers) as answer:
        assert "请问是林晓雨本人吗" in await answer.text()
    assert len(await rows(database, messages)) == 1


async def test_a_key_that_ended_the_contact_may_be_told_twice(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Press("9"),), stays=True))
    await lin.engine.step()
    await lin.over()
    hook = next(
        e.facts for e in lin.exchange.kit.ledger.entries(Kind.WEBHOOK) if e.facts["parameters"].get("Digits") == "9"
    )
    headers = {HEADER: sign(TOKEN, hook["url"], hook["parameters"])}
    async with lin.http.post(hook["url"], data=hook["parameters"], headers=headers) as answer:
        assert answer.status == 200
    assert len([row for row in await rows(database, journal) if row["what"] == "opted_out"]) == 2


async def test_a_restart_of_the_database_in_the_middle_of_a_call_does_not_cut_it_off(
    lin: Phone, database: Database, database_url: str
) -> None:
    url = make_url(database_url)
    lin.callee(Script(pick_up="handset"))
    await lin.engine.step()
    ringing = await lin.exchange.kit.ledger.until(Kind.RING_START)
    with psycopg.connect(url.set(database="postgres").render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (url.database,))
        line = lin.exchange.line(ringing.facts["call_sid"])
        assert line.pick_up("answer")
        await lin.exchange.kit.ledger.until(Kind.WEBHOOK, status=200)
        assert lin.spoken() == []
        admin.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
    await lin.clock.advance(1)
    await lin.exchange.kit.ledger.until(Kind.SAID)
    assert "请问是林晓雨本人吗" in lin.spoken()[0]
    line.hear(Speak("是的"))
    await lin.exchange.kit.ledger.until(Kind.SAID, text="要我现在帮您催商家吗？")


async def test_what_the_callee_said_while_the_database_was_away_is_asked_for_again(lin: Phone) -> None:
    lin.callee(Script(pick_up="answer", stays=True))
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.SAID)
    attempt = await lin.engine.attempt()
    url = address(lin.engine.settings, "turn", attempt["attempt_id"]) + "?after=1&again=1"
    form = {"CallSid": attempt["call_sid"], "To": LIN_PHONE, "From": "+14155550100"}
    async with lin.http.post(url, data=form, headers={HEADER: sign(TOKEN, url, form)}) as answer:
        assert "不好意思，没听清，麻烦您再说一遍。" in await answer.text()
    assert lin.phone_bot.heard == []
