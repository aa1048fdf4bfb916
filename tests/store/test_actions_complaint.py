"""A complaint said in the chat: registered once, with the number and time that the answer names."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from careline.cases.service import remedies_of
from careline.core.remedies import RemedyKind
from careline.core.wording.references import reference
from careline.feed.service import Feed
from careline.store.database import Database
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Said, Talking, in_app
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"


def clock() -> datetime:
    return NOW


async def _asks(talk: Talking, text: str, matter: Matter, ask: Ask) -> Said:
    turn = await talk._post(text, "complain_merchant", {})
    call = talk.call(turn.turn_id, text, "complain_merchant")
    guesses = {"matters": matter, "asks": ask}
    message = call["tracker"]["latest_message"]
    message |= {name: [{"name": one.value, "confidence": 0.9}] for name, one in guesses.items()}
    return await talk.run(call)


async def test_it_is_registered_once_and_named_by_one_number(shop: Database) -> None:
    then = instant(NOW - timedelta(days=3))
    taken = await Feed(shop, RULES.new_users).take([event(placed_at=then, paid_at=then)], NOW)
    assert taken.accepted == 1, taken.rejected
    talk = await in_app(shop, "u-lin", clock)
    talk.slots["order_id"] = ORDER
    said = await _asks(talk, "我要投诉这家店", Matter.MERCHANT, Ask.DO_IT)
    async with shop.begin() as tx:
        [made] = [one for one in await remedies_of(tx, ORDER) if one.kind is RemedyKind.COMPLAINT]
    assert reference(made.remedy_id, "zh-CN") in said.text
    assert made.details["text"] == "我要投诉这家店"
    assert made.due_at is not None
