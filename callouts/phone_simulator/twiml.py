"""TwiML, as far as our voice uses it: from XML to values. Attribute defaults are Twilio's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree import ElementTree as ET


class TwimlError(ValueError):
    """Not a TwiML document (Twilio's debugger: 12100)."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Say nothing for that long."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather:
    """Listen for speech, keys or both, while and after the prompts."""

    action: str | None
    method: str
    speech: bool
    keys: bool
    language: str
    num_digits: int | None
    timeout_s: float
    finish_on_key: str
    report_silence: bool
    barge_in: bool
    prompts: tuple["Say | Pause", ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go on with another document."""

    url: str
    method: str


@dataclass(frozen=True, slots=True)
class Hangup:
    """End the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """`<Dial>`: connect the callee with a conference or a number."""

    conference: str | None
    number: str | None
    end_on_exit: bool
    action: str | None
    method: str
    starts_on_enter: bool = True
    wait_url: str | None = None
    wait_method: str = "POST"
    status_url: str | None = None
    events: frozenset[str] = frozenset()
    label: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """`<Connect><ConversationRelay>`: let the application talk over a WebSocket."""

    url: str
    language: str
    keys: bool
    partials: bool
    interruptible: frozenset[str]
    speakers_told: bool
    action: str | None
    method: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A verb that the simulator skips, leaving a note."""

    tag: str


Verb: TypeAlias = Say | Pause | Gather | Redirect | Hangup | Transfer | Relay | Unsupported


@dataclass(frozen=True, slots=True)
class Document:
    """Verbs, and the address they came from, against which their URLs are resolved."""

    url: str
    verbs: tuple[Verb, ...] = ()


def parse(text: str, url: str) -> Document:
    """Raises TwimlError."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - it comes from the application under test
    except ET.ParseError as error:
        raise TwimlError(str(error)) from error
    if root.tag != "Response":
        raise TwimlError(f"The document is a <{root.tag}>, not a <Response>.")
    return Document(url, tuple(verb for element in root if (verb := _verb(element)) is not None))


def messages_in(text: str) -> list[str]:
    """What a document that answers a text message says. Raises TwimlError."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - it comes from the application under test
    except ET.ParseError as error:
        raise TwimlError(str(error)) from error
    return ["".join(element.itertext()).strip() for element in root if element.tag == "Message"]


def _verb(element: ET.Element) -> Verb | None:
    reader = READERS.get(element.tag)
    return Unsupported(element.tag) if reader is None else reader(element)


def _say(element: ET.Element) -> Say:
    mandarin = "Zhiyu" in element.get("voice", "") or "cmn" in element.get("voice", "")
    text = " ".join("".join(element.itertext()).split())
    return Say(text, element.get("language", "cmn-CN" if mandarin else "en-US"))


def _gather(element: ET.Element) -> Gather:
    inputs = element.get("input", "dtmf").split()
    digits = element.get("numDigits")
    prompts = (_verb(child) for child in element)
    return Gather(
        action=element.get("action"),
        method=element.get("method", "POST").upper(),
        speech="speech" in inputs,
        keys="dtmf" in inputs,
        language=element.get("language", "en-US"),
        num_digits=int(digits) if digits else None,
        timeout_s=float(element.get("timeout", "5")),
        finish_on_key=element.get("finishOnKey", "#"),
        report_silence=element.get("actionOnEmptyResult", "false") == "true",
        barge_in=element.get("bargeIn", "true") == "true",
        prompts=tuple(prompt for prompt in prompts if isinstance(prompt, Say | Pause)),
    )


def _transfer(element: ET.Element) -> Transfer:
    conference, number = element.find("Conference"), element.find("Number")
    plain = (element.text or "").strip()
    room: dict[str, str] = dict(conference.attrib) if conference is not None else {}
    return Transfer(
        conference=(conference.text or "").strip() if conference is not None else None,
        number=(number.text or "").strip() if number is not None else plain or None,
        end_on_exit=room.get("endConferenceOnExit") == "true",
        action=element.get("action"),
        method=element.get("method", "POST").upper(),
        starts_on_enter=room.get("startConferenceOnEnter", "true") == "true",
        wait_url=room.get("waitUrl") or None,
        wait_method=room.get("waitMethod", "POST").upper(),
        status_url=room.get("statusCallback"),
        events=frozenset(room.get("statusCallbackEvent", "").split()),
        label=room.get("participantLabel"),
        muted=room.get("muted") == "true",
    )


def _connect(element: ET.Element) -> Verb:
    relay = element.find("ConversationRelay")
    if relay is None:
        return Unsupported("Connect")
    by = {"any": "dtmf speech", "true": "dtmf speech", "none": "", "false": ""}
    interruptible = relay.get("interruptible", "any")
    return Relay(
        url=relay.get("url", ""),
        language=relay.get("language", "en-US"),
        keys=relay.get("dtmfDetection") == "true",
        partials=relay.get("partialPrompts") == "true",
        interruptible=frozenset(by.get(interruptible, interruptible).split()),
        speakers_told="speaker-events" in relay.get("events", "").split(),
        action=element.get("action"),
        method=element.get("method", "POST").upper(),
    )


READERS: dict[str, Callable[[ET.Element], Verb | None]] = {
    "Say": _say,
    "Pause": lambda element: Pause(float(element.get("length", "1"))),
    "Play": lambda _: None,
    "Gather": _gather,
    "Redirect": lambda element: Redirect((element.text or "").strip(), element.get("method", "POST").upper()),
    "Hangup": lambda _: Hangup(),
    "Reject": lambda _: Hangup(),
    "Dial": _transfer,
    "Connect": _connect,
}
