"""What the callout engine is handed by an installation's settings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from careline.callout_wiring import callout_settings
from careline.settings import Settings, SettingsError

pytestmark = pytest.mark.unit


def installed(**given: Any) -> Settings:
    secrets = ("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret")
    account = {"caller_id": "+14155550100", "twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": "a-token"}
    return Settings(**{**dict.fromkeys(secrets, "x" * 32), **account, **given})


def test_the_rule_pack_alone_says_how_often_and_how_soon_is_phoned() -> None:
    standard = callout_settings(installed()).rules
    assert (standard.calls.attempts_per_block, standard.retries.no_answer) == (3, timedelta(hours=2))
    demo = callout_settings(installed(demo=True, rule_pack="demo")).rules
    assert (demo.calls.attempts_per_block, demo.retries.no_answer) == (6, timedelta(minutes=3))
    assert demo.calls.holdout_percent == 0


def test_wrong_rules_keep_the_worker_from_starting_and_the_fault_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "ours.toml"
    wrong.write_text(
        'extends = "standard"\nname = "ours"\nas_of = 2026-11-01\n[calls]\nsource = "ours"\nattempts_per_blok = 4\n'
    )
    with pytest.raises(SettingsError, match=r"ours\.toml:6: calls\.attempts_per_blok: .*attempts_per_block"):
        callout_settings(installed(rule_pack=str(wrong)))


def test_what_is_missing_to_phone_anybody_is_named() -> None:
    with pytest.raises(SettingsError, match="CARELINE_CALLER_ID, TWILIO_AUTH_TOKEN"):
        callout_settings(installed(caller_id="", twilio_auth_token=""))


def test_a_name_that_an_english_voice_cannot_say_keeps_the_worker_from_starting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot say the shop's name"):
        callout_settings(installed(shop_name="橙子优选"))
    assert callout_settings(installed(shop_name="橙子优选", demo=True, rule_pack="demo")).shop_name == "橙子优选"
    ours = tmp_path / "ours.toml"
    named = 'en = { shop = "Orange Select", spoken = "Orange Select", call_back = "+14155550100" }'
    ours.write_text(f'extends = "standard"\nname = "ours"\nas_of = 2026-11-01\n[names]\nsource = "ours"\n{named}\n')
    wired = callout_settings(installed(shop_name="橙子优选", rule_pack=str(ours)))
    assert (wired.spoken_in("en"), wired.spoken_in("zh-CN")) == ("Orange Select", "橙子优选")


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ('{ spoken = "橙子优选" }', r"ours\.toml:6: names\.en: spoken: '橙子优选' cannot be said by an English voice"),
        ('{ call_back = "0800" }', r"ours\.toml:6: names\.en: call_back: '0800' is no number in international form"),
        ('{ nickname = "x" }', r"ours\.toml:6: names\.en\.nickname: is not known"),
    ],
)
def test_a_wrong_name_is_named_with_its_place(tmp_path: Path, told: str, fault: str) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(
        f'extends = "standard"\nname = "ours"\nas_of = 2026-11-01\n[names]\nsource = "ours"\nen = {told}\n', "utf-8"
    )
    with pytest.raises(SettingsError, match=fault):
        callout_settings(installed(rule_pack=str(ours)))
