"""Decisions about sentences, at the desk or in a terminal, and how they reach the training data."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rich.console import Console
from sqlalchemy import select

from careline.core.reviews import ReviewState, Sign
from careline.insights import rows
from careline.insights.nlu_files import NluFileError
from careline.insights.rows import DecidedError, NoReviewError, Review, Wanted
from careline.insights.service import BadDecisionError, Decision, Verb, decide, preview
from careline.insights.terminal import Session, found_intents, show_list, write
from careline.insights.writing import write_approved
from careline.store.database import Database
from careline.store.tables.cases import journal
from tests.desk_floor import paid, told
from tests.factories import NOW
from tests.reviewing import FILES, reviewed_sentence

pytestmark = pytest.mark.store

LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def shop(database: Database) -> Database:
    await told(database, paid("u-lin", "CL-1", customer={"name": "林晓雨"}))
    return database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def approve(review: Review, intent: str, text: str | None = None) -> Decision:
    return Decision(turn_id=review.turn_id, version=review.version, verb=Verb.APPROVE, intent=intent, text=text)


async def now_is(database: Database, review: Review) -> Review:
    async with database.begin() as tx:
        return await rows.one(tx, review.turn_id)


async def entries(database: Database) -> list[tuple[str, str, str, Any]]:
    async with database.begin() as tx:
        found = await tx.execute(select(journal).where(journal.c.subject.like("review:%")).order_by(journal.c.entry_id))
        return [(row["who"], row["what"], row["why"], row["data"]) for row in found.mappings()]


async def test_approving_says_who_when_and_as_what_and_is_on_record(shop: Database) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影", sign=Sign.SAID_YES)
    after = await decide(shop, approve(review, "ask_refund_status"), who="agent:chen", now=LATER)
    assert (after.state, after.decided_intent, after.decided_text) == ("approved", "ask_refund_status", "钱咋还没影")
    assert (after.decided_by, after.decided_at, after.version) == ("agent:chen", LATER, 2)
    told_of = {"understood": "nlu_fallback", "intent": "ask_refund_status"}
    assert await entries(shop) == [("agent:chen", "review_approved", "said_yes", told_of)]


async def test_an_edited_sentence_is_looked_through_again(shop: Database) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影")
    seen = await preview(shop, review.turn_id, "我是林晓雨\n[钱](x)没到 13711112222")
    after = await decide(
        shop, approve(review, "ask_refund_status", "我是林晓雨\n[钱](x)没到 13711112222"), who="operator", now=NOW
    )
    assert after.decided_text == seen.text == "我是王小明 ［钱］(x)没到 13800000000"
    assert after.text == "钱咋还没影"


@pytest.mark.parametrize(
    ("intent", "text"), [("choose_order", None), ("no_such", None), (None, None), ("greet", "？！"), ("greet", "")]
)
async def test_what_cannot_be_trained_on_is_refused(shop: Database, intent: str, text: str | None) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影")
    with pytest.raises(BadDecisionError):
        await decide(shop, approve(review, intent, text), who="operator", now=NOW)
    assert (await now_is(shop, review)).state is ReviewState.OPEN


async def test_of_two_supervisors_one_decides(shop: Database) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影")
    skip = Decision(turn_id=review.turn_id, version=1, verb=Verb.SKIP)
    both = [decide(shop, approve(review, "greet"), who="agent:a", now=NOW), decide(shop, skip, who="agent:b", now=NOW)]
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DecidedError", "Review"]
    assert len(await entries(shop)) == 1


async def test_a_decision_can_be_taken_back_until_it_is_written(shop: Database, folder: Path) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影")
    after = await decide(shop, approve(review, "greet"), who="agent:chen", now=NOW)
    back = Decision(turn_id=review.turn_id, version=after.version, verb=Verb.REOPEN)
    again = await decide(shop, back, who="agent:chen", now=NOW)
    assert (again.state, again.decided_by, again.decided_intent) == (ReviewState.OPEN, None, None)
    with pytest.raises(DecidedError):
        await decide(shop, approve(review, "greet"), who="agent:wu", now=NOW)  # had seen version 1
    await decide(shop, approve(again, "greet"), who="agent:chen", now=NOW)
    await write_approved(shop, folder, who="operator", now=NOW)
    written = await now_is(shop, review)
    assert (written.state, written.written_at) == (ReviewState.WRITTEN, NOW)
    late = Decision(turn_id=review.turn_id, version=written.version, verb=Verb.REOPEN)
    with pytest.raises(DecidedError):
        await decide(shop, late, who="agent:chen", now=NOW)


async def test_an_unknown_sentence_is_not_found(shop: Database) -> None:
    await reviewed_sentence(shop, "钱咋还没影")
    nobody = Decision(turn_id=uuid4(), version=1, verb=Verb.SKIP)
    with pytest.raises(NoReviewError):
        await decide(shop, nobody, who="operator", now=NOW)


async def approved(shop: Database, text: str, intent: str, edited: str | None = None) -> Review:
    review = await reviewed_sentence(shop, text)
    return await decide(shop, approve(review, intent, edited), who="operator", now=NOW)


async def test_approved_sentences_go_into_the_files_of_their_intents_once(shop: Database, folder: Path) -> None:
    await approved(shop, "钱咋还没影", "ask_refund_status")
    await approved(shop, "hiya", "greet")
    await approved(shop, "退钱！！", "request_refund")  # stands there already
    await approved(shop, "钱钱钱", "ask_refund_status", "钱咋，还没影")  # the same as the first, once edited
    written = await write_approved(shop, folder, who="operator", now=LATER)
    assert [(line.sentence, line.file.name) for line in written.added] == [
        ("钱咋还没影", "refund.yml"), ("hiya", "smalltalk.yml"),
    ]  # fmt: skip
    assert len(written.known) == 2
    assert (folder / "refund.yml").read_text("utf-8") == FILES["refund.yml"].replace(
        "- 退款到哪了\n", "- 退款到哪了\n    - 钱咋还没影\n"
    )
    assert (folder / "smalltalk.yml").read_text("utf-8") == FILES["smalltalk.yml"] + "    - hiya\n"
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    async with shop.begin() as tx:
        assert await rows.count(tx, Wanted(state=ReviewState.WRITTEN)) == 4
    again = await write_approved(shop, folder, who="operator", now=LATER)
    assert (again.added, again.known, again.refused) == ([], [], [])


async def test_what_stands_under_another_intent_is_left_for_a_person(shop: Database, folder: Path) -> None:
    review = await approved(shop, "退钱！", "greet")
    written = await write_approved(shop, folder, who="operator", now=LATER)
    assert (written.added, len(written.refused)) == ([], 1)
    assert "refund.yml as request_refund" in written.refused[0][1]
    assert (await now_is(shop, review)).state is ReviewState.APPROVED
    assert (folder / "smalltalk.yml").read_text("utf-8") == FILES["smalltalk.yml"]


async def test_files_that_cannot_be_read_leave_everything_as_it_is(shop: Database, folder: Path) -> None:
    review = await approved(shop, "hiya", "greet")
    (folder / "broken.yml").write_text("nlu: [", "utf-8")
    with pytest.raises(NluFileError, match=r"broken\.yml"):
        await write_approved(shop, folder, who="operator", now=LATER)
    assert (await now_is(shop, review)).state is ReviewState.APPROVED
    assert (folder / "smalltalk.yml").read_text("utf-8") == FILES["smalltalk.yml"]


async def test_a_sentence_in_a_file_but_not_marked_is_marked_next_time(shop: Database, folder: Path) -> None:
    """As after a crash between the two."""
    review = await approved(shop, "hiya", "greet")
    (folder / "smalltalk.yml").write_text(FILES["smalltalk.yml"] + "    - hiya\n", "utf-8")
    written = await write_approved(shop, folder, who="operator", now=LATER)
    assert (written.added, [line.sentence for line in written.known]) == ([], ["hiya"])
    assert (await now_is(shop, review)).state is ReviewState.WRITTEN


class Terminal:
    """Types these lines, one at each prompt, then hangs up."""

    def __init__(self, database: Database, *lines: str) -> None:
        self._lines = list(lines)
        self._out = io.StringIO()
        self.console = Console(file=self._out, width=160, highlight=False)
        self.session = Session(database, self.console, self._ask, lambda: LATER, "en")

    def _ask(self, _prompt: str) -> str:
        if not self._lines:
            raise EOFError
        return self._lines.pop(0)

    @property
    def shown(self) -> str:
        return self._out.getvalue()


@pytest.mark.parametrize(
    ("typed", "state", "intent", "text"),
    [
        ([""], "approved", "ask_refund_status", "钱咋还没影"),
        (["2"], "approved", "ask_payment", "钱咋还没影"),
        (["ask_inv"], "approved", "ask_invoice", "钱咋还没影"),
        (["发票"], "approved", "ask_invoice", "钱咋还没影"),
        (["refund", "2"], "approved", "ask_refund_policy", "钱咋还没影"),
        (["e", "电话 13711112222", ""], "approved", "ask_refund_status", "电话 13800000000"),
        (["9", "x y z", "s"], "skipped", None, None),
        (["n"], "open", None, None),
        (["q"], "open", None, None),
        ([], "open", None, None),
    ],
)
async def test_a_key_or_two_decide_in_the_terminal(
    shop: Database, typed: list[str], state: str, intent: str | None, text: str | None
) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影")
    terminal = Terminal(shop, *typed)
    done = await terminal.session.run(Wanted())
    after = await now_is(shop, review)
    assert (after.state, after.decided_intent, after.decided_text) == (state, intent, text)
    assert done.total() == (state != "open")
    assert "钱咋还没影" in terminal.shown
    assert "1 Refund: how it stands · ask_refund_status (proposed)" in terminal.shown


async def test_the_terminal_goes_through_all_and_ends(shop: Database) -> None:
    for n in range(3):
        await reviewed_sentence(shop, f"钱咋还没影{'啊' * n}")
    terminal = Terminal(shop, "n", "s", "")
    assert await terminal.session.run(Wanted()) == {"approve": 1, "skip": 1}


async def test_the_terminal_says_when_somebody_was_faster(shop: Database) -> None:
    review = await reviewed_sentence(shop, "钱咋还没影")
    terminal = Terminal(shop)
    [seen] = await terminal.session._next(Wanted())
    await decide(shop, Decision(turn_id=review.turn_id, version=1, verb=Verb.SKIP), who="agent:chen", now=NOW)
    terminal._lines = [""]
    await terminal.session._one(seen)
    assert "Somebody else has decided" in terminal.shown


def test_letters_find_intents_by_id_and_by_name_of_both_languages() -> None:
    assert found_intents("invoice")[0] == "ask_invoice"
    assert found_intents("退款")[0] == "ask_refund_status"
    assert found_intents("zzz") == []


async def test_a_list_and_a_summary_are_printed(shop: Database, folder: Path) -> None:
    terminal = Terminal(shop)
    await reviewed_sentence(shop, "钱［咋］还没影[bold]")
    await approved(shop, "hiya", "greet")
    await show_list(shop, terminal.console, Wanted(state=None), limit=1)
    assert "1 of 2" in terminal.shown
    assert await write(shop, terminal.console, folder, LATER)
    assert "+ smalltalk.yml  greet  hiya" in terminal.shown
    (folder / "broken.yml").write_text("nlu: [", "utf-8")
    assert not await write(shop, terminal.console, folder, LATER)
    assert "Nothing was written: broken.yml" in terminal.shown
