"""What an event of the feed sets in motion, and what it stops."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from careline.demo import blocked
from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody
from tests.running.phoning import Handset
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

ONE_SCREEN = 72  # lines, with every sentence of a call
late_but_not_two_hours = partial(blocked.unsent, overdue=1)


async def test_an_event_that_unblocks_an_order_cancels_its_planned_call(careline: Careline) -> None:
    given = order_of(somebody(), late_but_not_two_hours)
    await careline.feed.post(given.event)
    await careline.why(given.order_id, "Call planned")
    await careline.feed.post(given.unblocked())
    told = await careline.why(given.order_id, "Call cancelled", "ended")
    assert "goes on" not in told
    assert await careline.phones.posts_to(given.phone) == []


async def test_an_event_that_unblocks_an_order_stops_the_phone_ringing(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody())
    await careline.feed.post(given.event)
    call = await handset.rings(given.phone)
    await careline.feed.post(given.unblocked())
    await call.ends("canceled")
    await careline.why(given.order_id, "Call cancelled")
    assert len(await careline.phones.posts_to(given.phone)) == 1


async def test_why_explains_an_order_in_one_screen(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody())
    await careline.told_of(given)
    call = await handset.rings(given.phone)
    await call.answer()
    await call.press("1")
    await call.press("1")
    await call.hang_up()
    await careline.why(given.order_id, "urge_merchant", "Talked")
    told = (await careline.command("why", given.order_id)).stdout
    for part in ("new user", "dispatch", "Blocks", "Decisions to phone", "blocked", "Calls", "attempt 1"):
        assert part in told, f"no {part!r} in:\n{told}"
    assert len(told.splitlines()) <= ONE_SCREEN, told
    assert given.phone not in told


async def test_why_says_so_when_there_is_no_such_order(careline: Careline) -> None:
    asked = await careline.command("why", "CL2026-0000000")
    assert asked.returncode == 1
    assert "CL2026-0000000" in asked.stdout


async def test_an_older_version_and_a_repeated_event_change_nothing(careline: Careline) -> None:
    given = order_of(somebody())
    later = given.unblocked()
    await careline.feed.post(later)
    _, repeated = await careline.feed.try_post([given.event, later])
    assert (repeated["accepted"], repeated["ignored"]) == (0, 2)
    hall = await careline.hall(given.who.customer_id)
    assert [(order["stage"], order["blocked"]) for order in hall["orders"]] == [("dispatched", [])]


async def test_the_hall_lists_orders_with_their_rights_and_their_trouble(careline: Careline) -> None:
    given = order_of(somebody())
    await careline.feed.post(given.event)

    async def blocked_shown() -> object:
        [order] = (await careline.hall(given.who.customer_id))["orders"]
        return order if order["blocked"] else None

    shown = await eventually(blocked_shown, "the late dispatch in the hall")
    assert isinstance(shown, dict)
    assert [note["kind"] for note in shown["blocked"]] == ["dispatch"]
    late = next(right for right in shown["rights"] if right["right"] == "dispatch_on_time")
    assert late["state"] == "claimable"
    assert late["clause"]
    assert set(late) >= {"right", "state", "clause", "deadline", "amount", "needs"}
    own = {order["order_id"] for order in (await careline.hall(given.who.customer_id))["orders"]}
    assert own == {given.order_id}


async def test_a_wrong_signature_is_refused(careline: Careline) -> None:
    given = order_of(somebody())
    feed = type(careline.feed)(careline.feed._http, careline.url, "not-the-secret")
    status, _ = await feed.try_post(given.event)
    assert status == 401
    hall = await careline.hall(given.who.customer_id)
    assert hall["orders"] == []


async def test_a_file_of_events_is_imported_and_its_bad_line_named(careline: Careline, tmp_path: Path) -> None:
    good, other = order_of(somebody()), order_of(somebody("冯二"))
    file = tmp_path / "orders.jsonl"
    lines = [json.dumps(good.event, ensure_ascii=False), '{"event_id": "broken"}', json.dumps(other.event)]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    done = await careline.command("feed", "import", str(file))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "2 accepted, 0 ignored, 1 rejected" in done.stdout
    assert "broken" in done.stdout
    for given in (good, other):
        [order] = (await careline.hall(given.who.customer_id))["orders"]
        assert order["order_id"] == given.order_id
