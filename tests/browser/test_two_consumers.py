"""Two consumers one after the other on one page, as an app's webview has them: nothing of hers is his."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image
from playwright.async_api import FilePayload, Page, Route, expect
from sqlalchemy import select

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.store.database import Database
from careline.store.tables.conversations import conversations, messages
from tests.browser.conftest import SHOP
from tests.desk_floor import paid, told
from tests.running.browsing import Browsing

pytestmark = pytest.mark.browser

LIN, WANG = "u-lin", "u-wang"
ORDERS = {LIN: "CL2026-0001", WANG: "CL2026-0002"}


def token_of(customer_id: str) -> str:
    key = ConsumerKey(algorithm="HS256", key=str(SHOP["chat_secret"]))
    return sign_token(customer_id, key, utc_now(), timedelta(hours=6))


async def signs_in(page: Page, token: str) -> None:
    """As the app around the page says it."""
    await page.evaluate("token => postMessage({type: 'careline-token', token}, location.origin)", token)


def _picture() -> FilePayload:
    paper = io.BytesIO()
    Image.new("RGB", (32, 24), "#2f7d5b").save(paper, "PNG")
    return FilePayload(name="cup.png", mimeType="image/png", buffer=paper.getvalue())


async def said_by(database: Database, customer_id: str) -> list[str]:
    of = messages.c.conversation_id == conversations.c.conversation_id
    query = select(messages.c.text).join(conversations, of).where(conversations.c.customer_id == customer_id)
    async with database.begin() as tx:
        return list((await tx.execute(query)).scalars())


async def test_what_one_wrote_and_photographed_is_never_sent_as_the_next_ones(
    database: Database, desk: Browsing
) -> None:
    await told(database, *(paid(customer, order) for customer, order in ORDERS.items()))
    hers, his = token_of(LIN), token_of(WANG)
    page = await desk.open("/chat")
    desk.may_complain()

    async def expired(route: Route) -> None:
        """Whatever she sends is refused, as with a token whose time is over; all else goes through."""
        if route.request.headers.get("authorization") == f"Bearer {hers}":
            await route.fulfill(status=401)
        else:
            await route.continue_()

    await signs_in(page, hers)
    await expect(page.get_by_test_id("welcome")).to_be_visible()
    await page.route("**/api/evidence?*", expired)
    async with page.expect_response("**/api/evidence?*"):
        await page.get_by_test_id("photo-file").set_input_files(_picture())
    await page.get_by_test_id("composer").fill("我是林女士，我的地址是")
    await page.get_by_test_id("composer").press("Enter")
    await page.get_by_test_id("composer").fill("还没写完")
    await expect(page.get_by_test_id("message-pending")).to_have_count(1)

    await signs_in(page, his)
    await expect(page.get_by_test_id("welcome")).to_be_visible()
    await expect(page.get_by_test_id("composer")).to_have_value("")
    await page.get_by_test_id("composer").fill("我是王先生")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.locator("[data-test=message][data-from=consumer][data-seq]")).to_contain_text(["我是王先生"])
    assert await said_by(database, WANG) == ["我是王先生"]
    assert await said_by(database, LIN) == []


async def test_an_answer_that_comes_late_shows_nobody_elses_orders(database: Database, desk: Browsing) -> None:
    await told(database, *(paid(customer, order) for customer, order in ORDERS.items()))
    hers, his = token_of(LIN), token_of(WANG)
    page = await desk.open("/hall")
    theirs = {customer: page.locator(f"[data-order='{order}']") for customer, order in ORDERS.items()}
    held: list[Route] = []

    async def slowly(route: Route) -> None:
        if route.request.headers.get("authorization") == f"Bearer {hers}":
            held.append(route)
        else:
            await route.continue_()

    await page.route("**/api/hall?*", slowly)
    async with page.expect_request("**/api/hall?*"):
        await signs_in(page, hers)
    await signs_in(page, his)
    await expect(theirs[WANG]).to_be_visible()
    async with page.expect_response(lambda answer: answer.request == held[0].request):
        await held[0].continue_()
    await page.evaluate("() => new Promise(requestAnimationFrame)")
    await expect(theirs[WANG]).to_be_visible()
    await expect(theirs[LIN]).to_have_count(0)
    assert len(held) == 1
