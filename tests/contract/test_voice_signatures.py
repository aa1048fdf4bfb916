"""Every voice route answers the signed carrier only: anyone else gets 403, and nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from twilio.request_validator import RequestValidator

from callouts.addresses import token_of
from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.signing import HEADER, sign
from callouts.signature import MAX_FORM
from callouts.voice import endpoints
from careline.http.endpoint import Access
from careline.store.database import Database
from careline.store.tables.callouts import attempts, call_events
from careline.store.tables.conversations import conversations
from tests.callouts_kit import CALLER, LIN_PHONE, SECRET, TOKEN, Phone, eventually, late_order, phone, rows, take

pytestmark = pytest.mark.contract


@pytest.fixture
async def ringing(database: Database) -> AsyncIterator[Phone]:
    """林晓雨's phone rings and nobody picks up."""
    await take(database, late_order())
    async with phone(database) as lin:
        lin.callee(Script(pick_up="handset"))
        await lin.engine.step()

        async def rang() -> Any:
            return (await lin.engine.attempt())["rang_at"]

        await eventually(rang, "the last callback for now")  # the first one only tells that dialling began
        yield lin


async def form_of(lin: Phone, **more: str) -> dict[str, str]:
    """What the carrier sends about the ringing call."""
    attempt = await lin.engine.attempt()
    usual = {"CallSid": attempt["call_sid"], "To": LIN_PHONE, "From": CALLER, "CallStatus": "in-progress"}
    return {**usual, **more}


async def path_of(lin: Phone, route: str) -> str:
    attempt = await lin.engine.attempt()
    return route.replace("{attempt}", token_of(attempt["attempt_id"], SECRET))


async def state(database: Database) -> list[Any]:
    """Everything that a webhook could change."""
    return [await rows(database, table) for table in (attempts, call_events, conversations)]


async def post(lin: Phone, path: str, form: dict[str, str], signature: str | None = None, **given: Any) -> int:
    """The status of a POST, signed properly unless another signature is given."""
    url = lin.public_url + path
    headers = {HEADER: sign(TOKEN, url, form) if signature is None else signature, **given.pop("headers", {})}
    async with lin.http.post(url, headers=headers, **({"data": form} | given)) as answer:
        return answer.status


def test_every_voice_route_is_the_carriers_alone(ringing: Phone) -> None:
    listed = endpoints(ringing.flow)
    assert {endpoint.access for endpoint in listed} == {Access.CARRIER}
    assert {endpoint.path for endpoint in listed} == {
        "/voice/answer/{attempt}",
        "/voice/turn/{attempt}",
        "/voice/relay/{attempt}",  # a WebSocket
        "/voice/relayed/{attempt}",
        "/voice/status/{attempt}",
        "/voice/amd/{attempt}",
        "/voice/sms",
        "/voice/texts",
        "/voice/rate/{attempt}",  # how it went, by key
        *(f"/voice/{step}/{{attempt}}" for step in ("hold", "conference", "back", "after")),  # the caller who waits
        *(f"/voice/{step}/{{attempt}}" for step in ("whisper", "accept", "join", "agent")),  # the agent who is rung
    }


async def test_no_route_answers_without_the_right_signature_and_nothing_is_written(
    ringing: Phone, database: Database
) -> None:
    before = await state(database)
    for endpoint in endpoints(ringing.flow):
        if endpoint.method == "GET":
            continue  # the WebSocket: tests/contract/test_voice_relay.py
        path, form = await path_of(ringing, endpoint.path), await form_of(ringing, SequenceNumber="7")
        url = ringing.public_url + path
        wrong = {
            "none": "",
            "not base64": "ü",
            "another token": sign("another-token", url, form),
            "another address": sign(TOKEN, url + "x", form),
            "another host": sign(TOKEN, "https://evil.example.com" + path, form),
            "another form": sign(TOKEN, url, form | {"Digits": "1"}),
            "a missing parameter": sign(TOKEN, url, {"CallSid": form["CallSid"]}),
        }
        for name, signature in wrong.items():
            assert await post(ringing, path, form, signature.encode("ascii", "ignore").decode()) == 403, name
        assert await post(ringing, path + "?after=9", form, sign(TOKEN, url, form)) == 403
    assert await state(database) == before


