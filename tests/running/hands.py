"""What a task takes of an agent's hands, counted in the browser: presses of a button, and keys that are no text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page

COUNTING = """
() => {
  window.__presses = 0;
  const typed = (event) => {
    const target = event.composedPath()[0];
    const writes = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
    return writes && event.key.length === 1 && !event.altKey && !event.ctrlKey && !event.metaKey;
  };
  const own = new Set(["Alt", "Control", "Shift", "Meta"]);
  addEventListener("pointerdown", (event) => event.isTrusted && window.__presses++, true);
  addEventListener("keydown", (event) => {
    if (event.isTrusted && !own.has(event.key) && !typed(event)) window.__presses++;
  }, true);
}
"""
PAGE = Path(__file__).parents[2] / "docs" / "desk.md"
_ROW = re.compile(r"^\| `([a-z-]+)` \| (\d+) \|", re.MULTILINE)


def figures() -> dict[str, int]:
    """By task, how many presses docs/desk.md says that it takes."""
    return {name: int(number) for name, number in _ROW.findall(PAGE.read_text("utf-8"))}


class Hands:
    """An agent's at one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @classmethod
    async def at(cls, page: Page) -> Hands:
        await page.evaluate(COUNTING)
        return cls(page)

    @asynccontextmanager
    async def doing(self, task: str) -> AsyncIterator[None]:
        """Fails if what is done here takes more presses than the page of the desk says, or fewer: then it is not
        true any more."""
        before = await self._presses()
        yield
        taken = await self._presses() - before
        assert taken == figures()[task], f"{task}: {taken} presses, docs/desk.md says {figures()[task]}"

    async def _presses(self) -> int:
        return int(await self._page.evaluate("window.__presses"))
