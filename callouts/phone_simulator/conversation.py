"""Runs TwiML on an answered call: speaks, listens, fetches the next document, until there is none."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from callouts.phone_simulator import twiml
from callouts.phone_simulator.call import Call
from callouts.phone_simulator.conferences import Seat
from callouts.phone_simulator.ears import Ears, Gathered
from callouts.phone_simulator.kit import Kit
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.relay import Relayed, Session
from callouts.phone_simulator.screen import Screen
from callouts.phone_simulator.twiml import (
    Document,
    Gather,
    Hangup,
    Pause,
    Redirect,
    Relay,
    Say,
    Transfer,
    Unsupported,
    Verb,
)

MOST_DOCUMENTS = 500  # a <Redirect> loop without a pause would otherwise spin for ever
CONFIDENCE = "0.92"
BREATH_S = 0.25  # between two rounds of wait music


class Conversation:
    """The voice's side of one call. `prompted` is called whenever a Gather has spoken undisturbed and waits."""

    def __init__(self, call: Call, kit: Kit, ears: Ears, screen: Screen, prompted: Callable[[], None]) -> None:
        self._call = call
        self._kit = kit
        self._ears = ears
        self._screen = screen
        self._prompted = prompted

    async def hold(self, document: Document) -> None:
        """Play documents until one leads nowhere."""
        for _ in range(MOST_DOCUMENTS):
            following = await self._play(document)
            if following is None:
                return
            document = following
        self._complain(12200, f"more than {MOST_DOCUMENTS} documents in one call")

    def read(self, text: str, url: str) -> Document:
        """Parse TwiML; what is none ends the call, as with Twilio."""
        try:
            return twiml.parse(text, url)
        except ValueError as error:
            self._complain(12100, str(error))
            return Document(url)

    async def _play(self, document: Document) -> Document | None:
        for verb in document.verbs:
            following = await self._perform(verb, document.url)
            if following is not None:
                return following
        return None

    async def _perform(self, verb: Verb, url: str) -> Document | None:
        """Where to go on, None: with the next verb."""
        match verb:
            case Say() | Pause():
                await self._speak((verb,))
            case Gather():
                return await self._gather(verb, url)
            case Redirect():
                return await self._fetch(urljoin(url, verb.url), verb.method)
            case Hangup():
                return Document(url)
            case Transfer():
                return await self._transfer(verb, url)
            case Relay():
                return await self._relay(verb, url)
            case Unsupported():
                self._complain(12200, f"<{verb.tag}> is not simulated")
        return None

    async def _speak(self, prompts: tuple[Say | Pause, ...]) -> None:
        for prompt in prompts:
            if isinstance(prompt, Pause):
                await self._kit.clock.sleep(prompt.seconds)
            else:
                self._utter(prompt.text, prompt.language)
                await self._kit.clock.sleep(len(prompt.text) * self._kit.config.say_seconds_per_character)

    async def _gather(self, gather: Gather, url: str) -> Document | None:
        gathered = await self._ears.listen(gather, self._speak(gather.prompts), self._waits)
        self._kit.changed()
        if gathered.silent and not gather.report_silence:
            return None
        parameters = _result(gather, gathered)
        return await self._fetch(urljoin(url, gather.action or ""), gather.method, parameters)

    async def _transfer(self, transfer: Transfer, url: str) -> Document | None:
        name = transfer.conference or transfer.number or ""
        self._screen.transferred_to = name
        self._screen.note("system", f"transferred to {name}", "transferred")
        room = name if transfer.conference else f"{name} for {self._call.sid}"
        seat = self._kit.conferences.enter(room, self._call.sid, transfer, self._hear_other)
        try:
            await self._attend(seat, url)
        finally:
            self._kit.conferences.leave(seat)
            self._screen.transferred_to, self._screen.talking = None, False
            self._screen.note("system", f"transfer to {name} ended", "transfer_ended")
        if transfer.action is None:
            return None
        status = {"DialCallStatus": "answered" if transfer.conference else "completed"}
        return await self._fetch(urljoin(url, transfer.action), transfer.method, status)

    async def _relay(self, relay: Relay, url: str) -> Document | None:
        """Let the application talk over its WebSocket; what follows is found at the action."""
        session = Session(self._call, self._kit, self._ears, relay, self._utter, self._waits)
        try:
            ended = await session.hold()
        except asyncio.CancelledError:
            if self._call.status.over and relay.action:  # Twilio tells of it though nothing can follow
                about = self._call.webhook_parameters() | session.told(Relayed("completed"))
                self._kit.tasks.spawn(self._kit.webhooks.tell(urljoin(url, relay.action), about))
            raise
        if ended.code:
            self._complain(ended.code, ended.detail)
        self._kit.changed()
        if relay.action is None:
            return None
        return await self._fetch(urljoin(url, relay.action), relay.method, session.told(ended))

    async def _attend(self, seat: Seat, url: str) -> None:
        """Be in the conference, and hear its music where there is any, until one has to leave."""
        while not seat.left.is_set():
            changed, music = seat.changed, seat.music
            self._screen.talking = not seat.apart
            self._kit.changed()
            waits: list[asyncio.Future[Any]] = [
                asyncio.ensure_future(seat.left.wait()),
                asyncio.ensure_future(changed.wait()),
            ]
            if music:
                waits.append(asyncio.ensure_future(self._music(urljoin(url, music[0]), music[1], seat)))
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()

    async def _music(self, url: str, method: str, seat: Seat) -> None:
        """Play a document over and over; only <Say>, <Play>, <Pause> and <Redirect> may be in it."""
        about = {"ConferenceSid": seat.room.sid, "FriendlyName": seat.room.name}
        while True:
            document = await self._fetch(url, method, about)
            for verb in document.verbs:
                if isinstance(verb, Say | Pause):
                    await self._speak((verb,))
                elif isinstance(verb, Redirect):
                    url, method = urljoin(document.url, verb.url), verb.method
                else:
                    self._complain(13227, f"<{type(verb).__name__}> is not allowed in wait music")
            await self._kit.clock.sleep(BREATH_S)

    async def _fetch(self, url: str, method: str, parameters: dict[str, str] | None = None) -> Document:
        body = await self._kit.webhooks.send(url, self._call.webhook_parameters() | (parameters or {}), method)
        if body is None:
            self._complain(11200, f"no TwiML from {url}")
            return Document(url)
        return self.read(body, url)

    def _utter(self, text: str, language: str) -> None:
        self._screen.language = language
        self._kit.ledger.record(Kind.SAID, call_sid=self._call.sid, text=text, language=language)
        self._kit.spoke(self._call.sid, text, language)
        self._screen.note("voice", text)

    def _hear_other(self, text: str) -> None:
        self._utter(text, self._screen.language)

    def _waits(self) -> None:
        self._kit.ledger.record(Kind.LISTENING, call_sid=self._call.sid, expects=self._ears.expects)
        self._kit.changed()
        self._prompted()

    def _complain(self, code: int, detail: str) -> None:
        self._kit.ledger.record(Kind.DEBUGGER, call_sid=self._call.sid, code=code, detail=detail)
        self._screen.note("system", f"{code}: {detail}")


def _result(gather: Gather, gathered: Gathered) -> dict[str, str]:
    """What the action is told. Silence is told as empty values."""
    if gathered.speech is not None:
        return {"msg": "Gather End", "SpeechResult": gathered.speech, "Confidence": CONFIDENCE}
    if gathered.digits or not gather.speech:
        return {"msg": "Gather End", "Digits": gathered.digits}
    return {"msg": "Gather End", "SpeechResult": "", "Digits": ""}
