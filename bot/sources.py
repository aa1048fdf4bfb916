"""What Rasa trains on, each file read once.

Rasa's own importers read every file three times and merge by copying, half of our training time; and of a broken domain
file they make a warning and a bot that understands but never answers. Here it is an error.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import asks, dangers, talks
from bot.asks import read_asks
from bot.components.step import ASK_LABEL, DANGER_LABEL, MATTER_LABEL, NAMED_LABEL, NO_DANGER, SPOKEN_OF
from bot.dangers import read_dangers
from bot.quick_domain import read_domain
from bot.talks import read_talks


class Sources(TrainingDataImporter):
    """config.yml, bot/domain and data/ of the current folder; neither end-to-end stories nor retrieval intents."""

    def __init__(self) -> None:
        """Reads nothing yet."""
        self._files = RasaFileImporter("config.yml", "bot/domain", ["data"])

    @functools.cached_property
    def _domain(self) -> Domain:
        return read_domain(Path("bot/domain"))

    def get_domain(self) -> Domain:
        """All topic files as one. Raises InvalidDomain."""
        return self._domain

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """All rules."""
        self._files.get_domain = self.get_domain  # the reader asks for it, and would load it again
        return self._files.get_stories(exclusion_percentage)

    def get_conversation_tests(self) -> StoryGraph:
        """None: conversations are tested through the running bot."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """config.yml."""
        return self._files.get_config()

    def get_config_file_for_auto_config(self) -> str | None:
        """config.yml, which names everything: nothing is left to be configured."""
        return self._files.get_config_file_for_auto_config()

    @functools.cached_property
    def _sentences(self) -> TrainingData:
        read = [load_data(file) for file in sorted(self._files._nlu_files)]  # noqa: SLF001
        more = [
            Message(data={TEXT: one.text, MATTER_LABEL: one.matter, ASK_LABEL: one.ask})
            for one in read_asks(Path(asks.FOLDER))
        ]
        more += [
            Message(
                data={
                    TEXT: line.text,
                    MATTER_LABEL: line.meant[0].matter.value,
                    ASK_LABEL: line.meant[0].ask.value,
                    NAMED_LABEL: line.meant[0].named,
                    SPOKEN_OF: tuple(matter.value for matter in line.spoken_of),
                }
            )
            for line in read_talks(Path(talks.FOLDER))
        ]
        more += [
            Message(data={TEXT: voice.text, DANGER_LABEL: voice.kind.value if voice.kind else NO_DANGER})
            for voice in read_dangers(Path(dangers.FOLDER))
        ]
        return TrainingData([*(example for part in read for example in part.training_examples), *more])

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:  # noqa: ARG002 - one model for all
        """All training sentences."""
        return self._sentences
