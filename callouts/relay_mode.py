"""Steps of a call over ConversationRelay: one WebSocket for as long as the assistant talks, instead of a webhook for
each exchange. The talk is `call_flow`'s, step by step, as in `gather_mode`; before and after it TwiML speaks.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aiohttp import WSCloseCode, WSMsgType, web

from callouts import twiml
from callouts.addresses import address, socket_address
from callouts.call_flow import CallFlow
from callouts.calls import ForeignCallError, UnknownAttemptError, held_for
from callouts.carrier import CallStatus
from callouts.gather_mode import document
from callouts.relay_ears import Ears, GoneError
from callouts.relay_messages import Fault, Setup, end, handed_over, read, speak_in, speech
from callouts.settings import CalloutSettings
from callouts.steps import Ask, HangUp, Step, Wait

log = logging.getLogger(__name__)

LARGEST = 64 * 1024
HEARTBEAT = 10.0
"""Seconds between two pings: a connection that is gone without a word must not go on telling the assistant of silence,
while the call goes on by Gather."""
SETUP_WITHIN = 10.0
"""Seconds for the first message. Afterwards the call's own limit of time counts."""
CLOSED_WITHIN = 5.0
"""Seconds for the carrier to close a session that we have ended."""
BREATH = 1.0
"""Seconds between two looks whether the assistant is done: in the other mode, a Gather for keys takes them."""

_OVER = {status.value for status in CallStatus if status.over}


def opening(step: Step, attempt_id: UUID, settings: CalloutSettings) -> str:
    """The first TwiML of a call: a session where the assistant is to talk; whatever else is said without one."""
    if not isinstance(step, Ask):
        return document(step, attempt_id, settings)
    socket, after = socket_address(settings, attempt_id), address(settings, "relayed", attempt_id)
    return twiml.connect_relay(settings, step.language, socket, after)


async def following(flow: CallFlow, attempt_id: UUID, form: Mapping[str, str]) -> Step:
    """What follows a session. Where it broke (64105) or never came about (64102), the call goes on without one."""
    if last := handed_over(form.get("HandoffData", "")):
        return last
    if form.get("CallStatus") in _OVER:  # whoever has hung up is not put through to anybody
        return HangUp(language="en")
    if form.get("SessionStatus") == "failed":
        code = form.get("ErrorCode", "")[:10]
        log.warning("a session was lost, going on without", extra={"action": "relay_lost", "code": code})
    return await flow.resumed(attempt_id, form)


class Session:
    """One session: `begin` says whose call it is, `run` leads it."""

    def __init__(self, flow: CallFlow, attempt_id: UUID, socket: web.WebSocketResponse) -> None:
        self._flow = flow
        self._attempt_id = attempt_id
        self._socket = socket
        self._ears = Ears(flow.settings.gather_seconds, flow.sleep)
        self._language = ""
        self._call: dict[str, str] = {}

    async def run(self) -> None:
        """Talk until we are done, or nobody hears us any more."""
        reading = asyncio.create_task(self._read())
        try:
            step = await self._flow.resumed(self._attempt_id, self._call)
            while isinstance(step, Ask | Wait):
                await self._say(step)
                step = await self._next(step)
            await self._send(end(step))
            await asyncio.wait({reading}, timeout=CLOSED_WITHIN)
        except (GoneError, ConnectionError):
            return  # the carrier says by its webhooks why, and what the call came to
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def begin(self) -> None:
        """Read the first message. Raises TimeoutError, and the errors of `calls` for another attempt's call."""
        message = await self._socket.receive(timeout=SETUP_WITHIN)
        told = read(message.data) if message.type is WSMsgType.TEXT else None
        call_sid = told.call_sid if isinstance(told, Setup) else ""
        async with self._flow.database.begin() as tx:
            held = await held_for(tx, self._attempt_id, call_sid, None)
        self._call = {"CallSid": call_sid, "To": held.number}
        self._language = held.language

    async def _read(self) -> None:
        try:
            async for message in self._socket:
                told = read(message.data) if message.type is WSMsgType.TEXT else None
                if isinstance(told, Fault):
                    log.warning("the carrier finds fault", extra={"action": "relay_fault", "code": told.code})
                elif told:
                    self._ears.take(told)
        finally:
            self._ears.close()

    async def _say(self, step: Ask | Wait) -> None:
        if step.language != self._language:
            self._language = step.language
            await self._send(speak_in(step.language))
        for message in speech(step.texts, step.language, for_now=isinstance(step, Wait)):
            await self._send(message)

    async def _next(self, step: Ask | Wait) -> Step:
        if isinstance(step, Ask):
            heard, waits = await self._ears.answer(step.texts, step.language), 0
        else:
            heard, waits = await self._ears.key(BREATH), step.waits
        return await self._flow.turn(self._attempt_id, self._call | heard, step.after, waits)

    async def _send(self, message: dict[str, Any]) -> None:
        if self._socket.closed:
            raise GoneError
        await self._socket.send_str(json.dumps(message, ensure_ascii=False))


async def converse(flow: CallFlow, attempt_id: UUID, request: web.Request) -> web.WebSocketResponse:
    """Serve one session on a request whose signature has been judged.

    Whatever fails on our side closes it: the carrier asks for a document then, and another process may answer.
    """
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST)
    await socket.prepare(request)
    code = WSCloseCode.OK
    session = Session(flow, attempt_id, socket)
    try:
        await session.begin()
        await session.run()
    except (UnknownAttemptError, ForeignCallError, TimeoutError) as error:
        code = WSCloseCode.POLICY_VIOLATION
        log.warning("no session", extra={"action": "relay_refused", "kind": type(error).__name__})
    except Exception:
        code = WSCloseCode.INTERNAL_ERROR
        log.exception("a session broke", extra={"action": "relay_broke"})
    with contextlib.suppress(ConnectionError):
        await socket.close(code=code)
    return socket
