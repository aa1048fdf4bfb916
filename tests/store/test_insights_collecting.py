"""Real turns through the real actions leave the sentences that a person should look at, and nothing personal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import delete, select

from careline.conversations.service import Conversations
from careline.core.reviews import ReviewReason, ReviewState, Sign
from careline.demo import personas as p
from careline.dialogue.answering import AfterTurn, Answering
from careline.dialogue.client import DialogueClient
from careline.insights import rows
from careline.insights.collecting import note_turn
from careline.insights.rows import Review, Wanted
from careline.insights.service import Decision, Verb, decide
from careline.store.database import Database
from careline.store.orders import load_customer, orders_of
from careline.store.tables.conversations import messages, turns
from tests.fake_bot import SECRET, fake_bot, said
from tests.talking import NOW, Talking, in_app, on_the_phone

pytestmark = pytest.mark.store

FALLBACK = "nlu_fallback"
REFUND = ("ask_refund_status", "ask_payment", "greet")


@dataclass
class Time:
    """A clock that moves on with every look."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


async def chat(shop: Database, who: str = p.LIN) -> Talking:
    talk = await in_app(shop, who, Time())
    talk.after_turn = partial(note_turn, shop)
    return talk


async def reviewed(shop: Database, state: ReviewState | None = None) -> list[Review]:
    async with shop.begin() as tx:
        return await rows.listed(tx, Wanted(state=state), limit=100)


async def the_one(shop: Database) -> Review:
    [review] = await reviewed(shop)
    return review


async def test_a_guess_lands_in_the_list_with_what_was_guessed(shop: Database) -> None:
    talk = await chat(shop)
    answer = await talk.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    assert answer.responses == ["utter_suggest"]
    review = await the_one(shop)
    assert (review.text, review.language, review.sign, review.reason) == (
        "钱咋还没影", "zh-CN", Sign.GUESSED, ReviewReason.LOW_CONFIDENCE,
    )  # fmt: skip
    assert (review.intent, review.ranking, review.proposal) == (FALLBACK, REFUND, "ask_refund_status")
    assert (review.state, review.times, review.version) == (ReviewState.OPEN, 1, 1)


@pytest.mark.parametrize(
    ("text", "intent", "sign", "proposal"),
    [
        ("是的", "affirm", Sign.SAID_YES, "ask_refund_status"),
        (None, "affirm", Sign.SAID_YES, "ask_refund_status"),
        ("不是", "deny", Sign.SAID_NO, "ask_payment"),
        ("开发票", "ask_invoice", Sign.REPHRASED, "ask_invoice"),
    ],
)
async def test_the_answer_to_our_guess_corrects_it(
    shop: Database, text: str | None, intent: str, sign: Sign, proposal: str
) -> None:
    talk = await chat(shop)
    await talk.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    await talk.hear(text, intent)
    review = await the_one(shop)
    assert (review.text, review.sign, review.proposal) == ("钱咋还没影", sign, proposal)
    assert (review.reason, review.times) == (ReviewReason.CORRECTED, 1)


async def test_not_understood_twice_is_handed_over_and_both_sentences_are_noted(shop: Database) -> None:
    talk = await chat(shop)
    await talk.hear("那个啥", FALLBACK, ranking=("greet", "deny", "ask_invoice"), confidence=0.7)
    answer = await talk.hear("就那玩意", FALLBACK, ranking=("ask_invoice",), confidence=0.7)
    assert answer.responses[0] == "utter_not_understood_again"
    found = {review.text: (review.sign, review.reason, review.proposal) for review in await reviewed(shop)}
    assert found == {
        "那个啥": (Sign.UNSURE, ReviewReason.LOW_CONFIDENCE, "greet"),
        "就那玩意": (Sign.GAVE_UP, ReviewReason.HANDED_OVER, "ask_invoice"),
    }


async def test_a_wish_for_a_person_after_an_answer_puts_the_question_into_the_list(shop: Database) -> None:
    talk = await chat(shop)
    await talk.hear("我的大衣怎么还不发货", "ask_dispatch")
    await talk.hear("转人工", "request_human", confidence=1.0)
    review = await the_one(shop)
    assert (review.text, review.sign, review.proposal) == ("我的大衣怎么还不发货", Sign.WANTED_PERSON, "ask_dispatch")


async def test_what_was_answered_surely_leaves_nothing(shop: Database) -> None:
    talk = await chat(shop)
    await talk.hear("我的大衣怎么还不发货", "ask_dispatch")
    await talk.hear("谢谢", "thank")
    assert await reviewed(shop) == []


async def test_calls_are_listened_to_alike(shop: Database) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, Time())
    talk.after_turn = partial(note_turn, shop)
    await talk.hear("是我", "affirm", confidence=0.4)
    review = await the_one(shop)
    assert (review.text, review.sign, review.proposal) == ("是我", Sign.UNSURE, "affirm")


