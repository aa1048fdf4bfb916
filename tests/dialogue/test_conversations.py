"""The written conversations of this folder, held with the real trained bot, real actions and a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from careline.rehearsal import Conversation, Outcome, read
from careline.rehearsal.transcript import transcript

pytestmark = pytest.mark.journey

SCRIPTS = read([Path(__file__).parent])


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.title for script in SCRIPTS])
def test_conversation(script: Conversation, held: dict[str, Outcome]) -> None:
    outcome = held[script.title]
    if outcome.passed and script.known:
        pytest.fail(f"it passes now: take `known` away\n{transcript(outcome)}", pytrace=False)
    if not outcome.passed and script.known:
        pytest.xfail(script.known)
    if not outcome.passed:
        pytest.fail(transcript(outcome), pytrace=False)
