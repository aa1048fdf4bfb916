"""Twilio's REST interface for calls and messages, as far as a carrier adapter uses it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from multidict import MultiDict

from callouts.carrier import CallStatus
from callouts.phone_simulator.call import Call, listed
from callouts.phone_simulator.conferences import Seat, asked_flag
from callouts.phone_simulator.keys import EXCHANGE
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.refusal import RefusalError, not_found, not_in_progress
from callouts.phone_simulator.requested import RequestedCall, whole_seconds

PREFIX = "/2010-04-01/Accounts/{account}"


def routes() -> list[web.RouteDef]:
    """The part of the simulator that Twilio's clients see."""
    return [
        web.post(PREFIX + "/Calls.json", create_call),
        web.get(PREFIX + "/Calls.json", list_calls),
        web.get(PREFIX + "/Calls/{sid}.json", fetch_call),
        web.post(PREFIX + "/Calls/{sid}.json", update_call),
        web.get(PREFIX + "/Conferences/{conference}.json", fetch_conference),
        web.get(PREFIX + "/Conferences/{conference}/Participants/{sid}.json", fetch_participant),
        web.post(PREFIX + "/Conferences/{conference}/Participants/{sid}.json", update_participant),
        web.delete(PREFIX + "/Conferences/{conference}/Participants/{sid}.json", remove_participant),
        web.post(PREFIX + "/Messages.json", create_message),
        web.get(PREFIX + "/Messages/{sid}.json", fetch_message),
    ]


async def create_call(request: web.Request) -> web.StreamResponse:
    """Place a call."""
    exchange, form = request.app[EXCHANGE], await _form(request)

    def place() -> dict[str, Any]:
        return exchange.place(RequestedCall.read(form, exchange.kit.config.callers)).to_json()

    return await _create(request, "calls", place)


async def create_message(request: web.Request) -> web.StreamResponse:
    """Send a text message."""
    exchange, form = request.app[EXCHANGE], await _form(request)
    return await _create(request, "messages", lambda: exchange.send_sms(form).to_json())


async def fetch_call(request: web.Request) -> web.Response:
    """One call."""
    return web.json_response(request.app[EXCHANGE].line(request.match_info["sid"]).call.to_json())


async def fetch_message(request: web.Request) -> web.Response:
    """One message."""
    message = request.app[EXCHANGE].messages.get(request.match_info["sid"])
    if message is None:
        raise not_found(request.path)
    return web.json_response(message.to_json())


async def update_call(request: web.Request) -> web.Response:
    """Cancel or end a call, or let it go on with other TwiML."""
    line, form = request.app[EXCHANGE].line(request.match_info["sid"]), await _form(request)
    await _record(request, None)
    if line.call.status.over:
        raise not_in_progress()
    ringing = line.call.status is not CallStatus.IN_PROGRESS
    url, twiml = form.get("Url", ""), form.get("Twiml")
    match form.get("Status"):
        case "completed":
            line.end(CallStatus.CANCELED if ringing else CallStatus.COMPLETED, 487 if ringing else 200)
        case "canceled" if ringing:
            line.end(CallStatus.CANCELED, 487)
        case "canceled":
            pass  # as with Twilio: without effect on a call in progress
        case None if url or twiml:
            if ringing:
                raise not_in_progress()
            line.redirect(url, form.get("Method", "POST").upper(), None if url else twiml)
        case None if "TimeLimit" in form:
            line.limit(whole_seconds(form, "TimeLimit", 14400, 86400))
        case other:
            raise RefusalError(400, 20001, f"Nothing to update, or not to Status={other}")
    return web.json_response(line.call.to_json())


async def fetch_conference(request: web.Request) -> web.Response:
    """One conference."""
    conferences = request.app[EXCHANGE].kit.conferences
    return web.json_response(conferences.room_json(conferences.room(request.match_info["conference"])))


async def fetch_participant(request: web.Request) -> web.Response:
    """One call in a conference."""
    return web.json_response(request.app[EXCHANGE].kit.conferences.seat_json(_seat(request)))


async def update_participant(request: web.Request) -> web.Response:
    """Mute a call in a conference, or let it hear something else."""
    conferences, form = request.app[EXCHANGE].kit.conferences, await _form(request)
    await _record(request, None)
    seat = _seat(request)
    conferences.update(
        seat, muted=asked_flag(form.get("Muted"), "Muted"), hold=asked_flag(form.get("Hold"), "Hold"),
        hold_url=form.get("HoldUrl", ""), hold_method=form.get("HoldMethod", "GET").upper(),
    )  # fmt: skip
    return web.json_response(conferences.seat_json(seat))


async def remove_participant(request: web.Request) -> web.Response:
    """Take a call out of a conference; its call ends with its TwiML."""
    request.app[EXCHANGE].kit.conferences.leave(_seat(request))
    return web.Response(status=204)


def _seat(request: web.Request) -> Seat:
    named = request.match_info
    return request.app[EXCHANGE].kit.conferences.seat(named["conference"], named["sid"])


async def list_calls(request: web.Request) -> web.Response:
    """Calls by To, From and Status, newest first, in pages."""
    query = request.query
    lines = request.app[EXCHANGE].lines.values()
    found = listed((line.call for line in lines), query.get("To"), query.get("From"), query.get("Status"))
    size, page = min(int(query.get("PageSize", 50)), 1000), int(query.get("Page", 0))
    return web.json_response(_page(request, found, size, page))


def _page(request: web.Request, found: list[Call], size: int, page: int) -> dict[str, Any]:
    start = page * size
    shown = found[start : start + size]

    def address(number: int) -> str:
        query = dict(request.query) | {"PageSize": str(size), "Page": str(number)}
        token = {"PageToken": f"PA{found[start].sid}"} if number > 0 else {}
        return f"{request.path}?{urlencode(query | token)}"

    return {
        "first_page_uri": address(0),
        "next_page_uri": address(page + 1) if start + size < len(found) else None,
        "previous_page_uri": address(page - 1) if page > 0 else None,
        "page": page,
        "page_size": size,
        "start": start,
        "end": start + max(len(shown) - 1, 0),
        "uri": request.path_qs,
        "calls": [call.to_json() for call in shown],
    }


async def _create(request: web.Request, resource: str, accept: Callable[[], dict[str, Any]]) -> web.StreamResponse:
    faults = request.app[EXCHANGE].faults
    fault = faults.next(resource)
    await _record(request, fault.kind.value if fault else None)
    return await faults.strike(fault, request, lambda: web.json_response(accept(), status=201))


async def _record(request: web.Request, fault: str | None) -> None:
    form = await _form(request)
    parameters = {name: form.getall(name) for name in form}
    request.app[EXCHANGE].kit.ledger.record(
        Kind.POST, path=request.path, bytes=len(await request.read()), parameters=parameters, fault=fault
    )


async def _form(request: web.Request) -> MultiDict[str]:
    return MultiDict((name, value) for name, value in (await request.post()).items() if isinstance(value, str))
