"""The desk's door in a real browser: a second factor from its first day on, and the company account."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import segno
from PIL import Image
from playwright.async_api import Browser, Page, expect

from careline.clock import utc_now
from careline.desk.staff import Profile, save_agent
from careline.settings_faults import SECRETS
from careline.store.database import Database
from tests.desk_floor import PASSWORD
from tests.factor_kit import App
from tests.rules import RULES
from tests.running.browsing import CHINESE, DESKTOP, ENGLISH, PHONE, Browsing, keep_picture, lacking
from tests.running.identity import Identity, identity_provider
from tests.whole_web import whole_web

pytestmark = pytest.mark.browser

Doors = Callable[..., Awaitable[Browsing]]
CALLBACK = "/api/desk/sso/callback"
PRODUCTION = {"demo": False} | {name: f"{name}-" + "x" * 32 for name in SECRETS if name != "oidc_client_secret"}
"""No demo: there is no handset, and who approves money needs a second factor without another word."""


@pytest.fixture
async def doors(browser: Browser, database_url: str) -> AsyncIterator[Doors]:
    """Opens browsers at a web process with these settings; none of their pages may have had an error."""
    async with AsyncExitStack() as stack:

        async def opened(**settings: Any) -> Browsing:
            web = await stack.enter_async_context(whole_web(database_url, **PRODUCTION | settings))
            browsing = Browsing(browser, web.url)
            stack.push_async_callback(browsing.close)
            stack.push_async_callback(browsing.check)
            return browsing

        yield opened


@pytest.fixture
async def identity() -> AsyncIterator[Identity]:
    async with identity_provider("localhost") as running:
        yield running


async def hire(database: Database, login: str, name: str, role: str, sso: str | None = None) -> None:
    async with database.begin() as tx:
        profile = Profile(name=name, role=role, sso_name=sso)
        await save_agent(tx, login, profile, RULES.desk, password=PASSWORD, who="operator", now=utc_now())


async def with_password(page: Page, login: str) -> None:
    await page.get_by_test_id("login").fill(login)
    await page.get_by_test_id("password").fill(PASSWORD)
    await page.get_by_test_id("sign-in").click()


async def gives(page: Page, code: str, *, at: str = "code", done: str = "code-confirm") -> None:
    await page.get_by_test_id(at).fill(code)
    await page.get_by_test_id(done).click()


async def shown_app(page: Page) -> App:
    return App((await page.get_by_test_id("secret").inner_text()).replace(" ", ""))


async def scanned(page: Page) -> list[list[bool]]:
    """Which modules of the code on the page a camera sees dark; nothing of it may be neither black nor white."""
    code = page.get_by_test_id("secret-qr")
    picture = Image.open(io.BytesIO(await code.screenshot())).convert("L")
    size = int((await code.get_attribute("viewBox") or "").split()[2])
    seen = [
        [picture.getpixel((int((x + 0.5) * picture.width / size), int((y + 0.5) * picture.height / size)))
         for x in range(4, size - 4)] for y in range(4, size - 4)
    ]  # fmt: skip
    assert {shade for row in seen for shade in row} == {0, 255}
    assert {picture.getpixel((picture.width // 2, 3)), picture.getpixel((3, picture.height // 2))} == {255}
    return [[shade == 0 for shade in row] for row in seen]


async def sound(page: Page) -> None:
    """Nothing is lacking or stands out at the side, on a desktop and on a phone."""
    shown = page.viewport_size
    assert shown
    for size in (DESKTOP, PHONE):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        assert await lacking(page) == [], size
    await page.set_viewport_size(shown)


@pytest.mark.parametrize(
    ("locale", "size", "wrong"),
    [(CHINESE, DESKTOP, "验证码不对"), (ENGLISH, PHONE, "That code isn’t right")],
)
async def test_who_approves_money_sets_up_an_app_and_gets_in_with_it(
    database: Database, doors: Doors, locale: str, size: dict[str, int], wrong: str
) -> None:
    await hire(database, "wu", "吴敏", "senior")
    browsing, name = await doors(), f"{locale}-{size['width']}"
    page = await browsing.open("/desk", size=size, locale=locale)
    await expect(page.get_by_test_id("login")).to_be_focused()
    await with_password(page, "wu")
    await expect(page.get_by_test_id("code")).to_be_focused()
    app = await shown_app(page)
    address = await page.get_by_test_id("secret-open").get_attribute("href", timeout=1000)
    assert address
    code = [[bool(module) for module in row] for row in segno.make_qr(address, error="m").matrix]
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await scanned(page) == code
        await sound(page)
        await keep_picture(page, f"sign-in-set-up-{name}-{scheme}")
    await page.emulate_media(color_scheme="light")
    await sound(page)
    await gives(page, "000000")
    await expect(page.get_by_test_id("login-error")).to_contain_text(wrong)
    await gives(page, app.code(utc_now()))
    await expect(page.get_by_test_id("recovery-code")).to_have_count(10)
    codes = await page.get_by_test_id("recovery-code").all_inner_texts()
    await sound(page)
    await keep_picture(page, f"sign-in-recovery-{name}")
    await page.get_by_test_id("recovery-saved").click()
    await expect(page.get_by_test_id("desk")).to_be_visible()

    await page.get_by_test_id("logout").click()
    await with_password(page, "wu")
    await expect(page.get_by_test_id("secret")).to_have_count(0)
    await sound(page)
    await keep_picture(page, f"sign-in-code-{name}")
    await page.get_by_test_id("not-me").click()
    await with_password(page, "wu")
    await gives(page, codes[0])
    await expect(page.get_by_test_id("desk")).to_be_visible()


async def test_whoever_is_halfway_in_is_asked_again_when_the_page_is_loaded_anew(
    database: Database, doors: Doors
) -> None:
    await hire(database, "wu", "吴敏", "senior")
    page = await (await doors()).open("/insights/review", size=DESKTOP)
    await with_password(page, "wu")
    before = await shown_app(page)
    await page.reload()
    await expect(page.get_by_role("heading", name="吴敏，还差一步")).to_be_visible()
    app = await shown_app(page)
    assert app != before
    await gives(page, before.code(utc_now()))
    await expect(page.get_by_test_id("login-error")).to_be_visible()
    await gives(page, app.code(utc_now()))
    await page.get_by_test_id("recovery-saved").click()
    await expect(page.get_by_test_id("forbidden")).to_be_visible()  # in, and no supervisor


@pytest.mark.parametrize(("locale", "size"), [(CHINESE, DESKTOP), (ENGLISH, PHONE)])
async def test_ones_own_app_is_set_up_replaced_and_taken_away_in_the_desk(
    database: Database, doors: Doors, locale: str, size: dict[str, int]
) -> None:
    await hire(database, "li", "李婷", "agent")
    name = f"{locale}-{size['width']}"
    page = await (await doors()).open("/desk", size=size, locale=locale)
    await with_password(page, "li")
    await page.get_by_test_id("security").click()
    await page.get_by_test_id("factor-begin").click()
    app = await shown_app(page)
    await gives(page, "000000", done="security-confirm")
    await expect(page.get_by_test_id("security-error")).to_be_visible()
    await gives(page, app.code(utc_now()), done="security-confirm")
    await expect(page.get_by_test_id("recovery-code")).to_have_count(10)
    codes = await page.get_by_test_id("recovery-code").all_inner_texts()
    await page.get_by_test_id("recovery-saved").click()
    await expect(page.get_by_test_id("factor")).to_contain_text("10")
    await sound(page)
    await keep_picture(page, f"sign-in-security-{name}")

    await page.get_by_test_id("factor-begin").click()
    new = await shown_app(page)
    await keep_picture(page, f"sign-in-replace-{name}")
    await page.get_by_test_id("present").fill(codes[0])
    await gives(page, new.code(utc_now()), done="security-confirm")
    await expect(page.get_by_test_id("recovery-code").first).to_be_visible()
    codes = await page.get_by_test_id("recovery-code").all_inner_texts()
    await page.get_by_test_id("recovery-saved").click()
    await page.get_by_test_id("factor-remove").click()
    await gives(page, codes[0], done="security-confirm")
    await expect(page.get_by_test_id("security-dialog")).to_be_hidden()
    await page.get_by_test_id("security").click()
    await expect(page.get_by_test_id("factor-remove")).to_have_count(0)


async def test_an_admin_resets_a_colleagues_app_and_says_why(database: Database, doors: Doors) -> None:
    await hire(database, "gao", "高远", "admin")
    await hire(database, "wu", "吴敏", "senior")
    browsing = await doors()
    desks = {}
    for login in ("wu", "gao"):
        desks[login] = page = await browsing.open("/desk", size=DESKTOP)
        await with_password(page, login)
        await gives(page, (await shown_app(page)).code(utc_now()))
        await page.get_by_test_id("recovery-saved").click()
        await expect(page.get_by_test_id("desk")).to_be_visible()
    office = desks["gao"]
    await office.get_by_test_id("security").click()
    await office.get_by_test_id("sign-ins").click()
    await expect(office.get_by_test_id("factor-reset")).to_have_count(1)  # not one's own
    await office.get_by_test_id("factor-reset").click()
    await office.get_by_test_id("reset-reason").fill("手机丢了，视频里确认过是本人")
    assert await lacking(office) == []
    await keep_picture(office, "sign-in-reset")
    await office.get_by_test_id("security-confirm").click()
    await expect(office.get_by_test_id("factor-reset")).to_have_count(0)
    await keep_picture(office, "sign-in-colleagues")
    await expect(desks["wu"].get_by_test_id("login")).to_be_visible()  # and is out at once


@pytest.mark.parametrize(
    ("locale", "size", "unknown"),
    [(CHINESE, DESKTOP, "还没有对应的客服账号"), (ENGLISH, PHONE, "doesn’t belong to an agent")],
)
async def test_the_company_account_opens_the_desk_from_a_foreign_site(
    database: Database, doors: Doors, identity: Identity, locale: str, size: dict[str, int], unknown: str
) -> None:
    await hire(database, "li", "李婷", "agent", "li.ting@shop.example")
    await identity.knows("liting", email="li.ting@shop.example", email_verified=True)
    await identity.knows("ghost", email="ghost@shop.example", email_verified=True)
    browsing = await doors(**identity.settings, oidc_sign_out="provider")
    name = f"{locale}-{size['width']}"
    await identity.told(redirect_uris=[f"{browsing.url}{CALLBACK}"], homes=[f"{browsing.url}/desk"])
    page = await browsing.open("/desk", size=size, locale=locale)
    await expect(page.get_by_test_id("login")).to_be_visible()
    await sound(page)
    await keep_picture(page, f"sign-in-sso-{name}")
    await page.get_by_test_id("sso").click()
    await page.get_by_role("button", name="ghost").click()
    await expect(page.get_by_test_id("login-error")).to_contain_text(unknown)
    assert "sign_in" not in page.url
    await keep_picture(page, f"sign-in-unknown-{name}")
    await page.get_by_test_id("sso").click()
    await page.get_by_role("button", name="liting").click()
    await expect(page.get_by_test_id("desk")).to_be_visible()
    await page.reload()
    await expect(page.get_by_test_id("desk")).to_be_visible()
    async with page.expect_request(re.compile(f"^{identity.url}/end")):
        await page.get_by_test_id("logout").click()
    await expect(page.get_by_test_id("sso")).to_be_visible()
    assert page.url == f"{browsing.url}/desk"
    await page.goto(f"{identity.url}/session")
    await expect(page.get_by_role("status")).to_have_text("nobody")


async def test_where_passwords_are_off_only_the_emergency_has_one_and_all_are_asked_for_a_code(
    database: Database, doors: Doors, identity: Identity
) -> None:
    await hire(database, "gao", "高远", "admin", "gao@shop.example")
    await identity.knows("gao", email="gao@shop.example", email_verified=True)
    settings = {**identity.settings, "break_glass": "gao", "oidc_name": "橙子通行证"}
    browsing = await doors(**settings)
    await identity.told(redirect_uris=[f"{browsing.url}{CALLBACK}"])
    page = await browsing.open("/desk?lang=en", size=PHONE, locale=ENGLISH)
    await expect(page.get_by_test_id("sso")).to_contain_text("Sign in with 橙子通行证")
    await expect(page.get_by_test_id("login")).to_have_count(0)
    await keep_picture(page, "sign-in-no-passwords")
    await page.get_by_test_id("sso").click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_test_id("login-error")).to_contain_text("wasn’t finished")
    assert page.url.endswith("/desk?lang=en")
    await page.get_by_test_id("sso").click()
    await page.get_by_role("button", name="gao").click()
    await expect(page.get_by_role("heading", name="高远, one more step")).to_be_visible()
    app = await shown_app(page)
    await gives(page, app.code(utc_now()))
    await page.get_by_test_id("recovery-saved").click()
    await expect(page.get_by_test_id("desk")).to_be_visible()
    await page.get_by_test_id("logout").click()
    await page.get_by_test_id("emergency").click()
    await expect(page.get_by_test_id("login")).to_be_focused()
    await keep_picture(page, "sign-in-emergency")
    await with_password(page, "gao")
    await gives(page, app.code(utc_now(), 1))
    await expect(page.get_by_test_id("desk")).to_be_visible()
