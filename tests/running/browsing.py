"""A real browser at Careline's pages: it notes every error of the console and every breach of a page's policy."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Route

# For root without a sandbox and a machine without a network; the browser asks nobody for anything but our pages.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
PHONE = {"width": 390, "height": 780}
DESKTOP = {"width": 1280, "height": 800}
CHINESE, ENGLISH = "zh-CN", "en-US"
ZONES = {CHINESE: "Asia/Shanghai", ENGLISH: "Asia/Singapore"}

WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
LACKING = (Path(__file__).parent / "lacking.js").read_text("utf-8")
# Read now: when tests run, the environment is cleaned of everything that is named CARELINE_.
CHROMIUM = os.environ.get("CARELINE_CHROMIUM", "")
SCREENSHOTS = os.environ.get("CARELINE_SCREENSHOTS", "")
# What the desk expects and says in words, but the browser calls an error: nobody is logged in when it opens, or any
# more, a code is wrong, and a conversation that was returned or closed is not there for it any more, nor are the photos
# of its order.
EXPECTED = re.compile(
    r"status of 401 \(Unauthorized\).*"
    r"/api/desk/(me|login/code|factor/|queue|tasks|approvals|call|floor|conversations|agents)"
    r"|status of 404 .*/api/desk/(conversations/|evidence\?)"
    r"|WebSocket connection to '[^']*/api/desk/ws[^']*' failed: (.*response code: 401|HTTP Authentication failed)"
)


def chromium(playwright: Playwright) -> str | None:
    """The browser's program: the one that CARELINE_CHROMIUM names, else the system's, else playwright's own."""
    places = [CHROMIUM, *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    return next(
        (place for place in (*places, playwright.chromium.executable_path) if place and Path(place).exists()), None
    )


@dataclass
class Visit:
    """One open page and what went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        text = f"{message.text} {message.location.get('url', '')}"
        if message.type in {"error", "warning"} and not EXPECTED.search(text):
            self.faults.append(f"{message.type}: {text}")

    async def check(self) -> None:
        """Fail if the console told of an error or the page broke its own policy."""
        if not self.page.is_closed():
            self.faults += await self.page.evaluate("window.__violations ?? []")
        assert not self.faults, f"on {self.page.url}: {self.faults}"


class Browsing:
    """Opens pages for one test and checks them at its end."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self.url = browser, url
        self.visits: list[Visit] = []
        self._contexts: list[BrowserContext] = []

    async def open(
        self, path: str, *, size: dict[str, int] = PHONE, locale: str = CHINESE, token: str = "", at: str = "",
        zone: str = "",
    ) -> Page:  # fmt: skip
        """A page in a browser of its own. `token`: who the consumer is, as the shop's app would say.

        `zone`: the device's; else the one that goes with its language.
        """
        context = await self._browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale=locale,
            timezone_id=zone or ZONES[locale],
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        await context.add_init_script(WATCH)
        if token:
            await context.route("**/api/demo/token?*", lambda route: _tell(route, token))
        page = await context.new_page()
        visit = Visit(page)
        visit.listen()
        self.visits.append(visit)
        await page.goto(f"{at or self.url}{path}")
        return page

    def may_complain(self) -> None:
        """The browser calls a broken line and a refusal errors; from here on they are made on purpose."""
        for visit in self.visits:
            visit.page.remove_listener("console", visit._console)

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()

    async def check(self) -> None:
        for visit in self.visits:
            await visit.check()


async def _tell(route: Route, token: str) -> None:
    await route.fulfill(json={"token": token})


async def keep_picture(page: Page, name: str) -> None:
    """A screenshot for people, if CARELINE_SCREENSHOTS names a folder."""
    if SCREENSHOTS:
        await page.screenshot(path=str(Path(SCREENSHOTS) / f"{name}.png"))


async def lacking(page: Page) -> list[Any]:
    """What keeps people from using this page with a screen reader or a keyboard, as far as a script can see."""
    found: list[Any] = await page.evaluate(LACKING)
    return found
