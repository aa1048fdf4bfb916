"""What the handset page shows of one call."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from callouts.phone_simulator.call import Call
from callouts.phone_simulator.ears import Ears

Who = Literal["voice", "callee", "key", "system"]


class Screen:
    """The transcript of a call and where it stands."""

    def __init__(self, now: Callable[[], datetime], changed: Callable[[], None]) -> None:
        self._now = now
        self._changed = changed
        self._log: list[dict[str, str]] = []
        self.language = "cmn-CN"
        self.transferred_to: str | None = None
        self.talking = False  # to others in a conference

    def note(self, who: Who, text: str, code: str = "") -> None:
        """Add a line and show it. `code` names what happened, for a page that says it in its own language."""
        coded = {"code": code} if code else {}
        self._log.append({"who": who, "text": text, "at": self._now().isoformat(), **coded})
        self._changed()

    def to_json(self, call: Call, ears: Ears, caller_name: str) -> dict[str, Any]:
        """The call as the page gets it."""
        return {
            "call_sid": call.sid,
            "to": call.requested.to,
            "from": call.requested.caller,
            "caller_name": caller_name,
            "state": call.status.value,
            "created_at": call.created_at.isoformat(),
            "started_at": call.started_at.isoformat() if call.started_at else None,
            "ended_at": call.ended_at.isoformat() if call.ended_at else None,
            "log": list(self._log),
            "listening": ears.asked or self.talking,
            "expects": ears.expects or ["speech"] * self.talking,
            "language": ears.gather.language if ears.gather else self.language,
            "transferred_to": self.transferred_to,
        }
