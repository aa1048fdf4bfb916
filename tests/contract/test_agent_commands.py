"""`careline agent` as an operator types it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, STDOUT, run

import psycopg
import pytest

pytestmark = pytest.mark.contract

ROOT = Path(__file__).resolve().parents[2]
SECRETS = ("FEED_SECRET", "CHAT_SECRET", "BOT_SECRET", "ACTIONS_SECRET", "TRACKER_PASSWORD", "VOICE_SECRET")
Agent = Callable[..., tuple[int, str]]
"""`group` is () for other commands than those of logins."""


@pytest.fixture
def agent(database_url: str) -> Agent:
    """Runs the command; gives its exit code and what it said."""
    ours = {f"CARELINE_{name}": name.ljust(32, "x") for name in SECRETS} | {"DATABASE_URL": database_url}

    def typed(*words: str, group: tuple[str, ...] = ("agent",)) -> tuple[int, str]:
        command = [sys.executable, "-m", "careline", *group, *words]
        ended = run(
            command, cwd=ROOT, env=os.environ | ours, stdout=PIPE, stderr=STDOUT, text=True, check=False, timeout=60
        )
        return ended.returncode, ended.stdout.strip()

    return typed


def test_a_login_is_made_changed_and_taken_away(agent: Agent, database_url: str) -> None:
    made = agent("add", "li", "--name", "李婷", "--password", "correct horse", "--language", "en", "--skill", "refund")
    assert made == (0, "li is saved.")
    assert agent("add", "li", "--role", "supervisor", "--skill", "refund", "--skill", "freight")[0] == 0
    with psycopg.connect(database_url) as database:
        row = database.execute("SELECT name, role, languages, skills, capacity, disabled_at FROM agents").fetchone()
        assert row == ("李婷", "supervisor", ["en"], ["refund", "freight"], 5, None)
    assert agent("list") == (0, "li  李婷  supervisor")
    code, said = agent("disable", "li", "--why", "left the company")
    assert (code, said) == (0, "li cannot log in any more; 0 conversations wait for a colleague.")
    with psycopg.connect(database_url) as database:
        assert database.execute("SELECT disabled_at IS NOT NULL FROM agents").fetchone() == (True,)
        entry = database.execute("SELECT who, note FROM journal WHERE what = 'agent_disabled'").fetchone()
        assert entry == ("operator", "left the company")


def test_a_login_gets_the_providers_name_for_one_person_and_no_other(agent: Agent, database_url: str) -> None:
    new = ("--name", "李婷", "--sso", "Li@Shop.example")  # and no password
    assert agent("add", "li", *new) == (0, "li is saved.")
    with psycopg.connect(database_url) as database:
        assert database.execute("SELECT sso_name FROM agents").fetchone() == ("li@shop.example",)
        [[data]] = database.execute("SELECT data FROM journal WHERE what = 'agent_added'").fetchall()
        assert "shop.example" not in str(data)
    assert agent("add", "wu", *new) == (2, "The identity provider's name for somebody is another login's already.")
    assert agent("reset-factor", "li") == (2, "There is no such login, or it has no second factor.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("disable", "nobody"), "There is no such login."),
        (("add", "", "--name", "x", "--password", "long enough pw"), "A login is 1 to 100 letters"),
        (("add", "a b", "--name", "x", "--password", "long enough pw"), "A login is 1 to 100 letters"),
        (("add", "li", "--capacity", "3"), "A new login needs a name and a password, "),
        (("add", "li", "--skill", "refunds"), "refunds is no skill: general, "),
        (("add", "li", "--name", "x", "--password", "short"), "The password needs 10 characters."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(agent: Agent, words: tuple[str, ...], said: str) -> None:
    code, told = agent(*words)
    assert code == 2
    assert told.startswith(said)


def test_who_pauses_twice_is_told_who_did_before_and_why(agent: Agent) -> None:
    assert agent("pause", "the carrier is down", group=())[1].startswith("Dialling is paused.")
    code, said = agent("pause", "again", group=())
    assert (code, said.splitlines()[0]) == (0, "It was paused already by operator: the carrier is down")
    assert agent("resume", group=()) == (0, "Dialling goes on.")
    assert agent("resume", group=())[1].startswith("Dialling was not paused")


def test_a_token_ends_after_now_and_a_release_has_a_name(agent: Agent) -> None:
    code, said = agent("token", "--customer", "u-lin", "--hours", "-5", group=())
    assert code == 2
    assert "greater than or equal to 1" in said
    code, said = agent("--version", group=())
    assert (code, said.count(".")) == (0, 2)
