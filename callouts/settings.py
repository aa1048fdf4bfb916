"""Everything that phoning needs: the shop rules, and the technical settings with their defaults (docs/figures.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from callouts.duties import undone
from callouts.pacing import Pace
from callouts.script import ScriptError
from careline.core.rules import ShopRules


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutSettings:
    """`caller` is our number (E.164), `public_url` where the carrier reaches us, `secret` signs attempts' addresses.

    `voices` maps a language to the carrier's voice; recognition hints help it with the words people answer with.
    """

    shop_name: str
    caller: str
    public_url: str
    secret: str
    rules: ShopRules
    pace: Pace = field(default_factory=Pace)
    ring_seconds: int = 25
    limit_seconds: int = 600
    detect_machines: bool = True
    gather_seconds: int = 6
    bot_seconds: float = 1.5
    """How long a callee hears nothing while the bot thinks; then we ask for patience and listen on."""
    bot_waits: int = 4
    """How often we wait that long before we ask the callee to say it again."""
    relay: bool = False
    """Whether the assistant talks over ConversationRelay's WebSocket instead of a Gather for each exchange."""
    softphones: bool = False
    """Agents without a phone of their own are rung at their open desk page: where the carrier is the simulator."""
    talk_seconds: int = 7200
    """How long a call may last once an agent talks in it."""
    sms: bool = True
    voices: tuple[tuple[str, str], ...] = (("zh-CN", "Polly.Zhiyu-Neural"), ("en", "Polly.Joanna-Neural"))
    previous_secret: str = ""
    """The secret before, while it is being changed: calls that were begun with it go on."""
    hints: tuple[tuple[str, str], ...] = (
        ("zh-CN", "是的,我是,不是,打错了,转人工,不用了,别再打了,好的,再说一遍,退款,发货,快递"),
        ("en", "yes,no,speaking,wrong number,agent,stop calling,repeat,refund,delivery"),
    )

    dialing_stale: timedelta = timedelta(seconds=30)
    """A `dialing` row older than this has lost its dialer: the POST itself takes at most 10 s."""
    unknown_wait: timedelta = timedelta(seconds=90)
    unknown_final: timedelta = timedelta(minutes=15)
    poll_every: timedelta = timedelta(seconds=60)
    queued_at_most: timedelta = timedelta(minutes=3)
    live_at_most: timedelta = timedelta(hours=6)
    sms_stale: timedelta = timedelta(minutes=2)

    def __post_init__(self) -> None:
        if len(self.secret) < 16:
            raise ValueError("The secret that signs attempts' addresses needs at least 16 characters.")
        if faults := undone(self.rules):
            raise ScriptError("\n".join(faults))

    def shop_in(self, language: str) -> str:
        """The shop's name as it is written."""
        return self.rules.shop_in(language, self.shop_name)

    def spoken_in(self, language: str) -> str:
        """The shop's name as the voice says it."""
        return self.rules.spoken_in(language, self.shop_name)

    def voice(self, language: str) -> str:
        return dict(self.voices).get(language, dict(self.voices)["en"])

    def hints_in(self, language: str) -> str:
        return dict(self.hints).get(language, "")
