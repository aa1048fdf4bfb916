"""A model's domain is read as Rasa would read it, only sooner."""

from __future__ import annotations

import tarfile
from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml

from bot.quick_domain import _QuickDomain


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
