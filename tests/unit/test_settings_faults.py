"""A process that would be unsafe does not start, and says everything that is wrong at once."""

from __future__ import annotations

from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from careline.chat.identity import AUDIENCE, ConsumerKey, customer_of
from careline.clock import utc_now
from careline.http.problem import Problem
from careline.http.signature import SignatureError, sign, verify
from careline.merchants.links import BadLinkError, Links
from careline.settings import DEMO_MARK, Settings, SettingsError, load_settings, refuse_unsafe
from careline.settings_faults import PAIRED, SECRETS, faults_of, key_fault, name_of, unknown_names
from tests.factories import NOW

pytestmark = pytest.mark.unit

NEW, OLD = "n" * 32, "o" * 32


def good(**more: Any) -> dict[str, Any]:
    """Settings of a shop in production."""
    secrets = {f"{name}_secret": f"{name}-" + "x" * 32 for name in ("feed", "chat", "bot", "actions", "voice", "login")}
    return {
        **secrets, "tracker_password": "tracker-" + "x" * 32, "public_url": "https://care.example.com",
        "caller_id": "+8657112345678", "twilio_account_sid": "AC" + "0a" * 16, "twilio_auth_token": "t" * 32, **more,
    }  # fmt: skip


def faults(**more: Any) -> list[str]:
    return faults_of(Settings(**good(**more)), DEMO_MARK)


def _pem(bits: int = 2048, *, private: bool = False) -> str:
    key = rsa.generate_private_key(65537, bits)
    if private:
        kinds = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return key.private_bytes(serialization.Encoding.PEM, *kinds).decode()
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()  # fmt: skip


def test_a_shop_in_production_has_no_faults() -> None:
    assert faults() == []
    assert faults(chat_secret="", chat_public_key=_pem().replace("\n", "\\n")) == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("public_url", "", "CARELINE_PUBLIC_URL"),
        ("public_url", "http://care.example.com", "CARELINE_PUBLIC_URL"),
        ("public_url", "care.example.com", "CARELINE_PUBLIC_URL"),
        ("public_url", "https://care.example.com/chat", "CARELINE_PUBLIC_URL"),
        ("public_url", "https://[", "CARELINE_PUBLIC_URL"),
        ("chat_origins", "https://shop.example/", "CARELINE_CHAT_ORIGINS"),
        ("chat_origins", "shop.example", "CARELINE_CHAT_ORIGINS"),
        ("bot_urls", "127.0.0.1:8311", "CARELINE_BOT_URLS"),
        ("image_hosts", "https://img.example", "CARELINE_IMAGE_HOSTS"),
        ("image_hosts", "*", "CARELINE_IMAGE_HOSTS"),
        ("platform_url", "http://shop.example", "CARELINE_PLATFORM_URL"),
        ("twilio_base_url", "notaurl", "TWILIO_BASE_URL"),
        ("caller_id", "0571-1234", "CARELINE_CALLER_ID"),
        ("twilio_account_sid", "AC...", "TWILIO_ACCOUNT_SID"),
        ("log_level", "verbose", "CARELINE_LOG_LEVEL"),
        ("otlp_endpoint", "collector:4318", "CARELINE_OTLP_ENDPOINT"),
        ("otlp_endpoint", "http://collector:4318?key=x", "CARELINE_OTLP_ENDPOINT"),
        ("voice_secret", "bot-" + "x" * 32, "CARELINE_BOT_SECRET, CARELINE_VOICE_SECRET: one secret for several uses"),
        ("feed_secret_previous", "demo-" + "x" * 32, "CARELINE_FEED_SECRET_PREVIOUS: made for the demo"),
        ("login_secret", "", "CARELINE_LOGIN_SECRET: missing"),
        ("login_secret", "x" * 31, "CARELINE_LOGIN_SECRET: must have at least 32"),
        ("oidc_client_id", "desk", "CARELINE_OIDC_CLIENT_ID: needs CARELINE_OIDC_ISSUER"),
        ("oidc_sign_out", "provider", "CARELINE_OIDC_SIGN_OUT: needs CARELINE_OIDC_ISSUER"),
        ("break_glass", "gao", "CARELINE_BREAK_GLASS: needs CARELINE_OIDC_ISSUER"),
    ],
)
def test_each_fault_is_named_with_its_variable(field: str, value: str, told: str) -> None:
    more = {"platform_secret": "platform-" + "x" * 32} if field == "platform_url" else {}
    (fault,) = faults(**{field: value, **more})
    assert told in fault
    assert "xxxx" not in fault


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("oidc_issuer", "http://id.example", "CARELINE_OIDC_ISSUER"),
        ("oidc_issuer", "https://id.example?x=1", "CARELINE_OIDC_ISSUER"),
        ("oidc_client_id", "", "CARELINE_OIDC_CLIENT_ID"),
        ("oidc_scopes", "email", "CARELINE_OIDC_SCOPES"),
        ("oidc_roles", "lead=supervisor", "CARELINE_OIDC_ROLES_CLAIM and CARELINE_OIDC_ROLES"),
        ("oidc_factor", "mfa", "CARELINE_OIDC_FACTOR"),
    ],
)
def test_a_provider_is_set_up_whole(field: str, value: str, told: str) -> None:
    provider = {"oidc_issuer": "https://id.example/realms/shop", "oidc_client_id": "desk", "break_glass": "gao"}
    assert faults(**provider, second_factor="nobody") == []
    assert faults(**provider, login_secret="", second_factor="nobody")[0].startswith("CARELINE_LOGIN_SECRET")
    (fault,) = faults(**provider | {field: value})
    assert told in fault


