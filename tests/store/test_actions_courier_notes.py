"""What a courier was told is corrected: one note takes the place of the other, and says so where they have it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from careline.cases.service import Remedy, remedies_of
from careline.core.remedies import RemedyState
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from careline.store.tables.platform import outbox
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"
PLACE = "改送到湖滨南路16号902"


def clock() -> datetime:
    return NOW


def under_way() -> dict[str, Any]:
    at = instant(NOW - timedelta(hours=20))
    scan = {"at": at, "code": "arrived", "place": "杭州市", "text": "到达杭州转运中心"}
    return {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at, "scans": [scan]}


@pytest.fixture
async def talk(shop: Database) -> Talking:
    """林晓雨 has a parcel under way, and has had its courier told another address."""
    told = event(
        status="dispatched", parcels=[under_way()], placed_at=instant(NOW - timedelta(days=2)),
        paid_at=instant(NOW - timedelta(days=2)),
    )  # fmt: skip
    taken = await Feed(shop, RULES.new_users).take([told], NOW)
    assert taken.accepted == 1, taken.rejected
    talk = await in_app(shop, "u-lin", clock)
    said = await talk.hear("让快递改送到湖滨南路16号902", "change_address", reading=("address", "change"))
    assert said.responses[-1] == "utter_courier_told", said.text
    return talk


async def notes(shop: Database) -> Sequence[Remedy]:
    async with shop.begin() as tx:
        return await remedies_of(tx, ORDER)


async def test_what_has_not_left_is_ended_and_the_corrected_note_goes_alone(shop: Database, talk: Talking) -> None:
    said = await talk.hear("哎呀 是209", "out_of_scope")
    assert said.responses == ["utter_courier_note_corrected"]
    first, second = await notes(shop)
    assert first.state is RemedyState.WITHDRAWN
    assert second.open
    assert second.details["note"].endswith("湖滨南路16号209")
    assert second.details["replaces"] == str(first.remedy_id)


async def test_a_courier_who_has_the_first_note_is_told_that_it_is_replaced(shop: Database, talk: Talking) -> None:
    async with shop.begin() as tx:
        await tx.execute(update(remedies).values(state=RemedyState.SENT, sent_at=NOW))
        await tx.execute(delete(outbox))
    said = await talk.hear("哎呀 是209", "out_of_scope")
    assert said.responses == ["utter_courier_note_corrected"]
    assert "更正" not in said.text
    first, second = await notes(shop)
    assert first.state is RemedyState.WITHDRAWN
    assert second.details["note"].startswith("更正，以这条为准：")


async def test_a_turn_that_is_answered_twice_corrects_it_once(shop: Database, talk: Talking) -> None:
    turn = await talk._post("哎呀 是209", "out_of_scope", {})
    call, slots = talk.call(turn.turn_id, "哎呀 是209", "out_of_scope"), dict(talk.slots)
    first = await talk.run(call)
    talk.slots = slots
    again = await talk.run(call)
    assert again.responses == first.responses
    assert len(await notes(shop)) == 2


async def test_the_same_note_again_is_told_with_its_time_and_sent_once(shop: Database, talk: Talking) -> None:
    said = await talk.hear("让快递改送到湖滨南路16号902", "change_address", reading=("address", "change"))
    assert said.responses[-1] == "utter_courier_told_before"
    assert len(await notes(shop)) == 1


async def test_what_they_have_now_is_the_note_and_not_the_order(shop: Database, talk: Talking) -> None:
    said = await talk.hear("你现在登记的是啥地址", "change_address", reading=("address", "which"))
    assert said.responses == ["utter_courier_note_stands"]
    assert "湖滨南路16号902" in said.text


@pytest.mark.parametrize("text", ["为什么要加钱", "退款退到88块行吗", "我其实买了两个"])
async def test_other_words_leave_the_note_as_it_is(shop: Database, talk: Talking, text: str) -> None:
    await talk.hear(text, "nlu_fallback")
    assert len([one for one in await notes(shop) if one.details.get("note")]) == 1
