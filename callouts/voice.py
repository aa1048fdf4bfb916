"""The carrier's webhooks: what happens when somebody answers, speaks, presses a key, or when the call goes on or ends.

Every address names its attempt unguessably (`addresses`), every request is signed (`signature`), and any of them may
come twice. TwiML answers must come within a second or so: the callee hears silence until then.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from aiohttp import web
from multidict import MultiDict

from callouts import incoming
from callouts.addresses import attempt_of, transfer_in
from callouts.call_flow import CallFlow
from callouts.calls import Callback, ForeignCallError, UnknownAttemptError, take_status
from callouts.ending import note_cut_off
from callouts.gather_mode import document
from callouts.machines import take_verdict
from callouts.relay_mode import converse, following, opening
from callouts.signature import FORM
from callouts.steps import Step
from callouts.texting import take_sms_status
from callouts.twiml import hang_up, say_and_go_on
from careline.http.endpoint import Access, Endpoint
from careline.http.problem import Problem
from careline.spans import recording
from careline.store.failures import database_lost
from shared.trace import follow, trace_of

log = logging.getLogger(__name__)

AGAIN_AT_MOST = 5
"""How often a call waits two seconds for a lost database before it is ended."""


def endpoints(flow: CallFlow) -> list[Endpoint]:
    """The routes of `/voice`, all of them for the signed carrier only."""
    routes = Voice(flow)
    listed = (
        ("answer", routes.answer, "Somebody answered: the first TwiML of a call"),
        ("turn", routes.turn, "The callee spoke, pressed a key or kept silent"),
        ("relayed", routes.relayed, "A session over the WebSocket has ended: what follows it"),
        ("rate", routes.rate, "A callee pressed how it went"),
        ("status", routes.status, "A call goes on or has ended"),
        ("amd", routes.amd, "A person or a machine answered"),
        ("hold", routes.hold, "Somebody waits in a conference: the next words"),
        ("conference", routes.conference, "Somebody came into a conference, or left it"),
        ("back", routes.back, "A caller is out of the conference"),
        ("after", routes.after, "A caller pressed a key after the talk with an agent"),
        ("whisper", routes.whisper, "An agent picked up: what the call is about"),
        ("accept", routes.accept, "An agent pressed a key"),
        ("join", routes.join, "An agent took the call at the desk"),
        ("agent", routes.agent, "An agent's call goes on or has ended"),
    )
    return [
        Endpoint(
            method="POST", path=f"/voice/{what}/{{attempt}}", access=Access.CARRIER, handle=handle, summary=summary
        )
        for what, handle, summary in listed
    ] + [
        Endpoint(
            method="GET", path="/voice/relay/{attempt}", access=Access.CARRIER, handle=routes.relay,
            summary="A WebSocket of the carrier's, over which the assistant talks",
        ),
        Endpoint(
            method="POST", path="/voice/sms", access=Access.CARRIER, handle=routes.sms,
            summary="A text message has arrived or failed",
        ),
        *incoming.endpoints(flow),
    ]  # fmt: skip


class Voice:
    """Requests into use cases, TwiML and problems out."""

    def __init__(self, flow: CallFlow) -> None:
        self._flow = flow

    async def answer(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        render = opening if self._flow.settings.relay else document
        return await self._twiml(request, self._put(self._flow.answered(attempt_id, form), attempt_id, render))

    async def turn(self, request: web.Request) -> web.Response:
        """`after` is the last message spoken, `waits` how often the callee was asked for patience since."""
        attempt_id, form = self._read(request)
        after, waits = _whole(request, "after"), _whole(request, "waits")
        interrupted = "again" in request.query
        step = self._flow.turn(attempt_id, form, after, waits, interrupted=interrupted)
        return await self._twiml(request, self._put(step, attempt_id))

    async def relay(self, request: web.Request) -> web.StreamResponse:
        """The signature has been judged, on the headers alone; nothing else was read."""
        attempt_id, _form = self._read(request)
        if request.headers.get("Upgrade", "").lower() != "websocket":
            raise Problem(426, "Here one talks over a WebSocket.", headers={"Upgrade": "websocket"})
        return await converse(self._flow, attempt_id, request)

    async def relayed(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        return await self._twiml(request, self._put(following(self._flow, attempt_id, form), attempt_id))

    async def rate(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        return await self._twiml(request, self._put(self._flow.rated(attempt_id, form), attempt_id))

    async def _put(
        self, step: Coroutine[Any, Any, Step], attempt_id: UUID, render: Callable[..., str] = document
    ) -> str:
        return render(await step, attempt_id, self._flow.settings)

    async def status(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        flow = self._flow
        with _translated():
            await take_status(flow.database, attempt_id, Callback.of(form), flow.clock(), flow.settings)
        return web.Response(status=204)

    async def amd(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        with _translated():
            await take_verdict(self._flow, attempt_id, form)
        return web.Response(status=204)

    async def hold(self, request: web.Request) -> web.Response:
        attempt_id, _form = self._read(request)
        return await self._twiml(request, self._flow.legs.hold_words(attempt_id))

    async def conference(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        await self._flow.legs.conference(attempt_id, form)
        return web.Response(status=204)

    async def back(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        return await self._twiml(request, self._flow.legs.back(attempt_id, form))

    async def after(self, request: web.Request) -> web.Response:
        attempt_id, form = self._read(request)
        return await self._twiml(request, self._flow.legs.after(attempt_id, form))

    async def whisper(self, request: web.Request) -> web.Response:
        transfer_id, form = self._read(request, transfer_in)
        again = bool(_whole(request, "again"))
        return await self._twiml(request, self._flow.legs.whisper(transfer_id, form, again=again))

    async def accept(self, request: web.Request) -> web.Response:
        transfer_id, form = self._read(request, transfer_in)
        return await self._twiml(request, self._flow.legs.accept(transfer_id, form))

    async def join(self, request: web.Request) -> web.Response:
        transfer_id, form = self._read(request, transfer_in)
        return await self._twiml(request, self._flow.legs.join(transfer_id, form))

    async def agent(self, request: web.Request) -> web.Response:
        transfer_id, form = self._read(request, transfer_in)
        with _translated():
            await self._flow.legs.agent_status(transfer_id, form)
        return web.Response(status=204)

    async def sms(self, request: web.Request) -> web.Response:
        form = request[FORM]
        await take_sms_status(self._flow.database, form, self._flow.clock())
        return web.Response(status=204)

    def _read(
        self, request: web.Request, named: Callable[[str, str], UUID | None] = attempt_of
    ) -> tuple[UUID, MultiDict[str]]:
        """Which attempt, or ringing of an agent, the address names. Raises Problem 404."""
        found = self._named(request, named)
        if found is None:
            raise Problem(404, "There is no such attempt.")
        follow(trace_of(found, sampled=recording()))  # a call is one piece of work, whatever the carrier asks of it
        return found, request[FORM]

    def _named(self, request: web.Request, named: Callable[[str, str], UUID | None]) -> UUID | None:
        """By the secret of now, or the one before; None for a stranger's address."""
        token, ours = request.match_info["attempt"], self._flow.settings
        found = named(token, ours.secret)
        return named(token, ours.previous_secret) if found is None and ours.previous_secret else found

    async def _twiml(self, request: web.Request, document: Coroutine[Any, Any, str]) -> web.Response:
        """TwiML; while the database is away, a pause and another try, so that a restart does not cut calls off."""
        try:
            with _translated():
                text = await document
        except Problem:
            raise
        except Exception as error:
            if not database_lost(error):
                await self._cut_off(request)
                raise
            text = self._later(request)
        return web.Response(text=text, content_type="text/xml", charset="utf-8")

    async def _cut_off(self, request: web.Request) -> None:
        """The carrier ends a call that it gets no words for: put it on record that it was us."""
        if attempt_id := self._named(request, attempt_of):
            async with self._flow.database.begin() as tx:
                await note_cut_off(tx, attempt_id)

    def _later(self, request: web.Request) -> str:
        again = _whole(request, "again") + 1
        log.warning("a call waits for the database", extra={"action": "database_unavailable", "again": again})
        if again > AGAIN_AT_MOST:
            return hang_up()
        base = self._flow.settings.public_url.rstrip("/")
        url = request.rel_url.update_query({"again": str(again)})
        return say_and_go_on(self._flow.settings, "en", (), f"{base}{url.raw_path_qs}")


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of the use cases into problems."""
    try:
        yield
    except UnknownAttemptError as error:
        raise Problem(404, str(error)) from error
    except ForeignCallError as error:
        raise Problem(409, str(error)) from error


def _whole(request: web.Request, name: str) -> int:
    """A number of ours in the query, 0 if it is missing. Raises Problem 400."""
    given = request.query.get(name, "0")
    if not (given.isascii() and given.isdecimal() and len(given) <= 18):
        raise Problem(400, f"{name} is not a number.")
    return int(given)
