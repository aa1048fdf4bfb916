"""axe-core over a page as it stands, shadow roots and all: what breaks WCAG or axe's own best practices.

It comes with the packages of web/ (`npm ci`, which setting up does). NODE_PATH may name other folders of packages, as
for node itself.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from playwright.async_api import Page

_OURS = Path(__file__).resolve().parents[2] / "web" / "node_modules"
_RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
  ({id, impact, nodes}) => `${id} (${impact}) at ${nodes.map((node) => node.target.flat().join(" ")).join(", ")}`)"""


@cache
def _script() -> str:
    packages = [_OURS, *map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)))]
    found = (folder / "axe-core" / "axe.min.js" for folder in packages)
    script = next((path for path in found if path.exists()), None)
    assert script, "axe-core is not installed: run `npm ci` in web/, or scripts/bootstrap.py"
    return script.read_text("utf-8")


async def violations(page: Page) -> list[str]:
    """What axe finds, each with its impact and where; empty: clean."""
    await page.evaluate(_script())
    found: list[str] = await page.evaluate(_RUN)
    return found
