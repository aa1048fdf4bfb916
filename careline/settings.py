"""Every setting, typed, from the environment; what is missing or wrong is named at once. Listed in docs/settings.md.

In demo mode `careline up` makes the secrets and leaves them in `var/demo.env`, where other commands find them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from careline.core.roles import FactorWanted
from careline.settings_faults import PAIRED, SECRETS, faults_of, name_of, unknown_names

if TYPE_CHECKING:
    from careline.core.rules import ShopRules

DEMO_MARK = "demo-"
"""Secrets made for the demo begin with this; outside demo mode they are refused."""

Secret = Annotated[str, Field(min_length=16, repr=False)]
Port = Annotated[int, Field(ge=1, le=65535)]
Listed = Annotated[tuple[str, ...], NoDecode]


class SettingsError(Exception):
    """The environment is not complete; the message names every missing or wrong variable."""


class Settings(BaseSettings):
    """Names in the environment are these in upper case with `CARELINE_` in front, unless an alias says otherwise."""

    model_config = SettingsConfigDict(env_prefix="CARELINE_", frozen=True, populate_by_name=True, extra="ignore")

    demo: bool = False
    data_dir: Path = Path("var")
    models_dir: Path = Path("models")
    database_url: Annotated[str, Field(alias="DATABASE_URL", repr=False)] = ""
    port: Port = 8000
    bind: str = "127.0.0.1"
    actions_bind: str = "127.0.0.1"
    metrics_from: Listed = ()
    trace_from: Listed = ()
    otlp_endpoint: str = ""
    actions_port: Port = 8010
    bot_port: Port = 8011
    bot_processes: Annotated[int, Field(ge=1, le=16)] = 2
    simulator_port: Port = 8020
    shop_port: Port = 8030
    public_url: str = ""
    shop_name: str = "Careline"
    log_level: str = "INFO"

    feed_secret: Secret
    feed_secret_previous: Annotated[str, Field(repr=False)] = ""
    chat_secret: Annotated[str, Field(repr=False)] = ""
    chat_secret_previous: Annotated[str, Field(repr=False)] = ""
    chat_public_key: str = ""
    chat_public_key_previous: str = ""
    chat_origins: Listed = ()
    image_hosts: Listed = ()
    bot_urls: Listed = ()
    bot_secret: Secret
    bot_secret_previous: Annotated[str, Field(repr=False)] = ""
    actions_secret: Secret
    actions_secret_previous: Annotated[str, Field(repr=False)] = ""
    tracker_password: Secret
    voice_secret: Secret
    voice_secret_previous: Annotated[str, Field(repr=False)] = ""
    platform_url: str = ""
    platform_secret: Annotated[str, Field(repr=False)] = ""
    platform_secret_previous: Annotated[str, Field(repr=False)] = ""
    events_url: str = ""
    smtp_url: Annotated[str, Field(repr=False)] = ""
    mail_from: str = ""
    link_secret: Annotated[str, Field(repr=False)] = ""
    link_secret_previous: Annotated[str, Field(repr=False)] = ""

    chatwoot_url: str = ""
    chatwoot_account: Annotated[int, Field(ge=0)] = 0
    chatwoot_inbox: str = ""
    chatwoot_token: Annotated[str, Field(repr=False)] = ""
    chatwoot_webhook_secret: Annotated[str, Field(repr=False)] = ""
    chatwoot_language: Literal["zh-CN", "en"] = "zh-CN"
    login_secret: Annotated[str, Field(repr=False)] = ""
    login_secret_previous: Annotated[str, Field(repr=False)] = ""
    second_factor: Literal["", "nobody", "approvers", "everybody"] = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: Annotated[str, Field(repr=False)] = ""
    oidc_name: str = ""
    oidc_scopes: str = "openid email profile"
    oidc_name_claim: str = "email"
    oidc_roles_claim: str = ""
    oidc_roles: Listed = ()
    oidc_factor: str = ""
    oidc_sign_out: Literal["", "here", "provider"] = ""
    break_glass: Listed = ()

    shopify_secret: Annotated[str, Field(repr=False)] = ""
    woocommerce_secret: Annotated[str, Field(repr=False)] = ""
    aftership_secret: Annotated[str, Field(repr=False)] = ""
    track17_key: Annotated[str, Field(repr=False)] = ""

    twilio_account_sid: Annotated[str, Field(alias="TWILIO_ACCOUNT_SID")] = ""
    twilio_auth_token: Annotated[str, Field(alias="TWILIO_AUTH_TOKEN", repr=False)] = ""
    twilio_auth_token_previous: Annotated[str, Field(alias="TWILIO_AUTH_TOKEN_PREVIOUS", repr=False)] = ""
    twilio_base_url: Annotated[str, Field(alias="TWILIO_BASE_URL")] = ""
    caller_id: str = ""

    keep_days: str = ""
    owner_url: Annotated[str, Field(repr=False)] = ""
    rule_pack: str = "standard"
    conversation_relay: bool = False
    calls_per_second: Annotated[float, Field(gt=0, le=30)] = 1.0
    calls_at_once: Annotated[int, Field(ge=1, le=1000)] = 5

    @field_validator(
        "chat_origins", "image_hosts", "bot_urls", "metrics_from", "trace_from", "oidc_roles", "break_glass",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        faults = list(self._contradictions())
        if not self.demo:
            faults += self._made_for_the_demo()
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _contradictions(self) -> Iterator[str]:
        if bool(self.chat_secret) == bool(self.chat_public_key):
            yield "set exactly one of CARELINE_CHAT_SECRET and CARELINE_CHAT_PUBLIC_KEY"
        if self.chat_secret and len(self.chat_secret.encode()) < 32:
            yield "CARELINE_CHAT_SECRET must have at least 32 bytes"
        if (self.platform_url or self.events_url) and len(self.platform_secret) < 16:
            yield "CARELINE_PLATFORM_SECRET must have at least 16 characters where a platform is connected"
        if self.smtp_url and not (self.mail_from and len(self.link_secret) >= 16):
            yield "CARELINE_SMTP_URL needs CARELINE_MAIL_FROM, and a CARELINE_LINK_SECRET of 16 characters"
        if self.chatwoot_url and not (self.chatwoot_account and self.chatwoot_inbox and self.chatwoot_token):
            yield "CARELINE_CHATWOOT_URL needs CARELINE_CHATWOOT_ACCOUNT, CARELINE_CHATWOOT_INBOX and _TOKEN"
        if 0 < len(self.woocommerce_secret) < 16:  # the one of these that people make up themselves
            yield "CARELINE_WOOCOMMERCE_SECRET must have at least 16 characters"
        short = [one for one in PAIRED if 0 < len(getattr(self, f"{one}_previous")) < 16]
        if short:
            yield f"{', '.join(name_of(one) + '_PREVIOUS' for one in short)} must have at least 16 characters"

    def _made_for_the_demo(self) -> list[str]:
        marked = [name_of(name) for name in SECRETS if getattr(self, name).startswith(DEMO_MARK)]
        marked += ["CARELINE_RULE_PACK=demo"] if self.rule_pack == "demo" else []
        return [f"made for the demo, refused outside it: {', '.join(marked)}"] if marked else []

    @property
    def factor_wanted(self) -> FactorWanted:
        """Of whom a second factor is wanted at the desk: unless it is said, of nobody in the demo."""
        return FactorWanted(self.second_factor or ("nobody" if self.demo else "approvers"))

    def pair(self, name: str) -> tuple[str, ...]:
        """The secret of this name, and the one before while it is being changed."""
        return tuple(filter(None, (getattr(self, name), getattr(self, f"{name}_previous"))))

    @property
    def base_url(self) -> str:
        """Where the carrier and browsers reach the web process; no slash at the end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def origins(self) -> tuple[str, ...]:
        """Pages that may open a WebSocket: our own, and those that are configured. Where people reach us over https,
        whatever else runs on their own machine is no page of ours."""
        here = () if self.base_url.startswith("https://") else (f"http://localhost:{self.port}",)
        return (self.base_url, *here, *self.chat_origins)

    @field_validator("metrics_from", "trace_from")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            ip_network(one, strict=False)
        return value

    @field_validator("keep_days")
    @classmethod
    def _kept(cls, value: str) -> str:
        from careline.privacy.retention import windows  # noqa: PLC0415 - most commands keep nothing

        windows(value)
        return value

    @property
    def actions_here(self) -> str:
        """Where this process reaches its own listener for Rasa's actions."""
        host = "127.0.0.1" if self.actions_bind in {"0.0.0.0", "::"} else self.actions_bind  # noqa: S104 - compared
        return f"http://{f'[{host}]' if ':' in host else host}:{self.actions_port}"

    @property
    def phones(self) -> bool:
        """Whether a carrier is set: without any of its settings, the shop only chats."""
        return bool(self.caller_id or self.twilio_account_sid or self.twilio_auth_token)

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        return self.bot_urls or tuple(f"http://127.0.0.1:{port}" for port in self.bot_ports)

    @property
    def bot_ports(self) -> range:
        """Where `careline up` runs its Rasa processes."""
        return range(self.bot_port, self.bot_port + self.bot_processes)


