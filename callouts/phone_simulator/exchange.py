"""The carrier as a whole: takes calls and messages, lets calls wait for their turn, and knows all of them."""

import asyncio
from collections import deque
from datetime import timedelta

from aiohttp import ClientSession
from multidict import MultiDict, MultiMapping

from callouts.phone_simulator.call import API_VERSION, Call, new_sid
from callouts.phone_simulator.callees import Callees, Script
from callouts.phone_simulator.clock import Clock
from callouts.phone_simulator.conferences import Conferences
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.faults import Faults
from callouts.phone_simulator.kit import Disturbance, Kit
from callouts.phone_simulator.ledger import Kind, Ledger
from callouts.phone_simulator.line import Line
from callouts.phone_simulator.message import UNREACHABLE, Message, check_message
from callouts.phone_simulator.pages import Pages
from callouts.phone_simulator.refusal import not_found
from callouts.phone_simulator.requested import RequestedCall
from callouts.phone_simulator.tasks import Tasks
from callouts.phone_simulator.twiml import messages_in
from callouts.phone_simulator.webhooks import Webhooks


class Exchange:
    """All state of one simulator. Make it inside the running loop."""

    def __init__(self, config: SimulatorConfig, clock: Clock, session: ClientSession, default: Script) -> None:
        self.closing = asyncio.Event()
        self.callees = Callees(default)
        self.faults = Faults(self.closing)
        self.lines: dict[str, Line] = {}
        self.messages: dict[str, Message] = {}
        self.pages = Pages(self.lines, self.messages)
        ledger = Ledger(clock.now)
        self._told: deque[tuple[str, dict[str, str]]] = deque()
        self._telling = False
        self.kit = Kit(
            config=config,
            clock=clock,
            ledger=ledger,
            tasks=Tasks(),
            webhooks=Webhooks(session, ledger, config.auth_token),
            conferences=Conferences(config.account_sid, clock.now, ledger, self._tell),
            disturbance=Disturbance(),
            changed=self.pages.changed,
            spoke=self.pages.spoke,
        )
        self._next_turn = clock.now()

    def line(self, sid: str) -> Line:
        """The call of that sid. Raises RefusalError (404)."""
        if sid not in self.lines:
            raise not_found(f"/Calls/{sid}")
        return self.lines[sid]

    def place(self, requested: RequestedCall) -> Call:
        """Accept a call; it rings when its turn comes."""
        now = self.kit.clock.now()
        turn = max(now, self._next_turn)
        self._next_turn = turn + timedelta(seconds=1 / self.kit.config.calls_per_second)
        queue_ms = round((turn - now).total_seconds() * 1000)
        call = Call(new_sid("CA"), self.kit.config.account_sid, requested, now, queue_ms)
        numbers = {"to": requested.to, "from": requested.caller}
        self.kit.ledger.record(Kind.ACCEPTED, call_sid=call.sid, queue_ms=queue_ms, **numbers)
        line = self.lines[call.sid] = Line(call, self.callees.script_of(requested.to), self.kit)
        line.start()
        self.pages.changed()
        return call

    def send_sms(self, form: MultiMapping[str]) -> Message:
        """Take a message and deliver it. Raises RefusalError."""
        config, fate = self.kit.config, self.callees.script_of(form.get("To", "")).sms
        check_message(form, config.callers, fate)
        message = Message(
            sid=new_sid("SM"),
            account_sid=config.account_sid,
            to=form["To"],
            caller=form["From"],
            body=form["Body"],
            status_url=form.get("StatusCallback") or None,
            created_at=self.kit.clock.now(),
        )
        self.messages[message.sid] = message
        numbers = {"to": message.to, "from": message.caller}
        self.kit.ledger.record(Kind.SMS, message_sid=message.sid, body=message.body, **numbers)
        self.kit.tasks.spawn(self._deliver(message, delivered=fate == "delivered"))
        return message

    async def take_text(self, writer: str, to: str, body: str) -> list[str]:
        """Pass on what somebody writes to one of our numbers; what the application has texted back to them.

        As a number at Twilio whose "A message comes in" is set. Raises ValueError where it is not.
        """
        if not self.kit.config.texts_url:
            raise ValueError("This simulator was not told where texts go: --texts-url.")
        sid, account = new_sid("SM"), self.kit.config.account_sid
        self.kit.ledger.record(Kind.TEXTED, message_sid=sid, to=to, body=body, **{"from": writer})
        told = {"MessageSid": sid, "SmsSid": sid, "AccountSid": account, "From": writer, "To": to, "Body": body,
                "NumMedia": "0", "NumSegments": "1", "ApiVersion": API_VERSION}  # fmt: skip
        answer = await self.kit.webhooks.send(self.kit.config.texts_url, told)
        if answer is None:
            raise ValueError("The application did not take it.")
        texts = messages_in(answer)
        for text in texts:
            self.send_sms(MultiDict({"To": writer, "From": to, "Body": text}))
        return texts

    def _tell(self, url: str, parameters: dict[str, str]) -> None:
        """A status callback of a conference, after those before it; disturbed as tests ask."""
        if self.closing.is_set():
            return
        disturbance = self.kit.disturbance
        if parameters["StatusCallbackEvent"] not in disturbance.drop:
            self._told.extend([(url, parameters)] * disturbance.copies)
        if not self._telling:
            self._telling = True
            self.kit.tasks.spawn(self._tell_all())

    async def _tell_all(self) -> None:
        try:
            while self._told:
                await self.kit.webhooks.send(*self._told.popleft())
        finally:
            self._telling = False

    async def close(self) -> None:
        """Stop every call without further reports."""
        self.closing.set()
        await self.kit.tasks.cancel()

    async def _deliver(self, message: Message, *, delivered: bool) -> None:
        for status in ("sent", "delivered" if delivered else "undelivered"):
            message.status = status
            message.error_code = UNREACHABLE if status == "undelivered" else None
            self.pages.changed()
            if message.status_url is not None:
                await self.kit.webhooks.send(message.status_url, message.webhook_parameters())
