"""Small parts of the shop's side: pauses, crash points, and what has to be set."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.orders import OrderStatus
from careline.demo.reading import read_order
from careline.demo.shop_deeds import Step, carry_out, is_open_step, take_step, variants_of
from careline.platform.crash import crash_point
from careline.platform.outbox import LONGEST_PAUSE, pause_after
from careline.settings import Settings
from tests.factories import event

pytestmark = pytest.mark.unit
AT = "2026-11-24T12:00:00+08:00"
SECRETS = dict.fromkeys(("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password"), "x" * 32)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_pause_is_never_none_and_never_longer_than_a_quarter_of_an_hour(tries: int, jitter: float) -> None:
    assert timedelta(seconds=1) <= pause_after(tries, jitter) <= LONGEST_PAUSE
    assert pause_after(tries, jitter) <= pause_after(tries + 1, jitter)


def test_pauses_double() -> None:
    assert [pause_after(tries, 0).total_seconds() for tries in (1, 2, 3, 9, 10, 99)] == [2, 4, 8, 512, 900, 900]
    assert pause_after(1, 1) == timedelta(seconds=1)


@pytest.mark.parametrize(
    "environment", [{}, {"CARELINE_CRASH_AT": "after_post"}, {"CARELINE_CRASH_AT": "after_claim", "CARELINE_DEMO": "1"}]
)
def test_no_process_is_killed_that_was_not_asked_to_be(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    crash_point("after_post")  # we live on


def test_a_process_that_has_died_once_lives_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "died").touch()
    monkeypatch.setenv("CARELINE_DEMO", "1")
    monkeypatch.setenv("CARELINE_CRASH_AT", f"after_post:{tmp_path / 'died'}")
    crash_point("after_post")


@pytest.mark.parametrize("address", ["platform_url", "events_url"])
def test_whoever_is_connected_needs_a_secret(address: str) -> None:
    usual: dict[str, Any] = {**SECRETS, "voice_secret": "x" * 32, address: "https://shop.example/careline"}
    with pytest.raises(ValueError, match="CARELINE_PLATFORM_SECRET"):
        Settings(**usual)
    with pytest.raises(ValueError, match="refused outside it: CARELINE_PLATFORM_SECRET"):
        Settings(**usual, platform_secret="demo-" + "x" * 20)
    assert Settings(**usual, platform_secret="x" * 20).platform_secret


def deed(kind: str, **given: Any) -> dict[str, Any]:
    usual = {"remedy_id": "r-1", "kind": kind, "order_id": "CL2026-0001", "items": None, "amount": None}
    return {**usual, "guarantee": None, "details": {}, "withdraws": None, **given}


def test_the_demo_shop_leaves_the_order_it_was_handed_alone() -> None:
    told = event()
    before = repr(told)
    reply = carry_out(told, deed("refund"), AT)
    assert reply.event is not None
    assert repr(told) == before


def test_a_whole_refund_before_dispatch_closes_the_order_and_a_part_does_not() -> None:
    for amount, status in (("399.00", OrderStatus.CANCELLED), ("20.00", OrderStatus.PAID)):
        reply = carry_out(event(), deed("refund", amount={"amount": amount, "currency": "CNY"}), AT)
        assert reply.event is not None
        assert read_order(take_step(reply.event, Step(name="pay", after=1), "r-1", AT)).status is status


def test_what_was_withdrawn_is_not_paid() -> None:
    reply = carry_out(event(), deed("refund"), AT)
    assert reply.event is not None
    undone = carry_out(reply.event, deed("withdraw", remedy_id="r-2", withdraws="r-1"), AT)
    assert (undone.answer, undone.drops) == ({"status": "done"}, "r-1")
    assert undone.event is not None
    assert not is_open_step(undone.event, Step(name="pay", after=1), "r-1")


def test_what_the_shop_has_never_heard_of_counts_as_undone() -> None:
    assert carry_out(event(), deed("withdraw", withdraws="r-0"), AT).answer == {"status": "done"}


def test_a_kind_that_the_shop_does_not_offer_is_refused_with_a_reason() -> None:
    english = event(customer={"locale": "en"})
    assert carry_out(english, deed("dance"), AT).answer == {
        "status": "refused",
        "code": "unknown_kind",
        "reason": "The shop does not offer this",
    }


def test_variants_are_the_same_each_time_and_some_can_be_had() -> None:
    found = variants_of(event(), "coat-red-m")
    assert found == variants_of(event(), "coat-red-m")
    assert {one["in_stock"] for one in found} == {True, False} or all(one["in_stock"] for one in found)
    assert len({one["sku"] for one in found}) == len(found) == 6
    assert variants_of(event(), "no-such-sku") == []
