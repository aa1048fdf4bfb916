"""Rehearsing the assistant: written conversations held with the real trained bot, before consumers hold them.

`read` gives conversations from YAML, `stage` puts up one bot process with our actions and a database of its own,
`rehearse` holds the conversations on it. `python -m careline.rehearsal` does all three. docs/rehearsal.md says how a
conversation is written.
"""

from careline.rehearsal.bot_process import BotDidNotStartError
from careline.rehearsal.reading import UnreadableError, read
from careline.rehearsal.running import rehearse
from careline.rehearsal.script import Conversation
from careline.rehearsal.stage import Stage, stage
from careline.rehearsal.told import Outcome, Report

__all__ = [
    "BotDidNotStartError",
    "Conversation",
    "Outcome",
    "Report",
    "Stage",
    "UnreadableError",
    "read",
    "rehearse",
    "stage",
]
