"""What the simulator is told at its start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorConfig:
    """Times are factors, because real ones make no sense in tests and are too hasty for a person at the handset."""

    account_sid: str
    auth_token: str
    allow_origins: tuple[str, ...] = ()  # pages that may use the handset, as "http://127.0.0.1:8000"
    callers: tuple[str, ...] = ()  # numbers that the account owns; empty: every number
    caller_name: str = "Careline"
    texts_url: str = ""  # where a text to one of these numbers is posted; empty: nowhere
    calls_per_second: float = 1.0  # Twilio's default; calls in excess wait in its queue
    say_seconds_per_character: float = 0.0
    gather_factor: float = 1.0  # a Gather for speech waits so many times its timeout
