"""Hours that are set in the page hold at once for whoever decides: promises, escalations, what is told and shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError
from sqlalchemy import select

from careline.core.wording.language import Said
from careline.desk.agents import Agent
from careline.desk.handoffs import place_in_queue
from careline.desk.keeper import escalate
from careline.desk.manage_shapes import HoursIn, ScheduleIn
from careline.desk.opening import TOLD, HoursChangedError, Opening
from careline.desk.rows import Reader, rows_of
from careline.store.database import Database
from careline.store.hours import falls_due, open_hours
from careline.store.tables.cases import journal
from careline.store.tables.conversations import conversations
from tests.databases import Engines
from tests.desk_floor import asks_for_a_person, hired, paid, told
from tests.factories import NOW
from tests.rules import RULES

pytestmark = pytest.mark.store

ZONE = "Asia/Shanghai"
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
HOUR = timedelta(hours=1)


def week(windows: list[str], weekend: list[str] | None = None) -> dict[str, list[str]]:
    return dict.fromkeys(WORKDAYS, windows) | {day: weekend or [] for day in ("sat", "sun")}


def wish(version: int = 0, **given: Any) -> HoursIn:
    return HoursIn(**{"zone": ZONE, "week": week(["09:00-18:00"]), "version": version} | given)


def day_of(at: datetime) -> str:
    return (at + timedelta(hours=8)).date().isoformat()


async def opening(database: Database) -> tuple[Opening, Agent]:
    return Opening(database, RULES.desk), await hired(database, "gao", role="admin")


async def test_until_somebody_sets_hours_the_rules_file_has_them_and_after_that_the_table(database: Database) -> None:
    desk, gao = await opening(database)
    shown = await desk.shown(NOW, ZONE)
    assert (shown.version, shown.zone, shown.week["sun"]) == (0, "", ["09:00-21:00"])
    saved = await desk.save(gao, wish(), NOW)
    assert (saved.version, saved.zone, saved.week["sun"], saved.set_by) == (1, ZONE, [], "客服gao")
    async with database.begin() as tx:
        assert (await open_hours(tx, RULES.desk)).zone == ZONE


async def test_the_change_is_on_record_with_what_was_before(database: Database) -> None:
    desk, gao = await opening(database)
    await desk.save(gao, wish(), NOW)
    closed = wish(1, days=[{"date": "2027-02-17", "windows": [], "name": "春节"}])
    await desk.save(gao, closed, NOW)
    async with database.begin() as tx:
        query = select(journal).where(journal.c.subject == "desk:hours").order_by(journal.c.entry_id)
        rows = (await tx.execute(query)).mappings().all()
    assert [(row["who"], row["what"]) for row in rows] == [("agent:gao", "hours_changed")] * 2
    assert rows[0]["data"]["hours"]["before"] is None
    assert rows[1]["data"]["hours"]["before"]["days"] == []
    assert rows[1]["data"]["hours"]["after"]["days"] == [{"date": "2027-02-17", "windows": [], "name": "春节"}]


async def test_of_two_who_change_the_same_hours_the_second_looks_again(database: Database) -> None:
    desk, gao = await opening(database)
    await desk.save(gao, wish(), NOW)
    with pytest.raises(HoursChangedError):
        await desk.save(gao, wish(week=week(["10:00-12:00"])), NOW)
    assert (await desk.shown(NOW, ZONE)).week["mon"] == ["09:00-18:00"]


@pytest.mark.parametrize(
    "given",
    [
        {"week": week([])}, {"week": {"mon": ["09:00-18:00"]}}, {"week": week(["18:00-09:00"])},
        {"week": week(["09:00-13:00", "12:00-18:00"])}, {"zone": "Asia/Nowhere"},
        {"days": [{"date": "2027-02-17", "windows": []}, {"date": "2027-02-17", "windows": []}]},
    ],
)  # fmt: skip
def test_hours_that_nobody_can_mean_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        wish(**given)


async def test_a_promise_an_escalation_the_place_and_the_row_go_by_the_hours_of_that_instant(
    database: Database, database_url: str, engines: Engines
) -> None:
    """Once with the file's hours, in which NOW is open, once with a closed day; read by another process's connections,
    without a word between them."""
    desk, gao = await opening(database)
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    talk = await asks_for_a_person(database, "u-lin", NOW)
    later = NOW + RULES.desk.first_reply + timedelta(minutes=1)
    async with engines.opened(database_url) as other:

        async def seen() -> tuple[datetime, datetime | None, bool]:
            async with other.begin() as tx:
                due = await falls_due(tx, NOW, HOUR, RULES.desk, ZONE)
                place = await place_in_queue(tx, talk, NOW)
                reader = Reader(agent=gao, language="zh-CN", now=later, rules=RULES.desk)
                row = (await rows_of(tx, conversations.c.conversation_id == talk, reader))[0]
            assert row.timer
            return due, place.answer_by(NOW, RULES.desk), row.timer.late

        answer = NOW + RULES.desk.answer_within
        assert await seen() == (NOW + HOUR, answer, True)
        day = day_of(NOW)
        monday_to_sunday = week(["09:00-18:00"], ["09:00-18:00"])
        days = [{"date": day, "windows": [], "name": "盘点"}]
        saved = await desk.save(gao, wish(week=monday_to_sunday, days=days), NOW)
        tomorrow = datetime.fromisoformat(f"{day}T10:00:00+08:00").astimezone(UTC) + timedelta(days=1)
        assert await seen() == (tomorrow, tomorrow, False)
        assert (saved.preview.open_now, saved.preview.opens_at) == (False, tomorrow - HOUR)
        assert saved.preview.answer_by == tomorrow
        assert await escalate(other, later, RULES) == 0
        opened = tomorrow - HOUR + RULES.desk.first_reply
        assert await escalate(other, opened - timedelta(seconds=1), RULES) == 0
        assert await escalate(other, opened, RULES) == 1


async def test_what_is_tried_out_is_told_and_not_kept(database: Database) -> None:
    desk, _ = await opening(database)
    closed = ScheduleIn(zone=ZONE, week=week(["09:00-18:00"]), days=[{"date": day_of(NOW), "windows": []}])  # type: ignore[list-item]
    assert desk.preview(closed, NOW).open_now is False
    assert (await desk.shown(NOW, ZONE)).version == 0


def test_the_page_tells_it_as_the_assistant_does() -> None:
    domain = Path(__file__).parents[2] / "bot" / "domain" / "handoff.yml"
    said = yaml.safe_load(domain.read_text(encoding="utf-8"))["responses"]["utter_handoff_nobody_online"]
    assert isinstance(TOLD, Said)
    assert said[0]["text"].startswith(TOLD.zh)
    assert said[1]["text"].startswith(TOLD.en)
