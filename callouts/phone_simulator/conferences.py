"""Conferences: callees and agents who hear each other. The simulator passes words on, not sound."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """One call in a conference. `hears` takes what the others say."""

    call_sid: str
    ends_conference: bool
    hears: Callable[[str], None]
    left: asyncio.Event


class Conferences:
    """All that are going on, by name."""

    def __init__(self) -> None:
        self._seats: dict[str, list[Seat]] = {}

    async def sit(self, name: str, call_sid: str, ends_conference: bool, hears: Callable[[str], None]) -> None:
        """Stay until released, or until somebody leaves who ends the conference by leaving."""
        seat = Seat(call_sid, ends_conference, hears, asyncio.Event())
        self._seats.setdefault(name, []).append(seat)
        try:
            await seat.left.wait()
        finally:
            self._leave(name, seat)

    def release(self, call_sid: str) -> bool:
        """End this call's stay, as if the agent had hung up; False if it is in no conference."""
        found = [seat for seats in self._seats.values() for seat in seats if seat.call_sid == call_sid]
        for seat in found:
            seat.left.set()
        return bool(found)

    def pass_on(self, call_sid: str, text: str) -> bool:
        """Let the others hear what this call says; False if it is in no conference."""
        for seats in self._seats.values():
            if any(seat.call_sid == call_sid for seat in seats):
                for seat in seats:
                    if seat.call_sid != call_sid:
                        seat.hears(text)
                return True
        return False

    def _leave(self, name: str, seat: Seat) -> None:
        seats = self._seats[name]
        seats.remove(seat)
        if not seats:
            del self._seats[name]
        elif seat.ends_conference:
            for other in seats:
                other.left.set()
