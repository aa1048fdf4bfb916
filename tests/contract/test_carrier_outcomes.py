"""Every outcome of dialling, and that each of them costs exactly one request."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from callouts.carrier import Busy, CallStatus, CarrierError, Dial, Placed, Refused, Sent, Unknown
from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.faults import Fault, FaultKind
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.server import Running, running
from callouts.twilio_carrier import TwilioCarrier

pytestmark = pytest.mark.contract

SID, TOKEN = "AC" + "5" * 32, "simulator-token"
DIAL = Dial(
    attempt_id=uuid4(),
    to="+8613800138000",
    caller="+85221234567",
    answer_url="http://127.0.0.1:9/voice/answer?attempt=abc",
    status_url="http://127.0.0.1:9/voice/status?attempt=abc",
    amd_url="http://127.0.0.1:9/voice/amd?attempt=abc",
    ring_seconds=25,
    limit_seconds=600,
)
NOBODY_PICKS_UP = Script(pick_up="no-answer")


@pytest.fixture
async def simulator() -> AsyncIterator[Running]:
    config = SimulatorConfig(account_sid=SID, auth_token=TOKEN, calls_per_second=1000)
    async with running(config, default=NOBODY_PICKS_UP) as simulator:
        yield simulator


@pytest.fixture
async def carrier(simulator: Running) -> AsyncIterator[TwilioCarrier]:
    async with carrier_at(simulator.url) as carrier:
        yield carrier


@asynccontextmanager
async def carrier_at(url: str, token: str = TOKEN, timeout_s: float = 1.0) -> AsyncIterator[TwilioCarrier]:
    carrier = TwilioCarrier(SID, token, base_url=url, name="simulator", timeout_s=timeout_s)
    try:
        yield carrier
    finally:
        await carrier.close()


async def test_a_call_is_placed_with_one_request(simulator: Running, carrier: TwilioCarrier) -> None:
    result = await carrier.dial(DIAL)
    ledger = simulator.exchange.kit.ledger
    assert isinstance(result, Placed)
    assert result.queue_ms == 0
    assert [entry.facts["call_sid"] for entry in ledger.entries(Kind.ACCEPTED)] == [result.call_sid]
    assert len(ledger.entries(Kind.POST)) == 1


async def test_the_call_is_asked_for_as_decided(simulator: Running, carrier: TwilioCarrier) -> None:
    await carrier.dial(DIAL)
    sent = simulator.exchange.kit.ledger.entries(Kind.POST)[0].facts["parameters"]
    assert sent == {
        "To": ["+8613800138000"],
        "From": ["+85221234567"],
        "Url": ["http://127.0.0.1:9/voice/answer?attempt=abc#rc=2&rp=ct,rt"],
        "Method": ["POST"],
        "StatusCallback": ["http://127.0.0.1:9/voice/status?attempt=abc#rc=5&rp=all"],
        "StatusCallbackMethod": ["POST"],
        "StatusCallbackEvent": ["initiated", "ringing", "answered", "completed"],
        "Timeout": ["25"],
        "TimeLimit": ["600"],
        "MachineDetection": ["DetectMessageEnd"],
        "MachineDetectionTimeout": ["30"],
        "AsyncAmd": ["true"],
        "AsyncAmdStatusCallback": ["http://127.0.0.1:9/voice/amd?attempt=abc#rc=5&rp=all"],
        "AsyncAmdStatusCallbackMethod": ["POST"],
    }


async def test_without_an_address_for_the_verdict_no_machine_detection_is_asked_for(
    simulator: Running, carrier: TwilioCarrier
) -> None:
    await carrier.dial(replace(DIAL, amd_url=None))
    sent = simulator.exchange.kit.ledger.entries(Kind.POST)[0].facts["parameters"]
    assert not [name for name in sent if "Amd" in name or "Machine" in name]


@pytest.mark.parametrize(
    ("kind", "accepted"),
    [
        (FaultKind.ERROR_BEFORE, 0),
        (FaultKind.ERROR_AFTER, 1),
        (FaultKind.HTML_502, 0),
        (FaultKind.DROP_BEFORE, 0),
        (FaultKind.DROP_AFTER, 1),
        (FaultKind.SLOW, 1),
        (FaultKind.SLOW_BODY, 1),
    ],
)
@pytest.mark.parametrize("resource", ["calls", "messages"])
async def test_an_ambiguous_answer_is_unknown_and_costs_one_request(
    simulator: Running, carrier: TwilioCarrier, resource: str, kind: FaultKind, accepted: int
) -> None:
    simulator.exchange.faults.order(resource, Fault(kind))
    result = await (
        carrier.dial(DIAL) if resource == "calls" else carrier.send_sms(DIAL.to, DIAL.caller, "hi", "http://a")
    )
    ledger = simulator.exchange.kit.ledger
    assert isinstance(result, Unknown)
    assert len(ledger.entries(Kind.ACCEPTED if resource == "calls" else Kind.SMS)) == accepted
    posts = ledger.entries(Kind.POST)
    assert [post.facts["fault"] for post in posts] == [kind.value]
    assert posts[0].facts["bytes"] > 0


@pytest.mark.parametrize("seconds", [7, None])
async def test_too_many_requests_is_busy_for_as_long_as_the_carrier_says(
    simulator: Running, carrier: TwilioCarrier, seconds: int | None
) -> None:
    simulator.exchange.faults.order("calls", Fault(FaultKind.TOO_MANY, retry_after_s=seconds))
    assert await carrier.dial(DIAL) == Busy(seconds)
    assert len(simulator.exchange.kit.ledger.entries(Kind.POST)) == 1
    assert simulator.exchange.kit.ledger.entries(Kind.ACCEPTED) == []


@pytest.mark.parametrize(
    ("dial", "code", "number_bad", "stop_everything"),
    [
        (replace(DIAL, to="+15005550001"), 21217, True, False),
        (replace(DIAL, to="+15005550002"), 21214, True, False),
        (replace(DIAL, to="+15005550003"), 21215, False, False),
        (replace(DIAL, to="+15005550004"), 21216, False, False),
        (replace(DIAL, caller="+15005550001"), 21212, False, True),
        (replace(DIAL, caller="+15005550055"), 21210, False, True),
        (replace(DIAL, answer_url="no-url"), 21205, False, True),
        (replace(DIAL, status_url="no-url"), 21609, False, True),
    ],
)
async def test_a_refusal_says_what_it_means_for_the_number_and_for_everything_else(
    simulator: Running, carrier: TwilioCarrier, dial: Dial, code: int, number_bad: bool, stop_everything: bool
) -> None:
    result = await carrier.dial(dial)
    assert isinstance(result, Refused)
    assert (result.code, result.number_bad, result.stop_everything) == (code, number_bad, stop_everything)
    assert result.reason
    assert not result.temporary
    assert simulator.exchange.kit.ledger.entries(Kind.ACCEPTED) == []


async def test_a_wrong_token_stops_everything(simulator: Running) -> None:
    async with carrier_at(simulator.url, token="wrong") as carrier:
        result = await carrier.dial(DIAL)
    assert isinstance(result, Refused)
    assert result.code == 20003
    assert result.stop_everything


async def test_the_magic_valid_caller_may_call(carrier: TwilioCarrier) -> None:
    assert isinstance(await carrier.dial(replace(DIAL, caller="+15005550006")), Placed)


async def test_a_refused_connection_is_certainly_not_placed(unused_tcp_port: int) -> None:
    async with carrier_at(f"http://127.0.0.1:{unused_tcp_port}") as carrier:
        result = await carrier.dial(DIAL)
    assert isinstance(result, Refused)
    assert result.temporary
    assert not result.stop_everything


Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Wire:
    """A bare TCP server: counts what arrives and answers as told."""

    url: str
    connections: int = 0
    received: bytearray = field(default_factory=bytearray)


@asynccontextmanager
async def wire(answer: Answer) -> AsyncIterator[Wire]:
    seen = Wire("")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        while b"\r\n\r\n" not in seen.received or len(seen.received) < expected_length(seen.received):
            chunk = await reader.read(65536)
            if not chunk:
                break
            seen.received += chunk
        await answer(reader, writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    seen.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield seen


def expected_length(received: bytes) -> int:
    head, _, _ = bytes(received).partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    return len(head) + 4 + int(lengths[0])


async def stay_silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()  # until the client gives up


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def saying(reply: bytes) -> Answer:
    async def say(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply)
        await writer.drain()

    return say


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(stay_silent, id="silence"),
        pytest.param(reset, id="reset"),
        pytest.param(saying(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"), id="503"),
        pytest.param(saying(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"), id="408"),
        pytest.param(saying(b"HTTP/1.1 307 Elsewhere\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"), id="307"),
        pytest.param(saying(b"HTTP/1.1 201 Created\r\nContent-Length: 999\r\n\r\n{"), id="cut short"),
        pytest.param(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<p>Welcome!</p>"), id="captive portal"),
        pytest.param(saying(b'HTTP/1.1 201 Created\r\nContent-Length: 12\r\n\r\n{"x": "yes"}'), id="no sid"),
        pytest.param(saying(b"\x00\x01\x02\x03 not HTTP\r\n\r\n"), id="garbage"),
    ],
)
async def test_whatever_comes_back_the_wire_sees_one_connection_and_one_post(
    answer: Answer,
) -> None:
    async with wire(answer) as seen, carrier_at(seen.url) as carrier:
        result = await carrier.dial(DIAL)
    assert isinstance(result, Unknown)
    assert result.detail
    assert seen.connections == 1
    assert seen.received.count(b"POST /2010-04-01/") == 1
    assert len(seen.received) == expected_length(seen.received)


async def test_no_request_rides_on_a_connection_that_may_be_closing() -> None:
    refusing = saying(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}")
    async with wire(refusing) as seen, carrier_at(seen.url) as carrier:
        assert isinstance(await carrier.dial(DIAL), Refused)
        seen.received.clear()
        assert isinstance(await carrier.dial(DIAL), Refused)
    assert seen.connections == 2


async def test_a_handshake_that_never_ends_is_certainly_not_placed() -> None:
    async with wire(stay_silent) as seen, carrier_at(seen.url.replace("http:", "https:")) as carrier:
        result = await carrier.dial(DIAL)
    assert isinstance(result, Refused)
    assert result.temporary
    assert b"Calls" not in seen.received


async def test_a_host_without_an_address_is_certainly_not_placed() -> None:
    async with carrier_at("http://carrier.invalid") as carrier:
        result = await carrier.dial(DIAL)
    assert isinstance(result, Refused)
    assert result.temporary


async def test_the_time_limit_holds() -> None:
    loop = asyncio.get_running_loop()
    async with wire(stay_silent) as seen, carrier_at(seen.url, timeout_s=0.5) as carrier:
        began = loop.time()
        result = await carrier.dial(DIAL)
        took = loop.time() - began
    assert isinstance(result, Unknown)
    assert 0.4 < took < 2


async def test_edge_and_region_of_the_environment_are_ignored(
    simulator: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    async with carrier_at(simulator.url) as carrier:
        assert isinstance(await carrier.dial(DIAL), Placed)


async def test_a_message_is_sent_with_one_request(simulator: Running, carrier: TwilioCarrier) -> None:
    result = await carrier.send_sms(DIAL.to, DIAL.caller, "您的订单已发货", "http://127.0.0.1:9/voice/sms")
    ledger = simulator.exchange.kit.ledger
    assert isinstance(result, Sent)
    assert [entry.facts["body"] for entry in ledger.entries(Kind.SMS)] == ["您的订单已发货"]
    assert len(ledger.entries(Kind.POST)) == 1


@pytest.mark.parametrize(
    ("to", "code", "number_bad", "opted_out"),
    [
        ("+15005550001", 21211, True, False),
        ("+15005550002", 21612, False, False),
        ("+15005550003", 21408, False, False),
        ("+15005550004", 21610, False, True),
        ("+15005550009", 21614, True, False),
    ],
)
async def test_a_message_is_refused_like_a_call(
    carrier: TwilioCarrier, to: str, code: int, number_bad: bool, opted_out: bool
) -> None:
    result = await carrier.send_sms(to, DIAL.caller, "hello", "http://127.0.0.1:9/voice/sms")
    assert isinstance(result, Refused)
    assert (result.code, result.number_bad, result.opted_out) == (code, number_bad, opted_out)


async def test_a_full_message_queue_is_busy(carrier: TwilioCarrier) -> None:
    assert await carrier.send_sms(DIAL.to, "+15005550008", "hello", "http://127.0.0.1:9/voice/sms") == Busy(None)


async def test_hanging_up_a_ringing_call_cancels_it(simulator: Running, carrier: TwilioCarrier) -> None:
    placed = await carrier.dial(DIAL)
    assert isinstance(placed, Placed)
    await simulator.exchange.kit.ledger.until(Kind.RING_START, call_sid=placed.call_sid)
    await carrier.hang_up(placed.call_sid)
    seen = await carrier.fetch(placed.call_sid)
    assert seen is not None
    assert seen.status is CallStatus.CANCELED


async def test_hanging_up_a_queued_call_keeps_it_from_ringing() -> None:
    config = SimulatorConfig(account_sid=SID, auth_token=TOKEN, calls_per_second=0.001)
    async with running(config) as simulator, carrier_at(simulator.url) as carrier:
        first, second = await carrier.dial(DIAL), await carrier.dial(replace(DIAL, to="+8613800138001"))
        assert isinstance(first, Placed)
        assert isinstance(second, Placed)
        assert second.queue_ms == pytest.approx(1_000_000, abs=2000)
        await carrier.hang_up(second.call_sid)
        seen = await carrier.fetch(second.call_sid)
        assert seen is not None
        assert seen.status is CallStatus.CANCELED
        assert seen.started_at is None


async def test_hanging_up_what_is_over_or_unknown_is_fine(simulator: Running, carrier: TwilioCarrier) -> None:
    placed = await carrier.dial(DIAL)
    assert isinstance(placed, Placed)
    await carrier.hang_up(placed.call_sid)
    await carrier.hang_up(placed.call_sid)
    await carrier.hang_up("CA" + "0" * 32)


async def test_redirecting_a_call_that_is_not_answered_fails(simulator: Running, carrier: TwilioCarrier) -> None:
    placed = await carrier.dial(DIAL)
    assert isinstance(placed, Placed)
    with pytest.raises(CarrierError, match="21220"):
        await carrier.redirect(placed.call_sid, "<Response><Hangup/></Response>")


async def test_an_unknown_call_is_none_and_an_unreachable_carrier_an_error(
    simulator: Running, carrier: TwilioCarrier, unused_tcp_port: int
) -> None:
    assert await carrier.fetch("CA" + "0" * 32) is None
    async with carrier_at(f"http://127.0.0.1:{unused_tcp_port}") as unreachable:
        with pytest.raises(CarrierError):
            await unreachable.fetch("CA" + "0" * 32)
        with pytest.raises(CarrierError):
            await unreachable.find(DIAL.to, DIAL.caller, simulator.exchange.kit.clock.now())


async def test_a_call_whose_reply_was_lost_is_found_by_its_numbers(simulator: Running, carrier: TwilioCarrier) -> None:
    since = simulator.exchange.kit.clock.now()
    simulator.exchange.faults.order("calls", Fault(FaultKind.DROP_AFTER))
    assert isinstance(await carrier.dial(DIAL), Unknown)
    await carrier.dial(replace(DIAL, to="+8613800138001"))
    await carrier.dial(replace(DIAL, caller="+85229999999"))
    found = await carrier.find(DIAL.to, DIAL.caller, since)
    accepted = simulator.exchange.kit.ledger.entries(Kind.ACCEPTED)[0]
    assert [seen.call_sid for seen in found] == [accepted.facts["call_sid"]]
    assert found[0].created_at <= accepted.at < found[0].created_at + timedelta(seconds=1)
    assert await carrier.find(DIAL.to, DIAL.caller, since + timedelta(seconds=60)) == []


async def test_finding_reads_every_page(simulator: Running, carrier: TwilioCarrier) -> None:
    since = simulator.exchange.kit.clock.now()
    placed = [await carrier.dial(DIAL) for _ in range(105)]
    found = await carrier.find(DIAL.to, DIAL.caller, since)
    assert {seen.call_sid for seen in found} == {call.call_sid for call in placed if isinstance(call, Placed)}
    assert len(found) == 105
