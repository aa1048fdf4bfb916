"""Which destinations a carrier can phone: one row per carrier and refused prefix, with the reason to show.

This is what a carrier *can* do. Whether we may phone a consumer now is decided by `careline.core.contact` and
`callouts.policy`.
"""

import re

TWILIO = "twilio"
SIMULATOR = "simulator"

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
CLIENT = re.compile(r"client:[A-Za-z0-9_.-]{1,120}")
"""A softphone, by the name that it is registered under: an address of ours, never a consumer's."""

# Country codes are prefix-free: +86 is mainland China alone; Hong Kong is +852, Macao +853, Taiwan +886.
# Source: Twilio support article 360016488474, "Calling Limitations to China".
REFUSED_PREFIXES: dict[str, dict[str, str]] = {
    SIMULATOR: {},
    TWILIO: {
        "+86": "Twilio has placed no calls to mainland China (+86) since 30 November 2023: use a mainland carrier.",
    },
}


def refusal(carrier: str, to: str) -> str | None:
    """Why `carrier` cannot phone `to`; None if it can. A carrier without a row here is a KeyError."""
    refused = REFUSED_PREFIXES[carrier]
    if not E164.fullmatch(to):
        return "The number is not in international form (E.164)."
    return next((reason for prefix, reason in refused.items() if to.startswith(prefix)), None)


def cannot_reach(carrier: str) -> list[str]:
    """What to tell an operator at the start: one sentence for each destination that `carrier` cannot phone."""
    return list(REFUSED_PREFIXES.get(carrier, {}).values())
