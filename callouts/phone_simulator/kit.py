"""What every call in the simulator works with."""

from collections.abc import Callable
from dataclasses import dataclass

from callouts.phone_simulator.clock import Clock
from callouts.phone_simulator.conferences import Conferences
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.ledger import Ledger
from callouts.phone_simulator.tasks import Tasks
from callouts.phone_simulator.webhooks import Webhooks


@dataclass(slots=True)
class Disturbance:
    """How status callbacks go astray. `drop` names events (initiated, ringing, answered, completed)."""

    copies: int = 1
    reverse: bool = False  # hold them all until the call has ended, then send the last one first
    drop: frozenset[str] = frozenset()
    no_sockets: bool = False  # the application's WebSocket cannot be reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Shared by all calls; `changed` and `spoke` tell the handset pages."""

    config: SimulatorConfig
    clock: Clock
    ledger: Ledger
    tasks: Tasks
    webhooks: Webhooks
    conferences: Conferences
    disturbance: Disturbance
    changed: Callable[[], None]
    spoke: Callable[[str, str, str], None]  # call_sid, text, language
