"""The launcher: what it refuses, whom it hears, how it goes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from process import BotProcess, texts_of

from bot.channel import CarelineInput
from bot.model_files import checksum_file
from bot.serve import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]


def launch(model: Path, port: int = 1, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start it where it should not start."""
    bare = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    command = [sys.executable, "-m", "bot.serve", "--port", str(port), "--model", str(model)]
    return subprocess.run(
        command, cwd=ROOT, env={**bare, **environment}, capture_output=True, text=True, timeout=60, check=False
    )


def complete(**changed: str) -> dict[str, str]:
    return {**dict.fromkeys(ENVIRONMENT, "http://127.0.0.1:1/long-enough-secret"), **changed}


def test_all_missing_settings_are_named_at_once(model: Path) -> None:
    done = launch(model, CARELINE_BOT_SECRET="")
    assert done.returncode == 2
    assert json.loads(done.stderr)["names"] == list(ENVIRONMENT)


def test_a_model_with_a_flipped_byte_is_not_loaded(model: Path, tmp_path: Path) -> None:
    copy = shutil.copy(model, tmp_path)
    shutil.copy(checksum_file(model), tmp_path)
    data = bytearray(Path(copy).read_bytes())
    data[len(data) // 2] ^= 1
    Path(copy).write_bytes(data)
    done = launch(Path(copy), **complete())
    assert done.returncode == 3
    assert json.loads(done.stderr)["action"] == "model_refused"


def test_a_model_that_is_not_the_one_on_record_is_not_loaded(model: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    command = [sys.executable, "-m", "bot.serve", "--port", "1", "--model", str(model), "--sha256", "0" * 64]
    done = subprocess.run(
        command, cwd=ROOT, env={**bare, **complete()}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 3
    assert "checksum differs" in json.loads(done.stderr)["why"]


def test_without_a_database_it_does_not_start_and_tells_no_password(model: Path) -> None:
    done = launch(model, **complete(CARELINE_TRACKER_URL="postgresql://bot:hunter2@127.0.0.1:1/none"))
    assert done.returncode == 1
    assert json.loads(done.stderr)["error"] == "OperationalError"
    assert "hunter2" not in done.stderr + done.stdout


def test_on_a_port_that_is_taken_it_does_not_start(bot: BotProcess, model: Path) -> None:
    done = launch(model, bot.port, **{name: bot.environment[name] for name in ENVIRONMENT})
    assert done.returncode == 1
    assert json.loads(done.stderr)["action"] == "start_failed"


@pytest.mark.parametrize("secret", ["", "fifteen letters", None])
def test_a_short_secret_is_refused(secret: str | None) -> None:
    with pytest.raises(ValueError, match="CARELINE_BOT_SECRET"):
        CarelineInput.from_credentials({"secret": secret})


def test_it_listens_on_loopback_alone(bot: BotProcess) -> None:
    wanted = f"{bot.port:04X}"
    listening = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if port == wanted and line.split()[3] == "0A":
                listening.append(address)
    assert listening == ["0100007F"]


@pytest.mark.parametrize(
    "path", ["/model", "/conversations/x/tracker", "/webhooks/rest/webhook", "/model/parse", "/status"]
)
def test_rasas_own_api_is_not_there(bot: BotProcess, path: str) -> None:
    with socket.create_connection(("127.0.0.1", bot.port)) as connection:
        connection.sendall(
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}".encode()
        )
        assert re.match(rb"HTTP/1.1 40[45]", connection.recv(100))


def test_tensorflow_is_not_in_the_process(bot: BotProcess) -> None:
    assert "libtensorflow" not in Path(f"/proc/{bot.process.pid}/maps").read_text()


def test_a_successor_goes_on_with_the_conversation_and_stops_within_two_seconds(
    bot: BotProcess, model: Path, database_url: str, actions: Any, conversation: str
) -> None:
    assert bot.say(conversation, "你好")[0] == 200
    with BotProcess(model, database_url, actions) as successor:
        assert successor.say(conversation, "谢谢")[0] == 200
        assert texts_of(database_url, conversation) == ["你好", "谢谢"]
        start = time.monotonic()
        successor.process.send_signal(signal.SIGTERM)
        assert successor.process.wait(10) == 0
        assert time.monotonic() - start < 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel in Linux's way")
def test_it_dies_with_its_parent() -> None:
    child = "import bot.serve, time; bot.serve.die_with_parent(); print('ready', flush=True); time.sleep(60)"
    parent = (
        "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], stdout=subprocess.PIPE);"
        "child.stdout.readline(); print(child.pid, flush=True)"
    )
    pid = int(subprocess.run([sys.executable, "-c", parent, child], cwd=ROOT, capture_output=True, check=True).stdout)
    for _ in range(50):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")
