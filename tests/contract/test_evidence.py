"""Photos over a real server and a real database: what is taken, what is refused, and who sees it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientResponse, FormData
from sqlalchemy import func, select, update

from careline.cases.service import Wish, remedies_of, remedies_of_customer, request_remedy
from careline.chat.identity import ConsumerKey, consumer_guard, sign_token
from careline.clock import utc_now
from careline.conversations.messages import transcript
from careline.core.remedies import RemedyKind, RemedyState
from careline.desk.agents import Agent
from careline.desk.routes import AGENT
from careline.desk.service import Desk
from careline.evidence.routes import endpoints
from careline.evidence.service import NoPhotoError, NotYourMatterError, give
from careline.http.endpoint import Access
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import cases, journal
from careline.store.tables.conversations import buttons, messages
from careline.store.tables.platform import photos
from tests.desk_floor import Clock, Page, asks_for_a_person, browser, hired, paid, says, serving, told
from tests.factories import NOW
from tests.pictures import SECRETS, bomb, opened, photo, photo_of_a_phone
from tests.rules import RULES

pytestmark = pytest.mark.contract

KEY = ConsumerKey(algorithm="HS256", key="k" * 32)
JPEG = {"Content-Type": "image/jpeg"}


def _as(customer_id: str, **more: str) -> dict[str, str]:
    token = sign_token(customer_id, KEY, utc_now(), timedelta(minutes=5))
    return {"Authorization": f"Bearer {token}", **more}


async def send(page: Page, who: str, raw: bytes, query: str = "", **headers: str) -> ClientResponse:
    return await page.client.post(f"/api/evidence{query}", data=io.BytesIO(raw), headers=_as(who, **(JPEG | headers)))


async def sent(page: Page, who: str = "u-lin", query: str = "", raw: bytes | None = None) -> str:
    answer = await send(page, who, raw or photo(), query)
    assert answer.status == 201, await answer.text()
    return str((await answer.json())["photo_id"])


async def problem(answer: ClientResponse) -> tuple[int, str]:
    return answer.status, (await answer.json())["detail"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk() -> dict[str, Agent]:
    """Whoever sits at the desk in this test; the guard lets them in."""
    return {}


@pytest.fixture
async def page(database: Database, clock: Clock, desk: dict[str, Agent]) -> AsyncIterator[Page]:
    await told(database, paid("u-lin", "CL2026-0001", 60), paid("u-wu", "CL2026-0002", customer={"name": "吴迪"}))

    async def agents(request: Any) -> None:
        request[AGENT] = desk["agent"]

    guards = {Access.CONSUMER: consumer_guard(KEY), Access.AGENT: agents}
    async with serving(endpoints(database, clock, RULES), guards, {}) as running, browser(running) as opened_page:
        yield opened_page


async def count(database: Database, table: Any) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def test_a_photo_comes_back_to_its_owner_without_what_the_camera_wrote(database: Database, page: Page) -> None:
    photo_id = await sent(page, query="?order_id=CL2026-0001", raw=photo_of_a_phone())
    answer = await page.get(f"/api/evidence/{photo_id}", headers=_as("u-lin"))
    shown = await answer.read()
    assert (answer.status, answer.content_type, opened(shown).size) == (200, "image/jpeg", (480, 640))
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert not any(secret in shown for secret in SECRETS)
    async with database.begin() as tx:
        [row] = (await tx.execute(select(photos))).mappings()
        [entry] = (await tx.execute(select(journal).where(journal.c.what == "photo_received"))).mappings()
    assert (row["order_id"], row["media_type"], row["content"]) == ("CL2026-0001", "image/jpeg", shown)
    assert (entry["who"], entry["order_id"], entry["subject"]) == ("consumer", "CL2026-0001", f"photo:{photo_id}")


async def test_nobody_else_gets_it_and_nothing_else_is_told_of_it(page: Page) -> None:
    photo_id = await sent(page)
    paths = (f"/api/evidence/{photo_id}", f"/api/evidence/{uuid4()}", "/api/evidence/../x", "/api/evidence/no-id")
    assert [(await page.get(path, headers=_as("u-wu"))).status for path in paths] == [404] * 4
    assert [(await page.get(path)).status for path in paths[:2]] == [401] * 2
    assert (await page.client.post("/api/evidence", data=photo(), headers=JPEG)).status == 401


async def test_a_form_is_taken_as_well(database: Database, page: Page) -> None:
    form = FormData()
    form.add_field("order_id", "CL2026-0001")
    form.add_field("photo", photo("PNG"), filename="../../etc/x.php", content_type="application/x-php")
    answer = await page.client.post("/api/evidence", data=form, headers=_as("u-lin"))
    assert answer.status == 201
    async with database.begin() as tx:
        assert (await tx.execute(select(photos.c.order_id))).scalar_one() == "CL2026-0001"


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b"GIF89a" + b"\x00" * 100, "image/gif", 415),
        (b"<svg onload='x'/>", "image/png", 415),
        (photo()[:200], "image/jpeg", 415),
        (photo("GIF"), "image/jpeg", 415),
        (photo(), "application/json", 415),
        (bomb(50_000, 50_000), "image/png", 413),
        (photo() + b"\x00" * (8 * 1024 * 1024), "image/jpeg", 413),
    ],
    ids=["gif", "svg", "cut off", "gif as jpeg", "jpeg as json", "bomb", "too many bytes"],
)
async def test_what_cannot_be_a_photo_is_refused_in_words(
    database: Database, page: Page, raw: bytes, kind: str, status: int
) -> None:
    chinese = await problem(await send(page, "u-lin", raw, **{"Content-Type": kind}))
    english = await problem(await send(page, "u-lin", raw, "?lang=en", **{"Content-Type": kind}))
    assert (chinese[0], english[0], await count(database, photos)) == (status, status, 0)
    assert "照片" in chinese[1]
    assert "photo" in english[1]


async def test_a_form_without_a_photo_or_with_a_huge_one_is_refused(page: Page) -> None:
    empty, huge = FormData(), FormData()
    empty.add_field("order_id", "CL2026-0001", content_type="text/plain")
    huge.add_field("photo", io.BytesIO(photo() + b"\x00" * (8 * 1024 * 1024)), filename="a.jpg")
    for form, status in ((empty, {422, 415}), (huge, {413})):
        assert (await page.client.post("/api/evidence", data=form, headers=_as("u-lin"))).status in status


async def test_it_can_only_be_for_ones_own_order_or_request(database: Database, page: Page) -> None:
    for query in ("?order_id=CL2026-0002", "?order_id=nope", f"?remedy_id={uuid4()}"):
        assert (await send(page, "u-lin", photo(), query)).status == 404
    assert (await send(page, "u-lin", photo(), "?remedy_id=x")).status == 422
    assert (await send(page, "u-stranger", photo())).status == 404
    assert await count(database, photos) == 0


async def test_ten_an_hour_are_the_most(page: Page, clock: Clock) -> None:
    for _ in range(10):
        await sent(page)
    refused = await send(page, "u-lin", photo())
    assert (refused.status, refused.headers["Retry-After"]) == (429, "600")
    assert await sent(page, "u-wu")
    clock.pass_(minutes=61)
    assert await sent(page)


async def test_a_request_that_waited_for_it_goes_on(database: Database, page: Page) -> None:
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        wish = Wish(order=order, kind=RemedyKind.RESEND, who="consumer", channel="app", waits_for=("photo",))
        remedy = await request_remedy(tx, wish, NOW, RULES)
    assert remedy.state is RemedyState.REQUESTED
    photo_id = await sent(page, query="?order_id=CL2026-0001")
    async with database.begin() as tx:
        [now] = await remedies_of(tx, "CL2026-0001")
        row = (await tx.execute(select(photos))).mappings().one()
    assert (now.state, str(row["photo_id"]), row["remedy_id"]) == (
        RemedyState.NEEDS_APPROVAL,
        photo_id,
        remedy.remedy_id,
    )


async def _waits_for_a_photo(database: Database, order_id: str) -> UUID:
    async with database.begin() as tx:
        order = await load_order(tx, order_id)
        assert order
        wish = Wish(order=order, kind=RemedyKind.RESEND, who="consumer", channel="app", waits_for=("photo",))
        return (await request_remedy(tx, wish, NOW, RULES)).remedy_id


async def test_where_several_requests_wait_the_chat_asks_which_the_photo_is_for(database: Database, page: Page) -> None:
    await told(database, paid("u-lin", "CL2026-0003", 60, event_id="evt-3"))
    first, second = [await _waits_for_a_photo(database, order_id) for order_id in ("CL2026-0001", "CL2026-0003")]
    conversation_id = await says(database, "u-lin", "杯子都碎了")
    photo_id = await sent(page, query=f"?conversation=1&client_id={uuid4()}")
    async with database.begin() as tx:
        asked = (await transcript(tx, conversation_id))[-1]
        payloads = (await tx.execute(select(buttons.c.payload).order_by(buttons.c.button_id))).scalars().all()
        row = (await tx.execute(select(photos))).mappings().one()
        states = [one.state for one in await remedies_of_customer(tx, "u-lin", open_only=True)]
    assert "这张是给哪一个的" in asked["text"]
    assert len(asked["buttons"]) == 2
    assert {one["entities"]["remedy_id"] for one in payloads} == {str(first), str(second)}
    assert states == [RemedyState.REQUESTED] * 2
    assert (row["remedy_id"], row["order_id"], row["conversation_id"]) == (None, None, conversation_id)
    for _ in range(2):  # a turn may be worked off twice
        async with database.begin() as tx:
            await give(tx, "u-lin", UUID(photo_id), first, NOW, RULES)
    async with database.begin() as tx:
        found = {one.remedy_id: one.state for one in await remedies_of_customer(tx, "u-lin", open_only=True)}
    assert found[first] is not RemedyState.REQUESTED
    assert found[second] is RemedyState.REQUESTED
    with pytest.raises(NotYourMatterError):
        async with database.begin() as tx:
            await give(tx, "u-lin", UUID(photo_id), second, NOW, RULES)
    with pytest.raises(NoPhotoError):
        async with database.begin() as tx:
            await give(tx, "u-wu", UUID(photo_id), second, NOW, RULES)
    second_photo = await sent(page, query=f"?conversation=1&client_id={uuid4()}")  # only one waits: nothing to ask
    async with database.begin() as tx:
        row = (await tx.execute(select(photos).where(photos.c.photo_id == UUID(second_photo)))).mappings().one()
    assert row["remedy_id"] == second


async def test_in_the_chat_it_is_a_message_of_theirs_once_and_the_assistant_answers(
    database: Database, page: Page
) -> None:
    conversation_id = await says(database, "u-lin", "收到的杯子碎了")
    query = f"?conversation=1&client_id={uuid4()}"
    photo_id = await sent(page, query=query)
    assert await sent(page, query=query) == photo_id  # the same upload again, as after a lost answer
    async with database.begin() as tx:
        said = await transcript(tx, conversation_id)
    assert [(row["author"], bool(row["cards"])) for row in said] == [
        ("consumer", False), ("consumer", True), ("bot", False)
    ]  # fmt: skip
    assert said[1]["cards"] == [{"kind": "photo", "photo_id": photo_id, "width": 640, "height": 480}]
    assert "照片收到了" in said[2]["text"]
    assert await count(database, photos) == 1


async def test_who_waits_for_a_person_hears_that_it_came_and_once_an_agent_has_it_the_assistant_is_silent(
    database: Database, page: Page
) -> None:
    conversation_id = await asks_for_a_person(database, "u-lin")
    before = await count(database, messages)
    await sent(page, query="?conversation=1")
    assert await count(database, messages) == before + 2
    await Desk(database, RULES).claim(await hired(database, "li"), conversation_id, NOW)
    joined = await count(database, messages)
    await sent(page, query="?conversation=1")
    assert await count(database, messages) == joined + 1


async def test_agents_see_it_where_they_see_the_consumers_matter(
    database: Database, page: Page, desk: dict[str, Agent]
) -> None:
    photo_id = await sent(page, query="?conversation=1&order_id=CL2026-0001")
    path, listed = f"/api/desk/evidence/{photo_id}", "/api/desk/evidence?order_id=CL2026-0001"
    desk["agent"] = await hired(database, "li")
    assert [(await page.get(one)).status for one in (path, listed)] == [404, 404]  # the assistant's conversation
    await asks_for_a_person(database, "u-lin")
    assert (await page.get(path)).status == 200  # waits in the queue: any agent may take it
    shown = await (await page.get(listed)).json()
    assert [(one["photo_id"], one["order_id"], one["width"]) for one in shown["photos"]] == [
        (photo_id, "CL2026-0001", 640)
    ]
    assert (await (await page.get("/api/desk/evidence?customer_id=u-lin&order_id=other")).json())["photos"] == []
    assert [(await page.get(f"/api/desk/evidence{bad}")).status for bad in ("", "?order_id=other")] == [404, 404]


async def test_the_agent_of_the_case_and_a_supervisor_see_it_too(
    database: Database, page: Page, desk: dict[str, Agent]
) -> None:
    photo_id = await sent(page, query="?order_id=CL2026-0001")
    path = f"/api/desk/evidence/{photo_id}"
    mine, other = await hired(database, "li"), await hired(database, "he")
    async with database.begin() as tx:
        await tx.execute(update(cases).where(cases.c.customer_id == "u-lin").values(agent_id=mine.agent_id))
    statuses = []
    for agent in (mine, other, await hired(database, "boss", role="supervisor")):
        desk["agent"] = agent
        statuses.append((await page.get(path)).status)
    assert statuses == [200, 404, 200]


async def test_an_agent_shows_the_consumer_of_their_own_talk_a_picture_once(
    database: Database, page: Page, desk: dict[str, Agent]
) -> None:
    li, wu = await hired(database, "li"), await hired(database, "wu")
    conversation_id = await asks_for_a_person(database, "u-lin")
    await Desk(database, RULES).claim(li, conversation_id, NOW)
    client_id = uuid4()
    path = f"/api/desk/conversations/{conversation_id}/photos"

    async def shown(agent: Agent, query: str = f"?client_id={client_id}", where: str = path) -> ClientResponse:
        desk["agent"] = agent
        return await page.client.post(f"{where}{query}", data=io.BytesIO(photo()), headers=JPEG)

    first, again = await shown(li), await shown(li)
    assert (first.status, again.status) == (201, 201)
    answer = await first.json()
    assert await again.json() == answer
    photo_id = answer["photo_id"]
    async with database.begin() as tx:
        said = [row for row in await transcript(tx, conversation_id) if row["author"] == "agent"]
    shown_once = [(row["seq"], row["agent_name"], row["cards"][0]["photo_id"]) for row in said]
    assert shown_once == [(answer["seq"], li.name, photo_id)]
    assert (await page.get(f"/api/evidence/{photo_id}", headers=_as("u-lin"))).status == 200
    assert (await page.get(f"/api/evidence/{photo_id}", headers=_as("u-wu"))).status == 404
    listed = await page.get("/api/desk/evidence?customer_id=u-lin")
    assert (await listed.json())["photos"] == []  # it proves nothing of hers

    assert (await shown(wu)).status == 404  # not theirs
    assert (await shown(li, where=f"/api/desk/conversations/{uuid4()}/photos")).status == 404
    assert (await shown(li, query="")).status == 422
    await Desk(database, RULES).close(li, conversation_id, "已处理", NOW)
    assert (await shown(li, query=f"?client_id={uuid4()}")).status == 404
    assert await count(database, photos) == 1


async def test_pictures_of_agents_do_not_use_up_what_the_consumer_may_send(
    database: Database, page: Page, desk: dict[str, Agent]
) -> None:
    desk["agent"] = await hired(database, "li")
    conversation_id = await asks_for_a_person(database, "u-lin")
    await Desk(database, RULES).claim(desk["agent"], conversation_id, NOW)
    for _ in range(11):
        path = f"/api/desk/conversations/{conversation_id}/photos?client_id={uuid4()}"
        answer = await page.client.post(path, data=io.BytesIO(photo()), headers=JPEG)
        assert answer.status == 201
    await sent(page)
