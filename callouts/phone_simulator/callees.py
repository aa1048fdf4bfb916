"""Who answers: a person at the handset page, or a callee that follows a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

PickUp = Literal["handset", "answer", "busy", "reject", "no-answer", "unreachable"]
SmsFate = Literal["delivered", "undelivered", "stopped"]


@dataclass(frozen=True, slots=True)
class Speak:
    """The callee says something."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """The callee presses a key."""

    key: str


@dataclass(frozen=True, slots=True)
class StaySilent:
    """The callee lets this question pass: the Gather ends as if its time were over."""


@dataclass(frozen=True, slots=True)
class Cough:
    """A noise that cuts the voice short and is no word: only ConversationRelay takes it for one."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """The callee hangs up."""


Input: TypeAlias = Speak | Press | StaySilent | Cough
Step: TypeAlias = Input | HangUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How one number behaves. `steps` are taken one per Gather, once its prompts are spoken; then `stays` decides.

    A machine beeps after `beep_after_s`; who waits for that (DetectMessageEnd) is told then, and not before.
    A Gather that wants no answer (`Ears.asked`) takes none: people are not that quick.
    """

    pick_up: PickUp = "handset"
    after_s: float = 0.0
    answered_by: str = "human"
    amd_after_s: float = 0.0
    beep_after_s: float = 0.0
    steps: tuple[Step, ...] = ()
    stays: bool = False  # after the last step: keep silent instead of hanging up
    sms: SmsFate = "delivered"

    def verdict(self, *, at_beep: bool) -> tuple[str, float]:
        """Who has answered, and after how many seconds that is told."""
        if not (at_beep and self.answered_by.startswith("machine")):
            return self.answered_by, self.amd_after_s
        ends = "machine_end_beep" if self.answered_by == "machine_start" else self.answered_by
        return ends, max(self.amd_after_s, self.beep_after_s)


class Callees:
    """The script of every number."""

    def __init__(self, default: Script) -> None:
        self.default = default
        self.by_number: dict[str, Script] = {}

    def script_of(self, number: str) -> Script:
        """The number's own script, else the default one."""
        return self.by_number.get(number, self.default)


def read_script(given: Mapping[str, Any]) -> Script:
    """A script from JSON. Raises ValueError with a sentence."""
    unknown = set(given) - {"pick_up", "after_s", "answered_by", "amd_after_s", "beep_after_s", "does", "stays", "sms"}
    if unknown:
        raise ValueError(f"A script knows no {', '.join(sorted(unknown))}.")
    pick_up, sms = given.get("pick_up", "answer"), given.get("sms", "delivered")
    if pick_up not in get_args(PickUp) or sms not in get_args(SmsFate):
        raise ValueError(f"pick_up is one of {get_args(PickUp)}, sms one of {get_args(SmsFate)}.")
    answered_by = str(given.get("answered_by", "human"))
    return Script(
        pick_up=pick_up,
        after_s=float(given.get("after_s", 0)),
        answered_by=answered_by,
        amd_after_s=float(given.get("amd_after_s", 0)),
        beep_after_s=float(given.get("beep_after_s", 0)),
        steps=tuple(_step(step) for step in given.get("does", [])),
        stays=bool(given.get("stays", pick_up == "handset" or answered_by != "human")),
        sms=sms,
    )


def _step(given: Mapping[str, Any]) -> Step:
    match dict(given):
        case {"say": str(text)}:
            return Speak(text)
        case {"key": str(key)} if len(key) == 1 and key in "0123456789*#":
            return Press(key)
        case {"silence": True}:
            return StaySilent()
        case {"hang_up": True}:
            return HangUp()
    raise ValueError(f"A step is say, key, silence or hang_up, not {dict(given)}.")
