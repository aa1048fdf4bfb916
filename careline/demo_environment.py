"""The environment that `careline up` makes for the demo: secrets once, ports from the caller, addresses from both."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from careline.settings import DEMO_MARK, demo_env_file, read_env_file

_SECRETS = (
    "CARELINE_FEED_SECRET",
    "CARELINE_CHAT_SECRET",
    "CARELINE_BOT_SECRET",
    "CARELINE_ACTIONS_SECRET",
    "CARELINE_TRACKER_PASSWORD",
    "CARELINE_VOICE_SECRET",
    "CARELINE_PLATFORM_SECRET",
    "CARELINE_LINK_SECRET",
    "CARELINE_LOGIN_SECRET",
    "TWILIO_AUTH_TOKEN",
)
_FIXED = {
    "CARELINE_DEMO": "1",
    "CARELINE_RULE_PACK": "demo",
    "CARELINE_SHOP_NAME": "橙子优选",
    "CARELINE_CALLER_ID": "+15005550006",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 31 + "1",
}


def demo_environment(data_dir: Path) -> dict[str, str]:
    """The demo's environment: what the caller set wins, secrets are kept from an earlier run (file mode 0600)."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = demo_env_file(data_dir)
    kept = read_env_file(path)
    made = {name: kept.get(name) or DEMO_MARK + secrets.token_urlsafe(32) for name in _SECRETS}
    environment = {**_FIXED, **made, "CARELINE_DATA_DIR": str(data_dir)}
    environment |= {name: os.environ[name] for name in environment if os.environ.get(name)}
    text = "".join(f"{name}={value}\n" for name, value in sorted(environment.items()))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return environment
