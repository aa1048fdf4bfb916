"""One stage for all rehearsed conversations: the trained model of the present sources, one bot process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from careline.rehearsal import Outcome, Stage, rehearse, stage
from careline.rehearsal.__main__ import trained_model

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def model() -> Path:
    """Asked for once: whoever trains meanwhile makes everybody wait."""
    return trained_model()


@pytest.fixture(scope="session")
async def rehearsal(server_url: str, model: Path) -> AsyncIterator[Stage]:
    async with stage(server_url, model) as ready:
        yield ready


@pytest.fixture(scope="session")
async def held(request: pytest.FixtureRequest, rehearsal: Stage) -> dict[str, Outcome]:
    """Every conversation that this run asks for, all held at once; by title."""
    asked = [item.callspec.params["script"] for item in request.session.items if "held" in item.fixturenames]  # type: ignore[attr-defined]
    report = await rehearse(rehearsal, asked)
    return {outcome.script.title: outcome for outcome in report.outcomes}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first one waits for training, start and all conversations."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(400))
