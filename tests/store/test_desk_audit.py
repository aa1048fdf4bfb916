"""The audit log in the page: found by who, what, about whom and when; readable; taken out on record; verified."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from careline.core.journal import Because, What
from careline.core.wording.journal import BECAUSE, WHAT
from careline.core.wording.language import Said
from careline.desk.audit import GROUPS, PEOPLE, Audit, BadFilterError, Filter, Reading
from careline.desk.entrance import PASSWORDS_ALONE
from careline.desk.manage_shapes import AgentChangeIn
from careline.desk.managing import Managing
from careline.desk.teams import TeamInUseError, Teams, TeamTakenError
from careline.privacy.reads import Shown, note_read
from careline.store.database import Database
from careline.store.journal import record
from careline.store.sealing import seal
from tests.desk_floor import hired
from tests.factories import NOW, ago
from tests.rules import RULES

pytestmark = pytest.mark.store

ZH = Reading(language="zh-CN", now=NOW, time_zone="Asia/Shanghai")
EN = Reading(language="en", now=NOW, time_zone="Asia/Shanghai")


async def written(database: Database, *entries: dict[str, Any]) -> None:
    async with database.begin() as tx:
        for entry in entries:
            usual: dict[str, Any] = {
                "at": NOW, "who": "agent:li", "what": What.CASE_CLOSED, "why": Because.AGENT_CLOSED,
                "subject": "case:1",
            }  # fmt: skip
            await record(tx, **usual | entry)


async def found(database: Database, **wanted: Any) -> list[str]:
    """The notes of what a filter finds, newest first."""
    page = await Audit(database).page(Filter(**wanted), ZH)
    return [row.note or "" for row in page.rows if row.note]


def test_every_kind_of_entry_is_in_one_group_and_has_words_in_both_languages() -> None:
    grouped = [code for _, codes in GROUPS.values() for code in codes]
    assert sorted(grouped) == sorted(What)
    assert set(WHAT) == set(What)
    assert set(Because) <= set(BECAUSE)
    assert all(isinstance(said, Said) for said, _ in GROUPS.values())


async def test_entries_are_found_by_who_what_whom_and_when(database: Database) -> None:
    await hired(database, "li", name="李婷")
    await written(
        database,
        {"note": "old", "at": ago(days=2), "order_id": "CL1", "customer_id": "u-lin"},
        {"note": "new", "who": "bot", "what": What.REMEDY_REQUESTED, "order_id": "CL2", "customer_id": "u-lin"},
        {"note": "team", "who": "operator", "what": What.TEAM_ADDED, "subject": "team:售后"},
        {"note": "login", "who": "agent:gao", "what": What.AGENT_DISABLED, "subject": "agent:li"},
    )
    assert await found(database) == ["login", "team", "new", "old"]
    assert await found(database, who="agent:li") == ["old"]
    assert await found(database, who=PEOPLE) == ["login", "team", "old"]
    assert await found(database, what=("desk",)) == ["team"]
    assert await found(database, what=("team_added", "agent_disabled")) == ["login", "team"]
    assert await found(database, about="CL2") == ["new"]
    assert await found(database, about="u-lin") == ["new", "old"]
    assert await found(database, about="李婷") == ["login"]
    assert await found(database, about="售后") == ["team"]
    assert await found(database, since=ago(days=1)) == ["login", "team", "new"]
    assert await found(database, until=ago(days=1)) == ["old"]
    with pytest.raises(BadFilterError):
        await found(database, what=("nonsense",))


async def test_pages_follow_each_other_without_gap_or_double_also_within_one_instant(database: Database) -> None:
    await written(database, *({"note": str(n), "at": NOW + timedelta(seconds=n // 3)} for n in range(11)))
    audit, seen, cursor = Audit(database), list[str](), ""
    while True:
        page = await audit.page(Filter(), ZH, before=cursor, limit=4)
        seen += [row.note or "" for row in page.rows]
        await written(database, {"note": "meanwhile", "at": NOW + timedelta(days=1)})
        if page.next is None:
            break
        cursor = page.next
    assert seen == [str(n) for n in reversed(range(11))]
    with pytest.raises(BadFilterError):
        await audit.page(Filter(), ZH, before="nonsense")


async def test_rows_are_readable_in_both_languages(database: Database) -> None:
    gao = await hired(database, "gao", name="高经理", role="admin")
    li = await hired(database, "li", name="李婷", skills=("refund",), capacity=5)
    wanted = AgentChangeIn(capacity=8, skills=["refund", "freight"], team="售后")
    await Managing(database, RULES.desk, PASSWORDS_ALONE).change(gao, li.agent_id, wanted, "zh-CN", NOW)
    async with database.begin() as tx:
        await note_read(tx, "u-lin", Shown.PHOTO, who="agent:li", now=NOW)
    audit = Audit(database)
    read, changed = (await audit.page(Filter(), ZH)).rows[:2]
    assert (changed.who, changed.about) == ("高经理", "客服 李婷")
    assert changed.what == "修改客服账号：小组 无 → 售后，专长 退款 → 退款、运费，同时会话数 5 → 8"
    assert (read.personal, changed.personal) == (True, False)
    assert (read.what, read.customer_id) == ("查看了个人数据：照片", "u-lin")
    english = (await audit.page(Filter(), EN)).rows[1]
    assert english.what == (
        "Agent's login changed: team none → 售后, skills Refunds → Refunds, Freight, conversations at once 5 → 8"
    )


async def test_hours_and_teams_are_told_by_what_changed(database: Database) -> None:
    before = {"zone": "Asia/Shanghai", "week": {"mon": ["09:00-18:00"], "sun": []}, "days": []}
    after = {**before, "week": {"mon": [], "sun": []}, "days": [{"date": "2027-02-17", "windows": [], "name": "春节"}]}
    entry = {"what": What.HOURS_CHANGED, "subject": "desk:hours", "data": {"hours": {"before": before, "after": after}}}
    await written(database, entry, {**entry, "what": What.TEAM_RENAMED, "data": {"renamed": ["售后", "售后组"]}})
    renamed, hours = (await Audit(database).page(Filter(), ZH)).rows
    assert renamed.what == "小组改名：售后 → 售后组"
    assert hours.what == "修改工作时间：周一 休息，2027-02-17 春节 休息"
    assert (await Audit(database).page(Filter(), EN)).rows[1].what == (
        "Working hours changed: Mon closed, 2027-02-17 春节 closed"
    )


async def test_what_is_taken_out_is_whole_harmless_to_spreadsheets_and_on_record(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    await written(database, *({"note": f"=1+{n}", "who": "agent:li"} for n in range(1200)))
    table = await Audit(database).export(gao, Filter(who="agent:li"), EN)
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["Time (UTC)", "Who", "What", "Why"]
    assert {row[7] for row in rows[1:]} == {f"'=1+{n}" for n in range(1200)}
    last = (await Audit(database).page(Filter(what=("audit_exported",)), ZH)).rows[0]
    assert (last.who_code, last.what) == ("agent:gao", "导出审计日志：1200 条")


async def test_an_entry_that_was_changed_behind_our_back_is_told(database: Database) -> None:
    await written(database, *({"note": str(n)} for n in range(6)))
    async with database.begin() as tx:
        await seal(tx, NOW)
    whole = await Audit(database).chain(NOW)
    assert (whole.sealed, whole.checked, whole.unsealed, whole.faults) == (6, 6, 0, [])
    async with database.begin() as tx:
        await tx.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))
        await tx.execute(text("UPDATE journal SET note = 'x' WHERE note = '4'"))
        await tx.execute(text("ALTER TABLE journal ENABLE TRIGGER ALL"))
    assert len((await Audit(database).chain(NOW)).faults) == 1


async def test_a_new_name_goes_to_all_who_bear_it(database: Database) -> None:
    gao = await hired(database, "gao", role="admin")
    await hired(database, "li", team="售前", skills=("refund",))
    teams = Teams(database)
    await teams.add(gao, "夜班", NOW)
    with pytest.raises(TeamTakenError):
        await teams.add(gao, "售前", NOW)
    with pytest.raises(TeamInUseError):
        await teams.remove(gao, "售前", NOW)
    with pytest.raises(TeamTakenError):
        await teams.rename(gao, "售前", "夜班", NOW)
    await teams.rename(gao, "售前", "售前组", NOW)
    await teams.remove(gao, "夜班", NOW)
    shown = await teams.all("zh-CN", NOW)
    assert [(one.name, [who.name for who in one.members], one.skills) for one in shown.teams] == [
        ("售前组", ["客服li"], ["refund"])
    ]
    assert [one.name for one in shown.without] == ["客服gao"]
    whats = [row.what for row in (await Audit(database).page(Filter(what=("desk",)), ZH)).rows]
    assert whats == ["删除小组", "小组改名：售前 → 售前组", "新建小组"]
