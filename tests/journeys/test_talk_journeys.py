"""Who picks up, and what they say: each through real processes, in Chinese and in English."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from careline.clock import utc_now
from careline.core import phrases
from tests.running.careline import Careline
from tests.running.feeding import Given, order_of, somebody
from tests.running.phoning import Handset, PhoneCall, code_in

pytestmark = pytest.mark.journey


def given_to(english: bool) -> Given:
    """A late order of somebody who is spoken to in that language."""
    if english:
        return order_of(somebody("Ivy Marsh", english=True), merchant="m-silk")
    return order_of(somebody())


async def picked_up(careline: Careline, handset: Handset, given: Given) -> PhoneCall:
    await careline.told_of(given)
    call = await handset.rings(given.phone)
    await call.answer()
    return call


def spoken_name(given: Given) -> str:
    return phrases.order_name(given.order, given.event["order"]["customer"]["locale"], spoken=True)


async def rung(careline: Careline, given: Given) -> int:
    return len(await careline.phones.posts_to(given.phone))


@pytest.fixture(scope="module", autouse=True)
async def called_back(careline: Careline) -> AsyncIterator[asyncio.Task[None]]:
    """Two who are called back in a minute, in either language, at a phone of their own: it passes while others talk."""

    async def both(handset: Handset) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(_called_back(careline, handset, "是我，这会儿走不开，一分钟以后打给我"))
            group.create_task(_called_back(careline, handset, "yes it's me, can you call me back in 1 minute"))

    async with careline.handset() as handset:
        talking = asyncio.create_task(both(handset))
        yield talking
        talking.cancel()
        await asyncio.wait([talking])


async def _called_back(careline: Careline, handset: Handset, words: str) -> None:
    english = words.isascii()
    given = given_to(english)
    call = await picked_up(careline, handset, given)
    asked = utc_now()
    await call.say(words)
    await call.ends()
    await careline.why(given.order_id, "callback_wished")
    assert spoken_name(given) not in "".join(call.transcript())
    assert all(given.phone != text["to"] for text in handset.texts), "they were reached"
    again = await handset.rings(given.phone, seconds=90)
    assert utc_now() - asked >= timedelta(seconds=59), "not before its minute"
    await again.answer()
    assert spoken_name(given) in await again.say("yes, speaking" if english else "对，是我")
    await again.hang_up()
    assert await rung(careline, given) == 2


@pytest.mark.parametrize(
    ("english", "first", "then"),
    [(False, "她不在家，我是她妹妹", "说不准"), (True, "daddy isn't home", "I don't know")],
)
async def test_the_household_is_asked_when_and_told_nothing(
    careline: Careline, handset: Handset, english: bool, first: str, then: str
) -> None:
    given = given_to(english)
    call = await picked_up(careline, handset, given)
    when = await call.say(first)
    assert ("good time" if english else "方便") in when, call.transcript()
    await call.say(then)
    await call.ends()
    assert spoken_name(given) not in "".join(call.transcript())
    await careline.why(given.order_id, "Somebody of the household answered")


@pytest.mark.parametrize(
    ("english", "first", "then"),
    [(False, "你是骗子吧", "我还是不信，再见"), (True, "this sounds like a scam", "I still don't believe it, bye")],
)
async def test_a_doubter_is_told_to_hang_up_and_look_and_gets_one_message(
    careline: Careline, handset: Handset, english: bool, first: str, then: str
) -> None:
    given = given_to(english)
    call = await picked_up(careline, handset, given)
    told = await call.say(first)
    assert ("hang up" if english else "挂断") in told, call.transcript()
    hall = await careline.hall(given.who.customer_id)
    assert code_in(told) in {contact["code"] for contact in hall["contacts"]}, "what we say can be checked without us"
    await call.say(then)
    await call.ends()
    await careline.why(given.order_id, "Took us for a fraud")
    assert await rung(careline, given) == 1


@pytest.mark.parametrize(
    ("english", "yes", "aside", "take"),
    [
        (False, "对，我就是", "那退款的话钱退到哪", "好吧，那帮我催"),
        (True, "yes, speaking", "if I want a refund, where does the money go", "ok, chase them please"),
    ],
)
async def test_an_offer_is_taken_after_a_question_in_between(
    careline: Careline, handset: Handset, english: bool, yes: str, aside: str, take: str
) -> None:
    given = given_to(english)
    call = await picked_up(careline, handset, given)
    assert spoken_name(given) in await call.say(yes)
    await call.say(aside)
    done = await call.say(take)
    assert ("chased" if english else "已经帮您催") in done, call.transcript()
    await call.hang_up()
    await careline.why(given.order_id, "urge_merchant", "Talked, and something was done")


@pytest.mark.parametrize(
    ("english", "yes", "take"), [(False, "对，我就是", "好，催"), (True, "speaking", "yes, chase it")]
)
async def test_what_leaves_while_we_talk_is_told_and_nobody_is_pushed(
    careline: Careline, handset: Handset, english: bool, yes: str, take: str
) -> None:
    given = given_to(english)
    call = await picked_up(careline, handset, given)
    assert spoken_name(given) in await call.say(yes)
    await careline.feed.post(given.unblocked())
    told = await call.say(take)
    assert ("news" if english else "新消息") in told, call.transcript()
    assert ("chased the shop" if english else "已经帮您催") not in told
    await call.hang_up()
    why = await careline.why(given.order_id, "Talked, and something was done")
    assert "urge_merchant" not in why


async def test_a_call_wished_for_before_anybody_is_known_rings_at_its_minute_and_not_before(
    called_back: asyncio.Task[None],
) -> None:
    await called_back
