"""Conferences: callees and agents who hear each other. The simulator passes words on, not sound.

Names and events are Twilio's (TwiML `<Conference>`, api.v2010.account.conference): the first participant who names a
status callback sets it for the room, and whoever is there before the conference starts hears the wait music.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from callouts.phone_simulator.call import API_VERSION, new_sid, rfc2822
from callouts.phone_simulator.ledger import Kind, Ledger
from callouts.phone_simulator.refusal import RefusalError, not_found
from callouts.phone_simulator.twiml import Transfer


@dataclass(slots=True)
class Seat:
    """One call in a conference. `hears` takes what the others say; `music` is what it hears instead, if anything."""

    call_sid: str
    room: "Room"
    transfer: Transfer
    hears: Callable[[str], None]
    joined_at: datetime
    muted: bool = False
    hold: bool = False
    hold_url: str = ""
    hold_method: str = "GET"
    left: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def music(self) -> tuple[str, str] | None:
        """Address and method of what this call hears instead of the others; None: it hears them."""
        if self.hold:
            return (self.hold_url, self.hold_method) if self.hold_url else None
        if not self.room.started and self.transfer.wait_url:
            return self.transfer.wait_url, self.transfer.wait_method
        return None

    @property
    def apart(self) -> bool:
        return self.hold or not self.room.started

    def change(self) -> None:
        """Look again at what is heard."""
        self.changed.set()
        self.changed = asyncio.Event()


@dataclass(slots=True)
class Room:
    """One conference, from its first participant to its end."""

    sid: str
    name: str
    created_at: datetime
    started: bool = False
    ended_at: datetime | None = None
    status_url: str | None = None
    events: frozenset[str] = frozenset()
    seats: list[Seat] = field(default_factory=list)
    sequence: int = 0
    ended_by: str | None = None
    why_ended: str | None = None


_ASKED_AS = {
    "conference-start": "start", "conference-end": "end", "participant-join": "join", "participant-leave": "leave",
    "participant-mute": "mute", "participant-unmute": "mute", "participant-hold": "hold", "participant-unhold": "hold",
}  # fmt: skip
"""By the name of an event, the word of `statusCallbackEvent` that asks for it."""


class Conferences:
    """All that are going on, by name, and those that were. `tell` sends one status callback."""

    def __init__(
        self, account_sid: str, now: Callable[[], datetime], ledger: Ledger, tell: Callable[[str, dict[str, str]], None]
    ) -> None:
        self._account_sid = account_sid
        self._now = now
        self._ledger = ledger
        self._tell = tell
        self._open: dict[str, Room] = {}
        self._all: dict[str, Room] = {}

    def enter(self, name: str, call_sid: str, transfer: Transfer, hears: Callable[[str], None]) -> Seat:
        """Take a seat; the caller stays until `left` is set, and says `leave` then."""
        room = self._open.get(name)
        if room is None:
            room = self._open[name] = Room(new_sid("CF"), name, self._now())
            self._all[room.sid] = room
        if room.status_url is None and transfer.status_url:
            room.status_url, room.events = transfer.status_url, transfer.events
        seat = Seat(call_sid, room, transfer, hears, self._now(), muted=transfer.muted)
        room.seats.append(seat)
        self._ledger.record(Kind.JOINED, call_sid=call_sid, conference=name)
        self._report(room, "participant-join", seat)
        if not room.started and len(room.seats) > 1 and any(each.transfer.starts_on_enter for each in room.seats):
            room.started = True
            self._report(room, "conference-start")
            for each in room.seats:
                each.change()
        return seat

    def leave(self, seat: Seat) -> None:
        """The call is not in it any more, for whatever reason."""
        room = seat.room
        if seat not in room.seats:
            return
        room.seats.remove(seat)
        seat.left.set()
        self._ledger.record(Kind.LEFT, call_sid=seat.call_sid, conference=room.name)
        self._report(room, "participant-leave", seat)
        if seat.transfer.end_on_exit:
            self._end(room, seat.call_sid, "participant-with-end-conference-on-exit-left")
        elif not room.seats:
            self._end(room, seat.call_sid, "last-participant-left")

    def _end(self, room: Room, by: str, why: str) -> None:
        if room.ended_at:
            return
        room.ended_at, room.ended_by, room.why_ended = self._now(), by, why
        if self._open.get(room.name) is room:
            del self._open[room.name]
        self._report(room, "conference-end")
        for other in list(room.seats):
            other.left.set()

    def release(self, call_sid: str) -> bool:
        """End this call's stay, as if the agent had hung up; False if it is in no conference."""
        found = [seat for room in self._open.values() for seat in room.seats if seat.call_sid == call_sid]
        for seat in found:
            seat.left.set()
        return bool(found)

    def pass_on(self, call_sid: str, text: str) -> bool:
        """Let the others hear what this call says; False if it is in no conference, or cannot be heard there."""
        for room in self._open.values():
            speaker = next((seat for seat in room.seats if seat.call_sid == call_sid), None)
            if speaker is None:
                continue
            if speaker.muted or speaker.apart:
                return False
            for seat in room.seats:
                if seat is not speaker and not seat.apart:
                    seat.hears(text)
            return True
        return False

    def room(self, sid: str) -> Room:
        """By its sid, also once it has ended. Raises RefusalError (404)."""
        if sid not in self._all:
            raise not_found(f"/Conferences/{sid}")
        return self._all[sid]

    def seat(self, sid: str, call_sid: str) -> Seat:
        """Whoever is in it now. Raises RefusalError (404)."""
        found = next((seat for seat in self.room(sid).seats if seat.call_sid == call_sid), None)
        if found is None:
            raise not_found(f"/Conferences/{sid}/Participants/{call_sid}")
        return found

    def update(self, seat: Seat, *, muted: bool | None, hold: bool | None, hold_url: str, hold_method: str) -> None:
        """What a POST to a participant changes."""
        if muted is not None and muted != seat.muted:
            seat.muted = muted
            self._report(seat.room, "participant-mute" if muted else "participant-unmute", seat)
        if hold is not None and hold != seat.hold:
            seat.hold, seat.hold_url, seat.hold_method = hold, hold_url, hold_method
            self._report(seat.room, "participant-hold" if hold else "participant-unhold", seat)
            seat.change()

    def _report(self, room: Room, event: str, seat: Seat | None = None) -> None:
        if room.status_url is None or _ASKED_AS[event] not in room.events:
            return
        about: dict[str, str] = {}
        if seat:
            about = {
                "CallSid": seat.call_sid,
                "Muted": _flag(seat.muted),
                "Hold": _flag(seat.hold),
                "Coaching": "false",
                "EndConferenceOnExit": _flag(seat.transfer.end_on_exit),
                "StartConferenceOnEnter": _flag(seat.transfer.starts_on_enter),
            }
            about |= {"ParticipantLabel": seat.transfer.label} if seat.transfer.label else {}
        room.sequence += 1
        self._tell(
            room.status_url,
            about
            | {
                "ConferenceSid": room.sid,
                "FriendlyName": room.name,
                "AccountSid": self._account_sid,
                "SequenceNumber": str(room.sequence),
                "Timestamp": format_datetime(self._now()),
                "StatusCallbackEvent": event,
            },
        )

    def room_json(self, room: Room) -> dict[str, Any]:
        """The conference resource, every property of Twilio's schema."""
        uri = f"/{API_VERSION}/Accounts/{self._account_sid}/Conferences/{room.sid}"
        status = "completed" if room.ended_at else "in-progress" if room.started else "init"
        return {
            "account_sid": self._account_sid, "sid": room.sid, "friendly_name": room.name, "api_version": API_VERSION,
            "date_created": rfc2822(room.created_at), "date_updated": rfc2822(room.ended_at or room.created_at),
            "region": "us1", "status": status, "uri": uri + ".json",
            "subresource_uris": {"participants": uri + "/Participants.json"},
            "call_sid_ending_conference": room.ended_by,
        } | ({"reason_conference_ended": room.why_ended} if room.why_ended else {})  # fmt: skip

    def seat_json(self, seat: Seat) -> dict[str, Any]:
        """The participant resource, every property of Twilio's schema."""
        root = f"/{API_VERSION}/Accounts/{self._account_sid}/Conferences/{seat.room.sid}"
        return {
            "account_sid": self._account_sid, "call_sid": seat.call_sid, "label": seat.transfer.label,
            "call_sid_to_coach": None, "coaching": False, "conference_sid": seat.room.sid,
            "date_created": rfc2822(seat.joined_at), "date_updated": rfc2822(seat.joined_at),
            "end_conference_on_exit": seat.transfer.end_on_exit, "muted": seat.muted, "hold": seat.hold,
            "start_conference_on_enter": seat.transfer.starts_on_enter, "status": "connected", "queue_time": None,
            "uri": f"{root}/Participants/{seat.call_sid}.json",
        }  # fmt: skip


def _flag(yes: bool) -> str:
    return "true" if yes else "false"


def asked_flag(given: str | None, name: str) -> bool | None:
    """A boolean of a form; None where it is not given. Raises RefusalError."""
    if given is None:
        return None
    if given.lower() not in ("true", "false"):
        raise RefusalError(400, 20001, f"Invalid '{name}': {given}")
    return given.lower() == "true"
