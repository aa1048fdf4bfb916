"""The runner itself: it fails what ought to fail, shows why, and leaves nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from careline.rehearsal import BotDidNotStartError, Conversation, Outcome, Report, Stage, rehearse, stage
from careline.rehearsal.transcript import summary, transcript
from tests.running.process import alive

pytestmark = pytest.mark.journey

SAID = ["utter_dispatch_late", "utter_urged_merchant", "utter_compensation_due"]
LATE: dict[str, Any] = {"consumer": "怎么还不发货", "bot": SAID}
NOTED: dict[str, Any] = {"noted": {"shoes": "urge_merchant"}}


def script(*talk: dict[str, Any], **given: Any) -> Conversation:
    """One with late shoes."""
    usual = {"theme": "runner", "name": "催发货", "orders": {"shoes": "late_dispatch"}, "talk": talk, "after": NOTED}
    return Conversation.model_validate(usual | given)


async def held(rehearsal: Stage, told: Conversation) -> Outcome:
    (outcome,) = (await rehearse(rehearsal, [told])).outcomes
    return outcome


async def test_what_is_as_written_passes_however_often_it_is_held(rehearsal: Stage) -> None:
    for _ in range(2):
        outcome = await held(rehearsal, script(LATE))
        assert outcome.passed, transcript(outcome)


async def test_a_wrong_response_fails_with_a_transcript_that_marks_it(rehearsal: Stage) -> None:
    outcome = await held(
        rehearsal, script({**LATE, "bot": "utter_greet"}, {"consumer": "谢谢", "bot": "utter_welcome"})
    )
    assert not outcome.passed
    lines = transcript(outcome).splitlines()
    assert "  1 consumer  怎么还不发货  [ask_dispatch" in lines[1]
    assert "utter_dispatch_late: 查到了，您买的帆布鞋还没发出，约定昨天 14:30 前发" in lines[2]
    assert lines[5] == f"  ✗ expected bot: utter_greet; got: {', '.join(SAID)}"
    assert "[thank" in lines[6]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"mentions": "{shoes.number}"}, "expected to hear: CL2026-"),
        ({"omits": "{shoes}"}, "expected not to hear: 帆布鞋"),
        ({"intent": "track_shipment"}, "expected intent: track_shipment; understood: ask_dispatch"),
        ({"owner": "queue"}, "expected owner: queue; is: bot"),
        ({"mentions": "{boots}"}, "{boots} stands for nothing"),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
async def test_every_expectation_of_a_step_can_fail(rehearsal: Stage, wrong: dict[str, Any], fault: str) -> None:
    outcome = await held(rehearsal, script({**LATE, **wrong}))
    assert [found for found in outcome.faults[1] if fault in found], transcript(outcome)


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        ({}, "expected noted for shoes: nothing; is: urge_merchant"),
        ({"noted": {"shoes": ["urge_merchant", "refund"]}}, "expected noted for shoes: refund, urge_merchant"),
        ({**NOTED, "owner": "queue"}, "expected owner afterwards: queue; is: bot"),
        ({**NOTED, "opted_out": True}, "expected opted_out: True; is: False"),
        ({**NOTED, "callback": True}, "expected callback: True; is: False"),
    ],
)
async def test_every_expectation_of_the_end_can_fail(rehearsal: Stage, after: dict[str, Any], fault: str) -> None:
    outcome = await held(rehearsal, script(LATE, after=after))
    assert [found for found in outcome.faults[0] if fault in found], transcript(outcome)


async def test_words_never_to_be_said_fail_wherever_they_come(rehearsal: Stage) -> None:
    outcome = await held(rehearsal, script(LATE, never="{shoes}"))
    assert outcome.faults[1] == ["never to be said here: 帆布鞋"]


async def test_a_strangers_goods_fail_and_what_the_consumer_said_themselves_does_not(rehearsal: Stage) -> None:
    """The bot keeps its secrets, so the stranger has bought here what the consumer's own order is called."""
    both = script(LATE).model_copy(update={"stranger": script(LATE).orders})
    assert "told of a stranger's order: 帆布鞋" in (await held(rehearsal, both)).faults[1]
    named = both.model_copy(update={"talk": (both.talk[0].model_copy(update={"consumer": "帆布鞋怎么还不发货"}),)})
    outcome = await held(rehearsal, named)
    assert outcome.passed, transcript(outcome)


async def test_what_cannot_be_done_ends_the_conversation_and_says_what_there_was(rehearsal: Stage) -> None:
    outcome = await held(rehearsal, script(LATE, {"press": "退款", "bot": "utter_greet"}))
    assert outcome.faults == {2: ["no button 退款; shown are 转人工, 帮我申领, 先不用"]}
    assert "not reached: [退款]" in transcript(outcome)
    ended = {"press": 2, "bot": "utter_wrong_person"}
    outcome = await held(rehearsal, script(ended, {"press": 1, "bot": "utter_call_reason"}, call="shoes", after={}))
    assert outcome.faults == {2: ["the call is over"]}


async def test_a_known_failure_is_told_apart_and_must_not_pass(rehearsal: Stage) -> None:
    known = [script({**LATE, "bot": "utter_greet"}, known="later"), script(LATE, name="gut", known="no more")]
    report = await rehearse(rehearsal, known)
    assert [len(group) for group in (report.failed, report.known, report.repaired)] == [0, 1, 1]
    assert not report.ok
    assert "it passes now: take `known` away" in summary(report)
    assert Report(outcomes=report.known, seconds=0).ok


async def test_a_bot_that_dies_fails_what_it_does_not_answer(server_url: str, model: Path) -> None:
    mine = psutil.Process()
    before = {child.pid for child in mine.children()}
    async with stage(server_url, model) as ready:
        (bot,) = [child for child in mine.children() if child.pid not in before]
        bot.kill()
        bot.wait(10)
        outcome = await held(ready, script(LATE))
    assert f"expected bot: {', '.join(SAID)}; got: apology" in outcome.faults[1]
    assert "我这边暂时查不了" in transcript(outcome)


async def test_a_refused_model_says_why_and_leaves_no_process_database_or_role(
    server_url: str, model: Path, tmp_path: Path
) -> None:
    without_checksum = Path(shutil.copy(model, tmp_path))
    before = _left(server_url)
    with pytest.raises(BotDidNotStartError, match=r"(?s)exit 3.*checksum"):
        async with stage(server_url, without_checksum):
            pass
    assert _left(server_url) == before


def _left(server_url: str) -> tuple[Any, Any, set[str]]:
    with psycopg.connect(server_url) as admin:
        databases = admin.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()
        roles = admin.execute("SELECT rolname FROM pg_roles ORDER BY 1").fetchall()
    # Backends come and go with connections and autovacuum; of a database that is gone there can be none.
    ours = {line for line in alive(psutil.Process().children(recursive=True)) if not line.startswith("postgres:")}
    return databases, roles, ours
