"""One call from its acceptance to its end: queue, ring, answer, conversation, and every report on the way."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal

from callouts.carrier import CallStatus
from callouts.phone_simulator.call import Call
from callouts.phone_simulator.callees import HangUp, Input, PickUp, Press, Script, Speak
from callouts.phone_simulator.clock import within
from callouts.phone_simulator.conversation import Conversation
from callouts.phone_simulator.ears import Ears
from callouts.phone_simulator.kit import Kit
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.progress import ProgressReports
from callouts.phone_simulator.screen import Screen
from callouts.phone_simulator.twiml import Document, Redirect

# What the callee's network answers (SIP), and what Twilio makes of it.
OUTCOMES: dict[PickUp, tuple[CallStatus, int]] = {
    "answer": (CallStatus.IN_PROGRESS, 200),
    "busy": (CallStatus.BUSY, 486),
    "reject": (CallStatus.BUSY, 603),
    "unreachable": (CallStatus.FAILED, 404),
}
NO_ANSWER = (CallStatus.NO_ANSWER, 487)


class Line:
    """Every change of a call goes through here, so that the ledger, the callbacks and the page agree."""

    def __init__(self, call: Call, script: Script, kit: Kit) -> None:
        self.call = call
        self._script = script
        self._steps = deque(script.steps)
        self._kit = kit
        self._screen = Screen(kit.clock.now, kit.changed)
        self._ears = Ears(kit.clock, kit.config.gather_factor)
        self._conversation = Conversation(call, kit, self._ears, self._screen, self._next_step)
        self._reports = ProgressReports(call, kit)
        self._decision: asyncio.Future[tuple[CallStatus, int]] = asyncio.get_running_loop().create_future()
        self._tasks: list[asyncio.Task[None]] = []
        self._talk: asyncio.Task[None] | None = None
        self._until: datetime | None = None

    def start(self) -> None:
        """Begin to wait for the call's turn."""
        self._tasks.append(self._kit.tasks.spawn(self._connect()))

    def pick_up(self, how: PickUp) -> bool:
        """The callee decides; False if it does not ring (any more)."""
        if self.call.status is not CallStatus.RINGING or self._decision.done():
            return False
        self._decision.set_result(OUTCOMES[how])
        return True

    def hang_up(self) -> bool:
        """The callee hangs up, or rejects the ringing call; False if there is no call."""
        if self.call.status is CallStatus.IN_PROGRESS:
            self.end(CallStatus.COMPLETED, 200)
            return True
        return self.pick_up("reject")

    def hear(self, heard: Input) -> bool:
        """The callee says or presses something; False if nobody listened."""
        listened = self._ears.hear(heard)
        match heard:
            case Speak(text):
                listened = listened or self._kit.conferences.pass_on(self.call.sid, text)
                self._heard("callee", text, listened)
            case Press(key):
                self._heard("key", key, listened)
        return listened

    def redirect(self, url: str, method: str, twiml: str | None) -> None:
        """Drop what is going on and continue with this TwiML, or with what is found at `url`."""
        if self._talk is not None:
            self._talk.cancel()
        document = Document(url, (Redirect(url, method),)) if twiml is None else self._conversation.read(twiml, url)
        self._talk = self._kit.tasks.spawn(self._hold(document))
        self._tasks.append(self._talk)

    def limit(self, seconds: float) -> None:
        """The call ends so long after it was answered, whatever was said before."""
        begun = self.call.answered_at or self._kit.clock.now()
        self._until = begun + timedelta(seconds=seconds)
        left = (self._until - self._kit.clock.now()).total_seconds()
        self._later(max(left, 0), self._at_limit)

    def _at_limit(self) -> None:
        if self._until and self._kit.clock.now() >= self._until:
            self.end(CallStatus.COMPLETED, 200)

    def end(self, status: CallStatus, sip_code: int) -> None:
        """The call is over, for whatever reason; later reasons change nothing."""
        if self.call.status.over:
            return
        if self.call.status is CallStatus.RINGING:
            self._record(Kind.RING_END)
        self.call.end(status, sip_code, self._kit.clock.now())
        self._record(Kind.ENDED, status=status.value)
        self._reports.put("completed")
        for task in self._tasks:  # also the one that is running this: it has nothing left to do
            task.cancel()
        self._kit.changed()

    def to_json(self) -> dict[str, Any]:
        """The call as the handset page shows it."""
        return self._screen.to_json(self.call, self._ears, self._kit.config.caller_name)

    async def _connect(self) -> None:
        """Until the callee has decided, and if they answered, until the voice begins."""
        await self._kit.clock.sleep(self.call.queue_ms / 1000)
        self._reports.put("initiated")
        self.call.status, self.call.started_at = CallStatus.RINGING, self._kit.clock.now()
        self._record(Kind.RING_START)
        self._reports.put("ringing")
        self._kit.changed()
        status, sip_code = await self._ring()
        if status is not CallStatus.IN_PROGRESS:
            self.end(status, sip_code)
            return
        self._answered()
        await self._detect_machine()
        asked = self.call.requested
        self.redirect(asked.url, asked.method, asked.twiml)

    async def _ring(self) -> tuple[CallStatus, int]:
        how = self._script.pick_up
        if how in OUTCOMES:
            self._later(self._script.after_s, lambda: self.pick_up(how))
        return await within(self._kit.clock, self.call.requested.ring_s, self._decision) or NO_ANSWER

    def _answered(self) -> None:
        self._record(Kind.RING_END)
        self.call.status, self.call.answered_at = CallStatus.IN_PROGRESS, self._kit.clock.now()
        self._record(Kind.ANSWERED)
        self._reports.put("answered")
        self.limit(self.call.requested.limit_s)
        self._kit.changed()

    async def _detect_machine(self) -> None:
        """Asynchronous detection reports while the voice already speaks; the other kind keeps the callee waiting."""
        if not self.call.requested.detects_machines:
            return
        if self.call.requested.amd_async:
            self._tasks.append(self._kit.tasks.spawn(self._verdict()))
        else:
            self.call.answered_by, _ = await self._listened_out()

    async def _listened_out(self) -> tuple[str, float]:
        """Who has answered, once that is clear, and after how many seconds it was."""
        answered_by, seconds = self._script.verdict(at_beep=self.call.requested.waits_for_beep)
        await self._kit.clock.sleep(seconds)
        return answered_by, seconds

    async def _verdict(self) -> None:
        answered_by, seconds = await self._listened_out()
        self.call.answered_by = answered_by
        if self.call.requested.amd_url is not None:
            parameters = {
                "CallSid": self.call.sid,
                "AccountSid": self.call.account_sid,
                "AnsweredBy": answered_by,
                "MachineDetectionDuration": str(round(seconds * 1000)),
            }
            await self._kit.webhooks.send(self.call.requested.amd_url, parameters)

    async def _hold(self, document: Document) -> None:
        await self._conversation.hold(document)
        self.end(CallStatus.COMPLETED, 200)

    def _next_step(self) -> None:
        """A Gather has spoken and waits: a scripted callee does the next thing."""
        if not self._ears.asked or self._script.pick_up != "answer" or (not self._steps and self._script.stays):
            return
        step = self._steps.popleft() if self._steps else HangUp()
        if isinstance(step, HangUp):
            self.hang_up()
        else:
            self.hear(step)

    def _heard(self, who: Literal["callee", "key"], text: str, listened: bool) -> None:
        self._kit.ledger.record(Kind.HEARD, call_sid=self.call.sid, who=who, text=text, listened=listened)
        self._screen.note(who, text)

    def _record(self, kind: Kind, **facts: Any) -> None:
        self._kit.ledger.record(kind, call_sid=self.call.sid, to=self.call.requested.to, **facts)

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        async def wait() -> None:
            await self._kit.clock.sleep(seconds)
            act()

        self._tasks.append(self._kit.tasks.spawn(wait()))
