"""The handset page's side of the simulator: what it is told, what it can do, and who is let in."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from callouts.carrier import Dial, Placed
from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.clock import ManualClock
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.server import Running, running
from callouts.twilio_carrier import TwilioCarrier

pytestmark = pytest.mark.contract

SID, TOKEN = "AC" + "5" * 32, "simulator-token"
PAGE = "http://127.0.0.1:8000"
CONSUMER = "+8613800138000"
ASK = (
    "<Response><Gather input='speech dtmf' numDigits='1' language='cmn-Hans-CN' action='/answered'>"
    "<Say language='cmn-CN'>您好。</Say></Gather></Response>"
)


@pytest.fixture
async def simulator() -> AsyncIterator[Running]:
    config = SimulatorConfig(
        account_sid=SID, auth_token=TOKEN, allow_origins=(PAGE,), calls_per_second=1000, caller_name="商城客服"
    )
    async with running(config) as simulator:
        yield simulator


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"Origin": PAGE}) as session:
        yield session


@pytest.fixture
async def page(simulator: Running, session: aiohttp.ClientSession) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with session.ws_connect(simulator.url + "/handset/ws") as page:
        yield page


async def ring(simulator: Running, twiml: str = ASK) -> str:
    """Place a call whose TwiML travels with it: no application is needed."""
    form = {"To": CONSUMER, "From": "+85221234567", "Twiml": twiml}
    auth = {"Authorization": aiohttp.encode_basic_auth(SID, TOKEN)}
    url = f"{simulator.url}/2010-04-01/Accounts/{SID}/Calls.json"
    async with aiohttp.ClientSession() as session, session.post(url, data=form, headers=auth) as reply:
        assert reply.status == 201
        return str((await reply.json())["sid"])


async def told(page: aiohttp.ClientWebSocketResponse, **wanted: Any) -> dict[str, Any]:
    """The next state whose newest call is as wanted."""
    while True:
        message: dict[str, Any] = await page.receive_json(timeout=5)
        if message["type"] == "state" and message["calls"] and wanted.items() <= simple(message["calls"][0]).items():
            call: dict[str, Any] = message["calls"][0]
            return call


def simple(call: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in call.items() if not isinstance(value, list)}


async def test_the_page_gets_the_state_at_once(page: aiohttp.ClientWebSocketResponse) -> None:
    assert await page.receive_json(timeout=5) == {"type": "state", "calls": [], "messages": []}


async def test_a_call_rings_is_answered_listens_and_ends(
    simulator: Running, page: aiohttp.ClientWebSocketResponse
) -> None:
    sid = await ring(simulator)
    ringing = await told(page, state="ringing")
    assert (ringing["call_sid"], ringing["to"], ringing["caller_name"]) == (sid, CONSUMER, "商城客服")
    assert ringing["started_at"] is not None
    await page.send_json({"type": "answer", "call_sid": sid})
    listening = await told(page, state="in-progress", listening=True)
    assert listening["expects"] == ["speech", "dtmf"]
    assert listening["language"] == "cmn-Hans-CN"
    while {"who": "voice", "text": "您好。"} not in [
        {"who": line["who"], "text": line["text"]} for line in listening["log"]
    ]:
        listening = await told(page, listening=True)
    await page.send_json({"type": "hangup", "call_sid": sid})
    over = await told(page, state="completed")
    assert over["listening"] is False
    assert over["expects"] == []


async def test_the_page_reads_out_what_the_voice_says(
    simulator: Running, page: aiohttp.ClientWebSocketResponse
) -> None:
    sid = await ring(simulator)
    await told(page, state="ringing")
    await page.send_json({"type": "answer", "call_sid": sid})
    while (message := await page.receive_json(timeout=5))["type"] != "say":
        pass
    assert message == {"type": "say", "call_sid": sid, "text": "您好。", "language": "cmn-CN"}


@pytest.mark.parametrize(
    ("command", "who", "text"),
    [({"type": "say", "text": " 我要退款 "}, "callee", "我要退款"), ({"type": "key", "digit": "0"}, "key", "0")],
)
async def test_what_the_person_says_and_presses_is_heard(
    simulator: Running, page: aiohttp.ClientWebSocketResponse, command: dict[str, str], who: str, text: str
) -> None:
    sid = await ring(simulator)
    await told(page, state="ringing")
    await page.send_json({"type": "answer", "call_sid": sid})
    await told(page, listening=True)
    await page.send_json(command | {"call_sid": sid})
    heard = await simulator.exchange.kit.ledger.until(Kind.HEARD, call_sid=sid)
    assert (heard.facts["who"], heard.facts["text"], heard.facts["listened"]) == (who, text, True)


@pytest.mark.parametrize("command", ["reject", "hangup"])
async def test_a_ringing_call_can_be_rejected(
    simulator: Running, page: aiohttp.ClientWebSocketResponse, command: str
) -> None:
    sid = await ring(simulator)
    await told(page, state="ringing")
    await page.send_json({"type": command, "call_sid": sid})
    assert (await told(page, state="busy"))["call_sid"] == sid


async def test_messages_are_shown(simulator: Running, page: aiohttp.ClientWebSocketResponse) -> None:
    carrier = TwilioCarrier(SID, TOKEN, base_url=simulator.url, name="simulator")
    await carrier.send_sms(CONSUMER, "+85221234567", "您的退款已发起。", "http://127.0.0.1:9/status")
    await carrier.close()
    while not (message := await page.receive_json(timeout=5))["messages"]:
        pass
    shown = message["messages"][0]
    assert (shown["to"], shown["body"]) == (CONSUMER, "您的退款已发起。")


@pytest.mark.parametrize(
    "nonsense",
    [
        "no JSON",
        "[]",
        '{"type": "answer"}',
        '{"type": "answer", "call_sid": "CA0"}',
        '{"type": "dance", "call_sid": "%s"}',
        '{"type": "key", "digit": "12", "call_sid": "%s"}',
        '{"type": "say", "text": "  ", "call_sid": "%s"}',
    ],
)
async def test_nonsense_is_answered_and_changes_nothing(
    simulator: Running, page: aiohttp.ClientWebSocketResponse, nonsense: str
) -> None:
    sid = await ring(simulator)
    await told(page, state="ringing")
    await page.send_str(nonsense.replace("%s", sid))
    while (message := await page.receive_json(timeout=5))["type"] == "state":
        pass
    assert message["type"] == "error"
    assert message["text"]
    assert simulator.exchange.lines[sid].call.status == "ringing"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:8000.evil.example", "http://127.0.0.1"]
)
async def test_other_pages_are_kept_out(simulator: Running, origin: str) -> None:
    async with aiohttp.ClientSession(headers={"Origin": origin}) as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(simulator.url + "/handset/ws")
        assert refused.value.status == 403
        async with session.get(simulator.url + "/control/ledger") as reply:
            assert reply.status == 403


async def test_a_name_that_resolves_here_is_kept_out(simulator: Running, session: aiohttp.ClientSession) -> None:
    async with session.get(simulator.url + "/control/ledger", headers={"Host": "rebound.example"}) as reply:
        assert reply.status == 403


async def test_the_allowed_page_passes_its_browsers_checks(simulator: Running, session: aiohttp.ClientSession) -> None:
    async with session.options(simulator.url + "/control/faults") as preflight:
        assert preflight.status == 204
        assert preflight.headers["Access-Control-Allow-Origin"] == PAGE
        assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    async with session.get(simulator.url + "/healthz") as healthy:
        assert healthy.headers["Access-Control-Allow-Origin"] == PAGE


async def control(session: aiohttp.ClientSession, simulator: Running, what: str, **given: Any) -> dict[str, Any]:
    async with session.post(f"{simulator.url}/control/{what}", json=given) as reply:
        answer: dict[str, Any] = await reply.json(content_type=None) if reply.status == 200 else {"error": reply.status}
        return answer


async def test_a_test_in_another_process_controls_everything(
    simulator: Running, session: aiohttp.ClientSession
) -> None:
    assert await control(session, simulator, "callees", script={"pick_up": "answer", "stays": True}) == {}
    assert await control(session, simulator, "callees", to="+8613800138001", script={"pick_up": "busy"}) == {}
    assert await control(session, simulator, "faults", fault="429", retry_after_s=3) == {}
    assert await control(session, simulator, "callbacks", copies=2, drop=["ringing"]) == {}
    carrier = TwilioCarrier(SID, TOKEN, base_url=simulator.url, name="simulator")
    dial = Dial(
        attempt_id=uuid4(),
        to=CONSUMER,
        caller="+85221234567",
        answer_url="http://127.0.0.1:9/answer",
        status_url="http://127.0.0.1:9/status",
        amd_url=None,
        ring_seconds=25,
        limit_seconds=600,
    )
    busy, placed = await carrier.dial(dial), await carrier.dial(dial)
    await carrier.close()
    assert getattr(busy, "retry_after_s", None) == 3
    assert isinstance(placed, Placed)
    await simulator.exchange.kit.ledger.until(Kind.ENDED, call_sid=placed.call_sid)
    async with session.get(simulator.url + "/control/ledger?kind=post&kind=accepted") as reply:
        entries = (await reply.json())["entries"]
    assert [entry["kind"] for entry in entries] == ["post", "post", "accepted"]
    assert [entry["fault"] for entry in entries[:2]] == ["429", None]
    assert await control(session, simulator, "reset") == {}
    assert simulator.exchange.callees.by_number == {}
    assert simulator.exchange.kit.disturbance.copies == 1


async def test_the_ledger_waits_for_what_is_new(simulator: Running, session: aiohttp.ClientSession) -> None:
    waiting = asyncio.create_task(ledger_after(session, simulator, 0))
    sid = await ring(simulator)
    first = await waiting
    assert first[0]["kind"] == "post"
    entries = await ledger_after(session, simulator, 0)
    assert {"accepted"} <= {entry["kind"] for entry in entries if entry.get("call_sid") == sid}
    assert await control(session, simulator, "calls", type="agent-left", call_sid=sid) == {"done": False}


async def ledger_after(session: aiohttp.ClientSession, simulator: Running, after: int) -> list[dict[str, Any]]:
    async with session.get(f"{simulator.url}/control/ledger?after={after}&wait=10") as reply:
        entries: list[dict[str, Any]] = (await reply.json())["entries"]
        return entries


@pytest.mark.parametrize(
    ("what", "given", "status"),
    [
        ("faults", {"fault": "earthquake"}, 400),
        ("faults", {"fault": "429", "on": "letters"}, 400),
        ("callees", {"script": {"picks": "up"}}, 400),
        ("calls", {"type": "answer", "call_sid": "CA0"}, 400),
        ("clock", {"advance_s": 1}, 409),
    ],
)
async def test_control_says_what_is_wrong(
    simulator: Running, session: aiohttp.ClientSession, what: str, given: dict[str, Any], status: int
) -> None:
    assert await control(session, simulator, what, **given) == {"error": status}


async def test_control_takes_nothing_but_json(simulator: Running, session: aiohttp.ClientSession) -> None:
    async with session.post(simulator.url + "/control/reset", data="{}") as reply:
        assert reply.status == 415


async def test_a_manual_clock_is_moved_from_outside(session: aiohttp.ClientSession) -> None:
    config = SimulatorConfig(account_sid=SID, auth_token=TOKEN, allow_origins=(PAGE,))
    clock = ManualClock(datetime(2026, 11, 23, 2, tzinfo=UTC))
    async with running(config, clock=clock, default=Script(pick_up="no-answer")) as simulator:
        sid = await ring(simulator)
        await simulator.exchange.kit.ledger.until(Kind.RING_START, call_sid=sid)
        answer = await control(session, simulator, "clock", advance_s=60)
        assert answer == {"now": "2026-11-23T02:01:00+00:00"}
        ended = await simulator.exchange.kit.ledger.until(Kind.ENDED, call_sid=sid)
    assert ended.facts["status"] == "no-answer"


@asynccontextmanager
async def process(*arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callouts.phone_simulator", *arguments),
        cwd=Path(__file__).parents[2],
        env={"PATH": "", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_the_simulator_runs_as_a_process() -> None:
    arguments = ("--port", "0", "--account-sid", SID, "--allow-origin", PAGE)
    async with process(*arguments, CARELINE_PHONE_SIMULATOR_AUTH_TOKEN=TOKEN) as simulator:
        assert simulator.stdout is not None
        url = (await asyncio.wait_for(simulator.stdout.readline(), 30)).decode().split()[-1]
        assert url.startswith("http://127.0.0.1:")
        auth = {"Authorization": aiohttp.encode_basic_auth(SID, TOKEN)}
        async with aiohttp.ClientSession() as session:
            async with session.get(url + "/healthz") as healthy:
                assert await healthy.json() == {"status": "ok"}
            async with session.get(f"{url}/2010-04-01/Accounts/{SID}/Calls.json", headers=auth) as calls:
                assert (await calls.json())["calls"] == []
            async with session.ws_connect(url + "/handset/ws", headers={"Origin": PAGE}) as page:
                await page.receive_json(timeout=5)
                simulator.send_signal(signal.SIGTERM)
                assert await asyncio.wait_for(simulator.wait(), 10) == 0


async def test_without_an_account_the_process_does_not_start() -> None:
    async with process() as simulator:
        _, complaint = await asyncio.wait_for(simulator.communicate(), 30)
        assert simulator.returncode == 2
        assert b"--account-sid" in complaint