def test_roles_are_given_as_pairs_of_the_providers_word_and_ours() -> None:
    provider = {"oidc_issuer": "https://id.example", "oidc_client_id": "desk", "oidc_roles_claim": "groups"}
    assert faults(**provider, oidc_roles="lead=supervisor, cn=care=admin") == []
    assert "'boss=owner'" in faults(**provider, oidc_roles="lead=supervisor, boss=owner")[0]


@pytest.mark.parametrize(
    ("demo", "given", "wanted"), [(True, "", "nobody"), (False, "", "approvers"), (False, "everybody", "everybody")]
)
def test_the_second_factor_is_wanted_of_approvers_unless_it_is_the_demo(demo: bool, given: str, wanted: str) -> None:
    assert Settings(**good(demo=demo, second_factor=given)).factor_wanted == wanted


@pytest.mark.parametrize("field", [field for field in SECRETS if field != "chat_secret"])
def test_a_secret_of_the_demo_is_refused_whatever_it_is_for(field: str) -> None:
    with pytest.raises(ValueError, match=f"made for the demo.*{name_of(field)}"):
        Settings(**good(**{field: "demo-" + "x" * 32}))


@pytest.mark.parametrize(
    ("text", "why"),
    [("notapem", "no RSA public key"), ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "no RSA")],
)
def test_what_is_no_key_is_refused(text: str, why: str) -> None:
    assert why in key_fault(text)


@pytest.mark.parametrize("field", ["chat_public_key", "chat_public_key_previous"])
def test_a_process_does_not_start_with_it(field: str) -> None:
    keys = {"chat_secret": "", "chat_public_key": _pem(), field: "notapem" * 3}
    (fault,) = faults(**keys)
    assert fault.startswith(f"{name_of(field)}: this is no RSA public key")


def test_a_private_or_short_key_is_refused() -> None:
    assert "private key" in key_fault(_pem(private=True))
    assert "2048 bits" in key_fault(_pem(1024))


def test_the_demo_never_phones_with_a_real_account() -> None:
    demo = good(demo=True, public_url="https://care.example.com")
    assert "refused with a real" in faults_of(Settings(**demo), DEMO_MARK)[0]
    assert faults_of(Settings(**demo | {"twilio_base_url": "http://127.0.0.1:8020"}), DEMO_MARK) == []
    assert faults_of(Settings(**demo | {"twilio_auth_token": "demo-" + "x" * 32}), DEMO_MARK) == []


def test_a_misspelt_name_is_told_with_what_was_meant() -> None:
    known = ["CARELINE_SHOP_NAME", "CARELINE_PORT"]
    assert unknown_names(["CARELINE_SHOPNAME", "CARELINE_PORT", "PATH", "CARELINE_TEST_DATABASE_URL"], known) == [
        "CARELINE_SHOPNAME: there is no such setting, CARELINE_SHOP_NAME is"
    ]


def test_a_start_names_every_fault_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    wrong = {"public_url": "http://x.example", "caller_id": "0571", "log_level": "loud"}
    for field, value in good(**wrong).items():
        monkeypatch.setenv(name_of(field), value)
    monkeypatch.setenv("CARELINE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CARELINE_SHOPNAME", "x")
    with pytest.raises(SettingsError) as refused:
        refuse_unsafe(load_settings())
    for name in ("CARELINE_PUBLIC_URL", "CARELINE_CALLER_ID", "CARELINE_LOG_LEVEL", "CARELINE_SHOPNAME"):
        assert name in str(refused.value)


def test_every_secret_with_a_predecessor_has_a_setting_for_it() -> None:
    assert {f"{name}_previous" for name in PAIRED} <= Settings.model_fields.keys()


def test_while_a_secret_changes_both_count_and_no_third() -> None:
    stamp, body = str(int(NOW.timestamp())), b"{}"
    for secret in (NEW, OLD):
        verify((NEW, OLD), stamp, sign(secret, stamp, body), body, NOW)
    with pytest.raises(SignatureError):
        verify((NEW, OLD), stamp, sign("x" * 32, stamp, body), body, NOW)

    claims = {"sub": "u-lin", "aud": AUDIENCE, "exp": utc_now().timestamp() + 60}
    key = ConsumerKey(algorithm="HS256", key=NEW, previous=OLD)
    assert [customer_of(jwt.encode(claims, secret, "HS256"), key) for secret in (NEW, OLD)] == ["u-lin"] * 2
    with pytest.raises(Problem):
        customer_of(jwt.encode(claims, "x" * 32, "HS256"), key)

    from uuid import uuid4

    letter, links = uuid4(), Links("https://x.example", NEW, OLD)
    assert [links.letter(Links("", secret).token(letter)) for secret in (NEW, OLD)] == [letter] * 2
    with pytest.raises(BadLinkError):
        links.letter(Links("", "x" * 32).token(letter))
