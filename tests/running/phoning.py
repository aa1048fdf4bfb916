"""A handset, and what the simulator says truly happened."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Any

import aiohttp

from tests.running.waiting import eventually

Call = dict[str, Any]
OURS = "+15005550006"
"""The demo's caller id."""
LIVE = frozenset({"queued", "ringing", "in-progress"})


class SimulatorControl:
    """The simulator's oracle and its faults."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url = http, f"{url}/control"

    async def ledger(self, *kinds: str, after: int = 0) -> list[dict[str, Any]]:
        """What truly happened, in order, beyond entry number `after`."""
        query = [("after", str(after)), *(("kind", kind) for kind in kinds)]
        async with self._http.get(f"{self._url}/ledger", params=query) as answer:
            assert answer.status == 200, await answer.text()
            entries: list[dict[str, Any]] = (await answer.json())["entries"]
            return entries

    async def posts_to(self, number: str) -> list[str]:
        """The address of each attempt for which a request to call this number reached the carrier."""
        posts = await self.ledger("post")
        wanted = [post["parameters"] for post in posts if post["path"].endswith("/Calls.json")]
        return [parameters["Url"][0] for parameters in wanted if parameters["To"] == [number]]

    async def script(self, number: str, **script: Any) -> None:
        """How this number behaves from now on."""
        async with self._http.post(f"{self._url}/callees", json={"to": number, "script": script}) as answer:
            assert answer.status == 200, await answer.text()

    async def writes(self, number: str, body: str, *, to: str = OURS) -> list[str]:
        """Somebody sends a text from this number to ours; what we text back at once."""
        told = {"from": number, "to": to, "body": body}
        async with self._http.post(f"{self._url}/texts", json=told) as answer:
            assert answer.status == 200, await answer.text()
            answered: list[str] = (await answer.json())["answered"]
            return answered


class Handset:
    """The handset page's side of the simulator: sees every call, acts on those of its number."""

    def __init__(self, http: aiohttp.ClientSession, simulator: str, page: str, control: SimulatorControl) -> None:
        self._http, self._simulator, self._page, self.control = http, simulator, page, control
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None
        self.calls: list[Call] = []
        self.texts: list[dict[str, Any]] = []

    async def switch_on(self) -> None:
        url = f"{self._simulator}/handset/ws"
        self._socket = await self._http.ws_connect(url, headers={"Origin": self._page}, max_msg_size=0)
        self._reading = asyncio.create_task(self._read(self._socket))

    async def switch_off(self) -> None:
        if self._socket:
            await self._socket.close()
        if self._reading:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in socket:
            told = frame.json()
            if told["type"] == "state":
                self.calls, self.texts = told["calls"], told["messages"]

    def calls_to(self, number: str) -> list[Call]:
        return [call for call in self.calls if call["to"] == number]

    async def rings(self, number: str, *, seconds: float = 60) -> PhoneCall:
        """The call that rings at this number, once it does."""

        def ringing() -> Call | None:
            return next((call for call in self.calls_to(number) if call["state"] == "ringing"), None)

        what = f"the phone {number} to ring"
        found = await eventually(ringing, what, seconds=seconds, seen=lambda: self.calls_to(number))
        return PhoneCall(self, found["call_sid"])

    async def send(self, call_sid: str, **command: str) -> None:
        assert self._socket, "the handset is off"
        await self._socket.send_json({"call_sid": call_sid, **command})


class PhoneCall:
    """One call, as the callee lives through it."""

    def __init__(self, handset: Handset, call_sid: str) -> None:
        self._handset, self.call_sid = handset, call_sid

    @property
    def shown(self) -> Call:
        return next(call for call in self._handset.calls if call["call_sid"] == self.call_sid)

    @property
    def state(self) -> str:
        return str(self.shown["state"])

    def transcript(self) -> list[str]:
        return [f"{line['who']}: {line['text']}" for line in self.shown["log"]]

    async def answer(self) -> str:
        """Pick up and hear the voice out; what it said."""
        return await self._act(type="answer")

    async def say(self, text: str) -> str:
        """Say something and hear what is said to it."""
        return await self._act(type="say", text=text)

    async def press(self, digit: str) -> str:
        return await self._act(type="key", digit=digit)

    async def hang_up(self) -> None:
        """Hang up, or decline the ringing call."""
        await self._handset.send(self.call_sid, type="hangup")
        await eventually(
            lambda: self.state not in LIVE, "the end of the call", seen=lambda: (self.state, self.call_sid)
        )

    async def _act(self, **command: str) -> str:
        """Do something; what the voice says until it waits for the callee again, or the call is over."""
        control = self._handset.control
        newest = (await control.ledger())[-1]["n"]
        await self._handset.send(self.call_sid, **command)

        async def heard_out() -> bool:
            entries = await control.ledger("listening", "ended", after=newest)
            return any(
                entry["call_sid"] == self.call_sid and (entry["kind"] == "ended" or "speech" in entry["expects"])
                for entry in entries
            )

        await eventually(heard_out, "the voice", seen=lambda: (self.state, self.transcript()))
        said = await control.ledger("said", after=newest)
        return "\n".join(entry["text"] for entry in said if entry["call_sid"] == self.call_sid)

    async def ends(self, state: str = "completed", *, seconds: float = 20) -> None:
        await eventually(
            lambda: self.state == state, f"the call to be {state}", seconds=seconds,
            seen=lambda: (self.state, self.transcript()),
        )  # fmt: skip


def code_in(words: str) -> str:
    """The four digits with which a call can be checked in the hall, however the voice reads them out."""
    digits = "零一二三四五六七八九"
    folded = words.translate({ord(name): str(value) for value, name in enumerate(digits)})
    for found in re.finditer(r"(?:[0-9][、,，\s.-]{0,2}){4}(?![0-9])", folded):
        return re.sub(r"\D", "", found.group())
    raise AssertionError(f"no code of four digits in {words!r}")
