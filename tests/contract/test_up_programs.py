"""What `careline up` starts: as many Rasa processes as wanted, on ports that are free, with the model on record."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from careline.core.models import Model
from careline.settings import Settings
from careline.up import RASA_SEES, CannotStartError, _check_ports, bot_programs
from tests.running.process import _free_pair, free_ports

pytestmark = pytest.mark.contract


def settings(**given: Any) -> Settings:
    """The demo's, on free ports."""
    names = ("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret")
    ports = {name.lower(): port for name, port in free_ports().items()}
    return Settings(**{**dict.fromkeys(names, "x" * 32), **ports, **given})


def test_each_process_has_a_port_and_all_have_the_model_and_its_checksum() -> None:
    three = settings(bot_port=8011, bot_processes=3)
    programs = bot_programs(three, Model(name="a.tar.gz", sha256="0" * 64), Path("/models"))
    assert [program.name for program in programs] == ["rasa-1", "rasa-2", "rasa-3"]
    for port, program in zip((8011, 8012, 8013), programs, strict=True):
        words = " ".join(program.command)
        assert f"--port {port} --model /models/a.tar.gz --sha256 {'0' * 64}" in words
        assert program.ready == f"http://127.0.0.1:{port}/webhooks/careline/health"
        assert program.sees == RASA_SEES
    assert three.rasa_urls == tuple(f"http://127.0.0.1:{port}" for port in (8011, 8012, 8013))


def test_processes_that_run_elsewhere_are_asked_instead() -> None:
    assert settings(bot_urls="http://a:1, http://b:2").rasa_urls == ("http://a:1", "http://b:2")


def test_the_port_of_every_process_is_looked_at_before_anything_starts() -> None:
    first = _free_pair()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first + 1))
        taken.listen()
        with pytest.raises(CannotStartError, match=f"port {first + 1} is taken.*CARELINE_BOT_PORT"):
            _check_ports(settings(bot_port=first))
    _check_ports(settings(bot_port=first))
