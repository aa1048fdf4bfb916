"""Status callbacks of one call, in order, or disturbed as tests ask: Twilio promises neither order nor uniqueness."""

from collections import deque

from callouts.phone_simulator.call import Call
from callouts.phone_simulator.kit import Kit


class ProgressReports:
    """Sends while the call goes on; whoever reports never waits."""

    def __init__(self, call: Call, kit: Kit) -> None:
        self._call = call
        self._kit = kit
        self._waiting: deque[dict[str, str]] = deque()
        self._sequence = 0
        self._sending = False

    def put(self, event: str) -> None:
        """Report initiated, ringing, answered or completed, as the call is now, if that was subscribed to."""
        if self._call.requested.status_url is None or event not in self._call.requested.events:
            return
        report = self._call.progress_parameters(event, self._sequence, self._kit.clock.now())
        self._sequence += 1
        disturbance = self._kit.disturbance
        if event not in disturbance.drop:
            self._waiting.extend([report] * disturbance.copies)
        if disturbance.reverse:
            if event != "completed":
                return
            self._waiting.reverse()
        if not self._sending:
            self._sending = True
            self._kit.tasks.spawn(self._send())

    async def _send(self) -> None:
        asked = self._call.requested
        try:
            while self._waiting:
                await self._kit.webhooks.send(asked.status_url or "", self._waiting.popleft(), asked.status_method)
        finally:
            self._sending = False
