"""The listening side of a call: what the callee says and presses, and the one Gather that may be waiting for it."""

import asyncio
import math
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from callouts.phone_simulator.callees import Cough, Input, Press, Speak, StaySilent
from callouts.phone_simulator.clock import Clock, within
from callouts.phone_simulator.twiml import Gather


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a Gather got: words, or keys, or neither."""

    speech: str | None = None
    digits: str = ""

    @property
    def silent(self) -> bool:
        """Nothing came."""
        return self.speech is None and not self.digits


class Ears:
    """At most one Gather is open at a time; what comes while none is, is lost, as with Twilio."""

    def __init__(self, clock: Clock, gather_factor: float) -> None:
        self._clock = clock
        self._factor = gather_factor
        self._inputs: asyncio.Queue[Input] = asyncio.Queue()
        self.gather: Gather | None = None

    @property
    def expects(self) -> list[str]:
        """What the open Gather takes: "speech", "dtmf"."""
        gather = self.gather
        return [] if gather is None else ["speech"] * gather.speech + ["dtmf"] * gather.keys

    @property
    def asked(self) -> bool:
        """Whether an answer is wanted. A Gather of a second or less lets a key through while the voice is busy."""
        return self.gather is not None and self.gather.timeout_s > 1

    def hear(self, heard: Input) -> bool:
        """Pass it to the open Gather; False if there is none for it."""
        match heard:
            case Speak():
                wanted = "speech" in self.expects
            case Press():
                wanted = "dtmf" in self.expects
            case StaySilent():
                wanted = self.gather is not None
            case Cough():
                wanted = self.gather is not None and math.isinf(self.gather.timeout_s)
        if wanted:
            self._inputs.put_nowait(heard)
        return wanted

    async def listen(
        self, gather: Gather, prompts: Coroutine[Any, Any, None], prompted: Callable[[], None]
    ) -> Gathered:
        """Collect while `prompts` are spoken and after; `prompted` is called once they were spoken undisturbed."""
        self._inputs = asyncio.Queue()
        self.gather = gather
        try:
            first = await self._during(prompts, gather.barge_in)
            if first is None:
                prompted()
                first = await self._next(gather)
            return await self._collect(gather, first)
        finally:
            self.gather = None

    @contextmanager
    def attend(self, language: str, *, keys: bool) -> Iterator[asyncio.Queue[Input]]:
        """Everything that is said and pressed, for as long as one session lasts."""
        self._inputs = asyncio.Queue()
        self.gather = Gather(
            action=None, method="POST", speech=True, keys=keys, language=language, num_digits=None,
            timeout_s=math.inf, finish_on_key="", report_silence=False, barge_in=True, prompts=(),
        )  # fmt: skip
        try:
            yield self._inputs
        finally:
            self.gather = None

    async def _during(self, prompts: Coroutine[Any, Any, None], barge_in: bool) -> Input | None:
        speaking, listening = asyncio.ensure_future(prompts), asyncio.ensure_future(self._inputs.get())
        try:
            await asyncio.wait({speaking, listening} if barge_in else {speaking}, return_when=asyncio.FIRST_COMPLETED)
            return listening.result() if listening.done() else None
        finally:
            speaking.cancel()
            listening.cancel()

    async def _collect(self, gather: Gather, heard: Input | None) -> Gathered:
        digits = ""
        while isinstance(heard, Press) and heard.key not in (gather.finish_on_key or None, None):
            digits += heard.key
            if len(digits) == gather.num_digits:
                break
            heard = await self._next(gather)
        return Gathered(heard.text) if isinstance(heard, Speak) else Gathered(digits=digits)

    async def _next(self, gather: Gather) -> Input | None:
        seconds = gather.timeout_s * (self._factor if gather.speech else 1)  # typing takes long, a key does not
        return await within(self._clock, seconds, self._inputs.get())
