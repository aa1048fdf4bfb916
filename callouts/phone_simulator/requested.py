"""What was asked for with POST Calls.json, checked as Twilio checks it. Durations in seconds."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from multidict import MultiMapping

from callouts.phone_simulator.refusal import MAGIC_CALL_FROM, MAGIC_CALL_TO, RefusalError, check_from, check_to

EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedCall:
    """The parameters of one call that the simulator acts on."""

    to: str
    caller: str
    url: str
    method: str
    twiml: str | None
    status_url: str | None
    status_method: str
    events: frozenset[str]
    ring_s: float
    limit_s: float
    detects_machines: bool
    waits_for_beep: bool
    amd_async: bool
    amd_url: str | None

    @classmethod
    def read(cls, form: MultiMapping[str], owned: tuple[str, ...]) -> "RequestedCall":
        """Raises RefusalError."""
        check_to(form.get("To", ""), MAGIC_CALL_TO)
        check_from(form.get("From", ""), MAGIC_CALL_FROM, owned)
        url, twiml = form.get("Url", ""), form.get("Twiml")
        if url or twiml is None:
            _check_url(url, 21205, "Url")
        return cls(
            to=form["To"],
            caller=form["From"],
            url=url,
            method=form.get("Method", "POST").upper(),
            twiml=None if url else twiml,
            status_url=_optional_url(form, "StatusCallback", 21609),
            status_method=form.get("StatusCallbackMethod", "POST").upper(),
            events=_events(form),
            ring_s=whole_seconds(form, "Timeout", 60, 600),
            limit_s=whole_seconds(form, "TimeLimit", 14400, 86400),
            detects_machines=form.get("MachineDetection") in ("Enable", "DetectMessageEnd"),
            waits_for_beep=form.get("MachineDetection") == "DetectMessageEnd",
            amd_async=_flag(form, "AsyncAmd", 21263),
            amd_url=_optional_url(form, "AsyncAmdStatusCallback", 21263),
        )


def _check_url(url: str, code: int, name: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusalError(400, code, f"{name} is not a valid URL: {url}")


def _optional_url(form: MultiMapping[str], name: str, code: int) -> str | None:
    url = form.get(name)
    if url:
        _check_url(url, code, name)
    return url or None


def _events(form: MultiMapping[str]) -> frozenset[str]:
    events = frozenset(form.getall("StatusCallbackEvent", ["completed"]))
    if not events <= EVENTS:
        raise RefusalError(400, 21626, f"Invalid 'StatusCallbackEvent': {', '.join(sorted(events - EVENTS))}")
    return events


def whole_seconds(form: MultiMapping[str], name: str, default: int, most: int) -> int:
    given = form.get(name, str(default))
    if not given.isascii() or not given.isdecimal() or not 0 < int(given) <= most:
        raise RefusalError(400, 20001, f"{name} must be a number of seconds up to {most}, not {given!r}")
    return int(given)


def _flag(form: MultiMapping[str], name: str, code: int) -> bool:
    given = form.get(name, "false")
    if given not in ("true", "false"):
        raise RefusalError(400, code, f"Invalid '{name}': {given}")
    return given == "true"
