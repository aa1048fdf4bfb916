"""What our adapter sends and what the simulator answers, held against Twilio's own API description.

The description is not part of this repository: it is read from beside the checkout, and without it these tests skip.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import aiohttp
import pytest
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from callouts.carrier import CallStatus, Dial, Placed, Sent
from callouts.phone_simulator import twiml
from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.server import Running, running
from callouts.twilio_carrier import TwilioCarrier

pytestmark = pytest.mark.contract

DESCRIPTION = Path(__file__).parents[3] / "shared" / "contracts" / "twilio_calls_openapi.json"
TWILIO = "https://api.twilio.com"
SID, TOKEN = "AC" + "5" * 32, "simulator-token"
ROOT = f"/2010-04-01/Accounts/{SID}"
ROOM = "<Response><Dial><Conference startConferenceOnEnter='false'>careline-1</Conference></Dial></Response>"
DIAL = Dial(
    attempt_id=uuid4(),
    to="+8613800138000",
    caller="+85221234567",
    answer_url="https://shop.example/voice/answer?attempt=abc",
    status_url="https://shop.example/voice/status?attempt=abc",
    amd_url="https://shop.example/voice/amd?attempt=abc",
    ring_seconds=25,
    limit_seconds=600,
)


if not DESCRIPTION.exists():
    pytest.skip(f"no API description of Twilio's at {DESCRIPTION} to hold the adapter against", allow_module_level=True)


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(DESCRIPTION.read_text())
    return content


@pytest.fixture(scope="module")
def api(description: dict[str, Any]) -> OpenAPI:
    return OpenAPI.from_dict(description)


@pytest.fixture
async def simulator() -> AsyncIterator[Running]:
    config = SimulatorConfig(account_sid=SID, auth_token=TOKEN, calls_per_second=1000)
    async with running(config, default=Script(pick_up="no-answer")) as simulator:
        yield simulator


@pytest.fixture
async def carrier(simulator: Running) -> AsyncIterator[TwilioCarrier]:
    carrier = TwilioCarrier(SID, TOKEN, base_url=simulator.url, name="simulator")
    yield carrier
    await carrier.close()


def form_schema(description: dict[str, Any], path: str) -> dict[str, Any]:
    content = description["paths"][path]["post"]["requestBody"]["content"]
    schema: dict[str, Any] = content["application/x-www-form-urlencoded"]["schema"]
    return schema


def sent_request(path: str, parameters: Mapping[str, list[str]]) -> MockRequest:
    return MockRequest(
        TWILIO,
        "post",
        path,
        headers={"Authorization": "Basic eDp5"},
        data=urlencode(parameters, doseq=True).encode(),
        content_type="application/x-www-form-urlencoded",
    )


async def test_every_parameter_of_a_call_is_described(
    description: dict[str, Any], api: OpenAPI, simulator: Running, carrier: TwilioCarrier
) -> None:
    assert isinstance(await carrier.dial(DIAL), Placed)
    sent = simulator.exchange.kit.ledger.entries(Kind.POST)[0].facts["parameters"]
    schema = form_schema(description, "/2010-04-01/Accounts/{AccountSid}/Calls.json")
    assert set(sent) <= set(schema["properties"])
    assert set(schema["required"]) <= set(sent)
    api.validate_request(sent_request(f"{ROOT}/Calls.json", sent))


@pytest.mark.parametrize(
    "wrong", [{"To": []}, {"Timeout": ["soon"]}, {"Record": ["perhaps"]}], ids=["no To", "Timeout", "Record"]
)
async def test_the_description_tells_right_from_wrong(
    api: OpenAPI, simulator: Running, carrier: TwilioCarrier, wrong: dict[str, list[str]]
) -> None:
    await carrier.dial(DIAL)
    sent = simulator.exchange.kit.ledger.entries(Kind.POST)[0].facts["parameters"]
    with pytest.raises(OpenAPIError):
        api.validate_request(sent_request(f"{ROOT}/Calls.json", sent | wrong))


@pytest.mark.parametrize("status", ["canceled", "completed"])
async def test_hanging_up_is_described(
    description: dict[str, Any], api: OpenAPI, simulator: Running, carrier: TwilioCarrier, status: str
) -> None:
    placed = await carrier.dial(DIAL)
    assert isinstance(placed, Placed)
    await carrier.hang_up(placed.call_sid)
    await carrier.hang_up(placed.call_sid)
    posts = simulator.exchange.kit.ledger.entries(Kind.POST)[1:]
    sent = next(post.facts for post in posts if post.facts["parameters"]["Status"] == [status])
    assert set(sent["parameters"]) <= set(
        form_schema(description, "/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json")["properties"]
    )
    api.validate_request(sent_request(sent["path"], sent["parameters"]))


async def test_what_putting_a_caller_through_sends_is_described(
    description: dict[str, Any], api: OpenAPI, simulator: Running, carrier: TwilioCarrier
) -> None:
    placed = await carrier.ring(replace(DIAL, to="client:0123abc", amd_url=None))
    assert isinstance(placed, Placed)
    seat = simulator.exchange.kit.conferences.enter(
        "careline-1", placed.call_sid, twiml.parse(ROOM, "https://shop.example").verbs[0], lambda _: None  # type: ignore[arg-type]
    )  # fmt: skip
    line = simulator.exchange.lines[placed.call_sid]
    line.call.status = CallStatus.IN_PROGRESS
    await carrier.set_muted(seat.room.sid, placed.call_sid, True)
    await carrier.set_hold(seat.room.sid, placed.call_sid, True, "https://shop.example/hold")
    await carrier.extend(placed.call_sid, 7200)
    await carrier.send_to(placed.call_sid, "https://shop.example/back")
    ringing, *updates = [post.facts for post in simulator.exchange.kit.ledger.entries(Kind.POST)]
    assert set(ringing["parameters"]) <= set(
        form_schema(description, "/2010-04-01/Accounts/{AccountSid}/Calls.json")["properties"]
    )
    of_kind = {
        "Participants": "/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json",
        "Calls": "/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json",
    }
    assert len(updates) == 4
    for sent in updates:
        path = of_kind["Participants" if "Participants" in sent["path"] else "Calls"]
        assert set(sent["parameters"]) <= set(form_schema(description, path)["properties"])
        api.validate_request(sent_request(sent["path"], sent["parameters"]))


async def test_the_simulators_conferences_are_twilios(
    description: dict[str, Any], api: OpenAPI, simulator: Running
) -> None:
    form = {"To": DIAL.to, "From": DIAL.caller, "Url": DIAL.answer_url}
    sid = json.loads((await exchanged(simulator, "post", f"{ROOT}/Calls.json", form)).body)["sid"]
    seat = simulator.exchange.kit.conferences.enter(
        "careline-1", sid, twiml.parse(ROOM, "https://shop.example").verbs[0], lambda _: None  # type: ignore[arg-type]
    )  # fmt: skip
    room = f"{ROOT}/Conferences/{seat.room.sid}"
    told = await exchanged(simulator, "get", f"{room}.json")
    check(api, told, 200)
    schemas = description["components"]["schemas"]
    ended = {"reason_conference_ended"}  # told of what has ended alone
    assert set(json.loads(told.body)) | ended == set(schemas["api.v2010.account.conference"]["properties"])
    muted = await exchanged(simulator, "post", f"{room}/Participants/{sid}.json", {"Muted": "true"})
    check(api, muted, 200)
    assert set(json.loads(muted.body)) == set(schemas["api.v2010.account.conference.participant"]["properties"])
    assert json.loads(muted.body)["muted"] is True


async def test_every_parameter_of_a_message_is_described(
    description: dict[str, Any], api: OpenAPI, simulator: Running, carrier: TwilioCarrier
) -> None:
    assert isinstance(await carrier.send_sms(DIAL.to, DIAL.caller, "您好", "https://shop.example/sms"), Sent)
    sent = simulator.exchange.kit.ledger.entries(Kind.POST)[0].facts["parameters"]
    assert set(sent) <= set(form_schema(description, "/2010-04-01/Accounts/{AccountSid}/Messages.json")["properties"])
    api.validate_request(sent_request(f"{ROOT}/Messages.json", sent))


@pytest.mark.parametrize(
    ("resource", "form"),
    [
        ("Calls", {"To": DIAL.to, "From": DIAL.caller, "Url": DIAL.answer_url}),
        ("Messages", {"To": DIAL.to, "From": DIAL.caller, "Body": "hello"}),
    ],
)
async def test_the_simulators_replies_are_twilios(
    description: dict[str, Any], api: OpenAPI, simulator: Running, resource: str, form: dict[str, str]
) -> None:
    created = await exchanged(simulator, "post", f"{ROOT}/{resource}.json", form)
    sid = json.loads(created.body)["sid"]
    schema = description["components"]["schemas"][f"api.v2010.account.{resource.lower().removesuffix('s')}"]
    assert set(json.loads(created.body)) == set(schema["properties"])
    check(api, created, 201)
    check(api, await exchanged(simulator, "get", f"{ROOT}/{resource}/{sid}.json"), 200)


async def test_updated_and_listed_calls_are_twilios(api: OpenAPI, simulator: Running) -> None:
    form = {"To": DIAL.to, "From": DIAL.caller, "Url": DIAL.answer_url}
    calls = [await exchanged(simulator, "post", f"{ROOT}/Calls.json", form) for _ in range(3)]
    sid = json.loads(calls[0].body)["sid"]
    check(api, await exchanged(simulator, "post", f"{ROOT}/Calls/{sid}.json", {"Status": "canceled"}), 200)
    page = await exchanged(simulator, "get", f"{ROOT}/Calls.json?To=%2B8613800138000&PageSize=2")
    check(api, page, 200)
    first = json.loads(page.body)
    second = json.loads((await exchanged(simulator, "get", first["next_page_uri"])).body)
    assert [len(first["calls"]), len(second["calls"])] == [2, 1]
    assert second["next_page_uri"] is None
    assert {call["status"] for call in first["calls"] + second["calls"]} >= {"canceled"}
    cancelled = json.loads((await exchanged(simulator, "get", f"{ROOT}/Calls.json?Status=canceled")).body)
    assert [call["sid"] for call in cancelled["calls"]] == [sid]


class Exchanged:
    """One request to the simulator and its reply."""

    def __init__(self, request: MockRequest, status: int, body: bytes) -> None:
        self.request = request
        self.status = status
        self.body = body


async def exchanged(simulator: Running, method: str, url: str, form: dict[str, str] | None = None) -> Exchanged:
    auth = {"Authorization": aiohttp.encode_basic_auth(SID, TOKEN)}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, simulator.url + url, data=form, headers=auth) as reply,
    ):
        body = await reply.read()
    request = MockRequest(
        TWILIO,
        method,
        urlsplit(url).path,
        args=dict(reply.url.query),
        headers=auth,
        data=urlencode(form or {}).encode(),
        content_type="application/x-www-form-urlencoded",
    )
    return Exchanged(request, reply.status, body)


def check(api: OpenAPI, exchange: Exchanged, status: int) -> None:
    assert exchange.status == status
    api.validate_response(
        exchange.request, MockResponse(exchange.body, status_code=status, content_type="application/json")
    )
