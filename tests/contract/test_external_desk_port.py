"""What every external desk does: Chatwoot's API over real HTTP, and the fake that other tests use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest

from careline.external_desk.chatwoot import Chatwoot as Adapter
from careline.external_desk.port import Contact, ExternalDesk, ExternalDeskError, GoneError, Kind, Person, Status, Words
from tests import chatwoot
from tests.fake_external_desk import FakeExternalDesk

pytestmark = pytest.mark.contract

LIN = Contact(key="7c2f-unguessable", customer_id="u-lin", name="林晓雨")


@dataclass
class Given:
    """A desk behind the port, and how its agent Li acts."""

    desk: ExternalDesk
    says: Callable[[int, str], object]
    li: str


@pytest.fixture(params=["fake", "chatwoot", "chatwoot without our ids"])
async def given(request: pytest.FixtureRequest) -> AsyncIterator[Given]:
    if request.param == "fake":
        fake, li = FakeExternalDesk(), Person(key="fake:7", name="Li", online=True)
        fake.staff.append(li)
        yield Given(desk=fake, says=lambda talk, text: fake.says(talk, li, text), li=li.key)
        return
    server = chatwoot.Chatwoot(keeps_source_id=request.param == "chatwoot")
    async with _adapter(server) as adapter:
        yield Given(desk=adapter, says=lambda talk, text: server.says(talk, 7, text), li="chatwoot:7")


@asynccontextmanager
async def _adapter(server: chatwoot.Chatwoot) -> AsyncIterator[Adapter]:
    server.hire(7, "Li")
    async with chatwoot.serving(server) as url, aiohttp.ClientSession() as http:
        yield Adapter(http, url, chatwoot.ACCOUNT, chatwoot.INBOX, chatwoot.TOKEN)


@pytest.fixture
async def theirs() -> AsyncIterator[tuple[Adapter, chatwoot.Chatwoot]]:
    server = chatwoot.Chatwoot()
    async with _adapter(server) as adapter:
        yield adapter, server


def said(text: str, mark: str = "m-1") -> Words:
    return Words(kind=Kind.SAID, text=text, mark=mark)


async def test_a_talk_is_found_again_by_the_mark_it_was_begun_under(given: Given) -> None:
    assert await given.desk.begun(LIN, "one") is None
    talk = await given.desk.begin(LIN, "one")
    other = await given.desk.begin(LIN, "two")
    assert talk != other
    assert await given.desk.begun(LIN, "one") == talk
    assert await given.desk.begun(LIN, "three") is None


async def test_what_was_written_is_found_again_beyond_what_was_known_before(given: Given) -> None:
    talk = await given.desk.begin(LIN, "one")
    first = await given.desk.write(talk, said("在吗"))
    assert await given.desk.written(talk, said("在吗"), 0) == first
    again = said("在吗", "m-2")
    assert await given.desk.written(talk, again, first) is None
    second = await given.desk.write(talk, again)
    assert await given.desk.written(talk, again, first) == second > first
    assert await given.desk.written(talk, Words(kind=Kind.NOTE, text="在吗", mark="m-3"), 0) is None


async def test_only_what_agents_write_to_the_consumer_is_heard_each_once_and_in_order(given: Given) -> None:
    talk = await given.desk.begin(LIN, "one")
    await given.desk.write(talk, said("在吗"))
    note = await given.desk.write(talk, Words(kind=Kind.NOTE, text="摘要", mark="n-1"))
    given.says(talk, "您好")
    given.says(talk, "我看一下")
    looked = await given.desk.look(talk, 0)
    assert [(one.author.name, one.text) for one in looked.heard] == [("Li", "您好"), ("Li", "我看一下")]
    assert looked.last == looked.heard[-1].number > note
    assert (await given.desk.look(talk, looked.last)).heard == ()
    assert (await given.desk.look(talk, looked.heard[0].number)).heard == looked.heard[1:]


async def test_status_and_assignee_are_told(given: Given) -> None:
    talk = await given.desk.begin(LIN, "one")
    looked = await given.desk.look(talk, 0)
    assert (looked.status, looked.assignee) == (Status.OPEN, None)
    await given.desk.assign(talk, given.li)
    await given.desk.resolve(talk)
    await given.desk.resolve(talk)
    looked = await given.desk.look(talk, 0)
    assert looked.assignee
    assert (looked.status, looked.assignee.key) == (Status.RESOLVED, given.li)


async def test_a_talk_that_is_not_there_is_gone(given: Given) -> None:
    for asked in (given.desk.look(99, 0), given.desk.write(99, said("在吗")), given.desk.resolve(99)):
        with pytest.raises(GoneError):
            await asked


async def test_who_works_there_and_who_is_online(given: Given) -> None:
    assert [(one.key, one.name, one.online) for one in await given.desk.people()] == [(given.li, "Li", True)]


async def test_chatwoot_that_is_away_lost_or_talks_nonsense_is_an_error_with_a_code(
    theirs: tuple[Adapter, chatwoot.Chatwoot],
) -> None:
    desk, server = theirs
    talk = await desk.begin(LIN, "one")
    server.refuse = 1
    with pytest.raises(ExternalDeskError, match="http_503"):
        await desk.look(talk, 0)
    server.lose = 1
    with pytest.raises(ExternalDeskError, match="connection_lost"):
        await desk.write(talk, said("在吗"))
    assert server.said(talk) == ["在吗"]
    server.talks[talk]["status"] = "asleep"
    with pytest.raises(ExternalDeskError, match="nonsense"):
        await desk.look(talk, 0)


async def test_chatwoots_notes_bots_greetings_and_surveys_are_not_told_to_the_consumer(
    theirs: tuple[Adapter, chatwoot.Chatwoot],
) -> None:
    desk, server = theirs
    talk = await desk.begin(LIN, "one")
    server.says(talk, 7, "@王 这个怎么退", private=True)
    bot = {"id": 4, "name": "Bot", "type": "agent_bot"}
    server._written(talk, "自动回复", 1, private=False, sender=bot)
    server._written(talk, "请评价", 3, private=False, sender=server.agents[7])
    assert (await desk.look(talk, 0)).heard == ()


async def test_an_inbox_with_a_bot_of_its_own_shows_the_talk_to_agents_all_the_same(
    theirs: tuple[Adapter, chatwoot.Chatwoot],
) -> None:
    desk, server = theirs
    server.begins_pending = True
    talk = await desk.begin(LIN, "one")
    assert (await desk.look(talk, 0)).status is Status.OPEN
    server.talks[talk]["status"] = "pending"
    assert await desk.begun(LIN, "one") == talk
    assert (await desk.look(talk, 0)).status is Status.OPEN
