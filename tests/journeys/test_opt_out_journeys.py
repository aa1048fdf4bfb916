"""A no that is said on a number holds for the number, whosever account it is: each through real processes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import class_row

from careline.clock import utc_now
from tests.running.careline import Careline
from tests.running.feeding import Given, order_of, somebody
from tests.running.phoning import Handset
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey


def given_to(english: bool) -> Given:
    """The late order of somebody who is spoken to in that language."""
    return order_of(somebody("Ivy Marsh", english=True) if english else somebody())


def of_somebody_else(given: Given, name: str) -> Given:
    """The late order of another new user's account, who has the same phone number."""
    who = replace(given.who, customer_id=f"j-{uuid4().hex[:12]}", name=name)
    return order_of(who, merchant="m-silk")


async def texts_to(careline: Careline, number: str) -> list[str]:
    """What was asked of the carrier to text to this number, whatever came of it."""
    posts = await careline.phones.ledger("post")
    asked = [post["parameters"] for post in posts if post["path"].endswith("/Messages.json")]
    return [parameters["Body"][0] for parameters in asked if parameters["To"] == [number]]


class Hold:
    """A row of `number_holds`."""

    def __init__(self, channel: str, why: str, told_by: str, source: str, at: datetime) -> None:
        self.channel, self.why, self.told_by, self.source, self.at = channel, why, told_by, source, at


async def holds_of(careline: Careline, number: str) -> list[Hold]:
    async with await psycopg.AsyncConnection.connect(careline.up.database_url) as connection:
        cursor = connection.cursor(row_factory=class_row(Hold))
        query = "SELECT channel, why, told_by, source, at FROM number_holds WHERE number = %s ORDER BY channel"
        return await (await cursor.execute(query, [number])).fetchall()


@pytest.mark.parametrize(
    ("english", "word", "answers"),
    [(False, "退订", 1), (True, "STOP", 0)],  # to its own words the carrier answers
)
async def test_a_stop_by_text_ends_calls_and_texts_to_every_account_with_that_number(
    careline: Careline, handset: Handset, english: bool, word: str, answers: int
) -> None:
    first = given_to(english)
    second = of_somebody_else(first, "Tom Marsh" if english else "周大禾")
    also = order_of(first.who, merchant="m-silk")
    await careline.told_of(first)
    call = await handset.rings(first.phone)
    await call.answer()
    await call.hang_up()
    await eventually(lambda: [one for one in handset.texts if one["to"] == first.phone], "the message that follows")
    said = utc_now()
    told = await careline.phones.writes(first.phone, word)
    assert len(told) == answers
    assert all("以后不会再给您打电话、发短信" in one for one in told)
    sent = await texts_to(careline, first.phone)
    await careline.told_of(second)
    await careline.why(second.order_id, "do not call", "Somebody at this number opted out")
    await careline.told_of(also)
    await careline.why(also.order_id, "do not call", "opted_out")
    assert len(await careline.phones.posts_to(first.phone)) == 1
    assert await texts_to(careline, first.phone) == sent
    holds = await holds_of(careline, first.phone)
    assert [(hold.channel, hold.why, hold.told_by, hold.source) for hold in holds] == [
        (channel, "number_opted_out", first.who.customer_id, "sms") for channel in ("phone", "sms")
    ]
    assert all(said <= hold.at <= said + timedelta(seconds=30) for hold in holds)


@pytest.mark.parametrize(("english", "goodbye"), [(False, "不会再给您打电话"), (True, "we won't call you again")])
async def test_a_no_in_a_call_ends_the_planned_call_of_another_new_user_with_that_number(
    careline: Careline, handset: Handset, english: bool, goodbye: str
) -> None:
    first = given_to(english)
    second = of_somebody_else(first, "Tom Marsh" if english else "周大禾")
    await careline.told_of(first)
    call = await handset.rings(first.phone)
    await careline.told_of(second)
    await careline.why(second.order_id, "Call planned")  # and waits while the number is being called
    await call.answer()
    assert goodbye in await call.press("9"), call.transcript()
    await call.ends()
    await careline.why(second.order_id, "Call cancelled", "Somebody at this number opted out")
    assert len(await careline.phones.posts_to(first.phone)) == 1
    [phone, *_] = [hold for hold in await holds_of(careline, first.phone) if hold.channel == "phone"]
    assert (phone.told_by, phone.why) == (first.who.customer_id, "number_opted_out")
