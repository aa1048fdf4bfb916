"""Calls over ConversationRelay through real processes, in Chinese and in English."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from careline.core import phrases
from tests.running.careline import Careline, started
from tests.running.feeding import Given, order_of, somebody
from tests.running.phoning import Handset
from tests.running.process import Up

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
async def relayed() -> AsyncIterator[Careline]:
    """A Careline that talks over WebSockets; one Rasa process is enough for that."""
    async with started(Up({"CARELINE_CONVERSATION_RELAY": "1", "CARELINE_BOT_PROCESSES": "1"})) as running:
        yield running


@pytest.fixture
async def phone(relayed: Careline) -> AsyncIterator[Handset]:
    async with relayed.handset() as handset:
        yield handset


def given_to(english: bool) -> Given:
    """A late order of somebody who is spoken to in that language."""
    if english:
        return order_of(somebody("Ivy Marsh", english=True), merchant="m-silk")
    return order_of(somebody())


@pytest.mark.parametrize(
    ("english", "yes", "aside", "take"),
    [
        (False, "对，我就是", "那退款的话钱退到哪", "好吧，那帮我催"),
        (True, "yes, speaking", "if I want a refund, where does the money go", "ok, chase them please"),
    ],
)
async def test_who_it_is_why_we_call_a_question_in_between_and_the_offer_taken(
    relayed: Careline, phone: Handset, english: bool, yes: str, aside: str, take: str
) -> None:
    given = given_to(english)
    await relayed.told_of(given)
    call = await phone.rings(given.phone)
    assert ("automated assistant" if english else "智能语音助手") in await call.answer()
    locale = given.event["order"]["customer"]["locale"]
    assert phrases.order_name(given.order, locale, spoken=True) in await call.say(yes)
    await call.say(aside)
    done = await call.say(take)
    assert ("chased" if english else "已经帮您催") in done, call.transcript()
    await call.hang_up()
    await relayed.why(given.order_id, "urge_merchant", "Talked, and something was done")
    assert any(entry["message"]["type"] == "prompt" for entry in await relayed.phones.ledger("frame"))


async def test_key_9_over_the_socket_is_the_last_call(relayed: Careline, phone: Handset) -> None:
    given = given_to(english=False)
    await relayed.told_of(given)
    call = await phone.rings(given.phone)
    await call.answer()
    assert "以后不会再给您打电话" in await call.press("9")
    await call.ends()
    await relayed.why(given.order_id, "opted_out")
