"""The carrier port: all that callouts know of whoever dials for them.

An outcome is a value, because each of the four is an ordinary result of dialling and the engine acts on each. What
goes wrong with the other operations (hanging up, looking calls up) is a `CarrierError`: nothing was decided, ask again
later.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """One attempt to place. Numbers are E.164; every URL must lead back to the attempt by itself."""

    attempt_id: UUID
    to: str
    caller: str
    answer_url: str
    status_url: str
    amd_url: str | None  # where the verdict "human or machine" goes; None asks for no verdict
    ring_seconds: int
    limit_seconds: int


@dataclass(frozen=True, slots=True)
class Placed:
    """The carrier has the call. `queue_ms` is how long it will hold it before dialling, None if it does not say."""

    call_sid: str
    queue_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The carrier has the text message; whether it arrives comes by status callback."""

    message_sid: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not placed. `temporary` when nothing reached the carrier, so that pacing may try the attempt again."""

    reason: str
    code: int | None = None
    number_bad: bool = False  # never try this number again in this way (a landline cannot get texts)
    stop_everything: bool = False  # every other attempt would fail like this one
    temporary: bool = False
    opted_out: bool = False  # the consumer told the carrier to stop; write the opt-out here too


@dataclass(frozen=True, slots=True)
class Busy:
    """Certainly not placed: the carrier takes no more just now. None when it does not say for how long."""

    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """May have been placed. Never send it again: look for it with `find`."""

    detail: str


DialResult: TypeAlias = Placed | Refused | Busy | Unknown
SmsResult: TypeAlias = Sent | Refused | Busy | Unknown


class CallStatus(StrEnum):
    """States of a call at the carrier, in Twilio's words (api.v2010.account.call, call_enum_status)."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"

    @property
    def over(self) -> bool:
        """Whether the call has ended; such a state never changes again."""
        return self not in (CallStatus.QUEUED, CallStatus.RINGING, CallStatus.IN_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSeen:
    """A call as the carrier reports it. Its instants have whole seconds: a call may seem older than its request."""

    call_sid: str
    to: str
    caller: str
    status: CallStatus
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    duration_s: int | None = None
    answered_by: str | None = None  # human, machine_start, fax, unknown, ...; None without a verdict
    queue_ms: int | None = None


class CarrierError(Exception):
    """The carrier did not answer, or not with what was asked for; nothing follows about the call's state."""


class Carrier(Protocol):
    """Whoever dials. One request per operation, never repeated by the carrier's own code."""

    @property
    def name(self) -> str:
        """Which carrier this is, as in `callouts.destinations`."""

    def may_dial(self, to: str) -> str | None:
        """Why this carrier cannot phone that number; None if it can."""

    async def dial(self, dial: Dial) -> DialResult:
        """Place one call with exactly one request. Raises nothing but cancellation."""

    async def ring(self, dial: Dial) -> DialResult:
        """The same for a phone of ours, which may be a softphone (`client:NAME`): an agent who is to take a call."""

    async def send_to(self, call_sid: str, url: str) -> None:
        """Let a call in progress go on with what is found at `url`. Raises CarrierError, also if the call is over."""

    async def extend(self, call_sid: str, limit_seconds: int) -> None:
        """Let a call last so long since it was answered. Raises CarrierError."""

    async def set_muted(self, conference_sid: str, call_sid: str, muted: bool) -> None:
        """Whether the others in the conference hear this call. Raises CarrierError."""

    async def set_hold(self, conference_sid: str, call_sid: str, on_hold: bool, words_url: str) -> None:
        """Let this call hear what is found at `words_url` instead of the conference, or back. Raises CarrierError."""

    async def hang_up(self, call_sid: str) -> None:
        """End the call whatever its state; one already over is fine. Raises CarrierError."""

    async def redirect(self, call_sid: str, twiml: str) -> None:
        """Let a call in progress go on with this TwiML. Raises CarrierError, also if the call is over."""

    async def find(self, to: str, caller: str, since: datetime) -> list[CallSeen]:
        """Calls between these numbers created at `since` or later, newest first. Raises CarrierError."""

    async def fetch(self, call_sid: str) -> CallSeen | None:
        """The call as it is now; None if the carrier does not know it. Raises CarrierError."""

    async def send_sms(self, to: str, caller: str, body: str, status_url: str) -> SmsResult:
        """Send one text message with exactly one request. Raises nothing but cancellation."""

    async def close(self) -> None:
        """Give up the connections."""
