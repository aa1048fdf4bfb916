"""`careline train --promote` while people chat: another model takes over unnoticed, and a bad one never does."""

from __future__ import annotations

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from rich.console import Console

from careline.promotion.command import Promotion, Tryout, promote
from careline.promotion.control import RequestRefusedError, ask
from careline.promotion.trial import Talked
from tests.running.careline import Careline
from tests.running.chatters import chatting, everybody_gets_on
from tests.running.models import copy_of
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

BETTER = f"{'b' * 16}.tar.gz"
LABELLED = [
    {"text": "怎么还没发货", "intent": "ask_dispatch"},
    {"text": "转人工", "intent": "request_human"},
    {"text": "where is my parcel", "intent": "track_shipment"},
]
TALKS = """
- name: 问候
  orders: {shoes: cancelled}
  talk:
    - consumer: 你好
      bot: utter_greet
"""


class Promoting:
    """A Careline with its own folder of models, and what a promotion is tried out on."""

    def __init__(self, careline: Careline) -> None:
        self.careline, self.models = careline, Path(careline.up.settings["CARELINE_MODELS_DIR"])
        [self.first] = (model.name for model in self.models.glob("*.tar.gz"))
        self._tests = self.models.parent
        self.labelled = self._tests / "dev.jsonl"
        self.labelled.write_text("\n".join(map(json.dumps, LABELLED)), "utf-8")
        (self._tests / "talks.yml").write_text(TALKS, "utf-8")

    def another(self, name: str) -> Path:
        """The same model as a file of another name, brought from elsewhere."""
        return copy_of(self.models / self.first, self._tests / f"{name}.tar.gz")

    async def promote(self, file: Path, *words: str) -> CompletedProcess[str]:
        dev, talks = str(self.labelled), str(self._tests / "talks.yml")
        return await self.careline.command(
            "train", "--promote", "--model", str(file), "--dev", dev, "--talks", talks, *words, seconds=240
        )

    def asked_for(self, name: str) -> dict[str, Any]:
        """What the terminal asks `careline up` for once the trial is over."""
        checksum = sha256((self.models / name).read_bytes()).hexdigest()
        canaries = {"转人工": {"intent": "request_human", "action": "action_request_human"}}
        return {
            "do": "promote", "model": name, "sha256": checksum, "who": "a test", "why": "tried out elsewhere",
            "figures": {"canaries": canaries},
        }  # fmt: skip

    @property
    def serving(self) -> set[str]:
        """Names of the models that the Rasa processes serve."""
        port = self.careline.up.ports["BOT_PORT"]
        names = set()
        for one in (port, port + 1):
            with urlopen(f"http://127.0.0.1:{one}/webhooks/careline/health") as answer:
                names.add(json.load(answer)["model"])
        return names


@pytest.fixture(scope="module")
async def promoting(quiet: Careline) -> Promoting:
    """Both processes answer: other journeys have just lost them."""
    made = Promoting(quiet)
    await eventually(lambda: made.serving == {made.first}, "both processes", seconds=60, ignoring=(URLError,))
    return made


async def test_a_model_is_promoted_and_its_record_can_be_read(promoting: Promoting) -> None:
    assert promoting.serving == {promoting.first}
    done = await promoting.promote(promoting.another("b" * 16), "--watch", "1", "--why", "a better one")
    assert done.returncode == 0, done.stdout + done.stderr
    assert promoting.serving == {BETTER}
    told = (await promoting.careline.command("models")).stdout
    for word in ("started", "promoted", "a better one", "operator:", "100.0%", "1/1"):
        assert word in told


async def test_models_change_to_and_fro_while_people_chat(promoting: Promoting) -> None:
    async with chatting(promoting.careline) as chatters:
        back = await promoting.careline.command("train", "--rollback", "--why", "the old one was nicer", seconds=240)
        assert back.returncode == 0, back.stdout + back.stderr
        assert promoting.serving == {promoting.first}
        await everybody_gets_on(chatters)
        await ask(promoting.careline.up.data_dir, promoting.asked_for(BETTER), print)
        assert promoting.serving == {BETTER}
        await everybody_gets_on(chatters)
    assert "the old one was nicer" in (await promoting.careline.command("models")).stdout


async def test_a_model_whose_file_was_changed_is_refused_and_the_old_one_stays(promoting: Promoting) -> None:
    before, file = promoting.serving, promoting.another("c" * 16)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    done = await promoting.promote(file)
    assert done.returncode == 1
    assert "checksum differs" in done.stdout
    assert promoting.serving == before


async def test_a_candidate_that_loses_a_conversation_is_not_promoted(promoting: Promoting) -> None:
    """What came of the conversations is made up at their port: no real model is worse on demand."""
    before, worse = promoting.serving, promoting.another("e" * 16)

    async def talks(model: Path) -> Talked:
        if model.name == worse.name:
            return Talked(passed=frozenset({"退款"}), failed={"催发货": "consumer 催一下 / bot 您好"})
        return Talked(passed=frozenset({"催发货", "退款"}))

    wanted = Promotion(
        data_dir=promoting.careline.up.data_dir, models=promoting.models, model=worse, margin=0.01, watch_seconds=0,
        tryout=Tryout(labelled=[promoting.labelled], talks=talks), why="to see it refused",
    )  # fmt: skip
    paper = StringIO()
    assert await promote(wanted, Console(file=paper, width=160)) == 1
    for words in ("3/3  100.0%", "2/2", "1/2", "is not promoted", "went well before: 催发货", "bot 您好"):
        assert words in paper.getvalue()
    assert promoting.serving == before
    told = (await promoting.careline.command("models")).stdout
    assert "refused" in told
    assert "went well before" in told


async def test_a_model_that_no_process_can_load_gives_way_before_anybody_notices(promoting: Promoting) -> None:
    """Whole by its checksum, but no model: a trial would find out, so it is asked for without one."""
    file = promoting.models / f"{'d' * 16}.tar.gz"
    file.write_bytes(b"no model")
    before, data_dir = promoting.serving, promoting.careline.up.data_dir
    wanted = promoting.asked_for(file.name)
    async with chatting(promoting.careline):
        with pytest.raises(RequestRefusedError, match="rasa-1 ended at once"):
            await ask(data_dir, wanted, print)
        assert promoting.serving == before
    assert "failed" in (await promoting.careline.command("models")).stdout
