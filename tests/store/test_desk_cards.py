"""Cards that an agent shows: what the assistant would show, only of the consumer they talk with, once per wish."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from careline.conversations.messages import ClientIdReusedError, messages_after
from careline.core.orders import Guarantee
from careline.core.rights import Protection
from careline.desk.agents import Agent
from careline.desk.doing import NotOpenError
from careline.desk.service import Desk, NotYoursError
from careline.desk.showing import CardIn, Showing
from careline.store.database import Database
from tests.desk_floor import asks_for_a_person, hired, paid, told
from tests.factories import NOW
from tests.rules import RULES

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"
LATE = 60


async def talking(database: Database, **customer: Any) -> tuple[Agent, UUID]:
    """An agent, and their conversation with a consumer whose order should have left twelve hours ago."""
    li = await hired(database, "li")
    late = paid("u-lin", ORDER, LATE, guarantees=["dispatch_on_time"], customer=customer)
    await told(database, late, paid("u-wu", "CL2026-0002"))
    conversation_id = await asks_for_a_person(database, "u-lin")
    await Desk(database, RULES).claim(li, conversation_id, NOW)
    return li, conversation_id


def wish(right: Protection | None = None, *, order: str = ORDER, client_id: UUID | None = None) -> CardIn:
    return CardIn(client_id=client_id or uuid4(), order_id=order, right=right)


async def last_of(database: Database) -> dict[str, Any]:
    async with database.begin() as tx:
        return dict((await messages_after(tx, "u-lin", "app", 0))[-1])


@pytest.mark.parametrize(
    ("locale", "status", "words"),
    [("zh-CN", "待发货", "（待发货）"), ("en", "Awaiting dispatch", " (awaiting dispatch)")],
)
async def test_an_order_is_shown_in_the_consumers_language(
    database: Database, locale: str, status: str, words: str
) -> None:
    li, conversation_id = await talking(database, locale=locale)
    seq = await Showing(database, RULES).card(li, conversation_id, wish(), NOW)
    said = await last_of(database)
    [card] = said["cards"]
    assert (said["seq"], said["author"], said["agent_name"]) == (seq, "agent", "客服li")
    assert (card["kind"], card["order_id"], card["status_text"]) == ("order", ORDER, status)
    assert "button_id" not in card
    assert said["text"] == f"{card['title']}{words}"


async def test_a_right_says_what_it_gives_and_until_when(database: Database) -> None:
    li, conversation_id = await talking(database)
    await Showing(database, RULES).card(li, conversation_id, wish(Guarantee.DISPATCH_ON_TIME), NOW)
    said = await last_of(database)
    [card] = said["cards"]
    assert (card["kind"], card["right"], card["order_id"]) == ("right", "dispatch_on_time", ORDER)
    assert (card["state"], card["whose"]) == ("claimable", "shop")
    assert card["amount"]["currency"] == "CNY"
    assert {"name", "clause", "deadline"} <= card.keys()
    assert said["text"].endswith("（可申请）")


async def test_a_wish_that_is_sent_again_shows_one_card(database: Database) -> None:
    li, conversation_id = await talking(database)
    showing, client_id = Showing(database, RULES), uuid4()
    first = await showing.card(li, conversation_id, wish(client_id=client_id), NOW)
    assert await showing.card(li, conversation_id, wish(client_id=client_id), NOW) == first
    assert (await last_of(database))["seq"] == first
    with pytest.raises(ClientIdReusedError):
        await showing.card(li, conversation_id, wish(Guarantee.DISPATCH_ON_TIME, client_id=client_id), NOW)


async def test_nothing_of_somebody_else_is_shown_and_no_right_that_is_not_there(database: Database) -> None:
    li, conversation_id = await talking(database)
    wu, showing = await hired(database, "wu"), Showing(database, RULES)
    before = (await last_of(database))["seq"]
    for agent, asked in ((wu, wish()), (li, wish(order="CL2026-0002")), (li, wish(order="nowhere"))):
        with pytest.raises(NotYoursError):
            await showing.card(agent, conversation_id, asked, NOW)
    with pytest.raises(NotOpenError):
        await showing.card(li, conversation_id, wish(Guarantee.PRICE_PROTECTION), NOW)
    assert (await last_of(database))["seq"] == before
