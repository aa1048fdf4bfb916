"""What the simulator turns down, and that it does so in Twilio's words."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.server import Running, running

pytestmark = pytest.mark.contract

SID, TOKEN = "AC" + "5" * 32, "simulator-token"
ROOT = f"/2010-04-01/Accounts/{SID}"
TO, FROM = "+8613800138000", "+85221234567"
CALL = {"To": TO, "From": FROM, "Url": "https://shop.example/answer"}
SMS = {"To": TO, "From": FROM, "Body": "hello"}


@pytest.fixture
async def simulator() -> AsyncIterator[Running]:
    async with running(SimulatorConfig(account_sid=SID, auth_token=TOKEN, callers=(FROM,))) as simulator:
        yield simulator


@pytest.mark.parametrize(
    ("path", "form", "status", "code"),
    [
        (f"{ROOT}/Calls.json", CALL | {"To": "+15005550001"}, 400, 21217),
        (f"{ROOT}/Calls.json", CALL | {"To": ""}, 400, 21201),
        (f"{ROOT}/Calls.json", CALL | {"To": "13800138000"}, 400, 21211),
        (f"{ROOT}/Calls.json", CALL | {"From": "+85229999999"}, 400, 21210),
        (f"{ROOT}/Calls.json", CALL | {"Url": ""}, 400, 21205),
        (f"{ROOT}/Calls.json", CALL | {"StatusCallbackEvent": "sung"}, 400, 21626),
        (f"{ROOT}/Calls.json", CALL | {"AsyncAmd": "True"}, 400, 21263),
        (f"{ROOT}/Calls.json", CALL | {"Timeout": "601"}, 400, 20001),
        (f"{ROOT}/Messages.json", SMS | {"Body": ""}, 400, 21602),
        (f"{ROOT}/Messages.json", SMS | {"Body": "x" * 1601}, 400, 21617),
        (f"{ROOT}/Messages.json", SMS | {"To": "+15005550004"}, 400, 21610),
        (f"{ROOT}/Calls/CA{'0' * 32}.json", {"Status": "completed"}, 404, 20404),
        (f"{ROOT}/Nothing.json", {}, 404, 20404),
        (f"/2010-04-01/Accounts/AC{'0' * 32}/Calls.json", CALL, 404, 20404),
    ],
)
async def test_refusals_have_twilios_code_and_body(
    simulator: Running, path: str, form: dict[str, str], status: int, code: int
) -> None:
    auth = {"Authorization": aiohttp.encode_basic_auth(SID, TOKEN)}
    async with (
        aiohttp.ClientSession(headers=auth) as session,
        session.post(simulator.url + path, data=form) as reply,
    ):
        body = await reply.json()
    assert reply.status == status
    assert set(body) == {"code", "message", "more_info", "status"}
    assert (body["code"], body["status"]) == (code, status)
    assert body["more_info"].endswith(str(code))


@pytest.mark.parametrize("header", ["", "Basic", "Basic !!!", "Basic " + "QUM6eA==", "Bearer x"])
async def test_without_the_accounts_token_nothing_is_served(simulator: Running, header: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(simulator.url + f"{ROOT}/Calls.json", data=CALL, headers={"Authorization": header}) as reply,
    ):
        assert (reply.status, (await reply.json())["code"]) == (401, 20003)
    assert simulator.exchange.lines == {}
