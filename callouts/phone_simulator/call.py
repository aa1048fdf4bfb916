"""One call: its facts, as Twilio's REST interface and webhooks tell them (api.v2010.account.call)."""

import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from callouts.carrier import CallStatus
from callouts.phone_simulator.requested import RequestedCall

API_VERSION = "2010-04-01"
SUBRESOURCES = ("notifications", "recordings", "payments", "events", "siprec", "streams", "transcriptions")


def new_sid(prefix: str) -> str:
    """An identifier in Twilio's form: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


@dataclass(slots=True)
class Call:
    """What the simulator knows of one call; `queue_ms` is how long it waits for its turn to be dialled."""

    sid: str
    account_sid: str
    requested: RequestedCall
    created_at: datetime
    queue_ms: int
    status: CallStatus = CallStatus.QUEUED
    started_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    answered_by: str | None = None
    sip_code: int | None = None

    @property
    def duration_s(self) -> int:
        """Whole seconds of conversation; 0 if there was none."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return math.ceil((self.ended_at - self.answered_at).total_seconds())

    def end(self, status: CallStatus, sip_code: int, now: datetime) -> None:
        """Enter the final state."""
        self.status, self.sip_code, self.ended_at = status, sip_code, now

    def to_json(self) -> dict[str, Any]:
        """The call resource, every property of Twilio's schema."""
        to, caller, uri = self.requested.to, self.requested.caller, f"{self._root}/Calls/{self.sid}"
        talked = self.status is CallStatus.COMPLETED
        return {
            "sid": self.sid,
            "account_sid": self.account_sid,
            "to": to,
            "to_formatted": to,
            "from": caller,
            "from_formatted": caller,
            "status": self.status.value,
            "date_created": rfc2822(self.created_at),
            "date_updated": rfc2822(self.ended_at or self.answered_at or self.started_at or self.created_at),
            "start_time": rfc2822(self.started_at),
            "end_time": rfc2822(self.ended_at),
            "duration": str(self.duration_s) if talked else None,
            "queue_time": str(self.queue_ms),
            "answered_by": self.answered_by,
            "direction": "outbound-api",
            "api_version": API_VERSION,
            "price": None,
            "price_unit": "USD",
            "uri": uri + ".json",
            "subresource_uris": {name: f"{uri}/{name.title()}.json" for name in SUBRESOURCES},
            **dict.fromkeys(("parent_call_sid", "phone_number_sid", "forwarded_from", "group_sid", "caller_name")),
            "trunk_sid": None,
        }

    def webhook_parameters(self, status: str | None = None) -> dict[str, str]:
        """What every webhook about the call carries."""
        to, caller = self.requested.to, self.requested.caller
        verdict = {"AnsweredBy": self.answered_by} if self.answered_by is not None else {}
        return verdict | {
            "CallSid": self.sid,
            "AccountSid": self.account_sid,
            "To": to,
            "From": caller,
            "Called": to,
            "Caller": caller,
            "CallStatus": status or self.status.value,
            "Direction": "outbound-api",
            "ApiVersion": API_VERSION,
        }

    def progress_parameters(self, event: str, sequence: int, now: datetime) -> dict[str, str]:
        """A status callback; only "initiated" is told by its event, since no call status has that name."""
        parameters = self.webhook_parameters("initiated" if event == "initiated" else None) | {
            "Timestamp": format_datetime(now),
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(sequence),
        }
        if event == "completed":
            parameters["CallDuration"] = str(self.duration_s)
            parameters["Duration"] = str(math.ceil(self.duration_s / 60))
            parameters["SipResponseCode"] = str(self.sip_code)
        return parameters

    @property
    def _root(self) -> str:
        return f"/{API_VERSION}/Accounts/{self.account_sid}"


def rfc2822(instant: datetime | None) -> str | None:
    """As Twilio writes instants: whole seconds, UTC."""
    return format_datetime(instant) if instant is not None else None


def listed(calls: Iterable[Call], to: str | None, caller: str | None, status: str | None) -> list[Call]:
    """Those that match the filters, newest first."""
    return [
        call
        for call in sorted(calls, key=lambda call: call.created_at, reverse=True)
        if to in (None, call.requested.to)
        and caller in (None, call.requested.caller)
        and status in (None, call.status.value)
    ]