def shop_rules_of(settings: Settings, now: datetime) -> ShopRules:
    """The shop rules that these settings name; read once, when a process starts. Raises SettingsError with every fault.

    `now` decides which years' public holidays are known. Rules made for the demo are refused outside it, also where an
    operator's own file takes them over under another name.
    """
    from careline.shop_rules import RulesError, load_rules  # noqa: PLC0415 - most commands need no rules

    try:
        rules = load_rules(settings.rule_pack, now.date())
    except RulesError as error:
        raise SettingsError(str(error)) from error
    if rules.contact.any_hour and not settings.demo:
        raise SettingsError(
            f"CARELINE_RULE_PACK={settings.rule_pack}: contact.any_hour is for the demo, refused outside it"
        )
    return rules


def demo_env_file(data_dir: Path) -> Path:
    return data_dir / "demo.env"


def read_env_file(path: Path) -> dict[str, str]:
    """NAME=value lines; a missing file is empty."""
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in path.read_text("utf-8").splitlines() if "=" in line)
    return {name: value for name, _, value in pairs}


def folders_here() -> tuple[Path, Path]:
    """The data folder and the folder of models, for commands that need no other setting."""
    return Path(os.environ.get("CARELINE_DATA_DIR", "var")), Path(os.environ.get("CARELINE_MODELS_DIR", "models"))


