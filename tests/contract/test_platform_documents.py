"""What docs/contracts.md promises the shop's engineers: the schema fits real bodies, and the example receiver works."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from careline.clock import utc_now
from careline.core.orders import Guarantee
from careline.core.remedies import OURS, RemedyKind
from careline.demo.order_edits import add_parcel
from careline.demo.shop_deeds import carry_out, variants_of
from careline.platform.events import as_sent, events_since
from careline.platform.http_adapter import AnswerIn, HttpPlatform
from careline.platform.port import Accepted, NotDelivered, PlatformDeed, Refused
from careline.platform.routes import LaterAnswer
from careline.store.database import Database
from tests.factories import event, right, yuan
from tests.platform_kit import outbox_rows, wished
from tests.running.process import free_port
from tests.running.waiting import eventually

pytestmark = pytest.mark.contract

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "platform.schema.json").read_text("utf-8"))
K = RemedyKind
WISHES: dict[RemedyKind, dict[str, Any]] = {
    K.URGE_MERCHANT: {"details": {"block": "dispatch", "since": "2026-11-24T04:00:00+00:00"}},
    K.URGE_COURIER: {"details": {"block": "logistics", "since": None}},
    K.COMPENSATION: {"right": right(Guarantee.DISPATCH_ON_TIME), "amount": yuan("5.00")},
    K.REFUND: {"items": (("coat-red-m", 1),), "details": {"reason": "quality"}},
    K.RETURN: {"details": {"reason": "no_reason"}},
    K.EXCHANGE: {
        "details": {
            "variant": "coat-red-m-black-m",
            "variant_title": "大衣（黑色，M）",
            "price_difference": {"amount": "-10.00", "currency": "CNY"},
        }
    },
    K.RESEND: {"items": (("coat-red-m", 1),)},
    K.FREIGHT_CLAIM: {"details": {"tracking_no": "SF123"}},
    K.ADDRESS_CHANGE: {"details": {"address": {"city": "上海市", "detail": "武康路 100 号"}}},
    K.CANCEL: {"details": {"reason": "no_reason"}},
    K.INVOICE: {"details": {"title": "个人", "tax_no": ""}},
}


def faults(part: str, body: Any) -> list[str]:
    schema = {"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]}
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(body)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    kinds = set(SCHEMA["$defs"]["Remedy"]["properties"]["kind"]["enum"])
    assert kinds == {kind.value for kind in RemedyKind if kind not in OURS}
    assert set(WISHES) == {RemedyKind(kind) for kind in kinds} - {K.WITHDRAW}


@pytest.mark.parametrize("kind", sorted(WISHES))
async def test_what_is_sent_is_as_the_schema_says_and_the_demo_shops_answer_too(
    database: Database, kind: RemedyKind
) -> None:
    await wished(database, kind, **WISHES[kind])
    [row] = await outbox_rows(database)
    assert faults("Remedy", row["body"]) == []
    reply = carry_out(event(freight={"insured": True}), row["body"], "2026-11-24T12:00:00+08:00")
    assert faults("Answer", reply.answer) == []
    assert reply.answer["status"] != "refused"
    AnswerIn.model_validate(reply.answer)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "dance"}, {"items": []}, {"amount": {"amount": 20, "currency": "CNY"}}, {"requested_at": "yesterday"}],
)
async def test_the_schema_refuses_what_is_not_sent(database: Database, wrong: dict[str, Any]) -> None:
    await wished(database)
    [row] = await outbox_rows(database)
    assert faults("Remedy", row["body"] | wrong)


async def test_every_event_is_as_the_schema_says(database: Database) -> None:
    await wished(database)
    async with database.begin() as tx:
        found = [as_sent(row) for row in await events_since(tx, None, None, 100)]
    assert {"remedy.changed", "promise.made", "case.opened"} <= {one["kind"] for one in found}
    assert [fault for one in found for fault in faults("Event", one)] == []


def test_variants_and_later_answers_are_as_the_schema_says() -> None:
    told = event()
    add_parcel(told, [], told["occurred_at"])
    assert faults("Variants", {"variants": variants_of(told, "coat-red-m")}) == []
    later = {"remedy_id": "0192f000-0000-7000-8000-000000000001", "status": "refused", "code": "x", "reason": "不行"}
    LaterAnswer.model_validate(later)
    assert faults("LaterAnswer", later) == []
    assert set(AnswerIn.model_json_schema()["properties"]) == set(SCHEMA["$defs"]["Answer"]["properties"])


def test_the_contract_names_every_kind_and_the_page_of_code_stays_one() -> None:
    contract = (DOCS / "contracts.md").read_text("utf-8")
    assert [kind for kind in RemedyKind if kind not in OURS and f"`{kind}`" not in contract] == []
    lines = (DOCS / "platform_receiver.py").read_text("utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.startswith(("import ", "from ", '"""'))]
    assert len(code) <= 40


@pytest.fixture
async def receiver(tmp_path: Path) -> AsyncIterator[HttpPlatform]:
    """The example of the documentation, run as its reader would."""
    port, secret = free_port(), "a secret of at least sixteen"
    ours = {"PLATFORM_SECRET": secret, "PLATFORM_FILE": str(tmp_path / "remedies.sqlite")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(DOCS / "platform_receiver.py"), str(port), env={**os.environ, **ours},
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip

    async def listens() -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        return True

    try:
        await eventually(listens, "the example receiver", seconds=20)
        async with aiohttp.ClientSession() as http:
            yield HttpPlatform(http, f"http://127.0.0.1:{port}", secret, utc_now)
    finally:
        process.terminate()
        await process.wait()


async def test_the_example_receiver_takes_refuses_and_does_things_once(
    receiver: HttpPlatform, database: Database
) -> None:
    await wished(database)
    [row] = await outbox_rows(database)
    once = PlatformDeed(key="k-1", body=row["body"])
    first = await receiver.carry_out(once)
    assert first == Accepted(ref=str(row["remedy_id"])[:8])
    assert await receiver.carry_out(once) == first
    refused = await receiver.carry_out(PlatformDeed(key="k-2", body={**row["body"], "kind": "address_change"}))
    assert refused == Refused(code="already_dispatched", reason="包裹已经发出，改不了地址")
    again = await receiver.carry_out(PlatformDeed(key="k-2", body=row["body"]))
    assert again == refused, "the key counts, not the body"


async def test_the_example_receiver_trusts_no_stranger(receiver: HttpPlatform) -> None:
    receiver._secret = "another secret of sixteen"
    assert await receiver.carry_out(PlatformDeed(key="k", body={})) == NotDelivered(why="http_401")
