"""From a consumer's words, through a supervisor's decision, into the training data."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody
from tests.running.waiting import eventually
from tests.running.working import AgentClient

pytestmark = pytest.mark.journey

NLU = Path(__file__).parents[2] / "data" / "nlu"
ASKED = "我的退款怎么还没到账呀，都等了好些天了，电话13711112222"
KEPT = "我的退款怎么还没到账呀，都等了好些天了，电话13800000000"


async def test_what_did_not_help_is_reviewed_and_becomes_a_training_sentence(
    careline: Careline, tmp_path: Path
) -> None:
    consumer = await careline.told_of(order_of(somebody()))
    await consumer.answer_to(ASKED)
    await consumer.say("转人工")
    await consumer.owner_becomes("queue")

    async with careline.agent("chen") as chen, careline.agent("li") as li:
        review = await noted(chen, KEPT)
        assert (review["reason"], review["sign"], review["proposal"]) == (
            "handed_over", "wanted_person", "ask_refund_status",
        )  # fmt: skip
        assert (await li.call("GET", "/review", area="insights"))[0] == 403
        decision = {"version": review["version"], "verb": "approve", "intent": "ask_refund_status"}
        await chen.did("POST", f"/review/{review['turn_id']}", decision, area="insights")

        folder = Path(shutil.copytree(NLU, tmp_path / "nlu"))
        done = await careline.command("review", "write", "--folder", str(folder))
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"+ refund.yml  ask_refund_status  {KEPT}" in done.stdout
        before, after = ((where / "refund.yml").read_text("utf-8") for where in (NLU, folder))
        assert f"    - {KEPT}\n" in after
        assert after.replace(f"    - {KEPT}\n", "") == before
        written = await chen.did("GET", "/review?state=written&limit=100", area="insights")
        assert KEPT in [one["text"] for one in written["reviews"]]


async def noted(chen: AgentClient, text: str) -> Any:
    """The open review of this sentence, once it is there."""

    async def look() -> Any:
        listed = await chen.did("GET", "/review?limit=100", area="insights")
        return next((one for one in listed["reviews"] if one["text"] == text), None)

    return await eventually(look, f"a review of {text}")
