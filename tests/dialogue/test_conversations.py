"""The written conversations, held with the real trained bot, real actions and a real database."""

from __future__ import annotations

import pytest

from careline.bot_side import WRITTEN
from careline.rehearsal import Conversation, Outcome, read
from careline.rehearsal.transcript import transcript

pytestmark = pytest.mark.journey

SCRIPTS = read([WRITTEN])


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.title for script in SCRIPTS])
def test_conversation(script: Conversation, held: dict[str, Outcome]) -> None:
    outcome = held[script.title]
    if outcome.passed and script.known:
        pytest.fail(f"it passes now: take `known` away\n{transcript(outcome)}", pytrace=False)
    if not outcome.passed and script.known:
        pytest.xfail(script.known)
    if not outcome.passed:
        pytest.fail(transcript(outcome), pytrace=False)
