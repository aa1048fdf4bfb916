"""What a person at the handset, or a test in their place, does to a call."""

from typing import Any

from callouts.phone_simulator.callees import Press, Speak
from callouts.phone_simulator.exchange import Exchange
from callouts.phone_simulator.line import Line

KEYS = "0123456789*#"


def obey(exchange: Exchange, command: Any) -> bool:
    """Carry out one command; False if it came too late to matter. Raises ValueError for what is no command."""
    line = _line(exchange, command)
    match command:
        case {"type": "answer"}:
            return line.pick_up("answer")
        case {"type": "reject"}:
            return line.pick_up("reject")
        case {"type": "hangup"}:
            return line.hang_up()
        case {"type": "say", "text": str(text)} if text.strip():
            return line.hear(Speak(text.strip()))
        case {"type": "key", "digit": str(digit)} if len(digit) == 1 and digit in KEYS:
            return line.hear(Press(digit))
        case {"type": "agent-left"}:
            return exchange.kit.conferences.release(line.call.sid)
    raise ValueError("Commands are answer, reject, hangup, say with a text, key with a digit, and agent-left.")


def _line(exchange: Exchange, command: Any) -> Line:
    match command:
        case {"call_sid": str(sid)} if sid in exchange.lines:
            return exchange.lines[sid]
    raise ValueError("A command is a JSON object with the call_sid of a call.")
