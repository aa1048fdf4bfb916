"""Whole calls: the adapter dials, the simulator rings, a small application answers with TwiML and checks signatures.

Time stands still unless a test moves it, so that nothing here waits by guess.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import web
from twilio.request_validator import RequestValidator

from callouts.carrier import CallStatus, CarrierError, Dial, Placed, Sent
from callouts.phone_simulator.callees import Press, Script, Speak, read_script
from callouts.phone_simulator.clock import ManualClock
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.ledger import Kind, Ledger
from callouts.phone_simulator.server import Running, running
from callouts.phone_simulator.twiml import Gather, parse
from callouts.twilio_carrier import TwilioCarrier

pytestmark = pytest.mark.contract

SID, TOKEN = "AC" + "5" * 32, "simulator-token"
CONSUMER, AGENT, SHOP = "+8613800138000", "+8613900139000", "+85221234567"

GREETING = "您好，这里是商城客服，我是自动语音助手。"
ASK = f"""<Response>
  <Gather input="speech dtmf" numDigits="1" timeout="5" finishOnKey="" language="cmn-Hans-CN"
          action="/voice/answered?attempt=abc" actionOnEmptyResult="true">
    <Say language="cmn-CN" voice="Polly.Zhiyu">{GREETING}</Say>
  </Gather>