def load_settings() -> Settings:
    """Settings from the environment, completed by a demo that was set up here. Raises SettingsError."""
    data_dir, _ = folders_here()
    for name, value in read_env_file(demo_env_file(data_dir)).items():
        os.environ.setdefault(name, value)
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_explained(error, unknown_names(os.environ, _variables()))) from error


def refuse_unsafe(settings: Settings) -> None:
    """Before a process serves or phones. Raises SettingsError with everything that is wrong with the environment."""
    faults = faults_of(settings, DEMO_MARK)
    if not settings.demo:
        faults += unknown_names(os.environ, _variables())
    if faults:
        raise SettingsError(_listed(faults))


def _variables() -> set[str]:
    return {field.alias or f"CARELINE_{name.upper()}" for name, field in Settings.model_fields.items()}


def _explained(error: ValidationError, more: list[str]) -> str:
    lines = []
    for fault in error.errors(include_input=False, include_url=False):
        where = str(fault["loc"][0]) if fault["loc"] else ""
        name = where if where.isupper() else f"CARELINE_{where.upper()}"
        lines.append(f"{name}: {fault['msg']}" if where else fault["msg"])
    return _listed([*lines, *more])


def _listed(faults: list[str]) -> str:
    return "These settings are missing or wrong (docs/settings.md):\n" + "\n".join(f"  {fault}" for fault in faults)
