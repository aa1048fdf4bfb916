"""What a message wishes or asks beside its yes or no to our offer is answered behind the deed, once."""

from __future__ import annotations

from typing import Any

import pytest

from careline.cases.service import remedies_of
from careline.core.remedies import RemedyKind
from careline.demo import personas as p
from careline.store.database import Database
from tests.talking import NOW, Talking, in_app, part

pytestmark = pytest.mark.store

YES = part("行", "affirm", ("compensation", "confirm"), 0.9)
CLAIM = part("就申领", "affirm", ("compensation", "do_it"), 0.9)
COMPLAIN = part("顺便投诉商家", "complain_merchant", ("merchant", "do_it"), 0.9)


async def offered(shop: Database) -> Talking:
    """What is owed for the late order, if they like; the shop is chased already."""
    talk = await in_app(shop, p.LIN, lambda: NOW)
    talk.slots |= {"order_id": p.LIN_LATE_DISPATCH}
    await talk.hear("晚发赔多少", "ask_guarantee", reading=("compensation", "how_much"))
    assert talk.slots["asked"] == "confirm_compensation"
    return talk


async def kinds(shop: Database) -> list[RemedyKind]:
    async with shop.begin() as tx:
        return [one.kind for one in await remedies_of(tx, p.LIN_LATE_DISPATCH)]


async def said_in_parts(talk: Talking, *parts: dict[str, Any], reading: tuple[str, str]) -> list[str | None]:
    """The whole is read as the one thing, and each part by itself."""
    words = " ".join(str(one["text"]) for one in parts)
    first, *behind = parts
    rest = part(" ".join(str(one["text"]) for one in behind), "affirm", reading)
    halves = [first, rest, *behind] if len(behind) > 1 else [first, *behind]
    said = await talk.hear(words, "affirm", confidence=0.6, reading=reading, halves=halves)
    return said.responses


async def test_a_wish_beside_a_yes_is_done_too(shop: Database) -> None:
    talk = await offered(shop)
    await said_in_parts(talk, YES, CLAIM, COMPLAIN, reading=("compensation", "do_it"))
    assert {RemedyKind.COMPENSATION, RemedyKind.COMPLAINT} <= set(await kinds(shop))


async def test_a_question_beside_a_yes_is_answered_behind_the_deed(shop: Database) -> None:
    talk = await offered(shop)
    asks = part("退到哪里", "nlu_fallback", ("compensation", "where_to"))
    said = await said_in_parts(talk, CLAIM, asks, reading=("compensation", "do_it"))
    assert await kinds(shop) == [RemedyKind.COMPENSATION]
    assert len(said) > 1


@pytest.mark.parametrize(
    "beside",
    [
        part("不用投诉", "deny", ("merchant", "deny"), 0.9),
        part("就这样", "affirm", ("compensation", "confirm"), 0.9),
        part("真是的", "complain_merchant", ("merchant", "complain")),  # why, and no wish
        part("谢谢", "thank", ("other", "thank"), 0.9),
        part("赔给我", "nlu_fallback", ("compensation", "do_it")),  # the same once more
    ],
)
async def test_what_wishes_nothing_more_adds_nothing(shop: Database, beside: dict[str, Any]) -> None:
    talk = await offered(shop)
    said = await said_in_parts(talk, YES, CLAIM, beside, reading=("compensation", "do_it"))
    assert await kinds(shop) == [RemedyKind.COMPENSATION]
    assert len(said) == 1