</Response>"""
BYE = "<Response><Say language='cmn-CN'>再见。</Say><Hangup/></Response>"


@dataclass
class Application:
    """Ours, as far as the carrier sees it: documents by path, and what was posted to each."""

    url: str = ""
    documents: dict[str, str] = field(default_factory=dict)
    failing: dict[str, int] = field(default_factory=dict)  # path -> HTTP status
    posts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    forgeries: int = 0

    async def serve(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        signature = request.headers["X-Twilio-Signature"]
        if not RequestValidator(TOKEN).validate(self.url + request.path_qs, form, signature):
            self.forgeries += 1
            return web.Response(status=403)
        self.posts.append((request.path, form))
        self.tokens.append(request.headers["I-Twilio-Idempotency-Token"])
        if request.path in self.failing:
            return web.Response(status=self.failing[request.path])
        document = self.documents.get(request.path)
        return web.Response(status=204) if document is None else web.Response(text=document, content_type="text/xml")

    def posted(self, path: str) -> list[dict[str, str]]:
        return [form for posted, form in self.posts if posted == path]


@pytest.fixture
async def application() -> AsyncIterator[Application]:
    application = Application(documents={"/voice/answer": ASK, "/voice/answered": BYE})
    app = web.Application()
    app.router.add_post("/{path:.*}", application.serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    application.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield application
    await runner.cleanup()
    assert application.forgeries == 0


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))


@pytest.fixture
def seconds_per_character() -> float:
    return 0.0


@pytest.fixture
async def simulator(
    clock: ManualClock, application: Application, seconds_per_character: float
) -> AsyncIterator[Running]:
    """Ends before the application does."""
    config = SimulatorConfig(
        account_sid=SID, auth_token=TOKEN, say_seconds_per_character=seconds_per_character,
        texts_url=application.url + "/voice/texts",
    )  # fmt: skip
    async with running(config, clock=clock) as simulator:
        yield simulator


@pytest.fixture
def ledger(simulator: Running) -> Ledger:
    return simulator.exchange.kit.ledger


@pytest.fixture
async def carrier(simulator: Running) -> AsyncIterator[TwilioCarrier]:
    carrier = TwilioCarrier(SID, TOKEN, base_url=simulator.url, name="simulator")
    yield carrier
    await carrier.close()


@pytest.fixture
def dial(application: Application) -> Dial:
    return Dial(
        attempt_id=uuid4(),
        to=CONSUMER,
        caller=SHOP,
        answer_url=application.url + "/voice/answer?attempt=abc",
        status_url=application.url + "/voice/status?attempt=abc",
        amd_url=None,
        ring_seconds=25,
        limit_seconds=600,
    )


def script(simulator: Running, number: str = CONSUMER, **given: Any) -> None:
    simulator.exchange.callees.by_number[number] = read_script(given)


async def placed(carrier: TwilioCarrier, dial: Dial) -> str:
    result = await carrier.dial(dial)
    assert isinstance(result, Placed)
    return result.call_sid


async def ended(ledger: Ledger, call_sid: str) -> str:
    entry = await ledger.until(Kind.ENDED, call_sid=call_sid)
    return str(entry.facts["status"])


async def reported(ledger: Ledger, application: Application, status: str) -> list[dict[str, str]]:
    """The status callbacks up to this one."""
    while status not in [form["CallStatus"] for form in application.posted("/voice/status")]:
        await ledger.newer(len(ledger.entries()), 5)
    return application.posted("/voice/status")


async def test_a_consumer_presses_a_key(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    script(simulator, does=[{"key": "1"}])
    sid = await placed(carrier, dial)
    assert await ended(ledger, sid) == "completed"
    answer, answered = application.posted("/voice/answer")[0], application.posted("/voice/answered")[0]
    assert (answer["CallSid"], answer["CallStatus"], answer["To"]) == (sid, "in-progress", CONSUMER)
    assert (answered["Digits"], answered["msg"]) == ("1", "Gather End")
    assert "SpeechResult" not in answered
    assert [(entry.facts["text"], entry.facts["language"]) for entry in ledger.entries(Kind.SAID)] == [
        (GREETING, "cmn-CN"),
        ("再见。", "cmn-CN"),
    ]


async def test_a_consumer_says_something(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    script(simulator, does=[{"say": "我的包裹到哪里了？"}])
    await ended(ledger, await placed(carrier, dial))
    answered = application.posted("/voice/answered")[0]
    assert answered["SpeechResult"] == "我的包裹到哪里了？"
    assert 0 < float(answered["Confidence"]) <= 1
    assert "Digits" not in answered


async def test_four_reports_tell_of_an_answered_call(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.SAID, call_sid=sid)
    await clock.advance(4)
    simulator.exchange.lines[sid].hang_up()
    reports = await reported(ledger, application, "completed")
    assert [report["CallStatus"] for report in reports] == ["initiated", "ringing", "in-progress", "completed"]
    assert [report["SequenceNumber"] for report in reports] == ["0", "1", "2", "3"]
    assert {report["CallbackSource"] for report in reports} == {"call-progress-events"}
    assert reports[0]["Timestamp"] == "Mon, 23 Nov 2026 02:00:00 +0000"
    assert [reports[3][name] for name in ("CallDuration", "Duration", "SipResponseCode")] == ["4", "1", "200"]
    assert "CallDuration" not in reports[2]
    seen = await carrier.fetch(sid)
    assert seen is not None
    assert (seen.status, seen.duration_s) == (CallStatus.COMPLETED, 4)


@pytest.mark.parametrize(
    ("pick_up", "status", "sip"),
    [("busy", "busy", "486"), ("reject", "busy", "603"), ("unreachable", "failed", "404")],
)
async def test_a_call_that_fails_tells_why(
    simulator: Running,
    ledger: Ledger,
    application: Application,
    carrier: TwilioCarrier,
    dial: Dial,
    pick_up: str,
    status: str,
    sip: str,
) -> None:
    script(simulator, pick_up=pick_up)
    assert await ended(ledger, await placed(carrier, dial)) == status
    reports = await reported(ledger, application, status)
    assert [report["CallStatus"] for report in reports] == ["initiated", "ringing", status]
    assert reports[2]["SipResponseCode"] == sip
    assert reports[2]["CallDuration"] == "0"
    assert application.posted("/voice/answer") == []


async def test_a_phone_rings_exactly_as_long_as_asked(
    ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    sid = await placed(carrier, dial)
    start = await ledger.until(Kind.RING_START, call_sid=sid)
    await clock.advance(24.9)
    assert ledger.entries(Kind.ENDED) == []
    await clock.advance(0.1)
    assert await ended(ledger, sid) == "no-answer"
    end = await ledger.until(Kind.RING_END, call_sid=sid)
    assert (end.at - start.at).total_seconds() == 25
    assert (await reported(ledger, application, "no-answer"))[2]["SipResponseCode"] == "487"


async def test_a_callee_may_take_their_time(
    simulator: Running, ledger: Ledger, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    script(simulator, after_s=12)
    sid = await placed(carrier, dial)
    start = await ledger.until(Kind.RING_START, call_sid=sid)
    await clock.advance(12)
    answered = await ledger.until(Kind.ANSWERED, call_sid=sid)
    assert (answered.at - start.at).total_seconds() == 12


async def test_silence_is_reported_after_the_timeout(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.LISTENING, call_sid=sid)
    await clock.advance(5)
    assert await ended(ledger, sid) == "completed"
    assert application.posted("/voice/answered")[0]["SpeechResult"] == ""


async def test_without_actiononemptyresult_silence_goes_on_with_the_next_verb(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    application.documents["/voice/answer"] = (
        "<Response><Gather action='/voice/answered'><Say>Press one.</Say></Gather><Say>Nobody there.</Say></Response>"
    )
    script(simulator, does=[{"silence": True}])
    await ended(ledger, await placed(carrier, dial))
    assert [entry.facts["text"] for entry in ledger.entries(Kind.SAID)] == ["Press one.", "Nobody there."]
    assert application.posted("/voice/answered") == []


@pytest.mark.parametrize(("finish", "digits"), [("", "#"), ("#", "")])
async def test_the_finishing_key_is_swallowed_unless_there_is_none(
    simulator: Running,
    ledger: Ledger,
    application: Application,
    carrier: TwilioCarrier,
    dial: Dial,
    finish: str,
    digits: str,
) -> None:
    application.documents["/voice/answer"] = ASK.replace('finishOnKey=""', f'finishOnKey="{finish}"')
    script(simulator, does=[{"key": "#"}])
    await ended(ledger, await placed(carrier, dial))
    assert application.posted("/voice/answered")[0]["Digits"] == digits


async def test_several_digits_make_one_answer(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    application.documents["/voice/answer"] = ASK.replace('numDigits="1"', 'numDigits="4"')
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.SAID, call_sid=sid, text=GREETING)
    press(simulator, sid, "0427")
    await ended(ledger, sid)
    assert application.posted("/voice/answered")[0]["Digits"] == "0427"


def press(simulator: Running, sid: str, keys: str) -> None:
    """All at once, as a fast finger does."""
    for key in keys:
        assert simulator.exchange.lines[sid].hear(Press(key))


@pytest.mark.parametrize("seconds_per_character", [0.1])
async def test_speech_takes_its_time(
    simulator: Running, ledger: Ledger, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    said = await ledger.until(Kind.SAID, call_sid=sid, text=GREETING)
    await clock.advance(60)
    listening = await ledger.until(Kind.LISTENING, call_sid=sid)
    assert (listening.at - said.at).total_seconds() == pytest.approx(0.1 * len(GREETING))


@pytest.mark.parametrize("seconds_per_character", [0.1])
async def test_a_key_cuts_the_voice_short(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.SAID, call_sid=sid, text=GREETING)
    began = clock.now()
    press(simulator, sid, "9")
    said = await ledger.until(Kind.SAID, call_sid=sid, text="再见。")
    assert ledger.entries(Kind.LISTENING) == []
    assert application.posted("/voice/answered")[0]["Digits"] == "9"
    assert said.at == began


async def test_what_nobody_listens_to_is_lost(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    application.documents["/voice/answer"] = "<Response><Say>Wait.</Say><Pause length='30'/></Response>"
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.SAID, call_sid=sid)
    assert not simulator.exchange.lines[sid].hear(Press("1"))
    await clock.advance(31)
    assert await ended(ledger, sid) == "completed"
    assert ledger.entries(Kind.HEARD)[0].facts["listened"] is False


async def test_a_redirect_leads_to_the_next_document(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    application.documents["/voice/answer"] = "<Response><Redirect>/voice/next?step=2</Redirect></Response>"
    application.documents["/voice/next"] = "<Response><Hangup/></Response>"
    script(simulator)
    assert await ended(ledger, await placed(carrier, dial)) == "completed"
    assert len(application.posted("/voice/next")) == 1


async def test_an_answering_machine_gets_the_voicemail_text(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    script(simulator, answered_by="machine_start", amd_after_s=3)
    sid = await placed(carrier, replace(dial, amd_url=application.url + "/voice/amd?attempt=abc"))
    await ledger.until(Kind.LISTENING, call_sid=sid)
    assert application.posted("/voice/amd") == []
    await clock.advance(3)
    await ledger.until(Kind.WEBHOOK, url=application.url + "/voice/amd?attempt=abc", status=204)
    verdict = application.posted("/voice/amd")[0]
    assert verdict == {
        "CallSid": sid,
        "AccountSid": SID,
        "AnsweredBy": "machine_end_beep",
        "MachineDetectionDuration": "3000",
    }
    await carrier.redirect(sid, "<Response><Say language='cmn-CN'>请回电商城客服。</Say><Hangup/></Response>")
    assert await ended(ledger, sid) == "completed"
    assert ledger.entries(Kind.SAID)[-1].facts["text"] == "请回电商城客服。"
    seen = await carrier.fetch(sid)
    assert seen is not None
    assert seen.answered_by == "machine_end_beep"


async def test_hanging_up_an_answered_call_completes_it(
    simulator: Running, ledger: Ledger, carrier: TwilioCarrier, dial: Dial
) -> None:
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.SAID, call_sid=sid)
    await carrier.hang_up(sid)
    assert await ended(ledger, sid) == "completed"
    updates = [post.facts["parameters"]["Status"] for post in ledger.entries(Kind.POST)[1:]]
    assert updates == [["canceled"], ["completed"]]
    with pytest.raises(CarrierError, match="21220"):
        await carrier.redirect(sid, "<Response/>")


async def test_no_call_outlasts_its_time_limit(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    application.documents["/voice/answer"] = "<Response><Say>Hold.</Say><Pause length='9999'/></Response>"
    script(simulator, stays=True)
    sid = await placed(carrier, dial)
    await ledger.until(Kind.SAID, call_sid=sid)
    await clock.advance(599)
    assert ledger.entries(Kind.ENDED) == []
    await clock.advance(1)
    assert await ended(ledger, sid) == "completed"


async def test_consumer_and_agent_meet_in_a_conference(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    application.documents["/voice/answer"] = (
        "<Response><Dial action='/voice/answered'><Conference>case-7</Conference></Dial></Response>"
    )
    application.documents["/voice/agent"] = (
        "<Response><Say language='cmn-CN'>张女士，退款超时。</Say>"
        "<Dial><Conference endConferenceOnExit='true'>case-7</Conference></Dial></Response>"
    )
    script(simulator, stays=True)
    script(simulator, AGENT, stays=True)
    consumer = await placed(carrier, dial)
    await transferred(simulator, ledger, consumer)
    await clock.advance(1)  # the account's turn for a second call
    agent = await placed(carrier, replace(dial, to=AGENT, answer_url=application.url + "/voice/agent"))
    await transferred(simulator, ledger, agent)
    assert simulator.exchange.lines[consumer].to_json()["transferred_to"] == "case-7"
    simulator.exchange.lines[consumer].hear(Speak("钱呢？"))
    assert (await ledger.until(Kind.SAID, call_sid=agent, text="钱呢？")).facts["call_sid"] == agent
    simulator.exchange.lines[agent].hang_up()
    assert await ended(ledger, consumer) == "completed"
    assert application.posted("/voice/answered")[0]["DialCallStatus"] == "answered"


async def transferred(simulator: Running, ledger: Ledger, sid: str) -> None:
    while simulator.exchange.lines[sid].to_json()["transferred_to"] is None:
        await ledger.newer(len(ledger.entries()), 0.05)


async def test_an_application_that_is_down_ends_the_call_and_shows_in_the_debugger(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    application.failing["/voice/answer"] = 500
    script(simulator)
    sid = await placed(carrier, dial)
    assert await ended(ledger, sid) == "completed"
    assert ledger.entries(Kind.DEBUGGER)[0].facts["code"] == 11200
    assert len(application.posted("/voice/answer")) == 1  # TwiML is repeated for lost connections only


@pytest.mark.parametrize("document", ["no XML", "<Answer/>", "", "<Response><Pause length='long'/></Response>"])
async def test_what_is_no_twiml_ends_the_call_and_shows_in_the_debugger(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial, document: str
) -> None:
    application.documents["/voice/answer"] = document
    script(simulator)
    assert await ended(ledger, await placed(carrier, dial)) == "completed"
    assert ledger.entries(Kind.DEBUGGER)[0].facts["code"] == 12100


async def test_a_loop_of_redirects_comes_to_an_end(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    application.documents["/voice/answer"] = "<Response><Redirect/></Response>"
    script(simulator)
    assert await ended(ledger, await placed(carrier, dial)) == "completed"
    assert ledger.entries(Kind.DEBUGGER)[0].facts["code"] == 12200


async def test_a_report_answered_500_is_repeated_with_the_same_token(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    application.failing["/voice/status"] = 500
    script(simulator, pick_up="busy")
    await placed(carrier, dial)
    url = application.url + "/voice/status?attempt=abc"
    await ledger.until(Kind.WEBHOOK, url=url, attempt=6)
    initiated = [form for form in application.posted("/voice/status") if form["CallStatus"] == "initiated"]
    assert len(initiated) == 6  # rc=5
    assert len(set(application.tokens[:6])) == 1


async def test_reports_arrive_twice_and_backwards_if_asked_to(
    simulator: Running, ledger: Ledger, application: Application, carrier: TwilioCarrier, dial: Dial
) -> None:
    disturbance = simulator.exchange.kit.disturbance
    disturbance.copies, disturbance.reverse, disturbance.drop = 2, True, frozenset({"ringing"})
    script(simulator, pick_up="busy")
    await placed(carrier, dial)
    while len(reports := application.posted("/voice/status")) < 4:
        await ledger.newer(len(ledger.entries()), 5)
    assert [report["SequenceNumber"] for report in reports] == ["2", "2", "0", "0"]


async def test_calls_beyond_one_a_second_wait_for_their_turn(
    ledger: Ledger, carrier: TwilioCarrier, dial: Dial, clock: ManualClock
) -> None:
    results = [await carrier.dial(replace(dial, to=f"+861380013800{n}")) for n in range(3)]
    assert [result.queue_ms for result in results if isinstance(result, Placed)] == [0, 1000, 2000]
    await ledger.until(Kind.RING_START)
    await carrier.hang_up(results[1].call_sid if isinstance(results[1], Placed) else "")
    await clock.advance(2)
    rings = ledger.entries(Kind.RING_START)
    assert [entry.facts["to"] for entry in rings] == ["+8613800138000", "+8613800138002"]
    assert [(entry.at - rings[0].at).total_seconds() for entry in rings] == [0, 2]


@pytest.mark.parametrize(("fate", "code"), [("delivered", None), ("undelivered", "30003")])
async def test_a_message_reports_its_delivery(
    simulator: Running,
    ledger: Ledger,
    application: Application,
    carrier: TwilioCarrier,
    fate: str,
    code: str | None,
) -> None:
    script(simulator, sms=fate)
    sent = await carrier.send_sms(CONSUMER, SHOP, "您的退款已发起。", application.url + "/voice/sms?id=1")
    assert isinstance(sent, Sent)
    while len(reports := application.posted("/voice/sms")) < 2:
        await ledger.newer(len(ledger.entries()), 5)
    assert [report["MessageStatus"] for report in reports] == ["sent", fate]
    assert {report["MessageSid"] for report in reports} == {sent.message_sid}
    assert reports[-1].get("ErrorCode") == code


async def test_a_text_to_our_number_is_posted_signed_and_its_answer_delivered(
    simulator: Running, ledger: Ledger, application: Application
) -> None:
    application.documents["/voice/texts"] = "<Response><Message>【商城】好的。</Message></Response>"
    assert await simulator.exchange.take_text(CONSUMER, SHOP, "别再打了") == ["【商城】好的。"]
    (told,) = application.posted("/voice/texts")
    assert (told["From"], told["To"], told["Body"]) == (CONSUMER, SHOP, "别再打了")
    (written,), (answered,) = ledger.entries(Kind.TEXTED), ledger.entries(Kind.SMS)
    assert (written.facts["message_sid"], answered.facts["to"]) == (told["MessageSid"], CONSUMER)
    application.failing["/voice/texts"] = 500
    with pytest.raises(ValueError, match="did not take it"):
        await simulator.exchange.take_text(CONSUMER, SHOP, "STOP")


def test_gather_defaults_are_twilios() -> None:
    gather = parse("<Response><Gather/></Response>", "http://a").verbs[0]
    assert isinstance(gather, Gather)
    assert (gather.speech, gather.keys, gather.timeout_s, gather.finish_on_key) == (False, True, 5, "#")
    assert (gather.report_silence, gather.barge_in, gather.language, gather.num_digits) == (False, True, "en-US", None)


def test_a_script_says_what_is_wrong_with_it() -> None:
    with pytest.raises(ValueError, match="picks"):
        read_script({"picks": "answer"})
    with pytest.raises(ValueError, match="pick_up"):
        read_script({"pick_up": "sometimes"})
    with pytest.raises(ValueError, match="step"):
        read_script({"does": [{"key": "12"}]})
    assert Script().pick_up == "handset"
