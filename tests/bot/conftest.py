"""Fixtures of Rasa's side: a model, a PostgreSQL, a stand-in for our action webhook, a running bot.

Run by Rasa's Python alone: `.venv-bot/bin/python -m pytest tests/bot`.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

if sys.version_info[:2] != (3, 10):  # our side's Python has no Rasa
    collect_ignore_glob = ["test_*.py"]
else:
    from bot.no_tensorflow import keep_out
    from bot.quiet import prepare_environment

    prepare_environment()
    keep_out()  # as the launcher does; saves the tests the same seven seconds


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model of the present sources, from the cache in models/ or trained now."""
    from bot.model_files import MODELS
    from bot.train import train_once

    return train_once(MODELS)


@pytest.fixture(scope="session")
def parse(model: Path) -> Callable[[str], dict[str, Any]]:
    """What the model makes of a text, through Rasa as it runs."""
    from rasa.core.agent import Agent

    from bot.quick_domain import read_domains_quickly

    read_domains_quickly()  # as our processes do; Rasa's own way takes twenty seconds
    agent, loop = Agent.load(model), asyncio.new_event_loop()
    return lambda text: loop.run_until_complete(agent.parse_message(text))


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A PostgreSQL with the table of events: CARELINE_TEST_DATABASE_URL, or a throw-away server."""
    from postgres import running_postgres

    with running_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def actions() -> Iterator[object]:
    """Stand-in for our action webhook: records calls, answers what a test tells it to."""
    from webhook import Webhook

    with Webhook() as webhook:
        yield webhook


@pytest.fixture(scope="session")
def bot(model: Path, database_url: str, actions: object) -> Iterator[object]:
    """The launcher as a process, as the supervisor starts it."""
    from process import BotProcess

    with BotProcess(model, database_url, actions) as running:
        yield running


@pytest.fixture
def conversation() -> str:
    """An id that no other test uses."""
    return f"test-{uuid4()}"
