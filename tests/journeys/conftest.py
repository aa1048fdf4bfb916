"""One Careline for all journeys: every process real, as `careline up` starts them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from careline.rehearsal.__main__ import trained_model
from tests.running.careline import SHARED, Careline, started
from tests.running.models import copy_of
from tests.running.phoning import Handset
from tests.running.process import Up
from tests.running.working import AgentClient

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
async def careline() -> AsyncIterator[Careline]:
    async with SHARED.used() as running:
        yield running


@pytest.fixture(scope="session")
async def li(careline: Careline) -> AsyncIterator[AgentClient]:
    """李静 at the desk, logged in and online."""
    async with careline.agent("li") as agent:
        yield agent


@pytest.fixture(scope="session")
async def quiet(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Careline]:
    """A second Careline, whose processes may be lost and whose model may change, with a folder of models of its own.

    Nobody is phoned: the demo's calls are not what is tested on it, and each takes turns of the assistant.
    """
    models = tmp_path_factory.mktemp("quiet") / "models"
    models.mkdir()
    trained = trained_model()
    copy_of(trained, models / trained.name)
    settings = {"CARELINE_CALLS_AT_ONCE": "1", "CARELINE_CALLS_PER_SECOND": "1", "CARELINE_MODELS_DIR": str(models)}
    async with started(Up(settings)) as running:
        paused = await running.command("pause", "its calls are not what is tested")
        assert paused.returncode == 0, paused.stdout
        yield running


@pytest.fixture
async def handset(careline: Careline) -> AsyncIterator[Handset]:
    async with careline.handset() as handset:
        yield handset


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed journey shows what Careline printed and logged."""
    report = yield
    if report.failed and call.when != "teardown":
        for running in getattr(item, "funcargs", {}).values():
            if isinstance(running, Careline):
                report.sections.append(("careline up", running.up.report()))
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first one waits for training and start; each wait has a limit of its own besides."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(400))
