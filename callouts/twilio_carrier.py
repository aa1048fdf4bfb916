"""Twilio behind the carrier port: its typed resources on our one-try transport.

The same code talks to the phone simulator, which differs only in address and destinations. Sources of parameters and
error codes: Twilio's API description (api.v2010), its call resource page and its error dictionary.
"""

from datetime import datetime
from typing import Any

from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from callouts import destinations
from callouts.carrier import (
    Busy,
    CallSeen,
    CallStatus,
    CarrierError,
    Dial,
    DialResult,
    Placed,
    Refused,
    Sent,
    SmsResult,
    Unknown,
)
from callouts.transport import NotSentError, OneTryHttpClient, RefusingReplyError

# How Twilio should repeat a webhook that fails, as fragments it reads and strips: for TwiML only when we could not be
# reached or stayed silent, for progress whatever went wrong. Without them a callback answered 500 is lost.
TWIML_RETRY = "#rc=2&rp=ct,rt"
STATUS_RETRY = "#rc=5&rp=all"
EVENTS = ["initiated", "ringing", "answered", "completed"]
MACHINE_DETECTION_S = 30
"""How long a machine's own greeting may take until we may speak on its tape."""

# Authentication, account, caller ID; then wrong URLs and parameters of ours: every further call would fail too.
STOPPING = frozenset({20003, 20005, 21210, 21212, 21205, 21263, 21609, 21626})
BAD_NUMBER = frozenset({21211, 21214, 21217, 13224, 21614})
QUEUE_FULL = frozenset({22005, 20429, 21611})
OPTED_OUT = 21610
NOT_IN_PROGRESS = 21220
NOT_FOUND = 20404


