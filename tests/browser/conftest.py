"""A real browser, and the same running Careline that the journeys use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.running.browsing import FLAGS, Browsing, chromium
from tests.running.careline import SHARED, Careline

HERE = Path(__file__).parent


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first one waits for training and start; each wait has a limit of its own besides."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(400))
