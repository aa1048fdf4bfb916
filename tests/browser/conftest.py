"""A real browser, and the same running Careline that the journeys use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from careline.settings_faults import SECRETS
from tests.running.browsing import FLAGS, Browsing, chromium
from tests.running.careline import SHARED, Careline
from tests.whole_web import whole_web

HERE = Path(__file__).parent
SHOP = {"demo": False, "second_factor": "nobody"} | {
    name: f"{name}-" + "x" * 32 for name in SECRETS if name != "oidc_client_secret"
}
"""No demo, whose handset is not there; and passwords alone, which the tests of signing in see to."""


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        program = chromium(playwright)
        if program is None:
            pytest.skip("NO BROWSER: install chromium, or name one in CARELINE_CHROMIUM; no page was tested")
        browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def careline(browser: Browser) -> AsyncIterator[Careline]:
    async with SHARED.used() as running:
        yield running


@pytest.fixture
async def browsing(browser: Browser, careline: Careline) -> AsyncIterator[Browsing]:
    """Pages of this test's own; at its end none of them may have had an error in its console or broken its policy."""
    browsing = Browsing(browser, careline.url)
    try:
        yield browsing
        await browsing.check()
    finally:
        await browsing.close()


@pytest.fixture
async def desk(request: pytest.FixtureRequest, browser: Browser, database_url: str) -> AsyncIterator[Browsing]:
    """Browsers at a web process of this test's own; a parameter names other settings."""
    async with whole_web(database_url, None, **SHOP | getattr(request, "param", {})) as web:
        browsing = Browsing(browser, web.url)
        try:
            yield browsing
            await browsing.check()
        finally:
            await browsing.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first one waits for training and start; each wait has a limit of its own besides."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(400))
