"""What the callee says and presses while ConversationRelay has the call, and how long they have been silent.

The carrier tells of no silence, so we time it: from the end of our speech, and of theirs.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from callouts import script
from callouts.relay_messages import Interrupted, Key, Speaking, Told, Words

SECONDS_PER_CHARACTER = {"zh-CN": 0.25, "en": 0.08}
"""How long a voice takes, at most: for when the carrier does not tell when it is done."""
STILL_SPEAKING = 20.0
"""Seconds after which we go on, though somebody seems to speak without an end: a television, or a lost message."""
MOST_KEPT = 20

_AT_ANY_TIME = (Key(script.STOP), Key(script.PERSON))

Form = dict[str, str]
"""What was heard, as a Gather would have told it; empty for silence."""


class GoneError(Exception):
    """The session is over; nobody hears us any more."""


class Ears:
    """Filled by whoever reads the socket, asked by whoever answers. `silence_s` is how long a silence lasts."""

    def __init__(self, silence_s: float, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._silence_s = silence_s
        self._sleep = sleep
        self._said: deque[Words | Key] = deque(maxlen=MOST_KEPT)
        self._left = silence_s
        self._speech_s = 0.0
        self._changed = asyncio.Event()
        self._gone = False
        self.cut_short = False
        """Whether they have interrupted us, and said nothing since."""

    def take(self, told: Told) -> None:
        """Something has come over the socket."""
        match told:
            case Words(text=text, last=True) if text.strip():
                self._said.append(told)
            case Key():
                self._said.append(told)
            case Speaking(ours=True, on=True):
                self._left = 2 * self._speech_s + STILL_SPEAKING
            case Words(last=False) | Speaking(on=True):
                self._left = STILL_SPEAKING
            case Speaking(on=False):
                self._left = self._silence_s
            case Interrupted():
                self._left, self.cut_short = self._silence_s, True
        self._changed.set()

    def close(self) -> None:
        """Nothing will come any more."""
        self._gone = True
        self._changed.set()

    async def answer(self, spoken: Iterable[str], language: str) -> Form:
        """What they say to this, or that they kept silent. Raises GoneError.

        What they said before it was spoken is no answer to it: a second yes to who they are must not agree to an offer.
        Only the keys that mean the same at any time still count.
        """
        self.cut_short = False
        early = [one for one in self._said if one in _AT_ANY_TIME]
        self._said.clear()
        self._said.extend(early)
        self._speech_s = sum(map(len, spoken)) * SECONDS_PER_CHARACTER.get(language, 0.08)
        self._left = self._speech_s + self._silence_s
        while not self._said:
            if not await self._news(self._left):
                return {"Digits": script.REPEAT} if self.cut_short else {}  # a cough: they have not heard us out
        return self._first()

    async def key(self, seconds: float) -> Form:
        """A key that is pressed within so many seconds, while words have to wait. Raises GoneError."""
        over = asyncio.ensure_future(self._sleep(seconds))
        try:
            while not (pressed := self._taken(lambda one: isinstance(one, Key))) and not over.done():
                await self._first_of(over)
        finally:
            over.cancel()
        return {"Digits": pressed.digit} if isinstance(pressed, Key) else {}

    def _first(self) -> Form:
        """Key 9 before all else; else the first key, or the words up to it: people speak in pieces."""
        if self._taken(lambda one: one == Key(script.STOP)):
            return {"Digits": script.STOP}
        first = self._said.popleft()
        if isinstance(first, Key):
            return {"Digits": first.digit}
        words = [first.text]
        while self._said and isinstance(self._said[0], Words):
            following = self._said.popleft()
            assert isinstance(following, Words)
            words.append(following.text)
        return {"SpeechResult": " ".join(words)}

    def _taken(self, wanted: Callable[[Words | Key], bool]) -> Words | Key | None:
        found = next((one for one in self._said if wanted(one)), None)
        if found:
            self._said.remove(found)
        return found

    async def _news(self, seconds: float) -> bool:
        """Whether anything came within that time. Raises GoneError."""
        over = asyncio.ensure_future(self._sleep(seconds))
        try:
            return await self._first_of(over)
        finally:
            over.cancel()

    async def _first_of(self, over: asyncio.Future[None]) -> bool:
        """Wait for something to come, or for the time to be over; whether something came. Raises GoneError."""
        self._changed.clear()
        coming = asyncio.ensure_future(self._changed.wait())
        either: set[asyncio.Future[Any]] = {coming, over}
        try:
            if not self._gone:
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            came = coming.done()
        finally:
            coming.cancel()
        if self._gone:
            raise GoneError
        return came