class TwilioCarrier:
    """Make it inside the running loop and close it there.

    `name` picks the row of `destinations`; `base_url` is the simulator's address (None: Twilio). `timeout_s` bounds
    each request as a whole.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        base_url: str | None = None,
        name: str = destinations.TWILIO,
        timeout_s: float = 10.0,
    ) -> None:
        if name not in destinations.REFUSED_PREFIXES:
            raise ValueError(f"No destinations are listed for a carrier named {name!r}.")
        self.name = name
        self._transport = OneTryHttpClient(timeout_s)
        # An environment of our own: TWILIO_EDGE and TWILIO_REGION would rewrite the host, even 127.0.0.1.
        nothing = {"TWILIO_EDGE": "", "TWILIO_REGION": ""}
        self._client: Any = Client(  # type: ignore[no-untyped-call, unused-ignore]
            account_sid, auth_token, http_client=self._transport, environment=nothing
        )
        if base_url is not None:
            self._client.api.base_url = base_url.rstrip("/")

    def may_dial(self, to: str) -> str | None:
        """Why this carrier cannot phone that number; None if it can."""
        return destinations.refusal(self.name, to)

    async def dial(self, dial: Dial) -> DialResult:
        """Place one call: one POST, whatever happens."""
        reason = self.may_dial(dial.to)
        return Refused(reason) if reason is not None else await self._place(dial)

    async def ring(self, dial: Dial) -> DialResult:
        """Ring an agent: one POST, whatever happens."""
        softphone = destinations.CLIENT.fullmatch(dial.to) is not None
        reason = None if softphone else self.may_dial(dial.to)
        return Refused(reason) if reason is not None else await self._place(dial)

    async def _place(self, dial: Dial) -> DialResult:
        parameters = _call_parameters(dial)
        try:
            call = await self._client.calls.create_async(**parameters)
        except Exception as error:  # noqa: BLE001 - once we have begun to send, no failure at all may invite a second POST
            return _outcome(error)
        return Placed(call.sid, _integer(call.queue_time)) if call.sid else Unknown("The reply names no call.")

    async def send_sms(self, to: str, caller: str, body: str, status_url: str) -> SmsResult:
        """Send one text message: one POST, whatever happens."""
        try:
            message = await self._client.messages.create_async(
                to=to, from_=caller, body=body, status_callback=status_url + STATUS_RETRY
            )
        except Exception as error:  # noqa: BLE001 - as in dial
            return _outcome(error)
        return Sent(message.sid) if message.sid else Unknown("The reply names no message.")

    async def hang_up(self, call_sid: str) -> None:
        """Cancel the call; should it have been answered, which `canceled` leaves untouched, end it."""
        for status in ("canceled", "completed"):
            try:
                call = await self._client.calls(call_sid).update_async(status=status)
            except RefusingReplyError as error:
                if error.code == NOT_FOUND or error.status == 404:
                    return
                if error.code != NOT_IN_PROGRESS:
                    raise
            else:
                if CallStatus(call.status).over:
                    return

    async def redirect(self, call_sid: str, twiml: str) -> None:
        """Let a call in progress go on with this TwiML (at most 4000 characters)."""
        await self._client.calls(call_sid).update_async(twiml=twiml)

    async def send_to(self, call_sid: str, url: str) -> None:
        """Let a call in progress go on with the TwiML at `url`; it leaves the conference that it is in."""
        await self._client.calls(call_sid).update_async(url=url + TWIML_RETRY, method="POST")

    async def extend(self, call_sid: str, limit_seconds: int) -> None:
        """Change the time limit that the call was placed with."""
        await self._client.calls(call_sid).update_async(time_limit=limit_seconds)

    async def set_muted(self, conference_sid: str, call_sid: str, muted: bool) -> None:
        """Mute one participant."""
        await self._client.conferences(conference_sid).participants(call_sid).update_async(muted=muted)

    async def set_hold(self, conference_sid: str, call_sid: str, on_hold: bool, words_url: str) -> None:
        """Hold one participant, who hears the TwiML at `words_url` meanwhile."""
        participant = self._client.conferences(conference_sid).participants(call_sid)
        heard = {"hold_url": words_url + TWIML_RETRY, "hold_method": "POST"} if on_hold else {}
        await participant.update_async(hold=on_hold, **heard)

    async def find(self, to: str, caller: str, since: datetime) -> list[CallSeen]:
        """Calls between these numbers created at `since` or later, newest first.

        Twilio's own date filter is not used: it counts whole UTC days of the start, and a queued call has not started.
        """
        calls = await self._client.calls.list_async(to=to, from_=caller)
        earliest = since.replace(microsecond=0)  # Twilio cuts its instants to the second
        return sorted(
            (seen for seen in map(_seen, calls) if seen.created_at >= earliest),
            key=lambda seen: seen.created_at,
            reverse=True,
        )

    async def fetch(self, call_sid: str) -> CallSeen | None:
        """The call as it is now; None if Twilio does not know it."""
        try:
            return _seen(await self._client.calls(call_sid).fetch_async())
        except RefusingReplyError as error:
            if error.status == 404:
                return None
            raise

    async def close(self) -> None:
        """Give up the connections."""
        await self._transport.close()


def _call_parameters(dial: Dial) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "to": dial.to,
        "from_": dial.caller,
        "url": dial.answer_url + TWIML_RETRY,
        "method": "POST",
        "status_callback": dial.status_url + STATUS_RETRY,
        "status_callback_method": "POST",
        "status_callback_event": EVENTS,
        "timeout": dial.ring_seconds,
        "time_limit": dial.limit_seconds,
    }
    if dial.amd_url is not None:
        parameters |= {
            "machine_detection": "DetectMessageEnd",  # told at the beep: words before it are on no tape
            "machine_detection_timeout": MACHINE_DETECTION_S,
            "async_amd": "true",  # True would go out as "True"; without it the callee hears silence until the verdict
            "async_amd_status_callback": dial.amd_url + STATUS_RETRY,
            "async_amd_status_callback_method": "POST",
        }
    return parameters


def _outcome(error: Exception) -> Refused | Busy | Unknown:
    """What a failed creating request means: certainly not placed, later, or possibly placed."""
    if isinstance(error, NotSentError):
        return Refused(str(error), temporary=True)
    if not isinstance(error, RefusingReplyError):
        return Unknown(str(error) or type(error).__name__)
    if error.status == 429 or error.code in QUEUE_FULL:
        return Busy(error.retry_after_s)
    if error.status // 100 != 4 or error.status == 408:  # 408: somebody on the way gave up waiting for Twilio
        return Unknown(str(error))
    return Refused(
        error.message,
        error.code,
        number_bad=error.code in BAD_NUMBER,
        stop_everything=error.code in STOPPING or error.status == 401,
        opted_out=error.code == OPTED_OUT,
    )


def _seen(call: Any) -> CallSeen:
    """Raises CarrierError for a reply that is no call in Twilio's terms."""
    try:
        return CallSeen(
            call_sid=call.sid,
            to=call.to,
            caller=call._from,  # noqa: SLF001 - twilio's name for `from`
            status=CallStatus(call.status),
            created_at=_instant(call.date_created),
            started_at=call.start_time,
            ended_at=call.end_time,
            duration_s=_integer(call.duration),
            answered_by=call.answered_by or None,
            queue_ms=_integer(call.queue_time),
        )
    except ValueError as error:
        raise CarrierError(f"Not a call: {error}") from error


def _instant(created: datetime | None) -> datetime:
    if created is None:
        raise ValueError("no date_created")
    return created


def _integer(number: str | None) -> int | None:
    return int(number) if number else None
