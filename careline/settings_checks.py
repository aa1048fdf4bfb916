"""What is wrong with settings that are all there: misspelt names, addresses without a scheme, numbers that are none.

Each fault names its variable and says what to do. A process with a fault does not start: taken in silence, each of
these has cost an operator a day (no cookie, every socket refused, every consumer 401, no call).
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from careline.settings import Settings

OTHERS = frozenset(
    {
        "CARELINE_TRACKER_URL", "CARELINE_ACTIONS_URL", "CARELINE_EVAL_DIR", "CARELINE_FEED_SCHEMA",
        "CARELINE_CHROMIUM", "CARELINE_SCREENSHOTS", "CARELINE_SHOP_SECONDS", "CARELINE_CRASH_AT",
        "CARELINE_MODEL", "CARELINE_MODEL_SHA256",
    }
)  # fmt: skip
"""Variables that other programs of ours read: Rasa's processes, the demo shop, tests (docs/settings.md)."""
_PREFIXES = ("CARELINE_TEST_", "CARELINE_PHONE_SIMULATOR_")
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
_SID = re.compile(r"AC[0-9a-fA-F]{32}")


def names_of(fields: Mapping[str, Any]) -> set[str]:
    """The variables that fill the fields of a settings class."""
    return {field.alias or f"CARELINE_{name.upper()}" for name, field in fields.items()}


def faults(settings: Settings, environ: Mapping[str, str]) -> list[str]:
    """Every fault, each a line with the variable's name first. Values are repeated only where they are no secret."""
    known = names_of(type(settings).model_fields)
    return [*unknown(environ, known), *_addresses(settings), *_phoning(settings), *_rest(settings)]


def unknown(environ: Mapping[str, str], known: set[str]) -> Iterator[str]:
    """Variables of ours that nothing reads: a misspelt one would otherwise leave its default in force."""
    for name in sorted(environ):
        if not name.startswith("CARELINE_") or name in known | OTHERS or name.startswith(_PREFIXES):
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
        yield f"{name}: there is no such setting" + (f"; is {near[0]} meant?" if near else "")


def _addresses(settings: Settings) -> Iterator[str]:
    addresses = {
        "CARELINE_PUBLIC_URL": (settings.public_url, {"http", "https"}),
        "CARELINE_PLATFORM_URL": (settings.platform_url, {"http", "https"}),
        "CARELINE_EVENTS_URL": (settings.events_url, {"http", "https"}),
        "TWILIO_BASE_URL": (settings.twilio_base_url, {"http", "https"}),
        "CARELINE_SMTP_URL": (settings.smtp_url, {"smtp", "smtps"}),
    }
    for name, (value, schemes) in addresses.items():
        if value and not _address(value, schemes):
            yield f"{name}: needs to begin with {' or '.join(f'{one}://' for one in sorted(schemes))} and name a host"
    for url in settings.bot_urls:
        if not _address(url, {"http", "https"}):
            yield f"CARELINE_BOT_URLS: {url!r} is no address; it looks like http://127.0.0.1:8011"
    for origin in settings.chat_origins:
        parts = urlsplit(origin)
        if not _address(origin, {"http", "https"}) or parts.path or parts.query or origin != origin.lower():
            yield f"CARELINE_CHAT_ORIGINS: {origin!r} is no origin; it looks like https://shop.example, without a slash"


def _phoning(settings: Settings) -> Iterator[str]:
    if not settings.phones:
        return
    if settings.caller_id and not _NUMBER.fullmatch(settings.caller_id):
        yield f"CARELINE_CALLER_ID: {settings.caller_id!r} is no number in E.164; it looks like +14155550100"
    if settings.twilio_account_sid and not settings.demo and not _SID.fullmatch(settings.twilio_account_sid):
        yield "TWILIO_ACCOUNT_SID: is AC and 32 hexadecimal digits, as Twilio's console shows it"


def _rest(settings: Settings) -> Iterator[str]:
    if settings.chat_public_key and (wrong := _not_a_key(settings.chat_public_key)):
        yield f"CARELINE_CHAT_PUBLIC_KEY: {wrong}"
    if not isinstance(logging.getLevelName(settings.log_level.upper()), int):
        yield f"CARELINE_LOG_LEVEL: {settings.log_level!r} is no level; there are DEBUG, INFO, WARNING, ERROR"
    for name in settings.metrics_from:
        if not _network(name):
            yield f"CARELINE_METRICS_FROM: {name!r} is no address or network; it looks like 10.0.0.7 or 10.0.0.0/24"
    if len({settings.port, settings.actions_port}) == 1 and settings.port:
        yield "CARELINE_PORT, CARELINE_ACTIONS_PORT: are the same port"


def _address(value: str, schemes: set[str]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _network(value: str) -> bool:
    from ipaddress import ip_network  # noqa: PLC0415

    try:
        ip_network(value, strict=False)
    except ValueError:
        return False
    return True


def _not_a_key(pem: str) -> str | None:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        key = load_pem_public_key(pem.replace("\\n", "\n").encode())
    except (ValueError, TypeError):
        return "is no public key in PEM (-----BEGIN PUBLIC KEY-----)"
    if not isinstance(key, RSAPublicKey) or key.key_size < 2048:
        return "is no RSA key of at least 2048 bits"
    return None
