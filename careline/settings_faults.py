"""What a process refuses to start with, outside the demo and in it: every fault at once, each with what to do. Pure."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from careline.core.roles import FactorWanted, Role

if TYPE_CHECKING:
    from careline.settings import Settings

SECRETS = (
    "feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret", "platform_secret",
    "link_secret", "login_secret", "oidc_client_secret", "shopify_secret", "woocommerce_secret", "aftership_secret",
    "track17_key", "twilio_auth_token", "chatwoot_token", "chatwoot_webhook_secret",
)  # fmt: skip
PAIRED = (
    "feed_secret", "chat_secret", "chat_public_key", "bot_secret", "actions_secret", "voice_secret", "platform_secret",
    "link_secret", "login_secret", "twilio_auth_token",
)  # fmt: skip
"""Those with a `_previous`: the value before, which counts as well while everybody changes to the new one."""
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LEAST_BITS = 2048
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_OURS_ELSEWHERE = re.compile(
    r"CARELINE_(TEST_\w+|PHONE_SIMULATOR_\w+|EVAL_DIR|CHROMIUM|SCREENSHOTS|FEED_SCHEMA|SHOP_SECONDS|CRASH_AT"
    r"|TRACKER_URL|ACTIONS_URL|MODEL|MODEL_SHA256)"
)


def name_of(field: str) -> str:
    """The variable of a setting."""
    return field.upper() if field.startswith("twilio") else f"CARELINE_{field.upper()}"


def faults_of(settings: Settings, demo_mark: str) -> list[str]:
    """What is wrong with settings that are complete. Empty: nothing."""
    if settings.demo:
        return [*_faults_of_demo(settings, demo_mark), *_of_signing_in(settings), *_of_spans(settings)]
    return [
        *_marked(settings, demo_mark), *_used_twice(settings), *_of_addresses(settings), *_of_keys(settings),
        *_of_phoning(settings), *_of_signing_in(settings), *_of_spans(settings),
    ]  # fmt: skip


def unknown_names(environment: Iterable[str], known: Iterable[str]) -> list[str]:
    """Variables that begin like ours and are none, with what was probably meant."""
    ours = sorted(known)
    wrong = [
        name for name in sorted(environment)
        if name.startswith("CARELINE_") and name not in ours and not _OURS_ELSEWHERE.fullmatch(name)
    ]  # fmt: skip
    meant = {name: difflib.get_close_matches(name, ours, 1) for name in wrong}
    return [f"{name}: there is no such setting{f', {meant[name][0]} is' if meant[name] else ''}" for name in wrong]


def _faults_of_demo(settings: Settings, mark: str) -> list[str]:
    real = settings.twilio_auth_token and not settings.twilio_auth_token.startswith(mark)
    if real and urlsplit(settings.twilio_base_url).hostname not in _LOCAL:
        return ["CARELINE_DEMO phones at any hour and lets anybody in: refused with a real TWILIO_AUTH_TOKEN"]
    return []


def _marked(settings: Settings, mark: str) -> list[str]:
    fields = [*SECRETS, *(f"{one}_previous" for one in PAIRED)]
    marked = [name_of(one) for one in fields if getattr(settings, one).startswith(mark)]
    return [f"{name}: made for the demo, refused outside it" for name in marked]


def _used_twice(settings: Settings) -> list[str]:
    uses: Mapping[str, list[str]] = defaultdict(list)
    for one in SECRETS:
        if value := getattr(settings, one):
            uses[value].append(name_of(one))
    return [
        f"{', '.join(names)}: one secret for several uses; make one for each" for names in uses.values() if names[1:]
    ]


def _of_addresses(settings: Settings) -> list[str]:
    faults = []
    if not _is_address(settings.public_url, "https"):
        faults.append(
            "CARELINE_PUBLIC_URL: must be https://HOST, how browsers and the carrier reach us: cookies are safe by it"
        )
    faults += [
        f"CARELINE_CHAT_ORIGINS: {origin!r} is no origin: scheme and host, no slash at the end"
        for origin in settings.chat_origins
        if not _is_address(origin, "https", "http") or origin.endswith("/")
    ]
    faults += [
        f"CARELINE_BOT_URLS: {url!r} is no address, such as http://127.0.0.1:8011"
        for url in settings.bot_urls
        if not _is_address(url, "http", "https")
    ]
    faults += [
        f"CARELINE_IMAGE_HOSTS: {host!r} is no host name" for host in settings.image_hosts if not _HOST.fullmatch(host)
    ]
    for field in ("platform_url", "events_url", "twilio_base_url", "chatwoot_url"):
        url = getattr(settings, field)
        if url and not _is_reachable_safely(url):
            faults.append(f"{name_of(field)}: must be https:// (http:// on this machine only)")
    return faults


def _of_spans(settings: Settings) -> list[str]:
    """Also http: collectors stand beside us, and what they are sent names nobody."""
    url = settings.otlp_endpoint
    if not url or (_is_url(url, "http", "https") and not (urlsplit(url).query or urlsplit(url).fragment)):
        return []
    return ["CARELINE_OTLP_ENDPOINT: is no address, such as http://127.0.0.1:4318; /v1/traces is put behind it"]


_HOST = re.compile(r"(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?")


def _is_url(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _is_reachable_safely(url: str) -> bool:
    return _is_url(url, "https") or (_is_url(url, "http") and urlsplit(url).hostname in _LOCAL)


def _is_address(text: str, *schemes: str) -> bool:
    return _is_url(text, *schemes) and not (urlsplit(text).path.strip("/") or urlsplit(text).query)


def _of_keys(settings: Settings) -> list[str]:
    return [
        f"{name_of(field)}: {why}"
        for field in ("chat_public_key", "chat_public_key_previous")
        if getattr(settings, field) and (why := key_fault(getattr(settings, field)))
    ]


def key_fault(text: str) -> str:
    """Why this is no public key that tokens can be checked by; empty if it is one."""
    if "PRIVATE KEY" in text:
        return "this is a private key, which belongs to the app alone; its public key belongs here"
    try:
        key = RSAAlgorithm(RSAAlgorithm.SHA256).prepare_key(text.replace("\\n", "\n"))
    except (jwt.PyJWTError, ValueError, TypeError):
        return "this is no RSA public key in PEM (-----BEGIN PUBLIC KEY-----)"
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
        return f"the key needs at least {LEAST_BITS} bits"
    return ""


LOGIN_SECRET_LEAST = 32


def _of_signing_in(settings: Settings) -> list[str]:
    faults, wanted = [], settings.factor_wanted is not FactorWanted.NOBODY
    if (wanted or settings.oidc_issuer) and not settings.login_secret:
        faults.append(
            "CARELINE_LOGIN_SECRET: missing; it seals agents' second factors and what a sign-in takes along. Make one "
            "(openssl rand -hex 32), or set CARELINE_SECOND_FACTOR=nobody"
        )
    if 0 < len(settings.login_secret) < LOGIN_SECRET_LEAST:
        faults.append(f"CARELINE_LOGIN_SECRET: must have at least {LOGIN_SECRET_LEAST} characters")
    if not settings.oidc_issuer:
        given = [name for name in _OIDC if getattr(settings, name)]
        return [*faults, *(f"{name_of(one)}: needs CARELINE_OIDC_ISSUER" for one in given)]
    if not _is_reachable_safely(settings.oidc_issuer) or urlsplit(settings.oidc_issuer).query:
        faults.append("CARELINE_OIDC_ISSUER: must be the provider's https:// address as it names itself")
    if not settings.oidc_client_id:
        faults.append("CARELINE_OIDC_CLIENT_ID: missing; the provider gives one to each application")
    if "openid" not in settings.oidc_scopes.split():
        faults.append("CARELINE_OIDC_SCOPES: must hold openid")
    if bool(settings.oidc_roles_claim) != bool(settings.oidc_roles):
        faults.append("CARELINE_OIDC_ROLES_CLAIM and CARELINE_OIDC_ROLES: set both, or manage roles here and set none")
    faults += [
        f"CARELINE_OIDC_ROLES: {one!r} is no VALUE=ROLE, with one of {', '.join(Role)}"
        for one in settings.oidc_roles
        if not (one.partition("=")[0] and one.rpartition("=")[2] in set(Role))
    ]
    if settings.oidc_factor not in {"", "always"} and not all(settings.oidc_factor.partition("=")):
        faults.append("CARELINE_OIDC_FACTOR: is `always`, or CLAIM=VALUE such as acr=mfa")
    return faults


_OIDC = (
    "oidc_client_id", "oidc_client_secret", "oidc_roles_claim", "oidc_roles", "oidc_factor", "oidc_sign_out",
    "break_glass",
)  # fmt: skip


def _of_phoning(settings: Settings) -> list[str]:
    faults = []
    if settings.caller_id and not re.fullmatch(r"\+[1-9]\d{6,14}", settings.caller_id):
        faults.append("CARELINE_CALLER_ID: must be our number as the carrier wants it, such as +8657112345678")
    account = settings.twilio_account_sid
    if account and not settings.twilio_base_url and not re.fullmatch(r"AC[0-9a-f]{32}", account):
        faults.append("TWILIO_ACCOUNT_SID: must be AC and 32 hexadecimal digits, from Twilio's console")
    if settings.log_level.upper() not in LEVELS:
        faults.append(f"CARELINE_LOG_LEVEL: one of {', '.join(LEVELS)}")
    return faults
