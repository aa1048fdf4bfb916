"""Settings that are there and wrong: refused by name, all at once, with what to do."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from careline.settings import Settings, SettingsError, load_settings
from careline.settings_checks import faults

pytestmark = pytest.mark.unit

SECRETS = dict.fromkeys(
    ("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret"), "x" * 32
)


def settings(**given: Any) -> Settings:
    return Settings(**{**SECRETS, **given})


def _key(bits: int) -> str:
    public = generate_private_key(65537, bits).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"public_url": "care.example.com"}, "CARELINE_PUBLIC_URL"),
        ({"public_url": "ftp://care.example.com"}, "CARELINE_PUBLIC_URL"),
        ({"public_url": "https://"}, "CARELINE_PUBLIC_URL"),
        ({"public_url": "https://care.example.com:notaport"}, "CARELINE_PUBLIC_URL"),
        ({"bot_urls": "127.0.0.1:8011"}, "CARELINE_BOT_URLS"),
        ({"chat_origins": "https://shop.example/"}, "CARELINE_CHAT_ORIGINS"),
        ({"chat_origins": "shop.example"}, "CARELINE_CHAT_ORIGINS"),
        ({"chat_secret": "", "chat_public_key": "notapem"}, "CARELINE_CHAT_PUBLIC_KEY"),
        ({"chat_secret": "", "chat_public_key": _key(1024)}, "CARELINE_CHAT_PUBLIC_KEY"),
        ({"caller_id": "0571-1234"}, "CARELINE_CALLER_ID"),
        ({"twilio_account_sid": "AC..."}, "TWILIO_ACCOUNT_SID"),
        ({"twilio_base_url": "notaurl"}, "TWILIO_BASE_URL"),
        ({"log_level": "verbose"}, "CARELINE_LOG_LEVEL"),
        ({"metrics_from": "10.0.0.0/33"}, "CARELINE_METRICS_FROM"),
        ({"actions_port": 8000}, "CARELINE_ACTIONS_PORT"),
    ],
)
def test_a_wrong_value_is_named(given: dict[str, Any], named: str) -> None:
    [fault] = faults(settings(**given), {})
    assert named in fault


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"public_url": "https://care.example.com"},
        {"bot_urls": "http://127.0.0.1:8011,http://[::1]:8012"},
        {"chat_origins": "https://shop.example,http://localhost:3000"},
        {"chat_secret": "", "chat_public_key": _key(2048).replace("\n", "\\n")},
        {"caller_id": "+14155550100", "twilio_account_sid": "AC" + "0f" * 16, "twilio_auth_token": "t"},
        {"log_level": "debug", "metrics_from": "10.0.0.0/8,::1"},
    ],
)
def test_a_right_value_is_taken(given: dict[str, Any]) -> None:
    assert faults(settings(**given), {"CARELINE_TEST_ANYTHING": "x", "CARELINE_TRACKER_URL": "x", "OTHER": "x"}) == []


def test_an_unknown_name_is_refused_with_the_one_that_may_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"CARELINE_{name.upper()}", value)
    monkeypatch.setenv("CARELINE_DATA_DIR", "/nowhere")
    load_settings()
    monkeypatch.setenv("CARELINE_SHOPNAME", "x")
    monkeypatch.setenv("CARELINE_PUBLIC_URL", "care.example.com")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "CARELINE_SHOPNAME: there is no such setting; is CARELINE_SHOP_NAME meant?" in str(refused.value)
    assert "CARELINE_PUBLIC_URL" in str(refused.value)


def test_a_misspelt_name_is_told_beside_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARELINE_DATA_DIR", "/nowhere")
    monkeypatch.setenv("CARELINE_FEED_SECRETT", "x" * 32)
    with pytest.raises(SettingsError, match="is CARELINE_FEED_SECRET meant"):
        load_settings()