async def test_no_body_gets_past_the_check_or_breaks_it(ringing: Phone, database: Database) -> None:
    """Twilio's validator raises on a JSON body, and skips the check of an empty one."""
    before = await state(database)
    path = await path_of(ringing, "/voice/status/{attempt}")
    url = ringing.public_url + path
    validator = RequestValidator(TOKEN)
    body = b'{"CallStatus": "completed"}'
    with_hash = f"{path}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    signed_url = validator.compute_signature(ringing.public_url + with_hash, {})
    for target, data, content_type, signature in (
        (path, body, "application/json", validator.compute_signature(url, {})),
        (with_hash, body, "application/json", signed_url),
        (path, b"", "application/json", validator.compute_signature(url, {})),
        (path, b"\xff\xfe=1", "application/x-www-form-urlencoded", validator.compute_signature(url, {})),
        (path, b"a=%ff", "application/x-www-form-urlencoded", validator.compute_signature(url, {})),
        (path, b"&".join(b"a%d=1" % n for n in range(300)), "application/x-www-form-urlencoded", "x"),
        (path, b"a=" + b"x" * MAX_FORM, "application/x-www-form-urlencoded", "x"),
        (path, b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b", validator.compute_signature(url, {})),
        (path, b"a=1", "text/plain", validator.compute_signature(url, {})),
        (path, b"a=1", "application/x-www-form-urlencoded; charset=klingon", "x"),
    ):
        headers = {"Content-Type": content_type, HEADER: signature}
        assert await post(ringing, target, {}, "", data=data, headers=headers) == 403, (content_type, data[:20])
    assert await state(database) == before


async def test_headers_of_a_proxy_do_not_decide_what_was_signed(ringing: Phone) -> None:
    path, form = await path_of(ringing, "/voice/status/{attempt}"), await form_of(ringing)
    forged = {"Host": "evil.example.com", "X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "https"}
    assert await post(ringing, path, form, headers=forged) == 204
    elsewhere = sign(TOKEN, "https://evil.example.com" + path, form)
    assert await post(ringing, path, form, elsewhere, headers=forged) == 403


@pytest.mark.parametrize("route", ["/voice/answer/{attempt}", "/voice/turn/{attempt}", "/voice/status/{attempt}"])
async def test_another_calls_sid_under_this_attempts_address_is_a_conflict(
    ringing: Phone, database: Database, route: str
) -> None:
    before = await state(database)
    path = await path_of(ringing, route)
    assert await post(ringing, path, await form_of(ringing, CallSid="CA" + "f" * 32)) == 409
    assert await post(ringing, path, await form_of(ringing, To="+8613800009999")) == 409
    assert await post(ringing, path, await form_of(ringing, CallSid="")) == 409
    assert await state(database) == before


async def test_another_calls_verdict_is_a_conflict(ringing: Phone, database: Database) -> None:
    before = await state(database)
    path = await path_of(ringing, "/voice/amd/{attempt}")
    form = {"CallSid": "CA" + "f" * 32, "AnsweredBy": "machine_start"}
    assert await post(ringing, path, form) == 409
    assert await state(database) == before


async def test_an_address_that_was_made_up_leads_nowhere(ringing: Phone) -> None:
    form = await form_of(ringing)
    for made_up in (token_of(uuid4(), SECRET), token_of(uuid4(), "another-secret-of-ours"), "x", "%00", "1" * 300):
        assert await post(ringing, f"/voice/status/{made_up}", form) == 404, made_up


@pytest.mark.parametrize("query", ["?after=x", "?after=-1", "?waits=1e9", "?after=" + "9" * 40, "?after=%C2%B2"])
async def test_a_number_in_the_address_that_is_none_is_refused(ringing: Phone, query: str) -> None:
    path = await path_of(ringing, "/voice/turn/{attempt}") + query
    assert await post(ringing, path, await form_of(ringing)) == 400