async def test_nothing_personal_is_kept_whoever_knows_it(shop: Database) -> None:
    talk = await chat(shop)
    async with shop.begin() as tx:
        lin = await load_customer(tx, p.LIN)
        order = (await orders_of(tx, p.LIN))[0]
    assert lin
    told = f"{lin.name}，{order.address.detail}，{order.order_id}，电话13711112222，钱咋还没影"
    await talk.hear(told, FALLBACK, ranking=REFUND, confidence=0.7)
    kept = (await the_one(shop)).text
    for secret in (lin.name, order.address.detail, order.order_id, "13711112222"):
        assert secret not in kept
    assert kept.endswith("钱咋还没影")


async def test_a_sentence_is_reviewed_once_however_often_it_is_said(shop: Database) -> None:
    for who, text in ((p.LIN, "钱咋还没影"), (p.CHEN, "钱咋还没影？！"), (p.LIN, "钱咋还没影 13711112222")):
        talk = await chat(shop, who)
        await talk.hear(text, FALLBACK, ranking=REFUND, confidence=0.7)
        await talk.hear("算了", "goodbye")
    found = {review.text: review.times for review in await reviewed(shop)}
    assert found == {"钱咋还没影": 2, "钱咋还没影 13800000000": 1}


async def test_a_weaker_sign_of_another_consumer_changes_no_proposal(shop: Database) -> None:
    first = await chat(shop, p.LIN)
    await first.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    await first.hear("开发票", "ask_invoice")
    second = await chat(shop, p.CHEN)
    await second.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    review = await the_one(shop)
    assert (review.sign, review.proposal, review.times) == (Sign.REPHRASED, "ask_invoice", 2)


async def test_what_was_decided_is_not_asked_again(shop: Database) -> None:
    talk = await chat(shop)
    await talk.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    review = await the_one(shop)
    await decide(shop, Decision(turn_id=review.turn_id, version=1, verb=Verb.SKIP), who="operator", now=NOW)
    await talk.hear(None, "affirm")
    other = await chat(shop, p.CHEN)
    await other.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    review = await the_one(shop)
    assert (review.state, review.sign, review.times) == (ReviewState.SKIPPED, Sign.GUESSED, 2)


async def test_signs_alone_are_no_sentence_and_a_letter_is_cut(shop: Database) -> None:
    talk = await chat(shop)
    await talk.hear("？？？", FALLBACK, ranking=("greet", "deny"), confidence=0.7)
    assert await reviewed(shop) == []
    other = await chat(shop, p.CHEN)
    await other.hear("退款" * 1000, FALLBACK, ranking=REFUND, confidence=0.7)
    assert len((await the_one(shop)).text) == 300


async def test_erasing_the_turn_erases_its_review(shop: Database) -> None:
    talk = await chat(shop)
    await talk.hear("钱咋还没影", FALLBACK, ranking=REFUND, confidence=0.7)
    async with shop.begin() as tx:
        await tx.execute(delete(messages))
        await tx.execute(delete(turns))
    assert await reviewed(shop) == []


@pytest.fixture
async def asked(shop: Database) -> AsyncIterator[Any]:
    """Asks a stand-in for Rasa that guesses, with this onlooker; returns the state of the turn."""
    async with fake_bot() as bot, aiohttp.ClientSession() as http:
        bot.intent, bot.ranking = {"name": FALLBACK, "confidence": 0.7}, list(REFUND)

        async def script(_body: dict[str, Any]) -> list[dict[str, Any]]:
            return [said("您是想问退款进度，对吗？", response="utter_suggest")]

        bot.script = script  # type: ignore[method-assign]

        async def ask(after_turn: AfterTurn) -> str:
            client = DialogueClient(http, [bot.url], SECRET)
            accepted = await Conversations(shop).post(p.LIN, uuid4(), NOW, text="钱咋还没影")
            answering = Answering(shop, client, Time(), after_turn=after_turn)
            assert await answering.answer_waiting()
            await answering.close()
            async with shop.begin() as tx:
                query = select(turns.c.state).where(turns.c.turn_id == accepted.turn_id)
                return str((await tx.execute(query)).scalar_one())

        yield ask


async def test_what_rasa_says_reaches_the_list_once_it_is_said(shop: Database, asked: Any) -> None:
    assert await asked(partial(note_turn, shop)) == "answered"
    review = await the_one(shop)
    assert (review.sign, review.ranking, review.proposal) == (Sign.GUESSED, REFUND, "ask_refund_status")


async def test_an_onlooker_that_fails_costs_nobody_an_answer(shop: Database, asked: Any) -> None:
    async def fails(*_: Any) -> None:
        async with shop.begin() as tx:
            await tx.execute(delete(turns))  # refused: messages point at them

    assert await asked(fails) == "answered"
    async with shop.begin() as tx:
        texts = (await tx.execute(select(messages.c.text).order_by(messages.c.seq))).scalars().all()
    assert texts == ["钱咋还没影", "您是想问退款进度，对吗？"]
