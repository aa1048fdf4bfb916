"""Twilio's side of ConversationRelay: speaks what the application sends, tells it what the callee says and presses.

As observed of Twilio in 2026 (docs/callouts.md): an interruption drops everything that was still to be spoken, `end`
cuts short what is being said, ten unreadable messages in a row end the session.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from callouts.phone_simulator.call import Call, new_sid
from callouts.phone_simulator.callees import Cough, Input, Press, Speak
from callouts.phone_simulator.ears import Ears
from callouts.phone_simulator.kit import Kit
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.twiml import Relay

UNREACHABLE, LOST, INVALID = 64102, 64105, 64107
MOST_INVALID = 10


@dataclass(frozen=True, slots=True)
class Relayed:
    """How a session ended: completed (the call is over), ended (by the application), failed."""

    status: str
    handoff: str | None = None
    code: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text to speak."""

    text: str
    last: bool
    preemptible: bool


class Session:
    """One session. `utter` speaks, `prompted` is called when a question has been spoken undisturbed."""

    def __init__(
        self,
        call: Call,
        kit: Kit,
        ears: Ears,
        relay: Relay,
        utter: Callable[[str, str], None],
        prompted: Callable[[], None],
    ) -> None:
        self._call = call
        self._kit = kit
        self._ears = ears
        self._relay = relay
        self._utter = utter
        self._prompted = prompted
        self._sid = new_sid("VX")
        self._begun = kit.clock.now()
        self._language = relay.language
        self._waiting: deque[Spoken] = deque()
        self._more = asyncio.Event()
        self._now: asyncio.Task[None] | None = None
        self._playing: Spoken | None = None
        self._unread = 0

    def told(self, how: Relayed) -> dict[str, str]:
        """What the action is told of the session."""
        seconds = (self._kit.clock.now() - self._begun).total_seconds()
        told = {"SessionId": self._sid, "SessionStatus": how.status, "SessionDuration": str(round(seconds))}
        if how.handoff is not None:
            told["HandoffData"] = how.handoff
        return told | ({"ErrorCode": str(how.code), "ErrorMessage": how.detail} if how.code else {})

    async def hold(self) -> Relayed:
        """Until the application ends it, or is lost."""
        try:
            if self._kit.disturbance.no_sockets:
                raise ConnectionRefusedError
            async with self._kit.webhooks.socket(self._relay.url) as socket:
                return await self._talk(socket)
        except (aiohttp.ClientError, OSError):
            return Relayed("failed", code=UNREACHABLE, detail="Unable to connect to websocket URL")

    async def _talk(self, socket: aiohttp.ClientWebSocketResponse) -> Relayed:
        await self._send(socket, self._setup())
        with self._ears.attend(self._language, keys=self._relay.keys) as inputs:
            beside = [
                asyncio.ensure_future(self._speak(socket)),
                asyncio.ensure_future(self._hear(socket, inputs)),
            ]
            try:
                return await self._obey(socket)
            finally:
                for task in (*beside, self._now):
                    if task:
                        task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)

    def _setup(self) -> dict[str, Any]:
        return {
            "type": "setup",
            "sessionId": self._sid,
            "accountSid": self._call.account_sid,
            "parentCallSid": "",
            "callSid": self._call.sid,
            "from": self._call.requested.caller,
            "to": self._call.requested.to,
            "forwardedFrom": "",
            "callType": "PSTN",
            "callerName": "",
            "direction": "outbound-api",
            "callStatus": "IN_PROGRESS",
            "customParameters": {},
        }

    async def _obey(self, socket: aiohttp.ClientWebSocketResponse) -> Relayed:
        async for message in socket:
            given = _object(message)
            self._kit.ledger.record(Kind.FRAME, call_sid=self._call.sid, way="from", message=given)
            match given:
                case {"type": "text", "token": str(token)}:
                    self._take(Spoken(token.strip(), given.get("last") is True, given.get("preemptible") is True))
                case {"type": "language", "ttsLanguage": str(language)}:
                    self._language = language
                case {"type": "play", "source": str()} | {"type": "sendDigits", "digits": str()}:
                    pass  # kept in the ledger: nobody at the handset could hear it
                case {"type": "end"}:
                    return Relayed("ended", handoff=given.get("handoffData"))
                case _:
                    if await self._refused(socket, message.data):
                        break
                    continue
            self._unread = 0
        return Relayed("failed", code=LOST, detail="Websocket ended")

    async def _refused(self, socket: aiohttp.ClientWebSocketResponse, raw: Any) -> bool:
        """Complain about a message; whether that were too many."""
        self._unread += 1
        await self._send(socket, {"type": "error", "description": f"Invalid message received, code: {INVALID}, {raw}"})
        return self._unread >= MOST_INVALID

    def _take(self, spoken: Spoken) -> None:
        self._waiting = deque(one for one in self._waiting if not one.preemptible)
        if self._playing and self._playing.preemptible and self._now:
            self._now.cancel()
        self._waiting.append(spoken)
        self._more.set()

    async def _speak(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            await self._tell_speaking(socket, "agentSpeaking", on=True)
            last = None
            while self._waiting:
                last = self._playing = self._waiting.popleft()
                self._now = asyncio.ensure_future(self._say(last))
                await asyncio.wait({self._now})
                if self._now.cancelled():
                    last = None
            self._playing = None
            await self._tell_speaking(socket, "agentSpeaking", on=False)
            if last and last.last and not last.preemptible and not self._waiting:
                self._prompted()

    async def _say(self, spoken: Spoken) -> None:
        self._utter(spoken.text, self._language)
        await self._kit.clock.sleep(len(spoken.text) * self._kit.config.say_seconds_per_character)

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, inputs: asyncio.Queue[Input]) -> None:
        while True:
            match await inputs.get():
                case Speak(text):
                    await self._tell_speaking(socket, "clientSpeaking", on=True)
                    await self._interrupt(socket, "speech")
                    if self._relay.partials:
                        await self._send(socket, self._prompt(text[: len(text) // 2 or 1], last=False))
                    await self._tell_speaking(socket, "clientSpeaking", on=False)
                    await self._send(socket, self._prompt(text, last=True))
                case Cough():
                    await self._tell_speaking(socket, "clientSpeaking", on=True)
                    await self._interrupt(socket, "speech")
                    await self._tell_speaking(socket, "clientSpeaking", on=False)
                case Press(key):
                    await self._interrupt(socket, "dtmf")
                    await self._send(socket, {"type": "dtmf", "digit": key})

    def _prompt(self, text: str, *, last: bool) -> dict[str, Any]:
        return {"type": "prompt", "voicePrompt": text, "lang": self._language, "last": last}

    async def _interrupt(self, socket: aiohttp.ClientWebSocketResponse, by: str) -> None:
        playing = self._playing
        if playing is None or by not in self._relay.interruptible:
            return
        self._waiting.clear()
        if self._now:
            self._now.cancel()
        await self._send(
            socket, {"type": "interrupt", "utteranceUntilInterrupt": playing.text, "durationUntilInterruptMs": 0}
        )

    async def _tell_speaking(self, socket: aiohttp.ClientWebSocketResponse, who: str, *, on: bool) -> None:
        if self._relay.speakers_told:
            await self._send(socket, {"type": "info", "name": who, "value": "on" if on else "off"})

    async def _send(self, socket: aiohttp.ClientWebSocketResponse, message: dict[str, Any]) -> None:
        self._kit.ledger.record(Kind.FRAME, call_sid=self._call.sid, way="to", message=message)
        await socket.send_str(json.dumps(message, ensure_ascii=False))


def _object(message: aiohttp.WSMessage) -> Any:
    try:
        return json.loads(message.data)
    except (ValueError, TypeError):
        return None
