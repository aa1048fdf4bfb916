"""The documents tell the truth, where a test can know it."""

import re
from pathlib import Path

import pytest

from careline.cli import app
from careline.settings import Settings

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))


def variables() -> set[str]:
    return {(field.alias or f"CARELINE_{name.upper()}") for name, field in Settings.model_fields.items()}


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `([A-Z0-9_]+)`", text, re.MULTILINE))
    assert documented == variables()


def test_documented_defaults_are_the_real_ones() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for name, default in re.findall(r"^\| `CARELINE_([A-Z0-9_]+)` \| `([^`]+)`", text, re.MULTILINE):
        if "PORT`" in default or "http" in default:
            continue
        real = Settings.model_fields[name.lower()].default
        assert str(real) == default or float(real) == float(default), name


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", *DOCUMENTS])
def test_links_and_named_places_exist(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    base = (ROOT / document).parent
    assert [link for link in links if not (base / link).exists()] == []


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)", (ROOT / "README.md").read_text("utf-8")))
    assert named <= targets
    assert {"up", "test", "test-fast", "check", "bench", "train"} <= targets


def test_the_readme_sets_up_with_exactly_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert commands == ["make up", "make test"]


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", *DOCUMENTS])
def test_commands_that_are_named_exist(document: str) -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    groups = {group.name for group in app.registered_groups}
    named = set(re.findall(r"(?:`|bin/)careline ([a-z]+)", (ROOT / document).read_text("utf-8")))
    assert named <= commands | groups
