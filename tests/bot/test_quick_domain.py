"""A model's domain is read as Rasa would read it, only sooner."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain, InvalidDomain
from rasa.shared.exceptions import RasaException, YamlSyntaxException
from rasa.shared.utils.io import read_yaml
from rasa.shared.utils.validation import YamlValidationException

from bot.model_files import ROOT
from bot.quick_domain import _QuickDomain, read_domain


def test_what_is_read_is_what_rasa_reads(model: Path, tmp_path: Path) -> None:
    with tarfile.open(model) as archive:
        (name,) = [one for one in archive.getnames() if one.endswith("domain.yml")]
        archive.extract(name, tmp_path)
    folder = (tmp_path / name).parent
    quick = _QuickDomain.from_path(folder)
    rasas = Domain.from_dict(read_yaml((folder / "domain.yml").read_text("utf-8")))  # reads once, and checks no schema
    assert quick.as_dict() == rasas.as_dict()
    assert quick.responses == rasas.responses


def test_words_that_older_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text(
        'version: "3.1"\nresponses:\n  utter_x:\n  - text: No\n  - text: 12:30\n  - text: yes\n', encoding="utf-8"
    )
    assert [one["text"] for one in _QuickDomain.from_path(tmp_path).responses["utter_x"]] == ["No", "12:30", "yes"]


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    """Rasa's reader and writer, tried beside ours on the domain that we train."""
    rasas, ours = Domain.load(str(ROOT / "bot/domain")), read_domain(ROOT / "bot/domain")
    assert ours.as_dict() == rasas.as_dict()
    assert ours.responses == rasas.responses
    assert ours.fingerprint() == rasas.fingerprint()
    rasas.persist(tmp_path / "domain.yml")
    of_rasa = _QuickDomain.from_path(tmp_path)
    ours.persist(tmp_path / "domain.yml")
    assert _QuickDomain.from_path(tmp_path).fingerprint() == of_rasa.fingerprint()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("responses:\n  utter_x:\n  - text: a\n  utter_x:\n  - text: b\n", YamlSyntaxException),
        ("responses: [\n", YamlSyntaxException),
        ("responses:\n  utter_x:\n  - txt: a\n", YamlValidationException),
        ("intents: [greet, greet]\n", InvalidDomain),
    ],
)
def test_a_file_that_is_no_domain_is_an_error_that_names_it(
    written: str, kind: type[RasaException], tmp_path: Path
) -> None:
    (tmp_path / "money.yml").write_text(f'version: "3.1"\n{written}', encoding="utf-8")
    with pytest.raises(kind) as raised:
        read_domain(tmp_path)
    assert kind is InvalidDomain or "money.yml" in str(raised.value)


def test_words_that_look_like_values_are_written_as_words(tmp_path: Path) -> None:
    odd = ["No", "true", "12", "1.5", "~", "", "12:30", "a: b", "👍 好", "two\nlines", "- x", "{x}", "0x1f"]
    texts = [{"text": text} for text in odd]
    _QuickDomain.from_dict({"version": "3.1", "responses": {"utter_x": texts}}).persist(tmp_path / "domain.yml")
    assert [one["text"] for one in _QuickDomain.from_path(tmp_path).responses["utter_x"]] == odd
