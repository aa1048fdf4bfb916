"""Wording from bot/domain, never half-finished: a missing response or an unfilled {placeholder} fails the turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator

PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_.]*)\}")


class WordingMissingError(Exception):
    """No wording fits, or a value that it needs was not given."""


class StrictWording(TemplatedNaturalLanguageGenerator):
    """As Rasa's, but raises WordingMissingError instead of saying nothing, `None` or `{order_id}`."""

    def generate_from_slots(
        self, utter_action: str, filled_slots: dict[str, Any], output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Choose a variation by channel and slots, check that each of its placeholders has a value, fill it."""
        variation = self._random_response_for(utter_action, output_channel, filled_slots)
        if variation is None:
            raise WordingMissingError(f"no wording of {utter_action} fits channel {output_channel}")
        known = {**filled_slots, **kwargs}
        needed = {name for text in _texts(variation) for name in PLACEHOLDER.findall(text)}
        missing = sorted(name for name in needed if known.get(name) is None)
        if missing:
            raise WordingMissingError(f"{utter_action} needs {', '.join(missing)}")
        return self._fill_response(_copy(variation), filled_slots, **kwargs)


def _texts(part: Any) -> Iterator[str]:
    """Every string that Rasa fills in: conditions and channel hold no placeholders."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from _texts(inner)
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _texts(inner)


def _copy(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _copy(value) for key, value in part.items()}
    return [_copy(value) for value in part] if isinstance(part, list) else part
